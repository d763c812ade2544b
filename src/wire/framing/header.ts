// Length of a JSON header, the header, the body: the recipe for messages that carry more than octets (a file with its name).

import {
  type Codec,
  type Decoding,
  type HeadedMessage,
  type HeaderRule,
  type Json,
  type Message,
  USUAL_HEADER_LIMIT,
  USUAL_LIMIT,
} from './codec.ts';
import { type Counted, type Step, countedCodec } from './counted.ts';
import { type Framed, framed, numberFault, refused } from './failure.ts';
import { integerFormat, readInteger } from './integer.ts';
import { joined, lengthFault, lengthPrefix } from './length.ts';

type JsonObject = HeadedMessage['header'];

/** Nesting of a header at most. Whoever walks through it, copying for example, must not run out of stack because of a stranger. */
export const DEEPEST_HEADER = 64;

/** Messages of a header and a body. */
export function headerCodec(rule: HeaderRule): Framed<Codec<HeadedMessage>> {
  const { headerLimit = USUAL_HEADER_LIMIT, limit = USUAL_LIMIT } = rule;
  const fault =
    numberFault('headerLimit', headerLimit, 0, Number.MAX_SAFE_INTEGER) ??
    numberFault('limit', limit, 0, Number.MAX_SAFE_INTEGER);
  if (fault) return { ok: false, failure: fault };
  const format = integerFormat(rule.format);
  if (!format.ok) return format;
  const framing: Counted<HeadedMessage> = {
    rule,
    first: { part: 'prefix', need: format.value.size },
    encode(message) {
      const header = spellHeader(message, rule.sizeField);
      if (!header.ok) return header;
      const { body } = message as HeadedMessage;
      const failure =
        lengthFault('header', header.value.length, 0, headerLimit) ?? lengthFault('body', body.length, 0, limit);
      if (failure) return { ok: false, failure };
      const prefix = lengthPrefix(format.value, header.value.length);
      return prefix.ok ? framed(joined(prefix.value, header.value, body)) : prefix;
    },
    next(part, octets, state) {
      if (part === 'body') return bodyOf(octets, state.header, rule.sizeField);
      if (part === 'header') return headerStep(octets, rule.sizeField, limit, state);
      const length = readInteger(format.value, octets);
      const failure = lengthFault('header', length, 0, headerLimit);
      if (failure) return { then: 'failure', failure, value: length };
      return { then: 'part', part: 'header', need: Number(length), value: length };
    },
  };
  return framed(countedCodec(framing));
}

function headerStep(octets: Uint8Array, sizeField: string, limit: number, state: Decoding): Step<HeadedMessage> {
  const read = readHeader(octets, sizeField);
  const failure = read.ok ? lengthFault('body', read.value.size, 0, limit) : read.failure;
  if (failure || !read.ok) return { then: 'failure', failure: failure! };
  state.header = octets.slice();
  return { then: 'part', part: 'body', need: read.value.size };
}

/** The state keeps the header as octets, so it is read once more when the body is there. */
function bodyOf(octets: Uint8Array, headerOctets: Uint8Array, sizeField: string): Step<HeadedMessage> {
  const read = readHeader(headerOctets, sizeField);
  if (!read.ok) return { then: 'failure', failure: read.failure };
  return { then: 'message', message: { header: read.value.header, body: octets.slice() } };
}

/** The header's octets, with the size of the body in it; checked by reading them as the decoder will. */
function spellHeader(message: Message, sizeField: string): Framed<Uint8Array> {
  if (message instanceof Uint8Array || !(message.body instanceof Uint8Array)) {
    return refused('message-kind', { wanted: 'header and body' });
  }
  const { header, body } = message;
  if (!isObject(header)) return refused('header-not-object', {});
  const size = body.length;
  const text = jsonOf(Object.hasOwn(header, sizeField) ? header : { ...header, [sizeField]: size });
  if (text === undefined) return refused('header-not-json', {});
  const octets = new TextEncoder().encode(text);
  const read = readHeader(octets, sizeField);
  if (!read.ok) return read;
  if (read.value.size === size) return framed(octets);
  return refused('size-mismatch', { field: sizeField, value: read.value.size, length: size });
}

/** JSON text, or undefined for what has none: a circle, a bigint. */
function jsonOf(value: JsonObject): string | undefined {
  try {
    return JSON.stringify(value) as string | undefined;
  } catch {
    return undefined;
  }
}

/** Reads UTF-8 JSON (RFC 8259) with a size in it. A byte order mark is refused (section 8.1); of two members with one name the last counts, as in Python. */
function readHeader(octets: Uint8Array, sizeField: string): Framed<{ header: JsonObject; size: number }> {
  const text = textOf(octets);
  if (text === undefined) return refused('header-not-utf8', {});
  if (nesting(text) > DEEPEST_HEADER) return refused('header-too-deep', { deepest: DEEPEST_HEADER });
  const parsed = parse(text);
  if (!parsed) return refused('header-not-json', {});
  const header = parsed.value;
  if (!isObject(header)) return refused('header-not-object', {});
  if (!Object.hasOwn(header, sizeField)) return refused('size-missing', { field: sizeField });
  const size: Json = header[sizeField]!;
  if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0) return framed({ header, size });
  return refused('size-not-a-count', { field: sizeField, value: JSON.stringify(size).slice(0, 40) });
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined;
  }
}

function parse(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

/** How deep brackets are nested outside of strings; says something about any text, and the depth about JSON. */
function nesting(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (inString && sign === '\\') i++;
    else if (sign === '"') inString = !inString;
    else if (!inString && (sign === '{' || sign === '[')) deepest = Math.max(deepest, ++depth);
    else if (!inString && (sign === '}' || sign === ']')) depth--;
  }
  return deepest;
}
