// A run as text: each row of the record as a line to read, and as a line of JSON.
import { toHex } from '../base/bytes.ts';
import { formatDuration, formatInstant } from '../base/time.ts';
import { portNames } from '../devices/device.ts';
import { firstNumbersOf } from './analysis/streams.ts';
import { dissectFrame } from './dissected.ts';
import type { History } from './history.ts';
import { portText } from './place.ts';
import { frameBytes, frameIsBad, frameLength, type Row } from './record.ts';
import { endsOf } from './world.ts';
import { reasonSpec, type ParameterKind } from '../stack/reason.ts';
import { formatIpv4, formatMac } from '../wire/address.ts';

/** Says why a row is there. */
export type Say = (row: Row) => string;

/** Where a row belongs: `A.eth0 → S.1`, `B.eth0`, `B`. */
export function placeText({ live }: History, row: Row): string {
  const { state } = live;
  if (row.direction !== undefined) {
    const { from, to } = endsOf(state, row.direction);
    return `${portText(state, from)} → ${portText(state, to)}`;
  }
  const device = row.device === undefined ? undefined : state.devices[row.device];
  if (!device) return '';
  const port = row.port === undefined ? undefined : portNames(device)[row.port];
  return port === undefined ? device.name : `${device.name}.${port}`;
}

/** The reason's parameters, spelled. */
export function parametersOf(history: History, row: Row): Record<string, string> {
  const { x, y } = reasonSpec(row.reason);
  const spelled: Record<string, string> = {};
  // A flight's x and y are its times.
  if (row.kind === 'flight') return spelled;
  if (x) spelled[x[0]] = spell(history, row, x[1], row.x);
  if (y) spelled[y[0]] = spell(history, row, y[1], row.y);
  return spelled;
}

function spell({ record, live }: History, row: Row, kind: ParameterKind, value: number): string {
  switch (kind) {
    case 'mac':
      return formatMac(value);
    case 'ipv4':
      return formatIpv4(value);
    case 'duration':
      return formatDuration(value);
    case 'instant':
      return formatInstant(value);
    case 'text':
      return record.texts[value] ?? '';
    case 'port': {
      const device = row.device === undefined ? undefined : live.state.devices[row.device];
      return (device && portNames(device)[value]) ?? String(value);
    }
    case 'device':
      return live.state.devices[value]?.name ?? String(value);
    default:
      return String(value);
  }
}

/** Says a row's reason as its code and what belongs to it: for tests and tools, which need no words. */
export const sayCodes =
  (history: History): Say =>
  (row) =>
    [row.reason, ...Object.entries(parametersOf(history, row)).map(([key, value]) => `${key} ${value}`)].join(', ');

/** One line: time, place, what, why. */
export function rowText(history: History, row: Row, say: Say): string {
  const time = formatInstant(row.departs ?? row.at).padStart(14);
  const place = placeText(history, row).padEnd(18);
  if (row.kind === 'program' || row.kind === 'command') {
    const { call, line, page, status } = parametersOf(history, row);
    if (call !== undefined) return `${time}  ${place}  * ${say(row)}`;
    if (page !== undefined) return `${time}  ${place}  # ${page}`;
    const marks: Partial<Record<Row['reason'], string>> = {
      command: '$ ',
      'program-started': '+ ',
      'program-exited': '= ',
      'program-error-line': '! ',
      'program-error-text': '! ',
      'program-edit': '# ',
    };
    const open = row.reason === 'program-text' || row.reason === 'program-error-text' ? ' …' : ''; // the next text of the program goes on in this line
    return `${time}  ${place}  ${marks[row.reason] ?? '  '}${line ?? `exit ${status ?? ''}`}${open}`;
  }
  const why = say(row);
  if (row.frame === undefined) return `${time}  ${place}  * ${why}`;
  const { protocol, info } = dissectFrame(history.record, row.frame, firstNumbersOf(history, row.frame));
  const octets = String(frameLength(history.record, row.frame)).padStart(4);
  if (row.kind === 'flight') return `${time}  ${place}  ${octets} B  ${protocol.padEnd(5)} ${info}  [${why}]`;
  return `${time}  ${place}  x ${protocol} ${info}  [${why}]`;
}

/** One row as JSON: numbers as they are, names beside them. A flight has its octets. `tcp`: what else is told of it. */
export function rowJson(history: History, row: Row, tcp?: object): string {
  const { record, live } = history;
  const base = { row: row.number, at: row.at, kind: row.kind, reason: row.reason, cause: row.cause, tcp };
  const parameters = parametersOf(history, row);
  const named = Object.keys(parameters).length ? { parameters } : {};
  if (row.direction === undefined)
    return JSON.stringify({ ...base, place: placeText(history, row), frame: row.frame, ...named });
  const { from, to } = endsOf(live.state, row.direction);
  const frame = row.frame!;
  const { protocol, info } = dissectFrame(record, frame, firstNumbersOf(history, frame));
  return JSON.stringify({
    ...base,
    link: live.state.links[row.direction >> 1]!.name,
    from: portText(live.state, from),
    to: portText(live.state, to),
    departs: row.departs,
    arrives: row.arrives,
    frame,
    protocol,
    info,
    badFcs: frameIsBad(record, frame),
    ...(frameLength(record, frame) > record.snaplen ? { length: frameLength(record, frame) } : {}),
    octets: toHex(frameBytes(record, frame), ''),
  });
}
