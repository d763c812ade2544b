// What a command's row tells: what somebody did, with the values that were given, from the log of the history.

import { commandText, type Command } from './command.ts';
import type { Past } from './owners.ts';
import type { Row } from './record.ts';
import type { Telling } from './telling.ts';

/** Keys that say which command, and about what; the others are what was given. */
const ABOUT = new Set(['do', 'on', 'of', 'link', 'from', 'to', 'at']);

/** Placeholders besides those of any row: the command's own keys, and `given`, all that is neither its kind nor its place (`ip 192.168.12.2/24`). */
export function tellCommand({ log, record }: Past, row: Row, rest: Telling): Telling {
  const text = record.texts[row.x] ?? '';
  const command = log.find((entry) => entry.at === row.at && commandText(entry.command) === text)?.command;
  if (!command) return rest;
  const kind = `${row.reason}.${command.do}`;
  const empty = command.do === 'gateway' && command.via === '';
  const whole = command.do === 'chop' && command.rule === 'off';
  const ends = command.do === 'type' && command.line === undefined;
  return {
    codes: [
      ...(empty ? [`${kind}.none`] : []),
      ...(whole ? [`${kind}.off`] : []),
      ...(ends ? [`${kind}.end`] : []),
      kind,
      ...rest.codes,
    ],
    value: (name) => (name === 'given' ? givenIn(command) : valueOf(command, name)) ?? rest.value(name),
  };
}

function givenIn(command: Command): string {
  const given = Object.entries(command).filter(([key]) => !ABOUT.has(key));
  return given.map(([key, value]) => `${key} ${spelled(value)}`).join(', ');
}

function valueOf(command: Command, name: string): string | undefined {
  if (name === 'name' && command.do === 'fault') return command.add.name;
  const value: unknown = (command as unknown as Record<string, unknown>)[name];
  return value === undefined || name === 'do' ? undefined : spelled(value);
}

const spelled = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));
