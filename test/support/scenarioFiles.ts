// The scenarios and small programs of test/python, from their files.

import { readdirSync, readFileSync } from 'node:fs';
import { scenariosIn, smallProgram, type Scenario } from './scenario.ts';

const programs = new URL('../python/programs/', import.meta.url);
const small = new URL('../python/small/', import.meta.url);

/** All scenarios, system by system. */
export const scenarios = (): Scenario[] =>
  readdirSync(programs)
    .sort()
    .flatMap((system) => scenariosIn(system, filesOf(new URL(`${system}/`, programs))));

const filesOf = (place: URL): Record<string, string> =>
  Object.fromEntries(readdirSync(place).map((name) => [name, readFileSync(new URL(name, place), 'utf8')]));

/**
 * The small programs. Comments at a program's beginning say what is typed (`# stdin: ["a"]`, then the input ends), its arguments (`# argv: ["x"]`), and
 * what stands beside it (`# file helper.py: "…"`).
 */
export const smallPrograms = (): Scenario[] =>
  readdirSync(small)
    .sort()
    .map((file) => smallProgram(file, readFileSync(new URL(file, small), 'utf8')));
