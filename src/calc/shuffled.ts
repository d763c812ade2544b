// An order that luck gives, for options and items of exercises.

import { below, type Luck } from '../base/rng.ts';

/** All of them in an order that luck gives. */
export function shuffled<T>(luck: Luck, all: readonly T[]): T[] {
  const mixed = [...all];
  for (let place = mixed.length - 1; place > 0; place--) {
    const other = below(luck, place + 1);
    [mixed[place], mixed[other]] = [mixed[other]!, mixed[place]!];
  }
  return mixed;
}
