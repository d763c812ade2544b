// Tables of devices by the keys that lessons use: what stands under a key, as text.

import { formatIpv4, formatMac, maskOf, parseCidr, parseMac } from '../wire/address.ts';
import { socketKeyOf, socketStateAt } from '../sim/hostFacts.ts';
import { deviceNamed } from '../sim/place.ts';
import type { WorldState } from '../sim/state.ts';
import { arpLines, macLines, routeLines } from '../sim/tables.ts';
import { interfaceNamed, ipFor } from './addresses.ts';
import type { TableName } from './question.ts';

/** What the table of a device holds under a key; undefined when it holds nothing. Entries that have expired or are being asked for are not held. */
export function lookUpTable(state: WorldState, table: TableName, of: string, key: string): string | undefined {
  const device = deviceNamed(state, of);
  if (table === 'arp') {
    const ip = ipFor(state, key);
    const line = arpLines(state, device).find(
      (one) => one.ip === ip && (one.state === 'reachable' || one.state === 'static'),
    );
    return line?.mac === undefined ? undefined : formatMac(line.mac);
  }
  if (table === 'mac') {
    const mac = parseMac(key) ?? interfaceNamed(state, key)?.mac;
    const line = macLines(state, device).find((one) => one.mac === mac);
    return line && String(line.port + 1);
  }
  if (table === 'sockets') {
    const socket = socketKeyOf(key);
    return socket && socketStateAt(state, device, socket);
  }
  const to = key === 'default' ? { ip: 0, prefix: 0 } : (parseCidr(key) ?? hostRoute(state, key));
  if (!to) return undefined;
  const network = (to.ip & maskOf(to.prefix)) >>> 0;
  const line = routeLines(state, device).find((one) => one.to === network && one.prefix === to.prefix);
  if (!line) return undefined;
  const host = state.devices[device];
  return line.via === undefined
    ? host && 'interfaces' in host
      ? host.interfaces[line.port]!.name
      : ''
    : formatIpv4(line.via);
}

function hostRoute(state: WorldState, key: string): { ip: number; prefix: number } | undefined {
  const ip = ipFor(state, key);
  return ip === undefined ? undefined : { ip, prefix: 32 };
}

/** A value as a lesson writes it, as the table would show it: a device or interface stands for its address. */
export function tableValueFor(state: WorldState, table: TableName, value: string): string {
  const one = interfaceNamed(state, value);
  const ip = one?.addresses[0]?.ip;
  if (table === 'arp') return one ? formatMac(one.mac) : value.toLowerCase().replaceAll('-', ':');
  return table === 'route' && ip !== undefined ? formatIpv4(ip) : value;
}
