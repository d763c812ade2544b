// ip neigh: the ARP cache.

import { formatIpv4, formatMac, isGroupMac, parseIpv4, parseMac } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { flushArp, setStaticArp, type ArpEntry } from '../host/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { done, lines, refusal, type Answer } from './answer.ts';
import { errnoText } from './errno.ts';
import {
  deviceIndex,
  isAnswer,
  kernelSays,
  readAddress,
  readPairs,
  unknownCommand,
  wordFor,
  type IpObject,
} from './ipWords.ts';
import { isKnown, neighbours } from './neighbours.ts';

const STATES: Record<ArpEntry['state'], string> = {
  asking: 'INCOMPLETE',
  reachable: 'REACHABLE',
  failed: 'FAILED',
  expired: 'STALE',
  static: 'PERMANENT',
};

export const ipNeigh: IpObject = (host, words, _how, out) => {
  const known = ['add', 'delete', 'replace', 'change', 'show', 'list', 'lst', 'flush'];
  const command = wordFor(words[0] ?? 'show', known);
  if (command === undefined) return unknownCommand(words[0]!, 'neigh');
  const pairs = readPairs(words.slice(1), ['dev', 'lladdr', 'nud', 'to']);
  if (isAnswer(pairs)) return pairs;
  let index: number | undefined;
  const device = pairs.of.get('dev');
  if (device !== undefined) {
    const found = deviceIndex(host, device);
    if (typeof found !== 'number') return found;
    index = found;
  }
  const address = pairs.of.get('to') ?? pairs.alone[0];
  if (command === 'flush') return flush(host, address, index, out);
  if (command === 'show' || command === 'list' || command === 'lst') return show(host, address, index, out);
  return change(host, command, address, pairs.of.get('lladdr'), index, out);
};

function show(host: HostState, address: string | undefined, index: number | undefined, out: Surroundings): Answer {
  const ip = address === undefined ? undefined : readAddress(address);
  if (typeof ip === 'object') return ip;
  const entries = neighbours(host, out.now).filter(
    (entry) => (ip === undefined || entry.ip === ip) && (index === undefined || entry.interface === index),
  );
  return lines(entries.map((entry) => neighText(host, entry)));
}

function neighText(host: HostState, entry: ArpEntry): string {
  const mac = isKnown(entry) ? ` lladdr ${formatMac(entry.mac)}` : '';
  return `${formatIpv4(entry.ip)} dev ${host.interfaces[entry.interface]!.name}${mac} ${STATES[entry.state]}`;
}

function flush(host: HostState, address: string | undefined, index: number | undefined, out: Surroundings): Answer {
  if (address === undefined && index === undefined) return refusal(1, 'Flush requires arguments.');
  const ip = address === undefined || address === 'all' ? undefined : readAddress(address);
  if (typeof ip === 'object') return ip;
  flushArp(host, out, { ...(ip === undefined ? {} : { ip }), ...(index === undefined ? {} : { interface: index }) });
  return done;
}

function change(
  host: HostState,
  command: string,
  address: string | undefined,
  lladdr: string | undefined,
  index: number | undefined,
  out: Surroundings,
): Answer {
  if (address === undefined || index === undefined)
    return refusal(255, 'Device and destination are required arguments.');
  const ip = parseIpv4(address);
  if (ip === undefined) return refusal(1, `Error: any valid address is expected rather than "${address}".`);
  const there = neighbours(host, out.now).some((entry) => entry.ip === ip && entry.interface === index);
  if (command === 'delete') {
    if (!there) return kernelSays('No such file or directory');
    flushArp(host, out, { ip, interface: index });
    return done;
  }
  if (command === 'add' && there) return kernelSays('File exists');
  if (lladdr === undefined) return refusal(2, 'Error: No link layer address given.');
  const mac = parseMac(lladdr);
  if (mac === undefined || isGroupMac(mac)) return refusal(1, `"${lladdr}" is invalid lladdr.`);
  const failure = setStaticArp(host, index, ip, mac, out);
  return failure ? kernelSays(errnoText(failure)) : done;
}
