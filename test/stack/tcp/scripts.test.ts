// The scripts: each is a page of dated lines, named by what it shows.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EDGES, edgeName } from '../../../src/stack/tcp/edges.ts';
import { readScripts, runScript } from './script.ts';

const folder = new URL('scripts/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort();
const scripts = files.flatMap((file) => readScripts(file, readFileSync(new URL(file, folder), 'utf8')));

describe.each(files)('%s', (file) => {
  it.each(scripts.filter((one) => one.file === file).map((one) => [one.name, one] as const))('%s', (_, script) => {
    runScript(script);
  });
});

it('has a script for each way from state to state, and no other', () => {
  const walked = scripts.filter((one) => one.file === 'edges.txt').map((one) => one.name);
  expect(walked.sort()).toEqual(EDGES.map(edgeName).sort());
});

it('are all named differently', () => {
  const names = scripts.map((one) => one.name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  expect(names.length).toBeGreaterThan(1);
});
