// K-17, the calculator `digest`: digests, HMAC and PBKDF2 of octets, and what one flipped bit of the message does to them.

import { toHex } from '../../base/bytes.ts';
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
import { readEntry, readWhole, type Entry } from '../entry.ts';
import type { Said } from '../said.ts';
import { codecs } from './codec.ts';
import { digestDrills } from './digestDrills.ts';
import { hashes, slowKey, type Hash, type HashName } from './digests.ts';
import { avalancheRows, digestSteps } from './digestSteps.ts';
import { MOST_OCTETS, readOctets } from './octetsEntry.ts';
import { readEncoded } from './textEntry.ts';

const algorithm = {
  name: 'algorithm',
  kind: 'choice',
  initial: 'md5',
  options: ['md5', 'sha1', 'sha256', 'hmac-md5', 'hmac-sha1', 'hmac-sha256', 'pbkdf2'],
} as const;
const as = { name: 'as', kind: 'choice', initial: 'utf-8', options: [...codecs, 'hex'] } as const;
type Algorithm = (typeof algorithm.options)[number];

const HMACS = ['hmac-md5', 'hmac-sha1', 'hmac-sha256'];
/** More would keep somebody who types waiting. */
const MOST_ITERATIONS = 500;

const flip: Field = { name: 'flip', kind: 'range', initial: '0', min: 0, max: 8 * 4 * MOST_OCTETS - 1, upTo: lastBit };
const fields: readonly Field[] = [
  { name: 'message', kind: 'lines', initial: '123456', free: true, optional: true },
  as,
  algorithm,
  { name: 'key', kind: 'line', initial: '', free: true, optional: true, only: { field: 'algorithm', among: HMACS } },
  {
    name: 'salt',
    kind: 'line',
    initial: 'salt',
    free: true,
    optional: true,
    only: { field: 'algorithm', among: ['pbkdf2'] },
  },
  { name: 'iterations', kind: 'line', initial: '1', only: { field: 'algorithm', among: ['pbkdf2'] } },
  flip,
];

export interface Digest {
  algorithm: Algorithm;
  /** Octets of the message. */
  octets: number;
  /** In hexadecimal. */
  digest: string;
  bits: number;
  /** What comes out when one bit of the message is flipped; null for an empty message. */
  flipped: { bit: number; digest: string; differ: number } | null;
  /** Two messages with the same digest can be made: of no use for signatures. */
  broken: boolean;
}

/** The calculator `digest`. */
export const digest: Calculator<Digest> = { id: 'digest', fields, work, drills: digestDrills };

/** Octets that are typed as text or in hexadecimal; nothing typed is no octets. */
function readMessage(typed: string, chosen: (typeof as.options)[number]): Entry<Uint8Array> {
  const entry =
    chosen === 'hex' ? readOctets(typed) : readEntry(typed, (text) => readEncoded(text, chosen, MOST_OCTETS), 'freely');
  return entry.state === 'empty' ? { state: 'right', value: new Uint8Array(0), notes: [] } : entry;
}

function lastBit(get: (name: string) => string): number {
  const entry = readMessage(get('message'), chosenOf(as, { as: get('as') }));
  return entry.state === 'right' ? Math.max(0, entry.value.length * 8 - 1) : 0;
}

/** What is done with octets: a digest, with a key, or many times over. */
interface Made {
  algorithm: Algorithm;
  name: HashName;
  hash: Hash;
  key: Uint8Array;
  salt: Uint8Array;
  iterations: number;
}

function work(values: Values): Worked<Digest> {
  const typed = (name: string): string => valueOf(fields, values, name);
  const [chosen, coded] = [chosenOf(algorithm, values), chosenOf(as, values)];
  const name = (chosen === 'pbkdf2' ? 'sha256' : chosen.replace('hmac-', '')) as HashName;
  const none: Entry<Uint8Array> = { state: 'right', value: new Uint8Array(0), notes: [] };
  const gathered = gather({
    message: readMessage(typed('message'), coded),
    key: HMACS.includes(chosen) ? readMessage(typed('key'), coded) : none,
    salt: chosen === 'pbkdf2' ? readMessage(typed('salt'), coded) : none,
    iterations: readIterations(chosen === 'pbkdf2' ? typed('iterations') : '1'),
  });
  if (gathered.state !== 'right') return gathered;
  const { message, key, salt, iterations } = gathered.values;
  const made: Made = { algorithm: chosen, name, hash: hashes[name], key, salt, iterations };
  return answer(made, message, rangeOf(flip, values, Math.max(0, message.length * 8 - 1)), gathered.notes);
}

const readIterations = (typed: string): Entry<number> =>
  readEntry(typed, (text) => readWhole(text, 1, MOST_ITERATIONS));

function digestOf({ algorithm, hash, key, salt, iterations }: Made, message: Uint8Array): Uint8Array {
  if (algorithm === 'pbkdf2') return slowKey(message, salt, iterations);
  return algorithm.startsWith('hmac') ? hash.hmac(key, message) : hash.digest(message);
}

function answer(made: Made, message: Uint8Array, bit: number, notes: readonly Said[]): Worked<Digest> {
  const out = digestOf(made, message);
  const other = message.length > 0 ? digestOf(made, flipped(message, bit)) : undefined;
  const differ = other ? differing(out, other) : 0;
  const result: Digest = {
    algorithm: made.algorithm,
    octets: message.length,
    digest: toHex(out, ''),
    bits: out.length * 8,
    flipped: other ? { bit, digest: toHex(other, ''), differ } : null,
    broken: made.hash.broken && !made.algorithm.startsWith('hmac'),
  };
  return {
    state: 'right',
    result,
    notes: [
      ...notes,
      ...(message.length === 0 ? [{ id: 'digest.empty' }] : []),
      ...(made.algorithm.startsWith('hmac') && made.key.length === 0 ? [{ id: 'digest.no-key' }] : []),
      ...(made.algorithm === 'pbkdf2' ? [{ id: 'digest.slow', params: { most: MOST_ITERATIONS } }] : []),
    ],
    lines: linesOf(result),
    bits: avalancheRows(out, other),
    steps: digestSteps({ ...made, message, out, ...(other && { differ, bit }) }),
  };
}

function flipped(message: Uint8Array, bit: number): Uint8Array {
  const out = Uint8Array.from(message);
  out[bit >> 3]! ^= 0x80 >> (bit & 7);
  return out;
}

/** How many bits are not the same. */
function differing(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  a.forEach((octet, at) => {
    for (let rest = octet ^ b[at]!; rest > 0; rest &= rest - 1) count += 1;
  });
  return count;
}

function linesOf({ digest, octets, bits, flipped, broken, algorithm }: Digest): Line[] {
  const use = broken
    ? 'broken'
    : algorithm.startsWith('hmac')
      ? 'keyed'
      : algorithm === 'pbkdf2'
        ? 'password'
        : 'sound';
  return [
    { id: 'digest.digest', value: digest },
    { id: 'digest.octets', value: String(octets) },
    { id: 'digest.bits', value: String(bits) },
    { id: 'digest.use', value: { id: `digest.is-${use}` }, odd: broken },
    ...(flipped
      ? [
          {
            id: 'digest.flipped',
            value: flipped.digest,
            group: { id: 'digest.avalanche', params: { bit: flipped.bit } },
          },
          {
            id: 'digest.differ',
            value: String(flipped.differ),
            group: { id: 'digest.avalanche', params: { bit: flipped.bit } },
          },
        ]
      : []),
  ];
}
