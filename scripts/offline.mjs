// Vite plugin: tells the service worker which files the build made, so that all of them can be kept for use offline.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const placeholder = 'self.__PRECACHE';
/** Not for readers' machines: maps for debugging, the build's own notes, and the worker itself. */
const left = /\.map$|^\.vite\/|^sw\.js$/;
/** The interpreter is large: it is kept when it is used first (`keepFiles` in src/python/load.ts), by the version that its folder is named after. */
const later = /^pyodide\/([^/]+)\//;

/** @returns {import('vite').Plugin} */
export function offline() {
  let folder = 'dist';
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    // Everything is written by now, what stands in public/ too; a build that failed does not get here.
    writeBundle() {
      const path = join(folder, 'sw.js');
      const text = readFileSync(path, 'utf8');
      if (!text.includes(placeholder)) throw new Error(`sw.js has no ${placeholder} to put the list of files in`);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
        .filter((file) => !left.test(file))
        .sort();
      const atOnce = files.filter((file) => !later.test(file));
      const [python = ''] = files.flatMap((file) => later.exec(file)?.[1] ?? []);
      const hash = createHash('sha256').update(text).update(python);
      for (const file of atOnce) hash.update(file).update(readFileSync(join(folder, file)));
      const list = {
        version: hash.digest('hex').slice(0, 12),
        python,
        files: ['./', './?embed', ...atOnce.filter((file) => file !== 'index.html')],
      };
      writeFileSync(path, text.replace(placeholder, JSON.stringify(list)));
    },
  };
}
