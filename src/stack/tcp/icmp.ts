// What ICMP errors mean for a connection (RFC 9293 section 3.9.2.2, RFC 5461; path MTU discovery of RFC 1191).

import type { Instant } from '../../base/time.ts';
import { gt, lt } from '../../wire/seqnum.ts';
import { endConnection } from './end.ts';
import type { TcpOut } from './out.ts';
import { lowerMtu } from './pathMtu.ts';
import { forgetTiming } from './rtt.ts';
import { output } from './send.ts';
import type { Tcb, TcpFailure } from './tcb.ts';

const UNREACHABLE = 3;
const PARAMETER_PROBLEM = 12;
/** The third is "time exceeded". Source quench must be passed over (MUST-55), and a redirect is for IP. */
const MEANT_FOR_TCP = [UNREACHABLE, PARAMETER_PROBLEM, 11];
const FRAGMENTATION_NEEDED = 4;
/** What a router of before RFC 1191 may mean by an MTU of 0 (its section 7.1), largest first. */
const PLATEAUS = [32_000, 17_914, 8166, 4352, 2002, 1492, 1006, 508, 296, 68];
const LEAST_MTU = 68;

/** By code of "destination unreachable", as Linux translates it. */
const FAILURES: Readonly<Record<number, TcpFailure>> = {
  0: 'ENETUNREACH',
  1: 'EHOSTUNREACH',
  2: 'ENOPROTOOPT',
  3: 'ECONNREFUSED',
};

function failureOf(type: number, code: number): TcpFailure {
  if (type === PARAMETER_PROBLEM) return 'EPROTO';
  return (type === UNREACHABLE ? FAILURES[code] : undefined) ?? 'EHOSTUNREACH';
}

/** An ICMP error that quotes a segment of this connection with number `seq`. One about what is not under way is forged or late, and means nothing. */
export function icmpError(
  tcb: Tcb,
  type: number,
  code: number,
  mtu: number,
  seq: number,
  now: Instant,
  out: TcpOut,
): void {
  const { state } = tcb;
  if (!MEANT_FOR_TCP.includes(type)) return;
  if (state === 'CLOSED' || state === 'LISTEN' || state === 'TIME-WAIT') return;
  // An ACK without data has the number after the last that is under way (RFC 5927 section 4.1 would leave it out, Linux does not).
  if (lt(seq, tcb.sndUna) || gt(seq, tcb.sndMax)) return;
  if (type === UNREACHABLE && code === FRAGMENTATION_NEEDED) {
    fragmentationNeeded(tcb, mtu, now, out);
    return;
  }
  const failure = failureOf(type, code);
  if (type === UNREACHABLE && (state === 'SYN-SENT' || state === 'SYN-RECEIVED')) {
    endConnection(tcb, 'CLOSED', 'ICMP', failure, now, out);
    return;
  }
  // Once there is a connection such an error may pass: it is told only if the connection is given up (RFC 1122 section 4.2.3.9).
  tcb.softError = failure === 'ECONNREFUSED' || failure === 'ENOPROTOOPT' ? tcb.softError : failure;
  out.changed(tcb, 'tcp-soft-error', type, code);
}

/** RFC 1191 section 6.4: smaller segments from now on, and what was too large goes out again at once. */
function fragmentationNeeded(tcb: Tcb, told: number, now: Instant, out: TcpOut): void {
  if (!tcb.options.pathMtuDiscovery) return;
  const mtu = Math.max(LEAST_MTU, told || PLATEAUS.find((one) => one < tcb.mtu) || LEAST_MTU);
  if (!lowerMtu(tcb, mtu, now, out)) return;
  if (tcb.state === 'SYN-SENT' || tcb.state === 'SYN-RECEIVED') return;
  forgetTiming(tcb);
  tcb.sndNxt = tcb.sndUna;
  output(tcb, now, out);
}
