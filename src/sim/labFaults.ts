// The `faults` of a lab.

import type { DeviceSetup } from '../devices/setup.ts';
import type { FaultSetup } from './lab.ts';
import { isHost } from './labDevices.ts';
import {
  durationOf,
  fieldsOf,
  filterOf,
  listOf,
  meant,
  oneOrMore,
  quoted,
  switchOf,
  tell,
  textOf,
  wholeOf,
  type Mistakes,
} from './labFields.ts';
import type { Node } from './labYaml.ts';

const actions = ['drop', 'delay', 'duplicate', 'corrupt'] as const;
const faultKeys = [...actions, 'from', 'nth', 'name', 'by', 'octet', 'xor', 'pastFcs'];

export function readFaults(
  m: Mistakes,
  node: Node,
  devices: readonly DeviceSetup[],
  placed: ReadonlySet<string>,
): FaultSetup[] {
  const names = new Set<string>();
  const knows = (from: Node, place: string): boolean => knowsPlace(m, from, place, devices, placed);
  return listOf(m, node, 'faults').flatMap((item) => readFault(m, item, names, knows) ?? []);
}

/** One fault. `names`: those that are taken. `knows` says (and tells, if not) whether the lab has the place after `from`. */
export function readFault(
  m: Mistakes,
  node: Node,
  names: Set<string>,
  knows: (node: Node, place: string) => boolean = () => true,
): FaultSetup | undefined {
  const before = m.errors.length;
  const fields = fieldsOf(m, node, 'a fault', faultKeys);
  const chosen = actions.filter((action) => fields.has(action));
  const [action] = chosen;
  if (m.errors.length > before && !action) return undefined;
  if (!action || chosen.length > 1) {
    return tell(
      m,
      node.at,
      chosen.length ? `one fault does one thing, not ${chosen.join(' and ')}` : 'this fault does nothing',
      'one of `drop`, `delay`, `duplicate`, `corrupt` with a display filter',
    );
  }
  const fault: FaultSetup = { name: '', action, filter: filterOf(m, fields.get(action)!.value, action) ?? '' };
  const [from, nth, by, octet, xor, pastFcs] = ['from', 'nth', 'by', 'octet', 'xor', 'pastFcs'].map((key) =>
    fields.get(key),
  );
  if (from) {
    const place = textOf(m, from.value, 'from');
    if (place !== undefined && knows(from.value, place)) fault.from = place;
  }
  if (nth) fault.nth = oneOrMore(nth.value).flatMap((item) => wholeOf(m, item, 'nth', 1, 1_000_000) ?? []);
  const delay = by && durationOf(m, by.value, 'by');
  if (delay !== undefined) fault.by = delay;
  if (action === 'delay' && !by) tell(m, node.at, '`delay` without `by`', 'by: 200 ms');
  for (const [field, only] of [
    [by, 'delay'],
    [octet, 'corrupt'],
    [xor, 'corrupt'],
    [pastFcs, 'corrupt'],
  ] as const) {
    if (field && action !== only) tell(m, field.at, `${quoted(field.key)} belongs to \`${only}\``);
  }
  const position = octet && wholeOf(m, octet.value, 'octet', 0, 65_535);
  if (position !== undefined) fault.octet = position;
  const mask = xor && wholeOf(m, xor.value, 'xor', 1, 255);
  if (mask !== undefined) fault.xor = mask;
  const past = pastFcs && switchOf(m, pastFcs.value, 'pastFcs');
  if (past !== undefined) fault.pastFcs = past;
  fault.name = nameFault(m, fields.get('name')?.value, fault, names);
  return fault;
}

function nameFault(m: Mistakes, given: Node | undefined, fault: FaultSetup, names: Set<string>): string {
  const wanted = given && textOf(m, given, 'name');
  if (given && wanted !== undefined && names.has(wanted)) tell(m, given.at, `two faults are called ${quoted(wanted)}`);
  const base =
    wanted ?? [fault.action, fault.filter, fault.nth?.map((n) => `#${n}`).join(' ') ?? ''].filter(Boolean).join(' ');
  let name = base;
  for (let n = 2; names.has(name); n++) name = `${base} (${n})`;
  names.add(name);
  return name;
}

/** A device, or a port of one. `placed`: names whose own lines were wrong count as known. */
function knowsPlace(
  m: Mistakes,
  node: Node,
  place: string,
  devices: readonly DeviceSetup[],
  placed: ReadonlySet<string>,
): boolean {
  const dot = place.indexOf('.');
  const name = dot < 0 ? place : place.slice(0, dot);
  const device = devices.find((one) => one.name === name);
  if (!device) {
    if (!placed.has(name))
      tell(
        m,
        node.at,
        `there is no device ${quoted(name)}`,
        meant(
          name,
          devices.map((one) => one.name),
        ),
      );
    return false;
  }
  const port = place.slice(dot + 1);
  const ports = isHost(device)
    ? device.interfaces.map((one) => one.name)
    : Array.from({ length: device.ports }, (_, i) => String(i + 1));
  if (dot < 0 || ports.includes(port)) return true;
  tell(m, node.at, `${name} has no port ${quoted(port)}`, meant(port, ports));
  return false;
}
