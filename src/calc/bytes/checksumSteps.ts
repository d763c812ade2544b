// The working of K-13: what is added up, each addition with its carry, the complement, and what the receiver does (RFC 1071 section 1).

import { bitsOf } from '../bits.ts';
import type { BitRow, OctetRow, Step } from '../calculator.ts';
import { workOut, type Addition, type Run } from '../checksum.ts';

/** Sums and checksums as four hex digits. */
export interface Checksum {
  /** What the octets are: `octets` for any, or a header and what it covers. */
  kind: 'octets' | 'ipv4' | 'icmp' | 'udp' | 'tcp';
  /** Octets that count, without the pseudo header. */
  octets: number;
  sum: string;
  checksum: string;
  /** As the sender writes it: a zero of UDP becomes ones. */
  sent: string;
  /** What the header carries; null where no field of it is known. */
  carried: string | null;
  /** What a receiver finds; `none`: no checksum was sent. */
  verdict: 'right' | 'wrong' | 'none' | null;
}

/** What is added up, in its order. */
export interface Covered {
  kind: Checksum['kind'];
  /** Where it stands which octets count. */
  source: string;
  pseudo: Run | undefined;
  octets: Run;
}

/** 16 bits as four hex digits. */
export const hex4 = (value: number): string => value.toString(16).padStart(4, '0');

/** A sum or checksum as bits. */
export const sumRow = (id: string, value: string): BitRow => ({
  label: { id },
  bits: bitsOf(parseInt(value, 16), 16),
  value,
});

/** More additions than this are shown several at a step. */
const STEPS = 24;

/** The octets as they lie, with the field of the checksum and an odd octet at the end marked. */
export function rowsOf({ pseudo, octets }: Covered): OctetRow[] {
  const { bytes, without } = octets;
  const odd = bytes.length % 2 === 1;
  const marks: NonNullable<OctetRow['marks']> = [];
  if (without !== undefined) {
    marks.push({ from: without, to: without + 2, tone: 'transport', label: { id: 'checksum.own' } });
  }
  if (odd) marks.push({ from: bytes.length - 1, to: bytes.length, tone: 'added', label: { id: 'checksum.padded' } });
  return [
    ...(pseudo ? [pseudoRow(pseudo.bytes)] : []),
    { label: { id: pseudo ? 'checksum.message' : 'checksum.octets' }, bytes, marks },
  ];
}

const pseudoRow = (bytes: Uint8Array): OctetRow => ({
  label: { id: 'checksum.pseudo' },
  bytes,
  marks: [
    { from: 0, to: 4, tone: 'network', label: { id: 'checksum.pseudo.src' } },
    { from: 4, to: 8, tone: 'network', label: { id: 'checksum.pseudo.dst' } },
    { from: 8, to: 10, tone: 'network', label: { id: 'checksum.pseudo.protocol' } },
    { from: 10, to: 12, tone: 'network', label: { id: 'checksum.pseudo.length' } },
  ],
});

/** The working, step by step. */
export function checksumSteps(covered: Covered, result: Checksum): Step[] {
  const { pseudo, octets, source } = covered;
  const { additions } = workOut([...(pseudo ? [pseudo] : []), octets]);
  return [
    {
      say: { id: pseudo ? 'checksum.step.pseudo' : 'checksum.step.words', params: { count: additions.length } },
      source: pseudo ? 'RFC 9293 §3.1' : 'RFC 1071 §1',
      octets: rowsOf(covered),
    },
    ...(octets.without === undefined ? [] : [{ say: { id: 'checksum.step.own' }, source }]),
    ...(octets.bytes.length % 2 === 1 ? [{ say: { id: 'checksum.step.odd' }, source: 'RFC 1071 §1' }] : []),
    ...additionSteps(additions),
    {
      say: { id: 'checksum.step.complement', params: { sum: result.sum, checksum: result.checksum } },
      source: 'RFC 1071 §1',
      bits: [sumRow('checksum.sum', result.sum), sumRow('checksum.checksum', result.checksum)],
      sum: [`ffff − ${result.sum} = ${result.checksum}`],
    },
    receiving(result),
  ];
}

/** One step an addition, or so many that there are at most `STEPS`. */
function additionSteps(additions: readonly Addition[]): Step[] {
  const many = Math.max(1, Math.ceil(additions.length / STEPS));
  const steps: Step[] = [];
  for (let from = 0; from < additions.length; from += many) {
    const some = additions.slice(from, from + many);
    const [{ word, sum, carry }] = some as [Addition];
    const id = some.length > 1 ? 'several' : carry ? 'carry' : 'add';
    steps.push({
      say: {
        id: `checksum.step.${id}`,
        params: { word: hex4(word), sum: hex4(sum), from: from + 1, to: from + some.length },
      },
      ...(carry && some.length === 1 && { source: 'RFC 1071 §1' }),
      sum: some.map(additionText),
    });
  }
  return steps;
}

function additionText({ word, raw, sum, carry }: Addition): string {
  const before = hex4(raw - word);
  return carry
    ? `${before} + ${hex4(word)} = 1${hex4(raw & 0xffff)} → ${hex4(raw & 0xffff)} + 1 = ${hex4(sum)}`
    : `${before} + ${hex4(word)} = ${hex4(sum)}`;
}

/** What whoever receives it does with the checksum. */
function receiving({ kind, carried, verdict, sum, sent }: Checksum): Step {
  const source = kind === 'udp' ? 'RFC 768' : 'RFC 1071 §1';
  if (verdict === 'none') return { say: { id: 'checksum.step.none' }, source };
  if (verdict === null || verdict === 'right') {
    const last = workOut([{ bytes: wordsOf(sum, sent) }]).additions[1]!;
    const total = hex4(last.sum);
    const say = { id: 'checksum.step.verify', params: { total } };
    return { say, source, sum: [additionText(last), `ffff − ${total} = 0000`] };
  }
  return { say: { id: 'checksum.step.wrong', params: { carried: carried!, sent } }, source };
}

const wordsOf = (...words: string[]): Uint8Array =>
  Uint8Array.from(words.flatMap((word) => [parseInt(word.slice(0, 2), 16), parseInt(word.slice(2), 16)]));
