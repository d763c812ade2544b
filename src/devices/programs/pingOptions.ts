// Reads ping's options and its destination.

import { lookUpRoute } from '../../stack/routes.ts';
import { isOwn, isSubnetBroadcast } from '../../stack/machine.ts';
import { MILLISECOND } from '../../base/time.ts';
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

/** What ping says against its line, and the exit status. */
export interface PingRefusal {
  status: number;
  text: string;
}

const refuse = (status: number, text: string): PingRefusal => ({ status, text: `ping: ${text}` });

/** The options of a command line, or what ping says against them. */
export function readPing(host: HostState, argv: readonly string[]): PingOptions | PingRefusal {
  const { given, operands, mistake } = readOptions(argv, 'bnqc:i:I:M:s:t:W:');
  if (mistake) return refuse(2, `${mistake}\n${USAGE}`);
  const name = operands[operands.length - 1];
  if (name === undefined) return refuse(1, 'usage error: Destination address required');
  const bad = wrongNumber(given);
  if (bad) return bad;
  const number = (letter: string): number | undefined => (given.has(letter) ? Number(given.get(letter)) : undefined);
  const interval = readSeconds(given.get('i') ?? '1')!;
  const wait = readSeconds(given.get('W') ?? '10')!;
  if (interval < 2 * MILLISECOND) {
    // Root may on a real machine; a lab would stand still in a flood without a pause.
    return refuse(2, 'cannot flood, minimal interval for user must be >= 2 ms, use -i 0.002 (or higher)');
  }
  const size = number('s') ?? 56;
  if (size > MOST_DATA) return refuse(1, `packet size ${size} is too large. Maximum is ${MOST_DATA}`);
  if (number('t') === 0) return refuse(2, 'cannot set unicast time-to-live: Invalid argument');
  const discover = given.get('M') ?? 'want';
  if (discover !== 'do' && discover !== 'want' && discover !== 'dont') {
    return refuse(2, `invalid -M argument: ${discover}`);
  }
  const to = addressOf(host, name);
  if (to === undefined) return refuse(2, `${name}: Name or service not known`);
  const options: PingOptions = {
    name,
    to,
    numeric: given.has('n') || parseIpv4(name) !== undefined,
    requests: number('c') ?? 0,
    interval,
    wait: Math.max(wait, MILLISECOND),
    size,
    ttl: number('t'),
    discover,
    source: undefined,
    sourceText: '',
    broadcast: false,
    quiet: given.has('q'),
  };
  const against = chooseSource(host, options, given.get('I')) ?? checkWay(host, options, given.has('b'));
  return against === undefined ? options : refuse(2, against);
}

/** iputils' bounds; what is shown as the upper one of `-c` is the largest number it can hold. */
const BOUNDS: Record<string, [least: number, most: number, shown: string]> = {
  c: [1, 1e15, '9223372036854775807'],
  s: [0, 2_147_483_647, '2147483647'],
  t: [0, 255, '255'],
};

function wrongNumber(given: Map<string, string>): PingRefusal | undefined {
  for (const [letter, text] of given) {
    if ((letter === 'i' || letter === 'W') && readSeconds(text) === undefined) {
      return refuse(1, `option argument contains garbage: ${text}`);
    }
    const bounds = BOUNDS[letter];
    if (!bounds) continue;
    const [least, most, shown] = bounds;
    if (!/^-?\d+$/.test(text)) return refuse(1, `invalid argument: '${text}'`);
    if (readWhole(text, least, most) === undefined) {
      return refuse(1, `invalid argument: '${text}': out of range: ${least} <= value <= ${shown}`);
    }
  }
  return undefined;
}

function chooseSource(host: HostState, options: PingOptions, wanted: string | undefined): string | undefined {
  if (wanted === undefined) return undefined;
  const address = parseIpv4(wanted);
  if (address !== undefined) {
    if (!isOwn(host, address) && !isLoopback(address)) return 'bind: Cannot assign requested address';
    options.source = address;
    options.sourceText = `${formatIpv4(address)} `; // no interface stands behind it, and the blank stays
    return undefined;
  }
  const one = host.interfaces.find((other) => other.name === wanted);
  if (!one) return `SO_BINDTODEVICE ${wanted}: No such device`;
  // Real ping ties itself to the interface; here the routing table still chooses the way, and another way than the wanted one is refused.
  const route = lookUpRoute(host, options.to);
  if (route && host.interfaces[route.interface] !== one) return 'connect: Network is unreachable';
  options.source = one.addresses[0]?.ip;
  options.sourceText = options.source === undefined ? wanted : `${formatIpv4(options.source)} ${wanted}`;
  return undefined;
}

/** Is there a way to the destination at all? ping asks the system for one (`connect`) before it sends. */
function checkWay(host: HostState, options: PingOptions, mayBroadcast: boolean): string | undefined {
  const { to } = options;
  if (isLoopback(to) || isOwn(host, to)) return undefined;
  const way = lookUpRoute(host, to)?.interface;
  if (way === undefined && to !== BROADCAST_IP) return 'connect: Network is unreachable';
  options.broadcast = to === BROADCAST_IP || (way !== undefined && isSubnetBroadcast(host.interfaces[way]!, to));
  if (options.broadcast && !mayBroadcast) {
    return 'Do you want to ping broadcast? Then -b. If not, check your local firewall rules';
  }
  return undefined;
}

/** How ping writes the sender of an answer. */
export function senderText(host: HostState, options: PingOptions, address: number): string {
  const name = options.numeric ? undefined : nameOf(host, address);
  return name === undefined ? formatIpv4(address) : `${name} (${formatIpv4(address)})`;
}
