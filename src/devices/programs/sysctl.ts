// sysctl: shows and sets the knobs of a host, as sysctl(8) of procps does. Sockets keep what they were made with; IP, ICMP and ARP change at once.

import type { HostState } from '../host/host.ts';
import type { Surroundings } from '../surroundings.ts';
import { atOnce, refusal, type Answer } from './answer.ts';
import { readOptions } from './options.ts';
import { sysctlKeys } from './sysctlKeys.ts';

const USAGE = [
  'Usage: sysctl [ -enNq ] NAME...            show settings; a part of a name, such as net.ipv4, shows all below it',
  '       sysctl [ -enNq ] [ -w ] NAME=VALUE  set one',
  '       sysctl [ -nN ] -a                   show all',
  '  -e  pass over names that are unknown     -n  values only     -N  names only     -q  do not print what was set',
].join('\n');

const longOptions: ReadonlyMap<string, string> = new Map([
  ['--all', '-a'],
  ['--write', '-w'],
  ['--values', '-n'],
  ['--names', '-N'],
  ['--quiet', '-q'],
  ['--ignore', '-e'],
]);

export const sysctl = atOnce((host, argv, out): Answer => {
  const { given, operands, mistake } = readOptions(
    argv.map((word) => longOptions.get(word) ?? word),
    'aAXwnNqe',
  );
  if (mistake) return refusal(1, `sysctl: ${mistake}\n${USAGE}`);
  const all = ['a', 'A', 'X'].some((letter) => given.has(letter));
  if (!all && !operands.length) return refusal(1, USAGE);
  const lines: string[] = [];
  const errors: string[] = [];
  for (const name of all ? sysctlKeys.keys() : []) lines.push(lineOf(host, name, given));
  for (const operand of all ? [] : operands) {
    const setting = given.has('w') || operand.includes('=');
    const { shown, error } = setting ? set(host, operand, out) : namesBelow(operand);
    if (error !== undefined && !(error.unknown && given.has('e'))) errors.push(`sysctl: ${error.text}`);
    if (!setting || !given.has('q')) lines.push(...shown.map((name) => lineOf(host, name, given)));
  }
  return errors.length ? { status: 1, lines, error: errors.join('\n') } : { status: 0, lines };
});

interface Outcome {
  /** Names of the settings to print. */
  shown: string[];
  error?: { text: string; unknown: boolean };
}

const failure = (text: string, unknown = false): Outcome => ({ shown: [], error: { text, unknown } });

/** Names may be written as paths below /proc/sys. */
const asName = (word: string): string => word.replaceAll('/', '.');

function namesBelow(word: string): Outcome {
  const name = asName(word);
  if (sysctlKeys.has(name)) return { shown: [name] };
  const shown = [...sysctlKeys.keys()].filter((key) => key.startsWith(`${name.replace(/\.$/, '')}.`));
  return shown.length ? { shown } : noSuch(name);
}

const noSuch = (name: string): Outcome =>
  failure(`cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory`, true);

function set(host: HostState, operand: string, out: Surroundings): Outcome {
  const at = operand.indexOf('=');
  const name = asName(operand.slice(0, at).trim());
  const value = operand.slice(at + 1).trim();
  if (at <= 0 || !value) return failure(`"${operand}" must be of the form name=value`);
  const key = sysctlKeys.get(name);
  if (!key) return noSuch(name);
  if (!key.write) return failure(`permission denied on key '${name}'`);
  return key.write(host, value, out) ? { shown: [name] } : failure(`setting key "${name}": Invalid argument`);
}

function lineOf(host: HostState, name: string, given: ReadonlyMap<string, string>): string {
  if (given.has('N')) return name;
  const value = sysctlKeys.get(name)!.read(host);
  return given.has('n') ? value : `${name} = ${value}`;
}
