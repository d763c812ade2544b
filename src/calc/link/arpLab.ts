// The case of K-09 as a lab for the player: the same stations on a switch, the caches filled as far as the case says, then one ping.

import { formatIpv4, formatMac, isLoopback, networkOf, sameNetwork } from '../../wire/address.ts';
import { endIn } from '../subnet/verdict.ts';
import type { ArpCase } from './arpCase.ts';
import type { ArpPlan } from './arpPlan.ts';

/** The text of a lab, and the second at which its sender begins with what was asked. */
export interface ArpLab {
  text: string;
  begins: number;
}

/** Names of the others on the link in the order of the case; the gateway is R. The sender is A, the switch S, and who is behind the gateway W. */
export function stationNames({ others, gateway }: Pick<ArpCase, 'others' | 'gateway'>): string[] {
  const letters = [...'BCDEFGHI'];
  const router = others.findIndex(({ ip }) => ip === gateway);
  return others.map((_, place) => (place === router ? 'R' : letters.shift()!));
}

/** The lab of a case; undefined where somebody has an address that no host of a lab can have. */
export function arpLabOf(one: ArpCase, plan: ArpPlan): ArpLab | undefined {
  const { sender, others } = one;
  if (sender.prefix === 0 || endIn(sender, sender.ip) || ![sender, ...others].every(({ ip }) => isForHosts(ip))) {
    return undefined;
  }
  const names = stationNames(one);
  const far = farSide(one, plan);
  const links = ['[A, S]', ...names.map((name) => `[${name === 'R' ? 'R.eth0' : name}, S]`)];
  const { lines, begins } = doings(one, plan, names);
  const text = [
    ...['lab: arp', 'seed: 7', 'devices:'],
    ...devices(one, names, far).map((line) => `  ${line}`),
    'links:',
    ...[...links, ...(far ? ['[R.eth1, W]'] : [])].map((line) => `  - ${line}`),
    'do:',
    ...lines.map(([at, on, run]) => `  - { at: ${at} s, on: ${on}, run: ${run} }`),
  ];
  return { text: `${text.join('\n')}\n`, begins };
}

const isForHosts = (ip: number): boolean => ip >>> 24 !== 0 && ip >>> 28 < 14 && !isLoopback(ip);

/** The network behind the gateway. */
interface FarSide {
  router: number;
  prefix: number;
}

function devices(one: ArpCase, names: readonly string[], far: FarSide | undefined): string[] {
  const { sender, gateway, others, destination } = one;
  const addresses = (ip: number, mac: number): string =>
    `ip: ${formatIpv4(ip)}/${sender.prefix}, mac: ${formatMac(mac)}`;
  const second = far ? `, eth1: { ip: ${formatIpv4(far.router)}/${far.prefix} }` : '';
  const way = gateway === undefined ? '' : `, gateway: ${formatIpv4(gateway)}`;
  return [
    `A: { kind: host, ${addresses(sender.ip, sender.mac)}${way} }`,
    'S: { kind: switch }',
    ...others.map(({ ip, mac }, place) =>
      names[place] === 'R'
        ? `R: { kind: router, interfaces: { eth0: { ${addresses(ip, mac)} }${second} } }`
        : `${names[place]}: { kind: host, ${addresses(ip, mac)} }`,
    ),
    ...(far
      ? [`W: { kind: host, ip: ${formatIpv4(destination)}/${far.prefix}, gateway: ${formatIpv4(far.router)} }`]
      : []),
  ];
}

type Doing = [second: number, on: string, run: string];

/**
 * Whoever is to know the sender asks it while the sender has the address that is noted; then the sender gets its own, which empties its cache.
 * Last of all comes what was asked.
 */
function doings(one: ArpCase, plan: ArpPlan, names: readonly string[]): { lines: Doing[]; begins: number } {
  const { sender, others, cache, destination } = one;
  const lines: Doing[] = [];
  let second = 0;
  for (const [place, { knows }] of others.entries()) {
    if (knows === undefined) continue;
    lines.push([second, 'A', `ip link set eth0 address ${formatMac(knows)}`]);
    lines.push([second, names[place]!, `ping -c 1 ${formatIpv4(sender.ip)}`]);
    second += 1;
  }
  if (second > 0) lines.push([second, 'A', `ip link set eth0 address ${formatMac(sender.mac)}`]);
  for (const { ip, mac } of cache) lines.push([second, 'A', `arp -s ${formatIpv4(ip)} ${formatMac(mac)}`]);
  const begins = lines.length ? second + 1 : 0;
  const all = plan.outcome === 'broadcast' ? '-b ' : '';
  lines.push([begins, 'A', `ping ${all}-c 1 ${formatIpv4(destination)}`]);
  return { lines, begins };
}

/** A network behind the gateway with the destination and the router in it, as small as can be; undefined where none is wanted or has room. */
function farSide({ sender, gateway, others, destination }: ArpCase, { nextHop }: ArpPlan): FarSide | undefined {
  const isRouted = nextHop !== undefined && nextHop === gateway && nextHop !== destination;
  if (!isRouted || !others.some(({ ip }) => ip === gateway) || !isForHosts(destination)) return undefined;
  for (let prefix = 30; prefix > 1; prefix--) {
    if (sameNetwork(sender.ip, destination, prefix)) return undefined;
    if (endIn({ ip: destination, prefix }, destination)) continue;
    const first = networkOf(destination, prefix) + 1;
    return { router: first === destination ? first + 1 : first, prefix };
  }
  return undefined;
}
