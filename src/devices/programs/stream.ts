// What programs with stream sockets share: opening and listening, a queue for what the socket does not take yet, reading until nothing is left, half close.

import type { HostState } from '../host/host.ts';
import type { ProcessState } from '../host/process.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Answer, Failed, Failure, SocketType } from '../../stack/sockets/call.ts';

export interface Endpoint {
  ip: number;
  port: number;
}

/** A socket that was opened, or the call that failed (as `perror` names it) and why. */
export type Opened = { ok: true; fd: number } | { ok: false; call: string; failure: Failure };

/** A descriptor of a stream and what is still to be written to it. Plain data: it stands in a process's memory. */
export interface Link {
  fd: number;
  /** Octets that `send` has not taken yet, oldest first, and how many they are. */
  waiting: Uint8Array[];
  octets: number;
  /** Nothing more will be written: after what waits comes the FIN. It has been asked for. */
  ends: boolean;
  shut: boolean;
}

export const linkOf = (fd: number): Link => ({ fd, waiting: [], octets: 0, ends: false, shut: false });

/** Opens a socket to `to`, from `from` where it is given (port 0, address 0: any). Whether a stream is connected is told by `connectionOn`. */
export function openTo(
  host: HostState,
  process: ProcessState,
  type: SocketType,
  to: Endpoint,
  out: Surroundings,
  from?: Endpoint,
): Opened {
  const opened = callSocket(host, process, { call: 'socket', type }, out);
  if (!opened.ok) return { ...opened, call: 'socket' };
  const { fd } = opened;
  if (from) {
    const bound = callSocket(host, process, { call: 'bind', fd, ...from }, out);
    if (!bound.ok) return closed(host, process, fd, 'bind', bound, out);
  }
  const answer = callSocket(host, process, { call: 'connect', fd, ...to }, out);
  if (!answer.ok && answer.failure !== 'EINPROGRESS') return closed(host, process, fd, 'connect', answer, out);
  return { ok: true, fd };
}

/** Opens a socket at an address of the host (0: all) and listens, or with datagrams waits for them. As servers do, it may take a port from TIME-WAIT. */
export function openAt(
  host: HostState,
  process: ProcessState,
  type: SocketType,
  at: Endpoint,
  backlog: number,
  out: Surroundings,
): Opened {
  const opened = callSocket(host, process, { call: 'socket', type }, out);
  if (!opened.ok) return { ...opened, call: 'socket' };
  const { fd } = opened;
  callSocket(host, process, { call: 'setsockopt', fd, option: 'SO_REUSEADDR', value: 1 }, out);
  const bound = callSocket(host, process, { call: 'bind', fd, ...at }, out);
  if (!bound.ok) return closed(host, process, fd, 'bind', bound, out);
  if (type === 'datagram') return { ok: true, fd };
  const listening = callSocket(host, process, { call: 'listen', fd, backlog }, out);
  return listening.ok ? { ok: true, fd } : closed(host, process, fd, 'listen', listening, out);
}

function closed(
  host: HostState,
  process: ProcessState,
  fd: number,
  call: string,
  { failure }: Failed,
  out: Surroundings,
): Opened {
  callSocket(host, process, { call: 'close', fd }, out);
  return { ok: false, call, failure };
}

/** What has become of a `connect` that was in progress. A failure is told once. */
export function connectionOn(
  host: HostState,
  process: ProcessState,
  fd: number,
  out: Surroundings,
): 'connecting' | 'connected' | Failure {
  const polled = callSocket(host, process, { call: 'poll', fds: [fd] }, out);
  const ready = polled.ok ? polled.ready[0]! : undefined;
  if (ready?.error || ready?.hangup) return errorOf(host, process, fd, out) ?? 'ECONNRESET';
  return ready?.writable ? 'connected' : 'connecting';
}

/** The error that waits at a socket (SO_ERROR), which is told once. */
export function errorOf(host: HostState, process: ProcessState, fd: number, out: Surroundings): Failure | undefined {
  const asked = callSocket(host, process, { call: 'getsockopt', fd, option: 'SO_ERROR' }, out);
  return asked.ok && typeof asked.value === 'string' ? (asked.value as Failure) : undefined;
}

/** Writes octets, after what already waits. Whoever calls keeps `octets` bounded: it stops reading its source while they are many. Undefined: so far so good. */
export function write(
  host: HostState,
  process: ProcessState,
  link: Link,
  octets: Uint8Array,
  out: Surroundings,
): Failure | undefined {
  if (octets.length) {
    link.waiting.push(octets.slice());
    link.octets += octets.length;
  }
  return flush(host, process, link, out);
}

/** Sends the FIN once all that waits has been taken (shutdown for writing). */
export function endWriting(host: HostState, process: ProcessState, link: Link, out: Surroundings): Failure | undefined {
  link.ends = true;
  return flush(host, process, link, out);
}

/** Sends of what waits as much as the socket takes. To be called on any news of the socket. Gives why nothing will ever be taken again. */
export function flush(host: HostState, process: ProcessState, link: Link, out: Surroundings): Failure | undefined {
  while (link.waiting.length) {
    const bytes = link.waiting[0]!;
    const sent = callSocket(host, process, { call: 'send', fd: link.fd, bytes }, out);
    if (!sent.ok) return sent.failure === 'EAGAIN' ? undefined : sent.failure;
    link.octets -= sent.count;
    if (sent.count === bytes.length) link.waiting.shift();
    else link.waiting[0] = bytes.slice(sent.count);
    if (sent.count < bytes.length) return undefined; // the rest would have to wait, and room is news
  }
  if (!link.ends || link.shut) return undefined;
  link.shut = true;
  const shut = callSocket(host, process, { call: 'shutdown', fd: link.fd, how: 'write' }, out);
  return shut.ok ? undefined : shut.failure;
}

/**
 * Reads up to `size` octets at a time and hands them to `take`, until there are none or `take` gives false. `end`: the peer has sent its FIN and all
 * before it was read.
 */
export function receive(
  host: HostState,
  process: ProcessState,
  fd: number,
  size: number,
  take: (octets: Uint8Array) => boolean,
  out: Surroundings,
): 'later' | 'end' | Failure {
  for (;;) {
    const received: Answer<'recv'> = callSocket(host, process, { call: 'recv', fd, size }, out);
    if (!received.ok) return received.failure === 'EAGAIN' ? 'later' : received.failure;
    if (!received.bytes.length) return 'end';
    if (!take(received.bytes)) return 'later';
  }
}

/** Accepts one that waits; undefined when nobody does. */
export function acceptOn(
  host: HostState,
  process: ProcessState,
  fd: number,
  out: Surroundings,
): { fd: number; peer: Endpoint } | undefined {
  for (;;) {
    const accepted = callSocket(host, process, { call: 'accept', fd }, out);
    if (accepted.ok) return { fd: accepted.fd, peer: accepted.peer };
    // One that was reset while it waited is as if it had never been (accept(2): treat as EAGAIN, try the next).
    if (accepted.failure !== 'ECONNABORTED') return undefined;
  }
}

/** Closes a descriptor. */
export function closeFd(host: HostState, process: ProcessState, fd: number, out: Surroundings): void {
  callSocket(host, process, { call: 'close', fd }, out);
}
