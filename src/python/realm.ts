// What JavaScript shows an interpreter while a program runs: the virtual clock, and UTC. Everybody else sees the real ones.

import { MILLISECOND, type Instant } from '../base/time.ts';

/** 2026-01-01 09:00:00 UTC: what programs read at instant 0. */
export const EPOCH_MS = 1_767_258_000_000;

/** The parts of a date in local time, which UTC stands in for. */
const LOCAL = ['Hours', 'Minutes', 'Seconds', 'Date', 'Month', 'FullYear', 'Day'] as const;

/** The clock that a program sees now; undefined: none runs. */
let clock: (() => Instant) | undefined;
let isPatched = false;

type Numbers = Record<string, (this: Date) => number>;

/**
 * The functions are replaced once and ask whose turn it is: putting others in their place for each turn would cost more than the turn. Emscripten looks
 * them up at each call.
 */
function patch(): void {
  if (isPatched) return;
  isPatched = true;
  const { now } = Date;
  Date.now = () => (clock ? EPOCH_MS + clock() / MILLISECOND : now());
  const elapsed = performance.now.bind(performance);
  performance.now = () => (clock ? clock() / MILLISECOND : elapsed());
  const date = Date.prototype as unknown as Numbers;
  const zone = date['getTimezoneOffset']!;
  date['getTimezoneOffset'] = function () {
    return clock ? 0 : zone.call(this);
  };
  for (const part of LOCAL) {
    const local = date[`get${part}`]!;
    const universal = date[`getUTC${part}`]!;
    date[`get${part}`] = function () {
      return (clock ? universal : local).call(this);
    };
  }
}

/** A program's turn begins: time is what this clock says. */
export function enterRealm(now: () => Instant): void {
  patch();
  clock = now;
}

/** The turn is over. */
export function leaveRealm(): void {
  clock = undefined;
}
