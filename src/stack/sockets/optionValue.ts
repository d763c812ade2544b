// What a program gave as the value of a socket option, as the option wants it. Undefined: it is no such value.

import type { Linger, Membership } from './call.ts';

/** A whole number of an int; flags may be booleans. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  return Number.isInteger(value) && Math.abs(value as number) <= 0x7fff_ffff ? (value as number) : undefined;
}

/** An IPv4 address. */
export const asIp = (value: unknown): number | undefined =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffff_ffff ? (value as number) : undefined;

export const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;

const LONGEST_LINGER = 65_535;

export function asLinger(value: unknown): Linger | undefined {
  const given = asRecord(value);
  const on = asNumber(given?.['on']);
  const seconds = asNumber(given?.['seconds']);
  if (on === undefined || seconds === undefined || seconds < 0 || seconds > LONGEST_LINGER) return undefined;
  return { on: on !== 0, seconds };
}

export function asMembership(value: unknown): Membership | undefined {
  const given = asRecord(value);
  const group = asIp(given?.['group']);
  if (!given || group === undefined) return undefined;
  if (given['interface'] === undefined) return { group };
  const by = asIp(given['interface']);
  return by === undefined ? undefined : { group, interface: by };
}
