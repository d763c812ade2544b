// A lab as its text: YAML that reads back as the very same lab, with what is as it always is left out.

import type { HostSetup, InterfaceSetup, RouteSetup, SwitchSetup, DeviceSetup } from '../devices/setup.ts';
import { defaultOptions } from '../stack/options.ts';
import { socketKnobs, stackKnobs, tcpKnobs, type Knobs } from '../stack/knobs.ts';
import { defaultSocketSettings } from '../stack/sockets/settings.ts';
import { formatCidr, formatIpv4, formatMac } from '../wire/address.ts';
import { faultText, handText } from './hand.ts';
import { deedOf, type History, type LoggedCommand } from './history.ts';
import { defaultProfile, type Lab, type LinkProfile, type LinkSetup, type TimedDeed } from './lab.ts';
import { compareText } from './labCompare.ts';
import { isHost } from './labDevices.ts';
import { fileLines } from './labFiles.ts';
import { giveMacs } from './labHosts.ts';
import { knobText, stackNames, udpNames } from './labKnobs.ts';
import { programText } from './labPrograms.ts';
import { formatChance, formatRate, formatSize, spellDuration } from './labUnits.ts';
import { yamlText } from './labYaml.ts';

/** `key: value` of a map in one line. */
type Pair = [key: string, text: string];

const inline = (pairs: readonly Pair[]): string =>
  pairs.length ? `{ ${pairs.map(([key, text]) => `${key}: ${text}`).join(', ')} }` : '{}';
const list = (texts: readonly string[]): string => `[${texts.join(', ')}]`;
const onOff = (value: boolean): string => (value ? 'on' : 'off');

/** The text of a lab. The end of the world at a live port is no device that a lab can have, and is left out with its cable. */
export function writeLab(lab: Lab): string {
  const devices = lab.devices.filter((device) => device.kind !== 'outside');
  const names = new Set(devices.map((device) => device.name));
  const links = lab.links.filter(({ ends }) => ends.every((end) => names.has(end.device)));
  const made = madeMacs(lab);
  const taken = new Set<string>();
  const lines = [`lab: ${yamlText(lab.name)}`, `seed: ${lab.seed}`];
  if (lab.notes[''] !== undefined) lines.push(`note: ${yamlText(lab.notes[''])}`);
  lines.push(devices.length ? 'devices:' : 'devices: {}');
  for (const device of devices) lines.push(`  ${device.name}: ${deviceText(lab, device, links, made)}`);
  if (links.length) lines.push('links:', ...links.map((link) => `  - ${linkText(link, taken)}`));
  if (lab.faults.length) lines.push('faults:', ...lab.faults.map((fault) => `  - ${faultText(fault)}`));
  lines.push(...fileLines(devices.filter(isHost)));
  if (lab.programs) lines.push('programs:', ...lab.programs.map((one) => `  - ${programText(one)}`));
  if (lab.do.length) lines.push('do:', ...lab.do.map((deed) => `  - ${deedText(deed)}`));
  if (lab.compare) lines.push('compare:', ...lab.compare.map((one) => `  - ${compareText(one)}`));
  return `${lines.join('\n')}\n`;
}

/** The lab of a history in which all that was done is a line of its `do` list. */
export function labWithLog({ lab, seed, log, scripted }: History): Lab {
  const done = log
    .filter(byHand)
    .map(({ at, command }): TimedDeed =>
      command.do === 'run' ? { at, on: command.on, run: command.line } : { at, command },
    );
  return { ...lab, seed, do: [...done, ...lab.do.slice(scripted)] };
}

/** What comes again by itself is no line of a `do` list: what the lab's programs do, and what scripts call. */
const byHand = ({ step, command }: LoggedCommand): boolean => !step && command.do !== 'call' && command.do !== 'crash';

/** Commands of a log as lines for the `do` list of a lab. */
export const doLines = (log: readonly LoggedCommand[]): string =>
  log
    .filter(byHand)
    .map(({ at, command }) => `  - ${deedText({ at, command })}\n`)
    .join('');

/** One line of a `do` list: typed, or by hand; what neither can say, as JSON. */
function deedText(deed: TimedDeed): string {
  const command = deedOf(deed);
  const at: Pair = ['at', spellDuration(deed.at)];
  if (command.do === 'run' && command.line.trim() !== '')
    return inline([at, ['on', yamlText(command.on)], ['run', yamlText(command.line)]]);
  if (command.do === 'type' && command.pid === undefined) {
    const { line, end } = command;
    const text = end && line === undefined ? '^D' : end ? undefined : line;
    const isPlain = text !== undefined && text !== '' && (end || !/^\^[CD]$/.test(text));
    if (isPlain) return inline([at, ['on', yamlText(command.on)], ['type', yamlText(text)]]);
  }
  const hand = handText(command);
  return inline([at, hand === undefined ? ['command', yamlText(JSON.stringify(command))] : ['hand', yamlText(hand)]]);
}

// ── devices ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The MACs that interfaces have where the lab gives none. */
function madeMacs(lab: Lab): Map<string, number> {
  const hosts = structuredClone(lab.devices.filter(isHost));
  for (const host of hosts) for (const one of host.interfaces) one.mac = 0;
  giveMacs(hosts, lab.seed);
  return new Map(hosts.flatMap((host) => host.interfaces.map((one) => [`${host.name}.${one.name}`, one.mac])));
}

function deviceText(
  lab: Lab,
  device: DeviceSetup,
  links: readonly LinkSetup[],
  made: ReadonlyMap<string, number>,
): string {
  const pairs: Pair[] = [['kind', device.kind]];
  if (isHost(device)) pairs.push(...hostPairs(device, made));
  else if (device.kind !== 'outside') pairs.push(...portPairs(device, links));
  const at = lab.at[device.name];
  if (at) pairs.push(['at', list(at.map(String))]);
  const note = lab.notes[device.name];
  if (note !== undefined) pairs.push(['note', yamlText(note)]);
  return inline(pairs);
}

function portPairs(device: Exclude<DeviceSetup, HostSetup>, links: readonly LinkSetup[]): Pair[] {
  const used = links.flatMap(({ ends }) => ends.flatMap((end) => (end.device === device.name ? Number(end.port) : [])));
  const pairs: Pair[] = device.ports === Math.max(1, ...used) ? [] : [['ports', String(device.ports)]];
  if (device.kind !== 'switch') return pairs;
  const { ageing, mirror } = device satisfies SwitchSetup;
  if (ageing !== DEFAULT_AGEING) pairs.push(['ageing', spellDuration(ageing)]);
  if (mirror) {
    const from = list(mirror.from.map((port) => String(port + 1)));
    pairs.push([
      'mirror',
      inline([
        ['from', from],
        ['to', String(mirror.to + 1)],
      ]),
    ]);
  }
  return pairs;
}

const DEFAULT_AGEING = 300_000_000_000;

function hostPairs(host: HostSetup, made: ReadonlyMap<string, number>): Pair[] {
  const [only] = host.interfaces;
  const pairsOf = (one: InterfaceSetup): Pair[] => interfacePairs(one, made.get(`${host.name}.${one.name}`));
  const pairs: Pair[] =
    host.interfaces.length === 1 && only!.name === 'eth0'
      ? pairsOf(only!)
      : [['interfaces', inline(host.interfaces.map((one): Pair => [one.name, inline(pairsOf(one))]))]];
  const [first] = host.routes;
  const isGateway =
    first?.via !== undefined && isDefault(first) && first.dev === undefined && first.metric === undefined;
  const others = isGateway ? host.routes.slice(1) : host.routes;
  if (isGateway && !others.some(isDefault)) pairs.push(['gateway', formatIpv4(first.via!)]);
  const routes = isGateway && !others.some(isDefault) ? others : host.routes;
  if (routes.length) pairs.push(['routes', list(routes.map(routeText))]);
  if (host.forwarding !== (host.kind === 'router')) pairs.push(['forwarding', onOff(host.forwarding)]);
  const names = Object.entries(host.hosts);
  if (names.length) pairs.push(['hosts', inline(names.map(([name, ip]): Pair => [yamlText(name), formatIpv4(ip)]))]);
  return [...pairs, ...hostKnobs(host)];
}

const isDefault = (route: RouteSetup): boolean => route.prefix === 0;

function interfacePairs(one: InterfaceSetup, made: number | undefined): Pair[] {
  const pairs: Pair[] = [];
  const addresses = one.addresses.map(({ ip, prefix }) => formatCidr(ip, prefix));
  if (addresses.length) pairs.push(['ip', addresses.length === 1 ? addresses[0]! : list(addresses)]);
  if (one.mac !== made) pairs.push(['mac', formatMac(one.mac)]);
  if (one.mtu !== 1500) pairs.push(['mtu', String(one.mtu)]);
  if (one.promiscuous) pairs.push(['promiscuous', 'on']);
  if (!one.up) pairs.push(['up', 'off']);
  return pairs;
}

function routeText({ to, prefix, via, dev, metric }: RouteSetup): string {
  const pairs: Pair[] = [['to', prefix === 0 ? 'default' : formatCidr(to, prefix)]];
  if (via !== undefined) pairs.push(['via', formatIpv4(via)]);
  if (dev !== undefined) pairs.push(['dev', dev]);
  if (metric !== undefined) pairs.push(['metric', String(metric)]);
  return inline(pairs);
}

function hostKnobs({ options, sockets }: HostSetup): Pair[] {
  const tcp = changedKnobs(sockets.tcp, defaultSocketSettings.tcp, tcpKnobs, (key) => key);
  const udp = changedKnobs(
    sockets,
    defaultSocketSettings,
    socketKnobs,
    (key) => udpNames[key as keyof typeof udpNames],
  );
  return [
    ...changedKnobs(options, defaultOptions, stackKnobs, (key) => stackNames[key]),
    ...(tcp.length ? [['tcp', inline(tcp)] satisfies Pair] : []),
    ...(udp.length ? [['udp', inline(udp)] satisfies Pair] : []),
    ...changedKnobs(sockets, defaultSocketSettings, { descriptors: socketKnobs.descriptors }, (key) => key),
  ];
}

/** Those knobs that are not as they always are; one without a name is not told here. */
function changedKnobs<T extends object>(
  now: Readonly<T>,
  usual: Readonly<T>,
  knobs: Partial<Knobs<T>>,
  nameOf: (key: keyof T & string) => string | undefined,
): Pair[] {
  return (Object.keys(knobs) as (keyof T & string)[]).flatMap((key): Pair[] => {
    const name = nameOf(key);
    const knob = knobs[key];
    return name === undefined || knob === undefined || now[key] === usual[key]
      ? []
      : [[name, knobText(knob, now[key])]];
  });
}

// ── links ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function linkText(link: LinkSetup, taken: Set<string>): string {
  const ends = list(link.ends.map(({ device, port }) => `${device}.${port}`));
  const profile = profilePairs(link.profile, defaultProfile);
  const back = link.back ? profilePairs(link.back, link.profile).filter(([key]) => key !== 'up') : undefined;
  const isUsual = link.name === usualName(link, taken);
  taken.add(link.name);
  if (isUsual && !profile.length && !back) return ends;
  return inline([
    ['ends', ends],
    ...(isUsual ? [] : [['name', yamlText(link.name)] satisfies Pair]),
    ...profile,
    ...(back ? [['back', inline(back)] satisfies Pair] : []),
  ]);
}

/** The name that a link has where the lab gives none. */
function usualName({ ends }: LinkSetup, taken: ReadonlySet<string>): string {
  const base = `${ends[0].device}-${ends[1].device}`;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
  return name;
}

const profileTexts: { [K in keyof LinkProfile]: (value: LinkProfile[K]) => string } = {
  rate: formatRate,
  delay: spellDuration,
  jitter: spellDuration,
  loss: formatChance,
  duplicate: formatChance,
  reorder: formatChance,
  reorderBy: spellDuration,
  corrupt: formatChance,
  pastFcs: onOff,
  queue: formatSize,
  mtu: String,
  up: onOff,
};

/** Only what differs from what the link has anyway. */
function profilePairs(profile: LinkProfile, usual: LinkProfile): Pair[] {
  return (Object.keys(profileTexts) as (keyof LinkProfile)[]).flatMap((key): Pair[] => {
    if (key === 'reorderBy') return [];
    const spell = profileTexts[key] as (value: unknown) => string;
    if (key === 'reorder' && profile.reorderBy !== usual.reorderBy) {
      const by = spellDuration(profile.reorderBy);
      return [
        [
          'reorder',
          inline([
            ['chance', formatChance(profile.reorder)],
            ['by', by],
          ]),
        ],
      ];
    }
    return profile[key] === usual[key] ? [] : [[key, spell(profile[key])]];
  });
}
