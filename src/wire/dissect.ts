// From the octets of a frame to layers of spans with a line for the packet list. Total: any octets at all, every bit in one span.

import { dissectArp } from './dissect/arp.ts';
import { dissectIcmp } from './dissect/icmp.ts';
import { dissectIpv4 } from './dissect/ipv4.ts';
import {
  addFcsStatus,
  addTrailer,
  dissectEthernet,
  dissectLlc,
  dissectProviderVlan,
  dissectVlan,
} from './dissect/link.ts';
import { type Dissector, type FirstNumbers, type Next, type Part, type Reading, openLayer } from './dissect/reading.ts';
import { addBytes, addValue } from './dissect/span.ts';
import { dissectTcp } from './dissect/tcp.ts';
import { dissectUdp } from './dissect/udp.ts';
import type { Dissection, DissectedLayer } from './dissection.ts';

/** Who reads which protocol. A new one: its table, its dissector, its line here and its number where it is announced. */
const DISSECTORS: Readonly<Record<string, Dissector>> = {
  eth: dissectEthernet,
  vlan: dissectVlan,
  ieee8021ad: dissectProviderVlan,
  llc: dissectLlc,
  arp: dissectArp,
  ip: dissectIpv4,
  icmp: dissectIcmp,
  tcp: dissectTcp,
  udp: dissectUdp,
  data: dissectData,
};

/** What is known of a frame besides its octets. */
export interface DissectOptions {
  /** Did the receiver find the frame check sequence wrong? It is no part of the octets. Left out where nobody has looked. */
  badFcs?: boolean;
  /** How many octets it had on the wire, where only its beginning was kept (tcpdump's snaplen). */
  length?: number;
  /** Where the stream of a TCP segment and that of its peer began: its line then counts from there, as Wireshark's does. Left out: raw numbers. */
  tcp?: FirstNumbers;
}

const MALFORMED = '[Malformed Packet]';
const LIMITED = '[Packet size limited during capture]';

/** Dissects an Ethernet frame without its frame check sequence. Never throws. */
export function dissect(bytes: Uint8Array, options: DissectOptions = {}): Dissection {
  const length = Math.max(bytes.length, options.length ?? 0);
  const cut = length > bytes.length;
  const columns = { protocol: '', source: '', destination: '', info: '', word: '' };
  const reading: Reading = {
    bytes,
    layers: [],
    packetEnd: bytes.length,
    length,
    path: [],
    tcp: options.tcp,
    ...columns,
  };
  let next: Next | undefined = { protocol: 'eth', start: 0, end: bytes.length, quoted: false, whole: !cut };
  while (next) next = DISSECTORS[next.protocol](reading, next);
  const last = reading.layers[reading.layers.length - 1];
  const short = last.problems.findIndex((problem) => problem.code === 'cut-short');
  if (cut) {
    // What is missing was there: no fault of the frame's.
    if (short >= 0) last.problems.splice(short, 1);
    reading.info = `${reading.info.replace(MALFORMED, '')} ${LIMITED}`.trimStart();
  } else if (short >= 0 && !reading.info.endsWith(MALFORMED)) reading.info = MALFORMED;
  const ethernet = reading.layers[0];
  addTrailer(reading, ethernet);
  if (options.badFcs !== undefined) addFcsStatus(ethernet, options.badFcs);
  addFrameFields(reading, ethernet);
  const { layers, protocol, source, destination, info, word } = reading;
  return { bytes, length, layers, protocol, source, destination, info, word };
}

function dissectData(reading: Reading, part: Part): undefined {
  const { bytes } = reading;
  const { start, end } = part;
  if (start >= end) return;
  const layer = openLayer(reading, { protocol: 'data', title: 'Data', layer: 'application' }, part, end);
  addBytes(layer, bytes, 'data.data', 'Data', start, end);
  addValue(layer, () => ({ filter: 'data.len', value: end - start, text: String(end - start), type: 'uint' }));
}

/** What is true of the frame as a whole; it stands with the first layer. */
function addFrameFields(reading: Reading, layer: DissectedLayer): void {
  const lengths = { 'frame.len': reading.length, 'frame.cap_len': reading.bytes.length };
  for (const [filter, value] of Object.entries(lengths))
    addValue(layer, () => ({ filter, value, text: `${value} octets`, type: 'uint' }));
  addValue(layer, () => {
    const path = reading.path.join(':');
    return { filter: 'frame.protocols', value: path, text: path, type: 'text' };
  });
}
