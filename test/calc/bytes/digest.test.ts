// K-17: digests, HMAC and PBKDF2, with the vectors of the course and of the RFCs, and Python as the judge.

import { describe, expect, test } from 'vitest';
import { toHex } from '../../../src/base/bytes.ts';
import { below, luckFor } from '../../../src/base/rng.ts';
import { digest } from '../../../src/calc/bytes/digest.ts';
import { hashes, padded } from '../../../src/calc/bytes/digests.ts';
import { disagreements, hasPython, oracleCases } from '../../support/python.ts';

const right = (values: Record<string, string>) => {
  const worked = digest.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return worked;
};
const textHex = (text: string): string => toHex(new TextEncoder().encode(text), '');

test.each<[Record<string, string>, string]>([
  [{ algorithm: 'md5', message: '' }, 'd41d8cd98f00b204e9800998ecf8427e'],
  [{ algorithm: 'md5', message: '', as: 'hex' }, 'd41d8cd98f00b204e9800998ecf8427e'],
  [{ algorithm: 'md5', message: '123456' }, 'e10adc3949ba59abbe56e057f20f883e'],
  [{ algorithm: 'sha1', message: 'abc' }, 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  [{ algorithm: 'sha256', message: 'abc' }, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    { algorithm: 'hmac-sha256', key: 'Jefe', message: 'what do ya want for nothing?' },
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [{ algorithm: 'hmac-md5', key: 'Jefe', message: 'what do ya want for nothing?' }, '750c783e6ab0b503eaa86e310a5db738'],
  [
    { algorithm: 'hmac-sha1', key: 'Jefe', message: 'what do ya want for nothing?' },
    'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
  ],
  [
    { algorithm: 'pbkdf2', message: 'password', salt: 'salt', iterations: '1' },
    '120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b',
  ],
  [
    { algorithm: 'pbkdf2', message: 'password', salt: 'salt', iterations: '2' },
    'ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43',
  ],
])('%o', (values, is) => {
  expect(right(values).result.digest).toBe(is);
});

test('the answer to the challenge of 32 zero octets', () => {
  const { result } = right({ algorithm: 'sha1', as: 'hex', message: textHex('nice@123!') + '00'.repeat(32) });
  expect(result.digest).toMatch(/^67167f01.*739fa1$/);
});

test('digests that are broken for signatures say so', () => {
  const uses = ['md5', 'sha1', 'sha256', 'hmac-md5', 'pbkdf2'].map((algorithm) => {
    const { result, lines } = right({ algorithm });
    const line = lines.find(({ id }) => id === 'digest.use')!;
    return [result.broken, line.odd, (line.value as { id: string }).id];
  });
  expect(uses).toEqual([
    [true, true, 'digest.is-broken'],
    [true, true, 'digest.is-broken'],
    [false, false, 'digest.is-sound'],
    [false, false, 'digest.is-keyed'],
    [false, false, 'digest.is-password'],
  ]);
});

describe('one flipped bit of the message', () => {
  test('gives the digest of the message with that bit flipped', () => {
    const { result } = right({ algorithm: 'md5', message: 'abc', flip: '7' });
    expect(result.flipped).toMatchObject({ bit: 7, digest: right({ algorithm: 'md5', message: '`bc' }).result.digest });
  });

  test('is marked where the digests differ, as often as is said', () => {
    const { result, bits, steps } = right({ algorithm: 'sha256', message: 'abc', flip: '23' });
    expect(bits[1]!.marks).toHaveLength(result.flipped!.differ);
    expect(bits.map((row) => row.bits.length)).toEqual([256, 256]);
    for (const { from } of bits[1]!.marks!) expect(bits[1]!.bits[from]).not.toBe(bits[0]!.bits[from]);
    expect(steps.at(-1)!.say).toMatchObject({ id: 'digest.step.avalanche', params: { bit: 23, half: 128 } });
  });

  test('cannot be where there is none', () => {
    const { result, notes, bits } = right({ message: '' });
    expect([result.flipped, notes, bits.length]).toEqual([null, [{ id: 'digest.empty' }], 1]);
    expect(right({ message: 'a', flip: '99' }).result.flipped!.bit).toBe(7);
  });

  test('the slider goes to the last bit', () => {
    const upTo = (values: Record<string, string>): number =>
      digest.fields.find(({ name }) => name === 'flip')!.upTo!((name) => values[name] ?? '');
    expect(upTo({ message: 'abc', as: 'utf-8' })).toBe(23);
    expect(upTo({ message: '00', as: 'hex' })).toBe(7);
    expect(upTo({ message: '', as: 'hex' })).toBe(0);
    expect(upTo({ message: 'zz', as: 'hex' })).toBe(0);
  });
});

test.each([
  [0, 1],
  [55, 1],
  [56, 2],
  [63, 2],
  [64, 2],
  [119, 2],
  [120, 3],
])('%i octets fill %i blocks', (length, blocks) => {
  expect(padded(new Uint8Array(length), hashes.md5).length).toBe(64 * blocks);
});

test('what is put behind a message: a one, zeros, the length in the order of the algorithm', () => {
  const end = (hash: (typeof hashes)['md5' | 'sha1']): string => toHex(padded(Uint8Array.of(1, 2), hash).subarray(56));
  expect(toHex(padded(Uint8Array.of(1, 2), hashes.md5).subarray(0, 4))).toBe('01 02 80 00');
  expect(end(hashes.md5)).toBe('10 00 00 00 00 00 00 00');
  expect(end(hashes.sha1)).toBe('00 00 00 00 00 00 00 10');
});

test('HMAC takes the digest of a key that is longer than a block', () => {
  const values = { algorithm: 'hmac-sha256', message: 'm', as: 'hex' };
  const key = 'ab'.repeat(65);
  const short = right({ algorithm: 'sha256', as: 'hex', message: key }).result.digest;
  const worked = right({ ...values, message: '6d', key });
  expect(worked.result.digest).toBe(right({ ...values, message: '6d', key: short }).result.digest);
  expect(worked.steps.map(({ say }) => say.id)).toContain('digest.step.long-key');
});

test.each([
  [{ message: '0g', as: 'hex' }, 'message', 'E_HEX', 1],
  [{ message: '123', as: 'hex' }, 'message', 'E_HEX.nibble', 2],
  [{ message: '００', as: 'hex' }, 'message', 'E_FULLWIDTH', 0],
  [{ message: '00'.repeat(1501), as: 'hex' }, 'message', 'E_TOOBIG.octets', 3000],
  [{ message: 'a'.repeat(1501) }, 'message', 'E_TOOBIG.text', 1500],
  [{ message: 'aß', as: 'gbk' }, 'message', 'E_CODEC', 1],
  [{ message: '\ud800' }, 'message', 'E_CODEC.lone', 0],
  [{ algorithm: 'hmac-md5', key: 'é', as: 'ascii' }, 'key', 'E_CODEC', 0],
  [{ algorithm: 'pbkdf2', salt: 'é', as: 'ascii' }, 'salt', 'E_CODEC', 0],
  [{ algorithm: 'pbkdf2', iterations: '0' }, 'iterations', 'E_RANGE.number', 0],
  [{ algorithm: 'pbkdf2', iterations: '501' }, 'iterations', 'E_RANGE.number', 0],
  [{ algorithm: 'pbkdf2', iterations: '1e9' }, 'iterations', 'E_NUMBER', 1],
  [{ algorithm: 'pbkdf2', iterations: '-1' }, 'iterations', 'E_NUMBER', 0],
  [{ algorithm: 'pbkdf2', iterations: '１' }, 'iterations', 'E_FULLWIDTH', 0],
])('%o is told', (values: Record<string, string>, field, id, at) => {
  const worked = digest.work(values);
  if (worked.state !== 'wrong') throw new Error(worked.state);
  const { problem } = worked;
  expect([worked.field, problem.variant ? `${problem.id}.${problem.variant}` : problem.id, problem.at]).toEqual([
    field,
    id,
    at,
  ]);
});

test('what is not asked for is not read', () => {
  expect(right({ algorithm: 'md5', key: '\ud800', salt: '\ud800', iterations: 'x' }).state).toBe('right');
  expect(digest.work({ algorithm: 'pbkdf2', iterations: '' })).toEqual({ state: 'empty' });
});

test.skipIf(!hasPython)('Python agrees about any octets (skipped where there is no python3)', () => {
  const luck = luckFor(17, 'test', 'digest');
  const octets = (most: number): string =>
    toHex(
      Uint8Array.from({ length: below(luck, most) }, () => below(luck, 256)),
      '',
    );
  const algorithms = ['md5', 'sha1', 'sha256', 'hmac-md5', 'hmac-sha1', 'hmac-sha256', 'pbkdf2'];
  const questions = Array.from({ length: oracleCases }, (_, place) => ({
    algorithm: algorithms[place % algorithms.length]!,
    message: octets(200),
    key: octets(100),
    salt: octets(40),
    iterations: String(1 + below(luck, 5)),
  }));
  const script = `
import hashlib, hmac
def answer(q):
    message, key, salt = (bytes.fromhex(q[name]) for name in ('message', 'key', 'salt'))
    if q['algorithm'] == 'pbkdf2':
        return hashlib.pbkdf2_hmac('sha256', message, salt, int(q['iterations'])).hex()
    if q['algorithm'].startswith('hmac-'):
        return hmac.new(key, message, q['algorithm'][5:]).hexdigest()
    return hashlib.new(q['algorithm'], message).hexdigest()
`;
  expect(disagreements(script, questions, (values) => right({ ...values, as: 'hex' }).result.digest)).toEqual([]);
});
