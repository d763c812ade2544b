// The record of one connection, the transmission control block (RFC 9293 section 3.3.1). Plain data; the files beside this one move it.

import { NEVER, type Instant, type Nanoseconds } from '../../base/time.ts';
import { NO_ROW, type RowNumber } from '../surroundings.ts';
import { createCongestion, type Congestion } from './congestion.ts';
import type { State } from './states.ts';
import type { TcpOptions } from './options.ts';
import type { Pieces } from './pieces.ts';
import { createRanges, type Ranges } from './ranges.ts';
import { createRing, type Ring } from './ring.ts';
import { createWrites, type Writes } from './writes.ts';

/** The four numbers that name a connection. */
export interface Ends {
  localIp: number;
  localPort: number;
  remoteIp: number;
  remotePort: number;
}

/** What a call of the user fails with (POSIX words). */
export type TcpFailure =
  | 'EPIPE'
  | 'ECONNRESET'
  | 'ECONNREFUSED'
  | 'ECONNABORTED'
  | 'ETIMEDOUT'
  | 'EHOSTUNREACH'
  | 'ENETUNREACH'
  | 'ENOPROTOOPT'
  | 'EPROTO'
  | 'EAGAIN'
  | 'ENOTCONN'
  | 'EISCONN';

/** Between losses; recovering from one that duplicate ACKs told; after a timeout, until all that was under way then is acknowledged. */
export type Recovery = 'none' | 'fast' | 'loss';

export interface Tcb extends Ends {
  /** Unique on its machine. */
  id: number;
  state: State;
  /** It has been more than CLOSED at some time. */
  opened: boolean;
  stateSince: Instant;
  /** The row of the trace that last concerned it: to blame for what its timers do. */
  cause: RowNumber;
  /** The listener that it came from, 0 for none; then `passive`. */
  listener: number;
  passive: boolean;
  options: TcpOptions;
  /** Of the path, as far as is known; and what a segment may hold, options included: the peer's MSS or what the MTU leaves. */
  mtu: number;
  peerMss: number;
  room: number;
  /** Until when a lowered `mtu` is believed; NEVER while it is that of the interface. */
  mtuUntil: Instant;

  // send sequence variables; `sndMax` is the highest number sent, from which a timeout takes `sndNxt` back
  iss: number;
  sndUna: number;
  sndNxt: number;
  sndMax: number;
  sndWnd: number;
  sndWl1: number;
  sndWl2: number;
  maxSndWnd: number;
  /** Shift of the windows that the peer sends. */
  sndScale: number;
  /** What the user handed over and the peer has not acknowledged; the first octet has number `sendStart`. */
  send: Ring;
  sendStart: number;
  writes: Writes;
  /** The user has closed or shut down: a FIN follows the data. */
  finQueued: boolean;
  /** The user was refused octets, and is told when there is room. */
  wantsRoom: boolean;

  // receive sequence variables; `rcvAdv` is the right edge of the window last advertised
  irs: number;
  rcvNxt: number;
  rcvAdv: number;
  rcvScale: number;
  recv: Ring;
  /** What came behind a gap, and where the latest of it begins, newest first (RFC 2018 section 4). */
  gaps: Ranges;
  recent: Uint32Array;
  /** A duplicate to be told with D-SACK (RFC 2883); empty when both are equal. */
  dsackLeft: number;
  dsackRight: number;
  /** The peer's FIN came before what it ends; its number. */
  finWaiting: boolean;
  finSeq: number;
  /** Largest segment seen, and the last number acknowledged: for every second full segment. */
  rcvMss: number;
  ackSent: number;
  ackNow: boolean;

  // options agreed on
  scaling: boolean;
  timestamps: boolean;
  sack: boolean;
  tsRecent: number;
  tsRecentAt: Instant;
  tsOffset: number;

  // round trips (RFC 6298); `rttAt` is NEVER while none is being timed
  srtt: Nanoseconds;
  rttvar: Nanoseconds;
  rto: Nanoseconds;
  backoff: number;
  rttSeq: number;
  rttAt: Instant;

  // loss
  congestion: Congestion;
  recovery: Recovery;
  recover: number;
  dupAcks: number;
  limited: number;
  sacked: Ranges;
  highRxt: number;
  rescued: boolean;
  lastSent: Instant;
  retries: number;

  // deadlines, NEVER where none runs; `wakeAt` is the earliest
  rtoAt: Instant;
  persistAt: Instant;
  persists: number;
  delackAt: Instant;
  keepAt: Instant;
  keepsSent: number;
  closeAt: Instant;
  lingerAt: Instant;
  /** When what has come is a piece, though it is not whole (pieces.ts). */
  quietAt: Instant;
  heard: Instant;

  challenges: number;
  challengesSince: Instant;
  outOfWindowAt: Instant;

  // what the user's calls are told
  /** The peer's FIN has been reached. */
  eof: boolean;
  readShut: boolean;
  /** Waits to be told once (SO_ERROR). */
  error: TcpFailure | undefined;
  softError: TcpFailure | undefined;
  /** The user has closed it: nobody will read any more. */
  detached: boolean;
  /** In which pieces the user gets what comes; undefined: nobody has asked yet, or all at once. */
  pieces: Pieces | undefined;
}

/** The smallest shift that lets the whole buffer be advertised (RFC 7323 section 2.3: at most 14). */
function scaleFor(buffer: number): number {
  let shift = 0;
  while (shift < 14 && buffer / (1 << shift) > 65_535) shift++;
  return shift;
}

/** A connection in state CLOSED. `mtu` is that of the interface towards the peer. */
export function createTcb(id: number, ends: Ends, mtu: number, options: TcpOptions, now: Instant): Tcb {
  const { localIp, localPort, remoteIp, remotePort } = ends;
  return {
    ...{ id, localIp, localPort, remoteIp, remotePort },
    ...{
      state: 'CLOSED' as State,
      opened: false,
      stateSince: now,
      cause: NO_ROW,
      listener: 0,
      passive: false,
      options: { ...options },
    },
    ...{ mtu, peerMss: 536, room: 536, mtuUntil: NEVER },
    ...{ iss: 0, sndUna: 0, sndNxt: 0, sndMax: 0, sndWnd: 0, sndWl1: 0, sndWl2: 0, maxSndWnd: 0, sndScale: 0 },
    ...{ send: createRing(), sendStart: 0, writes: createWrites(), finQueued: false, wantsRoom: false },
    ...{ irs: 0, rcvNxt: 0, rcvAdv: 0, rcvScale: options.windowScale ? scaleFor(options.receiveBuffer) : 0 },
    ...{ recv: createRing(), gaps: createRanges(), recent: new Uint32Array(4), dsackLeft: 0, dsackRight: 0 },
    ...{ finWaiting: false, finSeq: 0, rcvMss: 536, ackSent: 0, ackNow: false },
    ...{ scaling: false, timestamps: false, sack: false, tsRecent: 0, tsRecentAt: now, tsOffset: 0 },
    ...{ srtt: 0, rttvar: 0, rto: options.firstRto, backoff: 0, rttSeq: 0, rttAt: NEVER },
    ...{ congestion: createCongestion(), recovery: 'none' as Recovery, recover: 0, dupAcks: 0, limited: 0 },
    ...{ sacked: createRanges(), highRxt: 0, rescued: false, lastSent: now, retries: 0 },
    ...{ rtoAt: NEVER, persistAt: NEVER, persists: 0, delackAt: NEVER, keepAt: NEVER, keepsSent: 0 },
    ...{ closeAt: NEVER, lingerAt: NEVER, quietAt: NEVER, heard: now },
    ...{ challenges: 0, challengesSince: -NEVER, outOfWindowAt: -NEVER },
    ...{ eof: false, readShut: false, error: undefined, softError: undefined, detached: false, pieces: undefined },
  };
}

/** When the connection wants the clock next; NEVER where nothing runs. */
export function wakeAt(tcb: Tcb): Instant {
  const { rtoAt, persistAt, delackAt, keepAt, closeAt, lingerAt, quietAt } = tcb;
  return Math.min(rtoAt, persistAt, delackAt, keepAt, closeAt, lingerAt, quietAt);
}

/** Octets of data that a full segment holds now (Eff.snd.MSS, RFC 9293 section 3.7.1): timestamps take their 12. */
export const smssOf = (tcb: Tcb): number => Math.max(1, tcb.room - (tcb.timestamps ? 12 : 0));

/** The largest segment that this side announces: what the MTU leaves, or what the user set. */
export function ownMss(tcb: Tcb): number {
  const fits = Math.max(1, tcb.mtu - 40);
  return tcb.options.mss ? Math.min(tcb.options.mss, fits) : fits;
}

/** Starts the wait in TIME-WAIT, anew with each FIN (RFC 9293 section 3.10.7.4, eighth). */
export function startTimeWait(tcb: Tcb, now: Instant): void {
  stopTimers(tcb);
  tcb.closeAt = now + tcb.options.timeWait;
}

/** Stops everything that runs: the connection has ended. */
export function stopTimers(tcb: Tcb): void {
  tcb.rtoAt = NEVER;
  tcb.persistAt = NEVER;
  tcb.delackAt = NEVER;
  tcb.keepAt = NEVER;
  tcb.closeAt = NEVER;
  tcb.lingerAt = NEVER;
  tcb.quietAt = NEVER;
}
