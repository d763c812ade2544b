// A worker as the page has one: it loads the interpreter, says how far that is, and runs a little Python.
import { canSuspend, loadInterpreter } from '../../src/python/load.ts';

/** What it says, in this order. */
export type Said =
  | { say: 'progress'; octets: number; of: number }
  | { say: 'ran'; canSuspend: boolean; sum: unknown; suspended: unknown; fetch: boolean }
  | { say: 'failed'; why: string };

const say = (said: Said): void => self.postMessage(said);

async function run(): Promise<void> {
  const { fetch } = globalThis;
  const python = await loadInterpreter({ onProgress: (done) => say({ say: 'progress', ...done }) });
  python.globals.set('promise', new Promise((resolve) => setTimeout(resolve, 0, 42)));
  say({
    say: 'ran',
    canSuspend: canSuspend(),
    sum: python.runPython('1 + 1'),
    suspended: await python.runPythonAsync('from pyodide.ffi import run_sync\nrun_sync(promise)'),
    fetch: globalThis.fetch === fetch,
  });
}

run().catch((error: unknown) => say({ say: 'failed', why: String(error) }));
