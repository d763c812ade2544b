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
  await import(pathToFileURL(file).href);
}
