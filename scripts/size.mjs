// `npm run size`: the JavaScript that a browser fetches before its reader has done anything, gzipped, against a budget. Run after a build.
//
// Each built-in lesson is opened in each language, in a browser without a cache; what the server is asked for is what counts. What the service worker
// keeps for use offline comes after that and does not. Python comes with the first program, and has a budget of its own.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { launchOptions } from './browser.mjs';
import { root } from './fresh.mjs';

/** @typedef {{ file: string, imports?: string[] }} Chunk */

const dist = join(root, 'dist');
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

/** @param {string} file */
const kilobytes = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000;
/** @param {string[]} files */
const total = (files) => files.reduce((sum, file) => sum + kilobytes(file), 0);

/** A chunk and what it imports at once, as files. @param {string} key @param {Set<string>} [seen] @returns {Set<string>} */
function withImports(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`the build has no ${key}`);
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const other of chunk.imports ?? []) withImports(other, seen);
  return seen;
}

const worker = manifest['src/live/worker.ts']?.file;
/** The worker with the simulator, which the page shares, and the language files. */
const beside = withImports('src/live/worker.ts');
for (const [key, { file }] of Object.entries(manifest)) if (key.startsWith('src/words/')) beside.add(file);

/** @type {Set<string>} */
let asked = new Set();
/** @type {Set<string>} */
const everAsked = new Set();
const server = await preview({
  root,
  configFile: false,
  logLevel: 'error',
  plugins: [
    {
      name: 'asked',
      configurePreviewServer(made) {
        made.middlewares.use((request, _, next) => {
          const file = new URL(request.url ?? '', 'http://localhost').pathname.slice(1);
          if (file.endsWith('.js')) asked.add(file);
          everAsked.add(file);
          next();
        });
      },
    },
  ],
  preview: { host: '127.0.0.1', port: 0 },
});
const browser = await chromium.launch(await launchOptions());

/** What is asked for until a lesson stands there and nothing more comes. @param {string} lesson @param {string} locale */
async function opened(lesson, locale) {
  asked = new Set();
  const context = await browser.newContext({ locale, serviceWorkers: 'block' });
  const page = await context.newPage();
  const workers = /** @type {string[]} */ ([]);
  page.on('worker', (one) => workers.push(one.url()));
  await page.goto(`${server.resolvedUrls?.local[0]}#/lesson/${lesson}/1`);
  await page.locator('#step-title').waitFor();
  await page.locator('[data-device]').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1000); // what a timer or an idle moment would fetch
  await context.close();
  if (!worker || !asked.has(worker) || !workers.some((url) => url.endsWith(worker))) {
    throw new Error(`${lesson}: the world's worker was not started, so this is not all`);
  }
  return [...asked];
}

/** @type {{ name: string, budget: number, what: string, files: string[] }[]} */
const groups = [
  { name: 'first load', budget: 90, what: '', files: [] },
  { name: 'worker, simulator, language', budget: 60, what: '', files: [] },
];
try {
  for (const key of Object.keys(manifest)) {
    const [, lesson, language] = /^virtual:lesson\/(.+)\/(.+)$/.exec(key) ?? [];
    if (!lesson || !language) continue;
    const files = await opened(lesson, language);
    const parts = [files.filter((file) => !beside.has(file)), files.filter((file) => beside.has(file))];
    groups.forEach((group, i) => {
      const part = parts[i] ?? [];
      if (total(part) > total(group.files)) Object.assign(group, { what: `${lesson}, ${language}`, files: part });
    });
  }
} finally {
  await browser.close();
  await new Promise((done) => server.httpServer.close(done));
}

const python = readdirSync(join(dist, 'pyodide'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)));
const early = [...everAsked].filter((file) => file.startsWith('pyodide/'));
if (early.length > 0) throw new Error(`fetched before anybody has run a program: ${early.join(', ')}`);
groups.push({ name: 'Python, with the first program', budget: 9500, what: 'all of it', files: python });

for (const { name, budget, what, files } of groups) {
  const over = total(files) > budget;
  if (over || files.length === 0) process.exitCode = 1;
  console.log(
    `${total(files).toFixed(1).padStart(7)} kB  ${name}: ${over ? 'OVER' : 'within'} ${budget} kB (most: ${what})`,
  );
  for (const file of files.sort((a, b) => kilobytes(b) - kilobytes(a))) {
    console.log(`${kilobytes(file).toFixed(1).padStart(11)}  ${file}`);
  }
}
