// A lab from its text: YAML, checked whole. Every mistake is told at once, with its place and what would be right.

import type { FileError, Result } from '../base/result.ts';
import { defaultProfile, type Lab } from './lab.ts';
import { readCompare } from './labCompare.ts';
import { isHost, readDefaults, readDevices, readMirrors } from './labDevices.ts';
import { readDo } from './labDo.ts';
import { readFaults } from './labFaults.ts';
import { fieldsOf, tell, textOf, wholeOf, type Mistakes } from './labFields.ts';
import { readFiles } from './labFiles.ts';
import { giveMacs, warnDoubles } from './labHosts.ts';
import { readPrograms } from './labPrograms.ts';
import { profileKeys, readLinks, readProfile } from './labLinks.ts';
import { layOver, readYaml, type At, type Entry, type Node, type Origin } from './labYaml.ts';

export interface LabOptions {
  /** Where the text begins in its file, when it is a part of one. */
  origin?: { line: number; column: number };
  /** A text beside the lab's file, for `from:`; undefined when there is none. */
  load?: (name: string) => string | undefined;
  /** Texts that are laid over this one, in order: maps are merged, lists replaced, `null` takes away. */
  over?: readonly { text: string; origin: Origin }[];
  /** Files that hosts will have besides those of the lab (of a lesson's blocks), which its programs may be. */
  later?: readonly { host: string; file: string }[];
}

const labKeys = ['lab', 'seed', 'defaults', 'devices', 'links', 'faults', 'files', 'programs', 'do', 'compare', 'note'];

/** Reads a lab. Never throws, whatever the text; `file` is the name that mistakes are told under. */
export function parseLab(text: string, file: string, options: LabOptions = {}): Result<Lab> {
  const m: Mistakes = { errors: [], warnings: [] };
  const base = readYaml(text, { file, ...options.origin }, m.errors);
  const tops = (options.over ?? []).map((over) => readYaml(over.text, over.origin, m.errors));
  const whole = tops.reduce((below, top) => below && top && layOver(below, top), base);
  const lab = whole && readLab(m, whole, options);
  if (!lab || m.errors.length > 0) return { ok: false, errors: inOrder(m.errors, file) };
  return m.warnings.length ? { ok: true, value: lab, warnings: inOrder(m.warnings, file) } : { ok: true, value: lab };
}

/** By place, the file's own first. */
function inOrder(errors: FileError[], file: string): FileError[] {
  const order = (e: FileError): number => (e.file === file ? 0 : 1);
  return errors.sort((a, b) => order(a) - order(b) || a.line - b.line || a.column - b.column);
}

function readLab(m: Mistakes, node: Node, options: LabOptions): Lab | undefined {
  const fields = fieldsOf(m, node, 'a lab', labKeys);
  const empty = (at: At): Node => ({ is: 'text', at, text: '', inside: 0, empty: true });
  const value = (key: string): Node => fields.get(key)?.value ?? empty(node.at);
  const title = fields.get('lab');
  const name = title ? (textOf(m, title.value, 'the name after `lab:`') ?? '') : 'lab';
  const seed = fields.has('seed') ? (wholeOf(m, value('seed'), 'seed', 0, 0xffff_ffff) ?? 1) : 1;
  if (node.is === 'map' && !fields.has('devices'))
    tell(m, node.at, 'the lab has no `devices`', 'devices: { A: { kind: host, ip: 192.168.12.1/24 } }');

  const defaults = fieldsOf(m, value('defaults'), 'defaults', ['link', 'host', 'router', 'switch']);
  const linkDefaults = defaults.get('link');
  const profile = readProfile(
    m,
    linkDefaults ? fieldsOf(m, linkDefaults.value, 'defaults of a link', profileKeys) : new Map<string, Entry>(),
    defaultProfile,
  );
  const read = readDevices(m, value('devices'), readDefaults(m, defaults));
  const links = readLinks(m, value('links'), read, profile);
  readMirrors(m, read);
  const placed = new Set(read.places.keys());
  const faults = readFaults(m, value('faults'), read.devices, placed);
  readFiles(m, value('files'), read.devices, read.places, options.load);
  const programs = readPrograms(m, value('programs'), read.devices, options.later);
  const lines = readDo(m, value('do'), read.devices, placed);
  const compare = fields.has('compare') ? readCompare(m, value('compare'), { devices: read.devices, links }) : [];
  const hosts = read.devices.filter(isHost);
  giveMacs(hosts, seed);
  warnDoubles(m, hosts, read.places);
  const notes = { ...read.notes };
  const note = fields.get('note');
  const words = note && textOf(m, note.value, 'note');
  if (words !== undefined) notes[''] = words;
  const lab: Lab = { name, seed, devices: read.devices, links, faults, do: lines, at: read.at, notes };
  if (programs.length) lab.programs = programs;
  if (compare.length) lab.compare = compare;
  return lab;
}
