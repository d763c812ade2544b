// `npm run bench -- ARGS`: builds test/bench/main.ts for Node and runs it; with `--page` it is test/bench/page/main.mjs, which
// measures the built page, with `--python` test/bench/python/main.mjs, which measures programs.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root } from './fresh.mjs';

ensureInstalled();
if (process.argv.includes('--page')) {
  await import('../test/bench/page/main.mjs');
  process.exit();
}
if (process.argv.includes('--python')) {
  await import('../test/bench/python/main.mjs');
  process.exit();
}
const args = ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.node.config.ts', '--logLevel', 'warn'];
const into = ['--ssr', 'test/bench/main.ts', '--outDir', 'dist-bench'];
if (spawnSync(process.execPath, [...args, ...into], { cwd: root, stdio: ['ignore', 2, 2] }).status !== 0)
  process.exit(1);
const file = join(root, 'dist-bench', 'main.js');
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, file, ...process.argv.slice(2)];
await import(pathToFileURL(file).href);
