// What TCP knows and holds at both ends of a connection, as it changes: windows, round trips, buffers (RFC 9293 section 3.3.1, RFC 5681, RFC 6298).
// These are state, not rows: a world of its own replays the run from the connection's beginning, so many events at a time, and is asked after each instant.

import { copyOf } from '../../base/copy.ts';
import type { Instant, Nanoseconds } from '../../base/time.ts';
import type { RowNumber } from '../../devices/surroundings.ts';
import { BOUNDLESS } from '../../stack/tcp/congestion.ts';
import { currentRto } from '../../stack/tcp/rtt.ts';
import type { Tcb } from '../../stack/tcp/tcb.ts';
import { diff, span } from '../../wire/seqnum.ts';
import { replayTo, type History } from '../history.ts';
import { rowChunkOf, rowIndexOf, type Recording } from '../record.ts';
import { nextEventAt, openWorld, type World } from '../world.ts';
import { connectionAt } from './buffers.ts';
import type { Stream, StreamEnd } from './stream.ts';
import { createTally, tallyMore, type SentSegment, type Tally } from './sentSegments.ts';

/**
 * What is sampled; NaN: there is none. Octets, times in ns. `una`, `next` and `edge`: sequence numbers from the ISN on, of the oldest octet that is not
 * acknowledged, the next one to be sent for the first time, and the end of the peer's window. `offered`: the window last advertised to the peer.
 */
export const QUANTITIES = [
  ...(['una', 'next', 'edge', 'window', 'offered', 'inFlight', 'cwnd', 'ssthresh'] as const),
  ...(['srtt', 'rto', 'sendBuffer', 'sendLimit', 'receiveBuffer', 'receiveLimit', 'behindGaps'] as const),
] as const;
export type Quantity = (typeof QUANTITIES)[number];
export type Values = Record<Quantity, number>;

/** A round trip that was measured. */
export interface RoundTrip {
  at: Instant;
  rtt: Nanoseconds;
}

/** What the peer says it holds behind a gap, from when on: numbers from the ISN on, the second not included. */
export interface Selective {
  at: Instant;
  from: number;
  to: number;
}

/** One end, sampled whenever something of it has changed. Column by column; grows, and is never written to again. */
export interface EndSamples {
  at: Instant[];
  /** How many rows had been written by then. */
  rows: RowNumber[];
  columns: Record<Quantity, number[]>;
  roundTrips: RoundTrip[];
  selective: Selective[];
  /** Since when the connection is no more; undefined while it is, or has not yet been. */
  overAt: Instant | undefined;
}

export interface Samples {
  ends: readonly [EndSamples, EndSamples];
  /** The segments that each end has sent. */
  segments: readonly [readonly SentSegment[], readonly SentSegment[]];
  /** Everything up to here has been looked at; Infinity: all that can come. */
  until: Instant;
}

type Smoothed = Pick<Tcb, 'srtt' | 'rttvar'>;

interface Sampling extends Samples {
  world: World;
  tally: Tally;
  /** What was there when each end was last looked at. */
  smoothed: [Smoothed, Smoothed];
  sacked: [readonly Selective[], readonly Selective[]];
}

const NO_ROUND_TRIP: Smoothed = { srtt: 0, rttvar: 0 };
/** Connections of a record that are remembered: each has a world. */
const KEPT = 4;
const found = new WeakMap<Recording, Map<number, Sampling>>();

/** What has been sampled of a connection so far. Grows in place with `sampleMore`. */
export const samplesOf = (history: History, stream: Stream): Samples => samplingOf(history, stream);

/** Samples on, about `budget` events further; true when there is more to look at. */
export function sampleMore(history: History, stream: Stream, budget: number): boolean {
  const sampling = samplingOf(history, stream);
  const { world } = sampling;
  const more = tallyMore(history, stream, sampling.tally, 8 * budget);
  const end = world.state.events + budget;
  while (world.state.events < end) {
    if (isOver(sampling, stream)) {
      sampling.until = Infinity;
      return more;
    }
    const at = Math.min(nextEventAt(world), history.log[world.state.commands]?.at ?? Infinity);
    const { events, commands } = world.state;
    if (at <= history.live.state.now) replayTo(history, world, at);
    if (world.state.events === events && world.state.commands === commands) {
      sampling.until = history.live.state.now;
      return more;
    }
    sampling.until = world.state.now;
    look(sampling, stream);
  }
  return true;
}

function samplingOf(history: History, stream: Stream): Sampling {
  const { record } = history;
  let kept = found.get(record);
  if (!kept) found.set(record, (kept = new Map()));
  let sampling = kept.get(stream.index);
  if (sampling) {
    kept.delete(stream.index);
  } else {
    const world = worldBefore(history, stream.row);
    const tally = createTally(stream.row);
    sampling = {
      ...{ world, tally, ends: [createEnd(), createEnd()], segments: tally.segments, until: world.state.now },
      ...{ smoothed: [NO_ROUND_TRIP, NO_ROUND_TRIP], sacked: [[], []] },
    };
    look(sampling, stream);
  }
  kept.set(stream.index, sampling);
  for (const key of kept.keys()) if (kept.size > KEPT) kept.delete(key);
  return sampling;
}

const createEnd = (): EndSamples => ({
  ...{ at: [], rows: [], roundTrips: [], selective: [], overAt: undefined },
  columns: Object.fromEntries(QUANTITIES.map((name) => [name, [] as number[]])) as Record<Quantity, number[]>,
});

/** A copy of the last checkpoint at which a row was yet to be written: going there costs no replay. */
function worldBefore({ lab, record, checkpoints }: History, row: RowNumber): World {
  const at = rowChunkOf(record, row).at[rowIndexOf(row)]!;
  const from = checkpoints.findLast((one) => one.at < at) ?? checkpoints[0]!;
  return openWorld(lab, copyOf(from.state), record, from.whole);
}

/** Every end that a host has had is over: nothing can change any more. */
function isOver({ ends }: Sampling, stream: Stream): boolean {
  const ours = stream.ends.flatMap(({ device }, side) => (device === undefined ? [] : [ends[side]!]));
  return ours.length > 0 && ours.every(({ overAt }) => overAt !== undefined);
}

function look(sampling: Sampling, stream: Stream): void {
  for (const side of [0, 1] as const) lookAt(sampling, side, stream.ends[side]);
}

function lookAt(sampling: Sampling, side: 0 | 1, { device, socket }: StreamEnd): void {
  if (device === undefined || socket === undefined) return;
  const { state } = sampling.world;
  const end = sampling.ends[side];
  const tcb = connectionAt(state, device, socket);
  if (!tcb || tcb.state === 'CLOSED' || tcb.state === 'LISTEN') {
    if (end.at.length) end.overAt ??= state.now;
    return;
  }
  note(end, valuesOf(tcb), state.now, state.rowCount);
  noteRoundTrip(sampling, side, tcb, state.now);
  noteSelective(sampling, side, tcb, state.now);
}

/** The quantities of a connection's record that is neither CLOSED nor in LISTEN. */
export function valuesOf(tcb: Tcb): Values {
  const { iss, sndUna, sndMax, sndWnd, congestion, srtt, gaps } = tcb;
  const una = span(iss, sndUna);
  let behindGaps = 0;
  for (let i = 0; i < gaps.count; i++) behindGaps += span(gaps.edges[2 * i]!, gaps.edges[2 * i + 1]!);
  return {
    ...{ una, next: span(iss, sndMax), edge: una + sndWnd, window: sndWnd, behindGaps },
    offered: Math.max(0, diff(tcb.rcvAdv, tcb.rcvNxt)),
    inFlight: span(sndUna, sndMax),
    cwnd: congestion.cwnd > 0 && congestion.cwnd < BOUNDLESS ? congestion.cwnd : NaN,
    ssthresh: congestion.ssthresh < BOUNDLESS ? congestion.ssthresh : NaN,
    ...{ srtt: srtt > 0 ? srtt : NaN, rto: currentRto(tcb) },
    ...{ sendBuffer: tcb.send.used, sendLimit: tcb.options.sendBuffer },
    ...{ receiveBuffer: tcb.recv.used, receiveLimit: tcb.options.receiveBuffer },
  };
}

function note({ at, rows, columns }: EndSamples, values: Values, now: Instant, rowCount: number): void {
  const last = at.length - 1;
  if (last >= 0 && QUANTITIES.every((name) => Object.is(columns[name][last], values[name]))) return;
  // A run may have been cut in the middle of an instant: what is sampled is how it ends.
  const place = at[last] === now ? last : last + 1;
  at[place] = now;
  rows[place] = rowCount;
  for (const name of QUANTITIES) columns[name][place] = values[name];
}

/** RFC 6298 section 2.3 backwards: srtt was 7/8 of what it was and 1/8 of the new round trip. */
function noteRoundTrip(sampling: Sampling, side: 0 | 1, { srtt, rttvar }: Tcb, now: Instant): void {
  const { roundTrips } = sampling.ends[side];
  const before = sampling.smoothed[side];
  if (srtt === before.srtt && rttvar === before.rttvar) return;
  if (srtt > 0) roundTrips.push({ at: now, rtt: Math.round(before.srtt > 0 ? 8 * srtt - 7 * before.srtt : srtt) });
  sampling.smoothed[side] = { srtt, rttvar };
}

function noteSelective(sampling: Sampling, side: 0 | 1, { sacked, iss }: Tcb, now: Instant): void {
  const { selective } = sampling.ends[side];
  const before = sampling.sacked[side];
  const ranges: Selective[] = [];
  for (let i = 0; i < sacked.count; i++)
    ranges.push({ at: now, from: span(iss, sacked.edges[2 * i]!), to: span(iss, sacked.edges[2 * i + 1]!) });
  for (const one of ranges) if (!before.some(({ from, to }) => from === one.from && to === one.to)) selective.push(one);
  sampling.sacked[side] = ranges;
}
