// Runs the built command in this very process, so that its input, output, signals and exit status are the caller's.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, root } from './fresh.mjs';

/** @param {string[]} args */
export async function runClassroom(args) {
  if (!build('command')) {
    console.error('The command could not be built: see above.');
    process.exit(1);
  }
  const file = join(root, 'dist-node', 'classroom.js');
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, file, ...args];
  if (process.env['npm_lifecycle_event']) endWithTheShell();
  await import(pathToFileURL(file).href);
}

/** Asked to end, npm ends the shell between us, and the shell tells nobody: we would go on as an orphan and keep the port. */
function endWithTheShell() {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  watch.unref();
}
