// How long a segment may take before it counts as lost (RFC 6298).

import { MILLISECOND, NEVER, type Instant, type Nanoseconds } from '../../base/time.ts';
import type { Tcb } from './tcb.ts';
import type { TcpOut } from './out.ts';

/** Clock granularity G of the RFC. */
const GRANULARITY = MILLISECOND;

/** A round trip was measured (section 2.2 and 2.3). */
export function takeSample(tcb: Tcb, rtt: Nanoseconds, out: TcpOut): void {
  const { options } = tcb;
  if (tcb.srtt === 0) {
    tcb.srtt = rtt;
    tcb.rttvar = rtt / 2;
  } else {
    tcb.rttvar = (3 * tcb.rttvar + Math.abs(tcb.srtt - rtt)) / 4;
    tcb.srtt = (7 * tcb.srtt + rtt) / 8;
  }
  const rto = Math.round(tcb.srtt + Math.max(GRANULARITY, 4 * tcb.rttvar));
  const bounded = Math.min(Math.max(rto, options.minRto), options.maxRto);
  if (bounded !== tcb.rto) {
    tcb.rto = bounded;
    out.changed(tcb, 'tcp-rto', bounded, Math.round(tcb.srtt));
  }
}

/** The timeout in force: doubled for each that expired (section 5.5). */
export function currentRto(tcb: Tcb): Nanoseconds {
  let rto = tcb.rto;
  for (let i = 0; i < tcb.backoff && rto < tcb.options.maxRto; i++) rto *= 2;
  return Math.min(rto, tcb.options.maxRto);
}

/** Section 5.1 and 5.3: (re)starts the timer. */
export function startRto(tcb: Tcb, now: Instant): void {
  tcb.rtoAt = now + currentRto(tcb);
}

/** Karn's rule (section 3): what is sent again is not timed. */
export function forgetTiming(tcb: Tcb): void {
  tcb.rttAt = NEVER;
}

const TIMESTAMP_WRAP = 0x1_0000_0000;

/** The clock that timestamps show: milliseconds (RFC 7323 section 5.4). */
export const timestampNow = (tcb: Tcb, now: Instant): number =>
  (Math.floor(now / MILLISECOND) + tcb.tsOffset) % TIMESTAMP_WRAP;
