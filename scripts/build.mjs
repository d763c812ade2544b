// `npm run build`: the page into dist/, the command into dist-node/.
import { build } from './fresh.mjs';

const made = [build('page', { always: true }), build('command', { always: true })];
process.exitCode = made.every(Boolean) ? 0 : 1;
