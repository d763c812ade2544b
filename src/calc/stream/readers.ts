// Three programs that read messages from a stream which arrives in pieces: one that takes each piece for a message, one that forgets to loop, and one that is right.

import { beginChopping, chop, finish, put, take, type Chopping, type ChopRule } from '../../wire/chopper.ts';
import type { Codec } from '../../wire/framing/codec.ts';
import type { FramingFailure } from '../../wire/framing/failure.ts';
import { codecOf } from '../../wire/framing.ts';
import { integerFormat, readInteger } from '../../wire/framing/integer.ts';
import { joined } from '../../wire/framing/length.ts';
import { spansOf } from '../../wire/framing/spans.ts';
import type { Said } from '../said.ts';

export const readerNames = ['naive', 'forgetful', 'correct'] as const;
export type ReaderName = (typeof readerNames)[number];

/** What a reader makes of a stream. */
export interface ReadOut {
  /** What it prints, one after the other, as octets. */
  prints: Uint8Array[];
  /** How it comes to its end, by a code of `words/calc`. */
  end: Said;
  /** It says itself that something is wrong: an exception, or a stream that it refuses. */
  told: boolean;
}

/** What arrives: the stream, and where it is cut. */
export interface Arriving {
  stream: Uint8Array;
  rule: ChopRule;
}

const NOTHING = new Uint8Array(0);
const CLOSED = { end: { id: 'frames.end.closed' }, told: false } as const;

/** The pieces in which the stream arrives. */
export const piecesOf = ({ stream, rule }: Arriving): Uint8Array[] => chop([stream], rule);

/** A source whose `take` gives what one `recv` gives. */
function opened({ stream, rule }: Arriving): Chopping {
  const source = beginChopping(rule);
  put(source, stream);
  finish(source);
  return source;
}

/** Each piece is printed as if it were a message. */
export const readNaively = (arriving: Arriving): ReadOut => ({ prints: piecesOf(arriving), ...CLOSED });

/** A reader that knows the rule, and believes that one `recv` gives all it asks for. */
export function readForgetfully(arriving: Arriving, codec: Codec<Uint8Array> | undefined): ReadOut {
  const rule = codec?.rule;
  if (rule?.kind === 'length') return recvOnce(arriving, rule.format);
  if (rule?.kind === 'fixed') return { prints: sizesOnce(arriving, rule.size, rule.padding), ...CLOSED };
  if (!codec) return readNaively(arriving);
  return { prints: piecesOf(arriving).flatMap((piece) => splitAlone(piece, codec)), ...CLOSED };
}

/** `recv(4)` for the length, `recv(length)` for the message, neither in a loop. */
function recvOnce(arriving: Arriving, formatText: string): ReadOut {
  const format = integerFormat(formatText);
  const prints: Uint8Array[] = [];
  if (!format.ok) return { prints, ...CLOSED };
  const { size } = format.value;
  const source = opened(arriving);
  for (;;) {
    const head = take(source, size);
    if (!head) return { prints, ...CLOSED };
    if (head.length < size) {
      return { prints, end: { id: 'frames.end.struct', params: { size, got: head.length } }, told: true };
    }
    const length = Number(readInteger(format.value, head));
    if (length < 0) return { prints, end: { id: 'frames.end.negative', params: { length } }, told: true };
    prints.push(length === 0 ? NOTHING : (take(source, length) ?? NOTHING));
  }
}

/** `recv(size)` for each message, whatever it gives; the padding is taken off. */
function sizesOnce(arriving: Arriving, size: number, padding: number | undefined): Uint8Array[] {
  const source = opened(arriving);
  const prints: Uint8Array[] = [];
  for (let piece = take(source, size); piece; piece = take(source, size)) {
    const whole = codecOf({ kind: 'fixed', size: piece.length, ...(padding !== undefined && { padding }) });
    prints.push(whole.ok ? whole.value.push(whole.value.begin(), piece).messages[0]! : piece);
  }
  return prints;
}

/** One piece split at its delimiters, by itself: what is left over is taken for a message, too. */
function splitAlone(piece: Uint8Array, codec: Codec<Uint8Array>): Uint8Array[] {
  const { spans, messages } = spansOf(piece, codec);
  const rest = spans.find(({ complete }) => !complete);
  return rest ? [...messages, piece.subarray(rest.start)] : messages;
}

/** What one piece gave the correct reader. */
export interface Arrival {
  octets: number;
  messages: Uint8Array[];
  /** Octets of a message that is not complete yet. */
  held: number;
}

/** Keeps what it has until a message is complete, and says so when the end comes before. */
export function readCorrectly(
  arriving: Arriving,
  codec: Codec<Uint8Array> | undefined,
): ReadOut & { arrivals: Arrival[] } {
  const pieces = piecesOf(arriving);
  if (!codec) return collect(pieces);
  const state = codec.begin();
  const arrivals: Arrival[] = [];
  let failure: FramingFailure | undefined;
  for (const piece of pieces) {
    const got = codec.push(state, piece);
    failure = got.failure;
    arrivals.push({ octets: piece.length, messages: got.messages, held: failure ? 0 : state.taken - state.from });
    if (failure) break;
  }
  const refused = failure !== undefined;
  failure ??= codec.end(state).failure;
  const prints = arrivals.flatMap(({ messages }) => messages);
  return { prints, arrivals, ...(failure ? { end: endingOf(failure, refused), told: true } : CLOSED) };
}

/** Nothing marks messages off: all that can be done is to wait for the end. */
function collect(pieces: readonly Uint8Array[]): ReadOut & { arrivals: Arrival[] } {
  const all = joined(...pieces);
  let held = 0;
  const arrivals = pieces.map(({ length }) => ({ octets: length, messages: [], held: (held += length) }));
  return { prints: all.length ? [all] : [], arrivals, end: { id: 'frames.end.unmarked' }, told: false };
}

const endingOf = ({ code, parameters }: FramingFailure, refused: boolean): Said => ({
  id: `frames.end.${refused ? 'refused.' : ''}${code}${code === 'incomplete' ? `.${parameters['part']}` : ''}`,
  params: parameters,
});
