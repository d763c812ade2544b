// What a row or a decision tells, as names of words and values for their placeholders. The words themselves are others' business (`words/`).

import { formatDuration } from '../base/time.ts';
import { portNames } from '../devices/device.ts';
import { reasonNames, reasonSpec, type ParameterKind } from '../stack/reason.ts';
import { STATES } from '../stack/tcp/states.ts';
import { formatIpv4, formatMac } from '../wire/address.ts';
import type { Dissection } from '../wire/dissection.ts';
import { dissectFrame, fieldIn } from './dissected.ts';
import { shortPath } from './hostFiles.ts';
import type { Decision } from './outside.ts';
import { ownersOf, programOf, type Owner, type Past } from './owners.ts';
import { rowAt, type Row } from './record.ts';
import { tellCommand } from './tellCommand.ts';
import { connectionValue, segmentValue, sequenceText } from './tellConnection.ts';
import { variantsOf } from './tellVariants.ts';
import { endsOf } from './world.ts';

export interface Telling {
  /** Under which the words are to be looked for, the most special first; the last is the reason. */
  codes: string[];
  /**
   * The value of a placeholder: `device`, `port`, `place` (both: `A.eth0`) where it happened, `peer` … at the other end of the cable; the reason's parameters
   * by name, which go before these; any field of the frame by its filter name (`eth.dst`, `quoted.ip.dst` for what an ICMP error quotes); an address followed
   * by `|owner`: the device that has it, or the address where that is not one. About a connection: `connection` (both ends), `peer` (who has the address of the
   * other one), `localPort`, `remotePort`, `write` (which write of the program it was). Sequence numbers count from the SYN, as far as one was seen;
   * followed by `|raw` they are those on the wire. Undefined: there is no such value.
   */
  value(name: string): string | undefined;
}

/** What telling needs to know of a row or decision; both have most of it. */
export interface Matter {
  reason: Row['reason'];
  kind: Row['kind'] | 'decision';
  /** The row that it is, or that was being explained: says when it was. */
  row: number;
  here?: Place;
  peer?: Place;
  /** Of a socket's row: the number of its connection. */
  socket?: number;
  x: number;
  y: number;
  dissection?: Dissection;
}

interface Place {
  device: number;
  port?: number;
}

export type Dissect = (frame: number) => Dissection;

/** What a row tells. `dissect`: where dissected frames are kept. */
export function tellingOf(past: Past, number: number, dissect: Dissect = dissectorOf(past)): Telling {
  const row = rowAt(past.record, number);
  if (row.kind === 'command') return tellCommand(past, row, told(past, matterOf(past, row, dissect)));
  return told(past, matterOf(past, row, dissect));
}

/** What a decision tells that was taken at the arrival of the flight of `row`; with `arrival` false, when `row` was written. */
export function tellingOfDecision(
  past: Past,
  decision: Decision,
  row: number,
  dissect: Dissect = dissectorOf(past),
  arrival = true,
): Telling {
  const { reason, x, y, device, port } = decision;
  if (decision.row !== undefined && decision.row < past.record.rowCount) return tellingOf(past, decision.row, dissect);
  const matter: Matter = { reason, kind: 'decision', row, x, y, here: placeAt(device, port) };
  // A change of a table comes without its frame: it is the one that arrived just then.
  const at = rowAt(past.record, row);
  const arrived = arrival ? at : at.cause === undefined ? undefined : rowAt(past.record, at.cause);
  const frame = decision.frame ?? arrived?.frame;
  if (frame !== undefined) matter.dissection = dissect(frame);
  return told(past, matter);
}

const dissectorOf =
  ({ record }: Past): Dissect =>
  (frame) =>
    dissectFrame(record, frame);

const placeAt = (device: number, port: number | undefined): Place =>
  port === undefined ? { device } : { device, port };

function matterOf(past: Past, row: Row, dissect: Dissect): Matter {
  const { reason, kind, number, x, y } = row;
  const matter: Matter = { reason, kind, row: number, x, y };
  const cause = row.cause === undefined ? undefined : rowAt(past.record, row.cause);
  const flight = row.direction === undefined ? cause : row;
  if (row.socket !== undefined) matter.socket = row.socket;
  if (row.device !== undefined) matter.here = placeAt(row.device, row.port);
  if (flight?.direction !== undefined) {
    const { from, to } = endsOf(past.live.state, flight.direction);
    const sends = row === flight || (row.device === from[0] && row.port === from[1]);
    const [here, peer] = sends ? [from, to] : [to, from];
    matter.here ??= placeAt(...here);
    matter.peer = placeAt(...peer);
  }
  const frame = row.frame ?? cause?.frame;
  if (frame !== undefined) matter.dissection = dissect(frame);
  return matter;
}

function told(past: Past, about: Matter): Telling {
  // Only the first fragment of a segment could say more than that it is one.
  const matter: Matter = isPieceOfSegment(about) ? { ...about, reason: 'sent' } : about;
  const { reason } = matter;
  const variants = variantsOf(past, matter, (name) => addressNamed(past, matter, name)?.owners ?? []);
  return {
    codes: variants.map((variant) => (variant ? `${reason}.${variant}` : reason)),
    value(name) {
      if (name.endsWith(OWNER)) return ownerNamed(past, matter, name.slice(0, -OWNER.length));
      if (name.endsWith(RAW)) return parameterNamed(matter, name.slice(0, -RAW.length))?.value.toString();
      return (
        parameter(past, matter, name) ??
        connectionValue(past, matter, name) ??
        placed(past, matter, name) ??
        segmentValue(past, matter, name) ??
        field(matter, name)
      );
    },
  };
}

function isPieceOfSegment({ reason, kind, dissection }: Matter): boolean {
  if (kind !== 'flight' || !dissection || !reason.startsWith('tcp-')) return false;
  return (
    Number(fieldNamed(dissection, 'ip.frag_offset')?.value) > 0 || Boolean(fieldNamed(dissection, 'ip.flags.mf')?.value)
  );
}

/** A parameter of the reason, spelled. A flight has none: its x and y are times. */
function parameter(past: Past, matter: Matter, name: string): string | undefined {
  const found = parameterNamed(matter, name);
  const text = found && spell(past, matter, found.kind, found.value);
  // What a call brought is told by the sentence; of a file in the home folder its name is enough.
  if (matter.reason === 'script-spins') return text?.replace(/ (end|EAGAIN)$/, '');
  return matter.reason === 'script-line' && text ? shortPath(text) : text;
}

function parameterNamed(matter: Matter, name: string): { kind: ParameterKind; value: number } | undefined {
  if (matter.kind === 'flight') return undefined;
  const { x, y } = reasonSpec(matter.reason);
  if (x?.[0] === name) return { kind: x[1], value: matter.x };
  if (y?.[0] === name) return { kind: y[1], value: matter.y };
  return undefined;
}

/** No window can be as large (RFC 7323 section 2.3): it says that there is no limit. */
const BOUNDLESS = 0x4000_0000;

function spell(past: Past, matter: Matter, kind: ParameterKind, value: number): string {
  const { here } = matter;
  if (kind === 'mac') return formatMac(value);
  if (kind === 'ipv4') return formatIpv4(value);
  if (kind === 'hex') return `0x${value.toString(16).padStart(4, '0')}`;
  if (kind === 'duration' || kind === 'instant') return formatDuration(value);
  if (kind === 'sequence') return sequenceText(past, matter, value);
  if (kind === 'octets' && value >= BOUNDLESS) return '∞';
  if (kind === 'text') return past.record.texts[value] ?? '';
  if (kind === 'state') return STATES[value] ?? String(value);
  if (kind === 'port') return (here && portName(past, { ...here, port: value })) ?? String(value);
  return String(value);
}

/** Reasons whose `y` is the process. */
const TELLS_PROCESS: ReadonlySet<string> = new Set(reasonNames.filter((name) => reasonSpec(name).y?.[0] === 'pid'));

/** Names of where it happened and of the other end. */
function placed(past: Past, { here, peer, reason, y }: Matter, name: string): string | undefined {
  if (name === 'program') {
    const line = here && TELLS_PROCESS.has(reason) ? programOf(past, here.device, y) : undefined;
    return line === undefined ? undefined : nameOfProgram(line);
  }
  const place = name.startsWith('peer') ? peer : here;
  if (!place) return undefined;
  if (name === 'device' || name === 'peer') return deviceName(past, place);
  if (name === 'port' || name === 'peerPort') return portName(past, place);
  if (name !== 'place' && name !== 'peerPlace') return undefined;
  const port = portName(past, place);
  return port === undefined ? deviceName(past, place) : `${deviceName(past, place)}.${port}`;
}

/** A script is called by its file: `server.py` of `python server.py 9000`. */
function nameOfProgram(line: string): string {
  const words = line.split(' ');
  const file = /^python3?$/.test(words[0]!) ? words.slice(1).find((word) => !word.startsWith('-')) : words[0];
  return file ?? words[0]!;
}

const deviceName = (past: Past, { device }: Place): string | undefined => past.live.state.devices[device]?.name;

function portName(past: Past, { device, port }: Place): string | undefined {
  const it = past.live.state.devices[device];
  return it && port !== undefined ? portNames(it)[port] : undefined;
}

const QUOTED = 'quoted.';

/** A field of the frame; of a number with more beside it (`1 (request)`) only the number. */
function field({ dissection }: Matter, name: string): string | undefined {
  const found = dissection && fieldNamed(dissection, name);
  return found && (/^\d+(?= \()/.exec(found.text)?.[0] ?? found.text);
}

function fieldNamed(dissection: Dissection, name: string): { value: unknown; text: string; type?: string } | undefined {
  return name.startsWith(QUOTED) ? fieldIn(dissection, name.slice(QUOTED.length), true) : fieldIn(dissection, name);
}

const OWNER = '|owner';
const RAW = '|raw';

/** An address among the parameters or the fields, as text, and who has it. */
function addressNamed(past: Past, matter: Matter, name: string): { text: string; owners: Owner[] } | undefined {
  const given = parameterNamed(matter, name);
  const value = given ? given.value : matter.dissection && fieldNamed(matter.dissection, name)?.value;
  if (typeof value !== 'number') return undefined;
  const isMac = given ? given.kind === 'mac' : /mac|^eth\./.test(name);
  const owners = ownersOf(past, isMac ? 'mac' : 'ip', value, matter.row);
  return { text: isMac ? formatMac(value) : formatIpv4(value), owners };
}

/** The device that has an address, a MAC of one with several interfaces with the interface; the address where nobody or more than one has it. */
function ownerNamed(past: Past, matter: Matter, name: string): string | undefined {
  const address = addressNamed(past, matter, name);
  if (!address) return undefined;
  const [owner, other] = address.owners;
  if (!owner || other) return address.text;
  const setup = past.lab.devices[owner.device]!;
  const several = 'interfaces' in setup && setup.interfaces.length > 1;
  return several && address.text.includes(':') ? `${setup.name}.${portName(past, owner)}` : setup.name;
}
