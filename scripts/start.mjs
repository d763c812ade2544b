// `npm start`: from a fresh clone to the classroom in a browser, with nothing but Node.
import { build, ensureInstalled } from './fresh.mjs';
import { runClassroom } from './run.mjs';

ensureInstalled();
if (!build('page')) {
  console.error('The page could not be built: see above.');
  process.exit(1);
}
await runClassroom(['serve', ...process.argv.slice(2)]);
