// What happened where something surprises: which variant it is, what its words need, and the very rows that show it.

import { STATES } from '../../../stack/tcp/states.ts';
import { programOf, type Past } from '../../owners.ts';
import { rowAt, type Row } from '../../record.ts';
import { datagramReceivedIn } from '../datagrams.ts';
import { addressGiven, calledIn, sizeAsked, type Called } from './calledText.ts';
import { describedEmpty, describedPipe, describedRefusal, describedReset } from './explainEnd.ts';
import { describedFull, describedHalf, describedJoined, describedSplit } from './explainStreams.ts';
import { nameOf, ownerOfAddress, type Described } from './naming.ts';
import { halfOfDatagram } from './scanDatagrams.ts';
import type { Explained, Surprise } from './surprise.ts';

const NO_CALL: Called = { name: '', fd: NaN, given: '', answer: '' };

/** Explains one. What came of it later is looked at, too: the reader may have seen it. */
export function explained(past: Past, surprise: Surprise): Explained {
  const { code, row: number, device, known } = surprise;
  const row = rowAt(past.record, number);
  const called = calledIn(past.record.texts[row.x] ?? '') ?? NO_CALL;
  const { variant, parameters, evidence } = describe(past, surprise, row, called);
  return {
    code,
    variant: surprise.variant ?? variant,
    parameters: { device: nameOf(past, device), ...parameters },
    evidence: [...new Set([...known, number, ...evidence])].sort((a, b) => a - b),
  };
}

function describe(past: Past, surprise: Surprise, row: Row, called: Called): Described {
  switch (surprise.code) {
    case 'sends-joined':
      return describedJoined(past, surprise);
    case 'send-split':
      return describedSplit(past, surprise, sizeAsked(called));
    case 'half-character':
      return describedCharacter(past, surprise);
    case 'datagram-cut':
      return describedCut(past, row, sizeAsked(called));
    case 'send-blocked':
      return describedFull(past, surprise);
    case 'empty-read':
      return describedEmpty(past, surprise);
    case 'refused':
      return describedRefusal(past, surprise, called);
    case 'reset':
      return describedReset(past, surprise);
    case 'broken-pipe':
      return describedPipe(past, surprise);
    case 'address-in-use':
      return describedPort(past, surprise, called);
    case 'unreachable':
      return describedLost(past, row, called);
    case 'spins':
      return { variant: 'empty', parameters: { count: surprise.times }, evidence: [] };
    case 'both-wait':
      return describedWait(past, surprise);
  }
}

function describedCut(past: Past, { number }: Row, size: number): Described {
  const sent = datagramReceivedIn(past, number)?.sent;
  const octets = sent?.octets ?? size;
  const evidence = sent ? [sent.call ?? sent.row] : [];
  return { variant: 'cut', parameters: { size, octets, lost: octets - size }, evidence };
}

/** Half a character: of a stream, of a datagram; of what a program complains about the last that it has read. */
function describedCharacter(past: Past, surprise: Surprise): Described {
  const [effect = surprise.known[0]!] = surprise.also;
  const row = rowAt(past.record, effect);
  if (row.reason !== 'udp-read') return describedHalf(past, row);
  const { evidence } = describedCut(past, row, row.y);
  return { variant: 'datagram', parameters: { ...(halfOfDatagram(past, row) ?? { have: 0, of: 0 }) }, evidence };
}

function describedPort(past: Past, { known, device }: Surprise, called: Called): Described {
  const holder = known[0] === undefined ? undefined : rowAt(past.record, known[0]);
  const call = holder?.kind === 'socket' && holder.cause !== undefined ? rowAt(past.record, holder.cause) : holder;
  const program = call?.reason === 'socket-call' ? programOf(past, device, call.y) : undefined;
  const of = holder && calledIn(past.record.texts[holder.x] ?? '');
  const port = addressGiven(called)?.port ?? (of && addressGiven(of))?.port ?? 0;
  const state = holder?.reason === 'tcp-state' ? STATES[holder.y]! : '';
  return { variant: 'unknown', parameters: { port, program: program ?? '', state }, evidence: [] };
}

function describedLost(past: Past, { number }: Row, { given }: Called): Described {
  const [, address = '', port = '0'] = /([\d.]+):(\d+)$/.exec(given) ?? [];
  const peer = ownerOfAddress(past, address, number);
  return { variant: 'untold', parameters: { address, port: Number(port), peer }, evidence: [] };
}

/** `known`: the last calls of both. */
function describedWait(past: Past, { known, device, pid, row }: Surprise): Described {
  const other = known.map((one) => rowAt(past.record, one)).find((one) => one.number !== row);
  return {
    variant: 'reading',
    parameters: {
      program: programOf(past, device, pid) ?? '',
      peer: other?.device === undefined ? '' : nameOf(past, other.device),
      other: (other?.device === undefined ? undefined : programOf(past, other.device, other.y)) ?? '',
    },
    evidence: [],
  };
}
