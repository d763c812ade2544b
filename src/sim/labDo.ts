// The `do` list of a lab: what is done to it when, as lines that somebody types, or by hand.

import type { DeviceSetup } from '../devices/setup.ts';
import type { Command } from './command.ts';
import { parseHand } from './hand.ts';
import type { TimedDeed } from './lab.ts';
import { isHost } from './labDevices.ts';
import { durationOf, fieldsOf, listOf, meant, quoted, tell, textOf, type Mistakes } from './labFields.ts';
import type { Entry, Node } from './labYaml.ts';

const kinds = ['run', 'type', 'hand', 'command'] as const;
const deedKeys = ['at', 'on', ...kinds];

/** Reads the list, in the order of time; what is written first comes first where the times are the same. */
export function readDo(
  m: Mistakes,
  node: Node,
  devices: readonly DeviceSetup[],
  placed: ReadonlySet<string>,
): TimedDeed[] {
  const deeds = listOf(m, node, 'do').flatMap((item) => readDeed(m, item, devices, placed) ?? []);
  return deeds.sort((a, b) => a.at - b.at);
}

function readDeed(
  m: Mistakes,
  item: Node,
  devices: readonly DeviceSetup[],
  placed: ReadonlySet<string>,
): TimedDeed | undefined {
  const before = m.errors.length;
  const fields = fieldsOf(m, item, 'a line of `do`', deedKeys);
  const chosen = kinds.filter((kind) => fields.has(kind));
  const [kind = 'run'] = chosen;
  const needs = kind === 'run' || kind === 'type' ? ['at', 'on', kind] : ['at', kind];
  const missing = needs.filter((key) => !fields.has(key));
  if (chosen.length > 1) tell(m, item.at, `a line of \`do\` does one thing, not ${chosen.join(' and ')}`);
  else if (missing.length && m.errors.length === before)
    tell(
      m,
      item.at,
      `a line of \`do\` without \`${missing.join('`, `')}\``,
      '{ at: 1 s, on: A, run: ping -c 1 192.168.12.2 }',
    );
  const time = fields.get('at');
  const at = time && durationOf(m, time.value, 'at');
  const on = fields.get('on');
  if (on && needs.length === 2) tell(m, on.at, `\`on\` does not go with \`${kind}\``);
  const name = on && needs.length === 3 ? readHostName(m, on, devices, placed) : undefined;
  const what = fields.get(kind);
  const command = what && readCommand(m, what, kind, name ?? '');
  return at === undefined || command === undefined || m.errors.length > before ? undefined : { at, ...command };
}

function readHostName(
  m: Mistakes,
  on: Entry,
  devices: readonly DeviceSetup[],
  placed: ReadonlySet<string>,
): string | undefined {
  const name = textOf(m, on.value, 'on');
  const names = devices.map((one) => one.name);
  if (name !== undefined && !placed.has(name))
    tell(m, on.value.at, `there is no device ${quoted(name)}`, meant(name, names));
  const device = devices.find((one) => one.name === name);
  if (device && !isHost(device))
    tell(m, on.value.at, `${device.name} is a ${device.kind}: it runs no commands`, 'hosts and routers do');
  return name;
}

function readCommand(
  m: Mistakes,
  { value }: Entry,
  kind: (typeof kinds)[number],
  on: string,
): { on: string; run: string } | { command: Command } | undefined {
  const text = textOf(m, value, kind);
  if (text === undefined) return undefined;
  if (kind === 'run') return { on, run: text };
  if (kind === 'type') return { command: typed(on, text) };
  if (kind === 'command') return readJson(m, value, text);
  const read = parseHand(text);
  return read.ok ? { command: read.command } : tell(m, value.at, read.message, read.hint);
}

/** A line for a program that reads, or one of the keys. */
function typed(on: string, text: string): Command {
  if (text === '^D') return { do: 'type', on, end: true };
  return text === '^C' ? { do: 'interrupt', on } : { do: 'type', on, line: text };
}

/** Any command as JSON, for those that no hand can write. Whether the lab can do it is found out when it is done. */
function readJson(m: Mistakes, node: Node, text: string): { command: Command } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && 'do' in value && typeof value.do === 'string')
    return { command: value as Command };
  return tell(m, node.at, `${quoted(text)} is no command`, '{"do":"unplug","at":"C.eth0"}, between quotation marks');
}
