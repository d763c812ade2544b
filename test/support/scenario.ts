// Scenarios: students' programs on hosts, what is typed for them and what is to come out; each runs under real CPython and in the simulator.

import { parse } from 'yaml';
import { formatFileError } from '../../src/base/result.ts';
import type { Lab } from '../../src/sim/lab.ts';
import { parseLab } from '../../src/sim/labText.ts';
import type { RunReport } from '../../src/sim/report.ts';

/** What a program is to have done. What is left out is not looked at; texts in a list: any of them. */
export interface Expected {
  stdout?: string | string[];
  /** Regular expressions that stdout and stderr match. */
  stdoutLike?: string;
  stderrLike?: string;
  /** The last line of stderr; '' for none at all. */
  error?: string | string[];
  /** A part of the line of source that the last frame of the traceback names. */
  errorAt?: string;
  /** As a shell tells it: 137 for a killed one. */
  exit?: number | 'running' | (number | 'running')[];
  /** Parts of the lines of source at which threads wait, the main thread's first. */
  waits?: string[];
}

/** A file that is to be on a host in the end: its text, or its size (`<` and a number: shorter), and whether it is that other file. */
export interface ExpectedFile {
  text?: string;
  like?: string;
  size?: number | string;
  same?: string;
  absent?: true;
}

export interface Scenario {
  system: string;
  name: string;
  /** Its lab: hosts on a switch, their files, its programs. */
  lab: Lab;
  text: string;
  hosts: Record<string, ScenarioHost>;
  files: Record<string, Record<string, string>>;
  expect: Record<string, Expected>;
  /** By `host:path`, after all has ended. */
  expectFiles: Record<string, ExpectedFile>;
  /** Octets of the connections in the order of their SYNs, as Python writes them: by the client, by the server. The simulator's alone. */
  streams: { c2s?: string; s2c?: string }[];
  /** Seconds of virtual time after which the simulator stops. */
  seconds: number;
}

/** A host: its name is what `gethostname` gives, a name of one letter has an address of the course's (A: 192.168.12.1). */
export interface ScenarioHost {
  addresses: string[];
  names: Record<string, string>;
}

interface Written {
  name: string;
  hosts?: Record<string, { addresses?: string[]; names?: Record<string, string> }>;
  files?: Record<string, Record<string, string>>;
  programs: Record<string, unknown>[];
  expect?: Record<string, Expected>;
  expectFiles?: Record<string, ExpectedFile>;
  streams?: Scenario['streams'];
  seconds?: number;
}

/** The scenarios of one folder of programs: what stands in its `scenarios.yaml`, each host having all of its files. */
export function scenariosIn(system: string, files: Readonly<Record<string, string>>): Scenario[] {
  const { 'scenarios.yaml': list = '', ...sources } = files;
  return (parse(list) as Written[]).map((one) => scenarioOf(system, sources, one));
}

/** A small program as a scenario of its own with one program, `it`. */
export function smallProgram(file: string, text: string): Scenario {
  const told = [...text.matchAll(/^# (stdin|argv|file ([\w.]+)): (.*)$/gm)];
  const list = (key: string): string[] =>
    told.flatMap(([, what, , json]) => (what === key ? (JSON.parse(json!) as string[]) : []));
  const beside = told.flatMap(([, , name, json]) => (name ? [[name, JSON.parse(json!) as string] as const] : []));
  const stdin = [...list('stdin'), { end: true }];
  return scenarioOf('small', Object.fromEntries([[file, text], ...beside]), {
    name: file.replace('.py', ''),
    programs: [{ name: 'it', file, argv: list('argv'), stdin }],
  });
}

function scenarioOf(system: string, sources: Record<string, string>, one: Written): Scenario {
  const named = new Set([...Object.keys(one.hosts ?? {}), ...one.programs.map(({ host }) => String(host ?? 'A'))]);
  const hosts: Record<string, ScenarioHost> = {};
  const files: Record<string, Record<string, string>> = {};
  [...named].sort().forEach((host) => {
    const { addresses = [], names = {} } = one.hosts?.[host] ?? {};
    const own = host.length === 1 ? [`192.168.12.${host.charCodeAt(0) - 64}`] : [];
    hosts[host] = { addresses: [...own, ...addresses], names };
    files[host] = { ...sources, ...one.files?.[host] };
  });
  const text = labText(`${system}-${one.name}`, hosts, files, one.programs);
  const read = parseLab(text, `${system} ${one.name}`);
  if (!read.ok) throw new Error(read.errors.map(formatFileError).join('\n'));
  return {
    system,
    name: one.name,
    lab: read.value,
    text,
    hosts,
    files,
    expect: one.expect ?? {},
    expectFiles: one.expectFiles ?? {},
    streams: one.streams ?? [],
    seconds: one.seconds ?? 60,
  };
}

/** A lab as text: JSON is YAML. */
function labText(
  name: string,
  hosts: Record<string, ScenarioHost>,
  files: Record<string, Record<string, string>>,
  programs: Record<string, unknown>[],
): string {
  const devices: Record<string, unknown> = {};
  for (const [host, { addresses, names }] of Object.entries(hosts))
    devices[host] = {
      kind: 'host',
      ip: addresses.map((address) => `${address}/24`),
      ...(Object.keys(names).length ? { hosts: names } : {}),
    };
  const several = Object.keys(hosts).length > 1;
  if (several) devices['S'] = { kind: 'switch' };
  return JSON.stringify(
    {
      lab: name.toLowerCase().replaceAll('.', '-'),
      seed: 7,
      devices,
      ...(several ? { links: Object.keys(hosts).map((host) => [host, 'S']) } : {}),
      files,
      programs: programs.map((program) => ({ host: 'A', ...program })),
    },
    undefined,
    1,
  );
}

/** What came out of a program. */
export interface Outcome {
  stdout: string;
  stderr: string;
  exit: number | 'running';
  /** `file:line` at which its threads wait, the main thread's first. */
  waits: string[];
}

export interface FileOutcome {
  size: number;
  bytes: Uint8Array;
}

export interface Outcomes {
  programs: Record<string, Outcome>;
  /** The file at `host:path`, if there is one. */
  file(host: string, path: string): FileOutcome | undefined;
}

export const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

/** The last line number that a traceback names in a file of the student's. */
export function lastFrame(stderr: string, files: readonly string[]): { file: string; line: number } | undefined {
  const frames = [...stderr.matchAll(/File "([^"]+)", line (\d+)/g)].map(([, path, line]) => ({
    file: path!.replace(/^.*\//, ''),
    line: Number(line),
  }));
  return frames.filter(({ file }) => files.includes(file)).at(-1);
}

/** What is not as it was to be, in words; nothing when all is. */
export function shortcomings(scenario: Scenario, outcomes: Outcomes): string[] {
  const out: string[] = [];
  for (const [name, expected] of Object.entries(scenario.expect)) {
    const outcome = outcomes.programs[name];
    if (!outcome) out.push(`${name}: has not run`);
    else out.push(...differences(scenario, name, expected, outcome));
  }
  for (const [place, expected] of Object.entries(scenario.expectFiles)) {
    const [host, path] = splitPlace(place);
    const why = fileShort(scenario, expected, outcomes.file(host, path), outcomes);
    if (why !== undefined) out.push(`${place}: ${why}`);
  }
  return out;
}

/** What is not as it was to be in the octets that connections carried; the simulator alone knows of them. */
export function streamsShort({ streams }: Scenario, { connections }: RunReport): string[] {
  return streams.flatMap(({ c2s, s2c }, i) => {
    const connection = connections[i];
    if (!connection) return [`there is no connection ${i}`];
    return [['client', c2s] as const, ['server', s2c] as const].flatMap(([side, wanted]) => {
      const sent = bytesText(connection[side].sent.octets);
      return wanted === undefined || sent === wanted
        ? []
        : [`the ${side} of connection ${i} sent ${sent}, not ${wanted}`];
    });
  });
}

/** Octets as Python writes them. */
function bytesText(octets: Uint8Array): string {
  const spelled = (octet: number): string =>
    octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : `\\x${octet.toString(16).padStart(2, '0')}`;
  return `b'${Array.from(octets, spelled).join('')}'`;
}

const splitPlace = (place: string): [string, string] => {
  const at = place.indexOf(':');
  return [place.slice(0, at), place.slice(at + 1)];
};
const fits = <T>(given: T | T[], is: T): boolean => (Array.isArray(given) ? given.includes(is) : given === is);
const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 1500 ? `${text.slice(0, 700)} … ${text.slice(-700)}` : text;
};

function differences(scenario: Scenario, name: string, expected: Expected, is: Outcome): string[] {
  const out: string[] = [];
  const differ = (what: string, wanted: unknown, got: unknown): unknown =>
    out.push(`${name}: ${what} is ${shown(got)}, not ${shown(wanted)}`);
  const { stdout, stdoutLike, stderrLike, error, errorAt, exit, waits } = expected;
  const program = scenario.lab.programs?.find((one) => one.name === name);
  const sources = scenario.files[program?.host ?? 'A'] ?? {};
  const lineAt = (file: string, line: number): string => (sources[file] ?? '').split('\n')[line - 1]?.trim() ?? '';
  if (stdout !== undefined && !fits(stdout, is.stdout)) differ('stdout', stdout, is.stdout);
  if (stdoutLike !== undefined && !new RegExp(stdoutLike, 'u').test(is.stdout)) differ('stdout', stdoutLike, is.stdout);
  if (stderrLike !== undefined && !new RegExp(stderrLike, 'u').test(is.stderr)) differ('stderr', stderrLike, is.stderr);
  if (error !== undefined && !fits(error, lastLine(is.stderr))) differ('the end of stderr', error, is.stderr);
  if (exit !== undefined && !fits<number | 'running'>(exit, is.exit)) differ('its end', exit, [is.exit, is.stderr]);
  if (errorAt !== undefined) {
    const frame = lastFrame(is.stderr, Object.keys(sources));
    const line = frame && lineAt(frame.file, frame.line);
    if (!line?.includes(errorAt)) differ('the line of its error', errorAt, [line, is.stderr]);
  }
  waits?.forEach((part, i) => {
    const [file = '', line = ''] = is.waits[i]?.split(':') ?? [];
    if (!lineAt(file, Number(line)).includes(part))
      differ('where it waits', part, [is.waits, lineAt(file, Number(line))]);
  });
  return out;
}

function fileShort(
  scenario: Scenario,
  expected: ExpectedFile,
  is: FileOutcome | undefined,
  outcomes: Outcomes,
): string | undefined {
  if (expected.absent) return is ? 'is there' : undefined;
  if (!is) return 'is not there';
  const text = new TextDecoder().decode(is.bytes);
  if (expected.text !== undefined && text !== expected.text) return `has ${shown(text)}, not ${shown(expected.text)}`;
  if (expected.like !== undefined && !new RegExp(expected.like, 'u').test(text)) return `has ${shown(text)}`;
  const { size } = expected;
  if (typeof size === 'number' && is.size !== size) return `has ${is.size} octets, not ${size}`;
  if (typeof size === 'string' && !(is.size < Number(size.slice(1)))) return `has ${is.size} octets, not ${size}`;
  if (expected.same !== undefined) {
    const [host, path] = splitPlace(expected.same);
    const other = outcomes.file(host, path);
    if (!other || !sameBytes(is.bytes, other.bytes)) return `is not the same as ${expected.same}`;
  }
  return undefined;
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((octet, i) => octet === b[i]);
