// The working of K-18, for each of its four questions.

import { bitsOf } from '../bits.ts';
import type { Step } from '../calculator.ts';
import { timeText } from './millis.ts';
import { NUMBERS, scaleFor, sequenceOf, throughputOf, transferOf, type Expiry, type Sequence } from './reckoning.ts';

/** SEG.LEN, the sum, and where it goes over the end the remainder. */
export function sequenceSteps(sequence: Sequence): Step[] {
  const { seq, octets, syn, fin } = sequence;
  const { length, next, wraps } = sequenceOf(sequence);
  const parts = [...(syn ? ['1 (SYN)'] : []), String(octets), ...(fin ? ['1 (FIN)'] : [])];
  return [
    {
      say: { id: 'timing.step.length', params: { length } },
      source: 'RFC 9293 §3.4',
      sum: [parts.length > 1 ? `${parts.join(' + ')} = ${length}` : parts[0]!],
    },
    {
      say: { id: wraps ? 'timing.step.wrap' : 'timing.step.next' },
      source: 'RFC 9293 §3.4',
      sum: [
        `${seq} + ${length} = ${seq + length}`,
        ...(wraps ? [`${seq + length} − 4294967296 = ${seq + length - NUMBERS}`] : []),
      ],
      bits: [
        { label: { id: 'timing.seq' }, bits: bitsOf(seq, 32), value: String(seq) },
        { label: { id: 'timing.next' }, bits: bitsOf(next, 32), value: String(next) },
      ],
    },
    { say: { id: 'timing.step.ack', params: { next } }, source: 'RFC 9293 §3.3.1' },
  ];
}

/** A window every round trip; `rtt` in microseconds. */
export function windowSteps(window: number, rtt: number): Step[] {
  const throughput = throughputOf(window, rtt);
  const scale = scaleFor(window);
  return [
    { say: { id: 'timing.step.trip', params: { window, rtt: timeText(rtt) } }, source: 'RFC 9293 §3.8.6' },
    {
      say: { id: 'timing.step.throughput', params: { throughput } },
      source: 'RFC 7323 §1.1',
      sum: [`${window} ÷ ${timeText(rtt)} = ${throughput}/s`, `${throughput} × 8 = ${throughput * 8} bit/s`],
    },
    ...(scale > 0
      ? [
          {
            say: { id: 'timing.step.scale', params: { scale } },
            source: 'RFC 7323 §2.2',
            sum: [`${window} ÷ 2^${scale} = ${Math.floor(window / (1 << scale))} ≤ 65535`],
          },
        ]
      : []),
  ];
}

/** Each timeout twice the one before, and the instants added up. */
export function rtoSteps(expiries: readonly Expiry[]): Step[] {
  const waits = expiries.map(({ wait }) => timeText(wait));
  return [
    { say: { id: 'timing.step.first', params: { wait: waits[0]! } }, source: 'RFC 6298 §2.1' },
    { say: { id: 'timing.step.doubled' }, source: 'RFC 6298 §5.5', sum: [waits.join(', ')] },
    {
      say: { id: 'timing.step.added' },
      sum: expiries.map(({ at }, place) => `${waits.slice(0, place + 1).join(' + ')} = ${timeText(at)}`),
    },
  ];
}

/** Sending takes time by the rate, and the last bit is then on its way; `latency` in microseconds. */
export function transferSteps(octets: number, rate: number, latency: number): Step[] {
  const { sending, time } = transferOf(octets, rate, latency);
  return [
    {
      say: { id: 'timing.step.bits' },
      sum: [`${octets} × 8 = ${BigInt(octets) * 8n} bit`],
    },
    {
      say: { id: 'timing.step.sending', params: { time: timeText(sending) } },
      sum: [`${BigInt(octets) * 8n} ÷ ${rate}/s = ${timeText(sending)}`],
    },
    {
      say: { id: 'timing.step.arrival', params: { time: timeText(time) } },
      sum: [`${timeText(sending)} + ${timeText(latency)} = ${timeText(time)}`],
    },
  ];
}
