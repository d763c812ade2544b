// K-15, the calculator `text`: the octets of each character in a codec, what a cut does to them, and what comes out when another codec reads them.

import { toHex } from '../../base/bytes.ts';
import {
  chosenOf,
  rangeOf,
  valueOf,
  type Calculator,
  type Field,
  type Line,
  type Values,
  type Worked,
} from '../calculator.ts';
import { readEntry } from '../entry.ts';
import type { Said } from '../said.ts';
import { codecs, decodeText, encodeText, type Codec } from './codec.ts';
import { textDrills } from './textDrills.ts';
import { readEncoded } from './textEntry.ts';
import { bitsOfCells, cellsOf, rowsOfCells, shown, textSteps, type Cell, type Cut } from './textSteps.ts';

const codec = { name: 'codec', kind: 'choice', initial: 'utf-8', options: codecs } as const;
/** UTF-16 units; more than a screen shows is of no use here. */
const MOST = 200;

const fields: readonly Field[] = [
  { name: 'text', kind: 'lines', initial: '你好', free: true },
  codec,
  { name: 'crlf', kind: 'switch', initial: '' },
  // Four octets a unit is more than any codec needs.
  { name: 'cut', kind: 'range', initial: '4', min: 0, max: 4 * MOST, upTo: octetsIn },
];

export interface Text {
  codec: Codec;
  characters: number;
  octets: number;
  /** In hexadecimal. */
  bytes: string;
  /** After how many octets it is cut, how many whole characters lie before that, and the character that is cut, if one is. */
  cut: { at: number; whole: number; character: string | null };
  /** What each other codec makes of the octets: text, or the octet where it ends with an error. */
  readAs: Partial<Record<Codec, { text: string } | { error: number }>>;
}

/** The calculator `text`. */
export const text: Calculator<Text> = { id: 'text', fields, work, drills: textDrills };

/** The text with the ends of its lines as they are wanted. */
const withLineEnds = (typed: string, crlf: string): string => (crlf === 'on' ? typed.replace(/\r?\n/g, '\r\n') : typed);

/** How far the cut can go: the octets of what is typed. */
function octetsIn(get: (name: string) => string): number {
  const done = encodeText(
    chosenOf(codec, { codec: get('codec') }),
    withLineEnds(get('text').slice(0, MOST), get('crlf')),
  );
  return 'bytes' in done ? done.bytes.length : 0;
}

function work(values: Values): Worked<Text> {
  const get = (name: string): string => valueOf(fields, values, name);
  const chosen = chosenOf(codec, values);
  const entry = readEntry(get('text'), (typed) => readEncoded(typed, chosen, MOST), 'freely');
  if (entry.state === 'empty') return { state: 'empty' };
  if (entry.state === 'wrong') return { state: 'wrong', field: 'text', problem: entry.problem };
  const whole = withLineEnds(get('text'), get('crlf'));
  const done = encodeText(chosen, whole);
  const bytes = 'bytes' in done ? done.bytes : new Uint8Array(0);
  return answer(chosen, bytes, cellsOf(chosen, whole), rangeOf(fields[3]!, values, bytes.length));
}

function answer(chosen: Codec, bytes: Uint8Array, cells: readonly Cell[], at: number): Worked<Text> {
  const inside = cells.find(({ from, to }) => from < at && at < to);
  const cut: Cut = { at, inside, whole: cells.filter(({ char, to }) => char !== undefined && to <= at).length };
  const characters = cells.filter(({ char }) => char !== undefined).length;
  const read = codecs.filter((other) => other !== chosen).map((other) => [other, decodeText(other, bytes)] as const);
  return {
    state: 'right',
    result: {
      ...{ codec: chosen, characters, octets: bytes.length, bytes: toHex(bytes) },
      cut: { at, whole: cut.whole, character: inside?.char ?? null },
      readAs: Object.fromEntries(read.map(([other, done]) => [other, 'text' in done ? done : { error: done.at }])),
    },
    notes: chosen === 'utf-16' ? [{ id: 'text.mark' }] : [],
    lines: [
      { id: 'text.characters', value: String(characters) },
      { id: 'text.octets', value: String(bytes.length) },
      { id: 'text.bytes', value: toHex(bytes) },
      { id: 'text.cut', value: cutSaid(cut, bytes.length), odd: inside !== undefined },
      ...read.map(([other, done]): Line => ({
        id: `calc.text.codec.${other}`,
        value:
          'text' in done
            ? shown(done.text)
            : { id: 'text.error', params: { at: done.at, octet: toHex([bytes[done.at]!]) } },
        group: { id: 'text.read-as' },
        odd: !('text' in done),
      })),
    ],
    bits: bitsOfCells(chosen, bytes, cells),
    octets: rowsOfCells(bytes, cells, cut),
    steps: textSteps(chosen, bytes, cells, cut),
  };
}

function cutSaid({ at, inside, whole }: Cut, length: number): Said {
  if (at === 0 || at === length) return { id: 'text.no-cut' };
  if (!inside) return { id: 'text.cut-between', params: { at, whole } };
  return {
    id: inside.char === undefined ? 'text.cut-mark' : 'text.cut-inside',
    params: { at, char: shown(inside.char ?? '') },
  };
}
