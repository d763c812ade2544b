// Dissects UDP (RFC 768; a checksum of zero means that there is none).

import { internetChecksum, pseudoHeaderSum } from '../checksum.ts';
import type { DissectedLayer } from '../dissection.ts';
import { octets, uint } from '../field.ts';
import { PROTO_UDP } from '../ipv4.ts';
import { udp } from '../udp.ts';
import {
  BAD,
  GOOD,
  NOT_PRESENT,
  type Next,
  type Part,
  type Reading,
  UNVERIFIED,
  openLayer,
  statusField,
  tell,
} from './reading.ts';
import { addDerived, addFields, addMalformed, addOctets, addUndissected, blame, cutShort, hex16 } from './span.ts';

const port = uint('port', 16, 'udp.port', 'Source or Destination Port');
const status = statusField('status', 'udp.checksum.status', 'Checksum Status');
const payload = octets('payload', 0, 'udp.payload', 'Payload');

/** The values of UDP that are no bits of their own. */
export const udpDerived = [port, status, payload];

export function dissectUdp(reading: Reading, part: Part): Next | undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const present = end - start;
  const layer = openLayer(reading, udp, part, Math.min(end, start + udp.size));
  tell(reading, part, { protocol: 'UDP', info: udp.title, word: 'UDP' });
  if (!addFields(layer, bytes, udp.fields, start, end)) {
    if (!part.quoted) cutShort(layer, udp.fields, present);
    return undefined;
  }
  const srcport = udp.read.srcport(bytes, start);
  const dstport = udp.read.dstport(bytes, start);
  addDerived(layer, port, srcport);
  addDerived(layer, port, dstport);
  const length = udp.read.length(bytes, start);
  const ports = `${srcport} → ${dstport}`;
  tell(reading, part, { info: `${ports} Len=${length - udp.size}`, word: `UDP ${dstport}` });
  if (length < udp.size) {
    blame(layer, 'udp.length', 'length-too-small', { found: length, least: udp.size });
    addMalformed(layer);
    tell(reading, part, { info: `${ports} [BAD UDP LENGTH ${length} < ${udp.size}]` });
    addUndissected(layer, bytes, start + udp.size, end);
    return undefined;
  }
  if (length > present && part.whole && !part.quoted) {
    blame(layer, 'udp.length', 'length-too-large', { found: length, present });
    addMalformed(layer);
    const bad = `[BAD UDP LENGTH ${length} > IP PAYLOAD LENGTH]`;
    tell(reading, part, { info: `${ports} ${bad} Len=${length - udp.size}` });
  }
  const datagramEnd = Math.min(end, start + length);
  const beyond = { code: 'beyond-length', parameters: { octets: end - datagramEnd } };
  addUndissected(layer, bytes, datagramEnd, end, beyond);
  if (addChecksumStatus(layer, bytes, part, length) === BAD)
    tell(reading, part, { info: `${ports} Len=${length - udp.size} [UDP CHECKSUM INCORRECT]` });
  addPayload(layer, bytes, start + udp.size, end);
  return { ...part, protocol: 'data', start: start + udp.size, end: datagramEnd };
}

function addPayload(layer: DissectedLayer, bytes: Uint8Array, start: number, end: number): void {
  const value = bytes.subarray(start, end);
  if (value.length) addOctets(layer, payload, value);
}

/** Judged where all octets that it covers are there, in a quotation too. */
function addChecksumStatus(layer: DissectedLayer, bytes: Uint8Array, part: Part, length: number): number {
  const { start, ip } = part;
  let verdict = UNVERIFIED;
  if (udp.read.checksum(bytes, start) === 0) verdict = NOT_PRESENT;
  else if (part.whole && ip && start + length <= part.end) {
    const pseudo = pseudoHeaderSum(ip.src, ip.dst, PROTO_UDP, length);
    verdict = internetChecksum(bytes, start, start + length, pseudo) === 0 ? GOOD : BAD;
    if (verdict === BAD) {
      const without = bytes.slice(start, start + length);
      udp.write.checksum(without, 0, 0);
      // A sum of zero is sent as all ones, because zero means "no checksum".
      const right = internetChecksum(without, 0, length, pseudo) || 0xffff;
      blame(layer, 'udp.checksum', 'checksum', { right: hex16(right) });
    }
  }
  addDerived(layer, status, verdict);
  return verdict;
}
