// From what somebody typed to a value: blanks at the ends, full-width signs, and the first wrong place (the rules that all fields share).

import { right, wrong, type Problem, type Read, type Said } from './said.ts';

/** An empty field says nothing, neither a value nor a mistake. */
export type Entry<T> =
  | { state: 'empty' }
  | { state: 'wrong'; problem: Problem }
  | { state: 'right'; value: T; /** Blanks that were taken off, and what else the reader did. */ notes: Said[] };

const BLANK = /[\s\u3000\u00a0]/u;
const BLANKS_AT_ENDS = /^[\s\u3000\u00a0]+|[\s\u3000\u00a0]+$/gu;

/** What a Chinese keyboard writes where a number or an address wants ASCII. */
function halfWidth(char: string): string | undefined {
  const code = char.charCodeAt(0);
  if (code === 0x3002) return '.'; // the ideographic full stop
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : undefined;
}

/** The same text with ASCII signs for full-width ones. */
export const toHalfWidth = (text: string): string =>
  [...text].map((char) => (char === '\u3000' ? ' ' : (halfWidth(char) ?? char))).join('');

/**
 * Reads one field: blanks at both ends go, full-width signs are told with what would be meant, blanks inside are told, and the rest is the reader's.
 * `inside`: blanks inside are the reader's matter, too. `freely`: so is every character (a text, not a number).
 */
export function readEntry<T>(typed: string, read: (text: string) => Read<T>, keep?: 'inside' | 'freely'): Entry<T> {
  if (keep === 'freely') return typed === '' ? { state: 'empty' } : told(read(typed), 0, []);
  const text = typed.replace(BLANKS_AT_ENDS, '');
  if (text === '') return { state: 'empty' };
  const shift = typed.indexOf(text);
  const wide = [...text].findIndex((char) => halfWidth(char) !== undefined);
  if (wide >= 0) {
    const at = [...text].slice(0, wide).join('').length;
    return told(wrong('E_FULLWIDTH', at, 1, { params: { sign: text[at]! }, instead: toHalfWidth(text) }), shift, []);
  }
  const blank = keep === 'inside' ? -1 : text.search(BLANK);
  if (blank >= 0) return told(wrong('E_SPACE', blank, 1), shift, []);
  return told(read(text), shift, text === typed ? [] : [{ id: 'trimmed' }]);
}

function told<T>(result: Read<T>, shift: number, notes: Said[]): Entry<T> {
  if (result.ok) return { state: 'right', value: result.value, notes };
  return { state: 'wrong', problem: { ...result.problem, at: result.problem.at + shift } };
}

/** A whole number without sign, decimal, from `min` to `max` (both at most 2⁵³ − 1). `E_NUMBER` for what is none, `E_RANGE` beyond. */
export function readWhole(text: string, min: number, max: number): Read<number> {
  const odd = text.search(/\D/);
  if (odd >= 0) return wrong('E_NUMBER', odd, 1, { params: { sign: text[odd]!, min, max } });
  if (text.length > 1 && text[0] === '0') return wrong('E_ZERO', 0, leadingZeros(text), { params: { part: text } });
  const value = Number(text);
  if (text.length > 16 || value < min || value > max) {
    return wrong('E_RANGE', 0, text.length, { variant: 'number', params: { value: text, min, max } });
  }
  return right(value);
}

/** A whole number, decimal, with a minus before it if need be. `E_NUMBER` for what is none, `E_RANGE` beyond `min` or `max`. */
export function readSigned(text: string, min: bigint, max: bigint): Read<bigint> {
  const digits = text.replace(/^-/, '');
  const start = text.length - digits.length;
  const odd = digits.search(/\D/);
  if (odd >= 0 || digits === '') {
    const sign = digits[odd] ?? '';
    const variant = /^\d+\.\d*$/.test(digits) ? 'fraction' : sign === '−' ? 'minus' : sign ? 'signed' : 'digits';
    const instead = variant === 'minus' ? text.replaceAll('−', '-') : undefined;
    return wrong('E_NUMBER', start + Math.max(0, odd), Math.min(1, digits.length), {
      ...{ variant, params: { sign, value: text } },
      ...(instead !== undefined && { instead }),
    });
  }
  if (digits.length > 1 && digits[0] === '0') {
    return wrong('E_ZERO', start, leadingZeros(digits), { params: { part: digits } });
  }
  const value = digits.length > 40 ? undefined : BigInt(text);
  if (value !== undefined && value >= min && value <= max) return right(value);
  const params = { value: text, min: String(min), max: String(max) };
  return wrong('E_RANGE', 0, text.length, { variant: 'number', params });
}

/** How many zeros a number begins with that say nothing. */
export const leadingZeros = (digits: string): number => /^0*(?=\d)/.exec(digits)![0].length;

/** Hex digits, in pairs or not, with blanks between them if need be, as octets. */
export function readHex(text: string): Read<Uint8Array> {
  const odd = text.search(/[^0-9a-f\s]/i);
  if (odd >= 0) return wrong('E_HEX', odd, 1, { params: { sign: text[odd]! } });
  const bytes: number[] = [];
  for (const { 0: run, index } of text.matchAll(/[0-9a-f]+/gi)) {
    if (run.length % 2 === 1) return wrong('E_HEX', index + run.length - 1, 1, { variant: 'nibble', params: { run } });
    for (let i = 0; i < run.length; i += 2) bytes.push(parseInt(run.slice(i, i + 2), 16));
  }
  return right(Uint8Array.from(bytes));
}

/** Zeros and ones, with blanks or dots between them if need be, without those. */
export function readBits(text: string): Read<string> {
  const odd = text.search(/[^01\s.]/);
  if (odd >= 0) return wrong('E_CHAR', odd, 1, { variant: 'bits', params: { sign: text[odd]! } });
  return right(text.replace(/[\s.]/g, ''));
}
