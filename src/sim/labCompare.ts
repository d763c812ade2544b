// The `compare` list of a lab: what its author offers to be different in a second run, which is laid beside the first.

import type { DeviceSetup } from '../devices/setup.ts';
import type { TcpOptions } from '../stack/tcp/options.ts';
import { tcpKnobs } from '../stack/knobs.ts';
import { defaultProfile, type LinkSetup } from './lab.ts';
import { isHost } from './labDevices.ts';
import { fieldsOf, listOf, meant, quoted, tell, textOf, wholeOf, type Mistakes } from './labFields.ts';
import { readProfile } from './labLinks.ts';
import { knobText, readKnobs } from './labKnobs.ts';
import { yamlText, type Entry, type Node } from './labYaml.ts';
import { linkValueText } from './offers.ts';
import type { LabVariation, LinkKey } from './variation.ts';

const linkKeys: readonly LinkKey[] = ['loss', 'delay', 'rate'];
const kinds = ['tcp', 'link', 'run', 'seed'] as const;
const keys = ['of', 'on', 'instead', ...kinds, ...linkKeys];
/** More are no short list. */
const MOST = 12;

/** What there is in the lab for it to be about. */
interface Around {
  devices: readonly DeviceSetup[];
  links: readonly LinkSetup[];
}

type Fields = ReadonlyMap<string, Entry>;

/** Reads the list; one entry is one thing that is different. */
export function readCompare(m: Mistakes, node: Node, around: Around): LabVariation[] {
  const items = listOf(m, node, 'compare');
  if (items.length > MOST) tell(m, node.at, `\`compare\` offers ${items.length} things`, `at most ${MOST}`);
  return items.slice(0, MOST).flatMap((item) => readOffer(m, item, around) ?? []);
}

function readOffer(m: Mistakes, item: Node, around: Around): LabVariation | undefined {
  const before = m.errors.length;
  const fields = fieldsOf(m, item, 'an entry of `compare`', keys);
  const chosen = kinds.filter((kind) => fields.has(kind));
  const [kind] = chosen;
  if (m.errors.length > before) return undefined;
  if (!kind || chosen.length > 1) {
    return tell(
      m,
      item.at,
      chosen.length ? `one thing is different, not ${chosen.join(' and ')}` : 'nothing is different here',
      '{ seed: 7 }, or with `link`, `tcp`, or `run`',
    );
  }
  const read = { tcp: readKnob, link: readLink, run: readLine, seed: readSeed }[kind](m, item, fields, around);
  return m.errors.length > before ? undefined : read;
}

/** What goes with the kind must be there, and nothing else. */
function only(m: Mistakes, item: Node, fields: Fields, kind: string, needs: readonly string[], may = needs): void {
  const missing = needs.filter((key) => !fields.has(key));
  if (missing.length) tell(m, item.at, `\`${kind}\` needs \`${missing.join('`, `')}\``);
  for (const [key, { at }] of fields)
    if (key !== kind && !may.includes(key)) tell(m, at, `\`${key}\` does not go with \`${kind}\``);
}

function hostOf(m: Mistakes, entry: Entry | undefined, { devices }: Around): string {
  const name = (entry && textOf(m, entry.value, entry.key)) ?? '';
  const hosts = devices.filter(isHost).map((one) => one.name);
  if (entry && !hosts.includes(name)) tell(m, entry.value.at, `there is no host ${quoted(name)}`, meant(name, hosts));
  return name;
}

function readKnob(m: Mistakes, item: Node, fields: Fields, around: Around): LabVariation | undefined {
  only(m, item, fields, 'tcp', ['of']);
  const of = hostOf(m, fields.get('of'), around);
  const entry = fields.get('tcp')!;
  const { tcp } = readKnobs(m, new Map([['tcp', entry]])).sockets;
  const names = entry.value.is === 'map' ? entry.value.entries.map(({ key }) => key) : [];
  if (names.length !== 1) return tell(m, entry.value.at, 'one knob is different', '{ nagle: off }');
  const knob = names[0] as keyof TcpOptions;
  return { kind: 'knob', of, knob, value: tcp[knob] };
}

function readLink(m: Mistakes, item: Node, fields: Fields, { links }: Around): LabVariation | undefined {
  only(m, item, fields, 'link', [], linkKeys);
  const { value: node } = fields.get('link')!;
  const link = textOf(m, node, 'link') ?? '';
  const names = links.map(({ name }) => name);
  if (!names.includes(link)) tell(m, node.at, `there is no link ${quoted(link)}`, meant(link, names));
  const given = linkKeys.filter((key) => fields.has(key));
  const [key] = given;
  if (!key || given.length > 1) return tell(m, item.at, 'one property of the link is different', 'loss, delay or rate');
  const profile = readProfile(m, new Map([[key, fields.get(key)!]]), defaultProfile);
  return { kind: 'link', link, key, value: profile[key] };
}

function readLine(m: Mistakes, item: Node, fields: Fields, around: Around): LabVariation {
  only(m, item, fields, 'run', ['on', 'instead']);
  const on = hostOf(m, fields.get('on'), around);
  const text = (key: string): string => {
    const entry = fields.get(key);
    return (entry && textOf(m, entry.value, key)) ?? '';
  };
  return { kind: 'instead', on, run: text('instead'), line: text('run') };
}

function readSeed(m: Mistakes, item: Node, fields: Fields): LabVariation {
  only(m, item, fields, 'seed', []);
  return { kind: 'seed', seed: wholeOf(m, fields.get('seed')!.value, 'seed', 0, 0xffff_ffff) ?? 0 };
}

/** An entry as it is written in a lab. */
export function compareText(one: LabVariation): string {
  switch (one.kind) {
    case 'knob':
      return `{ of: ${one.of}, tcp: { ${one.knob}: ${knobText(tcpKnobs[one.knob], one.value)} } }`;
    case 'link':
      return `{ link: ${yamlText(one.link)}, ${one.key}: ${linkValueText[one.key](one.value)} }`;
    case 'instead':
      return `{ on: ${one.on}, instead: ${yamlText(one.run)}, run: ${yamlText(one.line)} }`;
    case 'seed':
      return `{ seed: ${one.seed} }`;
  }
}
