// The texts of the page come in two parts, so that it opens quickly: what is on it from the first must find its texts in the first one.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { texts as first } from '../../src/words/ui.en.ts';
import { texts as later } from '../../src/words/panes.en.ts';

/** Files that a page has loaded when it stands: what is imported from its beginning, and the two pages that it may open with. */
function firstFiles(): string[] {
  const files = new Set<string>();
  const take = (file: string): void => {
    if (files.has(file) || !existsSync(file)) return;
    files.add(file);
    if (!/\.(ts|svelte)$/.test(file)) return;
    const text = readFileSync(file, 'utf8').replace(/import type[^;]*;/g, '');
    for (const [, path] of text.matchAll(/^\s*(?:import|export)\b[^;]*?['"](\.[^'"]+)['"];/gm)) {
      if (!path!.includes('words/')) take(join(dirname(file), path!));
    }
  };
  ['src/ui/main.ts', 'src/ui/Classroom.svelte', 'src/ui/home/Home.svelte'].forEach(take);
  return [...files].filter((file) => file.startsWith('src/ui/'));
}

test('what is on the page from the first has its texts from the first', () => {
  const files = firstFiles();
  expect(files.length).toBeGreaterThan(30);
  const missing = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'([a-z]+(?:[.-][\w-]+)+)'/gi)].flatMap(([, key]) =>
      key! in later ? [`${file}: ${key}`] : [],
    ),
  );
  expect(missing).toEqual([]);
});

test('no text is in both parts', () => {
  expect(Object.keys(first).filter((key) => key in later)).toEqual([]);
});
