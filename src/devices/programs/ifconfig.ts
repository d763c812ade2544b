// ifconfig: interfaces and their one address, in the words of net-tools.

import { isGroupMac, maskOf, networkOf, parseIpv4, parseMac } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { setAddresses, setInterfaceUp, setMac, setMtu, setPromiscuous } from '../host/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { atOnce, done, lines, refusal, type Answer } from './answer.ts';
import { errnoText } from './errno.ts';
import { ifconfigText, numbered } from './interfaceText.ts';
import { LEAST_MTU, MOST_MTU } from './ipLink.ts';
import { readWhole } from './options.ts';

export const ifconfig = atOnce((host, argv, out) => {
  const [name, ...words] = argv.slice(1);
  if (name === undefined || name === '-a') {
    // lo comes last, as net-tools lists it; without -a only interfaces that are up.
    const shown = numbered(host.interfaces).filter(({ one }) => name === '-a' || one.up);
    const ordered = [...shown.filter((it) => !it.one.loopback), ...shown.filter((it) => it.one.loopback)];
    return lines(ordered.flatMap(({ one }) => ifconfigText(one)));
  }
  const index = host.interfaces.findIndex((one) => one.name === name);
  if (!words.length) {
    if (index < 0) return refusal(1, `${name}: error fetching interface information: Device not found`);
    return lines(ifconfigText(host.interfaces[index]!));
  }
  if (index < 0) return refusal(255, `${name}: ERROR while getting interface flags: No such device`);
  return change(host, index, words, out);
});

/** What a line asks for; read whole before anything is changed. */
interface Wanted {
  ip?: number;
  prefix?: number;
  up?: boolean;
  mtu?: number;
  mac?: number;
  promiscuous?: boolean;
}

function change(host: HostState, index: number, words: readonly string[], out: Surroundings): Answer {
  const wanted = readWanted(words);
  if ('status' in wanted) return wanted;
  const one = host.interfaces[index]!;
  if (wanted.mac !== undefined) setMac(host, index, wanted.mac, out);
  if (wanted.mtu !== undefined) setMtu(host, index, wanted.mtu, out);
  if (wanted.promiscuous !== undefined) setPromiscuous(host, index, wanted.promiscuous, out);
  const ip = wanted.ip ?? one.addresses[0]?.ip;
  if (wanted.ip !== undefined || wanted.prefix !== undefined) {
    if (ip === undefined) return refusal(1, 'SIOCSIFNETMASK: Cannot assign requested address');
    const rest = one.addresses.slice(1).filter((other) => other.ip !== ip);
    // 0.0.0.0 takes the address away.
    const addresses = ip === 0 ? rest : [{ ip, prefix: wanted.prefix ?? classPrefix(ip) }, ...rest];
    const failure = setAddresses(host, index, addresses, out);
    if (failure) return refusal(1, `SIOCSIFADDR: ${errnoText(failure)}`);
  }
  // Giving an address also sets the interface up.
  const up = wanted.up ?? (wanted.ip === undefined ? one.up : true);
  const failure = up === one.up ? undefined : setInterfaceUp(host, index, up, out);
  return failure ? refusal(255, `SIOCSIFFLAGS: ${errnoText(failure)}`) : done;
}

function readWanted(words: readonly string[]): Wanted | Answer {
  const wanted: Wanted = {};
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === 'up' || word === 'down') wanted.up = word === 'up';
    else if (word === 'promisc' || word === '-promisc') wanted.promiscuous = word === 'promisc';
    else if (word === 'broadcast')
      i++; // follows from address and mask here
    else if (word === 'netmask') {
      const prefix = prefixOf(words[++i] ?? '');
      if (prefix === undefined) return refusal(1, 'SIOCSIFNETMASK: Invalid argument');
      wanted.prefix = prefix;
    } else if (word === 'mtu') {
      const mtu = readWhole(words[++i] ?? '', LEAST_MTU, MOST_MTU);
      if (mtu === undefined) return refusal(1, 'SIOCSIFMTU: Invalid argument');
      wanted.mtu = mtu;
    } else if (word === 'hw') {
      const mac = words[i + 1] === 'ether' ? parseMac(words[i + 2] ?? '') : undefined;
      if (mac === undefined) return refusal(1, `${words[i + 2] ?? 'hw'}: invalid ether address.`);
      if (isGroupMac(mac) || mac === 0) return refusal(1, 'SIOCSIFHWADDR: Cannot assign requested address');
      wanted.mac = mac;
      i += 2;
    } else {
      const [text, length] = word.split('/');
      const ip = parseIpv4(text!);
      const prefix = length === undefined ? undefined : readWhole(length, 0, 32);
      if (ip === undefined || (length !== undefined && prefix === undefined)) {
        return refusal(1, `${word}: Host name lookup failure`);
      }
      wanted.ip = ip;
      if (prefix !== undefined) wanted.prefix = prefix;
    }
  }
  return wanted;
}

/** The prefix length of a mask in dotted form; undefined when its ones are not in one run from the left (RFC 950 §2.2, RFC 4632 §3.1). */
export function prefixOf(mask: string): number | undefined {
  const value = parseIpv4(mask);
  if (value === undefined) return undefined;
  const prefix = Math.clz32(~value);
  return networkOf(value, prefix) === value && maskOf(prefix) === value ? prefix : undefined;
}

/** The mask that an address has by its historic class, which ifconfig takes where none is given (RFC 791 §3.2). */
function classPrefix(ip: number): number {
  const first = ip >>> 24;
  return first < 128 ? 8 : first < 192 ? 16 : 24;
}
