// A stream explained octet by octet: which octets are prefix, header, body, delimiter, escape, padding or rest. For the frame cutter.

import type { Codec, Message, Part } from './codec.ts';
import type { FramingFailure } from './failure.ts';

/** A run of octets with one meaning. Spans lie one after the other and cover the stream. */
export interface StreamSpan {
  part: Part;
  /** First octet, and the octet after the last. */
  start: number;
  end: number;
  /** The message that it belongs to, from 0; for `rest` the one at which the decoder failed. */
  message: number;
  /** That message was given out. */
  complete: boolean;
  /** The number that a prefix spells; decimal text, since it may be larger than a double holds. */
  value?: string;
}

/** What a decoder makes of a whole stream. */
export interface StreamExplained<M> {
  spans: StreamSpan[];
  messages: M[];
  /** Why the stream was refused, or what is missing at its end. */
  failure?: FramingFailure;
}

/** Reads a whole stream, its end included, with the codec's own decoder, and says what each octet was to it. */
export function spansOf<M extends Message>(stream: Uint8Array, codec: Codec<M>): StreamExplained<M> {
  const spans: StreamSpan[] = [];
  const state = codec.begin();
  function add(part: Part, start: number, end: number, value?: number | bigint): void {
    if (end <= start) return;
    const last = spans[spans.length - 1];
    if (last && last.part === part && last.message === state.count) last.end = end;
    else {
      const spelled = value === undefined ? {} : { value: String(value) };
      spans.push({ part, start, end, message: state.count, complete: false, ...spelled });
    }
  }
  const { messages, failure } = codec.push(state, stream, add);
  const explained = spans.length ? spans[spans.length - 1]!.end : 0;
  if (failure) add('rest', explained, stream.length);
  else {
    add(state.part, explained, stream.length - state.matched);
    add('delimiter', stream.length - state.matched, stream.length);
  }
  for (const span of spans) span.complete = span.message < messages.length;
  const last = failure ?? codec.end(state).failure;
  return last ? { spans, messages, failure: last } : { spans, messages };
}
