// Congestion control as records of functions on a little state: how cwnd grows, and what a loss makes of it (RFC 5681, RFC 9438).

import { NEVER, SECOND, type Instant, type Nanoseconds } from '../../base/time.ts';

/** All in octets. Plain data; part of the connection's record. */
export interface Congestion {
  cwnd: number;
  ssthresh: number;
  /** Acknowledged octets that have not yet made the window grow (RFC 5681 section 3.1, byte counting). */
  credit: number;
  /** CUBIC (RFC 9438): the window before the last reduction, when it began to grow again, the time to reach it, and what Reno would have. */
  wMax: number;
  epochAt: Instant;
  k: number;
  wEst: number;
}

export type CongestionName = 'reno' | 'tahoe' | 'cubic' | 'none';

export interface CongestionControl {
  /** Recover without going back to a window of one segment (RFC 5681 section 3.2)? */
  readonly fastRecovery: boolean;
  /** Is there a window at all? */
  readonly limits: boolean;
  /** An acknowledgment of `acked` new octets: the window grows, by at most a segment. */
  grow(c: Congestion, acked: number, smss: number, srtt: Nanoseconds, now: Instant): void;
  /** A loss with `flight` octets under way: gives the new ssthresh. */
  reduce(c: Congestion, flight: number, smss: number): number;
}

/** A window that never says no. A double holds it exactly. */
export const BOUNDLESS = 0x4000_0000;

export function createCongestion(): Congestion {
  return { cwnd: 0, ssthresh: BOUNDLESS, credit: 0, wMax: 0, epochAt: NEVER, k: 0, wEst: 0 };
}

/** RFC 6928 section 2: ten segments, of large ones less. `segments`: the ten, settable. */
export function initialWindow(name: CongestionName, segments: number, smss: number): number {
  if (name === 'none') return BOUNDLESS;
  return Math.min(segments * smss, Math.max(2 * smss, segments * 1460));
}

/** RFC 5681 section 3.1: a segment an ACK below ssthresh, a segment a window above it. */
function growReno(c: Congestion, acked: number, smss: number): void {
  if (c.cwnd < c.ssthresh) {
    c.cwnd += Math.min(acked, smss);
    return;
  }
  c.credit += acked;
  if (c.credit < c.cwnd) return;
  c.credit -= c.cwnd;
  c.cwnd += smss;
}

/** RFC 5681 equation 4. */
const halve = (_c: Congestion, flight: number, smss: number): number => Math.max(flight >>> 1, 2 * smss);

const C = 0.4;
const BETA = 0.7;
/** RFC 9438 section 4.3: what keeps up with Reno. */
const ALPHA = (3 * (1 - BETA)) / (1 + BETA);

/** Cube root by Newton's method: engines may round `Math.cbrt` differently, and a run must be the same everywhere. */
export function cubeRoot(x: number): number {
  if (x <= 0) return 0;
  let y = x > 1 ? x : 1;
  for (let i = 0; i < 200; i++) {
    const next = (2 * y + x / (y * y)) / 3;
    if (next >= y) break;
    y = next;
  }
  return y;
}

/** RFC 9438 section 4.2 to 4.5; windows in segments, times in seconds. */
function growCubic(c: Congestion, acked: number, smss: number, srtt: Nanoseconds, now: Instant): void {
  if (c.cwnd < c.ssthresh) {
    growReno(c, acked, smss);
    return;
  }
  const cwnd = c.cwnd / smss;
  if (c.epochAt === NEVER) {
    c.epochAt = now;
    c.wMax = Math.max(c.wMax, cwnd);
    c.k = cubeRoot((c.wMax - cwnd) / C);
    c.wEst = cwnd;
  }
  const segments = acked / smss;
  const t = (now - c.epochAt) / SECOND;
  const at = (time: number): number => C * (time - c.k) * (time - c.k) * (time - c.k) + c.wMax;
  c.wEst += (ALPHA * segments) / cwnd;
  const target = Math.min(Math.max(at(t + srtt / SECOND), cwnd), 1.5 * cwnd);
  const wanted = at(t) < c.wEst ? Math.max(c.wEst, cwnd) : cwnd + ((target - cwnd) / cwnd) * segments;
  c.cwnd += Math.min(Math.round((wanted - cwnd) * smss), smss);
}

/** RFC 9438 sections 4.6 and 4.7 (fast convergence). */
function reduceCubic(c: Congestion, flight: number, smss: number): number {
  const cwnd = c.cwnd / smss;
  c.wMax = cwnd < c.wMax ? (cwnd * (1 + BETA)) / 2 : cwnd;
  c.epochAt = NEVER;
  return Math.max(Math.floor(flight * BETA), 2 * smss);
}

export const congestionControls: Readonly<Record<CongestionName, CongestionControl>> = {
  reno: { fastRecovery: true, limits: true, grow: growReno, reduce: halve },
  /** 1988: a loss found by duplicate ACKs is answered like a timeout. */
  tahoe: { fastRecovery: false, limits: true, grow: growReno, reduce: halve },
  cubic: { fastRecovery: true, limits: true, grow: growCubic, reduce: reduceCubic },
  /** Only the peer's window holds it back: to show what congestion control is for. */
  none: { fastRecovery: true, limits: false, grow: () => {}, reduce: () => BOUNDLESS },
};
