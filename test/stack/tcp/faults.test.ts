// The planted faults (scripts/plantedFaults.mjs runs them): the list must not rot while nobody runs it.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { occurrences, readFaults } from '../../../scripts/plantedFaults.mjs';

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const faults = readFaults(text('faults.txt'));

it('are at least fifty in TCP, each of another name', () => {
  expect(faults.filter((one) => one.file.startsWith('stack/tcp/')).length).toBeGreaterThanOrEqual(50);
  expect(new Set(faults.map((one) => one.name)).size).toBe(faults.length);
});

it('each change a text that stands in its file exactly once', () => {
  expect(faults.filter((one) => occurrences(one) !== 1)).toEqual([]);
  expect(faults.filter((one) => one.before === one.after)).toEqual([]);
});

it('stand in the README with the scripts that they break', () => {
  const readme = text('README.md').replaceAll('\\', '');
  expect(faults.filter((one) => !readme.includes(`| ${one.name} |`)).map((one) => one.name)).toEqual([]);
});

it('are told apart from a list with a slip', () => {
  expect(() => readFaults('== one\nfile\n-a\n+b\n== two\nfile\n+b\n-a\n')).toThrow('not: == two');
});
