// One value that a person wrote for a field, as the number that goes into its bits.

import { parseIpv4, parseMac } from '../address.ts';
import type { Field } from '../field.ts';

/** The number for a field, or in words why there is none. Numbers are those of the bits: a header length of 5 means 20 octets. */
export function readValue(field: Field, value: unknown): number | string {
  const number = numberFrom(field, value);
  if (number === undefined) return `must be ${expected(field)}, not ${spell(value)}`;
  const most = largest(field);
  if (!Number.isInteger(number) || number < 0 || number > most)
    return `must be a whole number from 0 to ${most} (${field.bits} bits), not ${spell(value)}`;
  return number;
}

function numberFrom(field: Field, value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return field.type === 'boolean' ? Number(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (field.type === 'mac') return parseMac(value);
  if (field.type === 'ipv4') return parseIpv4(value);
  if (/^(?:\d+|0x[0-9a-f]+)$/i.test(value)) return Number(value);
  for (const [number, name] of Object.entries(field.show.names ?? {})) {
    if (name.toLowerCase() === value.toLowerCase()) return Number(number);
  }
  return undefined;
}

function expected(field: Field): string {
  if (field.type === 'mac') return 'an Ethernet address such as 02:00:00:00:00:0a';
  if (field.type === 'ipv4') return 'an IPv4 address such as 192.168.12.1';
  if (field.type === 'boolean') return 'true or false';
  const names = Object.values(field.show.names ?? {});
  return names.length ? `a number or one of ${names.slice(0, 8).join(', ')}` : 'a number such as 64 or 0x40';
}

function largest(field: Field): number {
  let size = 1;
  for (let i = 0; i < field.bits; i++) size *= 2;
  return size - 1;
}

function spell(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a record';
  return String(value);
}
