// A command that needs Python, built as ours is: it starts itself again where its Node needs a flag, and carries the interpreter with it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { suspendingFlags } from '../../src/python/suspending.ts';

const folder = mkdtempSync(join(tmpdir(), 'classroom-'));
beforeAll(async () => {
  await build({
    configFile: 'vite.node.config.ts',
    logLevel: 'warn',
    mode: 'production',
    build: { ssr: 'test/support/suspendingCommand.ts', outDir: folder, emptyOutDir: true },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (flags: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [...flags, join(folder, 'suspendingCommand.js'), 'a', 'b c'], {
    input: 'typed',
    encoding: 'utf8',
    cwd: tmpdir(), // no node_modules here
  });

test('it starts itself again with the flag, with the same arguments, input, output and status', () => {
  expect(run([])).toMatchObject({ status: 7, stdout: 'TYPED\na b c\n', stderr: '' });
});

test('it goes on where the flag is given or not needed', () => {
  expect(run(suspendingFlags(process.versions.node))).toMatchObject({ status: 7, stdout: 'TYPED\na b c\n' });
});

test.each([
  ['20.19.0', ['--experimental-wasm-stack-switching']],
  ['22.12.0', ['--experimental-wasm-jspi']],
  ['24.0.0', []],
  ['26.10.0', []],
])('Node %s needs %j', (version, flags) => {
  expect(suspendingFlags(version)).toEqual(flags);
});
