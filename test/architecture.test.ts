// Which way things flow: every import in src is one that the table of rooms allows.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importsOf } from './support/imports.ts';
import { core, mayImport, misplaced } from './support/rooms.ts';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
  .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(src.length).replace(/^\//, ''));

describe('src', () => {
  test('imports only what its place allows', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((path) => misplaced(path, readFileSync(src + path, 'utf8')))).toEqual([]);
  });

  test('has no two folders that may import each other', () => {
    for (const [from, targets] of Object.entries(mayImport)) {
      for (const to of targets) expect(mayImport[to], `${from} and ${to}`).not.toContain(from);
    }
  });

  test('keeps the core closed: what it may import is core too', () => {
    for (const folder of core) expect(core).toEqual(expect.arrayContaining([...mayImport[folder]!]));
  });
});

describe('the check itself', () => {
  test.each([
    ['wire/tcp.ts', `import { now } from '../sim/world.ts';`, 'src/wire/tcp.ts:1 wire may not import sim'],
    ['wire/tcp.ts', `\n\nimport type { World } from '../sim/world.ts';`, 'src/wire/tcp.ts:3 wire may not import sim'],
    ['stack/arp.ts', `export * from '../devices/host/shell.ts';`, 'stack may not import devices'],
    ['base/rng.ts', `type T = import('../wire/field.ts').Field;`, 'base may not import wire'],
    ['sim/world.ts', `const m = import('../live/worker.ts');`, 'sim may not import live'],
    ['ui/App.svelte', `<p>hi</p>\n<script lang="ts">\n  import { w } from '../live/w.ts';\n</script>`, ':3 ui may not'],
    [
      'ui/App.svelte',
      `<b/>\n{#await import('../cli/x.ts') then m}{/await}`,
      'src/ui/App.svelte:2 ui may not import cli',
    ],
    ['ui/start.ts', `new Worker(new URL('../live/worker.ts', import.meta.url));`, 'ui may not import live'],
    ['player/a.ts', `import { World } from '../live/world.ts';`, 'only types and live/messages'],
    ['wire/field.ts', `import { parse } from 'yaml';`, `the package 'yaml' is not for src/wire/field.ts`],
    ['sim/world.ts', `import { parse } from 'yaml';`, `the package 'yaml' is not for src/sim/world.ts`],
    ['lesson/read.ts', `import { readFileSync } from 'node:fs';`, `lesson may not use Node's 'node:fs'`],
    ['player/a.ts', `import x from '/src/sim/world.ts';`, 'write a relative path'],
    ['sim/lab.ts', `import x from '../../lessons/one.json';`, 'outside src'],
    ['ui/a.ts', `import.meta.glob(['./b/*.ts', '../cli/*.ts']);`, 'ui may not import cli'],
    ['tools/x.ts', `export {};`, 'src/tools is in no row'],
    ['main.ts', `export {};`, 'a file right in src is in no row'],
  ])('refuses in %s: %s', (path, text, message) => {
    const found = misplaced(path, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  test.each([
    ['wire/tcp.ts', `import { u8 } from '../base/bytes.ts';\nimport { field } from './field.ts';`],
    ['stack/tcp/send.ts', `import { tcp } from '../../wire/tcp.ts';`],
    ['sim/lab/read.ts', `import { parse } from 'yaml';`],
    ['lesson/markdown.ts', `import { fromMarkdown } from 'mdast-util-from-markdown';`],
    ['player/a.ts', `import type { World } from '../live/world.ts';\nimport { say } from '../live/messages.ts';`],
    ['player/a.ts', `new Worker(new URL('../live/worker.ts', import.meta.url), { type: 'module' });`],
    ['cli/check.ts', `import { readFileSync } from 'node:fs';\nimport { World } from '../live/world.ts';`],
    [
      'ui/a.ts',
      `// import { x } from '../cli/x.ts'\nconst s = "import('../cli/x.ts')"; new URL('https://example.org/');`,
    ],
  ])('allows in %s: %s', (path, text) => {
    expect(misplaced(path, text)).toEqual([]);
  });

  test('tells values from types', () => {
    const how = (text: string): string[] => importsOf('a.ts', text).map((one) => one.how);
    expect(how(`import type { A } from './a.ts'; import { type B } from './b.ts';`)).toEqual(['type', 'type']);
    expect(how(`import { type A, b } from './a.ts'; import './b.ts';`)).toEqual(['value', 'value']);
  });
});
