// What must be so before anything of ours runs: packages as the lock says, and builds as new as their sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} Locked */

/** @param {string} path @returns {Record<string, Locked>} */
const lockedIn = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;

/** Whether node_modules holds what package-lock.json asks for (npm notes there what it installed). */
export function isInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const here = lockedIn('node_modules/.package-lock.json');
  return Object.entries(lockedIn('package-lock.json')).every(([path, wanted]) => {
    if (path === '') return true;
    const found = here[path];
    return found ? found.integrity === wanted.integrity && found.version === wanted.version : wanted.optional === true;
  });
}

/** Runs npm with this Node; its output goes to stderr, so that the output of what follows stays clean. @param {string[]} args */
export function npm(args) {
  const [command, first] = process.env['npm_execpath']
    ? [process.execPath, [process.env['npm_execpath']]]
    : ['npm', []];
  const shell = command === 'npm' && process.platform === 'win32';
  return spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2], shell }).status === 0;
}

/** Installs what the lock asks for, unless it is there. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.error('Installing what package-lock.json asks for (npm ci) …');
  if (!npm(['ci', '--include=dev'])) {
    console.error('npm ci failed: see above.');
    process.exit(1);
  }
}

/** Both builds read all of src and lessons: a lesson may be in the page, in the command, or both. */
const sources = ['src', 'lessons', 'scripts', 'package-lock.json', 'svelte.config.js', 'tsconfig.base.json'];

/** @type {Record<'page' | 'command', { made: string, config: string, from: string[] }>} */
const builds = {
  page: { made: 'dist/index.html', config: 'vite.config.ts', from: [...sources, 'public', 'index.html'] },
  command: { made: 'dist-node/classroom.js', config: 'vite.node.config.ts', from: sources },
};

/** Path, size and time of every file below, so that a file that goes away counts too. @param {string[]} paths */
function fingerprint(paths) {
  const hash = createHash('sha1');
  /** @param {string} path */
  const add = (path) => {
    const about = statSync(join(root, path), { throwIfNoEntry: false });
    if (!about) return;
    if (about.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) if (name !== 'node_modules') add(`${path}/${name}`);
    } else {
      hash.update(`${path}\n${about.size}\n${about.mtimeMs}\n`);
    }
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/** Builds the page or the command; without `always` only when something changed since the last time. @param {keyof typeof builds} what */
export function build(what, { always = false } = {}) {
  const { made, config, from } = builds[what];
  const stamp = join(root, 'node_modules/.cache/packet-classroom', what);
  const now = fingerprint([...from, config]);
  if (!always && existsSync(join(root, made)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return true;
  const args = ['node_modules/vite/bin/vite.js', 'build', '--config', config, '--logLevel', always ? 'info' : 'warn'];
  if (spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] }).status !== 0) return false;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}
