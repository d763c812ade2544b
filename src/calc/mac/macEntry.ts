// MAC addresses as people type them (IEEE 802 with `-`, the colons of most programs, the dots of some routers), with the first wrong place named.

import { parseMac } from '../../wire/address.ts';
import { right, wrong, type Read } from '../said.ts';

/** Twelve hex digits: six pairs with `:` or `-` between them, three groups of four with `.`, or all in one. As a 48-bit number. */
export function readMac(text: string): Read<number> {
  const odd = text.search(/[^0-9a-f:.-]/i);
  if (odd >= 0) return wrong('E_MAC', odd, 1, { params: { sign: text[odd]! } });
  const separators = text.replace(/[0-9a-f]/gi, '');
  const [separator] = separators;
  const mixed = [...separators].findIndex((sign) => sign !== separator);
  if (mixed >= 0) {
    const at = [...text.matchAll(/[:.-]/g)][mixed]!.index;
    return wrong('E_MAC', at, 1, { variant: 'mixed', params: { sign: text[at]!, first: separator! } });
  }
  const width = separator === undefined ? 12 : separator === '.' ? 4 : 2;
  let at = 0;
  const groups = separator === undefined ? [text] : text.split(separator);
  for (const group of groups) {
    if (group.length !== width) return badGroup(text, group, at, width);
    at += group.length + 1;
  }
  if (groups.length * width !== 12) {
    return wrong('E_MAC', text.length, 0, { variant: 'digits', params: { count: groups.length * width } });
  }
  return right(parseMac(groups.join('').replace(/..(?!$)/g, '$&:'))!);
}

function badGroup(text: string, group: string, at: number, width: number): ReturnType<typeof wrong> {
  const digits = text.replace(/[^0-9a-f]/gi, '').length;
  if (width === 12)
    return wrong('E_MAC', Math.min(12, text.length), Math.max(0, text.length - 12), {
      variant: 'digits',
      params: { count: digits },
    });
  return wrong('E_MAC', at, group.length, { variant: 'group', params: { group, width } });
}
