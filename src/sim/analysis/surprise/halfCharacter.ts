// Does a run of octets end within a character of UTF-8 (RFC 3629 section 3)? Only where all before it is text.

/** How many octets of the last character are there, and how many it has. */
export interface HalfCharacter {
  have: number;
  of: number;
}

/** How many octets a character that begins so has; 0: none begins so. */
function lengthFrom(octet: number): number {
  if (octet < 0x80) return 1;
  if (octet < 0xc2 || octet > 0xf4) return 0;
  return octet < 0xe0 ? 2 : octet < 0xf0 ? 3 : 4;
}

const isContinuation = (octet: number): boolean => (octet & 0xc0) === 0x80;

/** Undefined where the last character is whole, or where it is no text. The first octets may be the rest of a character that was cut before. */
export function halfCharacterAt(bytes: Uint8Array): HalfCharacter | undefined {
  let at = 0;
  while (at < 3 && at < bytes.length && isContinuation(bytes[at]!)) at++;
  while (at < bytes.length) {
    const of = lengthFrom(bytes[at]!);
    if (of === 0) return undefined;
    const have = Math.min(of, bytes.length - at);
    for (let i = 1; i < have; i++) if (!isContinuation(bytes[at + i]!)) return undefined;
    if (have < of) return { have, of };
    at += of;
  }
  return undefined;
}
