// The TCP connections of a record: their ends, how often a program has written to them, and where their sequence numbers begin. For words, never for the network.

import { R } from '../stack/reason.ts';
import { dissectFrame, fieldIn } from './dissected.ts';
import { FLIGHT, rowChunkOf, rowIndexOf, SOCKET, type Recording } from './record.ts';

/** Both ends of a connection, as the trace spells them: `192.168.12.1:49152 192.168.12.2:5000`. What one end sends has that end first. */
export type Direction = string;

/** What a SYN says of the octets that its sender counts. */
export interface Start {
  /** The number of the SYN itself: the first octet is the next. */
  isn: number;
  /** How often the sender's window field is to be doubled, if the other side wants that too. */
  shift?: number;
}

interface Findings {
  /** Rows looked at so far. */
  rows: number;
  /** By device and socket number: what the connection, or the listening socket, was opened with. */
  opened: Map<string, Direction>;
  /** How many writes a connection has had, and for the row of each its number. */
  counts: Map<string, number>;
  writes: Map<number, number>;
  /** SYNs in their order, by the direction in which they went. */
  starts: Map<Direction, (Start & { row: number })[]>;
}

/** Worked out from a record, once, and grown with it: a record never loses rows. */
const found = new WeakMap<Recording, Findings>();

/** Why a SYN may be on the wire for the first time. */
const MAY_BE_SYN: ReadonlySet<number> = new Set(
  (['tcp-syn', 'tcp-syn-again', 'tcp-syn-ack', 'released-after-arp', 'from-outside', 'frame-sender'] as const).map(
    (name) => R[name],
  ),
);

/** The ends of a connection of a device, its own first; of a listening socket where it listens. Undefined for what the record does not know. */
export const endsOfSocket = (record: Recording, device: number, socket: number): Direction | undefined =>
  findingsOf(record).opened.get(`${device} ${socket}`);

/** The n-th write of its connection is `row`: n. Undefined where it is no write. */
export const numberOfWrite = (record: Recording, row: number): number | undefined => findingsOf(record).writes.get(row);

/** Where the numbers of what goes in a direction begin, as was known when `row` was written; undefined where no SYN was seen. */
export const startOf = (record: Recording, direction: Direction, row: number): Start | undefined =>
  findingsOf(record)
    .starts.get(direction)
    ?.findLast((start) => start.row <= row);

/** The same connection, seen from the other end. */
export const reversed = (direction: Direction): Direction => direction.split(' ').reverse().join(' ');

function findingsOf(record: Recording): Findings {
  let findings = found.get(record);
  if (!findings) {
    findings = { rows: 0, opened: new Map(), counts: new Map(), writes: new Map(), starts: new Map() };
    found.set(record, findings);
  }
  for (; findings.rows < record.rowCount; findings.rows++) take(findings, record, findings.rows);
  return findings;
}

function take(findings: Findings, record: Recording, row: number): void {
  const chunk = rowChunkOf(record, row);
  const i = rowIndexOf(row);
  const reason = chunk.reason[i]!;
  if (chunk.kind[i] === FLIGHT) {
    if (MAY_BE_SYN.has(reason)) takeSyn(findings, record, row, chunk.frame[i]!);
    return;
  }
  if (chunk.kind[i] !== SOCKET) return;
  const key = `${chunk.where[i]! >>> 8} ${chunk.frame[i]!}`;
  if (reason === R['tcp-opened'] || reason === R['tcp-listening']) {
    findings.opened.set(key, record.texts[chunk.x[i]!] ?? '');
  } else if (reason === R['tcp-written']) {
    const count = (findings.counts.get(key) ?? 0) + 1;
    findings.counts.set(key, count);
    findings.writes.set(row, count);
  }
}

function takeSyn({ starts }: Findings, record: Recording, row: number, frame: number): void {
  const dissection = dissectFrame(record, frame);
  const value = (name: string): unknown => fieldIn(dissection, name)?.value;
  const direction = directionOf((name) => fieldIn(dissection, name)?.text);
  const [isn, shift] = [value('tcp.seq_raw'), value('tcp.options.wscale.shift')];
  if (!direction || !value('tcp.flags.syn') || typeof isn !== 'number') return;
  const start = { row, isn, ...(typeof shift === 'number' ? { shift } : {}) };
  const before = starts.get(direction);
  if (before) before.push(start);
  else starts.set(direction, [start]);
}

/** Which way a segment goes, from the text of its fields; undefined where it is none. */
export function directionOf(text: (name: string) => string | undefined): Direction | undefined {
  const [from, srcport, to, dstport] = ['ip.src', 'tcp.srcport', 'ip.dst', 'tcp.dstport'].map(text);
  return dstport === undefined ? undefined : `${from}:${srcport} ${to}:${dstport}`;
}
