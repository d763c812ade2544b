// Fill the header field: fields of a real frame are blacked out, and what stands there is to be typed.

import { analysisFields } from '../../sim/analysis/fields.ts';
import { fieldTextOf, type Flight } from '../../sim/flights.ts';
import { reader } from '../../wire/field.ts';
import type { DissectedLayer, Span } from '../../wire/dissection.ts';
import type { Present } from '../exercise.ts';
import { flightOf } from './chosen.ts';
import type { Task } from './exercise.ts';
import { isRight, remarkOnValue, slipsOf, type Around, type Sought } from './value.ts';
import type { Given, Remark, Slip, Unposed } from './verdict.ts';

/** A field that is blacked out. */
export interface Blank extends Sought {
  /** As the field is called. */
  label: string;
  /** Which of the flights has it. */
  gap: number;
  /** Place of its layer in the dissection, and its first bit in the frame; absent where it stands in no bits of its own (`tcp.len`). */
  layer?: number;
  bit?: number;
}

export interface PosedFill {
  kind: 'fill';
  present: Present;
  /** The frames with gaps, in the order of the exercise. */
  flights: Flight[];
  blanks: Blank[];
  truth: string[];
}

export function poseFill(present: Present, task: Extract<Task, { kind: 'fill' }>): PosedFill | Unposed {
  const flights: Flight[] = [];
  const blanks: Blank[] = [];
  for (const [gap, { frame, fields }] of task.gaps.entries()) {
    const flight = flightOf(present, frame);
    if ('why' in flight) return flight;
    flights.push(flight);
    for (const field of fields) {
      const blank = blankOf(flight, field, gap);
      if (!blank) return { why: `the frame has no field ${field} that could be filled in` };
      blanks.push(blank);
    }
  }
  return { kind: 'fill', present, flights, blanks, truth: blanks.map((one) => one.text) };
}

const aroundOf = ({ present, flights }: PosedFill, { gap }: Blank): Around => ({ present, flight: flights[gap]! });

/** Numbers that analysis counts from a beginning, and the field in which they stand raw. */
const RAW: Readonly<Record<string, string>> = { 'tcp.seq': 'tcp.seq_raw', 'tcp.ack': 'tcp.ack_raw' };

function blankOf(flight: Flight, field: string, gap: number): Blank | undefined {
  const found = spanIn(flight, RAW[field] ?? field);
  if (!found) return derivedBlank(flight, field, gap);
  const { span, layer } = found;
  const { bit, bits, type } = span;
  const label = labelOf(field) ?? span.label;
  const place = { label, gap, layer, bit, bits };
  if (typeof span.value !== 'number')
    return { field, type, text: span.text, numbers: [], octets: octetsOf(flight, span), ...place };
  const numbers = [span.value];
  if (bits <= 16 || bits === 32) numbers.push(reader(bit, bits)(flight.dissection.bytes, 0));
  const counted = RAW[field] ? fieldTextOf(flight, field) : undefined;
  if (counted === undefined) return { field, type, text: span.text, numbers, ...place };
  return { field, type, text: counted, numbers: [Number(counted), ...numbers], ...place };
}

const labelOf = (field: string): string | undefined => analysisFields.find(({ name }) => name === field)?.label;

/** A number that stands in no field of its own, and follows from others: `tcp.len`, `tcp.nxtseq`. */
function derivedBlank(flight: Flight, field: string, gap: number): Blank | undefined {
  const text = fieldTextOf(flight, field);
  return text === undefined || !/^\d+$/.test(text)
    ? undefined
    : { field, type: 'uint', text, numbers: [Number(text)], bits: 0, label: labelOf(field) ?? field, gap };
}

const octetsOf = ({ dissection }: Flight, { bit, bits }: Span): Uint8Array =>
  dissection.bytes.slice(bit >>> 3, (bit + bits) >>> 3);

/** The first span of that name that is carried, not quoted. */
export function spanIn({ dissection }: Flight, field: string): { span: Span; layer: number } | undefined {
  for (const [layer, one] of dissection.layers.entries()) {
    const span = (one as DissectedLayer).quoted ? undefined : one.spans.find(({ filter }) => filter === field);
    if (span) return { span, layer };
  }
  return undefined;
}

/** Given: a text for each field, in order. */
export function judgeFill(posed: PosedFill, given: Given): Remark[] {
  return posed.blanks.flatMap((blank, i) => {
    const typed = given[i] ?? '';
    return isRight(blank, typed) ? [] : [remarkOnValue(blank, typed, aroundOf(posed, blank), i)];
  });
}

export function fillSlips(posed: PosedFill): Slip[] {
  return posed.blanks.flatMap((blank, i) =>
    slipsOf(blank, aroundOf(posed, blank)).map(({ typed, code }) => ({
      given: posed.truth.map((right, at) => (at === i ? typed : right)),
      code,
    })),
  );
}
