// Runs a lab with its programs and tells what they came to: what `classroom run --json` prints, as a function.

import { SECOND, type Instant } from '../base/time.ts';
import { Scripts } from '../live/scripts.ts';
import { canSuspend } from '../python/suspending.ts';
import '../sim/equipment.ts';
import { endOf, startHistory, type History } from '../sim/history.ts';
import type { Lab } from '../sim/lab.ts';
import { reportOf, type RunReport } from '../sim/report.ts';
import { extendTurns } from '../sim/turns.ts';

/** A lab without an end of its own runs so long, unless somebody says otherwise. */
export const LONGEST = 600 * SECOND;

/** This Node was started without the flag that it needs. */
export class CannotSuspend extends Error {
  constructor() {
    super(
      'Python programs need a Node that can suspend them: 24 or later, 22 with --experimental-wasm-jspi, 20 with --experimental-wasm-stack-switching',
    );
  }
}

let scripts: Scripts | undefined;
/** The run before: the interpreter serves one at a time. */
let before: Promise<unknown> = Promise.resolve();

/** What serves scripts in Node: one interpreter for all, loaded when the first script wants it. Rejects where this Node was started without the flag that it needs. */
export function nodeScripts(): Scripts {
  scripts ??= new Scripts(async (onProgress) => {
    if (!canSuspend()) throw new CannotSuspend();
    const { preparePump } = await import('../python/prepare.ts');
    return preparePump(onProgress);
  });
  return scripts;
}

/**
 * Runs a lab (`parseLab`) with its `do` lines and programs until nothing is left to happen, or until an instant (ns; default 600 s), and tells what came of
 * it: per program standard output and error, exit status or `running` with the lines at which its threads wait, files that were written, connections with
 * both streams and who closed how, datagrams. The same lab and seed give the same report, and the same record (`history.record`), byte for byte.
 * Rejects where the interpreter cannot be had; a program that fails is no failure of the run. `cut`: it did not end by itself within its budget of events.
 */
export async function runLab(
  lab: Lab,
  { until = LONGEST, seed = lab.seed, events }: { until?: Instant; seed?: number; events?: number } = {},
): Promise<{ history: History; report: RunReport; cut: boolean }> {
  const history = startHistory(lab, seed);
  const turns = extendTurns(history, { until: endOf(history) + until, ...(events === undefined ? {} : { events }) });
  const run = before.then(() => nodeScripts().run(turns));
  before = run.catch(() => {});
  const ended = await run;
  return { history, report: reportOf(history), cut: ended === 'budget' };
}
