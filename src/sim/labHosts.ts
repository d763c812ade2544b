// The hosts and routers of a lab: interfaces, addresses, routes and the knobs of their stacks.

import { below, luckFor } from '../base/rng.ts';
import {
  broadcastOf,
  formatCidr,
  formatIpv4,
  formatMac,
  isGroupMac,
  isLoopback,
  isMulticastIp,
  networkOf,
  parseCidr,
  parseIpv4,
  parseMac,
  sameNetwork,
} from '../wire/address.ts';
import type { AddressSetup, HostSetup, InterfaceSetup, RouteSetup } from '../devices/setup.ts';
import {
  entriesOf,
  fieldsOf,
  listOf,
  oneOrMore,
  quoted,
  switchOf,
  tell,
  textOf,
  valueOf,
  warn,
  wholeOf,
  type Mistakes,
} from './labFields.ts';
import { knobKeys, readKnobs, type HostKnobs } from './labKnobs.ts';
import type { At, Entry, Node } from './labYaml.ts';

type Fields = Map<string, Entry>;

type Reader<T> = (m: Mistakes, node: Node, what: string) => T | undefined;
const from =
  (least: number, most: number): Reader<number> =>
  (m, node, what) =>
    wholeOf(m, node, what, least, most);

const interfaceKeys = ['ip', 'mac', 'mtu', 'promiscuous', 'up'];
export const hostKeys: readonly string[] = [
  'kind',
  'at',
  'note',
  ...interfaceKeys,
  'interfaces',
  'gateway',
  'routes',
  'hosts',
  'forwarding',
  ...knobKeys,
];

/** One host or router; files come later. MACs that are not given are 0 here: `giveMacs` makes them when all are known. */
export function readHost(
  m: Mistakes,
  name: string,
  kind: 'host' | 'router',
  fields: Fields,
  base: HostKnobs | undefined,
): HostSetup {
  const interfaces = readInterfaces(m, name, fields);
  const forwarding = fields.get('forwarding');
  const host: HostSetup = {
    kind,
    name,
    interfaces,
    routes: [],
    forwarding: (forwarding && switchOf(m, forwarding.value, 'forwarding')) ?? kind === 'router',
    ...readKnobs(m, fields, base),
    hosts: readNames(m, fields),
    files: {},
  };
  const gateway = fields.get('gateway');
  if (gateway) {
    const via = hopOf(m, gateway.value, 'gateway', host);
    if (via !== undefined) host.routes.push({ to: 0, prefix: 0, via });
  }
  const routes = fields.get('routes');
  for (const node of routes ? listOf(m, routes.value, 'routes') : []) {
    const route = readRoute(m, node, host);
    if (!route) continue;
    if (gateway && route.prefix === 0) tell(m, node.at, 'a default route beside `gateway`', 'give one of the two');
    host.routes.push(route);
  }
  return host;
}

function readInterfaces(m: Mistakes, name: string, fields: Fields): InterfaceSetup[] {
  const map = fields.get('interfaces');
  if (!map) return [readInterface(m, 'eth0', fields)];
  for (const key of interfaceKeys) {
    const field = fields.get(key);
    if (field)
      tell(
        m,
        field.at,
        `${quoted(key)} beside \`interfaces\`: whose is it?`,
        `write it into \`interfaces: { eth0: { ${key}: … } }\``,
      );
  }
  const interfaces = entriesOf(m, map.value, 'interfaces').flatMap((entry) => {
    if (/^(?!lo$)[a-z]{1,8}\d{0,3}$/.test(entry.key)) {
      return [readInterface(m, entry.key, fieldsOf(m, entry.value, `interface ${name}.${entry.key}`, interfaceKeys))];
    }
    tell(
      m,
      entry.at,
      `an interface cannot be called ${quoted(entry.key)}`,
      'small letters and a number, such as `eth0`; `lo` is there already',
    );
    return [];
  });
  if (interfaces.length > 64) tell(m, map.at, `${name} has ${interfaces.length} interfaces`, 'at most 64');
  return interfaces;
}

function readInterface(m: Mistakes, name: string, fields: Fields): InterfaceSetup {
  const get = <T>(key: string, read: Reader<T>): T | undefined => {
    const field = fields.get(key);
    return field && read(m, field.value, key);
  };
  const ip = fields.get('ip');
  const addresses = (ip ? oneOrMore(ip.value) : []).flatMap((node) => readAddress(m, node) ?? []);
  return {
    name,
    mac: get('mac', macOf) ?? 0,
    addresses,
    mtu: get('mtu', from(68, 65535)) ?? 1500,
    up: get('up', switchOf) ?? true,
    promiscuous: get('promiscuous', switchOf) ?? false,
  };
}

/** An address that an interface may have: with prefix, no network, broadcast, multicast or loopback address. */
export function readAddress(m: Mistakes, node: Node): AddressSetup | undefined {
  const text = textOf(m, node, 'an address');
  if (text === undefined) return undefined;
  const bare = parseIpv4(text);
  if (bare !== undefined)
    return tell(m, node.at, `the address ${quoted(text)} has no prefix length`, `write ${text}/24`);
  const cidr = parseCidr(text);
  if (!cidr) return tell(m, node.at, `${quoted(text)} is no address with prefix`, 'write one such as 192.168.12.1/24');
  const wrong = whyNoHostAddress(cidr.ip, cidr.prefix);
  return wrong === undefined ? cidr : tell(m, node.at, `${text} ${wrong}`, exampleIn(cidr));
}

/** Why no interface may have this address, or undefined. */
export function whyNoHostAddress(ip: number, prefix: number): string | undefined {
  if (isMulticastIp(ip)) return 'is a multicast address: it names a group, no interface';
  if (isLoopback(ip)) return 'is a loopback address: every host has 127.0.0.1 on `lo`';
  if (ip >>> 28 === 0xf) return 'is reserved (240.0.0.0/4)';
  if (ip >>> 24 === 0) return 'is in 0.0.0.0/8, which means "this network"';
  if (prefix === 0) return 'has prefix length 0: that would be the whole Internet';
  if (prefix > 30) return undefined;
  if (ip === networkOf(ip, prefix)) return 'is the address of the network itself';
  if (ip === broadcastOf(ip, prefix)) return "is the network's broadcast address";
  return undefined;
}

function exampleIn({ ip, prefix }: AddressSetup): string {
  if (whyNoHostAddress(networkOf(ip, prefix) + 1, prefix) !== undefined) return 'write one such as 192.168.12.1/24';
  return `hosts there have ${formatIpv4(networkOf(ip, prefix) + 1)} to ${formatIpv4(broadcastOf(ip, prefix) - 1)}`;
}

export function macOf(m: Mistakes, node: Node): number | undefined {
  const mac = valueOf(m, node, 'mac', parseMac, 'six octets, such as 02:00:00:00:00:0a');
  if (mac === undefined) return undefined;
  if (isGroupMac(mac))
    return tell(m, node.at, `${formatMac(mac)} is the address of a group`, 'the first octet of an interface is even');
  return mac === 0 ? tell(m, node.at, '00:00:00:00:00:00 is no address') : mac;
}

/** The next hop of a route. One that no interface is on a net with is allowed, because a lab may be broken on purpose. */
function hopOf(m: Mistakes, node: Node, what: string, host: HostSetup): number | undefined {
  const ip = valueOf(m, node, what, parseIpv4, 'an address without prefix, such as 192.168.12.254');
  if (ip === undefined) return undefined;
  const addresses = host.interfaces.flatMap((one) => one.addresses);
  if (addresses.some((one) => one.ip === ip)) warn(m, node.at, `${formatIpv4(ip)} is ${host.name} itself`);
  else if (!addresses.some((one) => sameNetwork(one.ip, ip, one.prefix))) {
    const nets = addresses.map((one) => formatCidr(networkOf(one.ip, one.prefix), one.prefix)).join(', ');
    warn(
      m,
      node.at,
      `${formatIpv4(ip)} is on no network of ${host.name}`,
      nets ? `${host.name} is on ${nets}` : `${host.name} has no address`,
    );
  }
  return ip;
}

function readRoute(m: Mistakes, node: Node, host: HostSetup): RouteSetup | undefined {
  const before = m.errors.length;
  const fields = fieldsOf(m, node, 'a route', ['to', 'via', 'dev', 'metric']);
  const [to, via, dev, metric] = ['to', 'via', 'dev', 'metric'].map((key) => fields.get(key)?.value);
  if (!to)
    return m.errors.length > before
      ? undefined
      : tell(m, node.at, 'a route without `to`', '{ to: 203.0.113.0/24, via: 192.168.13.9 }');
  const target =
    to.is === 'text' && to.text === 'default'
      ? { ip: 0, prefix: 0 }
      : valueOf(m, to, 'to', parseCidr, 'a network such as 203.0.113.0/24, or `default`');
  if (target && networkOf(target.ip, target.prefix) !== target.ip) {
    tell(
      m,
      to.at,
      `${formatCidr(target.ip, target.prefix)} is no network: bits behind the prefix are set`,
      `write ${formatCidr(networkOf(target.ip, target.prefix), target.prefix)}`,
    );
  }
  if (!via && !dev) tell(m, node.at, 'a route without `via` or `dev`', 'say the next hop or the interface');
  const hop = via && hopOf(m, via, 'via', host);
  const device = dev && textOf(m, dev, 'dev');
  if (dev && device !== undefined && !host.interfaces.some((one) => one.name === device)) {
    tell(
      m,
      dev.at,
      `${host.name} has no interface ${quoted(device)}`,
      `there are: ${host.interfaces.map((one) => one.name).join(', ')}`,
    );
  }
  const cost = metric && wholeOf(m, metric, 'metric', 0, 65535);
  if (m.errors.length > before || !target) return undefined;
  const route: RouteSetup = { to: target.ip, prefix: target.prefix };
  if (hop !== undefined) route.via = hop;
  if (device !== undefined) route.dev = device;
  if (cost !== undefined) route.metric = cost;
  return route;
}

function readNames(m: Mistakes, fields: Fields): Record<string, number> {
  const field = fields.get('hosts');
  const names: Record<string, number> = {};
  for (const entry of field ? entriesOf(m, field.value, 'hosts') : []) {
    if (!/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i.test(entry.key) || entry.key in {})
      tell(m, entry.at, `${quoted(entry.key)} is no host name`);
    const ip = valueOf(m, entry.value, entry.key, parseIpv4, 'an address such as 192.168.12.2');
    if (ip !== undefined && !(entry.key in {})) names[entry.key.toLowerCase()] = ip;
  }
  return names;
}

/** Makes the MACs that the lab does not give: locally administered, unicast, unique, always the same for a seed and an interface's name. */
export function giveMacs(hosts: HostSetup[], seed: number): void {
  const taken = new Set(hosts.flatMap((host) => host.interfaces.map((one) => one.mac)));
  for (const host of hosts) {
    for (const one of host.interfaces) {
      if (one.mac !== 0) continue;
      const luck = luckFor(seed, `${host.name}.${one.name}`, 'mac');
      do one.mac = 0x0200_0000_0000 + below(luck, 0x100) * 0x1_0000_0000 + below(luck, 0x1_0000_0000);
      while (taken.has(one.mac));
      taken.add(one.mac);
    }
  }
}

/** Where two interfaces have the same address, hardware or IP: perhaps on purpose, so a warning. */
export function warnDoubles(m: Mistakes, hosts: HostSetup[], places: ReadonlyMap<string, At>): void {
  const seen = new Map<string, string>();
  for (const host of hosts) {
    for (const one of host.interfaces) {
      const name = `${host.name}.${one.name}`;
      for (const key of [formatMac(one.mac), ...one.addresses.map((address) => formatIpv4(address.ip))]) {
        const other = seen.get(key);
        const at = places.get(host.name);
        if (other !== undefined && at) warn(m, at, `${name} and ${other} both have ${key}`);
        else seen.set(key, name);
      }
    }
  }
}
