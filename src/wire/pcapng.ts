// Captures for Wireshark: the pcapng format (draft-ietf-opsawg-pcapng), little-endian, one interface per capture point, times in ns.

import type { Instant } from '../base/time.ts';
import { crc32 } from './checksum.ts';

/** A place where frames are seen. */
export interface CapturePoint {
  /** As people call it: `A.eth0`. */
  name: string;
  description?: string;
}

export interface CapturedPacket {
  /** Index of the capture point. */
  interface: number;
  /** Since the world began. */
  time: Instant;
  /** The frame without its frame check sequence. */
  bytes: Uint8Array;
  /** How many octets it had, where these are only its beginning. */
  length?: number;
  direction?: 'inbound' | 'outbound';
  /** Found damaged by its frame check sequence. */
  badFcs?: boolean;
  /** Each becomes a comment of its own. */
  comments?: readonly string[];
}

export interface Capture {
  interfaces: readonly CapturePoint[];
  /** In the order of the file; times may stand still but should not go back. */
  packets: Iterable<CapturedPacket>;
  /** 4: every frame ends with its frame check sequence, and readers can verify it. 0 (where left out): frames come without. */
  fcsLength?: 0 | 4;
  /** Most octets that were kept of a frame (tcpdump's snaplen), where not all were; and what else readers should know of the whole. */
  snaplen?: number;
  comment?: string;
  /** What the clock showed when the world began: seconds since 1970 (UTC); 0 where left out. */
  epochSeconds?: number;
}

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const LINKTYPE_ETHERNET = 1;
/** Wireshark's own limit for a packet; nothing here is as long. */
const SNAPLEN = 262_144;
/** Block type, its length at both ends. */
const FRAME_OF_BLOCK = 12;

const OPT_COMMENT = 1;
const SHB_USERAPPL = 4;
const IF_NAME = 2;
const IF_DESCRIPTION = 3;
const IF_TSRESOL = 9;
const IF_FCSLEN = 13;
const EPB_FLAGS = 2;

/** `epb_flags`: direction in bits 0 and 1, length of the FCS in bits 5 to 8, "CRC error" in bit 24. */
const DIRECTIONS = { inbound: 1, outbound: 2 } as const;
const FCS_LENGTH_SHIFT = 5;
const CRC_ERROR = 1 << 24;

/** The whole file. For runs that may be big, `pcapngChunks` needs less room. */
export function writePcapng(capture: Capture): Uint8Array {
  const blocks = [...blocksOf(capture)];
  return join(
    blocks,
    blocks.reduce((sum, block) => sum + block.length, 0),
  );
}

/** The file in pieces of whole blocks, each about `size` octets long. */
export function* pcapngChunks(capture: Capture, size = 65_536): Generator<Uint8Array> {
  let blocks: Uint8Array[] = [];
  let gathered = 0;
  for (const block of blocksOf(capture)) {
    blocks.push(block);
    gathered += block.length;
    if (gathered < size) continue;
    yield join(blocks, gathered);
    blocks = [];
    gathered = 0;
  }
  if (gathered) yield join(blocks, gathered);
}

function join(blocks: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length);
  let at = 0;
  for (const block of blocks) {
    joined.set(block, at);
    at += block.length;
  }
  return joined;
}

function* blocksOf(capture: Capture): Generator<Uint8Array> {
  const { interfaces, packets, fcsLength = 0, epochSeconds = 0, snaplen = SNAPLEN, comment } = capture;
  yield sectionHeader(comment);
  for (const point of interfaces) yield interfaceDescription(point, fcsLength, snaplen);
  const epoch = BigInt(Math.round(epochSeconds * 1000)) * 1_000_000n;
  for (const packet of packets) {
    if (!interfaces[packet.interface])
      throw new Error(`a packet of interface ${packet.interface}, which is not described`);
    yield enhancedPacket(packet, fcsLength, epoch + BigInt(packet.time));
  }
}

function sectionHeader(comment: string | undefined): Uint8Array {
  const comments: Option[] = comment === undefined ? [] : [[OPT_COMMENT, text(comment)]];
  const options = optionList([...comments, [SHB_USERAPPL, text('Packet Classroom')]]);
  const { block, view, at } = openBlock(SECTION_HEADER, 16, options);
  view.setUint32(at, BYTE_ORDER_MAGIC, true);
  view.setUint16(at + 4, 1, true); // version 1.0
  view.setBigInt64(at + 8, -1n, true); // length of the section: not said, so that it can be written as it comes
  return block;
}

function interfaceDescription({ name, description }: CapturePoint, fcsLength: number, snaplen: number): Uint8Array {
  const options: Option[] = [[IF_NAME, text(name)]];
  if (description !== undefined) options.push([IF_DESCRIPTION, text(description)]);
  // Without the length of the FCS readers guess, and call padding a bad one.
  options.push([IF_TSRESOL, Uint8Array.of(9)], [IF_FCSLEN, Uint8Array.of(fcsLength)]);
  const { block, view, at } = openBlock(INTERFACE_DESCRIPTION, 8, optionList(options));
  view.setUint16(at, LINKTYPE_ETHERNET, true);
  view.setUint32(at + 4, snaplen, true);
  return block;
}

function enhancedPacket(packet: CapturedPacket, fcsLength: number, time: bigint): Uint8Array {
  const { bytes } = packet;
  const original = Math.max(bytes.length, packet.length ?? 0);
  // The check sequence stands at the end: of a frame that was cut it is not there.
  const withFcs = fcsLength > 0 && original === bytes.length;
  const length = bytes.length + (withFcs ? fcsLength : 0);
  const padded = padding4(length);
  const { block, view, at } = openBlock(ENHANCED_PACKET, 20 + padded, packetOptions(packet, fcsLength));
  view.setUint32(at, packet.interface, true);
  view.setUint32(at + 4, Number(BigInt.asUintN(32, time >> 32n)), true);
  view.setUint32(at + 8, Number(BigInt.asUintN(32, time)), true);
  view.setUint32(at + 12, length, true);
  view.setUint32(at + 16, original + fcsLength, true);
  block.set(bytes, at + 20);
  if (withFcs) {
    const fcs = crc32(bytes, 0, bytes.length);
    view.setUint32(at + 20 + bytes.length, packet.badFcs ? ~fcs : fcs, true);
  }
  return block;
}

function packetOptions({ direction, badFcs, comments = [] }: CapturedPacket, fcsLength: number): Uint8Array {
  const options: Option[] = comments.map((comment) => [OPT_COMMENT, text(comment)]);
  const flags = (direction ? DIRECTIONS[direction] : 0) | (fcsLength << FCS_LENGTH_SHIFT) | (badFcs ? CRC_ERROR : 0);
  if (flags) {
    const value = new Uint8Array(4);
    new DataView(value.buffer).setUint32(0, flags, true);
    options.push([EPB_FLAGS, value]);
  }
  return optionList(options);
}

type Option = [code: number, value: Uint8Array];

/** An option says its length in 16 bits. */
const LONGEST_OPTION = 0xffff;

/** UTF-8, cut off between two letters where it is too long for an option. */
function text(value: string): Uint8Array {
  const octets = new TextEncoder().encode(value);
  let end = Math.min(octets.length, LONGEST_OPTION);
  while (end < octets.length && (octets[end] & 0xc0) === 0x80) end--;
  return octets.subarray(0, end);
}

const padding4 = (length: number): number => Math.ceil(length / 4) * 4;

/** Code, length, value filled up to four octets; a code 0 ends the list. Without options there is no list. */
function optionList(options: readonly Option[]): Uint8Array {
  if (!options.length) return new Uint8Array(0);
  const list = new Uint8Array(options.reduce((sum, [, value]) => sum + 4 + padding4(value.length), 4));
  const view = new DataView(list.buffer);
  let at = 0;
  for (const [code, value] of options) {
    view.setUint16(at, code, true);
    view.setUint16(at + 2, value.length, true);
    list.set(value, at + 4);
    at += 4 + padding4(value.length);
  }
  return list;
}

/** A block with room for `length` octets at `at`, its options behind them and its length at both ends. */
function openBlock(
  type: number,
  length: number,
  options: Uint8Array,
): { block: Uint8Array; view: DataView; at: number } {
  const total = FRAME_OF_BLOCK + length + options.length;
  const block = new Uint8Array(total);
  const view = new DataView(block.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, total, true);
  block.set(options, 8 + length);
  view.setUint32(total - 4, total, true);
  return { block, view, at: 8 };
}
