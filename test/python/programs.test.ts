// The programs of the course on simulated hosts: they do what they do under real CPython (cpython.test.ts), each run like the run before.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shortcomings, streamsShort } from '../support/scenario.ts';
import { scenarios } from '../support/scenarioFiles.ts';
import { inSimulator } from '../support/simulated.ts';

/** Digests of all traces. Made anew with UPDATE=1; the browser has the same (test/ui/programs.test.ts). */
const place = new URL('../golden/programs.json', import.meta.url);
const known = JSON.parse(readFileSync(place, 'utf8')) as Record<string, string>;

describe('programs of the course', () => {
  // Three megabytes take their time where many tests run at once.
  for (const scenario of scenarios()) {
    const name = `${scenario.system} ${scenario.name}`;
    test(
      name,
      async () => {
        const run = await inSimulator(scenario);
        expect([...shortcomings(scenario, run), ...streamsShort(scenario, run.report)]).toEqual([]);
        if (process.env['UPDATE']) {
          known[name] = run.digest;
          const sorted = Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1));
          writeFileSync(place, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
        }
        expect(run.digest).toBe(known[name]);
      },
      240_000,
    );
  }
});
