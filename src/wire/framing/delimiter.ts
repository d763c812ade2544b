// Delimiters: a message ends where certain octets come; inside a message they are refused, or altered by byte stuffing (RFC 1662 section 4.2).

import { type Codec, type Decoded, type Decoding, type DelimiterRule, type Note, USUAL_LIMIT } from './codec.ts';
import { beginDecoding, beginMessage, close, closedTo, endDecoding } from './decoding.ts';
import { type Framed, type FramingFailure, failureOf, framed, numberFault, refused } from './failure.ts';
import { heldOctets, hold, holdOctet } from './held.ts';
import { joined, plainBody } from './length.ts';

/** What an escaped octet is combined with (RFC 1662 section 4.2): bit 5 is turned over. */
const TURN = 0x20;

/** Messages that end with a delimiter. */
export function delimiterCodec(rule: DelimiterRule): Framed<Codec<Uint8Array>> {
  const { escape, limit = USUAL_LIMIT } = rule;
  const delimiter = rule.delimiter.slice();
  const fault =
    numberFault('limit', limit, 0, Number.MAX_SAFE_INTEGER) ??
    (escape === undefined ? undefined : numberFault('escape', escape, 0, 255));
  if (fault) return { ok: false, failure: fault };
  if (!delimiter.length) return refused('rule-delimiter-empty', {});
  const first = delimiter[0]!;
  // Otherwise an escaped escape would look like the beginning of a delimiter, or the other way about.
  if (escape === first || escape === (first ^ TURN)) return refused('rule-escape-clash', { escape, delimiter: first });
  const fallback = fallbackOf(delimiter);
  return framed({
    rule,
    encode(message) {
      const body = plainBody(message, limit);
      if (!body.ok) return body;
      if (escape !== undefined) return framed(joined(stuffed(body.value, first, escape), delimiter));
      const whole = joined(body.value, delimiter);
      const offset = placeOf(delimiter, fallback, whole);
      if (offset === body.value.length) return framed(whole);
      const inside = offset + delimiter.length <= body.value.length;
      return refused(inside ? 'delimiter-inside' : 'delimiter-across-end', { offset });
    },
    begin: () => beginDecoding('body', 0),
    push: (state, chunk, note) =>
      escape === undefined
        ? pushPlain({ delimiter, fallback, limit }, state, chunk, note)
        : pushStuffed({ delimiter, escape, limit }, state, chunk, note),
    end: (state) => endDecoding(state, () => failureOf('undelimited', { have: state.taken - state.from })),
  });
}

/** A message with every octet that would be taken for something else behind an escape. */
function stuffed(body: Uint8Array, first: number, escape: number): Uint8Array {
  const octets: number[] = [];
  for (const octet of body) {
    if (octet === first || octet === escape) octets.push(escape, octet ^ TURN);
    else octets.push(octet);
  }
  return Uint8Array.from(octets);
}

/** How much of the delimiter still fits when its octet `i` does not (Knuth, Morris and Pratt 1977): so that no octet of a stream is looked at again. */
function fallbackOf(delimiter: Uint8Array): readonly number[] {
  const fallback = [0];
  for (let i = 1, fits = 0; i < delimiter.length; i++) {
    while (fits && delimiter[i] !== delimiter[fits]) fits = fallback[fits - 1]!;
    if (delimiter[i] === delimiter[fits]) fits++;
    fallback.push(fits);
  }
  return fallback;
}

/** How many octets of the delimiter are seen, when `seen` were before this octet. */
function afterOctet(delimiter: Uint8Array, fallback: readonly number[], seen: number, octet: number): number {
  while (seen && octet !== delimiter[seen]) seen = fallback[seen - 1]!;
  return octet === delimiter[seen] ? seen + 1 : seen;
}

/** Where the delimiter first stands in octets that contain it. */
function placeOf(delimiter: Uint8Array, fallback: readonly number[], octets: Uint8Array): number {
  for (let i = 0, seen = 0; i < octets.length; i++) {
    seen = afterOctet(delimiter, fallback, seen, octets[i]!);
    if (seen === delimiter.length) return i + 1 - seen;
  }
  return octets.length;
}

interface Plain {
  delimiter: Uint8Array;
  fallback: readonly number[];
  limit: number;
}

function pushPlain(framing: Plain, state: Decoding, chunk: Uint8Array, note?: Note): Decoded<Uint8Array> {
  const { delimiter, fallback, limit } = framing;
  const messages: Uint8Array[] = [];
  const closed = closedTo(state, chunk);
  if (closed) return { messages, failure: closed };
  let start = 0;
  for (let i = 0; i < chunk.length; i++) {
    state.taken++;
    state.matched = afterOctet(delimiter, fallback, state.matched, chunk[i]!);
    // Octets that look like a delimiter so far are not yet the message's.
    const size = state.taken - state.from - state.matched;
    if (size > limit) {
      note?.('body', state.from, state.taken);
      return { messages, failure: close(state, failureOf('undelimited-over-limit', { limit })) };
    }
    if (state.matched < delimiter.length) continue;
    note?.('body', state.from, state.from + size);
    note?.('delimiter', state.from + size, state.taken);
    if (state.held.size) {
      const whole = state.held.size + i + 1 - start;
      hold(state.held, chunk, start, i + 1, whole);
      messages.push(state.held.octets.slice(0, size));
    } else {
      messages.push(chunk.slice(start, start + size));
    }
    beginMessage(state, 'body', 0);
    start = i + 1;
  }
  hold(state.held, chunk, start, chunk.length, limit + delimiter.length);
  return { messages };
}

interface Stuffed {
  delimiter: Uint8Array;
  escape: number;
  limit: number;
}

function pushStuffed(framing: Stuffed, state: Decoding, chunk: Uint8Array, note?: Note): Decoded<Uint8Array> {
  const messages: Uint8Array[] = [];
  const closed = closedTo(state, chunk);
  if (closed) return { messages, failure: closed };
  for (const octet of chunk) {
    state.taken++;
    const failure = takeStuffed(framing, state, octet, note);
    if (failure) return { messages, failure: close(state, failure) };
    if (state.matched < framing.delimiter.length) continue;
    note?.('delimiter', state.taken - state.matched, state.taken);
    messages.push(heldOctets(state.held).slice());
    beginMessage(state, 'body', 0);
  }
  return { messages };
}

/** One octet. The first of the delimiter can only be a delimiter's, so what follows it must be the rest of one. */
function takeStuffed(framing: Stuffed, state: Decoding, octet: number, note?: Note): FramingFailure | undefined {
  const { delimiter, escape, limit } = framing;
  const first = delimiter[0]!;
  if (state.matched) {
    if (octet !== delimiter[state.matched]) return failureOf('octet-unescaped', { octet: first });
    state.matched++;
    return undefined;
  }
  const altered = state.escaping;
  if (!altered && octet === first) {
    state.matched = 1;
    return undefined;
  }
  if (state.held.size === limit) return failureOf('undelimited-over-limit', { limit });
  if (!altered && octet === escape) {
    state.escaping = true;
    note?.('escape', state.taken - 1, state.taken);
    return undefined;
  }
  const original = altered ? octet ^ TURN : octet;
  if (altered && original !== first && original !== escape) return failureOf('escape-unknown', { octet });
  state.escaping = false;
  holdOctet(state.held, original, limit);
  note?.('body', state.taken - 1, state.taken);
  return undefined;
}
