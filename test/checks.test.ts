// The checks can fail: each gets a planted fault, since a check that passes on everything looks just like clean code.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { core } from './support/rooms.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('lint', () => {
  const eslint = new ESLint({ cwd: root });
  const rules = async (path: string, text: string): Promise<(string | null)[]> =>
    (await eslint.lintText(text, { filePath: join(root, path) })).flatMap(({ messages }) =>
      messages.map((m) => m.ruleId),
    );

  test.each([
    ['Date.now();', 'no-restricted-globals'],
    ['new Date();', 'no-restricted-globals'],
    ['performance.now();', 'no-restricted-globals'],
    ['Promise.resolve(1);', 'no-restricted-globals'],
    ['Math.random();', 'no-restricted-properties'],
    ['const { sin } = Math; sin(1);', 'no-restricted-properties'],
    ["'a'.localeCompare('b');", 'no-restricted-properties'],
    ['export const f = (n: number) => n ** 2;', 'no-restricted-syntax'],
    ['export async function f() {}', 'no-restricted-syntax'],
    ["import('./a.ts');", 'no-restricted-syntax'],
    ['console.log(1);', 'no-console'],
  ])('refuses in the core: %s', async (text, rule) => {
    for (const folder of core) expect(await rules(`src/${folder}/planted.ts`, text)).toContain(rule);
    expect(await rules('src/cli/planted.ts', text)).not.toContain(rule);
  });

  test('refuses raw HTML in components', async () => {
    expect(await rules('src/ui/Planted.svelte', '<p>{@html "x"}</p>')).toContain('svelte/no-at-html-tags');
  });
});

describe('the types of the core', () => {
  const configPath = join(root, 'tsconfig.core.json');
  const { config } = ts.readConfigFile(configPath, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);

  const complaints = (text: string): string[] => {
    const planted = join(root, 'src/base/planted.ts');
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (name, ...rest) =>
      name === planted ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : read(name, ...rest);
    const program = ts.createProgram([planted, join(root, 'src/base/platform.d.ts')], options, host);
    const found = ts.getPreEmitDiagnostics(program);
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  };

  test.each([
    'setTimeout(() => {}, 1)',
    'document.title',
    'fetch("/")',
    'console.log(1)',
    'process.exit()',
    'crypto.subtle',
  ])('do not know %s', (text) => {
    const name = /^\w+/.exec(text)![0];
    expect(complaints(`${text}; export {};`).join('\n')).toContain(`Cannot find name '${name}'`);
  });

  test('know what every platform has', () => {
    const text =
      'export const a = structuredClone(new TextEncoder().encode(new TextDecoder().decode(new Uint8Array(1))));';
    expect(complaints(text)).toEqual([]);
    const declared = readFileSync(join(root, 'src/base/platform.d.ts'), 'utf8').match(/declare \w+ \w+/g);
    expect(declared).toHaveLength(3);
  });

  test('are checked in every folder of the core', () => {
    expect(config.include).toEqual(core.map((folder) => `src/${folder}/**/*.ts`));
  });
});

test('the types of the page are checked in components, warnings too', () => {
  const copy = mkdtempSync(join(tmpdir(), 'packet-classroom-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    for (const name of ['tsconfig.base.json', 'svelte.config.js']) {
      writeFileSync(join(copy, name), readFileSync(join(root, name)));
    }
    const config = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
    writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({ ...config, include: ['*.svelte', '*.ts'] }));
    writeFileSync(join(copy, 'Wrong.svelte'), `<script lang="ts">\n  const a: number = 'x';\n</script>\n{a}\n`);
    writeFileSync(join(copy, 'Dim.svelte'), `<img src="x" />\n`);
    writeFileSync(join(copy, 'wrong.ts'), `export const b: string = 1;\n`);
    const args = [join(root, 'node_modules/svelte-check/bin/svelte-check'), '--tsconfig', './tsconfig.json'];
    const options = { cwd: copy, encoding: 'utf8' } as const;
    const { status, stdout } = spawnSync(
      process.execPath,
      [...args, '--fail-on-warnings', '--output', 'machine'],
      options,
    );
    expect(status).toBe(1);
    expect(stdout).toMatch(/ERROR "Wrong\.svelte"/);
    expect(stdout).toMatch(/ERROR "wrong\.ts"/);
    expect(stdout).toMatch(/WARNING "Dim\.svelte"/);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}, 60_000);
