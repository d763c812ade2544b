// K-18, the calculator `timing`: sequence numbers that wrap, what a window lets through, timeouts that double, and how long a transfer takes.

import {
  chosenOf,
  gather,
  rangeOf,
  valueOf,
  type Calculator,
  type Field,
  type Line,
  type Values,
  type Worked,
} from '../calculator.ts';
import { bitsOf } from '../bits.ts';
import { readEntry, readWhole, type Entry } from '../entry.ts';
import { wrong, type Read, type Said } from '../said.ts';
import { inThousandths, readMillis, timeText } from './millis.ts';
import { expiriesOf, LONGEST_RTO, NUMBERS, scaleFor, sequenceOf, throughputOf, transferOf } from './reckoning.ts';
import { timingDrills } from './timingDrills.ts';
import { rtoSteps, sequenceSteps, transferSteps, windowSteps } from './timingSteps.ts';

/** Times in microseconds, throughput in octets a second. */
export type Timing =
  | { about: 'sequence'; length: number; next: number; wraps: boolean }
  | { about: 'window'; throughput: number; scale: number }
  | { about: 'rto'; expiries: { wait: number; at: number }[] }
  | { about: 'transfer'; sending: number; time: number };

const MOST_OCTETS = 0x4000_0000;
/** 16 bits, shifted by 14 at most (RFC 7323 section 2.3). */
const MOST_WINDOW = 0xffff * 0x4000;
const MOST = 1_000_000_000_000;
const HOUR = 3_600_000;

const what = {
  name: 'what',
  kind: 'choice',
  initial: 'sequence',
  options: ['sequence', 'window', 'rto', 'transfer'],
} as const;
type About = (typeof what.options)[number];
const only = (option: About): Pick<Field, 'only'> => ({ only: { field: 'what', among: [option] } });

const tries: Field = { name: 'tries', kind: 'range', initial: '4', min: 1, max: 15, ...only('rto') };

const fields: readonly Field[] = [
  what,
  { name: 'seq', kind: 'line', initial: '4294967290', ...only('sequence') },
  { name: 'octets', kind: 'line', initial: '20', ...only('sequence') },
  { name: 'syn', kind: 'switch', initial: '', ...only('sequence') },
  { name: 'fin', kind: 'switch', initial: '', ...only('sequence') },
  { name: 'window', kind: 'line', initial: '65536', ...only('window') },
  { name: 'rtt', kind: 'line', initial: '40', ...only('window') },
  { name: 'first', kind: 'line', initial: '1000', ...only('rto') },
  tries,
  { name: 'size', kind: 'line', initial: '1000000', ...only('transfer') },
  { name: 'rate', kind: 'line', initial: '10000000', ...only('transfer') },
  { name: 'latency', kind: 'line', initial: '5', ...only('transfer') },
];

/** The calculator `timing`. */
export const timing: Calculator<Timing> = { id: 'timing', fields, work, drills: timingDrills };

const works: Readonly<Record<About, (values: Values) => Worked<Timing>>> = {
  sequence: workSequence,
  window: workWindow,
  rto: workRto,
  transfer: workTransfer,
};

function work(values: Values): Worked<Timing> {
  return works[chosenOf(what, values)](values);
}

const whole = (values: Values, name: string, most: number): Entry<number> =>
  readEntry(valueOf(fields, values, name), (text) => readWhole(text, 0, most));

/** A time in milliseconds; `zero` is the sentence for 0 where that gives no answer. */
const millis = (values: Values, name: string, most: number, zero?: string): Entry<number> =>
  readEntry(valueOf(fields, values, name), (text) => notZero(readMillis(text, most), text, zero));

function notZero(read: Read<number>, text: string, zero: string | undefined): Read<number> {
  if (!read.ok || read.value > 0 || zero === undefined) return read;
  return wrong('E_NUMBER', 0, text.length, { variant: zero, params: {} });
}

const isOn = (values: Values, name: string): boolean => valueOf(fields, values, name) === 'on';

function workSequence(values: Values): Worked<Timing> {
  const gathered = gather({ seq: whole(values, 'seq', NUMBERS - 1), octets: whole(values, 'octets', MOST_OCTETS) });
  if (gathered.state !== 'right') return gathered;
  const sequence = { ...gathered.values, syn: isOn(values, 'syn'), fin: isOn(values, 'fin') };
  const result = sequenceOf(sequence);
  const row = (id: string, value: number) => ({ label: { id }, bits: bitsOf(value, 32), value: String(value) });
  return {
    state: 'right',
    result: { about: 'sequence', ...result },
    notes: [...gathered.notes, ...(result.wraps ? [{ id: 'timing.wraps' }] : [])],
    lines: [
      { id: 'timing.length', value: String(result.length) },
      { id: 'timing.next', value: String(result.next) },
    ],
    bits: [row('timing.seq', sequence.seq), row('timing.next', result.next)],
    steps: sequenceSteps(sequence),
  };
}

function workWindow(values: Values): Worked<Timing> {
  const gathered = gather({
    window: whole(values, 'window', MOST_WINDOW),
    rtt: millis(values, 'rtt', HOUR, 'rtt-zero'),
  });
  if (gathered.state !== 'right') return gathered;
  const { window, rtt } = gathered.values;
  const throughput = throughputOf(window, rtt);
  const scale = scaleFor(window);
  const notes: Said[] = [];
  if (window === 0) notes.push({ id: 'timing.closed' });
  if (scale > 0) notes.push({ id: 'timing.scale', params: { scale } });
  return {
    state: 'right',
    result: { about: 'window', throughput, scale },
    notes: [...gathered.notes, ...notes],
    lines: [
      { id: 'timing.throughput', value: String(throughput) },
      { id: 'timing.megaoctets', value: inThousandths(Math.round(throughput / 1000)) },
      { id: 'timing.megabits', value: inThousandths(Math.round(throughput / 125)) },
    ],
    bits: [],
    steps: windowSteps(window, rtt),
  };
}

function workRto(values: Values): Worked<Timing> {
  const gathered = gather({ first: millis(values, 'first', LONGEST_RTO / 1000, 'rto-zero') });
  if (gathered.state !== 'right') return gathered;
  const { first } = gathered.values;
  const expiries = expiriesOf(first, rangeOf(tries, values));
  const lines = expiries.map(({ wait, at }, place): Line => {
    const params = { wait: timeText(wait), at: timeText(at) };
    return { id: 'timing.resent', value: { id: 'timing.resent.at', params: { ...params, number: place + 1 } } };
  });
  return {
    state: 'right',
    result: { about: 'rto', expiries },
    notes: [
      ...gathered.notes,
      ...(first < 1_000_000 ? [{ id: 'timing.short' }] : []),
      ...(expiries.at(-1)!.wait === LONGEST_RTO
        ? [{ id: 'timing.longest', params: { most: timeText(LONGEST_RTO) } }]
        : []),
    ],
    lines,
    bits: [],
    steps: rtoSteps(expiries),
  };
}

function workTransfer(values: Values): Worked<Timing> {
  const rate = readEntry(valueOf(fields, values, 'rate'), (text) =>
    notZero(readWhole(text, 0, MOST), text, 'rate-zero'),
  );
  const gathered = gather({ size: whole(values, 'size', MOST), rate, latency: millis(values, 'latency', HOUR) });
  if (gathered.state !== 'right') return gathered;
  const { size, latency } = gathered.values;
  const result = transferOf(size, gathered.values.rate, latency);
  return {
    state: 'right',
    result: { about: 'transfer', ...result },
    notes: gathered.notes,
    lines: [
      { id: 'timing.sending', value: timeText(result.sending) },
      { id: 'timing.latency', value: timeText(latency) },
      { id: 'timing.time', value: timeText(result.time) },
    ],
    bits: [],
    steps: transferSteps(size, gathered.values.rate, latency),
  };
}
