// `npm run test:long`: the unit tests with LONG=1, under which properties and stories run many more cases; then the faults planted in TCP.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, root } from './fresh.mjs';

ensureInstalled();
const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, {
  cwd: root,
  env: { ...process.env, LONG: '1' },
  stdio: 'inherit',
});
const planted =
  process.argv.length > 2
    ? 0
    : spawnSync(process.execPath, ['scripts/plantedFaults.mjs'], { cwd: root, stdio: 'inherit' }).status;
process.exitCode = (status ?? 1) || (planted ?? 1);
