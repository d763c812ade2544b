// Which folder of src may import which, as data, and the judgement of one file by it.
import { posix } from 'node:path';
import { importsOf, type Import } from './imports.ts';

/** A folder may import itself and what is listed here. `cli` may use all but the page. */
export const mayImport: Record<string, readonly string[]> = {
  base: [],
  wire: ['base'],
  stack: ['wire', 'base'],
  devices: ['stack', 'wire', 'base'],
  sim: ['devices', 'stack', 'wire', 'base'],
  calc: ['wire', 'base'],
  lesson: ['calc', 'sim', 'wire', 'base'],
  words: ['base'],
  python: ['devices', 'stack', 'wire', 'base'],
  bridge: ['wire', 'base'],
  live: ['python', 'bridge', 'lesson', 'sim', 'devices', 'stack', 'wire', 'base'],
  player: ['live', 'lesson', 'sim', 'wire', 'base'],
  ui: ['player', 'calc', 'lesson', 'sim', 'wire', 'words', 'base'],
  cli: ['live', 'bridge', 'python', 'words', 'lesson', 'calc', 'sim', 'devices', 'stack', 'wire', 'base'],
};

export const core: readonly string[] = ['base', 'wire', 'stack', 'devices', 'sim', 'calc', 'lesson'];

/** The packages that the core may use, and in which of its files (by the start of the path in src). */
const packagesInCore: Record<string, readonly string[]> = {
  yaml: ['sim/lab', 'lesson/'],
  'mdast-util-from-markdown': ['lesson/'],
  'micromark-extension-gfm-table': ['lesson/'],
  'mdast-util-gfm-table': ['lesson/'],
  mdast: ['lesson/'],
  '@noble/hashes/hmac.js': ['calc/bytes/'],
  '@noble/hashes/legacy.js': ['calc/bytes/', 'devices/programs/digestSums'],
  '@noble/hashes/pbkdf2.js': ['calc/bytes/'],
  '@noble/hashes/sha2.js': ['calc/bytes/'],
};

/** Folders that also run in Node, and so may ask it for files and sockets. */
const inNode: readonly string[] = ['bridge', 'cli'];

/** Runs while the page is built, not in it: it reads the lesson files. */
const atBuildTime = /^lesson\/vitePlugin\w*\.ts$/;

/** What is wrong with the imports of one file; `path` is relative to src, as in `wire/tcp.ts`. */
export function misplaced(path: string, text: string): string[] {
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
  const allowed = mayImport[folder];
  if (!allowed)
    return [`src/${path}:1 ${folder ? `src/${folder} is` : 'a file right in src is'} in no row of the table`];
  return importsOf(path, text).flatMap((one) => {
    const wrong = judge(path, folder, allowed, one);
    return wrong ? [`src/${path}:${one.line} ${wrong}`] : [];
  });
}

function judge(path: string, folder: string, allowed: readonly string[], one: Import): string | undefined {
  const { specifier, how } = one;
  if (specifier.startsWith('.')) return judgeOwn(path, folder, allowed, one);
  if (how === 'url') return undefined; // an address, not a module
  if (specifier.startsWith('/')) return `'${specifier}': write a relative path`;
  if (atBuildTime.test(path)) return undefined;
  if (specifier.startsWith('node:')) {
    return inNode.includes(folder) ? undefined : `${folder} may not use Node's '${specifier}'`;
  }
  if (!core.includes(folder)) return undefined;
  const files = packagesInCore[specifier] ?? [];
  return files.some((start) => path.startsWith(start))
    ? undefined
    : `the package '${specifier}' is not for src/${path}`;
}

function judgeOwn(path: string, folder: string, allowed: readonly string[], one: Import): string | undefined {
  const target = posix.join(posix.dirname(path), one.specifier.replace(/\?.*$/, ''));
  if (target.startsWith('../')) {
    const isLesson = target.startsWith('../lessons/') && !core.includes(folder);
    return isLesson ? undefined : `${folder} may not import '${one.specifier}', which is outside src`;
  }
  const to = target.split('/')[0]!;
  if (to !== folder && !allowed.includes(to)) return `${folder} may not import ${to} ('${one.specifier}')`;
  // The page talks to the running world by messages; what runs there is not loaded here.
  if (folder === 'player' && to === 'live' && one.how === 'value' && !target.startsWith('live/messages')) {
    return `player may take only types and live/messages from live ('${one.specifier}')`;
  }
  return undefined;
}
