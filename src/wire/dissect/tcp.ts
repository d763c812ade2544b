// Dissects TCP (RFC 9293 section 3.1): header, options, and what it carries; numbers are raw unless somebody knows where the stream began.

import { internetChecksum, pseudoHeaderSum } from '../checksum.ts';
import type { DissectedLayer } from '../dissection.ts';
import { type Field, octets, uint } from '../field.ts';
import { PROTO_TCP } from '../ipv4.ts';
import { add } from '../seqnum.ts';
import { ACK, FIN, FLAG_NAMES, RST, SYN, tcp, URG } from '../tcp.ts';
import { BAD, GOOD, type Next, type Part, type Reading, UNVERIFIED, openLayer, statusField, tell } from './reading.ts';
import {
  addDerived,
  addFields,
  addMalformed,
  addOctets,
  addUndissected,
  addValue,
  blame,
  cutShort,
  hex16,
} from './span.ts';
import { addTcpOptions, tcpOptionDerived } from './tcpOptions.ts';

const port = uint('port', 16, 'tcp.port', 'Source or Destination Port');
const len = uint('len', 32, 'tcp.len', 'TCP Segment Len');
const status = statusField('status', 'tcp.checksum.status', 'Checksum Status');
const flagsText: Field = { ...uint('flagsStr', 8, 'tcp.flags.str', 'TCP Flags'), type: 'text' };
const payload = octets('payload', 0, 'tcp.payload', 'TCP payload');

/** The values of TCP that are no bits of their own. */
export const tcpDerived = [port, len, status, flagsText, payload, ...tcpOptionDerived];

const { read } = tcp;

export function dissectTcp(reading: Reading, part: Part): Next | undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const layer = openLayer(reading, tcp, part, Math.min(end, start + tcp.size));
  tell(reading, part, { protocol: 'TCP', info: tcp.title, word: 'TCP' });
  const complete = addFields(layer, bytes, tcp.fields, start, end);
  if (end - start >= 4) {
    addDerived(layer, port, read.srcport(bytes, start));
    addDerived(layer, port, read.dstport(bytes, start));
    tell(reading, part, { info: `${ports(bytes, start)}[Malformed Packet]` });
  }
  if (!complete) {
    if (!part.quoted) cutShort(layer, tcp.fields, end - start);
    return undefined;
  }
  const flags = read.flags(bytes, start);
  const text = flagLetters(flags);
  addValue(layer, () => ({ filter: flagsText.filter, value: text, text, type: 'text' }));
  const headerSize = 4 * read.hdrLen(bytes, start);
  if (headerSize < tcp.size) return bogusHeader(reading, part, layer, headerSize);
  const dataStart = Math.min(end, start + headerSize);
  layer.end = Math.max(layer.end, dataStart);
  const options = addTcpOptions(layer, bytes, start + tcp.size, dataStart);
  // A quotation may be cut: how much the segment carried is then not known from what is left of it.
  const octets = (part.wireEnd ?? end) - dataStart;
  if (!part.quoted) addDerived(layer, len, octets);
  const bad = addChecksumStatus(layer, bytes, part) === BAD ? ' [TCP CHECKSUM INCORRECT]' : '';
  const line = `${ports(bytes, start)} ${flagNames(flags)}${numbers(reading, part)}${bad}`;
  if (start + headerSize > end && !part.quoted && part.wireEnd === undefined) {
    blame(layer, 'tcp.hdr_len', 'length-too-large', { found: headerSize, present: end - start });
    addMalformed(layer);
    tell(reading, part, { info: `${line}[Malformed Packet]` });
    return undefined;
  }
  tell(reading, part, { info: `${line} Len=${octets}${options}`, word: wordOf(flags, octets) });
  addPayload(layer, bytes, dataStart, end);
  return { ...part, protocol: 'data', start: dataStart, end };
}

const ports = (bytes: Uint8Array, start: number): string =>
  `${read.srcport(bytes, start)} → ${read.dstport(bytes, start)}`;

/** A data offset that is less than the header itself: nothing behind the header can be read. */
function bogusHeader(reading: Reading, part: Part, layer: DissectedLayer, found: number): undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const least = tcp.size;
  blame(layer, 'tcp.hdr_len', 'length-too-small', { found, least });
  addDerived(layer, len, end - start - found);
  const line = `${ports(bytes, start)} ${flagNames(read.flags(bytes, start))}${numbers(reading, part)}`;
  tell(reading, part, { info: `${line}, bogus TCP header length (${found}, must be at least ${least})` });
  addUndissected(layer, bytes, start + least, end);
}

/** `·······A··S·`: a letter for each bit that is set, from the highest on. */
function flagLetters(flags: number): string {
  let text = '';
  for (let i = 0; i < 12; i++) text += flags & (0x800 >> i) ? 'RRRACEUAPRSF'[i] : '·';
  return text;
}

/** `[SYN, ACK]`. */
function flagNames(flags: number): string {
  const set: string[] = FLAG_NAMES.filter((_, i) => flags & (1 << i));
  if (flags & 0xe00) set.push('Reserved');
  return `[${set.join(', ') || '<None>'}]`;
}

function numbers(reading: Reading, part: Part): string {
  const { bytes } = reading;
  const { start } = part;
  const first = part.quoted ? undefined : reading.tcp;
  const seq = add(read.seqRaw(bytes, start), -(first?.seq ?? 0));
  const flags = read.flags(bytes, start);
  const ack = flags & ACK ? ` Ack=${add(read.ackRaw(bytes, start), -(first?.ack ?? 0))}` : '';
  const urgent = flags & URG ? ` Urg=${read.urgentPointer(bytes, start)}` : '';
  return ` Seq=${seq}${ack} Win=${read.windowSizeValue(bytes, start)}${urgent}`;
}

/** What the segment is for, in one word: `SYN ACK`, `5 B`, `FIN`, `ACK`. */
function wordOf(flags: number, length: number): string {
  if (flags & RST) return 'RST';
  if (flags & SYN) return flags & ACK ? 'SYN ACK' : 'SYN';
  const data = length ? `${length} B` : '';
  if (flags & FIN) return data ? `${data} FIN` : 'FIN';
  return data || (flags & ACK ? 'ACK' : 'TCP');
}

function addPayload(layer: DissectedLayer, bytes: Uint8Array, start: number, end: number): void {
  const value = bytes.subarray(start, end);
  if (value.length) addOctets(layer, payload, value);
}

/** Judged where the whole segment is there. Its length is that of the packet, so a quotation that is cut cannot be judged. */
function addChecksumStatus(layer: DissectedLayer, bytes: Uint8Array, part: Part): number {
  const { start, end, ip } = part;
  let verdict = UNVERIFIED;
  if (part.whole && !part.quoted && ip) {
    const pseudo = pseudoHeaderSum(ip.src, ip.dst, PROTO_TCP, end - start);
    verdict = internetChecksum(bytes, start, end, pseudo) === 0 ? GOOD : BAD;
    if (verdict === BAD) {
      const without = bytes.slice(start, end);
      tcp.write.checksum(without, 0, 0);
      blame(layer, 'tcp.checksum', 'checksum', { right: hex16(internetChecksum(without, 0, end - start, pseudo)) });
    }
  }
  addDerived(layer, status, verdict);
  return verdict;
}
