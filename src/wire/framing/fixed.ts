// Messages of one size: refused or filled up when they are shorter.

import type { Codec, FixedRule } from './codec.ts';
import { type Counted, countedCodec } from './counted.ts';
import { type Framed, framed, numberFault, refused } from './failure.ts';
import { plainBody } from './length.ts';

/** Messages of `rule.size` octets each. */
export function fixedCodec(rule: FixedRule): Framed<Codec<Uint8Array>> {
  const { size, padding } = rule;
  const fault =
    numberFault('size', size, 1, Number.MAX_SAFE_INTEGER) ??
    (padding === undefined ? undefined : numberFault('padding', padding, 0, 255));
  if (fault) return { ok: false, failure: fault };
  const framing: Counted<Uint8Array> = {
    rule,
    first: { part: 'body', need: size },
    encode(message) {
      const read = plainBody(message, Infinity);
      if (!read.ok) return read;
      const body = read.value;
      if (body.length > size || (padding === undefined && body.length < size)) {
        return refused('fixed-size', { length: body.length, size });
      }
      // The decoder could not tell its last octets from padding.
      if (padding !== undefined && body[body.length - 1] === padding) return refused('padding-at-end', { padding });
      const octets = new Uint8Array(size);
      if (padding) octets.fill(padding, body.length);
      octets.set(body);
      return framed(octets);
    },
    next(_part, octets) {
      let end = octets.length;
      if (padding !== undefined) while (end && octets[end - 1] === padding) end--;
      return { then: 'message', message: octets.slice(0, end), padding: octets.length - end };
    },
  };
  return framed(countedCodec(framing));
}
