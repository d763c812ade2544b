// Format strings of Python's module struct: byte order, codes and where each value lies (Python's documentation of struct; sizes of native mode as on 64-bit Linux).

import { integerFormat, type IntegerFormat } from '../../wire/framing/integer.ts';
import { right, wrong, type Read } from '../said.ts';

/** A value: its code, where it begins, and how many octets it has. `integer` says how whole numbers lie. */
export type Item = { code: string; offset: number; size: number } & (
  { is: 'integer'; integer: IntegerFormat } | { is: 'float' | 'bool' | 'text' }
);

export interface Format {
  text: string;
  /** `@`: order, sizes and alignment of this machine; `=`: its order alone; the others say the order. */
  prefix: '@' | '=' | '<' | '>' | '!';
  order: 'big' | 'little';
  items: Item[];
  size: number;
}

/** Codes that are no whole numbers, and the octets of each. */
const OTHERS: Readonly<Record<string, { is: 'float' | 'bool' | 'text' | 'pad'; size: number }>> = {
  f: { is: 'float', size: 4 },
  d: { is: 'float', size: 8 },
  '?': { is: 'bool', size: 1 },
  s: { is: 'text', size: 1 },
  x: { is: 'pad', size: 1 },
};

/** More octets, or more values, than this are refused. */
const MOST = 256;
const PREFIX = /^[@=<>!]/;

/** Reads a format. `E_CHAR` for what is no code, `E_TOOBIG` beyond 256 octets. */
export function readFormat(text: string): Read<Format> {
  const prefix = (PREFIX.exec(text)?.[0] ?? '@') as Format['prefix'];
  const items: Item[] = [];
  let size = 0;
  let codes = 0;
  for (let at = PREFIX.test(text) ? 1 : 0; at < text.length; at++) {
    if (/\s/.test(text[at]!)) continue;
    const digits = /^\d*/.exec(text.slice(at))![0];
    const letter = text[at + digits.length];
    if (letter === undefined) return wrong('E_CHAR', text.length, 0, { variant: 'struct-count', params: { digits } });
    const kind = kindOf(prefix, letter);
    if (!kind) {
      const variant = PREFIX.test(letter) ? 'struct-prefix' : 'struct';
      return wrong('E_CHAR', at + digits.length, 1, { variant, params: { sign: letter } });
    }
    const count = digits === '' ? 1 : Number(digits);
    const start = prefix === '@' ? Math.ceil(size / kind.size) * kind.size : size;
    if (start + count * kind.size > MOST) {
      return wrong('E_TOOBIG', at, digits.length + 1, { variant: 'struct', params: { most: MOST } });
    }
    items.push(...itemsOf(letter, kind, start, count));
    size = start + count * kind.size;
    codes += 1;
    at += digits.length;
  }
  if (codes === 0) return wrong('E_CHAR', text.length, 0, { variant: 'struct-none' });
  return right({ text, prefix, order: orderOf(prefix), items, size });
}

type Kind = (typeof OTHERS)[string] | { is: 'integer'; size: number; integer: IntegerFormat };

function kindOf(prefix: string, letter: string): Kind | undefined {
  if (Object.hasOwn(OTHERS, letter)) return OTHERS[letter];
  const integer = integerFormat(prefix + letter);
  return integer.ok ? { is: 'integer', size: integer.value.size, integer: integer.value } : undefined;
}

/** Values of one code behind each other; a count before `s` is the octets of one text. */
function itemsOf(code: string, kind: Kind, start: number, count: number): Item[] {
  const { is, size } = kind;
  if (is === 'pad') return [];
  if (is === 'text') return [{ code, is, offset: start, size: count }];
  return Array.from({ length: count }, (_, place) => {
    const where = { code, offset: start + place * size, size };
    return is === 'integer' ? { ...where, is, integer: kind.integer } : { ...where, is };
  });
}

/** This machine is one of those that nearly all are: its low octet comes first. */
const orderOf = (prefix: Format['prefix']): Format['order'] => (prefix === '>' || prefix === '!' ? 'big' : 'little');

/** The format with the octets of each number the other way round; its layout stays. */
export function otherOrder(format: Format): Format {
  const items = format.items.map((item): Item => {
    if (item.is !== 'integer') return item;
    return { ...item, integer: { ...item.integer, littleEndian: !item.integer.littleEndian } };
  });
  return { ...format, order: format.order === 'big' ? 'little' : 'big', items };
}
