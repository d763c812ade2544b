// Segments as the scripts write them: `S. 0:0 ack 1 win 65535 <mss 1460, sack>`. Numbers are relative to each side's first.
import { internetChecksum, pseudoHeaderSum } from '../../../src/wire/checksum.ts';
import { putU32 } from '../../../src/base/bytes.ts';
import { add, span } from '../../../src/wire/seqnum.ts';
import { tcp } from '../../../src/wire/tcp.ts';
import { readSegment, segment } from '../../../src/stack/tcp/segment.ts';

/** Octets before a segment in tests, so that nothing may rely on its beginning at 0. */
export const frameOf = 20;

/** Letters of the control bits: S SYN, F FIN, R RST, P PSH, `.` ACK, U URG, E ECE, W CWR. */
const LETTERS = 'FSRP.UEW';

export interface Line {
  flags: string;
  seq: number;
  end: number;
  ack?: number;
  win?: number;
  urg?: number;
  options?: string;
  bad?: boolean;
}

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** Reads `P. 1:6 ack 1 win 512 urg 3 <ts 10 5> badsum`. */
export function readLine(text: string): Line {
  const match =
    /^([SFRP.UEW]+|0) (-?\d+)(?::(-?\d+))?(?: ack (-?\d+))?(?: win (\d+))?(?: urg (\d+))?(?: <([^>]*)>)?( badsum)?$/.exec(
      text,
    );
  if (!match) throw new Error(`not a segment: ${text}`);
  const [, flags, seq, end, ack, win, urg, options, bad] = match;
  const line: Line = { flags: flags === '0' ? '' : flags, seq: Number(seq), end: Number(end ?? seq) };
  if (ack !== undefined) line.ack = number(ack)!;
  if (win !== undefined) line.win = number(win)!;
  if (urg !== undefined) line.urg = number(urg)!;
  if (options !== undefined) line.options = options;
  if (bad) line.bad = true;
  return line;
}

const bits = (letters: string): number => [...letters].reduce((sum, one) => sum | (1 << LETTERS.indexOf(one)), 0);

/** The octets of the stream that a side sends; each side has its own. `side` 0: the tested one. */
export const octet = (side: number, offset: number): number =>
  (offset * (side ? 13 : 7) + (offset >> 8) + side * 101) & 255;

export function stream(side: number, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, to - from));
  for (let i = 0; i < bytes.length; i++) bytes[i] = octet(side, from + i);
  return bytes;
}

export interface Between {
  src: number;
  dst: number;
  srcport: number;
  dstport: number;
  /** First number of the sender and of the receiver. */
  isn: number;
  ackIsn: number;
  /** What the tested side's clock of timestamps showed when the script began. */
  tsBase: number;
}

/** The segment of a line as octets, at `frameOf`. */
export function encodeLine(line: Line, between: Between): Uint8Array {
  const options = optionOctets(line.options ?? '', between);
  const first = line.flags.includes('S') ? 0 : 1; // the number of a SYN is its own, the data comes after it
  const data = stream(1, line.seq - first, line.end - first);
  const size = tcp.size + options.length + data.length;
  const bytes = new Uint8Array(frameOf + size);
  const { write } = tcp;
  write.srcport(bytes, frameOf, between.srcport);
  write.dstport(bytes, frameOf, between.dstport);
  write.seqRaw(bytes, frameOf, add(between.isn, line.seq));
  if (line.ack !== undefined) write.ackRaw(bytes, frameOf, add(between.ackIsn, line.ack));
  write.hdrLen(bytes, frameOf, (tcp.size + options.length) / 4);
  write.flags(bytes, frameOf, bits(line.flags));
  write.windowSizeValue(bytes, frameOf, line.win ?? 65535);
  write.urgentPointer(bytes, frameOf, line.urg ?? 0);
  bytes.set(options, frameOf + tcp.size);
  bytes.set(data, frameOf + tcp.size + options.length);
  const sum = internetChecksum(bytes, frameOf, bytes.length, pseudoHeaderSum(between.src, between.dst, 6, size));
  write.checksum(bytes, frameOf, line.bad ? sum ^ 1 : sum);
  return bytes;
}

/** `mss 1460, sack, ts 1 2, scale 7, blocks 10:20 30:40, raw 05`; the rest of a word is filled with no-operations. */
function optionOctets(text: string, { ackIsn, tsBase }: Between): Uint8Array {
  const octets: number[] = [];
  const word = (value: number): number[] => {
    const four = new Uint8Array(4);
    putU32(four, 0, value);
    return [...four];
  };
  for (const one of text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [name, ...values] = one.split(/\s+/);
    if (name === 'mss') octets.push(2, 4, Number(values[0]) >> 8, Number(values[0]) & 255);
    else if (name === 'scale') octets.push(3, 3, Number(values[0]));
    else if (name === 'sack') octets.push(4, 2);
    else if (name === 'ts') octets.push(8, 10, ...word(Number(values[0])), ...word(add(tsBase, Number(values[1]))));
    else if (name === 'blocks') {
      octets.push(5, 2 + 8 * values.length);
      for (const block of values) for (const edge of block.split(':')) octets.push(...word(add(ackIsn, Number(edge))));
    } else if (name === 'raw') octets.push(...values.map((value) => parseInt(value, 16)));
    else throw new Error(`not an option: ${one}`);
  }
  while (octets.length % 4) octets.push(1);
  return Uint8Array.from(octets);
}

/** A segment that was sent, as a line; also what is wrong with its octets. */
export function describe(bytes: Uint8Array, between: Between): Line {
  const size = bytes.length - frameOf;
  if (!readSegment(bytes, frameOf, size)) throw new Error('a segment with an impossible header was sent');
  const sum = pseudoHeaderSum(between.src, between.dst, 6, size);
  if (internetChecksum(bytes, frameOf, bytes.length, sum) !== 0)
    throw new Error('a segment with a wrong checksum was sent');
  const s = segment;
  const flags = [...'SFRP.UEW'].filter((letter) => s.flags & bits(letter)).join('');
  const signed = (value: number): number => (value > 0x7fff_ffff ? value - 0x1_0000_0000 : value);
  const seq = signed(span(between.isn, s.seq));
  const line: Line = { flags, seq, end: seq + s.end - s.data, win: s.window };
  if (s.flags & 16) line.ack = signed(span(between.ackIsn, s.ack));
  const said: string[] = [];
  if (s.mss !== undefined) said.push(`mss ${s.mss}`);
  if (s.sackPermitted) said.push('sack');
  if (s.timestamps) said.push(`ts ${signed(span(add(between.tsBase, 0), s.tsval))} ${s.tsecr}`);
  if (s.scale !== undefined) said.push(`scale ${s.scale}`);
  const edge = (i: number): number => signed(span(between.ackIsn, s.sack[i]));
  if (s.sackBlocks)
    said.push(
      `blocks ${Array.from({ length: s.sackBlocks }, (_, i) => `${edge(2 * i)}:${edge(2 * i + 1)}`).join(' ')}`,
    );
  line.options = said.join(', ');
  const data = bytes.subarray(s.data, s.end);
  for (let i = 0; i < data.length; i++)
    if (data[i] !== octet(0, seq - 1 + i)) throw new Error(`octet ${seq + i} of the stream was sent wrong`);
  return line;
}

export function spell(line: Line): string {
  const { flags, seq, end, ack, win, options } = line;
  const acks = ack === undefined ? '' : ` ack ${ack}`;
  const window = win === undefined ? '' : ` win ${win}`;
  return `${flags || '0'} ${seq}:${end}${acks}${window}${options ? ` <${options}>` : ''}`;
}
