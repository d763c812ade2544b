// arp: shows and changes the ARP cache, in the words of net-tools.

import { interfaceTo } from '../../stack/routes.ts';
import { formatIpv4, formatMac, isGroupMac, parseMac } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { flushArp, setStaticArp, type ArpEntry } from '../host/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { atOnce, done, lines, refusal, type Answer } from './answer.ts';
import { errnoText } from './errno.ts';
import { addressOf, nameOf } from './names.ts';
import { isKnown, neighbours } from './neighbours.ts';
import { readOptions } from './options.ts';

const USAGE = `Usage:
  arp [-n]            show the ARP cache as a table
  arp -a [host]       show the ARP cache, a line an entry
  arp -d host         forget an entry (-d -a: all of them)
  arp -s host mac     add an entry that stays`;

export const arp = atOnce((host, argv, out): Answer => {
  const { given, operands, mistake } = readOptions(argv, 'adnsei:v');
  if (mistake) return refusal(3, `arp: ${mistake}\n${USAGE}`);
  if (given.has('d')) return remove(host, operands, given.has('a'), out);
  if (given.has('s')) return add(host, operands, out);
  return show(host, operands[0], given, out);
});

function show(host: HostState, only: string | undefined, given: Map<string, string>, out: Surroundings): Answer {
  const address = only === undefined ? undefined : addressOf(host, only);
  if (only !== undefined && address === undefined) return refusal(255, `${only}: Unknown host`);
  const device = given.get('i');
  const all = neighbours(host, out.now);
  const entries = all.filter(
    (entry) =>
      (address === undefined || entry.ip === address) &&
      (device === undefined || host.interfaces[entry.interface]!.name === device),
  );
  const asLines = given.has('a');
  if (only !== undefined && !entries.length) {
    return asLines
      ? lines([`arp: in ${all.length} entries no match found.`])
      : lines([`${only} (${formatIpv4(address!)}) -- no entry`]);
  }
  const text = entries.map((entry) => (asLines ? lineOf : rowOf)(host, entry, given.has('n')));
  if (text.length && !asLines) text.unshift(HEAD);
  return lines(text);
}

const HEAD = 'Address                  HWtype  HWaddress           Flags Mask            Iface';
function lineOf(host: HostState, entry: ArpEntry, numeric: boolean): string {
  const name = (numeric ? undefined : nameOf(host, entry.ip)) ?? '?';
  const mac = isKnown(entry) ? `${formatMac(entry.mac)} [ether]` : '<incomplete>';
  const permanent = entry.state === 'static' ? ' PERM' : '';
  return `${name} (${formatIpv4(entry.ip)}) at ${mac}${permanent} on ${host.interfaces[entry.interface]!.name}`;
}

function rowOf(host: HostState, entry: ArpEntry, numeric: boolean): string {
  const name = (numeric ? undefined : nameOf(host, entry.ip)) ?? formatIpv4(entry.ip);
  const hardware = isKnown(entry)
    ? 'ether'.padEnd(8) + formatMac(entry.mac).padEnd(20)
    : ''.padEnd(8) + '(incomplete)'.padEnd(20);
  const flags = entry.state === 'static' ? 'CM' : isKnown(entry) ? 'C' : '';
  return `${name.slice(0, 23).padEnd(25)}${hardware}${flags.padEnd(22)}${host.interfaces[entry.interface]!.name}`;
}

function remove(host: HostState, names: string[], all: boolean, out: Surroundings): Answer {
  if (all || names[0] === '*') {
    flushArp(host, out);
    return done;
  }
  if (!names.length) return refusal(255, 'arp: need host name');
  const missing: string[] = [];
  for (const name of names) {
    const ip = addressOf(host, name);
    if (ip === undefined) missing.push(`${name}: Unknown host`);
    else if (neighbours(host, out.now).some((entry) => entry.ip === ip)) flushArp(host, out, { ip });
    else missing.push(`No ARP entry for ${name}`);
  }
  return missing.length ? refusal(255, missing.join('\n')) : done;
}

function add(host: HostState, operands: string[], out: Surroundings): Answer {
  const [name, text] = operands;
  if (name === undefined) return refusal(255, 'arp: need host name');
  if (text === undefined) return refusal(255, 'arp: need hardware address');
  const address = addressOf(host, name);
  if (address === undefined) return refusal(255, `${name}: Unknown host`);
  const mac = parseMac(text);
  if (mac === undefined || isGroupMac(mac)) return refusal(255, 'arp: invalid hardware address');
  const index = interfaceTo(host, address);
  if (index === undefined) return refusal(255, 'SIOCSARP: Network is unreachable');
  const failure = setStaticArp(host, index, address, mac, out);
  return failure ? refusal(255, `SIOCSARP: ${errnoText(failure)}`) : done;
}
