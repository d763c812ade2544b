// Who has an address, and which address somebody has: names and numbers of a world, both ways.

import { BROADCAST_IP, BROADCAST_MAC, broadcastOf, parseIpv4 } from '../wire/address.ts';
import type { WorldState } from '../sim/state.ts';

export interface Interface {
  /** `A`, `A.eth0`. */
  device: string;
  name: string;
  mac: number;
  addresses: readonly { ip: number; prefix: number }[];
}

export function interfacesOf(state: WorldState): Interface[] {
  return state.devices.flatMap((device) =>
    device.kind === 'host' || device.kind === 'router'
      ? device.interfaces
          .filter((one) => !one.loopback)
          .map(({ name, mac, addresses }) => ({ device: device.name, name: `${device.name}.${name}`, mac, addresses }))
      : [],
  );
}

/** The interface that `A` or `A.eth0` means; of a device with several the first. */
export const interfaceNamed = (state: WorldState, name: string): Interface | undefined =>
  interfacesOf(state).find((one) => one.name === name) ?? interfacesOf(state).find((one) => one.device === name);

/** An address as a number: written out, or that of a device or interface (its first). */
export function ipFor(state: WorldState, text: string): number | undefined {
  return parseIpv4(text) ?? interfaceNamed(state, text)?.addresses[0]?.ip;
}

/** Names that the owner of an address goes by, the most exact first; `*` for broadcast. */
export function ownersOf(state: WorldState, value: number, type: 'mac' | 'ipv4'): string[] {
  const all = interfacesOf(state);
  const isBroadcast =
    type === 'mac'
      ? value === BROADCAST_MAC
      : value === BROADCAST_IP ||
        all.some((one) => one.addresses.some((a) => a.prefix < 31 && broadcastOf(a.ip, a.prefix) === value));
  if (isBroadcast) return ['*'];
  const owners = all.filter((one) => (type === 'mac' ? one.mac === value : one.addresses.some((a) => a.ip === value)));
  return [...owners.map((one) => one.name), ...owners.map((one) => one.device)];
}
