// How large a packet to the peer may be (RFC 1191): an ICMP error or an interface of this machine makes it less, and after a while more is tried again.

import { NEVER, SECOND, type Instant } from '../../base/time.ts';
import type { TcpOut } from './out.ts';
import { ownMss, type Tcb } from './tcb.ts';

/** RFC 1191 section 6.3: routes change, and the larger MTU is tried again ten minutes after the last bad news (Linux: mtu_expires). */
const TRY_AGAIN_AFTER = 600 * SECOND;

function setMtu(tcb: Tcb, mtu: number, out: TcpOut): void {
  tcb.mtu = mtu;
  tcb.room = Math.min(tcb.peerMss, ownMss(tcb));
  out.changed(tcb, 'tcp-path-mtu', mtu, tcb.room);
}

/** No more than `mtu` gets through. False where that is no news. */
export function lowerMtu(tcb: Tcb, mtu: number, now: Instant, out: TcpOut): boolean {
  if (mtu >= tcb.mtu) return false;
  tcb.mtuUntil = now + TRY_AGAIN_AFTER;
  setMtu(tcb, mtu, out);
  return true;
}

/** A packet could not be sent. Was it too large, because its interface takes less now than when the connection began? */
export function isTooLarge(tcb: Tcb, now: Instant, out: TcpOut): boolean {
  const mtu = out.mtuTo(tcb);
  return mtu !== undefined && lowerMtu(tcb, mtu, now, out);
}

/** The first data after the ten minutes are sent in segments as large as the interface allows. */
export function tryLargerMtu(tcb: Tcb, now: Instant, out: TcpOut): void {
  if (now < tcb.mtuUntil) return;
  tcb.mtuUntil = NEVER;
  const mtu = out.mtuTo(tcb);
  if (mtu !== undefined && mtu > tcb.mtu) setMtu(tcb, mtu, out);
}
