// The working of K-15: characters, their numbers in Unicode, their octets, and where a cut falls.

import { bitsOf } from '../bits.ts';
import type { BitRow, OctetRow, Step } from '../calculator.ts';
import { encodeCharacter, prefixOf, type Codec } from './codec.ts';

/** A character and its octets in the whole, first and one past the last; without a character it is a byte order mark. */
export interface Cell {
  char: string | undefined;
  from: number;
  to: number;
}

/** A cut after so many octets: the character that it goes through, and how many lie whole before it. */
export interface Cut {
  at: number;
  inside: Cell | undefined;
  whole: number;
}

/** The characters of a text that can be encoded. */
export function cellsOf(codec: Codec, text: string): Cell[] {
  const mark = prefixOf(codec).length;
  const cells: Cell[] = mark > 0 ? [{ char: undefined, from: 0, to: mark }] : [];
  let from = mark;
  for (const char of text) {
    const to = from + (encodeCharacter(codec, char)?.length ?? 0);
    cells.push({ char, from, to });
    from = to;
  }
  return cells;
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', ' ': '␣' };
/** Text as it can be shown: ends of lines and other signs that cannot be seen are written as escapes. */
export const shown = (text: string): string =>
  [...text].map((char) => (char === ' ' && text.length > 1 ? char : (NAMED[char] ?? escaped(char)))).join('');

const escaped = (char: string): string =>
  /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]$/u.test(char) ? `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}` : char;

/** The octets with their characters; one that is cut stands out. */
export function rowsOfCells(bytes: Uint8Array, cells: readonly Cell[], { at, inside }: Cut): OctetRow[] {
  const whole: OctetRow = {
    label: { id: 'text.bytes' },
    bytes,
    marks: cells.map((cell, place) => ({
      ...{ from: cell.from, to: cell.to },
      tone: cell === inside ? 'wrong' : place % 2 ? 'transport' : 'network',
      label: cell.char === undefined ? { id: 'text.bom' } : shown(cell.char),
    })),
  };
  if (at === 0 || at === bytes.length) return [whole];
  return [
    whole,
    { label: { id: 'text.first' }, bytes: bytes.slice(0, at) },
    { label: { id: 'text.rest' }, bytes: bytes.slice(at) },
  ];
}

/** So many different characters are worked out. */
const SHOWN = 3;

function someCells(cells: readonly Cell[]): Cell[] {
  const firsts = cells.filter(
    ({ char }, place) => char !== undefined && cells.findIndex((one) => one.char === char) === place,
  );
  // What is not ASCII is worth more.
  const far = firsts.filter(({ char }) => char!.codePointAt(0)! > 0x7f);
  return (far.length > 0 ? far : firsts).slice(0, SHOWN);
}

/** The octets of some characters as bits; in UTF-8 the bits that only say how many octets there are marked. */
export const bitsOfCells = (codec: Codec, bytes: Uint8Array, cells: readonly Cell[]): BitRow[] =>
  someCells(cells).map((cell) => bitRow(codec, bytes.subarray(cell.from, cell.to), cell.char!));

function bitRow(codec: Codec, octets: Uint8Array, char: string): BitRow {
  return {
    label: { id: 'text.character', params: { char: shown(char), point: pointOf(char) } },
    bits: Array.from(octets, (octet) => bitsOf(octet, 8)).join(''),
    value: Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' '),
    ...(codec === 'utf-8' && { marks: prefixes(octets) }),
  };
}

/** `0`, or `110`, `1110`, `11110` and then `10` in each octet that follows. */
function prefixes(octets: Uint8Array): NonNullable<BitRow['marks']> {
  return Array.from(octets, (_, place) => {
    const bits = place > 0 ? 2 : octets.length === 1 ? 1 : octets.length + 1;
    return { from: place * 8, to: place * 8 + bits, tone: 'fixed' as const };
  });
}

/** `U+4F60`. */
export const pointOf = (char: string): string =>
  `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

const SOURCES: Readonly<Record<Codec, string>> = {
  'utf-8': 'RFC 3629 §3',
  gbk: 'GBK 1.0',
  gb18030: 'GB 18030-2005',
  'utf-16': 'RFC 2781 §2.1',
  ascii: 'RFC 20 §2',
  'latin-1': 'ISO/IEC 8859-1',
};

/** The working, step by step. */
export function textSteps(codec: Codec, bytes: Uint8Array, cells: readonly Cell[], cut?: Cut): Step[] {
  const some = someCells(cells);
  const characters = cells.filter(({ char }) => char !== undefined).length;
  return [
    {
      say: { id: 'text.step.points', params: { count: characters } },
      sum: some.map(({ char }) => `${shown(char!)} = ${pointOf(char!)}`),
    },
    {
      say: { id: `text.step.${codec}` },
      source: SOURCES[codec],
      ...(codec === 'utf-8' && { bits: bitsOfCells(codec, bytes, cells) }),
      octets: rowsOfCells(bytes, cells, { at: 0, inside: undefined, whole: 0 }),
    },
    { say: { id: 'text.step.length', params: { characters, octets: bytes.length } } },
    ...(cut && cut.at > 0 && cut.at < bytes.length ? [cutting(bytes, cells, cut)] : []),
  ];
}

function cutting(bytes: Uint8Array, cells: readonly Cell[], cut: Cut): Step {
  const { at, inside, whole } = cut;
  const id = inside ? 'text.step.cut-inside' : 'text.step.cut-between';
  return {
    say: { id, params: { at, whole, left: inside ? at - inside.from : 0, size: inside ? inside.to - inside.from : 0 } },
    source: 'RFC 9293 §3.1',
    octets: rowsOfCells(bytes, cells, cut).slice(1),
  };
}
