// The one door to sockets: what may be asked, what is answered, and what is told without being asked. Nothing waits; failures are POSIX words.

import type { RowNumber } from '../surroundings.ts';

/** What a call fails with: the words of POSIX.1-2017 (XSH 2.3), with `ESOCKTNOSUPPORT` of Linux. */
export const FAILURES = [
  ...(['EACCES', 'EADDRINUSE', 'EADDRNOTAVAIL', 'EAGAIN', 'EALREADY', 'EBADF', 'ECONNABORTED'] as const),
  ...(['ECONNREFUSED', 'ECONNRESET', 'EDESTADDRREQ', 'EFAULT', 'EHOSTUNREACH', 'EINPROGRESS', 'EINVAL'] as const),
  ...(['EISCONN', 'EMFILE', 'EMSGSIZE', 'ENETDOWN', 'ENETUNREACH', 'ENODEV', 'ENOPROTOOPT', 'ENOSYS'] as const),
  ...(['ENOTCONN', 'EOPNOTSUPP', 'EPIPE', 'EPROTO', 'ESOCKTNOSUPPORT', 'ETIMEDOUT'] as const),
] as const;
export type Failure = (typeof FAILURES)[number];

/** `stream` is TCP, `datagram` UDP. */
export type SocketType = 'stream' | 'datagram';

/** What an option is set to: a number (flags 0 or 1, or a boolean), a word, or the record that the option wants. */
export type OptionValue = number | boolean | string | Linger | Membership;

/** SO_LINGER. */
export interface Linger {
  on: boolean;
  seconds: number;
}

/** IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP. `interface`: an address of the machine; left out: the interface that the routes say. */
export interface Membership {
  group: number;
  interface?: number;
}

interface Address {
  ip: number;
  port: number;
}

/** A call; `fd` is a descriptor of the process that calls. Addresses are unsigned 32-bit numbers. */
export type SocketCall =
  | { call: 'socket'; type: SocketType }
  | ({ call: 'bind'; fd: number } & Address)
  | { call: 'listen'; fd: number; backlog?: number }
  | { call: 'accept'; fd: number }
  | ({ call: 'connect'; fd: number } & Address)
  | { call: 'send'; fd: number; bytes: Uint8Array }
  | ({ call: 'sendto'; fd: number; bytes: Uint8Array } & Address)
  /** `peek`: MSG_PEEK, the octets stay where they are. */
  | { call: 'recv' | 'recvfrom'; fd: number; size: number; peek?: boolean }
  | { call: 'shutdown'; fd: number; how: 'read' | 'write' | 'both' }
  | { call: 'close'; fd: number }
  | { call: 'setsockopt'; fd: number; option: string; value: OptionValue }
  | { call: 'getsockopt'; fd: number; option: string }
  | { call: 'getsockname' | 'getpeername'; fd: number }
  | { call: 'poll'; fds: readonly number[] };

/** What `recv` gives. No octets at all mean the end of a stream; a datagram may be empty. */
export interface Received {
  bytes: Uint8Array;
  /** The datagram was longer than was asked for, and the rest is lost (MSG_TRUNC); `length` octets in all. */
  truncated: boolean;
  length: number;
  /** Who sent the datagram, and to which of the machine's addresses. Of a stream: the peer. */
  from?: Address;
  to?: number;
  /** Of a stream: the sequence number of the first octet. With what the sender's `send` answered it tells who wrote each octet (see `provenance.ts`). */
  seq?: number;
}

/** What may be done with a descriptor without being refused for want of data or room (POSIX poll). */
export interface Readiness {
  fd: number;
  readable: boolean;
  writable: boolean;
  /** An error waits (POLLERR); both directions are over (POLLHUP); there is no such descriptor (POLLNVAL). */
  error: boolean;
  hangup: boolean;
  invalid: boolean;
}

/** What each call answers when it succeeds. */
export interface Answers {
  socket: { fd: number };
  bind: object;
  listen: object;
  accept: { fd: number; peer: Address };
  connect: object;
  /** `seq`: the sequence number of the first octet; `write`: the number of this call among those of its connection that wrote something. */
  send: { count: number; seq?: number; write?: number };
  sendto: { count: number; seq?: number; write?: number };
  recv: Received;
  recvfrom: Received;
  shutdown: object;
  close: object;
  setsockopt: object;
  getsockopt: { value: unknown };
  getsockname: Address;
  getpeername: Address;
  poll: { ready: Readiness[] };
}

export type CallName = keyof Answers;
export type Failed = { ok: false; failure: Failure };
/** What a call answers, for a call by name or by its record. */
export type Answer<C extends CallName> = ({ ok: true } & Answers[C]) | Failed;

export const failed = (failure: Failure): Failed => ({ ok: false, failure });
export const DONE = { ok: true } as const;

/** News of a descriptor. A hint to try the call again, as poll's: by the time it is heard things may have changed once more. */
export interface SocketEvent {
  pid: number;
  fd: number;
  what: SocketNews;
  /** The trace row that brought it. */
  cause: RowNumber;
}

/** `readable` of a listening socket: a connection waits to be accepted. `closed`: nothing more will come of the connection. */
export type SocketNews = 'connected' | 'readable' | 'writable' | 'error' | 'closed';
