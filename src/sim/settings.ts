// The settings of every device in a world's state as plain text by name: what a lesson compares with what it wants, or with what was before.

import { formatIpv4, formatMac } from '../wire/address.ts';
import { portText } from './place.ts';
import type { WorldState } from './state.ts';

/** `A.eth0.ip` (all addresses, in order), `A.eth0.mask` (their prefix lengths), `A.eth0.mac`, `A.eth0.mtu`, `A.eth0.up`, `A.gateway`, `cables`. */
export type Settings = Record<string, string>;

/** Written for "none". */
export const NONE = 'none';

export function settingsOf(state: WorldState): Settings {
  const settings: Settings = {};
  for (const device of state.devices) {
    if (device.kind !== 'host' && device.kind !== 'router') continue;
    for (const one of device.interfaces) {
      if (one.loopback) continue;
      const name = `${device.name}.${one.name}`;
      settings[`${name}.ip`] = one.addresses.map((address) => formatIpv4(address.ip)).join(' ') || NONE;
      settings[`${name}.mask`] = one.addresses.map((address) => `/${address.prefix}`).join(' ') || NONE;
      settings[`${name}.mac`] = formatMac(one.mac);
      settings[`${name}.mtu`] = String(one.mtu);
      settings[`${name}.up`] = one.up ? 'on' : 'off';
    }
    settings[`${device.name}.gateway`] = gatewayOf(device.routes);
  }
  settings['cables'] = cablesOf(state).join(', ') || NONE;
  return settings;
}

/** The next hop of the default route that is used first. */
function gatewayOf(routes: readonly { prefix: number; via: number | undefined }[]): string {
  const route = routes.find((one) => one.prefix === 0 && one.via !== undefined);
  return route?.via === undefined ? NONE : formatIpv4(route.via);
}

/** `A.eth0–S12.1`, sorted: which ends are joined, whatever the cable is called. */
export function cablesOf(state: WorldState): string[] {
  return state.links
    .filter((link) => link.plugged && !link.hidden)
    .map((link) =>
      link.ends
        .map((end) => portText(state, end))
        .sort()
        .join('–'),
    )
    .sort();
}
