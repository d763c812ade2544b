// What K-18 lets learners work out: the next sequence number, when a segment is sent again, what a window lets through, and how long a file takes.

import { below, type Luck } from '../../base/rng.ts';
import type { Drill, Posed } from '../drill.ts';
import { expiriesOf, NUMBERS, sequenceOf, throughputOf, transferOf } from './reckoning.ts';
import { rtoSteps, sequenceSteps, transferSteps, windowSteps } from './timingSteps.ts';

const oneOf = <T>(luck: Luck, list: readonly T[]): T => list[below(luck, list.length)]!;

const slip = (id: string, answer: number): Posed['slips'][number] => ({
  say: { id: `slip.timing.${id}` },
  answer: [String(answer)],
});
const typed = (label: string): Posed['form'] => ({
  kind: 'type',
  boxes: [{ name: 'answer', label: { id: label }, reads: 'whole' }],
});

const next: Drill = {
  id: 'timing.next',
  levels: 2,
  pose(luck, level) {
    const flag = oneOf(luck, ['none', 'syn', 'fin'] as const);
    const octets = flag === 'syn' ? 0 : 10 * (1 + below(luck, 140));
    const seq = level === 1 ? 1000 * (1 + below(luck, 90)) + below(luck, 10) : NUMBERS - 1 - below(luck, octets + 1);
    const sequence = { seq, octets, syn: flag === 'syn', fin: flag === 'fin' };
    const answer = sequenceOf(sequence);
    return {
      ask: { id: `ask.timing.next.${flag}`, params: { seq, octets } },
      form: typed('timing.next'),
      answer: [String(answer.next)],
      slips: [
        slip('flag-forgotten', sequenceOf({ ...sequence, syn: false, fin: false }).next),
        slip('no-wrap', seq + answer.length),
        slip('last', (answer.next + NUMBERS - 1) % NUMBERS),
        slip('one-more', (answer.next + 1) % NUMBERS),
        slip('only-length', answer.length),
      ],
      worked: sequenceSteps(sequence),
      ...(answer.wraps && { trap: { id: 'timing.wraps' } }),
    };
  },
};

const rto: Drill = {
  id: 'timing.rto',
  levels: 2,
  pose(luck, level) {
    const first = level === 1 ? 1 : 1 + below(luck, 3);
    const count = 2 + below(luck, 4);
    const expiries = expiriesOf(first * 1_000_000, count);
    const seconds = (micros: number): number => micros / 1_000_000;
    return {
      ask: { id: 'ask.timing.rto', params: { first, count } },
      form: typed('timing.seconds'),
      answer: [String(seconds(expiries.at(-1)!.at))],
      slips: [
        slip('not-doubled', first * count),
        slip('last-wait', seconds(expiries.at(-1)!.wait)),
        slip('one-late', seconds(expiriesOf(first * 1_000_000, count + 1).at(-1)!.at)),
        slip('one-early', seconds(expiries.at(-2)!.at)),
      ],
      worked: rtoSteps(expiries),
    };
  },
};

const throughput: Drill = {
  id: 'timing.throughput',
  levels: 1,
  pose(luck) {
    const window = oneOf(luck, [10_000, 20_000, 40_000, 50_000, 60_000, 65_000]);
    const rtt = oneOf(luck, [10, 20, 50, 100, 200]);
    const answer = throughputOf(window, rtt * 1000);
    return {
      ask: { id: 'ask.timing.throughput', params: { window, rtt } },
      form: typed('timing.throughput'),
      answer: [String(answer)],
      slips: [
        slip('as-bits', answer * 8),
        slip('one-way', answer * 2),
        slip('millis', Math.round(window / rtt)),
        slip('product', window * rtt),
      ],
      worked: windowSteps(window, rtt * 1000),
    };
  },
};

const transfer: Drill = {
  id: 'timing.transfer',
  levels: 2,
  pose(luck, level) {
    const megabits = oneOf(luck, [1, 8, 10, 100]);
    const octets = (level === 1 ? 1_000_000 : 125_000) * (1 + below(luck, 9));
    const latency = 5 * (1 + below(luck, 20));
    const times = transferOf(octets, megabits * 1_000_000, latency * 1000);
    const inMillis = (micros: number): number => micros / 1000;
    return {
      ask: { id: 'ask.timing.transfer', params: { octets, megabits, latency } },
      form: typed('timing.millis'),
      answer: [String(inMillis(times.time))],
      slips: [
        slip('no-eight', Math.round(inMillis(times.sending) / 8) + latency),
        slip('no-latency', inMillis(times.sending)),
        slip('twice', inMillis(times.sending) + 2 * latency),
      ],
      worked: transferSteps(octets, megabits * 1_000_000, latency * 1000),
    };
  },
};

/** Drills of the calculator `timing`. */
export const timingDrills: readonly Drill[] = [next, rto, throughput, transfer];
