// Measures a run: how the right answer to a question is found, so that it stays right when the lab changes.

import { parseIpv4, parseMac } from '../wire/address.ts';
import { deviceNamed, portText } from '../sim/place.ts';
import { rowAt, type Row } from '../sim/record.ts';
import { runningPrograms } from '../sim/hostFacts.ts';
import { fieldTextOf, flightsOf, rowsIn, type Flight } from '../sim/flights.ts';
import { ownersOf } from './addresses.ts';
import type { Present } from './exercise.ts';
import { beginsWith, lastRun, outputOf } from './output.ts';
import { tryPing } from './ping.ts';
import type { FrameValue, Measure } from './question.ts';
import { lookUpTable } from './tableText.ts';

/** All answers that are right (more than one for a question with `many`), or why there is none. */
export type Measured = { ok: true; answers: string[] } | { ok: false; why: string };

/** What a measure finds, before it is turned into answers. */
type Found = { texts: string[] } | { why: string };

export function measure(present: Present, what: Measure): Measured {
  const found = find(what.since === 'lab' ? { ...present, since: 0 } : present, what);
  if ('why' in found) return { ok: false, why: found.why };
  if (what.owner) return ownerAnswer(present, found, what.owner);
  const { map } = what;
  if (!map) return { ok: true, answers: found.texts };
  const answers = found.texts.map((text): string | undefined => (Object.hasOwn(map, text) ? map[text] : map['*']));
  const lost = answers.findIndex((answer) => answer === undefined);
  if (lost >= 0) return { ok: false, why: `\`map\` has no answer for ${found.texts[lost]}` };
  return { ok: true, answers: [...new Set(answers as string[])] };
}

function ownerAnswer(
  present: Present,
  found: Exclude<Found, { why: string }>,
  owner: Record<string, string>,
): Measured {
  const [text = ''] = found.texts;
  const [mac, ip] = [parseMac(text), parseIpv4(text)];
  if (mac === undefined && ip === undefined)
    return { ok: false, why: `${text || 'nothing'} is no address that somebody has` };
  const owners = mac === undefined ? ownersOf(present.state, ip!, 'ipv4') : ownersOf(present.state, mac, 'mac');
  const answer = owners.find((name) => Object.hasOwn(owner, name));
  if (answer !== undefined) return { ok: true, answers: [owner[answer]!] };
  return { ok: false, why: `\`owner\` has no answer for ${owners[0] ?? `${found.texts.join()}, which nobody has`}` };
}

function find(present: Present, what: Measure): Found {
  switch (what.form) {
    case 'frame':
      return findFrame(present, what);
    case 'count':
      return { texts: [String(countOf(present, what.filter, what.at))] };
    case 'differ':
      return findDiffering(present, what);
    case 'dropped':
      return findDropped(present, what.filter, what.value);
    case 'reason':
      return findReason(present, what.reason, what.value);
    case 'table':
      return findInTable(present, what);
    case 'stdout':
      return findInOutput(present, what);
    case 'waits':
      return { texts: [waitingAt(present, what)] };
    case 'exit': {
      const last = lastRun(present, what.of, what.run);
      return { texts: [last ? String(last.status ?? 'running') : 'none'] };
    }
    case 'ping': {
      const tried = tryPing(present, what.from, what.to);
      return { texts: [tried.ok ? 'ok' : tried.because.code] };
    }
  }
}

/** How many frames fit: those that a switch passes on once, unless `at` says where to count. */
export function countOf(present: Present, filter: string, at: string | undefined): number {
  const flights = [...flightsOf(present, filter, at)];
  return at === undefined ? new Set(flights.map((flight) => flight.frame)).size : flights.length;
}

const noFrame = (filter: string, since: Measure['since']): string =>
  `no frame fits ${filter}${since ? '' : ' here; `since: lab` looks at the steps before, too'}`;

function findFrame(present: Present, what: Extract<Measure, { form: 'frame' }>): Found {
  let flight: Flight | undefined;
  for (const one of flightsOf(present, what.filter, what.at)) {
    flight = one;
    if (what.which === 'first') break;
  }
  if (!flight) return { why: noFrame(what.filter, what.since) };
  if ('value' in what) return { texts: flightValue(present, flight, what.value) };
  const text = fieldTextOf(flight, what.field);
  return text === undefined ? { why: `the frame has no ${what.field}` } : { texts: [text] };
}

function flightValue(present: Present, flight: Flight, value: FrameValue): string[] {
  const { state, record } = present;
  const name = (device: number): string => state.devices[device]!.name;
  switch (value) {
    case 'sender':
      return [name(flight.from[0])];
    case 'receiver':
      return [name(flight.to[0])];
    case 'senderPort':
      return [portText(state, flight.from)];
    case 'receiverPort':
      return [portText(state, flight.to)];
    case 'link':
      return [state.links[flight.link]!.name];
    case 'reason':
      return [rowAt(record, flight.row).reason];
    case 'receivers': {
      // Hosts and routers that the frame reaches at last; switches and hubs only pass it on.
      const reached = [...flightsOf(present, '')]
        .filter((one) => one.frame === flight.frame && one.arrived)
        .map((one) => one.to[0]);
      return [...new Set(reached)].filter((device) => 'interfaces' in state.devices[device]!).map(name);
    }
  }
}

function findDiffering(present: Present, { filters, fields, since }: Extract<Measure, { form: 'differ' }>): Found {
  const [before, behind] = filters.map((filter) => flightsOf(present, filter).next().value as Flight | undefined);
  if (!before || !behind) return { why: noFrame(before ? filters[1] : filters[0], since) };
  const differ = (field: string): boolean => fieldTextOf(before, field) !== fieldTextOf(behind, field);
  return {
    texts: [
      ...new Set(
        Object.keys(fields)
          .filter(differ)
          .map((field) => fields[field]!),
      ),
    ],
  };
}

function findDropped(present: Present, filter: string, value: 'device' | 'port' | 'reason'): Found {
  const fitting = new Set([...flightsOf(present, filter)].map((flight) => flight.frame));
  for (const row of rowsIn(present, 'drop')) {
    // A card that lets pass what is for others has lost nothing.
    if (row.frame !== undefined && fitting.has(row.frame) && row.reason !== 'nic-not-mine')
      return rowValue(present, row, value);
  }
  return { why: `no frame that fits ${filter} was dropped` };
}

function findReason(present: Present, reason: string, value: 'device' | 'port' | 'count'): Found {
  const rows: Row[] = [];
  for (let number = present.since; number < present.until; number++) {
    const row = rowAt(present.record, number);
    if (row.reason === reason) rows.push(row);
  }
  if (value === 'count') return { texts: [String(rows.length)] };
  return rows[0] ? rowValue(present, rows[0], value) : { why: `nothing happened for the reason ${reason}` };
}

function rowValue({ state }: Present, row: Row, value: 'device' | 'port' | 'reason'): Found {
  if (value === 'reason') return { texts: [row.reason] };
  const [device, port] =
    row.direction === undefined
      ? [row.device, row.port]
      : (state.links[row.direction >> 1]?.ends[row.direction & 1] ?? []);
  if (device === undefined) return { why: 'that was at no device' };
  if (value === 'device') return { texts: [state.devices[device]!.name] };
  return port === undefined ? { why: 'that was at no port' } : { texts: [portText(state, [device, port])] };
}

function findInTable({ state }: Present, { table, of, key }: Extract<Measure, { form: 'table' }>): Found {
  if (of === '*') {
    const holders = state.devices
      .map((device) => device.name)
      .filter((name) => lookUpTable(state, table, name, key) !== undefined);
    return { texts: holders };
  }
  if (deviceNamed(state, of) < 0) return { why: `there is no ${of}` };
  return { texts: [lookUpTable(state, table, of, key) ?? 'none'] };
}

/** Where the last program waits that runs with such a command line. */
function waitingAt({ state }: Present, { of, run, value }: Extract<Measure, { form: 'waits' }>): string {
  const programs = runningPrograms(state, deviceNamed(state, of));
  const [wait] = programs.findLast(({ argv }) => beginsWith(argv.join(' '), run))?.waits ?? [];
  return String((value === 'line' ? wait?.line : (wait?.as ?? wait?.call)) ?? 'none');
}

function findInOutput(present: Present, what: Extract<Measure, { form: 'stdout' }>): Found {
  const text = outputOf(present, what.of).join('\n');
  if ('contains' in what) return { texts: [text.includes(what.contains) ? 'yes' : 'no'] };
  const at = text.indexOf(what.after);
  const word = at < 0 ? undefined : /^\s*(\S+)/.exec(text.slice(at + what.after.length))?.[1];
  return word === undefined ? { why: `${what.of} prints nothing after ${what.after}` } : { texts: [word] };
}
