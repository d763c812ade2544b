// The life of a decoder that all framings share: beginning, being refused, ending.

import type { Decoded, Decoding, Part } from './codec.ts';
import { type FramingFailure, failureOf } from './failure.ts';
import { holdNothing, release } from './held.ts';

const NO_HEADER = new Uint8Array(0);

/** A decoder whose every message begins with this part of so many octets. */
export function beginDecoding(part: Part, need: number): Decoding {
  return {
    part,
    need,
    held: holdNothing(),
    header: NO_HEADER,
    matched: 0,
    escaping: false,
    count: 0,
    taken: 0,
    from: 0,
    ended: false,
  };
}

/** Gets ready for the next message, after one was given out. */
export function beginMessage(state: Decoding, part: Part, need: number): void {
  release(state.held);
  state.part = part;
  state.need = need;
  state.header = NO_HEADER;
  state.matched = 0;
  state.count++;
  state.from = state.taken;
}

/** Closes the stream, forgets what is held, and says where it happened. */
export function close(state: Decoding, failure: FramingFailure): FramingFailure {
  const parameters = { ...failure.parameters, message: state.count, at: state.from };
  state.failure = { code: failure.code, parameters };
  release(state.held);
  state.header = NO_HEADER;
  return state.failure;
}

/** Why a push is to be refused before anything is looked at: the stream is closed, or octets come after its end. */
export function closedTo(state: Decoding, chunk: Uint8Array): FramingFailure | undefined {
  if (state.failure || !state.ended || !chunk.length) return state.failure;
  return close(state, failureOf('after-end', { octets: chunk.length }));
}

/** The end of the stream: fails with `missing()` when a message has begun and is not complete. */
export function endDecoding<M>(state: Decoding, missing: () => FramingFailure): Decoded<M> {
  if (!state.failure && !state.ended && state.taken > state.from) close(state, missing());
  state.ended = true;
  return state.failure ? { messages: [], failure: state.failure } : { messages: [] };
}
