// The calls that a file for `calls` may hold: how each is written, and the steps that it means.

import { nearest } from '../../base/spelling.ts';
import { parseDuration } from '../../base/time.ts';
import { fits, tcpKnobs } from '../../stack/knobs.ts';
import type { OptionValue, SocketType } from '../../stack/sockets/call.ts';
import { datagramOptions } from '../../stack/sockets/datagramOptions.ts';
import { streamOptions } from '../../stack/sockets/streamOptions.ts';
import type { Action, Address, CallsMistake, Step } from './callsFile.ts';
import { readOctets } from './octetsText.ts';

/** A file that is being read. */
export interface Reading {
  steps: Step[];
  mistakes: CallsMistake[];
  /** Of sockets; those without a name in the file are called by their line. */
  names: Set<string>;
  line: number;
  resolve(word: string): number | undefined;
  /** The socket that was made last, the last that listens, and one that was made and has not been used yet. */
  current?: string;
  listener?: string;
  fresh?: string | undefined;
}

interface Words {
  of: string | undefined;
  name: string | undefined;
  rest: string;
}

export interface Verb {
  /** How it is written. */
  use: string;
  /** It makes a socket that may be given a name. */
  makes?: true;
  /** Adds steps, or tells what is wrong. */
  read(r: Reading, words: Words): string | undefined;
}

const step = (r: Reading, action: Action, quiet?: true): undefined => {
  r.steps.push({ line: r.line, action, ...(quiet && { quiet }) });
};

/** Makes a socket, which is from now on the one that is meant without a name. */
function make(r: Reading, name: string | undefined, type: SocketType, quiet?: true): string {
  const of = take(r, name);
  step(r, { do: 'socket', of, type }, quiet);
  return of;
}

function take(r: Reading, name: string | undefined): string {
  const of = name ?? `#${r.line}`;
  r.names.add(of);
  r.current = of;
  return of;
}

/** The socket that a line is about: named, or the one that was made last. */
const subject = (r: Reading, of: string | undefined): string | undefined => of ?? r.current;
const NO_SOCKET = 'there is no socket yet';

/** The socket to connect or to listen with: named, made before and not used yet, or a new one. */
function opened(r: Reading, { of, name }: Words): string {
  const target = of ?? (name === undefined ? r.fresh : undefined) ?? make(r, name, 'stream', true);
  if (target === r.fresh) r.fresh = undefined;
  return target;
}

/** `192.168.12.2:5000`, `server:5000`; where any address will do also `5000`. */
function readAddress(r: Reading, text: string, anyAddress: boolean): Address | string {
  const [, host, digits] = /^(?:([^\s:]*):)?(\d{1,6})$/.exec(text) ?? [];
  const port = Number(digits ?? NaN);
  if (!(port >= (anyAddress ? 0 : 1) && port <= 65_535)) return `\`${text}\` is no address with a port up to 65535`;
  if (!host && !anyAddress) return `\`${text}\` names no host`;
  const ip = host ? r.resolve(host) : 0;
  return ip === undefined ? `this host knows no \`${host!}\`` : { ip, port };
}

function readSize(text: string): number | undefined {
  const size = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  return Number.isNaN(size) ? undefined : size;
}

const connect: Verb['read'] = (r, words) => {
  const to = readAddress(r, words.rest, false);
  const of = opened(r, words);
  return typeof to === 'string' ? to : step(r, { do: 'connect', of, ...to });
};

const listen: Verb['read'] = (r, words) => {
  const [, place = '', digits] = /^(.*?)\s*(?:\bbacklog\s+(\d{1,5}))?$/.exec(words.rest)!;
  const bare = place === '' && (words.of !== undefined || r.fresh !== undefined);
  const at = bare ? undefined : readAddress(r, place, true);
  const of = opened(r, words);
  r.listener = of;
  if (typeof at === 'string') return at;
  if (at) step(r, { do: 'bind', of, ...at }, true);
  return step(r, { do: 'listen', of, ...(digits === undefined ? {} : { backlog: Number(digits) }) });
};

const accept: Verb['read'] = (r, { of, name, rest }) => {
  const from = of ?? r.listener;
  const to = take(r, name);
  if (rest) return `\`accept\` is given nothing, not \`${rest}\``;
  return from === undefined ? 'nobody listens yet' : step(r, { do: 'accept', of: from, name: to });
};

const plain =
  (type: SocketType): Verb['read'] =>
  (r, { name, rest }) => {
    const of = make(r, name, type);
    r.fresh = of;
    if (!rest) return undefined;
    const at = readAddress(r, rest, true);
    return typeof at === 'string' ? at : step(r, { do: 'bind', of, ...at });
  };

const bind: Verb['read'] = (r, { of, rest }) => {
  const target = subject(r, of);
  const at = readAddress(r, rest, true);
  if (typeof at === 'string') return at;
  return target === undefined ? NO_SOCKET : step(r, { do: 'bind', of: target, ...at });
};

const send: Verb['read'] = (r, { of, rest }) => {
  const target = subject(r, of);
  const octets = readOctets(rest);
  if (!octets.ok) return `${octets.message}: ${octets.hint}`;
  if (octets.rest) return `\`${octets.rest}\` is too much`;
  return target === undefined ? NO_SOCKET : step(r, { do: 'send', of: target, ...octets.value });
};

const sendto: Verb['read'] = (r, { of, rest }) => {
  const target = subject(r, of);
  const octets = readOctets(rest);
  if (!octets.ok) return `${octets.message}: ${octets.hint}`;
  const to = readAddress(r, octets.rest.replace(/^,\s*/, ''), false);
  if (typeof to === 'string') return to;
  return target === undefined ? NO_SOCKET : step(r, { do: 'sendto', of: target, to, ...octets.value });
};

const receive =
  (call: 'recv' | 'recvfrom'): Verb['read'] =>
  (r, { of, rest }) => {
    const target = subject(r, of);
    const [, exactly, digits = '', peek, end] = /^(exactly\s+)?(\d+)(\s+peek)?(\s+until\s+end)?$/.exec(rest) ?? [];
    const size = readSize(digits);
    if (size === undefined)
      return rest ? `\`${rest}\` is no number of octets` : 'it is not said how many octets at most';
    if (peek && (exactly || end)) return 'what is looked at stays, so that it never ends';
    if (end && size === 0) return 'nothing at a time never ends';
    const until = exactly ? 'exactly' : end ? 'end' : undefined;
    if (target === undefined) return NO_SOCKET;
    return step(r, { do: call, of: target, size, peek: peek !== undefined, ...(until && { until }) });
  };

const shutdown: Verb['read'] = (r, { of, rest }) => {
  const target = subject(r, of);
  const hows: Record<string, 'read' | 'write' | 'both'> = {
    ...{ read: 'read', write: 'write', both: 'both' },
    ...{ SHUT_RD: 'read', SHUT_WR: 'write', SHUT_RDWR: 'both' },
  };
  const how = Object.hasOwn(hows, rest) ? hows[rest] : undefined;
  if (how === undefined) return `\`${rest}\` is no direction`;
  return target === undefined ? NO_SOCKET : step(r, { do: 'shutdown', of: target, how });
};

const bare =
  (call: 'close' | 'getsockname' | 'getpeername'): Verb['read'] =>
  (r, { of, rest }) => {
    const target = subject(r, of);
    if (rest) return `\`${call}\` is given nothing, not \`${rest}\``;
    return target === undefined ? NO_SOCKET : step(r, { do: call, of: target });
  };

const optionNames: ReadonlySet<string> = new Set([
  ...Object.keys(streamOptions),
  ...Object.keys(datagramOptions),
  ...Object.keys(tcpKnobs).map((name) => `tcp.${name}`),
]);

function unknownOption(option: string): string | undefined {
  if (optionNames.has(option)) return undefined;
  const near = nearest(option, optionNames);
  return `there is no option \`${option}\`${near ? `, perhaps \`${near}\`` : ''}`;
}

const setsockopt: Verb['read'] = (r, { of, rest }) => {
  const target = subject(r, of);
  const [, option = '', text = ''] = /^([\w.]+)\s*(.*)$/.exec(rest) ?? [];
  const unknown = unknownOption(option);
  if (unknown) return unknown;
  const value = optionValue(r, option, text);
  if (value === undefined) return `\`${text}\` is no value of ${option}`;
  return target === undefined ? NO_SOCKET : step(r, { do: 'setsockopt', of: target, option, value });
};

function optionValue(r: Reading, option: string, text: string): OptionValue | undefined {
  const isOn = text === 'on';
  const number = /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
  const knob = option.startsWith('tcp.') ? tcpKnobs[option.slice(4) as keyof typeof tcpKnobs] : undefined;
  if (knob?.is === 'word' || knob?.is === 'rule') return fits(knob, text) ? text : undefined;
  if (isOn || text === 'off') return knob ? isOn : Number(isOn);
  if (knob?.is === 'time') return parseDuration(text);
  if (knob?.is === 'switch') return number === undefined ? undefined : number !== 0;
  const [, on, seconds] = /^(on|off|0|1)\s+(\d{1,5})$/.exec(text) ?? [];
  if (option === 'SO_LINGER')
    return on === undefined ? undefined : { on: on === 'on' || on === '1', seconds: Number(seconds) };
  const group = option.endsWith('_MEMBERSHIP') || option === 'IP_MULTICAST_IF' ? r.resolve(text) : undefined;
  if (group !== undefined) return option.endsWith('_MEMBERSHIP') ? { group } : group;
  return number;
}

const getsockopt: Verb['read'] = (r, { of, rest }) => {
  const target = subject(r, of);
  const unknown = unknownOption(rest);
  if (unknown) return unknown;
  return target === undefined ? NO_SOCKET : step(r, { do: 'getsockopt', of: target, option: rest });
};

const wait: Verb['read'] = (r, { of, rest }) => {
  const duration = parseDuration(rest);
  if (of !== undefined) return 'no socket waits';
  return duration === undefined ? `\`${rest}\` is no time` : step(r, { do: 'wait', duration });
};

export const verbs: Readonly<Record<string, Verb>> = {
  tcp: { use: 's = tcp', makes: true, read: plain('stream') },
  udp: { use: 'u = udp, or udp 5000: bound to that port', makes: true, read: plain('datagram') },
  bind: { use: 's.bind 5000, s.bind 192.168.12.2:5000', read: bind },
  connect: { use: 'connect 192.168.12.2:5000', makes: true, read: connect },
  listen: { use: 'listen 5000, listen 5000 backlog 1', makes: true, read: listen },
  accept: { use: 'c = accept, once somebody listens', makes: true, read: accept },
  send: { use: 'send b\'hello\', send "hello" * 3', read: send },
  recv: { use: 'recv 1024, recv exactly 4, recv 1024 peek, recv 1024 until end', read: receive('recv') },
  sendto: { use: "sendto b'hello' 192.168.12.2:5000", read: sendto },
  recvfrom: { use: 'recvfrom 1024', read: receive('recvfrom') },
  shutdown: { use: 'shutdown write, shutdown read, shutdown both', read: shutdown },
  close: { use: 'close', read: bare('close') },
  setsockopt: { use: 'setsockopt TCP_NODELAY 1, setsockopt tcp.delayedAck 200 ms', read: setsockopt },
  getsockopt: { use: 'getsockopt SO_RCVBUF', read: getsockopt },
  getsockname: { use: 'getsockname', read: bare('getsockname') },
  getpeername: { use: 'getpeername', read: bare('getpeername') },
  wait: { use: 'wait 20 ms', read: wait },
};
