// Rules, short ways to use their codecs, and arbitrary messages, for the tests of framing.
import fc from 'fast-check';
import { toHex } from '../../src/base/bytes.ts';
import { codecOf } from '../../src/wire/framing.ts';
import type { Codec, Decoded, FramingRule, Message } from '../../src/wire/framing/codec.ts';
import type { Framed, FramingFailure } from '../../src/wire/framing/failure.ts';

export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One of each kind and of each way it can be set. */
export const rules: Record<string, FramingRule> = {
  '!I': { kind: 'length', format: '!I', limit: 300 },
  '<i': { kind: 'length', format: '<i', limit: 300 },
  '!H with its own length': { kind: 'length', format: '!H', includesPrefix: true, limit: 300 },
  'b with its own length': { kind: 'length', format: 'b', includesPrefix: true },
  B: { kind: 'length', format: 'B' },
  '!Q': { kind: 'length', format: '!Q', limit: 300 },
  varint: { kind: 'varint', limit: 300 },
  'JSON header': { kind: 'header', format: '<i', sizeField: 'size', headerLimit: 200, limit: 300 },
  newline: { kind: 'delimiter', delimiter: ascii('\n'), limit: 300 },
  '##': { kind: 'delimiter', delimiter: ascii('##'), limit: 300 },
  aabaa: { kind: 'delimiter', delimiter: ascii('aabaa'), limit: 300 },
  'newline, escaped': { kind: 'delimiter', delimiter: ascii('\n'), escape: 0x7d, limit: 300 },
  '##, escaped': { kind: 'delimiter', delimiter: ascii('##'), escape: 0x7d, limit: 300 },
  '#}a, escaped': { kind: 'delimiter', delimiter: ascii('#}a'), escape: 0x7d, limit: 300 },
  'five octets': { kind: 'fixed', size: 5 },
  'five octets, filled up': { kind: 'fixed', size: 5, padding: 0 },
  'five octets, filled up with blanks': { kind: 'fixed', size: 5, padding: 0x20 },
};

/** The codec of a rule that is right. */
export function codec(rule: FramingRule): Codec {
  const made = codecOf(rule);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value;
}

export function valueOf<T>(result: Framed<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code} ${JSON.stringify(result.failure.parameters)}`);
  return result.value;
}

export function failureIn<T>(result: Framed<T>): FramingFailure {
  if (result.ok) throw new Error('this was not refused');
  return result.failure;
}

/** Everything that a decoder gives for these chunks, and at the end of the stream. */
export function decode<M extends Message>(by: Codec<M>, chunks: readonly Uint8Array[]): Decoded<M> {
  const state = by.begin();
  const messages: M[] = [];
  for (const chunk of chunks) messages.push(...by.push(state, chunk).messages);
  const { failure } = by.end(state);
  return failure ? { messages, failure } : { messages };
}

/** A message as text, which is quick to compare: hexadecimal digits, behind the header where there is one. */
export const spelled = (message: Message): string =>
  message instanceof Uint8Array ? toHex(message) : `${JSON.stringify(message.header)} ${toHex(message.body)}`;

/** `decode` as text. */
export function told(by: Codec, chunks: readonly Uint8Array[]): { messages: string[]; failure?: FramingFailure } {
  const { messages, failure } = decode(by, chunks);
  return failure ? { messages: messages.map(spelled), failure } : { messages: messages.map(spelled) };
}

export function glued(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

/** Octets that are often special to one of the rules. */
const octet = fc.oneof(
  fc.constantFrom(...ascii('#\n}]a b'), 0, 1, 3, 0x2a, 0x80, 0xff),
  fc.integer({ min: 0, max: 255 }),
);
export const octets = (maxLength: number, minLength = 0): fc.Arbitrary<Uint8Array> =>
  fc.array(octet, { minLength, maxLength }).map((list) => Uint8Array.from(list));

/** Messages of the kind that a rule wants, though not always ones that it can carry. */
export function messageFor(rule: FramingRule, maxLength = 20): fc.Arbitrary<Message> {
  if (rule.kind === 'fixed') return fc.oneof(octets(rule.size, rule.size), octets(rule.size + 1));
  if (rule.kind !== 'header') return octets(maxLength);
  const header = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<never>, {
    maxKeys: 3,
  });
  return fc.record({ header, body: octets(maxLength) });
}
