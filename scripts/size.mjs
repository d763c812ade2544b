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

function firstLoad() {
  const files = new Set(Object.keys(manifest).flatMap((key) => (manifest[key]?.isEntry ? [...withImports(key)] : [])));
  const html = read('index.html').toString();
  for (const [, file] of html.matchAll(/(?:src|href)="(?:\.\/)?([^"]+\.js)"/g)) if (file) files.add(file);
  return files;
}

/** Workers, and the chunks of the page that hold simulator, Python or words. @param {Set<string>} first */
function world(first) {
  /** @type {Set<string>} */
  const files = new Set();
  for (const [key, chunk] of Object.entries(manifest)) {
    for (const asset of chunk.assets ?? []) if (asset.endsWith('.js')) withAllThatItNames(asset, files);
    if (/^src\/(base|wire|stack|devices|sim|live|python|words)\//.test(key)) withImports(key, files);
  }
  return new Set([...files].filter((file) => !first.has(file)));
}

const first = firstLoad();
const groups = [
  { name: 'first load', budget: 90, files: first },
  { name: 'worker, simulator, languages', budget: 60, files: world(first) },
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
