// Reads the options of iperf3 (those for TCP), and refuses in its words.

import type { HostState } from '../host/host.ts';
import { addressOf } from './names.ts';
import { readOptions, readSeconds, readWhole } from './options.ts';

/** Times in ns, amounts in octets. */
export interface IperfOptions {
  /** Undefined: it is the server. */
  to: { name: string; ip: number } | undefined;
  port: number;
  /** How long, or how much. */
  time: number;
  octets: number;
  /** Of one send, or one recv. */
  length: number;
  streams: number;
  /** Of reports; 0: only the last one. */
  interval: number;
  /** A server that ends after one test. */
  once: boolean;
}

const USAGE = `Usage: iperf3 [-s|-c host] [options]
  -s           run in server mode
  -c host      run in client mode, connecting to host
  -p port      server port to listen on/connect to (5201)
  -i seconds   time between throughput reports (1)
  -l length[KM]  length of buffer to read or write (128 KB)
  -t seconds   time to transmit for (10)
  -n octets[KMG] number of octets to transmit instead of -t
  -P streams   number of parallel streams to run (1)
  -1           handle one client connection then exit`;

const wrong = (text: string): string => `iperf3: parameter error - ${text}\n\n${USAGE}`;
const MOST_STREAMS = 128;
const MOST_LENGTH = 1 << 20;

/** The options of a command line, or what is wrong with it. */
export function readIperf(host: HostState, argv: readonly string[]): IperfOptions | string {
  const { given, operands, mistake } = readOptions(argv, 'sc:p:i:l:t:n:P:1');
  if (mistake) return `iperf3: ${mistake}\n${USAGE}`;
  if (operands.length) return wrong(`unrecognized argument '${operands[0]}'`);
  const name = given.get('c');
  if (given.has('s') === (name !== undefined)) {
    return wrong(given.has('s') ? 'cannot be both server and client' : 'must either be a client (-c) or server (-s)');
  }
  const number = (letter: string, usual: number, least: number, most: number): number | undefined =>
    given.has(letter) ? readWhole(given.get(letter)!, least, most) : usual;
  const port = number('p', 5201, 1, 65_535);
  if (port === undefined) return wrong(`invalid port: ${given.get('p')}`);
  const streams = number('P', 1, 1, MOST_STREAMS);
  if (streams === undefined) return wrong(`number of parallel streams too large (maximum = ${MOST_STREAMS})`);
  const length = readAmount(given.get('l') ?? '128K');
  if (!length || length > MOST_LENGTH) return wrong(`block size too large (maximum = ${MOST_LENGTH} bytes)`);
  const octets = given.has('n') ? readAmount(given.get('n')!) : Infinity;
  if (!octets) return wrong(`invalid amount: ${given.get('n')}`);
  const time = given.has('n') && !given.has('t') ? Infinity : readSeconds(given.get('t') ?? '10');
  if (!time) return wrong('test duration too long (maximum = 86400 seconds)');
  if (given.has('n') && given.has('t')) return wrong('only one test end condition (-t, -n) may be specified');
  const interval = readSeconds(given.get('i') ?? '1');
  if (interval === undefined || (interval > 0 && interval < 1e8) || interval > 60e9) {
    return wrong('invalid report interval (min = 0.1, max = 60 seconds)');
  }
  const options = { port, time, octets, length, streams, interval, once: given.has('1') };
  if (name === undefined) return { to: undefined, ...options };
  const ip = addressOf(host, name);
  if (ip === undefined) return 'iperf3: error - unable to connect to server: Name or service not known';
  return { to: { name, ip }, ...options };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 * 1024, g: 1024 * 1024 * 1024 };

/** `10M`, by 1024 as iperf3 reads it; undefined for anything else. */
function readAmount(text: string): number | undefined {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)([kmg]?)$/i.exec(text);
  return match ? Math.floor(Number(match[1]) * UNITS[match[2]!.toLowerCase()]!) : undefined;
}
