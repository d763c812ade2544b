// How what is explained names devices and ends of connections.

import type { RowNumber } from '../../../devices/surroundings.ts';
import { formatIpv4, parseIpv4 } from '../../../wire/address.ts';
import { ownersOf, type Past } from '../../owners.ts';
import type { StreamEnd } from '../stream.ts';
import type { Explained } from './surprise.ts';

/** What is found about one code. */
export type Described = Omit<Explained, 'code'>;

export const nameOf = ({ live }: Past, device: number): string => live.state.devices[device]?.name ?? '';

/** The device of an end, or its address where it is nobody's of the lab. */
export const nameOfEnd = (past: Past, { device, ip }: StreamEnd): string =>
  device === undefined ? formatIpv4(ip) : nameOf(past, device);

/** The device that has an address, or the address. */
export function ownerOfAddress(past: Past, address: string, row: RowNumber): string {
  const ip = parseIpv4(address);
  const [owner] = ip === undefined ? [] : ownersOf(past, 'ip', ip, row);
  return owner ? nameOf(past, owner.device) : address;
}
