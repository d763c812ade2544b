// Whatever the network does, both sides receive exactly the octets that were sent, in order, or are told that they will not; nothing is left behind.
import { describe, expect, it } from 'vitest';
import { luckFor } from '../../../src/base/rng.ts';
import { conditionsFor, converse } from './pair.ts';

const CASES = process.env['LONG'] ? 10_000 : 100;

describe('two sides and a bad network', () => {
  it(
    `deliver exactly the octets, ${CASES} times`,
    () => {
      let failed = 0;
      for (let seed = 1; seed <= CASES; seed++) {
        const conditions = conditionsFor(luckFor(seed, 'pair', 'conditions'));
        const outcome = converse(seed, conditions);
        expect(outcome.problem, `seed ${seed}`).toBeUndefined();
        if (!outcome.complete) {
          failed++;
          expect(outcome.failures.some(Boolean), `seed ${seed} fails without a word`).toBe(true);
          expect(conditions.loss, `seed ${seed} fails on a network that loses nothing`).toBeGreaterThan(0);
        }
      }
      // Sixty retransmissions outlast nearly everything.
      expect(failed).toBeLessThan(CASES / 20);
    },
    30 * 60_000,
  );

  it.each([1, 3, 4, 7, 12])('say the same in every run of a seed, and going on from copies: %i', (seed) => {
    const conditions = conditionsFor(luckFor(seed, 'pair', 'conditions'));
    const once = converse(seed, conditions);
    expect(converse(seed, conditions)).toEqual(once);
    expect(converse(seed, conditions, 97)).toEqual(once);
  });
});
