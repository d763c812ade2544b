// The frames of a run as somebody looks for them: flights that fit a display filter, perhaps at one device, port or link.

import type { Instant } from '../base/time.ts';
import type { RowNumber } from '../devices/surroundings.ts';
import type { Dissection } from '../wire/dissection.ts';
import { compileFilter } from '../wire/filter.ts';
import type { FrameFacts } from '../wire/filter/read.ts';
import { analysisFields, analysisOf, valueText, type Look } from './analysis/fields.ts';
import { dissectFrame, fieldIn } from './dissected.ts';
import { lostFlights } from './lost.ts';
import { deviceNamed, linkNamed, portNamed } from './place.ts';
import { FLIGHT, rowAt, rowChunkOf, rowIndexOf, type Recording, type Row } from './record.ts';
import type { WorldState } from './state.ts';
import { endsOf } from './world.ts';

/** One flight of a frame over one cable, with what its octets say. */
export interface Flight {
  row: RowNumber;
  frame: number;
  link: number;
  from: [device: number, port: number];
  to: [device: number, port: number];
  departs: Instant;
  arrives: Instant;
  /** It has come to its other end: not on its way still, and not lost. */
  arrived: boolean;
  dissection: Dissection;
  /** What analysis tells of it: see `analysisFields`. */
  analysis: NonNullable<FrameFacts['extra']>;
}

/** What a look at a run takes in: rows from `since` up to, not including, `until`. */
export interface Span {
  record: Recording;
  state: WorldState;
  since: RowNumber;
  until: RowNumber;
}

/** The device, port or link that a name means; undefined when there is none. A frame is at its receiver only once it has arrived. */
export function placeNamed(state: WorldState, name: string): ((flight: Flight) => boolean) | undefined {
  const device = deviceNamed(state, name);
  if (device >= 0) return (flight) => flight.from[0] === device || (flight.arrived && flight.to[0] === device);
  const port = portNamed(state, name);
  const is = (end: readonly [number, number]): boolean => end[0] === port![0] && end[1] === port![1];
  if (port) return (flight) => is(flight.from) || (flight.arrived && is(flight.to));
  const link = linkNamed(state, name);
  return link === undefined ? undefined : (flight) => flight.link === link;
}

/**
 * The flights that fit a filter, in the order of the record, loopback left out. A filter that does not compile or a place that is not there fits
 * nothing: both were checked where they were written.
 */
export function* flightsOf(span: Span, filter: string, at?: string): Generator<Flight> {
  const compiled = compileFilter(filter, analysisFields);
  const look: Look = {
    port: at === undefined ? undefined : portNamed(span.state, at),
    numberOf: (row) => (rowAt(span.record, row).frame ?? 0) + 1,
  };
  const here = at === undefined ? () => true : placeNamed(span.state, at);
  if (!compiled.ok || !here) return;
  const known = new Map<number, Dissection>();
  const lost = lostFlights(span.record, span.since, span.until);
  for (let row = span.since; row < span.until; row++) {
    const flight = flightAt(span, row, known, lost, look);
    if (!flight || !here(flight)) continue;
    const { frame, departs, analysis } = flight;
    if (compiled.test(flight.dissection, { number: frame + 1, time: departs, extra: analysis })) yield flight;
  }
}

function flightAt(
  { record, state }: Span,
  row: RowNumber,
  known: Map<number, Dissection>,
  lost: ReadonlySet<RowNumber>,
  look: Look,
): Flight | undefined {
  const chunk = rowChunkOf(record, row);
  const i = rowIndexOf(row);
  if (chunk.kind[i] !== FLIGHT) return undefined;
  const link = chunk.where[i]! >> 1;
  if (state.links[link]!.hidden) return undefined;
  const frame = chunk.frame[i]!;
  let dissection = known.get(frame);
  if (!dissection) {
    dissection = dissectFrame(record, frame);
    known.set(frame, dissection);
  }
  const { from, to } = endsOf(state, chunk.where[i]!);
  const arrives = chunk.y[i]!;
  const arrived = arrives <= state.now && !lost.has(row);
  const analysis = analysisOf({ record, live: { state } }, row, look);
  return { row, frame, link, from, to, departs: chunk.x[i]!, arrives, arrived, dissection, analysis };
}

/** The value of a field of a flight as a person reads it: of its octets, or what analysis tells. */
export function fieldTextOf({ dissection, analysis }: Flight, name: string): string | undefined {
  const field = fieldIn(dissection, name);
  if (field) return field.text;
  const [value] = analysis(name);
  return typeof value === 'number' ? valueText(name, value) : undefined;
}

/** The rows in a span, as objects, that `wanted` picks by their kind. */
export function* rowsIn(span: Span, wanted: Row['kind']): Generator<Row> {
  for (let number = span.since; number < span.until; number++) {
    const row = rowAt(span.record, number);
    if (row.kind === wanted) yield row;
  }
}
