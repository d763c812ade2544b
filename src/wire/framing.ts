// Framing: messages over a stream of octets that knows no messages. The same codecs serve programs, calculators and the bridge.

import type { Codec, FramingRule, HeadedMessage, HeaderRule } from './framing/codec.ts';
import { delimiterCodec } from './framing/delimiter.ts';
import type { Framed } from './framing/failure.ts';
import { fixedCodec } from './framing/fixed.ts';
import { headerCodec } from './framing/header.ts';
import { lengthCodec, varintCodec } from './framing/length.ts';

/**
 * The codec of a rule, or what is wrong with the rule. Nothing that comes from the stream makes it throw; what it cannot accept is a failure with a
 * code (`framing/failure.ts`), after which that stream is closed. Memory follows what arrived, not what a length promises.
 */
export function codecOf(rule: HeaderRule): Framed<Codec<HeadedMessage>>;
export function codecOf(rule: Exclude<FramingRule, HeaderRule>): Framed<Codec<Uint8Array>>;
export function codecOf(rule: FramingRule): Framed<Codec>;
export function codecOf(rule: FramingRule): Framed<Codec> {
  switch (rule.kind) {
    case 'length':
      return lengthCodec(rule);
    case 'varint':
      return varintCodec(rule);
    case 'header':
      return headerCodec(rule);
    case 'delimiter':
      return delimiterCodec(rule);
    case 'fixed':
      return fixedCodec(rule);
  }
}
