// The `links` of a lab: who is joined to whom, by which port, and what the cable does to frames.

import type { DeviceSetup } from '../devices/setup.ts';
import type { LinkEnd, LinkProfile, LinkSetup } from './lab.ts';
import { MAX_PORTS, isHost, type ReadDevices } from './labDevices.ts';
import {
  chanceOf,
  durationOf,
  fieldsOf,
  listOf,
  meant,
  quoted,
  rateOf,
  sizeOf,
  switchOf,
  tell,
  textOf,
  warn,
  wholeOf,
  type Mistakes,
} from './labFields.ts';
import type { At, Entry, Node } from './labYaml.ts';

type Reader<T> = (m: Mistakes, node: Node, what: string) => T | undefined;

const profileReaders: { [K in Exclude<keyof LinkProfile, 'reorderBy'>]: Reader<LinkProfile[K]> } = {
  rate: rateOf,
  delay: durationOf,
  jitter: durationOf,
  loss: chanceOf,
  duplicate: chanceOf,
  reorder: chanceOf,
  corrupt: chanceOf,
  pastFcs: switchOf,
  queue: sizeOf,
  mtu: (m, node, what) => wholeOf(m, node, what, 68, 65535),
  up: switchOf,
};

export const profileKeys: readonly string[] = Object.keys(profileReaders);
const linkKeys = ['ends', 'name', 'back', ...profileKeys];
const MAX_LINKS = 4000;

/** The profile that these fields make of `base`. */
export function readProfile(m: Mistakes, fields: Map<string, Entry>, base: LinkProfile): LinkProfile {
  const profile = { ...base };
  const read = <K extends keyof typeof profileReaders>(key: K): void => {
    const field = fields.get(key);
    if (!field) return;
    const node = key === 'reorder' && field.value.is === 'map' ? readReorder(m, field.value, profile) : field.value;
    const value = node && profileReaders[key](m, node, key);
    if (value !== undefined) (profile as Pick<LinkProfile, K>)[key] = value;
  };
  (Object.keys(profileReaders) as (keyof typeof profileReaders)[]).forEach(read);
  return profile;
}

function readReorder(m: Mistakes, node: Node, profile: LinkProfile): Node | undefined {
  const fields = fieldsOf(m, node, 'reorder', ['chance', 'by']);
  const by = fields.get('by');
  profile.reorderBy = (by && durationOf(m, by.value, 'by')) ?? profile.reorderBy;
  const chance = fields.get('chance');
  return chance ? chance.value : tell(m, node.at, '`reorder` has no `chance`', '{ chance: 5 %, by: 3 ms }');
}

/** An end as it was written; the port is found when all that are named are known. */
interface Written {
  device: DeviceSetup;
  port?: string;
  at: At;
}

/** Reads all links and gives switches and hubs the ports they need. */
export function readLinks(m: Mistakes, node: Node, read: ReadDevices, base: LinkProfile): LinkSetup[] {
  const items = listOf(m, node, 'links');
  if (items.length > MAX_LINKS) tell(m, node.at, `there are ${items.length} links`, `at most ${MAX_LINKS}`);
  const byName = new Map(read.devices.map((device) => [device.name, device]));
  const written = items.slice(0, MAX_LINKS).map((item) => {
    const fields = item.is === 'list' ? undefined : fieldsOf(m, item, 'a link', linkKeys);
    const ends = item.is === 'list' ? item : fields?.get('ends')?.value;
    if (!ends && item.is === 'map') tell(m, item.at, 'a link without `ends`', '{ ends: [A, S12], delay: 20 ms }');
    return { item, fields, ends: ends && readEnds(m, ends, byName, read) };
  });
  const taken = new Map<string, At>();
  for (const { ends } of written)
    for (const end of ends ?? []) if (end.port !== undefined) claim(m, taken, end, end.port);
  const links: LinkSetup[] = [];
  const names = new Set<string>();
  for (const { item, fields, ends } of written) {
    const found = ends && findPorts(m, ends, taken, read);
    const profile = readProfile(m, fields ?? new Map(), base);
    const back = fields?.get('back');
    const reverse =
      back &&
      readProfile(
        m,
        fieldsOf(
          m,
          back.value,
          'back',
          profileKeys.filter((key) => key !== 'up'),
        ),
        profile,
      );
    const name = nameLink(m, fields?.get('name'), found, names);
    if (!found) continue;
    if (found[0].device === found[1].device) loopTo(m, item.at, byName.get(found[0].device)!);
    links.push({ name, ends: found, profile, ...(reverse ? { back: reverse } : {}) });
  }
  countPorts(m, read, taken);
  return links;
}

function loopTo(m: Mistakes, at: At, device: DeviceSetup): void {
  if (isHost(device)) tell(m, at, `a cable from ${device.name} to itself`, 'a link joins two devices');
  else warn(m, at, `a cable from ${device.name} to itself makes a loop`);
}

function readEnds(
  m: Mistakes,
  node: Node,
  byName: Map<string, DeviceSetup>,
  read: ReadDevices,
): [Written, Written] | undefined {
  const ends = listOf(m, node, 'ends').map((item) => readEnd(m, item, byName, read));
  if (node.is === 'list' && ends.length !== 2)
    return tell(m, node.at, `a link has two ends, not ${ends.length}`, '[A, S12]');
  const [first, second] = ends;
  return first && second ? [first, second] : undefined;
}

function readEnd(m: Mistakes, node: Node, byName: Map<string, DeviceSetup>, read: ReadDevices): Written | undefined {
  const text = textOf(m, node, 'an end of a link');
  if (text === undefined) return undefined;
  const dot = text.indexOf('.');
  const name = dot < 0 ? text : text.slice(0, dot);
  const device = byName.get(name);
  if (!device) {
    // A device whose own line is wrong has been told there.
    if (read.places.has(name)) return undefined;
    return tell(m, node.at, `there is no device ${quoted(name)}`, meant(name, [...byName.keys()]));
  }
  if (dot < 0) return { device, at: node.at };
  const port = text.slice(dot + 1);
  const wrong = whyNoPort(device, port, read.counted.has(name));
  return wrong === undefined
    ? { device, port, at: node.at }
    : tell(m, node.at, `${name} has no port ${quoted(port)}`, wrong);
}

/** What would be right instead of this port, or undefined when it is right. */
function whyNoPort(device: DeviceSetup, port: string, counted: boolean): string | undefined {
  if (isHost(device)) {
    const names = device.interfaces.map((one) => one.name);
    return names.includes(port) ? undefined : meant(port, names);
  }
  const most = counted && device.ports > 0 ? device.ports : MAX_PORTS;
  return /^[1-9]\d{0,2}$/.test(port) && Number(port) <= most ? undefined : `ports are numbered from 1 to ${most}`;
}

function claim(m: Mistakes, taken: Map<string, At>, end: Written, port: string): boolean {
  const key = `${end.device.name}.${port}`;
  const before = taken.get(key);
  if (before) tell(m, end.at, `${key} has a cable already`, `from line ${before.line}`);
  else taken.set(key, end.at);
  return !before;
}

function findPorts(
  m: Mistakes,
  ends: [Written, Written],
  taken: Map<string, At>,
  read: ReadDevices,
): [LinkEnd, LinkEnd] | undefined {
  const [first, second] = ends.map((end): LinkEnd | undefined => {
    if (end.port !== undefined) return { device: end.device.name, port: end.port };
    const port = nextFree(end.device, taken, read.counted.has(end.device.name));
    if (port === undefined) return noneFree(m, end);
    claim(m, taken, end, port);
    return { device: end.device.name, port };
  });
  return first && second ? [first, second] : undefined;
}

function noneFree(m: Mistakes, { device, at }: Written): undefined {
  if (!isHost(device)) return tell(m, at, `${device.name} has no free port`, `it has ${device.ports || MAX_PORTS}`);
  const names = device.interfaces.map((one) => one.name).join(', ');
  return tell(
    m,
    at,
    `${device.name} has no free interface`,
    names ? `it has ${names}: add one under \`interfaces\`` : 'add one under `interfaces`',
  );
}

function nextFree(device: DeviceSetup, taken: Map<string, At>, counted: boolean): string | undefined {
  if (isHost(device))
    return device.interfaces.map((one) => one.name).find((name) => !taken.has(`${device.name}.${name}`));
  const most = counted ? device.ports : MAX_PORTS;
  for (let port = 1; port <= most; port++) if (!taken.has(`${device.name}.${port}`)) return String(port);
  return undefined;
}

/** `A-S12`, or the author's name; made unique by a number. */
function nameLink(
  m: Mistakes,
  given: Entry | undefined,
  ends: [LinkEnd, LinkEnd] | undefined,
  names: Set<string>,
): string {
  const wanted = given && textOf(m, given.value, 'name');
  if (given && wanted !== undefined && names.has(wanted))
    tell(m, given.value.at, `two links are called ${quoted(wanted)}`);
  if (given && wanted !== undefined && !/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,63}$/u.test(wanted)) {
    tell(
      m,
      given.value.at,
      `a link cannot be called ${quoted(wanted)}`,
      'letters, digits, spaces, `-` and `_`, at most 64',
    );
  }
  const base = wanted ?? (ends ? `${ends[0].device}-${ends[1].device}` : '');
  let name = base;
  for (let n = 2; names.has(name); n++) name = `${base}-${n}`;
  if (ends) names.add(name);
  return name;
}

function countPorts(m: Mistakes, read: ReadDevices, taken: Map<string, At>): void {
  const highest = new Map<string, number>();
  for (const key of taken.keys()) {
    const dot = key.indexOf('.');
    const name = key.slice(0, dot);
    highest.set(name, Math.max(highest.get(name) ?? 0, Number(key.slice(dot + 1)) || 0));
  }
  for (const device of read.devices) {
    if (isHost(device) || read.counted.has(device.name)) continue;
    device.ports = Math.max(1, highest.get(device.name) ?? 0);
    const at = read.places.get(device.name);
    if (at && !highest.has(device.name)) warn(m, at, `nothing is plugged into ${device.name}`);
  }
}
