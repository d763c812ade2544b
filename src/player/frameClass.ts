// A number for what kind of frame this is, by the fields that make frames look alike: an ARP request, an echo reply, a UDP datagram.

import { frameBytes, type Recording } from '../sim/record.ts';
import { arp } from '../wire/arp.ts';
import { ethernet } from '../wire/ethernet.ts';
import { icmp } from '../wire/icmp.ts';
import { ipv4 } from '../wire/ipv4.ts';
import type { FrameNumber } from './rowIndex.ts';

const ARP = 0x0806;
const IPV4 = 0x0800;
const ICMP = 1;

/** A whole number below 65,536, the same for frames of one kind. */
export function frameClass(record: Recording, frame: FrameNumber): number {
  const bytes = frameBytes(record, frame);
  if (bytes.length < ethernet.size) return 0;
  const type = ethernet.read.type(bytes, 0);
  if (type === ARP && bytes.length >= ethernet.size + arp.size)
    return 1000 + (arp.read.opcode(bytes, ethernet.size) & 0xff);
  if (type !== IPV4 || bytes.length < ethernet.size + ipv4.size) return 2000 + (type & 0xfff);
  const protocol = ipv4.read.proto(bytes, ethernet.size);
  const payload = ethernet.size + ipv4.read.hdrLen(bytes, ethernet.size) * 4;
  if (protocol !== ICMP || bytes.length < payload + icmp.size) return 8000 + protocol;
  return 10_000 + icmp.read.type(bytes, payload);
}
