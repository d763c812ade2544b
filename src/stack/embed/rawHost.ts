// The state of a host with one raw IPv4 interface: no Ethernet, no ARP, every route leads straight out of it.

import { luckFor, nextWord } from '../../base/rng.ts';
import { parseCidr } from '../../wire/address.ts';
import { createArp } from '../arpTable.ts';
import { UNSPECIFIED } from '../handOver.ts';
import { ALL_HOSTS, LOOPBACK_IP, noteAddresses, type InterfaceAddress, type InterfaceState } from '../machine.ts';
import { defaultOptions, type StackOptions } from '../options.ts';
import { insertRoute, makeRoute } from '../routes.ts';
import { createSocketTable, defaultSocketSettings, type SocketSettings, type SocketStack } from '../sockets/table.ts';
import { defaultTcpOptions, type TcpOptions } from '../tcp/options.ts';
import { FIRST_EPHEMERAL_PORT } from '../udp.ts';

/** What an embedded host is made of. All of it may be left out. */
export interface EmbedOptions {
  /** Its addresses with prefix length, as `192.0.2.1/24`; the first is the primary one. Default: `192.0.2.1/24`. */
  addresses?: readonly string[];
  /** Networks that it can reach. Default: all, `0.0.0.0/0`. */
  routes?: readonly string[];
  /** Octets of a packet. Default: 1500. */
  mtu?: number;
  /** Initial sequence numbers and identifications come from it. Default: 1. */
  seed?: number;
  /** Where its clock begins, in ns. Default: 0. */
  now?: number;
  /** Knobs of TCP for every socket (`tcp/options.ts`), of IP and ICMP (`options.ts`), and of the sockets (`sockets/table.ts`). */
  tcp?: Partial<TcpOptions>;
  ip?: Partial<StackOptions>;
  sockets?: Partial<Omit<SocketSettings, 'tcp'>>;
}

const LOOPBACK_MTU = 65_536; // as Linux

/** Throws a RangeError that names the text where an address or a network is none: it is the caller's program that is wrong. */
export function createRawHost(options: EmbedOptions): SocketStack {
  const { addresses = ['192.0.2.1/24'], routes = ['0.0.0.0/0'], mtu = 1500, seed = 1 } = options;
  if (!Number.isInteger(mtu) || mtu < 68 || mtu > 65_535) throw new RangeError(`mtu must be 68 to 65535, not ${mtu}`);
  const tcp = { ...defaultTcpOptions, ...options.tcp };
  const stack: SocketStack = {
    device: 0,
    interfaces: [createInterface('raw', addresses.map(cidr), mtu, false), loopback()],
    ...{ own: new Uint32Array(0), routes: [], forwarding: false, options: { ...defaultOptions, ...options.ip } },
    nextIdent: nextWord(luckFor(seed, 'embedded', 'ip-identification')) & 0xffff,
    ...{ reassembly: [], icmpErrorsSent: [], sockets: [], nextPort: FIRST_EPHEMERAL_PORT },
    luck: luckFor(seed, 'embedded', 'stack'),
    captured: undefined,
    door: createSocketTable(seed, 'embedded', { ...defaultSocketSettings, ...options.sockets, tcp }),
  };
  noteAddresses(stack);
  // A next hop of "none" is one that needs no ARP.
  for (const { ip, prefix } of routes.map(cidr)) insertRoute(stack, makeRoute(ip, prefix, UNSPECIFIED, 0, 0, 'static'));
  return stack;
}

function cidr(text: string): InterfaceAddress {
  const known = parseCidr(text);
  if (!known) throw new RangeError(`'${text}' is no address with prefix length, such as 192.0.2.1/24`);
  return known;
}

const loopback = (): InterfaceState => createInterface('lo', [{ ip: LOOPBACK_IP, prefix: 8 }], LOOPBACK_MTU, true);

function createInterface(
  name: string,
  addresses: InterfaceAddress[],
  mtu: number,
  isLoopback: boolean,
): InterfaceState {
  return {
    ...{ name, mac: 0, addresses, claims: [], mtu, up: true, carrier: true, promiscuous: false, loopback: isLoopback },
    ...{ groups: [ALL_HOSTS], arp: createArp(), rx: 0, rxOctets: 0, tx: 0, txOctets: 0, dropped: 0 },
  };
}
