// What every framing has in common: the rule as data, the message, the state of a decoder, and the four calls of a codec.

import type { Framed, FramingFailure } from './failure.ts';
import type { Held } from './held.ts';

/** Octets of one message at most, where a rule does not say: 1 MiB. */
export const USUAL_LIMIT = 0x10_0000;
/** Octets of one JSON header at most, where a rule does not say. */
export const USUAL_HEADER_LIMIT = 0x1_0000;

/** A length before every message, as Python's `struct` writes it. */
export interface LengthRule {
  kind: 'length';
  /** One integer as a struct format: `!I`, `<i`, `!H`, `B`, `!Q` … */
  format: string;
  /** The length counts its own octets too. */
  includesPrefix?: boolean;
  /** Octets of a message at most; 1 MiB when left out. */
  limit?: number;
}

/** A length before every message in groups of seven bits, the low group first (LEB128 without sign, as Protocol Buffers write lengths). */
export interface VarintRule {
  kind: 'varint';
  limit?: number;
}

/** The length of a JSON header, the header, and the body, whose size stands in the header. */
export interface HeaderRule {
  kind: 'header';
  /** Format of the length of the header. */
  format: string;
  /** The member of the header that holds the size of the body in octets, for example `size`. */
  sizeField: string;
  /** Octets of the header at most; 64 KiB when left out. */
  headerLimit?: number;
  /** Octets of the body at most; 1 MiB when left out. */
  limit?: number;
}

/** A delimiter after every message. Without `escape` a message that contains it is refused. */
export interface DelimiterRule {
  kind: 'delimiter';
  /** One octet at least: `\n`, `##`, FF FF FF … */
  delimiter: Uint8Array;
  /**
   * Byte stuffing as in RFC 1662 section 4.2: this octet, and the first of the delimiter, are sent inside a message as this octet and then
   * themselves with bit 5 turned over (XOR 0x20). So the first octet of the delimiter never occurs inside a message.
   */
  escape?: number;
  limit?: number;
}

/** Every message has the same size. Without `padding` any other size is refused. */
export interface FixedRule {
  kind: 'fixed';
  /** Octets, one at least. */
  size: number;
  /** What fills up a shorter message at its end. The decoder takes it away again, so no message may end with it. */
  padding?: number;
}

/** How messages are told apart in a stream. Plain data. */
export type FramingRule = LengthRule | VarintRule | HeaderRule | DelimiterRule | FixedRule;

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A message of the framing `header`. The encoder writes the size into the header itself where it is missing. */
export interface HeadedMessage {
  header: { [name: string]: Json };
  body: Uint8Array;
}

/** All other framings carry octets. */
export type Message = Uint8Array | HeadedMessage;

/** What octets of a stream are for. `escape` is the octet that announces an altered one; `rest` lies behind a failure. */
export type Part = 'prefix' | 'header' | 'body' | 'escape' | 'delimiter' | 'padding' | 'rest';

/** The state of one decoder: plain data, made by `begin`, changed by `push` and `end` only. */
export interface Decoding {
  /** The part that is being read. */
  part: Part;
  /** Octets that this part has in all; for delimited messages without use. */
  need: number;
  /** Octets of this part that came in earlier chunks (escapes already taken away). */
  held: Held;
  /** The JSON header of the message whose body is being read; otherwise empty. */
  header: Uint8Array;
  /** Octets of the delimiter that have been seen. */
  matched: number;
  /** The octet before was an escape. */
  escaping: boolean;
  /** Messages that were given out, octets of the stream that were taken, and the offset at which the message being read began. */
  count: number;
  taken: number;
  from: number;
  ended: boolean;
  /** Why the stream was refused or ended badly. Nothing is given out after it. */
  failure?: FramingFailure;
}

/** What came out of one call. Messages are copies: the chunk may be used again. After a failure the stream is closed: each later call gives it again. */
export interface Decoded<M> {
  messages: M[];
  failure?: FramingFailure;
}

/** Told to whoever wants to see a stream explained: these octets are this part of the message being read. `value` is the number that a prefix spells. */
export type Note = (part: Part, start: number, end: number, value?: number | bigint) => void;

/** One framing. Made by `codecOf`; holds no state, so that one is enough for any number of streams. */
export interface Codec<M extends Message = Message> {
  readonly rule: FramingRule;
  /** The octets of one message; refuses whatever the decoder of the same rule would refuse, or could not give back with the same octets. */
  encode(message: Message): Framed<Uint8Array>;
  /** A decoder at the beginning of a stream. */
  begin(): Decoding;
  /** Takes octets that arrived, any number of them, and gives the messages that are complete now. However a stream is cut, the messages and the failure are the same. */
  push(state: Decoding, chunk: Uint8Array, note?: Note): Decoded<M>;
  /** The stream has ended: a failure when that is inside a message. */
  end(state: Decoding): Decoded<M>;
}
