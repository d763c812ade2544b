// What programs do in the lessons (src/lesson/recorded.ts), recorded while the page is built, for browsers that cannot run them.
//
// `node scripts/records.mjs` with lessons on its input is the process that does it, with the flag that older Nodes need.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { root } from './fresh.mjs';
import { python } from './python.mjs';
import { ensureLibrary, pythonVersion } from './pythonLibrary.mjs';

/** @typedef {import('../src/lesson/lesson.ts').Lesson} Lesson */
/** @typedef {import('../src/lesson/recorded.ts').Recorded} Recorded */

const self = fileURLToPath(import.meta.url);
const kept = join(root, 'node_modules/.cache/packet-classroom/records');
const pathOf = (/** @type {string} */ key) => join(kept, `${key}.json`);

/** All that a record depends on besides its lesson. */
const sources = ['base', 'wire', 'stack', 'devices', 'sim', 'lesson', 'python', 'live'];

/** So many records are kept, those of former sources among them. */
const KEPT = 200;
/** How long all of them may take, ms: they take seconds. */
const LONGEST = 600_000;

/** The same as long as what is run stays the same, whatever is said about it. @param {Lesson} lesson @param {string} made */
function keyOf({ steps }, made) {
  const played = steps.map(({ lab, parts }) => ({
    lab,
    parts: parts.map((part) => {
      if (part.type === 'console') return part.lines;
      if (part.type === 'goal') return part.solution;
      return part.type === 'predict' ? [part.id, part.question.measure, part.question.run] : undefined;
    }),
  }));
  const lesson = JSON.stringify(played, (key, value) => (key === 'place' ? undefined : value));
  return createHash('sha256').update(made).update(lesson).digest('hex').slice(0, 20);
}

/** The simulator and the interpreter as they are now. */
function sourcesNow() {
  const hash = createHash('sha256').update(pythonVersion).update(readFileSync(self));
  for (const folder of sources) {
    const files = readdirSync(join(root, 'src', folder), { recursive: true, withFileTypes: true });
    const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    for (const path of paths.sort()) hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/**
 * Records lessons, those that were recorded before from what is kept of that. One that could not be recorded is left undefined, after the reason was told.
 * @param {readonly Lesson[]} lessons
 * @param {{ flags: string[] }} options What Node must be started with, so that it can suspend programs.
 * @returns {Promise<(Recorded | undefined)[]>}
 */
export async function recordLessons(lessons, { flags }) {
  const made = sourcesNow();
  const keys = lessons.map((lesson) => keyOf(lesson, made));
  const missing = keys.flatMap((key, i) => {
    const lesson = lessons[i];
    return lesson && !existsSync(pathOf(key)) ? [{ key, lesson }] : [];
  });
  if (missing.length > 0) {
    await ensureLibrary(); // or it would be made twice
    console.error(`Recording what programs do in ${missing.map(({ lesson }) => lesson.id).join(', ')} …`);
    await elsewhere(flags, JSON.stringify(missing));
    forgetOld();
  }
  return keys.map((key) => (existsSync(pathOf(key)) ? JSON.parse(readFileSync(pathOf(key), 'utf8')) : undefined));
}

/** Has it done in another process; rejects only when that cannot be started. @param {string[]} flags @param {string} input @returns {Promise<void>} */
const elsewhere = (flags, input) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, self], { stdio: ['pipe', 2, 2], timeout: LONGEST });
    child.once('error', reject);
    child.once('exit', () => resolve());
    child.stdin?.on('error', () => {}); // it has ended early, and has said why
    child.stdin?.end(input);
  });

/** Drops what was recorded longest ago: each change of the simulator makes new ones. */
function forgetOld() {
  if (!existsSync(kept)) return;
  const paths = readdirSync(kept).map((name) => join(kept, name));
  const times = new Map(paths.map((path) => [path, statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0]));
  for (const path of paths.sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0)).slice(KEPT))
    rmSync(path, { force: true });
}

/** Writes it in one step: another build may be making it, too. @param {string} path @param {string} value */
function put(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, value);
  renameSync(unfinished, path);
}

/** Records the lessons that come on the input, each into its file. */
async function record() {
  /** @type {{ key: string, lesson: Lesson }[]} */
  const asked = JSON.parse(await text(process.stdin));
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'warn',
    appType: 'custom',
    plugins: [python()],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  const { nodeScripts } = await server.ssrLoadModule('/src/cli/runLab.ts');
  const { recording } = await server.ssrLoadModule('/src/lesson/recorded.ts');
  for (const { key, lesson } of asked) {
    try {
      put(pathOf(key), JSON.stringify(await nodeScripts().run(recording(lesson))));
    } catch (error) {
      console.error(`${lesson.file}: what its programs do could not be recorded:`, error);
    }
  }
}

if (process.argv[1] === self) {
  await record();
  process.exit(); // the interpreter may have left something that waits
}
