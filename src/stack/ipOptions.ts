// Options of the IPv4 header (RFC 791 section 3.1), as far as the stack has to look at them. Those that a router could fill in (record route,
// timestamp) pass unchanged, as many routers let them.

const END_OF_OPTIONS = 0;
const NO_OPERATION = 1;
const LOOSE_SOURCE_ROUTE = 131;
const STRICT_SOURCE_ROUTE = 137;
export const SOURCE_ROUTED: readonly number[] = [LOOSE_SOURCE_ROUTE, STRICT_SOURCE_ROUTE];

/** Does every option between `at` and `end` have a length that fits? */
export function optionsAreSound(b: Uint8Array, at: number, end: number): boolean {
  while (at < end) {
    if (b[at] === END_OF_OPTIONS) return true;
    if (b[at] === NO_OPERATION) at++;
    else if (at + 1 >= end || b[at + 1] < 2) return false;
    else at += b[at + 1];
  }
  return at === end;
}

/** Is there an option of one of these types? The options are sound. */
export function optionsSay(b: Uint8Array, at: number, end: number, types: readonly number[]): boolean {
  while (at < end && b[at] !== END_OF_OPTIONS) {
    if (types.includes(b[at])) return true;
    at += b[at] === NO_OPERATION ? 1 : b[at + 1];
  }
  return false;
}

/** Of an option's type this bit says that the option goes into every fragment. */
const COPIED = 0x80;

/** The options that fragments after the first carry, filled up to whole words. Octets that are no sound options end the list. */
export function copiedOptions(b: Uint8Array, at: number, end: number): number[] {
  const kept: number[] = [];
  if (optionsAreSound(b, at, end)) {
    while (at < end && b[at] !== END_OF_OPTIONS) {
      const length = b[at] === NO_OPERATION ? 1 : b[at + 1];
      if (b[at] & COPIED) kept.push(...b.subarray(at, at + length));
      at += length;
    }
  }
  while (kept.length % 4) kept.push(END_OF_OPTIONS);
  return kept;
}
