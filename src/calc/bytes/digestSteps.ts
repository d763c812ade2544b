// The working of K-17: what is put behind a message, blocks and rounds, the two digests of HMAC, the many of PBKDF2, and the avalanche.

import { toHex } from '../../base/bytes.ts';
import { bitsOf } from '../bits.ts';
import type { BitRow, OctetRow, Step } from '../calculator.ts';
import { BLOCK, blockOfKey, hashes, padded, type Hash, type HashName } from './digests.ts';

/** What was done. */
interface Work {
  algorithm: string;
  name: HashName;
  hash: Hash;
  message: Uint8Array;
  key: Uint8Array;
  salt: Uint8Array;
  iterations: number;
  out: Uint8Array;
  bit?: number;
  differ?: number;
}

/** The digest, and the one of the message with a flipped bit, as bits; those that differ are marked in the second. */
export function avalancheRows(out: Uint8Array, other: Uint8Array | undefined): BitRow[] {
  const row = (id: string, bytes: Uint8Array): BitRow => ({
    label: { id },
    bits: Array.from(bytes, (octet) => bitsOf(octet, 8)).join(''),
    value: '',
  });
  if (!other) return [row('digest.digest', out)];
  const rows = [row('digest.digest', out), row('digest.flipped', other)] as const;
  const marks: NonNullable<BitRow['marks']> = [];
  [...rows[1].bits].forEach((bit, at) => {
    if (bit !== rows[0].bits[at]) marks.push({ from: at, to: at + 1, tone: 'differs' });
  });
  return [rows[0], { ...rows[1], marks }];
}

/** The working, step by step. */
export function digestSteps(work: Work): Step[] {
  const { algorithm, message, out, bit, differ } = work;
  const steps: Step[] = [
    {
      say: { id: 'digest.step.octets', params: { count: message.length } },
      ...(message.length > 0 && { octets: [{ label: { id: 'digest.message' }, bytes: message.slice(0, 2 * BLOCK) }] }),
    },
    ...(algorithm === 'pbkdf2'
      ? slowSteps(work)
      : algorithm.startsWith('hmac')
        ? keyedSteps(work)
        : plainSteps(work.hash, message)),
  ];
  if (differ === undefined || bit === undefined) return steps;
  const params = { bit, differ, bits: out.length * 8, half: out.length * 4 };
  return [...steps, { say: { id: 'digest.step.avalanche', params } }];
}

/** Padding, blocks, and what comes out. */
export function plainSteps(hash: Hash, message: Uint8Array): Step[] {
  const whole = padded(message, hash);
  const zeros = whole.length - message.length - 9;
  const params = { octets: message.length, zeros, blocks: whole.length / BLOCK, bits: message.length * 8 };
  return [
    {
      say: { id: 'digest.step.padding', params },
      source: hash.source,
      ...(whole.length <= 2 * BLOCK && { octets: [paddedRow(whole, message.length)] }),
      sum: [`${message.length} + 1 + ${zeros} + 8 = ${whole.length} = ${params.blocks} × ${BLOCK}`],
    },
    {
      say: { id: 'digest.step.blocks', params: { count: params.blocks, rounds: hash.rounds, octets: hash.size } },
      source: hash.source,
      sum: [toHex(hash.digest(message), '')],
    },
  ];
}

const paddedRow = (bytes: Uint8Array, length: number): OctetRow => ({
  label: { id: 'digest.padded' },
  bytes,
  marks: [
    ...(length > 0 ? [{ from: 0, to: length, tone: 'application' as const, label: { id: 'digest.message' } }] : []),
    { from: length, to: length + 1, tone: 'transport', label: { id: 'digest.one' } },
    ...(length + 1 < bytes.length - 8
      ? [{ from: length + 1, to: bytes.length - 8, tone: 'fixed' as const, label: { id: 'digest.zeros' } }]
      : []),
    { from: bytes.length - 8, to: bytes.length, tone: 'network', label: { id: 'digest.length' } },
  ],
});

/** H((K ⊕ opad) ‖ H((K ⊕ ipad) ‖ message)), RFC 2104. */
function keyedSteps({ name, hash, key, message, out }: Work): Step[] {
  const block = blockOfKey(key, hash);
  const inner = block.map((octet) => octet ^ 0x36);
  const outer = block.map((octet) => octet ^ 0x5c);
  const first = hash.digest(Uint8Array.from([...inner, ...message]));
  return [
    {
      say: { id: key.length > BLOCK ? 'digest.step.long-key' : 'digest.step.key', params: { count: key.length, name } },
      source: 'RFC 2104 §2',
      octets: [{ label: { id: 'digest.key' }, bytes: block }],
    },
    {
      say: { id: 'digest.step.inner', params: { name } },
      source: 'RFC 2104 §2',
      octets: [{ label: { id: 'digest.ipad' }, bytes: inner }],
      sum: [toHex(first, '')],
    },
    {
      say: { id: 'digest.step.outer', params: { name } },
      source: 'RFC 2104 §2',
      octets: [{ label: { id: 'digest.opad' }, bytes: outer }],
      sum: [toHex(out, '')],
    },
  ];
}

/** U1 ⊕ U2 ⊕ …, each the HMAC of the one before (RFC 8018 section 5.2). */
function slowSteps({ message, salt, iterations, out }: Work): Step[] {
  const { hmac } = hashes.sha256;
  const first = hmac(message, Uint8Array.from([...salt, 0, 0, 0, 1]));
  const second = hmac(message, first);
  const sum = [`U1 = ${toHex(first, '')}`, ...(iterations > 1 ? [`U2 = ${toHex(second, '')}`] : [])];
  return [
    {
      say: { id: 'digest.step.first', params: { salt: salt.length } },
      source: 'RFC 8018 §5.2',
      octets: [{ label: { id: 'digest.salted' }, bytes: Uint8Array.from([...salt, 0, 0, 0, 1]) }],
      sum,
    },
    {
      say: { id: iterations > 1 ? 'digest.step.again' : 'digest.step.once', params: { count: iterations } },
      source: 'RFC 8018 §5.2',
      sum: [toHex(out, '')],
    },
  ];
}
