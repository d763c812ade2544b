// traceroute: makes routers on the way tell of themselves by letting packets die one hop further each time (RFC 1393 §1; RFC 792 time exceeded).
// The words are those of Linux traceroute. That one has sixteen probes under way at once; this one sends a probe when the one before is settled,
// so that each packet on the picture has its question.

import { SECOND } from '../../base/time.ts';
import { lookUpRoute } from '../../stack/routes.ts';
import type { Answer, Failure } from '../../stack/sockets/call.ts';
import { formatIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { exitWith, fail } from '../host/processes.ts';
import { print } from '../host/output.ts';
import type { IcmpEvent, ProcessState } from '../host/process.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import { sendEcho } from '../host/send.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { addressOf, nameAndAddress, ownAddressTo } from './names.ts';
import { readOptions, readSeconds, readWhole } from './options.ts';

const FIRST_PORT = 33_434;
const HEADERS = 28; // IPv4, and UDP or ICMP echo
const ECHO_REPLY = 0;
const UNREACHABLE = 3;
const PORT_UNREACHABLE = 3;
const TIME_EXCEEDED = 11;
const UDP = 17;
const ICMP = 1;

interface TraceOptions {
  name: string;
  to: number;
  numeric: boolean;
  icmp: boolean;
  dontFragment: boolean;
  hops: number;
  probes: number;
  /** How long a probe is waited for, ns. */
  wait: number;
  /** Octets of a whole packet. */
  size: number;
}

interface TraceData {
  options: TraceOptions;
  /** The socket that UDP probes come from, and its port; 0 with -I. */
  fd: number;
  port: number;
  ttl: number;
  /** Probes sent so far, and those of this hop; the one under way is the last. */
  sent: number;
  ofHop: number;
  sentAt: number;
  /** The line of this hop so far, and whose address was written last. */
  line: string;
  last: number | undefined;
  /** The destination, or somebody who says that there is no way to it, has answered. */
  over: boolean;
}

const dataOf = (process: ProcessState): TraceData => process.data as TraceData;
const identOf = (process: ProcessState): number => process.pid & 0xffff;

export const traceroute: Program = {
  start(process, host, out) {
    const options = readTrace(host, process.argv);
    if (typeof options === 'string') return fail(host, process, 2, options, out);
    const opened = options.icmp ? { fd: 0, port: 0 } : openSocket(host, process, options, out);
    if ('failure' in opened) return fail(host, process, 1, `${opened.call}: ${errnoText(opened.failure)}`, out);
    const data: TraceData = {
      options,
      ...opened,
      ttl: 0,
      sent: 0,
      ofHop: 0,
      sentAt: 0,
      line: '',
      last: undefined,
      over: false,
    };
    process.data = data;
    const { name, to, hops, size } = options;
    print(host, process, `traceroute to ${name} (${formatIpv4(to)}), ${hops} hops max, ${size} byte packets`, out);
    nextHop(host, process, out);
  },

  wake(process, host, out) {
    const data = dataOf(process);
    data.line += ' *';
    settled(host, process, out);
  },

  icmp(process, host, event, out) {
    if (isMine(process, event)) heard(host, process, event.from, noteOf(event), isLast(event), out);
  },

  sendFailed(process, host, failed, out) {
    const data = dataOf(process);
    const mine = data.options.icmp
      ? failed.ident === identOf(process) && failed.seq === (data.sent & 0xffff)
      : failed.fromPort === data.port && failed.port === portOf(data);
    if (mine) heard(host, process, ownAddressTo(host, failed.to), ' !H', true, out);
  },

  interrupt(process, host, out) {
    const { line } = dataOf(process);
    print(host, process, `${line}^C`, out);
    exitWith(host, process, 130, out);
  },
};

function readTrace(host: HostState, argv: readonly string[]): TraceOptions | string {
  const { given, operands, mistake } = readOptions(argv, 'nIFm:q:w:');
  const usage = 'Usage: traceroute [-nIF] [-m max_ttl] [-q nqueries] [-w seconds] host [packetlen]';
  if (mistake) return `traceroute: ${mistake}\n${usage}`;
  const [name, length] = operands;
  if (name === undefined) return usage;
  const hops = readWhole(given.get('m') ?? '30', 1, 255);
  if (hops === undefined) return 'max hops cannot be more than 255';
  const probes = readWhole(given.get('q') ?? '3', 1, 10);
  if (probes === undefined) return 'no more than 10 probes per hop';
  const wait = readSeconds(given.get('w') ?? '5');
  if (wait === undefined || wait < SECOND / 1000) return `bad wait seconds \`${given.get('w') ?? ''}' specified`;
  const size = readWhole(length ?? '60', 0, 65_000);
  if (size === undefined) return `Cannot handle "packetlen" cmdline arg \`${length ?? ''}'`;
  const to = addressOf(host, name);
  if (to === undefined) {
    return `${name}: Name or service not known\nCannot handle "host" cmdline arg \`${name}' on position 1 (argc 1)`;
  }
  return {
    name,
    to,
    numeric: given.has('n'),
    icmp: given.has('I'),
    dontFragment: given.has('F'),
    hops,
    probes,
    wait,
    size: Math.max(size, HEADERS),
  };
}

function nextHop(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  data.ttl++;
  data.ofHop = 0;
  data.line = `${String(data.ttl).padStart(2)} `;
  data.last = undefined;
  probe(host, process, out);
}

function probe(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { options, ttl } = data;
  const { to } = options;
  data.sent++;
  data.ofHop++;
  data.sentAt = out.now;
  wakeProcess(process, host, out.now + options.wait, out);
  const { icmp, dontFragment: df } = options;
  const payload = options.size - HEADERS;
  const sent = icmp
    ? sendEcho(host, { to, ident: identOf(process), seq: data.sent & 0xffff, payload, ttl, df }, out)
    : sendProbe(host, process, out);
  if (sent.ok) return;
  if (sent.failure === 'EMSGSIZE') {
    // Nobody has been asked, so there is no address: Linux traceroute prints a star for it and then the time and the mark.
    data.line += ` *  0.000 ms !F-${mtuTo(host, to)}`;
    data.over = true;
    return settled(host, process, out);
  }
  fail(host, process, 1, `${sent.failure === 'ENETUNREACH' ? 'connect' : 'send'}: ${errnoText(sent.failure)}`, out);
}

/** The socket for UDP probes, on a port of its own, or the call that failed. */
function openSocket(
  host: HostState,
  process: ProcessState,
  { dontFragment }: TraceOptions,
  out: Surroundings,
): { fd: number; port: number } | { call: string; failure: Failure } {
  const opened = callSocket(host, process, { call: 'socket', type: 'datagram' }, out);
  if (!opened.ok) return { ...opened, call: 'socket' };
  const { fd } = opened;
  const bound = callSocket(host, process, { call: 'bind', fd, ip: 0, port: 0 }, out);
  if (!bound.ok) return { ...bound, call: 'bind' };
  // IP_MTU_DISCOVER: 2 is IP_PMTUDISC_DO.
  if (dontFragment) callSocket(host, process, { call: 'setsockopt', fd, option: 'IP_MTU_DISCOVER', value: 2 }, out);
  const name = callSocket(host, process, { call: 'getsockname', fd }, out);
  return { fd, port: name.ok ? name.port : 0 };
}

function sendProbe(host: HostState, process: ProcessState, out: Surroundings): Answer<'sendto'> {
  const data = dataOf(process);
  const { fd, ttl, options } = data;
  if (data.ofHop === 1) callSocket(host, process, { call: 'setsockopt', fd, option: 'IP_TTL', value: ttl }, out);
  // Where ICMP errors are told to every socket (as on Windows), that of the probe before is taken away here: it has been heard of already.
  callSocket(host, process, { call: 'getsockopt', fd, option: 'SO_ERROR' }, out);
  const bytes = octets(options.size - HEADERS);
  return callSocket(host, process, { call: 'sendto', fd, bytes, ip: options.to, port: portOf(data) }, out);
}

/** Octets of the largest packet that the interface towards an address takes. */
function mtuTo(host: HostState, to: number): number {
  const route = lookUpRoute(host, to);
  return route ? host.interfaces[route.interface]!.mtu : 0;
}

/** Each UDP probe goes to a port of its own, one that hopefully nobody uses. */
const portOf = (data: TraceData): number => FIRST_PORT + data.sent - 1;

/** Linux traceroute fills its probes with `@A…Z[\]^_`, over and over. */
const octets = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, i) => 0x40 + (i & 0x1f));

/** Does the message speak of the probe under way? Answers to earlier ones come too late. */
function isMine(process: ProcessState, event: IcmpEvent): boolean {
  const { options, sent, port } = dataOf(process);
  if (options.icmp) {
    const about = event.type === ECHO_REPLY || event.quotedProtocol === ICMP;
    return about && event.ident === identOf(process) && event.seq === (sent & 0xffff);
  }
  return (
    event.quotedProtocol === UDP && event.quotedSourcePort === port && event.quotedPort === portOf(dataOf(process))
  );
}

const isLast = (event: IcmpEvent): boolean => event.type !== TIME_EXCEEDED;

/** What stands behind the time: nothing where the probe only died of age or reached its port, else why it went no further. */
function noteOf(event: IcmpEvent): string {
  if (event.type === ECHO_REPLY || event.type === TIME_EXCEEDED) return '';
  if (event.type !== UNREACHABLE) return ` !<${event.type}-${event.code}>`;
  if (event.code === PORT_UNREACHABLE) return '';
  if (event.code === 4) return ` !F-${event.mtu ?? 0}`;
  const marks: Record<number, string> = { 0: 'N', 1: 'H', 2: 'P', 5: 'S', 13: 'X', 14: 'V', 15: 'C' };
  return ` !${marks[event.code] ?? `<${event.code}>`}`;
}

function heard(
  host: HostState,
  process: ProcessState,
  from: number,
  note: string,
  last: boolean,
  out: Surroundings,
): void {
  const data = dataOf(process);
  if (data.last !== from) {
    data.line += ` ${data.options.numeric ? formatIpv4(from) : nameAndAddress(host, from)}`;
    data.last = from;
  }
  data.line += `  ${((out.now - data.sentAt) / 1e6).toFixed(3)} ms${note}`;
  if (last) data.over = true;
  settled(host, process, out);
}

/** The probe under way is answered or given up. */
function settled(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  if (data.ofHop < data.options.probes) return probe(host, process, out);
  print(host, process, data.line, out);
  if (data.over || data.ttl >= data.options.hops) exitWith(host, process, 0, out);
  else nextHop(host, process, out);
}
