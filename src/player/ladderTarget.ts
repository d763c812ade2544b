// For which device a frame is meant, by the addresses in it: of what was lost nobody else can tell.

import { ipv4In } from '../sim/analysis/segment.ts';
import { ownersOf, type Past } from '../sim/owners.ts';
import { frameBytes } from '../sim/record.ts';
import { arp } from '../wire/arp.ts';
import { ETHERTYPE_ARP, ethernet } from '../wire/ethernet.ts';
import { ipv4 } from '../wire/ipv4.ts';
import type { FrameNumber, RowNumber } from './rowIndex.ts';

/** The device that had the destination's address when `row` was written: of IPv4 and ARP by IP address, else by MAC. Undefined where nobody has it. */
export function targetOf(run: Past, frame: FrameNumber, row: RowNumber): number | undefined {
  const bytes = frameBytes(run.record, frame);
  const ip = ipIn(bytes);
  if (ip !== undefined) return ownersOf(run, 'ip', ip, row)[0]?.device;
  return bytes.length < ethernet.size ? undefined : ownersOf(run, 'mac', ethernet.read.dst(bytes, 0), row)[0]?.device;
}

function ipIn(bytes: Uint8Array): number | undefined {
  const at = ipv4In(bytes);
  if (at !== undefined) return ipv4.read.dst(bytes, at);
  const isArp = bytes.length >= ethernet.size + arp.size && ethernet.read.type(bytes, 0) === ETHERTYPE_ARP;
  return isArp ? arp.read.dstProtoIpv4(bytes, ethernet.size) : undefined;
}
