// The `devices` of a lab, by kind; what they are linked to is for labLinks.ts.

import { SECOND } from '../base/time.ts';
import type { DeviceSetup, HostSetup, SwitchSetup } from '../devices/setup.ts';
import {
  durationOf,
  entriesOf,
  fieldsOf,
  listOf,
  meant,
  oneOrMore,
  quoted,
  tell,
  textOf,
  wholeOf,
  type Mistakes,
} from './labFields.ts';
import { hostKeys, readHost } from './labHosts.ts';
import { knobKeys, readKnobs, type HostKnobs } from './labKnobs.ts';
import type { At, Entry, Node } from './labYaml.ts';

/** Ports of a switch or hub: their index must fit beside NO_PORT in an octet. */
export const MAX_PORTS = 250;
const MAX_DEVICES = 2000;

const kinds = ['host', 'router', 'switch', 'hub'];
const switchKeys = ['kind', 'at', 'note', 'ports', 'ageing', 'mirror'];
const hubKeys = ['kind', 'at', 'note', 'ports'];

/** What devices have in common unless they say otherwise. */
export interface DeviceDefaults {
  host?: HostKnobs;
  router?: HostKnobs;
  ageing: number;
}

export interface ReadDevices {
  devices: DeviceSetup[];
  at: Record<string, [number, number]>;
  notes: Record<string, string>;
  places: Map<string, At>;
  /** Switches and hubs whose author said how many ports there are. */
  counted: Set<string>;
  mirrors: Map<string, Entry>;
}

export function readDefaults(m: Mistakes, fields: Map<string, Entry>): DeviceDefaults {
  const defaults: DeviceDefaults = { ageing: 300 * SECOND };
  for (const kind of ['host', 'router'] as const) {
    const entry = fields.get(kind);
    if (entry) defaults[kind] = readKnobs(m, fieldsOf(m, entry.value, `defaults of a ${kind}`, knobKeys));
  }
  const entry = fields.get('switch');
  const ageing = entry && fieldsOf(m, entry.value, 'defaults of a switch', ['ageing']).get('ageing');
  defaults.ageing = (ageing && durationOf(m, ageing.value, 'ageing')) ?? defaults.ageing;
  return defaults;
}

export function readDevices(m: Mistakes, node: Node, defaults: DeviceDefaults): ReadDevices {
  const out: ReadDevices = {
    devices: [],
    at: {},
    notes: {},
    places: new Map(),
    counted: new Set(),
    mirrors: new Map(),
  };
  const entries = entriesOf(m, node, 'devices');
  if (entries.length > MAX_DEVICES) tell(m, node.at, `there are ${entries.length} devices`, `at most ${MAX_DEVICES}`);
  for (const entry of entries.slice(0, MAX_DEVICES)) readDevice(m, entry, defaults, out);
  return out;
}

function readDevice(m: Mistakes, entry: Entry, defaults: DeviceDefaults, out: ReadDevices): void {
  const name = entry.key;
  if (!/^\p{L}[\p{L}\p{N}_-]{0,31}$/u.test(name) || name in {}) {
    tell(
      m,
      entry.at,
      `a device cannot be called ${quoted(name)}`,
      'a letter, then letters, digits, `-` or `_`, at most 32',
    );
    return;
  }
  out.places.set(name, entry.at);
  const kind = kindOf(m, entry);
  if (kind === undefined) return;
  const what = `a ${kind}`;
  const isHost = kind === 'host' || kind === 'router';
  const fields = fieldsOf(m, entry.value, what, isHost ? hostKeys : kind === 'switch' ? switchKeys : hubKeys);
  const at = fields.get('at');
  const position = at && readPosition(m, at.value);
  if (position) out.at[name] = position;
  const note = fields.get('note');
  const words = note && textOf(m, note.value, 'note');
  if (words !== undefined) out.notes[name] = words;
  out.devices.push(
    isHost ? readHost(m, name, kind, fields, defaults[kind]) : readPorts(m, name, kind, fields, defaults, out),
  );
}

function kindOf(m: Mistakes, entry: Entry): 'host' | 'router' | 'switch' | 'hub' | undefined {
  const { value } = entry;
  if (value.is !== 'map') {
    return tell(m, value.at, `device ${entry.key} is a map`, `${entry.key}: { kind: host, ip: 192.168.12.1/24 }`);
  }
  const field = value.entries.find((one) => one.key === 'kind');
  if (!field) return tell(m, entry.at, `device ${entry.key} has no \`kind\``, `one of ${kinds.join(', ')}`);
  const kind = textOf(m, field.value, 'kind');
  if (kind === undefined || kinds.includes(kind)) return kind as 'host' | undefined;
  return tell(m, field.value.at, `there is no kind ${quoted(kind)}`, meant(kind, kinds));
}

function readPosition(m: Mistakes, node: Node): [number, number] | undefined {
  const [x, y, ...more] = listOf(m, node, 'at').map((item) => wholeOf(m, item, 'a position', 0, 1000));
  if (x !== undefined && y !== undefined && more.length === 0) return [x, y];
  if (node.is === 'list' && node.items.length !== 2)
    tell(m, node.at, '`at` has two numbers', '`at: [620, 80]`, each from 0 to 1000');
  return undefined;
}

function readPorts(
  m: Mistakes,
  name: string,
  kind: 'switch' | 'hub',
  fields: Map<string, Entry>,
  defaults: DeviceDefaults,
  out: ReadDevices,
): DeviceSetup {
  const given = fields.get('ports');
  const ports = given && wholeOf(m, given.value, 'ports', 1, MAX_PORTS);
  if (given) out.counted.add(name);
  if (kind === 'hub') return { kind, name, ports: ports ?? 0 };
  const ageing = fields.get('ageing');
  const mirror = fields.get('mirror');
  if (mirror) out.mirrors.set(name, mirror);
  return {
    kind,
    name,
    ports: ports ?? 0,
    ageing: (ageing && durationOf(m, ageing.value, 'ageing')) ?? defaults.ageing,
  };
}

/** Mirrors name ports, so they are read when links have said how many there are. Port indices count from 0. */
export function readMirrors(m: Mistakes, read: ReadDevices): void {
  for (const device of read.devices) {
    const entry = read.mirrors.get(device.name);
    if (device.kind !== 'switch' || !entry) continue;
    const fields = fieldsOf(m, entry.value, 'mirror', ['from', 'to']);
    const port = (node: Node): number | undefined =>
      wholeOf(m, node, `a port of ${device.name}`, 1, Math.max(1, device.ports));
    const from = fields.get('from');
    const to = fields.get('to');
    if (!from || !to) {
      tell(m, entry.at, '`mirror` has `from` and `to`', '{ from: [1, 2], to: 3 }');
      continue;
    }
    const sources = oneOrMore(from.value).flatMap((node) => port(node) ?? []);
    const target = port(to.value);
    if (target === undefined) continue;
    if (sources.includes(target)) tell(m, to.value.at, `port ${target} would mirror itself`);
    (device satisfies SwitchSetup).mirror = { from: sources.map((one) => one - 1), to: target - 1 };
  }
}

export const isHost = (device: DeviceSetup): device is HostSetup => device.kind === 'host' || device.kind === 'router';
