// A worker as the page has one: it loads the interpreter, says how far that is, and runs a little Python.
import { keepFiles, loadInterpreter } from '../../src/python/load.ts';
import { canSuspend } from '../../src/python/suspending.ts';

/** What it says, in this order. */
export type Said =
  | { say: 'progress'; octets: number; of: number }
  | { say: 'ran'; canSuspend: boolean; sum: unknown; suspended: unknown; fetch: boolean }
  | { say: 'kept' }
  | { say: 'failed'; why: string };

const say = (said: Said): void => self.postMessage(said);

/** A network as the worker's name says: `missing`: the library is not there; `short`: half of it comes. */
function faulty(): void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    if (!String(input).endsWith('.zip')) return real(input, init);
    if (self.name === 'missing') return new Response('', { status: 404 });
    return new Response((await (await real(input, init)).arrayBuffer()).slice(0, 1_000_000));
  };
}

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
  await keepFiles();
  say({ say: 'kept' });
}

if (self.name !== '') faulty();
run().catch((error: unknown) => say({ say: 'failed', why: String(error) }));
