// Reads the options of nc, and refuses in the words of OpenBSD's netcat as Debian has it.

import { parseIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { addressOf } from './names.ts';
import { readOptions, readWhole } from './options.ts';
import { portOf } from './services.ts';

/** Times in ns. */
export interface NcOptions {
  listen: boolean;
  udp: boolean;
  keep: boolean;
  verbose: boolean;
  scan: boolean;
  numeric: boolean;
  /** Reads no standard input. */
  deaf: boolean;
  crlf: boolean;
  /** Sends the FIN when the input ends. */
  shut: boolean;
  /** Gives up after so long without anything; undefined: never. */
  timeout: number | undefined;
  /** Ends so long after the input has ended; undefined: does not. */
  quit: number | undefined;
  /** Reads so many times at most; 0: no limit. */
  receives: number;
  /** Sizes of the socket's buffers; undefined: the host's. */
  receiveBuffer: number | undefined;
  sendBuffer: number | undefined;
  /** The destination as it was typed, and its address; of a listener: where it listens. */
  name: string;
  ip: number;
  /** The ports to try one after another; of a listener: its only one. */
  ports: number[];
  source: { ip: number; port: number } | undefined;
}

export interface NcRefusal {
  status: number;
  text: string;
}

const LETTERS = '4CdhklNnuvzI:O:p:q:s:W:w:';
const USAGE = `usage: nc [-4CdhklNnuvz] [-I length] [-O length] [-p source_port]
\t  [-q seconds] [-s sourceaddr] [-W recvlimit] [-w timeout]
\t  [destination] [port]`;
const HELP = `${USAGE}
\tCommand Summary:
\t\t-4\t\tUse IPv4
\t\t-C\t\tSend CRLF as line-ending
\t\t-d\t\tDetach from stdin
\t\t-h\t\tThis help text
\t\t-I length\tTCP receive buffer length
\t\t-k\t\tKeep inbound sockets open for multiple connects
\t\t-l\t\tListen mode, for inbound connects
\t\t-N\t\tShutdown the network socket after EOF on stdin
\t\t-n\t\tSuppress name/port resolutions
\t\t-O length\tTCP send buffer length
\t\t-p port\t\tSpecify local port for remote connects
\t\t-q secs\t\tquit after EOF on stdin and delay of secs
\t\t-s sourceaddr\tLocal source address
\t\t-u\t\tUDP mode
\t\t-v\t\tVerbose
\t\t-W recvlimit\tTerminate after receiving a number of packets
\t\t-w timeout\tTimeout for connects and final net reads
\t\t-z\t\tZero-I/O mode [used for scanning]
\tPort numbers can be individual or ranges: lo-hi [inclusive]`;

const refuse = (text: string): NcRefusal => ({ status: 1, text: `nc: ${text}` });
const MOST_SECONDS = 2_147_483;

/** The options of a command line, or what nc says against them. */
export function readNc(host: HostState, argv: readonly string[]): NcOptions | NcRefusal {
  const { given, operands, mistake } = readOptions(argv, LETTERS);
  if (mistake) return { status: 1, text: `nc: ${mistake}\n${USAGE}` };
  const has = (letter: string): boolean => given.has(letter);
  if (has('h')) return { status: 0, text: HELP };
  const wrong = wrongNumber(given);
  if (wrong !== undefined) return refuse(wrong);
  const number = (letter: string): number | undefined => (has(letter) ? Number(given.get(letter)) : undefined);
  const quit = number('q');
  const options: NcOptions = {
    listen: has('l'),
    udp: has('u'),
    keep: has('k'),
    verbose: has('v'),
    scan: has('z'),
    numeric: has('n'),
    deaf: has('d'),
    crlf: has('C'),
    shut: has('N') || (quit !== undefined && quit >= 0),
    timeout: has('w') ? number('w')! * 1e9 : undefined,
    quit: quit !== undefined && quit >= 0 ? quit * 1e9 : undefined,
    receives: number('W') ?? 0,
    receiveBuffer: number('I'),
    sendBuffer: number('O'),
    name: '',
    ip: 0,
    ports: [],
    source: undefined,
  };
  const against = has('l')
    ? readListener(host, options, operands, given)
    : readDestination(host, options, operands, given);
  return against ?? options;
}

/** What the numbers of options are called where they are refused, and their bounds. */
const NUMBERS: Record<string, [name: string, least: number, most: number]> = {
  I: ['TCP receive window', 1, 1_073_741_824],
  O: ['TCP send window', 1, 1_073_741_824],
  q: ['quit timer', -MOST_SECONDS, MOST_SECONDS],
  W: ['receive limit', 1, 2_147_483_647],
  w: ['timeout', 0, MOST_SECONDS],
};

function wrongNumber(given: Map<string, string>): string | undefined {
  for (const [letter, [name, least, most]] of Object.entries(NUMBERS)) {
    const text = given.get(letter);
    if (text === undefined) continue;
    if (!/^-?\d{1,15}$/.test(text)) return `${name} invalid: ${text}`;
    if (Number(text) < least) return `${name} too small: ${text}`;
    if (Number(text) > most) return `${name} too large: ${text}`;
  }
  return undefined;
}

function readListener(
  host: HostState,
  options: NcOptions,
  operands: readonly string[],
  given: Map<string, string>,
): NcRefusal | undefined {
  if (options.scan) return refuse('cannot use -z and -l');
  const [port, name] = given.has('p')
    ? [given.get('p')!, operands[0]]
    : operands.length === 1
      ? [operands[0]!, undefined]
      : [operands[1], operands[0]];
  if (port === undefined) return refuse('missing port with option -l');
  const number = readPort(port);
  if (typeof number !== 'number') return number;
  options.ports = [number];
  const at = given.get('s') ?? name;
  if (at === undefined) return undefined;
  options.name = at;
  return readAddress(host, options, at, port);
}

function readDestination(
  host: HostState,
  options: NcOptions,
  operands: readonly string[],
  given: Map<string, string>,
): NcRefusal | undefined {
  if (options.keep) return refuse('must use -l with -k');
  const [name, port] = operands;
  if (name === undefined || port === undefined || operands.length > 2) return { status: 1, text: USAGE };
  const ports = readPorts(port);
  if (!Array.isArray(ports)) return ports;
  options.name = name;
  options.ports = ports;
  const against = readAddress(host, options, name, port);
  if (against) return against;
  return readSource(host, options, given.get('s'), given.get('p'));
}

function readSource(
  host: HostState,
  options: NcOptions,
  address: string | undefined,
  port: string | undefined,
): NcRefusal | undefined {
  if (address === undefined && port === undefined) return undefined;
  const number = port === undefined ? 0 : readPort(port);
  if (typeof number !== 'number') return number;
  const ip = address === undefined ? 0 : addressOf(host, address);
  if (ip === undefined) return refuse('getaddrinfo: Name or service not known');
  options.source = { ip, port: number };
  return undefined;
}

function readAddress(host: HostState, options: NcOptions, name: string, port: string): NcRefusal | undefined {
  const ip = options.numeric ? parseIpv4(name) : addressOf(host, name);
  if (ip === undefined) return refuse(`getaddrinfo for host "${name}" port ${port}: Name or service not known`);
  options.ip = ip;
  return undefined;
}

/** A port by number or name. */
function readPort(text: string): number | NcRefusal {
  if (/^\d+$/.test(text)) {
    const port = readWhole(text, 1, 65_535);
    return port ?? refuse(`port number ${Number(text) < 1 ? 'too small' : 'too large'}: ${text}`);
  }
  return portOf(text) ?? refuse(`service "${text}" unknown`);
}

/** `80`, `http`, or a range `20-25`, its smaller end first. */
function readPorts(text: string): number[] | NcRefusal {
  const range = /^(\d+)-(\d+)$/.exec(text);
  if (!range) {
    const port = readPort(text);
    return typeof port === 'number' ? [port] : port;
  }
  const ends = [readPort(range[1]!), readPort(range[2]!)];
  const wrong = ends.find((end) => typeof end !== 'number');
  if (wrong) return wrong;
  const [a, b] = ends as number[];
  const [first, last] = [Math.min(a!, b!), Math.max(a!, b!)];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
