// `npm run size`: what the built page makes a reader load, gzipped, against a budget. Run after a build.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './fresh.mjs';

/** @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], assets?: string[] }} Chunk */

const dist = join(root, 'dist');
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

/** @param {string} file */
const read = (file) => readFileSync(join(dist, file));
/** @param {string} file */
const kilobytes = (file) => gzipSync(read(file), { level: 9 }).length / 1000;

/** A chunk and what it imports at once, as files. @param {string} key @param {Set<string>} [seen] @returns {Set<string>} */
function withImports(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const other of chunk.imports ?? []) withImports(other, seen);
  return seen;
}

/** A worker is an asset to the manifest: what it loads, now or later, is read from its text. @param {string} file @param {Set<string>} seen */
function withAllThatItNames(file, seen) {
  if (seen.has(file)) return;
  seen.add(file);
  for (const [, name] of read(file)
    .toString()
    .matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g)) {
    withAllThatItNames(`assets/${name}`, seen);
  }
}

/** What makes a lesson usable: the page, and stage, time and lesson; the panes beside them follow. @param {Set<string>} simulator */
function firstLoad(simulator) {
  const pages = Object.keys(manifest).filter((key) => key.endsWith('.html') || key === 'src/ui/Classroom.svelte');
  const files = new Set(pages.flatMap((key) => [...withImports(key)]));
  const html = read('index.html').toString();
  for (const [, file] of html.matchAll(/(?:src|href)="(?:\.\/)?([^"]+\.js)"/g)) if (file) files.add(file);
  return new Set([...files].filter((file) => !simulator.has(file)));
}

/** The worker and the simulator chunk that it shares with the page, and the texts of one language (the larger). */
function world() {
  /** @type {Set<string>} */
  const files = new Set();
  /** @type {string[]} */
  const texts = [];
  for (const [key, chunk] of Object.entries(manifest)) {
    // Vite also lists the shared worker here, before it has its hash: that one comes by its own key.
    const workers = (chunk.assets ?? []).filter((asset) => asset.endsWith('.js') && !asset.includes('!~{'));
    for (const worker of workers) withAllThatItNames(worker, files);
    if (/^src\/(base|wire|stack|devices|sim|live|python)\//.test(key)) withImports(key, files);
    if (/^src\/words\//.test(key)) texts.push(chunk.file);
  }
  /** @param {string} language */
  const ofLanguage = (language) =>
    texts.filter((file) => file.includes(`.${language}-`) || !/\.(en|zh-CN)-/.test(file));
  /** @param {string[]} some */
  const size = (some) => some.reduce((sum, file) => sum + kilobytes(file), 0);
  const [larger] = [ofLanguage('en'), ofLanguage('zh-CN')].sort((a, b) => size(b) - size(a));
  for (const file of larger ?? []) files.add(file);
  return files;
}

const simulator = world();
const first = firstLoad(simulator);
const groups = [
  { name: 'first load', budget: 90, files: first },
  { name: 'worker, simulator, language', budget: 60, files: simulator },
];

let over = false;
for (const { name, budget, files } of groups) {
  const sizes = [...files].map((file) => ({ file, size: kilobytes(file) })).sort((a, b) => b.size - a.size);
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  over ||= total > budget;
  const verdict = total > budget ? 'OVER' : 'within';
  console.log(`${total.toFixed(1).padStart(7)} kB  ${name}: ${verdict} ${budget} kB`);
  for (const { file, size } of sizes) console.log(`${size.toFixed(1).padStart(11)}  ${file}`);
}
process.exitCode = over ? 1 : 0;
