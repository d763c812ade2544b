// K-11, the calculator `ports`: what range and name a port has, which port a name has, and whether it is a good one for a server of one's own (RFC 6335).

import { putU16 } from '../../base/bytes.ts';
import { nearest } from '../../base/spelling.ts';
import {
  chosenOf,
  gather,
  valueOf,
  type Calculator,
  type Field,
  type Line,
  type Step,
  type Values,
  type Worked,
} from '../calculator.ts';
import { leadingZeros, readEntry, type Entry } from '../entry.ts';
import { right, wrong, type Read, type Said } from '../said.ts';
import { portDrills } from './portDrills.ts';
import { serviceAt, serviceNames, servicesNamed, type Service } from '../../wire/services.ts';
import { against, ephemeral, rangeOf, type Against, type EphemeralOf } from './services.ts';

export interface Ports {
  port: number;
  range: string;
  /** Of this port; after a name all that it stands for. */
  services: { port: number; name: string; transports: string[]; assigned: boolean }[];
  /** May a server of one's own listen there: not at all, with these doubts, or without any. */
  verdict: 'refused' | 'doubtful' | 'good';
  against: Against[];
}

const hostField = {
  ...{ name: 'host', kind: 'choice', initial: 'iana' },
  options: Object.keys(ephemeral) as EphemeralOf[],
} as const satisfies Field;
const fields: readonly Field[] = [{ name: 'port', kind: 'line', initial: '8080' }, hostField];

/** The calculator `ports`. */
export const ports: Calculator<Ports> = { id: 'ports', fields, work, drills: portDrills };

function work(values: Values): Worked<Ports> {
  const gathered = gather({ port: readPortEntry(valueOf(fields, values, 'port')) });
  if (gathered.state !== 'right') return gathered;
  const { port, named } = gathered.values.port;
  const host = chosenOf(hostField, values);
  const at = serviceAt(port);
  const found = named.length ? named : at ? [at] : [];
  const doubts = against(port, host);
  const result: Ports = {
    port,
    range: rangeOf(port).id,
    services: found.map(({ port, name, transports, habit }) => ({
      ...{ port, name, transports: [...transports], assigned: !habit },
    })),
    verdict: port === 0 ? 'refused' : doubts.length ? 'doubtful' : 'good',
    against: doubts,
  };
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...(found.some(({ habit }) => habit) ? [{ id: 'ports.habit', params: { port } }] : [])],
    lines: linesOf(result, found),
    bits: [],
    octets: [{ label: { id: 'ports.octets' }, bytes: portOctets(port) }],
    steps: stepsOf(result, found, host),
  };
}

function portOctets(port: number): Uint8Array {
  const bytes = new Uint8Array(2);
  putU16(bytes, 0, port);
  return bytes;
}

interface Asked {
  port: number;
  /** What was asked for by name. */
  named: Service[];
}

/** A number or a name. Full-width digits are a mistake about ports like any other here, and what is meant is offered. */
function readPortEntry(text: string): Entry<Asked> {
  const entry = readEntry(text, readPort);
  if (entry.state !== 'wrong' || entry.problem.id !== 'E_FULLWIDTH') return entry;
  return { state: 'wrong', problem: { ...entry.problem, id: 'E_PORT', variant: 'fullwidth' } };
}

function readPort(text: string): Read<Asked> {
  if (!/^[a-z]/i.test(text)) return readNumber(text);
  const odd = text.search(/[^a-z0-9-]/i);
  if (odd >= 0) {
    const [known] = servicesNamed(text.slice(0, odd));
    return wrong('E_PORT', odd, 1, {
      variant: 'name',
      params: { sign: text[odd]! },
      ...(known && { instead: known.name }),
    });
  }
  const named = servicesNamed(text);
  if (named.length) return right({ port: named[0]!.port, named });
  const near = nearest(text, serviceNames);
  if (near === undefined) return wrong('E_PORT', 0, text.length, { variant: 'unknown', params: { name: text } });
  const { port } = servicesNamed(near)[0]!;
  return wrong('E_PORT', 0, text.length, { variant: 'near', params: { name: text, near, port }, instead: near });
}

function readNumber(text: string): Read<Asked> {
  const hex = /^0x([0-9a-f]{1,4})$/i.exec(text);
  if (hex) {
    const decimal = parseInt(hex[1]!, 16);
    return wrong('E_PORT', 1, 1, { variant: 'hex', params: { decimal }, instead: String(decimal) });
  }
  const odd = text.search(/\D/);
  if (odd >= 0) return wrong('E_PORT', odd, 1, { params: { sign: [...text.slice(odd)][0]! } });
  if (Number(text) > 65_535) return wrong('E_PORT', 0, text.length, { variant: 'range', params: { value: text } });
  if (text.length > 1 && text[0] === '0') {
    return wrong('E_ZERO', 0, leadingZeros(text), { params: { part: text }, instead: String(Number(text)) });
  }
  return right({ port: Number(text), named: [] });
}

const spell = ({ port, name, transports }: Service): string => `${name} = ${port} (${transports.join(', ')})`;

function linesOf({ port, range, verdict }: Ports, found: readonly Service[]): Line[] {
  const { from, to } = rangeOf(port);
  return [
    { id: 'ports.port', value: String(port) },
    { id: 'ports.range', value: { id: `ports.range.${range}`, params: { from, to } } },
    ...(found.length
      ? found.map((one): Line => ({ id: 'ports.service', value: spell(one) }))
      : [{ id: 'ports.service', value: { id: 'ports.unlisted' } }]),
    { id: 'ports.server', value: { id: `ports.verdict.${verdict}` }, odd: verdict !== 'good' },
  ];
}

function stepsOf(
  { port, range, against: doubts, verdict }: Ports,
  found: readonly Service[],
  host: EphemeralOf,
): Step[] {
  const { from, to } = rangeOf(port);
  const chosen = ephemeral[host];
  const doubt = (id: Against): Said => ({
    id: `ports.against.${id}`,
    params: { port, from: chosen.from, to: chosen.to, name: serviceAt(port)?.name ?? '' },
  });
  return [
    {
      say: { id: 'ports.step.sixteen', params: { port } },
      source: 'RFC 6335 §6',
      octets: [{ label: { id: 'ports.octets' }, bytes: portOctets(port) }],
    },
    {
      say: { id: `ports.step.${range}` },
      source: 'RFC 6335 §6',
      sum: [from === to ? `${port} = ${from}` : `${from} ≤ ${port} ≤ ${to}`],
    },
    ...(found.length
      ? [{ say: { id: 'ports.step.named' }, source: 'RFC 6335 §5.1', sum: found.map(spell) }]
      : [{ say: { id: 'ports.step.unnamed', params: { port } }, source: 'RFC 6335 §5.1' }]),
    ...doubts.map((id) => ({ say: doubt(id), source: id === 'ephemeral' ? 'RFC 6056 §3.2' : 'RFC 6335 §6' })),
    { say: { id: `ports.step.verdict.${verdict}`, params: { port } } },
  ];
}
