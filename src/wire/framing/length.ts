// Length prefixes: an integer as Python's struct writes it, or a varint, and then that many octets.

import { type Codec, type LengthRule, type Message, USUAL_LIMIT, type VarintRule } from './codec.ts';
import { type Counted, type Step, countedCodec } from './counted.ts';
import { type Framed, type FramingFailure, failureOf, framed, numberFault, refused } from './failure.ts';
import { type IntegerFormat, exactOf, integerFormat, mostOf, packInteger, readInteger } from './integer.ts';

/** Messages behind a length of 1, 2, 4 or 8 octets. */
export function lengthCodec(rule: LengthRule): Framed<Codec<Uint8Array>> {
  const { includesPrefix = false, limit = USUAL_LIMIT } = rule;
  const fault = numberFault('limit', limit, 0, Number.MAX_SAFE_INTEGER);
  if (fault) return { ok: false, failure: fault };
  const read = integerFormat(rule.format);
  if (!read.ok) return read;
  const format = read.value;
  const own = includesPrefix ? format.size : 0;
  const framing: Counted<Uint8Array> = {
    rule,
    first: { part: 'prefix', need: format.size },
    encode(message) {
      const body = plainBody(message, limit);
      if (!body.ok) return body;
      const prefix = lengthPrefix(format, body.value.length + own);
      return prefix.ok ? framed(joined(prefix.value, body.value)) : prefix;
    },
    next(part, octets) {
      if (part === 'body') return { then: 'message', message: octets.slice() };
      return bodyStep(readInteger(format, octets), own, limit);
    },
  };
  return framed(countedCodec(framing));
}

/** Octets of a varint at most: 64 bits in groups of 7. */
const LONGEST_VARINT = 10;

/** Messages behind a varint. Like Protocol Buffers, the decoder takes a length that is spelled longer than it must be; lengths from 2⁵³ on it refuses. */
export function varintCodec(rule: VarintRule): Framed<Codec<Uint8Array>> {
  const { limit = USUAL_LIMIT } = rule;
  const fault = numberFault('limit', limit, 0, Number.MAX_SAFE_INTEGER);
  if (fault) return { ok: false, failure: fault };
  const framing: Counted<Uint8Array> = {
    rule,
    first: { part: 'prefix', need: 1 },
    encode(message) {
      const body = plainBody(message, limit);
      return body.ok ? framed(joined(varint(body.value.length), body.value)) : body;
    },
    next(part, octets) {
      if (part === 'body') return { then: 'message', message: octets.slice() };
      if (octets[octets.length - 1]! < 0x80) return bodyStep(readVarint(octets), 0, limit);
      if (octets.length < LONGEST_VARINT) return { then: 'more' };
      return { then: 'failure', failure: failureOf('varint-unended', { octets: LONGEST_VARINT }) };
    },
  };
  return framed(countedCodec(framing));
}

/** A whole number from 0 to 2⁵³ − 1 as a varint, no longer than it must be. */
export function varint(value: number): Uint8Array {
  const octets: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    octets.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80); // no shift: that would cut the number to 32 bits
  }
  octets.push(rest);
  return Uint8Array.from(octets);
}

function readVarint(octets: Uint8Array): number | bigint {
  let value = 0n;
  for (let i = octets.length - 1; i >= 0; i--) value = (value << 7n) | BigInt(octets[i]! & 0x7f);
  return exactOf(value);
}

/** A length as octets; refused when the format does not reach so far. */
export function lengthPrefix(format: IntegerFormat, length: number): Framed<Uint8Array> {
  const max = mostOf(format);
  if (BigInt(length) <= max) return packInteger(format, length);
  return refused('length-over-format', { format: format.text, length, max: Number(max) });
}

/** Why a length that came from outside is not believed; undefined when it is. `own` octets of it are the prefix itself. */
export function lengthFault(
  part: 'header' | 'body',
  length: number | bigint,
  own: number,
  limit: number,
): FramingFailure | undefined {
  if (length < 0) return failureOf('length-negative', { length: parameterOf(length) });
  if (typeof length === 'bigint') return failureOf('length-not-exact', { length: String(length) });
  if (length < own) return failureOf('length-below-prefix', { length, prefix: own });
  if (length - own > limit) return failureOf('over-limit', { part, length: length - own, limit });
  return undefined;
}

const parameterOf = (length: number | bigint): number | string =>
  typeof length === 'number' ? length : String(length);

function bodyStep(length: number | bigint, own: number, limit: number): Step<Uint8Array> {
  const failure = lengthFault('body', length, own, limit);
  if (failure) return { then: 'failure', failure, value: length };
  return { then: 'part', part: 'body', need: Number(length) - own, value: length };
}

/** The octets of a message that has no header and is no longer than the limit. */
export function plainBody(message: Message, limit: number): Framed<Uint8Array> {
  if (!(message instanceof Uint8Array)) return refused('message-kind', { wanted: 'octets' });
  if (message.length > limit) return refused('over-limit', { part: 'body', length: message.length, limit });
  return framed(message);
}

/** The pieces one after the other, in a new array. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const piece of pieces) size += piece.length;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
