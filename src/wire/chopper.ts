// The chopper: the same octets in the same order, but arriving in other pieces. TCP may cut and glue a stream like this at any time (RFC 9293 section 3.7).

import { type Luck, below, luckFor } from '../base/rng.ts';
import { type Framed, framed, refused } from './framing/failure.ts';
import { type Held, hold, holdNothing, release } from './framing/held.ts';

/** Where a stream is cut. Plain data. */
export type ChopRule =
  | { cut: 'size'; octets: number } // a write longer than this is cut; writes stay apart. 1: octet by octet
  | { cut: 'glue' } // never: everything that was written comes in one piece
  | { cut: 'seed'; seed: number } // pieces of 1 to 2048 octets, all magnitudes equally likely; writes are glued and cut
  | { cut: 'offsets'; offsets: readonly number[] }; // before these octets of the stream, in rising order, and nowhere else

/** Magnitudes of pieces by seed: below 2, 4, … 2048 octets, so that a prefix is cut as readily as a long body. */
const MAGNITUDES = 12;

/** Reads a rule as lessons and terminals write it: `1` (or another size), `glue`, `seed:7`, `at:3,7`. */
export function parseChopRule(text: string): Framed<ChopRule> {
  const parts = /^(?:(\d{1,15})|(glue)|seed:(\d{1,15})|at:(\d{1,15}(?:,\d{1,15})*))$/.exec(text.trim());
  if (!parts) return refused('chop-rule', { text });
  const [, size, glue, seed, at] = parts;
  const offsets = at?.split(',').map(Number);
  const rule: ChopRule = offsets
    ? { cut: 'offsets', offsets }
    : glue
      ? { cut: 'glue' }
      : seed
        ? { cut: 'seed', seed: Number(seed) }
        : { cut: 'size', octets: Number(size) };
  return follows(rule) ? framed(rule) : refused('chop-rule', { text });
}

/** Can the rule be followed? Sizes from 1, offsets from 1 and rising. */
function follows(rule: ChopRule): boolean {
  if (rule.cut === 'size') return Number.isSafeInteger(rule.octets) && rule.octets >= 1;
  if (rule.cut === 'seed') return Number.isSafeInteger(rule.seed);
  if (rule.cut === 'glue') return true;
  return rule.offsets.every((offset, i) => Number.isSafeInteger(offset) && offset > (i ? rule.offsets[i - 1]! : 0));
}

/** The state of a chopper between two streams: plain data, changed by `put`, `flush`, `finish` and `take` only. Offsets count the octets of the stream. */
export interface Chopping {
  rule: ChopRule;
  luck: Luck;
  /** What was put and not taken; the first `start` octets of it are gone already. */
  held: Held;
  start: number;
  /** Offset of the next octet to be taken, and of the next to be put. */
  taken: number;
  put: number;
  /** Where the rule ends the piece that is being taken; equal to `taken` when that is not yet worked out. */
  pieceEnd: number;
  /** How many of the rule's offsets lie behind. */
  passed: number;
  /** Offsets at which a piece ends whatever the rule says, because a write or a flush ended there. The first `reached` are behind. */
  stops: number[];
  reached: number;
  ended: boolean;
}

/** A chopper at the beginning of a stream. Throws for a rule that no text gives, such as pieces of 0 octets: it would never get on. */
export function beginChopping(rule: ChopRule): Chopping {
  if (!follows(rule)) throw new RangeError(`no way to chop: ${JSON.stringify(rule)}`);
  return {
    rule,
    luck: luckFor(rule.cut === 'seed' ? rule.seed : 0, 'chopper', 'cut'),
    held: holdNothing(),
    start: 0,
    taken: 0,
    put: 0,
    pieceEnd: 0,
    passed: 0,
    stops: [],
    reached: 0,
    ended: false,
  };
}

/** Octets of one write, copied. False, and nothing is taken, when the stream was finished before. */
export function put(state: Chopping, octets: Uint8Array): boolean {
  if (state.ended) return octets.length === 0;
  if (state.start === state.held.size) {
    release(state.held);
    state.start = 0;
  } else if (state.start > state.held.size / 2) {
    state.held.octets.copyWithin(0, state.start, state.held.size);
    state.held.size -= state.start;
    state.start = 0;
  }
  hold(state.held, octets, 0, octets.length);
  state.put += octets.length;
  if (state.rule.cut === 'size') flush(state);
  return true;
}

/** What was put so far may all arrive now, even if the piece is not as long as the rule wants it: for two that talk in turns, when both wait. */
export function flush(state: Chopping): void {
  const last = state.stops.length ? state.stops[state.stops.length - 1]! : 0;
  if (state.put > Math.max(last, state.taken)) state.stops.push(state.put);
}

/** The writer has closed: what is left may arrive. */
export function finish(state: Chopping): void {
  flush(state);
  state.ended = true;
}

/** Has everything arrived, and will nothing more come? */
export const exhausted = (state: Chopping): boolean => state.ended && state.taken === state.put;

/** The next piece, or the first `most` octets (1 or more) of it; undefined when no piece is ready. A copy. */
export function take(state: Chopping, most = Infinity): Uint8Array | undefined {
  if (state.taken === state.put) return undefined;
  const whole = pieceEndOf(state);
  const stop = state.reached < state.stops.length ? state.stops[state.reached]! : Infinity;
  const end = Math.min(whole, stop);
  if (end > state.put) return undefined;
  const size = Math.min(end - state.taken, Math.max(1, Math.floor(most)));
  const piece = state.held.octets.slice(state.start, state.start + size);
  state.start += size;
  state.taken += size;
  if (state.taken === stop) passStop(state);
  return piece;
}

/** A stop ends the piece that the rule had begun. */
function passStop(state: Chopping): void {
  state.pieceEnd = state.taken;
  state.reached++;
  if (state.reached < 32 || state.reached < state.stops.length / 2) return;
  state.stops.splice(0, state.reached);
  state.reached = 0;
}

/** Where the rule ends the piece that is being taken, whatever was put: an offset of the stream, beyond `taken`. For whoever holds the octets himself. */
export function pieceEndOf(state: Chopping): number {
  if (state.pieceEnd <= state.taken) state.pieceEnd = nextCut(state);
  return state.pieceEnd;
}

/** Where the rule cuts next, behind what was taken. */
function nextCut(state: Chopping): number {
  const { rule, taken } = state;
  switch (rule.cut) {
    case 'size':
      return taken + rule.octets;
    case 'glue':
      return Infinity;
    case 'seed':
      return taken + 1 + below(state.luck, 1 << below(state.luck, MAGNITUDES));
    case 'offsets':
      while (state.passed < rule.offsets.length && rule.offsets[state.passed]! <= taken) state.passed++;
      return state.passed < rule.offsets.length ? rule.offsets[state.passed]! : Infinity;
  }
}

/** The pieces in which a whole stream, given as its writes, arrives. */
export function chop(writes: Iterable<Uint8Array>, rule: ChopRule): Uint8Array[] {
  const state = beginChopping(rule);
  for (const write of writes) put(state, write);
  finish(state);
  const pieces: Uint8Array[] = [];
  for (let piece = take(state); piece; piece = take(state)) pieces.push(piece);
  return pieces;
}
