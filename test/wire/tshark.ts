// Lets tshark read frames, for the tests that ask whether we see what Wireshark sees.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Is tshark there? Without it the tests that need it are skipped. */
export const hasTshark = spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0;

/** No names for addresses, no reassembly, every checksum checked. */
const PREFERENCES = [
  'ip.defragment:FALSE',
  'ip.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
  'tcp.check_checksum:TRUE',
];
/** Each segment for itself: no streams, no numbers relative to their beginning, no reassembly. */
const ONE_BY_ONE = [
  'analyze_sequence_numbers',
  'relative_sequence_numbers',
  'calculate_timestamps',
  'desegment_tcp_streams',
];
const OPTIONS = [
  '-n',
  ...[...PREFERENCES, ...ONE_BY_ONE.map((one) => `tcp.${one}:FALSE`)].flatMap((one) => ['-o', one]),
];

/** One field as tshark's PDML gives it: where it stands in the frame, in octets, and its value as the filter sees it. */
export interface WiresharkField {
  name: string;
  at: number;
  size: number;
  show: string;
}

/** A classic pcap file with one frame after another. */
export function pcapOf(frames: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(0x40000, 16);
  head.writeUInt32LE(1, 20);
  const parts = [head];
  for (const [i, frame] of frames.entries()) {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(i, 0);
    record.writeUInt32LE(frame.length, 8);
    record.writeUInt32LE(frame.length, 12);
    parts.push(record, Buffer.from(frame));
  }
  return Buffer.concat(parts);
}

/** What tshark prints for these frames with these arguments. */
export function tshark(frames: readonly Uint8Array[], ...args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'frames-'));
  try {
    const file = join(folder, 'frames.pcap');
    writeFileSync(file, pcapOf(frames));
    const run = spawnSync('tshark', ['-r', file, ...OPTIONS, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (run.status !== 0) throw new Error(run.stderr);
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The fields that Wireshark sees in each frame. */
export function wiresharkFields(frames: readonly Uint8Array[]): WiresharkField[][] {
  const packets = tshark(frames, '-T', 'pdml').split('<packet>').slice(1);
  return packets.map((packet) => {
    const fields: WiresharkField[] = [];
    for (const [tag] of packet.matchAll(/<field [^>]*>/g)) {
      const attributes = new Map([...tag.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
      const number = (key: string) => Number(attributes.get(key));
      const [name, show] = [attributes.get('name') ?? '', attributes.get('show') ?? ''];
      fields.push({ name, at: number('pos'), size: number('size'), show });
    }
    return fields;
  });
}
