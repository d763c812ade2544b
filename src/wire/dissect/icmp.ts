// Dissects ICMP (RFC 792, RFC 1191, RFC 4884); an error's quotation is handed on as quoted layers, however short it is.

import { internetChecksum } from '../checksum.ts';
import type { DissectedLayer } from '../dissection.ts';
import { bitsOf, uint } from '../field.ts';
import { ICMP_CODES, ICMP_ECHO, ICMP_TYPES, icmp, icmpVariant, isIcmpError } from '../icmp.ts';
import { BAD, GOOD, type Next, type Part, type Reading, UNVERIFIED, openLayer, statusField, tell } from './reading.ts';
import { addBytes, addDerived, addFields, addUndissected, blame, cutShort, hex16, spanNamed } from './span.ts';

const status = statusField('status', 'icmp.checksum.status', 'Checksum Status');
// Windows sends these two with the low octet first, so Wireshark shows both readings.
const identLe = uint('identLe', 16, 'icmp.ident_le', 'Identifier (LE)', { base: 'dechex', swapped: true });
const seqLe = uint('seqLe', 16, 'icmp.seq_le', 'Sequence Number (LE)', { base: 'dechex', swapped: true });

/** The values of ICMP that are no bits of their own. */
export const icmpDerived = [status, identLe, seqLe];

/** The short words for the strip. */
const WORDS: Readonly<Record<number, string>> = {
  3: 'unreachable',
  4: 'quench',
  5: 'redirect',
  11: 'TTL exceeded',
  12: 'parameter problem',
  13: 'timestamp',
  14: 'timestamp reply',
};

export function dissectIcmp(reading: Reading, part: Part): Next | undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const present = end - start;
  const type = present > 0 ? bytes[start] : -1;
  const code = present > 1 ? icmp.read.code(bytes, start) : 0;
  const variant = icmpVariant(type, code, present >= icmp.size ? icmp.read.length(bytes, start) : 0);
  const fields = icmp.whole[variant];
  const size = bitsOf(fields) / 8;
  const layer = openLayer(reading, icmp, part, Math.min(end, start + size));
  const name = ICMP_TYPES[type] ?? `Type ${type}`;
  tell(reading, part, { protocol: 'ICMP', info: name, word: WORDS[type] ?? `ICMP ${type}` });
  if (!addFields(layer, bytes, fields, start, end)) {
    if (!part.quoted) cutShort(layer, fields, present);
    return undefined;
  }
  const meaning = ICMP_CODES[type]?.[code];
  const codeSpan = spanNamed(layer, 'icmp.code');
  if (codeSpan && meaning) codeSpan.text = `${code} (${meaning})`;
  addChecksumStatus(layer, bytes, part);
  if (meaning) tell(reading, part, { info: `${name.padEnd(20)} (${meaning})` });
  if (code === 1 && type === 11) tell(reading, part, { word: 'reassembly timeout' });
  if (variant === 'echo' || variant === 'timestamp') addNumbers(reading, part, layer, type, name);
  const inner = { ...part, start: start + size };
  if (variant === 'timestamp' || variant === 'bare') {
    // Of a type that it does not know Wireshark shows nothing behind the checksum, not even as data.
    addUndissected(layer, bytes, inner.start, end);
    return undefined;
  }
  if (!isIcmpError(type)) return { ...inner, protocol: 'data' };
  return quotation(layer, bytes, inner, variant.endsWith('Length') ? 4 * icmp.read.length(bytes, start) : 0);
}

/** The packet that an error is about. Where RFC 4884's length is given, extensions follow the quotation. */
function quotation(layer: DissectedLayer, bytes: Uint8Array, inner: Part, length: number): Next | undefined {
  const end = length > 0 ? Math.min(inner.end, inner.start + length) : inner.end;
  addBytes(layer, bytes, 'icmp.ext', 'ICMP Multi-Part Extensions', end, inner.end);
  if (inner.start >= end) return undefined;
  return { start: inner.start, end, quoted: true, whole: true, protocol: 'ip' };
}

function addNumbers(reading: Reading, part: Part, layer: DissectedLayer, type: number, name: string): void {
  const ident = icmp.read.ident(reading.bytes, part.start);
  const seq = icmp.read.seq(reading.bytes, part.start);
  addDerived(layer, identLe, ident);
  addDerived(layer, seqLe, seq);
  const swapped = ((seq & 0xff) << 8) | (seq >>> 8);
  const ttl = part.ip ? `, ttl=${part.ip.ttl}` : '';
  const info = `${name.padEnd(20)} id=${hex16(ident)}, seq=${seq}/${swapped}${ttl}`;
  tell(reading, part, { info });
  if (type === ICMP_ECHO) tell(reading, part, { word: `ping ${seq}` });
  else if (type === 0) tell(reading, part, { word: `pong ${seq}` });
}

/** A checksum covers the whole message, so it is judged only where all of it is there, and not in a quotation (as Wireshark has it). */
function addChecksumStatus(layer: DissectedLayer, bytes: Uint8Array, part: Part): void {
  if (!part.whole || part.quoted) {
    addDerived(layer, status, UNVERIFIED);
    return;
  }
  const good = internetChecksum(bytes, part.start, part.end) === 0;
  addDerived(layer, status, good ? GOOD : BAD);
  if (good) return;
  const without = bytes.slice(part.start, part.end);
  icmp.write.checksum(without, 0, 0);
  blame(layer, 'icmp.checksum', 'checksum', { right: hex16(internetChecksum(without, 0, without.length)) });
}
