// `npm run classroom -- ARGS`: the teacher's command, built first if its sources are newer.
import { ensureInstalled } from './fresh.mjs';
import { runClassroom } from './run.mjs';

ensureInstalled();
await runClassroom(process.argv.slice(2));
