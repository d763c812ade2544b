// IPv6 addresses as people type them, with the first wrong place named (RFC 4291 section 2.2; zones: RFC 4007 section 11).

import { readBehind, readIpv4, readPrefix } from './ipv4Entry.ts';
import { right, wrong, type Problem, type Read } from './said.ts';

/** An address as it may be typed: with the zone it holds in, and with a prefix length. */
export interface Ipv6Entry {
  /** Sixteen. */
  octets: Uint8Array;
  zone?: string;
  prefix?: number;
}

const faulty = (variant: string, at: number, length: number, params?: Problem['params']): Problem => ({
  id: 'E_V6',
  variant,
  at,
  length,
  ...(params && { params }),
});

/** What stands between colons: one group of up to four hex digits, or the last four octets in dots, which are worth two. */
interface Piece {
  text: string;
  at: number;
  octets: number[];
}

/** An address alone: eight groups, a run of zero groups as `::`, the last two groups in dots if need be. `E_V6` with the reason, or what is wrong with the dots. */
export function readIpv6(text: string): Read<Uint8Array> {
  if (text === '') return wrong('E_V6', 0, 0, { variant: 'few', params: { count: 0 } });
  const odd = text.search(/[^0-9a-f:.]/i);
  if (odd >= 0) return wrong('E_V6', odd, 1, { variant: 'sign', params: { sign: text[odd]! } });
  if (!text.includes(':')) {
    return wrong('E_V6', 0, text.length, { variant: readIpv4(text).ok ? 'ipv4' : 'no-colon', params: { value: text } });
  }
  const pieces: Piece[] = [];
  const problems = wrongColons(text);
  for (const { 0: piece, index } of text.matchAll(/[^:]+/g)) {
    const read = readPiece(piece, index, index + piece.length === text.length);
    if (read.ok) pieces.push({ text: piece, at: index, octets: read.value });
    else problems.push(read.problem);
  }
  const [first] = problems.sort((one, other) => one.at - other.at);
  return first ? { ok: false, problem: first } : joined(text, pieces);
}

/** Colons where none can be: three in a row, a second `::`, a single one at either end. */
function wrongColons(text: string): Problem[] {
  const problems: Problem[] = [];
  const triple = text.indexOf(':::');
  if (triple >= 0) problems.push(faulty('triple', triple, 3));
  const gap = text.indexOf('::');
  const second = gap < 0 ? -1 : text.indexOf('::', gap + 2);
  if (second >= 0) problems.push(faulty('twice', second, 2));
  if (text.startsWith(':') && gap !== 0) problems.push(faulty('lead', 0, 1));
  if (text.endsWith(':') && !text.endsWith('::')) problems.push(faulty('trail', text.length - 1, 1));
  return problems;
}

function readPiece(piece: string, at: number, last: boolean): Read<number[]> {
  if (!piece.includes('.')) {
    if (piece.length > 4) return { ok: false, problem: faulty('long', at, piece.length, { group: piece }) };
    const group = parseInt(piece, 16);
    return right([group >>> 8, group & 255]);
  }
  if (!last) return { ok: false, problem: faulty('dots', at, piece.length, { value: piece }) };
  const ip = readIpv4(piece);
  if (ip.ok) return right([ip.value >>> 24, (ip.value >>> 16) & 255, (ip.value >>> 8) & 255, ip.value & 255]);
  // What would be right is right for these four numbers alone.
  const { instead: _, ...problem } = ip.problem;
  return { ok: false, problem: { ...problem, at: problem.at + at } };
}

/** The groups put together, zeros in place of `::`; too few, too many, or nothing left for `::`. */
function joined(text: string, pieces: readonly Piece[]): Read<Uint8Array> {
  const octets = pieces.flatMap((piece) => piece.octets);
  const count = octets.length / 2;
  const gap = text.indexOf('::');
  if (count > 8) {
    let room = 16;
    const over = pieces.find((piece) => (room -= piece.octets.length) < 0)!;
    return { ok: false, problem: faulty('many', over.at, text.length - over.at, { count }) };
  }
  if (gap < 0 && count < 8) return { ok: false, problem: faulty('few', text.length, 0, { count }) };
  if (gap >= 0 && count === 8) return { ok: false, problem: faulty('full', gap, 2) };
  const before = pieces.filter(({ at }) => at < gap).flatMap((piece) => piece.octets);
  const whole = new Uint8Array(16);
  if (gap < 0) whole.set(octets);
  else {
    whole.set(before);
    whole.set(octets.slice(before.length), 16 - (octets.length - before.length));
  }
  return right(whole);
}

/** An address with the name of a zone behind `%` and a prefix length behind `/`, both if need be. */
export function readIpv6Entry(text: string): Read<Ipv6Entry> {
  const slash = text.indexOf('/');
  const named = slash < 0 ? text : text.slice(0, slash);
  const percent = named.indexOf('%');
  const address = readIpv6(percent < 0 ? named : named.slice(0, percent));
  if (!address.ok) return address;
  const entry: Ipv6Entry = { octets: address.value };
  if (percent >= 0) {
    entry.zone = named.slice(percent + 1);
    const again = entry.zone.indexOf('%');
    if (entry.zone === '' || again >= 0) {
      return wrong('E_V6', percent + 1 + Math.max(0, again), again < 0 ? 0 : 1, { variant: 'zone' });
    }
  }
  if (slash < 0) return right(entry);
  const prefix = readBehind(text, slash, (length) => readPrefix(length, 128));
  return prefix.ok ? right({ ...entry, prefix: prefix.value }) : prefix;
}
