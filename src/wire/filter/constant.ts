// What a value written in a filter means, given what it is compared with: `10` is ten beside ip.ttl and 0x10 beside eth.src[5].

import { fromHex } from '../../base/bytes.ts';
import { maskOf, parseCidr, parseIpv4, parseMac } from '../address.ts';
import type { FieldType } from './fields.ts';
import type { FilterError } from './lex.ts';
import type { Entity } from './parse.ts';

/** Numbers for `uint boolean mac ipv4 time`, octets for `bytes protocol`, a string for `text`. */
export type Value = number | string | Uint8Array;

export interface Constant {
  value: Value;
  /** For an IPv4 prefix: the bits that count. */
  mask?: number;
}

/** The kind of value that is wanted, and by whom (for messages). */
export interface Expected {
  type: FieldType;
  label: string;
  largest?: number;
  names?: Readonly<Record<number, string>>;
  /** A result of arithmetic: may be negative, and has no width of its own. */
  computed?: boolean;
}

type Written = Extract<Entity, { kind: 'word' | 'string' | 'char' }>;

/** The constant that `written` stands for, or why it cannot stand there. */
export function constantOf(written: Written, expected: Expected): Constant | FilterError {
  switch (expected.type) {
    case 'uint':
      return uintOf(written, expected);
    case 'boolean':
      return booleanOf(written, expected);
    case 'time':
      return timeOf(written, expected);
    case 'mac':
      return macOf(written, expected);
    case 'ipv4':
      return ipv4Of(written, expected);
    case 'text':
      return textOf(written);
    case 'bytes':
    case 'protocol':
      return octetsOf(written, expected);
  }
}

function wrong(written: Written, message: string, hint: string): FilterError {
  return { position: written.position, length: written.length, message, hint };
}

/** Decimal, `0x…`, `0b…`, and octal where it begins with 0. */
export function parseNumber(text: string): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(text)) return parseInt(text.slice(2), 16);
  if (/^0b[01]+$/i.test(text)) return parseInt(text.slice(2), 2);
  if (/^0[0-7]+$/.test(text)) return parseInt(text, 8);
  return /^(?:0|[1-9]\d*)$/.test(text) ? Number(text) : undefined;
}

/** The value whose name is written, quoted or not; capitals do not matter. */
function namedValue(written: Written, names: Expected['names']): number | undefined {
  if (!names || written.kind === 'char') return undefined;
  const text = (written.kind === 'string' ? decode(written.octets) : written.text).toLowerCase();
  const found = Object.entries(names).find(([, name]) => name.toLowerCase() === text);
  return found && Number(found[0]);
}

function uintOf(written: Written, expected: Expected): Constant | FilterError {
  const { label, largest, names } = expected;
  const range = largest === undefined ? 'a number' : `a number from 0 to ${largest}`;
  const some = Object.values(names ?? {}).slice(0, 4);
  const hint = some.length ? `${range}, or a name such as ${some.map((name) => `"${name}"`).join(', ')}` : range;
  let value = written.kind === 'char' ? written.octets[0] : namedValue(written, names);
  if (value === undefined && written.kind === 'word') value = parseNumber(written.text);
  if (value === undefined) {
    const eights = /^0\d+$/.test(written.text)
      ? 'a number that begins with 0 counts in eights; leave the 0 away'
      : hint;
    return wrong(written, `${written.text} is not a number, which ${label} is`, eights);
  }
  if (largest !== undefined && value > largest)
    return wrong(written, `${written.text} is too large for ${label}`, hint);
  return { value };
}

function booleanOf(written: Written, { label }: Expected): Constant | FilterError {
  const text = written.kind === 'string' ? decode(written.octets) : written.text;
  if (['True', 'TRUE'].includes(text) || /^set$/i.test(text)) return { value: 1 };
  if (['False', 'FALSE'].includes(text) || /^not set$/i.test(text)) return { value: 0 };
  const value = written.kind === 'word' ? parseNumber(text) : undefined;
  if (value === undefined)
    return wrong(written, `${written.text} is neither true nor false, which ${label} is`, '1 or True, 0 or False');
  return { value: value ? 1 : 0 };
}

/** Seconds with up to nine decimals, as whole nanoseconds. */
function timeOf(written: Written, { label }: Expected): Constant | FilterError {
  const match = written.kind === 'word' ? /^(\d{1,7})(?:\.(\d{1,9}))?$/.exec(written.text) : null;
  if (!match)
    return wrong(written, `${written.text} is not a number of seconds, which ${label} is`, 'for example 2 or 0.125');
  return { value: Number(match[1]) * 1_000_000_000 + Number((match[2] ?? '').padEnd(9, '0')) };
}

function macOf(written: Written, { label }: Expected): Constant | FilterError {
  const { text } = written;
  const plain = /^(?:[0-9a-f]{12}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}|[0-9a-f]{2}(?:\.[0-9a-f]{2}){5})$/i;
  const value =
    written.kind !== 'word' ? undefined : plain.test(text) ? parseInt(text.replaceAll('.', ''), 16) : parseMac(text);
  if (value !== undefined) return { value };
  return wrong(
    written,
    `${text} is not an Ethernet address, which ${label} is`,
    'six octets of two digits each, as in 02:00:00:00:00:0a',
  );
}

function ipv4Of(written: Written, { label }: Expected): Constant | FilterError {
  const { text } = written;
  const wide = written.kind === 'word' ? parseCidr(text) : undefined;
  if (wide) return { value: (wide.ip & maskOf(wide.prefix)) >>> 0, mask: maskOf(wide.prefix) };
  const value = written.kind === 'word' ? parseIpv4(text) : undefined;
  if (value !== undefined) return { value };
  const hint = /^[\d.]+\/\d+$/.test(text)
    ? 'four numbers from 0 to 255 and a prefix length from 0 to 32, as in 192.168.12.0/24'
    : /\//.test(text)
      ? 'the mask is written as its length, as in 192.168.12.0/24'
      : 'four numbers from 0 to 255, as in 192.168.12.1; a network is 192.168.12.0/24';
  const quotes = written.kind === 'word' ? '' : '; without quotes';
  return wrong(written, `${text} is not an IPv4 address, which ${label} is`, hint + quotes);
}

function textOf(written: Written): Constant {
  return { value: written.kind === 'word' ? written.text : decode(written.octets) };
}

function octetsOf(written: Written, { label }: Expected): Constant | FilterError {
  if (written.kind !== 'word') return { value: written.octets };
  const { text } = written;
  const one = /^(?:0x([0-9a-f]{2})|([0-9a-f]))$/i.exec(text);
  const digits = one ? (one[1] ?? one[2]).padStart(2, '0') : text.replace(/^:/, '');
  const even = /^(?:[0-9a-f]{2})+$|^[0-9a-f]{2}([:.-])[0-9a-f]{2}(?:\1[0-9a-f]{2})*$|^[0-9a-f]{4}(?:\.[0-9a-f]{4})+$/i;
  const value = even.test(digits) ? fromHex(digits) : undefined;
  if (value) return { value };
  const hint = 'hexadecimal digits, two for each octet, as in 02:00:0a; or a string in double quotes';
  return wrong(written, `${text} is not a row of octets, which ${label} is`, hint);
}

const decode = (octets: Uint8Array): string => new TextDecoder().decode(octets);
