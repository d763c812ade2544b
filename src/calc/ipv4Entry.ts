// IPv4 addresses, masks and prefix lengths as people type them, with the first wrong place named (RFC 3986 section 3.2.2 for the form; RFC 6943 section 3.1.1).

import { BROADCAST_IP, formatIpv4, isMulticastIp, maskOf } from '../wire/address.ts';
import { powerOfTwo } from './bits.ts';
import { leadingZeros } from './entry.ts';
import { right, wrong, type Read } from './said.ts';

/** An address with a prefix length; host bits are kept. */
export interface Cidr {
  ip: number;
  prefix: number;
}

/** Four decimal numbers from 0 to 255 with dots between them. The short and octal forms of old C libraries are refused, with what those would read. */
export function readIpv4(text: string): Read<number> {
  const odd = text.search(/[^\d.]/);
  if (odd >= 0) {
    const old = oldForm(text);
    return wrong('E_CHAR', odd, 1, {
      ...(old && { variant: 'old' }),
      params: { sign: text[odd]!, ...(old && { old }) },
    });
  }
  const parts = text.split('.');
  let ip = 0;
  let at = 0;
  for (const [place, part] of parts.entries()) {
    if (place === 4) return wrong('E_OCTETS', at - 1, text.length - at + 1, { params: { count: parts.length } });
    if (part === '') return wrong('E_OCTETS', at, 0, { variant: 'gap', params: { place: place + 1 } });
    if (part.length > 1 && part[0] === '0') return leadingZero(text, part, at);
    if (part.length > 3 || Number(part) > 255) {
      const whole = parts.length === 1 && Number(text) <= 0xffff_ffff;
      return wrong('E_RANGE', at, part.length, {
        ...(whole && { variant: 'integer' }),
        params: { value: part, min: 0, max: 255, ...(whole && { old: formatIpv4(Number(text)) }) },
      });
    }
    ip = ip * 256 + Number(part);
    at += part.length + 1;
  }
  if (parts.length === 4) return right(ip);
  return wrong('E_OCTETS', text.length, 0, {
    variant: 'short',
    params: { count: parts.length, old: oldForm(text) ?? '' },
  });
}

function leadingZero(text: string, part: string, at: number): ReturnType<typeof wrong> {
  const instead = text.replace(/(^|\.)0+(?=\d)/g, '$1');
  const octal = /^[0-7]+$/.test(part) ? parseInt(part, 8) : undefined;
  return wrong('E_ZERO', at, leadingZeros(part), {
    ...(octal !== undefined && { variant: 'octet' }),
    params: { part, decimal: Number(part), ...(octal !== undefined && { octal }) },
    ...(readIpv4(instead).ok && { instead }),
  });
}

/** What inet_aton of old C libraries would make of it: hexadecimal and octal parts, and a last part that fills what is left. */
function oldForm(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length > 4 || !parts.every((part) => /^(?:0x[0-9a-f]{1,8}|0[0-7]{0,11}|[1-9]\d{0,9})$/i.test(part))) {
    return undefined;
  }
  const numbers = parts.map((part) => (/^0[0-7]/.test(part) ? parseInt(part, 8) : Number(part)));
  const last = numbers.pop()!;
  const room = powerOfTwo(8 * (4 - numbers.length));
  if (last >= room || numbers.some((number) => number > 255)) return undefined;
  return formatIpv4(numbers.reduce((sum, number, place) => sum + number * powerOfTwo(8 * (3 - place)), 0) + last);
}

/** A prefix length from 0 to `max`, with or without the slash before it. */
export function readPrefix(text: string, max: 32 | 128 = 32): Read<number> {
  const start = text.startsWith('/') ? 1 : 0;
  const digits = text.slice(start);
  const odd = digits.search(/\D/);
  if (odd >= 0) return wrong('E_CHAR', start + odd, 1, { variant: 'prefix', params: { sign: digits[odd]!, max } });
  if (digits === '') return wrong('E_PREFIX', text.length, 0, { params: { value: '', max } });
  if (digits.length > 1 && digits[0] === '0') {
    const instead = `${text.slice(0, start)}${Number(digits)}`;
    return wrong('E_ZERO', start, leadingZeros(digits), { params: { part: digits }, instead });
  }
  if (digits.length > 3 || Number(digits) > max) {
    return wrong('E_PREFIX', start, digits.length, { params: { value: digits, max } });
  }
  return right(Number(digits));
}

/** A mask in dotted form as its prefix length. Ones that are not together, or a wildcard, are `E_MASK`. */
export function readMask(text: string): Read<number> {
  const address = readIpv4(text);
  if (!address.ok) return address;
  const ones = onesInFront(address.value);
  if (ones !== undefined) return right(ones);
  const zeros = onesInFront(~address.value >>> 0);
  if (zeros !== undefined) {
    const instead = formatIpv4(~address.value >>> 0);
    return wrong('E_MASK', 0, text.length, { variant: 'wildcard', params: { value: text, mask: instead }, instead });
  }
  const bit = firstOneAfterZero(address.value);
  const [at, length] = octetAt(text, Math.floor(bit / 8));
  return wrong('E_MASK', at, length, { params: { value: text, bit: bit + 1 } });
}

/** A wildcard in dotted form (zeros, then ones) as the prefix length of its mask. */
export function readWildcard(text: string): Read<number> {
  const address = readIpv4(text);
  if (!address.ok) return address;
  const ones = onesInFront(~address.value >>> 0);
  if (ones !== undefined) return right(ones);
  const bit = firstOneAfterZero(~address.value >>> 0);
  const [at, length] = octetAt(text, Math.floor(bit / 8));
  return wrong('E_MASK', at, length, { variant: 'no-wildcard', params: { value: text, bit: bit + 1 } });
}

/** `/26` or `255.255.255.192`, as a prefix length. */
export const readPrefixOrMask = (text: string): Read<number> =>
  text.includes('.') ? readMask(text) : readPrefix(text);

/** An address with `/26` or `/255.255.255.192` behind it. */
export function readCidr(text: string): Read<Cidr> {
  const slash = text.indexOf('/');
  if (slash < 0) {
    const ip = readIpv4(text);
    return ip.ok ? wrong('E_PREFIX', text.length, 0, { variant: 'missing', params: { max: 32 } }) : ip;
  }
  const ip = readIpv4(text.slice(0, slash));
  if (!ip.ok) {
    const { instead } = ip.problem;
    return {
      ok: false,
      problem: { ...ip.problem, ...(instead !== undefined && { instead: instead + text.slice(slash) }) },
    };
  }
  const prefix = readBehind(text, slash, readPrefixOrMask);
  return prefix.ok ? right({ ip: ip.value, prefix: prefix.value }) : prefix;
}

/** What stands behind the slash at that place: a length or a mask, and no second slash. Problems are at their place in the whole text. */
export function readBehind(text: string, slash: number, read: (text: string) => Read<number>): Read<number> {
  const rest = text.slice(slash + 1);
  if (rest.startsWith('/')) return wrong('E_CHAR', slash + 1, 1, { variant: 'slash' });
  const length = read(rest);
  if (length.ok) return length;
  const { problem } = length;
  const instead = problem.instead === undefined ? {} : { instead: text.slice(0, slash + 1) + problem.instead };
  return { ok: false, problem: { ...problem, at: problem.at + slash + 1, ...instead } };
}

/** As `readCidr`, for fields that want a network: host bits are `E_HOST`, with the network that may be meant. */
export function readNetwork(text: string): Read<Cidr> {
  const cidr = readCidr(text);
  if (!cidr.ok) return cidr;
  const { ip, prefix } = cidr.value;
  const network = (ip & maskOf(prefix)) >>> 0;
  if (network === ip) return cidr;
  const instead = `${formatIpv4(network)}/${prefix}`;
  return wrong('E_HOST', 0, text.indexOf('/'), { params: { value: text, network: instead }, instead });
}

/** As `readIpv4`, for fields that want the address of a host: one that no host can have is `E_HOST`, with the reason. */
export const readHost = (text: string): Read<number> => hostIn(text, readIpv4(text), (ip) => ip);

/** As `readCidr`, with the address of a host in it. */
export const readHostCidr = (text: string): Read<Cidr> => hostIn(text, readCidr(text), ({ ip }) => ip);

/** RFC 1122 section 3.2.1.3: 0.0.0.0 stands for "no address yet", 255.255.255.255 and groups for several hosts. */
function hostIn<T>(text: string, read: Read<T>, addressIn: (value: T) => number): Read<T> {
  if (!read.ok) return read;
  const ip = addressIn(read.value);
  const variant = ip === 0 ? 'none' : ip === BROADCAST_IP ? 'all' : isMulticastIp(ip) ? 'group' : undefined;
  if (variant === undefined) return read;
  const value = text.replace(/\/.*$/s, '');
  return wrong('E_HOST', 0, value.length, { variant, params: { value } });
}

/** The number of ones that a 32-bit number begins with, when it has no others. */
function onesInFront(value: number): number | undefined {
  const prefix = Math.clz32(~value >>> 0);
  return maskOf(prefix) === value ? prefix : undefined;
}

/** The first bit, counted from 0, that is one though a zero stands before it. */
function firstOneAfterZero(value: number): number {
  const zero = Math.clz32(~value >>> 0);
  return Math.clz32((value & (0xffff_ffff >>> zero)) >>> 0);
}

/** Where an octet stands in dotted text: first sign and length. */
function octetAt(text: string, place: number): [number, number] {
  const parts = text.split('.');
  return [parts.slice(0, place).join('.').length + (place > 0 ? 1 : 0), parts[place]!.length];
}
