// tcpdump: what the cards of this host take in and hand out, a line a frame, in the words of the real one. What is to be shown is said as a display filter,
// or with the common words of its own capture filters. It does not make the card promiscuous: `ip link set eth0 promisc on` does.

import { dissect } from '../../wire/dissect.ts';
import { compileFilter } from '../../wire/filter.ts';
import { exitWith, fail } from '../host/processes.ts';
import { complain, print } from '../host/output.ts';
import type { HostState } from '../host/host.ts';
import type { ProcessState } from '../host/process.ts';
import type { Program } from '../host/program.ts';
import { startCapture } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import { displayFilterOf } from './bpf.ts';
import { addressOf, nameOf } from './names.ts';
import { readOptions, readWhole } from './options.ts';
import { serviceOf } from './services.ts';
import { dumpLines, frameLine, numericStyle, type Flows } from './tcpdumpText.ts';

const USAGE = `Usage: tcpdump [-enqStvxX] [-c COUNT] [-i INTERFACE] [EXPRESSION]
EXPRESSION is a display filter, as in the list of events: 'tcp.flags.syn == 1', 'ip.ttl < 5'
or made of: tcp udp icmp arp ip, [src|dst] host|net|port, and or not: tcp port 5000 and host B`;

interface DumpData {
  /** Index of the interface; undefined: any. */
  port: number | undefined;
  filter: string;
  letters: string[];
  /** Frames still to be shown; Infinity is kept as such. */
  left: number;
  shown: number;
  flows: Flows;
}

const dataOf = (process: ProcessState): DumpData => process.data as DumpData;

type Test = (octets: ReturnType<typeof dissect>, number: number, time: number) => boolean;

/** Compiled filters by their text: processes hold plain data only. */
const tests = new Map<string, Test>();
const MOST_KEPT = 50;

/** The test of a display filter, or what is wrong with it. */
function testOf(text: string): Test | string {
  const kept = tests.get(text);
  if (kept) return kept;
  const filter = compileFilter(text);
  if (!filter.ok) return filter.message;
  if (tests.size >= MOST_KEPT) tests.clear();
  const test: Test = (dissection, number, time) => filter.test(dissection, { number, time });
  tests.set(text, test);
  return test;
}

export const tcpdump: Program = {
  start(process, host, out) {
    const data = readDump(host, process.argv);
    if (typeof data === 'string') return fail(host, process, 1, data, out);
    process.data = data;
    const name = data.port === undefined ? 'any' : host.interfaces[data.port]!.name;
    if (!data.letters.includes('v')) {
      complain(host, process, 'tcpdump: verbose output suppressed, use -v for full protocol decode', out);
    }
    complain(host, process, `listening on ${name}, link-type EN10MB (Ethernet), snapshot length 262144 bytes`, out);
    startCapture(host);
  },

  frame(process, host, { port, frame, outgoing }, out) {
    const data = dataOf(process);
    // What goes over `lo` comes back at once: it is shown as it comes.
    if ((data.port !== undefined && data.port !== port) || (outgoing && host.interfaces[port]!.loopback)) return;
    out.open(frame);
    const octets = out.bytes.slice(out.start, out.end);
    const dissection = dissect(octets);
    if (!(testOf(data.filter) as Test)(dissection, data.shown + 1, out.now)) return;
    data.shown++;
    for (const line of linesOf(host, data, dissection, port, outgoing, out.now)) {
      if (process.exit === undefined) print(host, process, line, out);
    }
    if (process.exit === undefined && --data.left <= 0) finish(process, host, out);
  },

  interrupt(process, host, out) {
    complain(host, process, '^C', out); // standard output may be a pipe
    finish(process, host, out);
  },
};

function finish(process: ProcessState, host: HostState, out: Surroundings): void {
  const { shown } = dataOf(process);
  const packets = `${shown} packet${shown === 1 ? '' : 's'}`;
  complain(host, process, `${packets} captured\n${packets} received by filter\n0 packets dropped by kernel`, out);
  exitWith(host, process, 0, out);
}

function linesOf(
  host: HostState,
  { letters, port: only, flows }: DumpData,
  dissection: ReturnType<typeof dissect>,
  port: number,
  outgoing: boolean,
  now: number,
): string[] {
  const has = (letter: string): boolean => letters.includes(letter);
  const named = {
    host: (ip: number) => nameOf(host, ip) ?? numericStyle.host(ip),
    port: (one: number) => serviceOf(one) ?? String(one),
  };
  const style = {
    ...(has('n') ? numericStyle : named),
    ...{ link: has('e'), verbose: has('v'), absolute: has('S'), quick: has('q') },
  };
  const time = has('t') ? '' : `${clockText(now)} `;
  const place = only === undefined ? `${host.interfaces[port]!.name} ${outgoing ? 'Out' : 'In '} ` : '';
  const line = `${time}${place}${frameLine(dissection, flows, style)}`;
  const network = dissection.layers[1]?.start ?? 0;
  const dump = has('x') || has('X') ? dumpLines(dissection.bytes.subarray(has('whole') ? 0 : network), has('X')) : [];
  return [...line.split('\n'), ...dump];
}

/** `00:00:01.234567`: virtual time since the world began. */
function clockText(now: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(now / 1e9);
  const micro = String(Math.floor((now % 1e9) / 1000)).padStart(6, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${micro}`;
}

function readDump(host: HostState, argv: readonly string[]): DumpData | string {
  const { given, operands, mistake } = readOptions(argv, 'neqStvxXlUpc:i:w:r:s:h');
  if (given.has('h')) return USAGE;
  if (mistake) return `tcpdump: ${mistake}\n${USAGE}`;
  if (given.has('w') || given.has('r'))
    return 'tcpdump: files of captures are not for this host: the page saves and opens them';
  const name = given.get('i') ?? host.interfaces[0]!.name;
  const port = host.interfaces.findIndex((one) => one.name === name);
  if (name !== 'any' && port < 0) return `tcpdump: ${name}: No such device exists`;
  const count = given.get('c');
  const left = count === undefined ? Infinity : readWhole(count, 1, 1e9);
  if (left === undefined) return `tcpdump: invalid packet count ${count!}`;
  const expression = operands.join(' ');
  const filter = displayFilterOf(expression, (word) => addressOf(host, word)) ?? expression;
  const test = testOf(filter);
  if (typeof test === 'string') return `tcpdump: ${test}\n${USAGE}`;
  // -xx and -XX: with the header of the link.
  const whole = argv.some((word) => /^-\w*(xx|XX)/.test(word)) ? ['whole'] : [];
  const letters = [...given.keys(), ...whole];
  return { port: name === 'any' ? undefined : port, filter, letters, left, shown: 0, flows: {} };
}
