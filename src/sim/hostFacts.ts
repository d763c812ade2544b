// What somebody who judges asks of a host: its sockets by port, the calls in which its programs wait, and its files.

import { readFile } from '../devices/host/files.ts';
import type { HostState } from '../devices/host/host.ts';
import type { ProcessState } from '../devices/host/process.ts';
import { addOctets, createSha256, digest } from '../devices/programs/sha256.ts';
import { socketEntries } from '../devices/programs/socketList.ts';
import { STATES } from '../stack/tcp/states.ts';
import { parseIpv4 } from '../wire/address.ts';
import { hostAt, scriptsOn } from './scriptFacts.ts';
import type { WorldState } from './state.ts';

/** A socket as a goal asks for it: `tcp 5000`, or with its peer `tcp 5000 192.168.12.1:49152`. */
export interface SocketKey {
  protocol: 'tcp' | 'udp';
  port: number;
  peer?: { ip: number; port?: number };
}

/** Reads such a key; undefined where it is none. */
export function socketKeyOf(text: string): SocketKey | undefined {
  const found = /^(tcp|udp) (\d{1,5})(?: ([\d.]+)(?::(\d{1,5}))?)?$/.exec(text);
  if (!found || Number(found[2]) > 65_535) return undefined;
  const key: SocketKey = { protocol: found[1] as 'tcp' | 'udp', port: Number(found[2]) };
  if (found[3] === undefined) return key;
  const ip = parseIpv4(found[3]);
  if (ip === undefined) return undefined;
  return { ...key, peer: found[4] === undefined ? { ip } : { ip, port: Number(found[4]) } };
}

/** What a socket's state can be called. */
export const socketStates: readonly string[] = [...STATES.filter((state) => state !== 'CLOSED'), 'UNCONN'];

/** The state of the first socket that fits: LISTEN, ESTABLISHED …; of UDP UNCONN or ESTABLISHED. Undefined where none fits. */
export function socketStateAt(state: WorldState, device: number, key: SocketKey): string | undefined {
  const host = hostAt(state, device);
  const { protocol, port, peer } = key;
  return (host ? socketEntries(host) : []).find(
    ({ protocol: is, local, remote }) =>
      is === protocol &&
      local.port === port &&
      (!peer || (remote?.ip === peer.ip && (peer.port === undefined || remote.port === peer.port))),
  )?.state;
}

/** Does anybody of that device listen for TCP at the port, or wait for datagrams there? */
export function boundAt(state: WorldState, device: number, port: number): boolean {
  const host = hostAt(state, device);
  return (
    (host?.door?.tcp.listeners.some((one) => one.port === port) ?? false) ||
    (host?.sockets.some(({ port: own, peer }) => own === port && !peer) ?? false)
  );
}

/** A call in which a program waits; `line` of its file, where it has one and says so. */
export interface WaitingCall {
  call: string;
  /** What a script calls it (`input` of a `read`), and its file. */
  as?: string;
  file?: string;
  line?: number;
}

/** A program of a host that has not ended, with the calls of the socket interface that it waits for. */
export interface RunningProgram {
  pid: number;
  argv: readonly string[];
  waits: WaitingCall[];
}

/** All programs of a host that have not ended, students' or not, in the order of their starts (`scriptsOn`: of the students' more, and those that have ended). */
export function runningPrograms(state: WorldState, device: number): RunningProgram[] {
  const host = hostAt(state, device);
  return (host?.processes ?? [])
    .filter((process) => process.exit === undefined)
    .map((process) => ({ pid: process.pid, argv: process.argv, waits: waitsOf(state, device, host!, process) }));
}

/** `calls` says where it waits. Of others their sockets tell: nobody has connected, nothing has come. */
function waitsOf(state: WorldState, device: number, host: HostState, process: ProcessState): WaitingCall[] {
  if (process.program === 'calls') {
    const { waits } = process.data as { waits?: { line: number; call: string } };
    return waits ? [{ call: nameOf(waits.call), line: waits.line }] : [];
  }
  const script = scriptsOn(state, device).find((one) => one.pid === process.pid);
  if (script)
    return script.threads.flatMap(({ wait, file, line }) =>
      wait ? [{ call: wait.kind, as: wait.as, file, line }] : [],
    );
  const calls = new Set<string>();
  for (const { owner, protocol, state, receiveQueue, tcb } of socketEntries(host)) {
    if (owner?.pid !== process.pid || (receiveQueue > 0 && state !== 'SYN-SENT')) continue;
    if (state === 'LISTEN') calls.add('accept');
    else if (state === 'SYN-SENT') calls.add('connect');
    else if (protocol === 'udp') calls.add('recvfrom');
    else if (tcb && !tcb.eof) calls.add('recv');
  }
  return [...calls].map((call) => ({ call }));
}

/** `recv` of `c.recv(1024)`. */
const nameOf = (call: string): string => /(\w+)\(/.exec(call)?.[1] ?? call;

/** The octets of a host's file; undefined where it has none of that name. */
export function fileOf(state: WorldState, device: number, name: string): Uint8Array | undefined {
  const host = hostAt(state, device);
  return host && readFile(host, name);
}

/** SHA-256 of octets, in small hexadecimal digits. */
export function sha256Of(octets: Uint8Array): string {
  const sha = createSha256();
  addOctets(sha, octets);
  return digest(sha);
}
