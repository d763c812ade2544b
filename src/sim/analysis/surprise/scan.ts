// Looks through the rows of a run for what surprises, and notes where it is. What happened there is found when somebody asks (explain.ts).

import type { RowNumber } from '../../../devices/surroundings.ts';
import { R } from '../../../stack/reason.ts';
import type { Past } from '../../owners.ts';
import { FLIGHT, PROGRAM, rowAt, rowChunkOf, rowIndexOf, SOCKET, type Row } from '../../record.ts';
import { calledIn, sizeAsked, type Called } from './calledText.ts';
import * as sockets from './descriptors.ts';
import { note, type Findings, type More } from './findings.ts';
import { heard, portInUse } from './scanPorts.ts';
import { sendTook, streamRead, windowTold } from './scanStreams.ts';
import { datagramRead } from './scanDatagrams.ts';

/** So many reads in a row that give nothing are a loop that does not look. */
const SPINNING = 100;

/** Takes in one row. */
export function takeRow(findings: Findings, past: Past, number: RowNumber): void {
  const { record } = past;
  const chunk = rowChunkOf(record, number);
  const i = rowIndexOf(number);
  const kind = chunk.kind[i]!;
  if (kind === PROGRAM) takeProgram(findings, past, rowAt(record, number));
  else if (kind === SOCKET) takeSocket(findings, past, rowAt(record, number));
  else if (kind !== FLIGHT) return;
  else if (chunk.reason[i] === R['icmp-error']) heard(findings, past, rowAt(record, number));
  else if (findings.blocked.size) windowTold(findings, past, rowAt(record, number));
}

/** Written by hosts that run scripts: the program goes round without getting anything; the beginning of a line on standard error. */
const SPINS = 'script-spins';
const ERROR_TEXT = 'program-error-text';

function takeProgram(findings: Findings, past: Past, row: Row): void {
  const text = past.record.texts[row.x] ?? '';
  const { device = 0, y: pid } = row;
  if (row.reason === 'socket-call') {
    const called = calledIn(text);
    if (called) takeCall(findings, past, row, called);
  } else if (row.reason === 'program-exited') sockets.noteExit(findings.sockets, device, pid);
  else if (row.reason === 'program-error-line') takeErrorLine(findings, row, text);
  else if ((row.reason as string) === ERROR_TEXT) {
    const whose = `${device} ${pid}`;
    findings.errors.set(whose, (findings.errors.get(whose) ?? '') + text);
  } else if ((row.reason as string) === SPINS) note(findings, 'spins', row, pid, `${pid}`);
}

/** What a decoder of Python says when its octets end within a character, or begin there. */
const HALF = /^UnicodeDecodeError: .*(unexpected end of data|incomplete multibyte sequence|invalid start byte)$/;

function takeErrorLine(findings: Findings, row: Row, text: string): void {
  const whose = `${row.device} ${row.y}`;
  const line = (findings.errors.get(whose) ?? '') + text;
  findings.errors.delete(whose);
  const read = findings.lastReads.get(whose);
  if (read === undefined || !HALF.test(line)) return;
  note(findings, 'half-character', row, row.y, `${row.y}`, { variant: 'error', known: [read] });
}

const FAILED: Readonly<Record<string, 'refused' | 'reset' | 'broken-pipe'>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'broken-pipe',
};

function takeCall(findings: Findings, past: Past, row: Row, called: Called): void {
  const { device = 0, y: pid } = row;
  const { name, fd, answer } = called;
  const own = sockets.descriptorOf(findings.sockets, device, pid, fd);
  const of = own ? `${pid} ${fd} ${own.opened}` : `${pid}`;
  const receives = name === 'recv' || name === 'recvfrom';
  const failure = FAILED[answer];
  if (failure) note(findings, failure, row, pid, of, moreOf(failure, own));
  else if (answer === 'EADDRINUSE') portInUse(findings, past, row, called, own);
  else if (receives && (answer.endsWith(' MSG_TRUNC') || answer === 'EMSGSIZE'))
    note(findings, 'datagram-cut', row, pid, of);
  else if (receives && answer === "b''") nothingRead(findings, row, called, own, of);
  else if (receives && own) own.empty = 0;
  else if (name === 'send' && own) sendTook(findings, past, row, called, own);
  sockets.noteCall(findings.sockets, row.number, device, pid, called);
}

/** Of a datagram socket: ICMP told of it, or it has been shut down. Of a stream its segments tell more. */
function moreOf(failure: string, own: sockets.Descriptor | undefined): More {
  if (own?.kind === 'datagram') return { variant: failure === 'broken-pipe' ? 'own' : 'datagram' };
  if (own?.shut !== undefined && failure === 'broken-pipe') return { variant: 'own', known: [own.shut] };
  return connectionOf(own);
}

const connectionOf = (own: sockets.Descriptor | undefined): More =>
  own?.connection === undefined ? {} : { connection: own.connection };

/** No octets: the end of a stream, unless none were asked for. */
function nothingRead(
  findings: Findings,
  row: Row,
  called: Called,
  own: sockets.Descriptor | undefined,
  of: string,
): void {
  if (own?.kind !== 'stream' || sizeAsked(called) === 0) return;
  own.empty++;
  if (own.empty === 1) note(findings, 'empty-read', row, row.y, of, connectionOf(own));
  if (own.empty === SPINNING) own.spins = note(findings, 'spins', row, row.y, of);
  if (own.empty >= SPINNING && own.spins) own.spins.times = own.empty;
}

function takeSocket(findings: Findings, past: Past, row: Row): void {
  const { record } = past;
  const { reason, device = 0, socket = 0, cause } = row;
  const call = cause === undefined ? undefined : rowAt(record, cause);
  if (call?.reason !== 'socket-call') return;
  const called = calledIn(record.texts[call.x] ?? '');
  if (!called) return;
  const own = sockets.descriptorOf(findings.sockets, device, call.y, called.fd);
  switch (reason) {
    case 'tcp-listening':
      return sockets.noteListening(own, row.number, record.texts[row.x] ?? '');
    case 'tcp-opened':
      return sockets.noteConnection(findings.sockets, own, socket);
    case 'tcp-accepted':
      return sockets.noteAccepted(findings.sockets, row.number, device, row.y, row.x, socket);
    case 'udp-written':
      findings.sent.set(`${device} ${socket} ${row.x}`, row.number);
      if (own) own.bound ??= { ip: '0.0.0.0', port: socket, row: call.number };
      return;
    case 'udp-read':
      findings.lastReads.set(`${device} ${call.y}`, row.number);
      return datagramRead(findings, past, row, call, called);
    case 'tcp-read':
      findings.lastReads.set(`${device} ${call.y}`, row.number);
      return streamRead(findings, past, row, call);
  }
}
