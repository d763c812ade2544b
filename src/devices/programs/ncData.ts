// What a running nc remembers, and the words in which it tells of its connections.

import { formatIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { complain } from '../host/output.ts';
import type { ProcessState } from '../host/process.ts';
import { wakeProcess } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';
import { nameOf } from './names.ts';
import type { NcOptions } from './ncOptions.ts';
import { serviceOf } from './services.ts';
import type { Endpoint, Link } from './stream.ts';

export interface NcData {
  options: NcOptions;
  /** `trying`: connects, or asks whether a UDP port answers; `waiting`: listens; `talking`: carries octets both ways. */
  phase: 'trying' | 'waiting' | 'talking';
  /** What is typed before there is a connection waits in here too. Descriptor -1: there is none. */
  link: Link;
  /** Descriptor of the listening socket, -1 for none. */
  listener: number;
  /** Ports that are still to be tried; the one that is being tried; and whether one has answered so far. */
  ports: number[];
  port: number;
  reached: boolean;
  /** Datagrams sent to find out whether a UDP port refuses. */
  probes: number;
  /** What has come to its end: standard input, what the peer sends, what can be sent. */
  stdinGone: boolean;
  netInGone: boolean;
  netOutGone: boolean;
  received: number;
  /** When it gives up for want of anything happening, and when it quits; Infinity: never. */
  idleAt: number;
  quitAt: number;
}

export const dataOf = (process: ProcessState): NcData => process.data as NcData;

/** Sees to it that the process is woken at its next deadline. Being woken too early does no harm, so a deadline that moves away costs nothing. */
export function keepTime(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const at = Math.min(data.idleAt, data.quitAt);
  if (at < process.wakeAt) wakeProcess(process, host, at, out);
}

/** Something has happened: -w counts from now. */
export function noteLife(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  if (data.options.timeout === undefined) return;
  data.idleAt = out.now + data.options.timeout;
  keepTime(host, process, out);
}

const nameFor = (host: HostState, { numeric }: NcOptions, ip: number): string =>
  (numeric ? undefined : nameOf(host, ip)) ?? formatIpv4(ip);

/** `Listening on 0.0.0.0 5000`, `Connection received on 192.168.12.1 49152`. */
export function reportSocket(
  host: HostState,
  process: ProcessState,
  what: string,
  { ip, port }: Endpoint,
  out: Surroundings,
): void {
  const { options } = dataOf(process);
  if (options.verbose) complain(host, process, `${what} on ${nameFor(host, options, ip)} ${port}`, out);
}

const protocolOf = ({ udp }: NcOptions): string => (udp ? 'udp' : 'tcp');

/** The destination as it was typed, with its address where it was a name. */
function typed({ name, ip, numeric }: NcOptions): string {
  const address = formatIpv4(ip);
  return numeric || name === address ? name : `${name} (${address})`;
}

/** `Connection to B (192.168.12.2) 80 port [tcp/http] succeeded!` */
export function reportSuccess(host: HostState, process: ProcessState, out: Surroundings): void {
  const { options, port } = dataOf(process);
  if (!options.verbose) return;
  const service = (options.numeric ? undefined : serviceOf(port)) ?? '*';
  const text = `Connection to ${typed(options)} ${port} port [${protocolOf(options)}/${service}] succeeded!`;
  complain(host, process, text, out);
}

/** `nc: connect to B (192.168.12.2) port 80 (tcp) failed: Connection refused` */
export function reportFailure(
  host: HostState,
  process: ProcessState,
  what: 'failed' | 'timed out',
  why: string,
  out: Surroundings,
): void {
  const { options, port } = dataOf(process);
  if (!options.verbose) return;
  const text = `nc: connect to ${typed(options)} port ${port} (${protocolOf(options)}) ${what}: ${why}`;
  complain(host, process, text, out);
}
