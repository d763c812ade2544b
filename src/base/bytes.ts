// Octets: reading, writing, comparing and spelling them.

/** The 16-bit big-endian number at `at`. */
export const u16 = (b: Uint8Array, at: number): number => (b[at]! << 8) | b[at + 1]!;
/** The 32-bit big-endian number at `at`, unsigned. */
export const u32 = (b: Uint8Array, at: number): number =>
  ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0;
/** The 48-bit big-endian number at `at` (a MAC address), exact in a double. */
export const u48 = (b: Uint8Array, at: number): number => u16(b, at) * 0x1_0000_0000 + u32(b, at + 2);

export function putU16(b: Uint8Array, at: number, value: number): void {
  b[at] = value >>> 8;
  b[at + 1] = value;
}
export function putU32(b: Uint8Array, at: number, value: number): void {
  b[at] = value >>> 24;
  b[at + 1] = value >>> 16;
  b[at + 2] = value >>> 8;
  b[at + 3] = value;
}
export function putU48(b: Uint8Array, at: number, value: number): void {
  const high = Math.floor(value / 0x1_0000_0000);
  putU16(b, at, high);
  putU32(b, at + 2, value >>> 0);
}

const HEX = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** An octet as two hexadecimal digits. */
export const hexOctet = (octet: number): string => HEX[octet & 0xff]!;

/** `0a ff 00`, or with another separator. */
export function toHex(bytes: ArrayLike<number>, separator = ' '): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += (i ? separator : '') + hexOctet(bytes[i]!);
  return text;
}

const ONLY_DIGITS = /^[0-9a-fA-F]*$/;
/** What a digit is worth, by its character code: frames from outside are spelled by the thousand. */
const DIGIT = new Uint8Array(128);
for (const digit of '0123456789abcdefABCDEF') DIGIT[digit.charCodeAt(0)] = parseInt(digit, 16);

/** Octets from hexadecimal digits; white space, `:`, `-` and `.` between octets are passed over. Undefined when something else stands there or a digit is missing. */
export function fromHex(text: string): Uint8Array | undefined {
  const digits = ONLY_DIGITS.test(text) ? text : text.replace(/[\s:.-]+/g, '');
  return digits.length % 2 || !ONLY_DIGITS.test(digits) ? undefined : fromDigits(digits);
}

/** Octets from an even number of hexadecimal digits with nothing between: whoever calls knows that they are. */
export function fromDigits(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0, at = 0; i < bytes.length; i++, at += 2) {
    bytes[i] = (DIGIT[digits.charCodeAt(at)]! << 4) | DIGIT[digits.charCodeAt(at + 1)]!;
  }
  return bytes;
}

/** Octets as the ASCII column of a hexdump shows them: what is not printable is a dot. */
export function printable(bytes: Uint8Array): string {
  let text = '';
  for (const octet of bytes) text += octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.';
  return text;
}

/** Octets as a text, one character each (its code is the octet): what JSON and copies take best. */
export function toBinary(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

/** The octets of such a text; undefined where a character is none. */
export function fromBinary(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  let all = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code;
    all |= code;
  }
  return all > 0xff ? undefined : bytes;
}
