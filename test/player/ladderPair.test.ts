// Two ladders on one scale: the same instant has the same height in both, and what is alike stands side by side.
import { runAlone } from '../../src/sim/turns.ts';
import { describe, expect, test } from 'vitest';
import { Ladder } from '../../src/player/ladder.ts';
import { LadderPair } from '../../src/player/ladderPair.ts';
import { extend, startHistory, type History } from '../../src/sim/history.ts';
import { vary } from '../../src/sim/variation.ts';
import { labOf } from '../support/lab.ts';
import { threeSends } from '../support/threeSends.ts';

const columns = [{ device: 0 }, { device: 1 }];
const a = startHistory(labOf(threeSends()));
extend(a);
const b = runAlone(vary(a, { kind: 'knob', of: 'A', knob: 'nagle', value: false }));
extend(b);

function pairOf(x: History, y: History, most = Infinity): LadderPair {
  const pair = new LadderPair({ run: x, columns }, { run: y, columns });
  while (!pair.grow(most)) {
    /* a burst a turn */
  }
  return pair;
}

const heights = (ladder: Ladder): number[] => [...ladder.sent, ...ladder.calls].map(({ y }) => y);

describe('two ladders on one scale', () => {
  test('of the same run are the same, line by line, and stand as that run alone does', () => {
    const { ladders } = pairOf(a, a);
    expect(heights(ladders[1])).toEqual(heights(ladders[0]));
    const alone = new Ladder(a, columns);
    alone.grow();
    expect(heights(ladders[0])).toEqual(heights(alone));
  });

  test('of two runs: what is the same until they differ stands at the same height; later things stand lower in either', () => {
    const { ladders } = pairOf(a, b);
    const [x, y] = ladders.map(({ sent }) => sent.map(({ departs, y }) => ({ departs, y })));
    const apart = x!.findIndex((one, i) => one.departs !== y![i]!.departs);
    expect(apart).toBeGreaterThan(4);
    expect(x!.slice(0, apart)).toEqual(y!.slice(0, apart));
    const all = [...x!, ...y!].sort((one, other) => one.departs - other.departs);
    for (const [i, one] of all.entries())
      if (i && all[i - 1]!.departs < one.departs) expect(one.y).toBeGreaterThanOrEqual(all[i - 1]!.y);
  });

  test('grown in bursts they are what they are at once; with a limit they end there', () => {
    const whole = pairOf(a, b);
    const bits = pairOf(a, b, 7);
    expect(bits.ladders.map(heights)).toEqual(whole.ladders.map(heights));
    const some = new LadderPair({ run: a, columns }, { run: b, columns });
    expect(some.grow(Infinity, 20)).toBe(true);
    expect(some.ladders[0].sent.length).toBeLessThan(whole.ladders[0].sent.length);
  });
});
