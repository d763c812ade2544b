// Values of header fields as people type them: decimal, hexadecimal or binary, addresses with any separators, octets, words for a flag.

import { parseIpv4, parseMac } from '../../wire/address.ts';
import type { Span } from '../../wire/dissection.ts';

export type ValueType = Span['type'];

/** What a text may mean as the value of a field whose own text is `shown`; none: it cannot be read as one. */
export function numbersIn(typed: string, type: ValueType, shown: string): number[] {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (type === 'mac') return some(macIn(text));
  if (type === 'ipv4') return some(parseIpv4(text));
  if (type === 'boolean') return flagIn(text);
  const bare = text.replace(/[\s_,']/g, '');
  const out: number[] = [];
  if (/^\d{1,15}$/.test(bare)) out.push(Number(bare));
  if (/^0x[0-9a-f]{1,12}$/.test(bare) || /^0b[01]{1,48}$/.test(bare)) out.push(Number(bare));
  const looksHex = /[a-f]/.test(bare) || /^0x/.test(shown);
  if (looksHex && /^[0-9a-f]{1,12}h?$/.test(bare)) out.push(parseInt(bare, 16));
  return out;
}

const some = (value: number | undefined): number[] => (value === undefined ? [] : [value]);

/** Six octets, with `:`, `-`, `.`, blanks or nothing between them. */
function macIn(text: string): number | undefined {
  const digits = text.replace(/[:\-.\s]/g, '');
  return /^[0-9a-f]{12}$/.test(digits) ? parseMac(digits.match(/../g)!.join(':')) : undefined;
}

function flagIn(text: string): number[] {
  if (['1', 'set', 'yes', 'true', 'on', '0b1', '是', '置位', '有'].includes(text)) return [1];
  if (['0', 'not set', 'no', 'false', 'off', '0b0', '否', '未置位', '无'].includes(text)) return [0];
  return [];
}

/** Does a text say what the inspector shows: `1 (request)` whole, `1`, or `request`? */
export function saysTheSame(typed: string, shown: string): boolean {
  const normal = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const [, before = '', inside = ''] = /^(\S+)\s*\((.*)\)$/.exec(shown) ?? [];
  return normal(typed) !== '' && [shown, before, inside].some((one) => normal(one) === normal(typed));
}

/** Octets as hexadecimal digits, or as the text that they are in UTF-8. */
export function isOctets(typed: string, octets: Uint8Array): boolean {
  const hex = Array.from(octets, (one) => one.toString(16).padStart(2, '0')).join('');
  const digits = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^0x|[\s:-]/g, '');
  return digits === hex || typed === new TextDecoder().decode(octets);
}

/** The same octets from the last to the first. */
export function swapped(value: number, octets: number): number {
  let out = 0;
  let rest = value;
  for (let i = 0; i < octets; i++) {
    out = out * 256 + (rest % 256);
    rest = Math.floor(rest / 256);
  }
  return out;
}
