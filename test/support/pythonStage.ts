// A stage for tests with real Python: hosts with files, command lines typed at them, and what the programs wrote.

import { expect } from 'vitest';
import type { Instant } from '../../src/base/time.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import type { ProcessState } from '../../src/devices/host/process.ts';
import { Scripts } from '../../src/live/scripts.ts';
import { preparePump } from '../../src/python/prepare.ts';
import { endOf, startHistory, type History } from '../../src/sim/history.ts';
import { actTurns, extendTurns } from '../../src/sim/turns.ts';
import { labOf, threeHosts } from './lab.ts';

/** One interpreter for all tests of a file: loading it takes seconds. It serves one history at a time. */
const scripts = new Scripts(preparePump);

/** Texts of files, by host and name. */
export type Files = Record<string, Record<string, string>>;

export class Stage {
  readonly scripts = scripts;
  history: History;

  constructor(files: Files, seed?: number) {
    this.history = startHistory(labOf(threeHosts(`files: ${JSON.stringify(files)}\n`)), seed);
  }

  /** Types a command line at a host, now. */
  async run(on: string, line: string): Promise<ProcessState> {
    const done = await this.scripts.run(actTurns(this.history, endOf(this.history), { do: 'run', on, line }));
    expect(done.result).toMatchObject({ ok: true });
    this.history = done.history;
    return this.host(on).processes.at(-1)!;
  }

  async act(command: Parameters<typeof actTurns>[2]): Promise<void> {
    const done = await this.scripts.run(actTurns(this.history, endOf(this.history), command));
    expect(done.result).toMatchObject({ ok: true });
    this.history = done.history;
  }

  /** Lets the world go on, until nothing is left to happen or an instant is reached. */
  until(at: number = Infinity): Promise<'idle' | 'until' | 'budget'> {
    return this.scripts.run(extendTurns(this.history, { until: at as Instant }));
  }

  host(name: string): HostState {
    return this.history.live.state.devices.find((one) => one.name === name) as HostState;
  }

  /** What all processes of a host have written, in order of processes; standard error after a `!`. */
  output(name: string): string {
    return this.host(name)
      .processes.flatMap((one) => one.output.map(({ text, err }) => (err ? `! ${text}` : text)))
      .join('\n');
  }

  /** Exit statuses of a host's processes. */
  exits(name: string): (number | undefined)[] {
    return this.host(name).processes.map(({ exit }) => exit);
  }
}

/** Runs one program on A to its end: what it wrote, and its exit status last. */
export async function ran(text: string, line = 'python3 main.py', seed?: number): Promise<string> {
  const stage = new Stage({ A: { 'main.py': text } }, seed);
  await stage.run('A', line);
  await stage.until();
  return `${stage.output('A')}\n= ${stage.exits('A').at(-1)}`;
}
