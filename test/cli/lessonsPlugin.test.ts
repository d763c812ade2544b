// The Vite plugin: lessons become modules that load when they are opened; a mistake in one fails the build at its line.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build, createServer, type Rolldown } from 'vite';
import { lessonsPlugin } from '../../src/cli/lessonsPlugin.ts';
import { fencesOf } from '../support/readme.ts';

const folder = mkdtempSync(join(tmpdir(), 'classroom-'));
const knock = fencesOf('markdown').find((text) => text.includes('id: knock'))!;
const words = fencesOf('markdown').find((text) => text.includes('谁在那里'))!;

beforeAll(() => {
  for (const name of ['good', 'bad']) mkdirSync(join(folder, name, 'lessons', '1-knock'), { recursive: true });
  writeFileSync(
    join(folder, 'good', 'lessons', '1-knock', 'lesson.md'),
    knock.replace('Two computers', '![a cable](cable.svg) Two computers'),
  );
  writeFileSync(join(folder, 'good', 'lessons', '1-knock', 'lesson.zh-CN.md'), words);
  writeFileSync(join(folder, 'good', 'lessons', '1-knock', 'module.yaml'), 'title: { en: First knocks }');
  writeFileSync(join(folder, 'good', 'lessons', '1-knock', 'cable.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'bad', 'lessons', '1-knock', 'lesson.md'), knock.replace('count: arp', 'count: arpp'));
  for (const name of ['good', 'bad'])
    writeFileSync(
      join(folder, name, 'main.js'),
      `import { loadLesson, loadOpening } from 'virtual:lessons'; import { entries, modules, loadSearched } from 'virtual:shelf';
       console.log(entries, modules, loadLesson, loadOpening, loadSearched);`,
    );
});
afterAll(() => rmSync(folder, { recursive: true }));

async function built(name: string): Promise<Rolldown.RolldownOutput> {
  const root = join(folder, name);
  const output = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [lessonsPlugin(join(root, 'lessons'))],
    build: { write: false, rolldownOptions: { input: join(root, 'main.js') } },
  });
  return output as Rolldown.RolldownOutput;
}

describe('lessons in the page', () => {
  test('load one by one: the first chunk holds titles, no lesson and no parser', async () => {
    const { output } = await built('good');
    const chunks = output.filter((one) => one.type === 'chunk');
    const first = chunks.find((one) => one.isEntry)!;
    expect(first.code).toContain('Who is there?');
    expect(first.code).toContain('谁在那里');
    expect(first.code).not.toContain('Change one setting');
    expect(first.code).not.toMatch(/micromark|YAMLParseError/);
    expect(chunks.filter((one) => one.code.includes('ip addr add 10.0.0.2/24'))).toHaveLength(2);
    // In the lesson, and in what is searched.
    expect(chunks.filter((one) => one.code.includes('只改一个设置'))).toHaveLength(2);
    expect(first.code).toContain('First knocks');
    expect(output.find((one) => one.fileName === 'lessons/1-knock/cable.svg')).toBeDefined();
    expect(chunks.some((one) => one.code.includes('lessons/1-knock/cable.svg'))).toBe(true);
  });
  test('come in two parts: what opens one is its first step, and nothing of the others but their titles', async () => {
    const { output } = await built('good');
    const [opening] = output.filter((one) => one.type === 'chunk' && one.facadeModuleId?.endsWith('lesson/knock/en'));
    const [rest] = output.filter((one) => one.type === 'chunk' && one.facadeModuleId?.endsWith('rest/knock/en'));
    const codes = [opening, rest].map((one) => (one?.type === 'chunk' ? one.code : ''));
    expect(codes.map((code) => code.includes('Two computers'))).toEqual([true, false]);
    expect(codes.map((code) => code.includes('ip addr add 10.0.0.2/24'))).toEqual([false, true]);
    expect(codes.map((code) => code.includes('Repair'))).toEqual([true, true]);
  });
  test('fail the build at the line of a mistake', async () => {
    await expect(built('bad')).rejects.toThrow(/lessons\/1-knock\/lesson\.md:26:19 filter: /);
  });
  test('are read again while somebody writes them', async () => {
    const root = join(folder, 'good');
    const file = join(root, 'lessons', '1-knock', 'lesson.md');
    const server = await createServer({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [lessonsPlugin(join(root, 'lessons'))],
      server: { middlewareMode: true, ws: false },
      optimizeDeps: { noDiscovery: true },
    });
    const titles = async (): Promise<string> => (await server.transformRequest('virtual:shelf'))!.code;
    expect(await titles()).toContain('Who is there?');
    writeFileSync(file, knock.replace('Who is there?', 'Who goes there?'));
    server.watcher.emit('change', file);
    expect(await titles()).toContain('Who goes there?');
    await server.close();
  });
});
