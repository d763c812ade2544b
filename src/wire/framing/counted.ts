// The decoder of framings whose parts are counted: a part has so many octets, and says, once it is there, what comes next.

import type { Codec, Decoded, Decoding, Message, Note, Part } from './codec.ts';
import { beginDecoding, beginMessage, close, closedTo, endDecoding } from './decoding.ts';
import { type FramingFailure, failureOf } from './failure.ts';
import { hold, heldOctets, release } from './held.ts';

/** What follows a complete part. `value` is the number that the part spells, for whoever looks. */
export type Step<M> = { value?: number | bigint } & (
  | { then: 'more' } // the same part with one octet more
  | { then: 'part'; part: Part; need: number }
  | { then: 'message'; message: M; padding?: number } // the last octets of the part are padding
  | { then: 'failure'; failure: FramingFailure }
);

/** A counted framing. `need` of the first part is one octet at least, so that reading always gets on. */
export interface Counted<M extends Message> extends Pick<Codec<M>, 'rule' | 'encode'> {
  first: { part: Part; need: number };
  /** Looks at a complete part. `octets` is a view, good for this call only; the state may keep a copy in `header`. */
  next(part: Part, octets: Uint8Array, state: Decoding): Step<M>;
}

/** The codec of a counted framing. */
export function countedCodec<M extends Message>(framing: Counted<M>): Codec<M> {
  const { part, need } = framing.first;
  return {
    rule: framing.rule,
    encode: (message) => framing.encode(message),
    begin: () => beginDecoding(part, need),
    push: (state, chunk, note) => push(framing, state, chunk, note),
    end: (state) =>
      endDecoding(state, () => {
        const have = state.held.size;
        return failureOf('incomplete', { part: state.part, have, missing: state.need - have });
      }),
  };
}

function push<M extends Message>(framing: Counted<M>, state: Decoding, chunk: Uint8Array, note?: Note): Decoded<M> {
  const messages: M[] = [];
  const closed = closedTo(state, chunk);
  if (closed) return { messages, failure: closed };
  let at = 0;
  for (;;) {
    const wanted = state.need - state.held.size;
    const take = Math.min(wanted, chunk.length - at);
    state.taken += take;
    // A part that lies in this chunk as a whole is looked at where it is.
    const here = take === wanted && !state.held.size;
    if (!here) hold(state.held, chunk, at, at + take, state.need);
    const octets = here ? chunk.subarray(at, at + take) : heldOctets(state.held);
    at += take;
    if (take < wanted) return { messages };
    const step = framing.next(state.part, octets, state);
    if (step.then === 'more') {
      if (here) hold(state.held, octets, 0, octets.length);
      state.need++;
      continue;
    }
    if (note) noteStep(note, state, octets.length, step);
    if (step.then === 'failure') return { messages, failure: close(state, step.failure) };
    if (step.then === 'message') {
      messages.push(step.message);
      beginMessage(state, framing.first.part, framing.first.need);
    } else {
      release(state.held);
      state.part = step.part;
      state.need = step.need;
    }
  }
}

function noteStep(note: Note, state: Decoding, octets: number, step: Step<Message>): void {
  const padding = step.then === 'message' && step.padding ? step.padding : 0;
  const [start, end] = [state.taken - octets, state.taken];
  note(state.part, start, end - padding, step.value);
  note('padding', end - padding, end);
}
