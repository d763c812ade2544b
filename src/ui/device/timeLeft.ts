// A time that runs down, in whole seconds: finer digits would only flicker.

import { SECOND } from '../../base/time.ts';

/** `59 s`, `4 min 12 s`; begun seconds count whole, so that 0 s means that the time is over. */
export function timeLeft(ns: number): string {
  const seconds = Math.max(0, Math.ceil(ns / SECOND));
  if (seconds < 100) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
