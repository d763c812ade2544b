// A command that needs Python, as `classroom run` does: built and run by test/cli/suspending.test.ts.
import { text } from 'node:stream/consumers';
import { ensureSuspending } from '../../src/cli/suspending.ts';
import { loadInterpreter } from '../../src/python/load.ts';

const status = await ensureSuspending();
if (status !== undefined) {
  process.exitCode = status;
} else {
  const python = await loadInterpreter();
  python.globals.set('promise', text(process.stdin));
  console.log(await python.runPythonAsync('from pyodide.ffi import run_sync\nrun_sync(promise).upper()'));
  console.log(process.argv.slice(2).join(' '));
  process.exitCode = 7;
}
