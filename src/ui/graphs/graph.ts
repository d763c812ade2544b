// What each graph of a connection shows: lines, marks, and their unit. Pure: from samples to data, in the order of the legend.

import type { Instant, Nanoseconds } from '../../base/time.ts';
import type { EndSamples, Quantity, Samples } from '../../sim/analysis/samples.ts';
import { isLost, type SentSegment } from '../../sim/analysis/sentSegments.ts';
import { otherSide, type Side, type Stream } from '../../sim/analysis/stream.ts';
import { countUntil, pointsIn, stepsUntil, type Steps } from './steps.ts';
import { amountsBetween, intervalFor, ratesOf } from './throughput.ts';

export const GRAPHS = ['sequence', 'congestion', 'roundTrips', 'window', 'throughput', 'buffers'] as const;
export type GraphName = (typeof GRAPHS)[number];

export type Unit = 'octets' | 'ns' | 'bit/s';
/** Colour is never alone: each line of a graph has a pattern of its own. */
export type Pattern = 'solid' | 'dashed' | 'dotted' | 'dashdot';
export type Tone = 'transport' | 'network' | 'application' | 'ink' | 'muted' | 'wrong';

export interface Line extends Steps {
  /** Its name in the words: `graphs.line.…`. */
  name: string;
  pattern: Pattern;
  tone: Tone;
  /** A bound, which may lie so far above everything that it is not drawn. */
  bound?: boolean;
}

/** Something at one instant, from a low value to a high one. */
export interface Mark {
  kind: MarkKind;
  at: Instant;
  low: number;
  high: number;
  /** The flight of a segment. */
  row?: number;
}
export const MARKS = ['segment', 'again', 'lost', 'sack', 'roundTrip'] as const;
export type MarkKind = (typeof MARKS)[number];

export interface Graph {
  name: GraphName;
  unit: Unit;
  /** Values differ by orders of magnitude: equal distances are equal factors. */
  log: boolean;
  /** The least value of the axis is 0. */
  fromZero: boolean;
  lines: readonly Line[];
  marks: readonly Mark[];
  /** Which kinds of marks it may have. */
  kinds: readonly MarkKind[];
  /** Of throughput: over how long it is counted. */
  interval?: Nanoseconds;
}

export interface Stretch {
  from: Instant;
  to: Instant;
}

/** What one end sends, as both ends saw it up to an instant. */
export interface Looked {
  stream: Stream;
  samples: Samples;
  side: Side;
  /** What came later has not been seen yet. */
  until: Instant;
}

/** From the first segment or sample of a connection to the last, as far as it has been seen. */
export function extentOf({ samples, stream, until }: Omit<Looked, 'side'>): Stretch {
  const begins: Instant[] = [];
  const ends: Instant[] = [];
  for (const side of [0, 1] as const) {
    const { at } = samples.ends[side];
    const segments = samples.segments[side];
    const { reads } = stream.ends[side];
    const last = segments[segments.length - 1];
    begins.push(at[0] ?? Infinity, segments[0]?.at ?? Infinity);
    ends.push(at[at.length - 1] ?? 0, last?.arrives ?? last?.at ?? 0, reads[reads.length - 1]?.at ?? 0);
  }
  const from = Math.min(...begins);
  if (from >= until) return { from: until, to: until + 1 };
  return { from, to: Math.max(from + 1, Math.min(until, Math.max(...ends))) };
}

/** A graph; `view`: the stretch of time that throughput is counted for. */
export function graphOf(name: GraphName, looked: Looked, view: Stretch): Graph {
  const { samples, side, until } = looked;
  const near = samples.ends[side];
  const far = samples.ends[otherSide(side)];
  const none = { lines: [], marks: [], kinds: [] };
  const line = (end: EndSamples, quantity: Quantity, pattern: Pattern, tone: Tone, of = ''): Line => ({
    ...stepsUntil(closed(end, quantity), until),
    ...{ name: of + quantity, pattern, tone },
  });
  const bound = (end: EndSamples, quantity: Quantity, pattern: Pattern, tone: Tone): Line => ({
    ...line(end, quantity, pattern, tone),
    bound: true,
  });
  switch (name) {
    case 'sequence':
      return {
        ...{ name, unit: 'octets', log: false, fromZero: false },
        lines: [line(near, 'una', 'solid', 'ink'), bound(near, 'edge', 'dashed', 'network')],
        marks: marksOf(looked),
        kinds: ['segment', 'again', 'lost', 'sack'],
      };
    case 'congestion':
      return {
        ...{ ...none, name, unit: 'octets', log: false, fromZero: true },
        lines: [
          line(near, 'cwnd', 'solid', 'transport'),
          bound(near, 'ssthresh', 'dashed', 'ink'),
          line(near, 'inFlight', 'dotted', 'network'),
        ],
      };
    case 'roundTrips': {
      const seen = near.roundTrips.slice(
        0,
        countUntil(
          near.roundTrips.map(({ at }) => at),
          until,
        ),
      );
      return {
        ...{ name, unit: 'ns', log: true, fromZero: false },
        lines: [line(near, 'srtt', 'solid', 'transport'), line(near, 'rto', 'dashed', 'ink')],
        marks: seen.map(({ at, rtt }) => ({ kind: 'roundTrip', at, low: rtt, high: rtt })),
        kinds: ['roundTrip'],
      };
    }
    case 'window':
      return {
        ...{ ...none, name, unit: 'octets', log: false, fromZero: true },
        lines: [
          line(far, 'offered', 'dashed', 'ink'),
          line(near, 'window', 'solid', 'network'),
          line(near, 'inFlight', 'dotted', 'transport'),
        ],
      };
    case 'throughput':
      return throughput(looked, view);
    case 'buffers':
      return {
        ...{ ...none, name, unit: 'octets', log: false, fromZero: true },
        lines: [
          line(near, 'sendBuffer', 'solid', 'transport'),
          bound(near, 'sendLimit', 'dashdot', 'muted'),
          line(far, 'receiveBuffer', 'dashed', 'application'),
          line(far, 'behindGaps', 'dotted', 'ink'),
          bound(far, 'receiveLimit', 'dashdot', 'muted'),
        ],
      };
  }
}

/** A quantity ends with the connection: after that there is none. */
function closed({ at, columns, overAt }: EndSamples, quantity: Quantity): Steps {
  const values = columns[quantity];
  return overAt === undefined ? { at, values } : { at: [...at, overAt], values: [...values, NaN] };
}

function throughput({ stream, samples, side, until }: Looked, view: Stretch): Graph {
  const to = Math.min(view.to, until);
  const interval = intervalFor(view.from, view.to);
  const sent = amountsBetween(samples.segments[side], interval, view.from, to);
  const all = amountsBetween(stream.ends[otherSide(side)].reads, interval, view.from, to);
  const read = all.filter(({ peek }) => !peek);
  const got = read.map(({ at, count }) => ({ at, octets: count }));
  const line = (amounts: readonly { at: Instant; octets: number }[]): Steps =>
    ratesOf(amounts, interval, view.from, to);
  return {
    ...{ name: 'throughput', unit: 'bit/s', log: false, fromZero: true, marks: [], kinds: [], interval },
    lines: [
      { ...line(sent), name: 'sent', pattern: 'solid', tone: 'transport' },
      { ...line(got), name: 'read', pattern: 'dashed', tone: 'application' },
    ],
  };
}

function marksOf({ samples, side, until }: Looked): Mark[] {
  const marks: Mark[] = [];
  for (const segment of samples.segments[side]) {
    const { at, row, seq, again } = segment;
    const high = seq + lengthOf(segment);
    if (at > until || high === seq) continue;
    marks.push({ kind: again ? 'again' : 'segment', at, low: seq, high, row });
    if (isLost(segment)) marks.push({ kind: 'lost', at, low: seq, high, row });
  }
  for (const { at, from, to } of samples.ends[side].selective)
    if (at <= until) marks.push({ kind: 'sack', at, low: from, high: to });
  return marks;
}

/** Sequence numbers that it takes: SYN and FIN count. */
const lengthOf = ({ octets, syn, fin }: SentSegment): number => octets + Number(syn) + Number(fin);

/** Bounds that lie higher than so many times everything else are left out of the picture. */
const FAR_ABOVE = 2.5;

/** The lowest and the highest value that the axis has in a stretch of time; and which bounds lie above it. */
export function rangeOf(graph: Graph, { from, to }: Stretch): { low: number; high: number; above: readonly string[] } {
  let [low, high] = [Infinity, -Infinity];
  const take = (value: number): void => {
    if (!Number.isFinite(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  const most = (line: Line): number[] => pointsIn(line, from, to, 200).map(({ value }) => value);
  for (const line of graph.lines) if (!line.bound) most(line).forEach(take);
  for (const mark of graph.marks)
    if (mark.at >= from && mark.at <= to) {
      take(mark.low);
      take(mark.high);
    }
  if (low > high) [low, high] = [0, 0];
  if (graph.fromZero) low = 0;
  const above: string[] = [];
  const room = low + FAR_ABOVE * Math.max(1, high - low);
  let top = high;
  for (const line of graph.lines) {
    if (!line.bound) continue;
    const highest = Math.max(...most(line).filter(Number.isFinite), -Infinity);
    if (highest <= room || high === low) top = Math.max(top, highest);
    else if (highest > -Infinity) above.push(line.name);
  }
  return { low, high: top > low ? top : low + 1, above };
}

/** Every instant at which a graph shows something, in order, each once. */
export function momentsOf(graph: Graph, { from, to }: Stretch): Instant[] {
  const all = new Set<Instant>();
  for (const { at } of [...graph.lines, ...graph.marks.map(({ at }) => ({ at: [at] }))])
    for (const one of at) if (one >= from && one <= to) all.add(one);
  return [...all].sort((a, b) => a - b);
}
