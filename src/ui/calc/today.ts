// The day and the instant at the reader's, by which exercises come again.
import type { When } from '../../calc/repetition.ts';

/** Days since 1970 in the reader's own time, and milliseconds since then. */
export function rightNow(): When {
  const now = new Date();
  const at = now.getTime();
  return { day: Math.floor((at - now.getTimezoneOffset() * 60_000) / 86_400_000), at };
}
