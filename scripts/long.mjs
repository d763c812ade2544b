// `npm run test:long`: the unit tests with LONG=1, under which properties and stories run many more cases.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, root } from './fresh.mjs';

ensureInstalled();
const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, {
  cwd: root,
  env: { ...process.env, LONG: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
