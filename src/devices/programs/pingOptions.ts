// Reads ping's options and its destination.

import { lookUpRoute } from '../../stack/routes.ts';
import { isOwn, isSubnetBroadcast } from '../../stack/machine.ts';
import { MILLISECOND, SECOND } from '../../base/time.ts';
import { BROADCAST_IP, formatIpv4, isLoopback, parseIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { addressOf, nameOf } from './names.ts';
import { readOptions, readSeconds, readWhole } from './options.ts';

/** Times in ns. */
export interface PingOptions {
  /** As it was typed, and the address it means. */
  name: string;
  to: number;
  /** Show addresses only. */
  numeric: boolean;
  /** How many requests; 0: until it is interrupted. */
  requests: number;
  interval: number;
  /** How long to wait for the last answers when none has come so far. */
  wait: number;
  /** Octets of data. */
  size: number;
  ttl: number | undefined;
  /** `do`: never fragment, `want`: fragment only here, `dont`: anybody may. */
  discover: 'do' | 'want' | 'dont';
  /** Address to send from; undefined: that of the interface it leaves by. */
  source: number | undefined;
  /** The source as the first line shows it, when it was asked for. */
  sourceText: string;
  broadcast: boolean;
  quiet: boolean;
}

const MOST_DATA = 65_507;
const USAGE =
  'Usage: ping [-bnq] [-c count] [-i seconds] [-I interface] [-M do|want|dont] [-s size] [-t ttl] [-W seconds] destination';

/** The options of a command line, or what ping says against them. */
export function readPing(host: HostState, argv: readonly string[]): PingOptions | string {
  const { given, operands, mistake } = readOptions(argv, 'bnqc:i:I:M:s:t:W:');
  if (mistake) return `ping: ${mistake}\n${USAGE}`;
  const name = operands[0];
  if (name === undefined) return 'ping: usage error: Destination address required';
  if (operands.length > 1) return `ping: only one destination: ${operands.slice(1).join(' ')} is too much\n${USAGE}`;
  const whole = (letter: string, least: number, most: number): number | undefined | string => {
    const text = given.get(letter);
    if (text === undefined) return undefined;
    if (!/^-?\d+$/.test(text)) return `ping: invalid argument: '${text}'`;
    return (
      readWhole(text, least, most) ?? `ping: invalid argument: '${text}': out of range: ${least} <= value <= ${most}`
    );
  };
  const requests = whole('c', 1, 1_000_000);
  const size = whole('s', 0, 127_992);
  const ttl = whole('t', 1, 255);
  for (const value of [requests, size, ttl]) if (typeof value === 'string') return value;
  const bytes = (size as number | undefined) ?? 56;
  if (bytes > MOST_DATA) return `ping: packet size ${bytes} is too large. Maximum is ${MOST_DATA}`;
  const interval = readSeconds(given.get('i') ?? '1');
  const wait = readSeconds(given.get('W') ?? '10');
  if (interval === undefined) return `ping: bad timing interval: ${given.get('i')!}`;
  if (wait === undefined) return `ping: bad linger time: ${given.get('W')!}`;
  if (interval < 2 * MILLISECOND) {
    return 'ping: cannot flood, minimal interval for user must be >= 2 ms, use -i 0.002 (or higher)';
  }
  const discover = given.get('M') ?? 'want';
  if (discover !== 'do' && discover !== 'want' && discover !== 'dont') {
    return `ping: invalid -M argument: ${discover}`;
  }
  const to = addressOf(host, name);
  if (to === undefined) return `ping: ${name}: Name or service not known`;
  const options: PingOptions = {
    name,
    to,
    numeric: given.has('n') || parseIpv4(name) !== undefined,
    requests: (requests as number | undefined) ?? 0,
    interval,
    wait: Math.max(wait, SECOND / 1000),
    size: bytes,
    ttl: ttl as number | undefined,
    discover,
    source: undefined,
    sourceText: '',
    broadcast: false,
    quiet: given.has('q'),
  };
  return (chooseSource(host, options, given.get('I')) ?? checkWay(host, options, given.has('b'))) || options;
}

function chooseSource(host: HostState, options: PingOptions, wanted: string | undefined): string | undefined {
  if (wanted === undefined) return undefined;
  const address = parseIpv4(wanted);
  if (address !== undefined) {
    if (!isOwn(host, address) && !isLoopback(address)) return 'ping: bind: Cannot assign requested address';
    options.source = address;
    options.sourceText = formatIpv4(address);
    return undefined;
  }
  const one = host.interfaces.find((other) => other.name === wanted);
  if (!one) return `ping: unknown iface: ${wanted}`;
  // Real ping ties itself to the interface; here the routing table still chooses the way, and another way than the wanted one is refused.
  const route = lookUpRoute(host, options.to);
  if (route && host.interfaces[route.interface] !== one) return 'ping: connect: Network is unreachable';
  options.source = one.addresses[0]?.ip;
  options.sourceText = options.source === undefined ? wanted : `${formatIpv4(options.source)} ${wanted}`;
  return undefined;
}

/** Is there a way to the destination at all? ping asks the system for one (`connect`) before it sends. */
function checkWay(host: HostState, options: PingOptions, mayBroadcast: boolean): string | undefined {
  const { to } = options;
  if (isLoopback(to) || isOwn(host, to)) return undefined;
  const way = lookUpRoute(host, to)?.interface;
  if (way === undefined && to !== BROADCAST_IP) return 'ping: connect: Network is unreachable';
  options.broadcast = to === BROADCAST_IP || (way !== undefined && isSubnetBroadcast(host.interfaces[way]!, to));
  if (options.broadcast && !mayBroadcast) {
    return 'ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules';
  }
  return undefined;
}

/** How ping writes the sender of an answer. */
export function senderText(host: HostState, options: PingOptions, address: number): string {
  const name = options.numeric ? undefined : nameOf(host, address);
  return name === undefined ? formatIpv4(address) : `${name} (${formatIpv4(address)})`;
}
