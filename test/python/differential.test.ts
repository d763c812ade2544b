// Small programs under real CPython and in the simulator: what they write, how they end and where they fail is the same.
import { beforeAll, describe, expect, test } from 'vitest';
import { HOME } from '../../src/devices/host/files.ts';
import { underCpython, whyNoCpython } from '../support/cpython.ts';
import { lastFrame, lastLine, type Outcome, type Scenario } from '../support/scenario.ts';
import { smallPrograms } from '../support/scenarioFiles.ts';
import { inSimulator } from '../support/simulated.ts';

const why = whyNoCpython();
const AT_ONCE = 6;

/** What both are to have in common. */
function common({ stdout, stderr, exit }: Outcome, { files }: Scenario): unknown {
  return {
    stdout: stdout.replaceAll(/\/tmp\/programs-\w+\/A/g, HOME),
    exit,
    error: lastLine(stderr),
    at: lastFrame(stderr, Object.keys(files['A']!)),
  };
}

describe.skipIf(why !== undefined)(why === undefined ? 'small programs' : `small programs (skipped: ${why})`, () => {
  const programs = smallPrograms();
  const real = new Map<string, unknown>();

  beforeAll(async () => {
    const left = [...programs];
    const work = async (): Promise<void> => {
      for (let one = left.shift(); one; one = left.shift())
        real.set(one.name, common((await underCpython(one)).programs['it']!, one));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }, 240_000);

  test.each(programs)('$name', async (scenario) => {
    const { it } = (await inSimulator(scenario)).programs;
    expect(common(it!, scenario)).toEqual(real.get(scenario.name));
  });
});
