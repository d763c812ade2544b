// Text that is typed to be encoded, with the first character that a codec does not have named.

import { right, wrong, type Read } from '../said.ts';
import { encodeText, isLone, type Codec } from './codec.ts';

/** The octets of a text of at most so many UTF-16 units. `E_CODEC` for the first character that the codec does not have, `E_TOOBIG` for too long a text. */
export function readEncoded(typed: string, codec: Codec, most: number): Read<Uint8Array> {
  if (typed.length > most) {
    return wrong('E_TOOBIG', most, typed.length - most, { variant: 'text', params: { count: typed.length, most } });
  }
  const done = encodeText(codec, typed);
  if ('bytes' in done) return right(done.bytes);
  const char = String.fromCodePoint(typed.codePointAt(done.at)!);
  const point = char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return wrong('E_CODEC', done.at, char.length, {
    ...(isLone(char) && { variant: 'lone' }),
    params: { char: isLone(char) ? '' : char, point, codec },
  });
}
