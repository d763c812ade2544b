// Dissects IPv4 (RFC 791): header, options, and what the packet carries; a fragment other than the first carries plain data.

import { formatIpv4 } from '../address.ts';
import { internetChecksum } from '../checksum.ts';
import type { DissectedLayer } from '../dissection.ts';
import { ipv4Address } from '../field.ts';
import { IP_PROTOCOLS, PROTO_ICMP, PROTO_TCP, PROTO_UDP, ipv4 } from '../ipv4.ts';
import { currentRoute } from '../ipv4Option.ts';
import { addOptions, routedTo } from './ipv4Options.ts';
import { BAD, GOOD, type Next, type Part, type Reading, UNVERIFIED, openLayer, statusField, tell } from './reading.ts';
import { addDerived, addFields, addUndissected, blame, cutShort, hex16, spanNamed } from './span.ts';

const addr = ipv4Address('addr', 'ip.addr', 'Source or Destination Address');
const status = statusField('status', 'ip.checksum.status', 'Header checksum status');

/** The values of IPv4 that are no bits of their own. */
export const ipv4Derived = [addr, status];

/** Who reads what a packet carries. Everything else is data. */
const BY_PROTOCOL: Readonly<Record<number, string>> = {
  [PROTO_ICMP]: 'icmp',
  [PROTO_TCP]: 'tcp',
  [PROTO_UDP]: 'udp',
};

export function dissectIpv4(reading: Reading, part: Part): Next | undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const layer = openLayer(reading, ipv4, part, Math.min(end, start + ipv4.size));
  tell(reading, part, { protocol: 'IPv4', info: ipv4.title, word: 'IP' });
  if (!addFields(layer, bytes, ipv4.fields, start, end)) {
    if (!part.quoted) cutShort(layer, ipv4.fields, end - start);
    return undefined;
  }
  const headerEnd = start + 4 * ipv4.read.hdrLen(bytes, start);
  const optionsEnd = Math.min(headerEnd, end);
  if (optionsEnd > layer.end) {
    layer.end = optionsEnd;
    addOptions(layer, bytes, start + ipv4.size, optionsEnd);
  }
  const ip = addAddresses(reading, part, layer, optionsEnd);
  addChecksumStatus(layer, bytes, start, headerEnd, end);
  if (!isSound(reading, part, layer, headerEnd)) {
    addUndissected(layer, bytes, layer.end, end);
    return undefined;
  }
  const packetEnd = Math.min(end, start + ipv4.read.len(bytes, start));
  if (part.quoted) addUndissected(layer, bytes, packetEnd, end);
  else reading.packetEnd = packetEnd;
  const inner: Part = { ...part, start: headerEnd, end: packetEnd, ip };
  if (reading.length > bytes.length && !part.quoted)
    inner.wireEnd = Math.min(reading.length, start + ipv4.read.len(bytes, start));
  return carried(reading, inner, start);
}

function addAddresses(
  reading: Reading,
  part: Part,
  layer: DissectedLayer,
  optionsEnd: number,
): NonNullable<Part['ip']> {
  const { bytes } = reading;
  const { start } = part;
  const src = ipv4.read.src(bytes, start);
  let dst = ipv4.read.dst(bytes, start);
  const routed = routedTo(bytes, start + ipv4.size, optionsEnd);
  if (routed !== undefined) {
    // As Wireshark has it: the address in the header is the next stop, the destination is the last one of the route.
    const { filter, label } = currentRoute;
    Object.assign(spanNamed(layer, 'ip.dst')!, { filter, label });
    dst = routed;
  }
  addDerived(layer, addr, src);
  addDerived(layer, addr, dst);
  tell(reading, part, { source: formatIpv4(src), destination: formatIpv4(dst) });
  return { src, dst, ttl: ipv4.read.ttl(bytes, start) };
}

function addChecksumStatus(
  layer: DissectedLayer,
  bytes: Uint8Array,
  start: number,
  headerEnd: number,
  end: number,
): void {
  if (headerEnd > end || headerEnd < start + ipv4.size) {
    addDerived(layer, status, UNVERIFIED);
    return;
  }
  const good = internetChecksum(bytes, start, headerEnd) === 0;
  addDerived(layer, status, good ? GOOD : BAD);
  if (good) return;
  const without = bytes.slice(start, headerEnd);
  ipv4.write.checksum(without, 0, 0);
  blame(layer, 'ip.checksum', 'checksum', { right: hex16(internetChecksum(without, 0, without.length)) });
}

/** Can what follows be trusted to be the payload? Otherwise the fields at fault are marked. */
function isSound(reading: Reading, part: Part, layer: DissectedLayer, headerEnd: number): boolean {
  const { bytes } = reading;
  const { start, end } = part;
  const present = end - start;
  const version = ipv4.read.version(bytes, start);
  const len = ipv4.read.len(bytes, start);
  const headerSize = headerEnd - start;
  const right = 4;
  const least = ipv4.size;
  if (version !== right) {
    blame(layer, 'ip.version', 'version', { found: version, right });
    tell(reading, part, { info: `Bogus IPv4 version (${version}, must be ${right})` });
  } else if (headerSize < least) {
    blame(layer, 'ip.hdr_len', 'length-too-small', { found: headerSize, least });
    tell(reading, part, { info: `Bogus IP header length (${headerSize}, must be at least ${least})` });
  } else if (len < headerSize) {
    blame(layer, 'ip.len', 'length-too-small', { found: len, least: headerSize });
    tell(reading, part, { info: `Bogus IP length (${len}, less than header length ${headerSize})` });
  } else if (part.whole && !part.quoted && headerEnd > end)
    blame(layer, 'ip.hdr_len', 'length-too-large', { found: headerSize, present });
  else if (part.whole && !part.quoted && len > present)
    blame(layer, 'ip.len', 'length-too-large', { found: len, present });
  return version === right && headerSize >= ipv4.size && len >= headerSize && headerEnd <= end;
}

/** What the packet carries, by its protocol and its place among fragments. */
function carried(reading: Reading, inner: Part, header: number): Next | undefined {
  const { bytes } = reading;
  const proto = ipv4.read.proto(bytes, header);
  const offset = 8 * ipv4.read.fragOffset(bytes, header);
  const name = IP_PROTOCOLS[proto];
  const whole = inner.whole && ipv4.read.flagsMf(bytes, header) === 0;
  if (offset > 0) {
    const id = ipv4.read.id(bytes, header).toString(16).padStart(4, '0');
    const info = `Fragmented IP protocol (proto=${name ?? 'Unknown'} ${proto}, off=${offset}, ID=${id})`;
    tell(reading, inner, { info, word: `frag ${offset}` });
    return { ...inner, protocol: 'data' };
  }
  const protocol = BY_PROTOCOL[proto] ?? 'data';
  if (inner.start >= inner.end) return undefined;
  if (protocol === 'data')
    tell(reading, inner, { info: `${name ?? 'Unknown'} (${proto})`, word: name ?? `IP ${proto}` });
  return { ...inner, protocol, whole };
}
