// Text as octets and back in the codecs that lessons speak of, strictly, as Python's codecs do it (RFC 3629, RFC 2781, RFC 20, GBK, GB 18030).

import { fourOf, pairAt, pairOf } from './gb18030.ts';

/** A codec by the name that Python, too, knows it by. `utf-16` begins with its byte order mark, low octet first. */
export const codecs = ['utf-8', 'gbk', 'gb18030', 'utf-16', 'ascii', 'latin-1'] as const;
export type Codec = (typeof codecs)[number];

/** What reads out of octets: the text, or the octet from which on it is none. */
export type Decoded = { text: string } | { at: number };

const BOM = Uint8Array.of(0xff, 0xfe);
/** What stands before the text itself. */
export const prefixOf = (codec: Codec): Uint8Array => (codec === 'utf-16' ? BOM : new Uint8Array(0));

/** The octets of one character (a code point that is no surrogate); undefined where the codec has none for it. */
export function encodeCharacter(codec: Codec, char: string): Uint8Array | undefined {
  const point = char.codePointAt(0)!;
  if (codec === 'utf-8') return new TextEncoder().encode(char);
  if (codec === 'ascii') return point < 0x80 ? Uint8Array.of(point) : undefined;
  if (codec === 'latin-1') return point < 0x100 ? Uint8Array.of(point) : undefined;
  if (codec === 'utf-16') {
    return Uint8Array.from(char.split('').flatMap((unit) => [unit.charCodeAt(0) & 0xff, unit.charCodeAt(0) >> 8]));
  }
  if (point < 0x80) return Uint8Array.of(point);
  return pairOf(char, codec === 'gbk') ?? (codec === 'gb18030' ? fourOf(char) : undefined);
}

/** All octets of a text, or the first character that the codec does not have: its place in UTF-16 units. */
export function encodeText(codec: Codec, text: string): { bytes: Uint8Array } | { at: number } {
  const bytes = [...prefixOf(codec)];
  let at = 0;
  for (const char of text) {
    const octets = isLone(char) ? undefined : encodeCharacter(codec, char);
    if (!octets) return { at };
    bytes.push(...octets);
    at += char.length;
  }
  return { bytes: Uint8Array.from(bytes) };
}

/** Half of a pair of surrogates stands for no character. */
export const isLone = (char: string): boolean => char.length === 1 && char >= '\ud800' && char <= '\udfff';

/** Reads octets; where they are no text, says from which octet on. */
export function decodeText(codec: Codec, bytes: Uint8Array): Decoded {
  if (codec === 'utf-16') return decodeUtf16(bytes);
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const octets = lengthAt(codec, bytes, at);
    const char = characterOf(codec, bytes.subarray(at, at + octets), octets);
    if (char === undefined) return { at };
    text += char;
    at += octets;
  }
  return { text };
}

/** How many octets the character that begins here should have. */
function lengthAt(codec: Codec, bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (codec === 'utf-8') return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (codec === 'ascii' || codec === 'latin-1' || first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  return codec === 'gb18030' && second >= 0x30 && second <= 0x39 ? 4 : 2;
}

function characterOf(codec: Codec, octets: Uint8Array, wanted: number): string | undefined {
  if (octets.length < wanted) return undefined;
  if (codec === 'latin-1') return String.fromCharCode(octets[0]!);
  if (codec === 'utf-8') return strictly('utf-8', octets);
  if (octets[0]! < 0x80) return String.fromCharCode(octets[0]!);
  if (codec === 'ascii' || wanted === 1) return undefined;
  return wanted === 2 ? pairAt(octets[0]!, octets[1]!, codec === 'gbk') : strictly('gb18030', octets);
}

function strictly(label: string, octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined;
  }
}

/** With a byte order mark it says the order; without one the low octet comes first. */
function decodeUtf16(bytes: Uint8Array): Decoded {
  const [first, second] = [bytes[0], bytes[1]];
  const big = first === 0xfe && second === 0xff;
  const unit = (at: number): number => (big ? (bytes[at]! << 8) | bytes[at + 1]! : bytes[at]! | (bytes[at + 1]! << 8));
  let text = '';
  for (let at = big || (first === 0xff && second === 0xfe) ? 2 : 0; at < bytes.length;) {
    if (at + 1 === bytes.length) return { at };
    const high = unit(at);
    const pair = high >= 0xd800 && high < 0xdc00 && at + 3 < bytes.length ? unit(at + 2) : 0;
    const paired = pair >= 0xdc00 && pair < 0xe000;
    if (high >= 0xd800 && high < 0xe000 && !paired) return { at };
    text += paired ? String.fromCharCode(high, pair) : String.fromCharCode(high);
    at += paired ? 4 : 2;
  }
  return { text };
}
