// Surroundings for one device on a table: what it sends and says is kept, and its clock is set by hand. No cables, no other devices.
import {
  appendFrame,
  appendRow,
  arenaRoom,
  createRecording,
  DROP,
  FLIGHT,
  FRAME_BAD_FCS,
  frameBytes,
  frameIsBad,
} from '../../src/sim/record.ts';
import {
  frameChunkOf,
  frameIndexOf,
  PROGRAM,
  rowAt,
  SOCKET,
  TABLE,
  type Recording,
  type Row,
} from '../../src/sim/record.ts';
import { NO_FRAME, NO_PORT, NO_ROW, type FrameNumber, type Surroundings } from '../../src/devices/surroundings.ts';
import { reasonNames, type ReasonName } from '../../src/stack/reason.ts';
import { toHex } from '../../src/base/bytes.ts';

export interface Table extends Surroundings {
  now: number;
  explaining: boolean;
  record: Recording;
  /** What was handed to a cable since the last `take`. */
  sent: { device: number; port: number; frame: FrameNumber; reason: ReasonName }[];
  decisions: { reason: ReasonName; x: number; y: number }[];
  wakes: { device: number; at: number }[];
  /** Puts octets into the arena, as if they had come by cable. */
  put(bytes: Uint8Array, badFcs?: boolean): FrameNumber;
  bytesOf(frame: FrameNumber): Uint8Array;
  /** What was sent since the last call, as `port:reason`. */
  take(): string[];
  rows(): Row[];
  /** Drops and changes since the last call: `reason x y`, numbers in hexadecimal. */
  said(): string[];
}

export function surroundings(): Table {
  const record = createRecording();
  let open: Uint8Array = new Uint8Array(0);
  let start = 0;
  let end = 0;
  let pending = 0;
  let read = 0;
  const row = (
    kind: number,
    reason: number,
    device: number,
    port: number,
    frame: number,
    x: number,
    y: number,
  ): number => appendRow(record, kind, reason, table.now, device * 256 + port, frame, table.cause, x, y);
  const table: Table = {
    now: 0,
    cause: NO_ROW,
    explaining: false,
    record,
    sent: [],
    decisions: [],
    wakes: [],
    get bytes() {
      return open;
    },
    get start() {
      return start;
    },
    get end() {
      return end;
    },
    open(frame) {
      const chunk = frameChunkOf(record, frame);
      const i = frameIndexOf(frame);
      open = record.arena[chunk.arena[i]!]!;
      start = chunk.offset[i]!;
      end = start + chunk.length[i]!;
    },
    badFcs: (frame) => frameIsBad(record, frame),
    begin(length) {
      pending = length;
      return arenaRoom(record, length);
    },
    get room() {
      return record.arenaUsed;
    },
    finish: () => appendFrame(record, pending, 0),
    transmit(device, port, frame, reason) {
      table.sent.push({ device, port, frame, reason: reasonNames[reason]! });
    },
    drop: (device, port, frame, reason, x = 0, y = 0) => row(DROP, reason, device, port, frame, x, y),
    changed: (device, port, reason, x, y) => row(TABLE, reason, device, port, NO_FRAME, x, y),
    program: (device, reason, text, pid) => row(PROGRAM, reason, device, NO_PORT, NO_FRAME, table.text(text), pid),
    socketChanged: (device, socket, reason, x, y) => row(SOCKET, reason, device, NO_PORT, socket, x, y),
    called: (device, reason, text, pid) => row(PROGRAM, reason, device, NO_PORT, NO_FRAME, text, pid),
    text: (value) => record.texts.push(value) - 1,
    textLater: () => table.text(''),
    fillText: (number, value) => void (record.texts[number] = value),
    decide: (_device, _port, _frame, reason, x = 0, y = 0) =>
      void table.decisions.push({ reason: reasonNames[reason]!, x, y }),
    turn: () => undefined,
    turnTaken: () => undefined,
    wake: (device, at) => void table.wakes.push({ device, at }),
    put(bytes, badFcs = false) {
      const arena = arenaRoom(record, bytes.length + 1); // +1: there must be an arena even for no octets
      arena.set(bytes, record.arenaUsed);
      return appendFrame(record, bytes.length, badFcs ? FRAME_BAD_FCS : 0);
    },
    bytesOf: (frame) => frameBytes(record, frame),
    take() {
      const lines = table.sent.map((one) => `${one.port}:${one.reason}`);
      table.sent = [];
      return lines;
    },
    rows: () => Array.from({ length: record.rowCount }, (_, i) => rowAt(record, i)),
    said() {
      const lines = table
        .rows()
        .slice(read)
        .filter((one) => one.kind !== rowKind(FLIGHT));
      read = record.rowCount;
      return lines.map((one) => `${one.reason} ${one.x.toString(16)} ${one.y.toString(16)}`);
    },
  };
  return table;
}

const rowKind = (kind: number): Row['kind'] =>
  (['flight', 'drop', 'table', 'program', 'command', 'note', 'socket'] as const)[kind]!;

/** An Ethernet frame of 60 octets from its two addresses, as hexadecimal text without separators. */
export function frameOf(dst: string, src: string, type = '88b5'): Uint8Array {
  const bytes = new Uint8Array(60);
  const head = (dst + src + type).match(/../g)!.map((octet) => parseInt(octet, 16));
  bytes.set(head);
  return bytes;
}

export const hexOf = (bytes: Uint8Array): string => toHex(bytes, '');
