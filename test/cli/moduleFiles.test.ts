// Modules say how they are called in a file beside their lessons; mistakes in it are told with their place.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readModules } from '../../src/cli/moduleFiles.ts';

const root = mkdtempSync(join(tmpdir(), 'modules-'));
afterAll(() => rmSync(root, { recursive: true }));

function write(folder: string, text: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'module.yaml'), text);
}

test('the modules in the order of the course', () => {
  write('10-out', 'title: { en: Out }');
  write('2-lan', 'title: { en: Beyond the LAN, zh-CN: 走出局域网 }\naim: { en: Reach them., zh-CN: 互通。 }\n');
  mkdirSync(join(root, '3-none'));
  expect(readModules(root, root)).toEqual({
    modules: [
      {
        folder: '2-lan',
        titles: { en: 'Beyond the LAN', 'zh-CN': '走出局域网' },
        aims: { en: 'Reach them.', 'zh-CN': '互通。' },
      },
      { folder: '10-out', titles: { en: 'Out' }, aims: {} },
    ],
    mistakes: [],
  });
});

test('mistakes have their place', () => {
  write('4-bad', 'titel: { en: Bad }\naim: { english: no, en: [a] }\n');
  write('5-worse', 'title: { en: "open }\n');
  const { mistakes } = readModules(root, root);
  expect(mistakes.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    '4-bad/module.yaml:1 `titel` is no key of a module',
    '4-bad/module.yaml:1 the module has no `title`',
    '4-bad/module.yaml:2 `english` is no language',
    '4-bad/module.yaml:2 the aim of a module is missing: here stands a list',
    '5-worse/module.yaml:2 YAML: Missing closing "quote',
    expect.stringMatching(/^5-worse\/module\.yaml:2 YAML: /),
  ]);
});

test('the modules of the course have titles and aims in both languages', () => {
  const { modules, mistakes } = readModules('lessons');
  expect(mistakes).toEqual([]);
  expect(modules.length).toBeGreaterThan(2);
  for (const { titles, aims } of modules)
    for (const words of [titles, aims]) expect(Object.keys(words)).toEqual(['en', 'zh-CN']);
});
