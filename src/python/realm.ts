// What JavaScript shows an interpreter while a program runs: the virtual clock and UTC. Put in place for a slice, and taken away behind it: everybody else has the real ones.

import { MILLISECOND, type Instant } from '../base/time.ts';

/** 2026-01-01 09:00:00 UTC: what programs read at instant 0. */
export const EPOCH_MS = 1_767_258_000_000;

/** The getters of a date in local time, which UTC stands in for. */
const LOCAL = ['Hours', 'Minutes', 'Seconds', 'Date', 'Month', 'FullYear', 'Day'] as const;

type Patch = [object: object, key: string, value: unknown];

function patches(now: () => Instant): Patch[] {
  const ofDate = Date.prototype as unknown as Record<string, unknown>;
  return [
    [Date, 'now', () => EPOCH_MS + now() / MILLISECOND],
    [performance, 'now', () => now() / MILLISECOND],
    [ofDate, 'getTimezoneOffset', () => 0],
    ...LOCAL.map((part): Patch => [ofDate, `get${part}`, ofDate[`getUTC${part}`]]),
  ];
}

/** A clock that can be put in the place of the real one, and back. */
export class Realm {
  private readonly patches: Patch[];
  private readonly real: (PropertyDescriptor | undefined)[];

  constructor(now: () => Instant) {
    this.patches = patches(now);
    this.real = this.patches.map(([object, key]) => Object.getOwnPropertyDescriptor(object, key));
  }

  enter(): void {
    for (const [object, key, value] of this.patches) {
      Object.defineProperty(object, key, { value, configurable: true, writable: true });
    }
  }

  leave(): void {
    this.patches.forEach(([object, key], i) => {
      const real = this.real[i];
      if (real) Object.defineProperty(object, key, real);
      else Reflect.deleteProperty(object, key);
    });
  }
}
