// The programs of the course under real CPython: what they are held to in the simulator is what they really do.
import { describe, expect, test } from 'vitest';
import { underCpython, whyNoCpython } from '../support/cpython.ts';
import { shortcomings } from '../support/scenario.ts';
import { scenarios } from '../support/scenarioFiles.ts';

const why = whyNoCpython();

describe.skipIf(why !== undefined)(why === undefined ? 'real CPython' : `real CPython (skipped: ${why})`, () => {
  for (const scenario of scenarios())
    test.concurrent(`${scenario.system} ${scenario.name}`, async () => {
      expect(shortcomings(scenario, await underCpython(scenario))).toEqual([]);
    });
});
