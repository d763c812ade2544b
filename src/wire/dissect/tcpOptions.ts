// Dissects the options of a TCP header (RFC 9293 section 3.2); a length that does not fit ends the reading with a problem.

import { toHex } from '../../base/bytes.ts';
import type { DissectedLayer } from '../dissection.ts';
import { type Field, octets } from '../field.ts';
import {
  TCP_OPTION_END,
  TCP_OPTION_MSS,
  TCP_OPTION_NOP,
  TCP_OPTION_SACK,
  TCP_OPTION_SACK_PERMITTED,
  TCP_OPTION_SIZES,
  TCP_OPTION_TIMESTAMPS,
  TCP_OPTION_WINDOW_SCALE,
  multiplier,
  sackCount,
  sackLeft,
  sackRight,
  tcpOption,
} from '../tcpOption.ts';
import { addDerived, addFields, addUndissected } from './span.ts';

const all = octets('options', 0, 'tcp.options', 'TCP Options');

/** The values of the options that are no bits of their own, and the fields that no table holds. */
export const tcpOptionDerived = [all, sackLeft, sackRight, sackCount, multiplier];

const { fields, variants, read } = tcpOption;
/** Shifts above 14 count as 14 (RFC 7323 section 2.3). */
const LARGEST_SHIFT = 14;

/** Adds spans for all octets from `start` to `end`. Gives what the packet list says of the options. */
export function addTcpOptions(layer: DissectedLayer, bytes: Uint8Array, start: number, end: number): string {
  if (start >= end) return '';
  const value = bytes.subarray(start, end);
  layer.derived.push({ filter: all.filter, value, text: toHex(value, ''), type: all.type });
  let said = '';
  let at = start;
  while (at < end) {
    const kind = bytes[at];
    if (kind === TCP_OPTION_END) {
      // As Wireshark shows it, every zero up to the end of the header is the end of the list once more.
      while (at < end && bytes[at] === TCP_OPTION_END) addFields(layer, bytes, fields, at++, end);
      addUndissected(layer, bytes, at, end);
      return said;
    }
    if (kind === TCP_OPTION_NOP) {
      addFields(layer, bytes, fields, at++, end);
      continue;
    }
    const room = end - at;
    const length = room < 2 ? 0 : read.len(bytes, at);
    if (length < 2 || length > room) {
      addFields(layer, bytes, [...fields, ...variants.any].slice(0, room), at, end);
      blameLast(layer, length, room);
      addUndissected(layer, bytes, at + 2, end);
      return said;
    }
    said += addOption(layer, bytes, kind, at, at + length);
    at += length;
  }
  return said;
}

function addOption(layer: DissectedLayer, bytes: Uint8Array, kind: number, at: number, end: number): string {
  const length = end - at;
  if (kind === TCP_OPTION_SACK && length > 2 && length % 8 === 2) return addSack(layer, bytes, at, end);
  const right = kind === TCP_OPTION_SACK ? 10 : TCP_OPTION_SIZES[kind];
  if (right === undefined || length !== right) {
    addFields(layer, bytes, [...fields, ...variants.any], at, end);
    if (right !== undefined) blameLast(layer, length, right);
    addUndissected(layer, bytes, at + 2, end);
    return '';
  }
  addFields(layer, bytes, [...fields, ...variantOf(kind)], at, end);
  switch (kind) {
    case TCP_OPTION_MSS:
      return ` MSS=${read.mssVal(bytes, at)}`;
    case TCP_OPTION_WINDOW_SCALE: {
      const factor = 1 << Math.min(read.shift(bytes, at), LARGEST_SHIFT);
      addDerived(layer, multiplier, factor);
      return ` WS=${factor}`;
    }
    case TCP_OPTION_SACK_PERMITTED:
      return ' SACK_PERM';
    default:
      return ` TSval=${read.tsval(bytes, at)} TSecr=${read.tsecr(bytes, at)}`;
  }
}

function variantOf(kind: number): readonly Field[] {
  if (kind === TCP_OPTION_MSS) return variants.mss;
  if (kind === TCP_OPTION_WINDOW_SCALE) return variants.windowScale;
  return kind === TCP_OPTION_TIMESTAMPS ? variants.timestamps : variants.any;
}

function addSack(layer: DissectedLayer, bytes: Uint8Array, at: number, end: number): string {
  addFields(layer, bytes, [...fields, ...variants.any], at, end);
  let said = '';
  for (let edge = at + 2; edge < end; edge += 8) {
    addFields(layer, bytes, [sackLeft, sackRight], edge, end);
    const [left, right] = layer.spans.slice(-2);
    said += ` SLE=${String(left.value)} SRE=${String(right.value)}`;
  }
  addDerived(layer, sackCount, (end - at - 2) / 8);
  return said;
}

function blameLast(layer: DissectedLayer, found: number, room: number): void {
  layer.spans[layer.spans.length - 1].problem = { code: 'option-length', parameters: { found, room } };
}
