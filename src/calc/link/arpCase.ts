// What K-09 is asked: a sender with its mask, gateway and ARP cache, who else is on the link, and a destination; read from the fields.

import {
  formatCidr,
  formatIpv4,
  formatMac,
  isGroupMac,
  isLoopback,
  networkOf,
  sameNetwork,
} from '../../wire/address.ts';
import type { Entry } from '../entry.ts';
import { readEntry } from '../entry.ts';
import { readHost, type Cidr } from '../ipv4Entry.ts';
import { readList, type Listed } from '../listEntry.ts';
import { readMac } from '../mac/macEntry.ts';
import { right, wrong, type Problem, type Read } from '../said.ts';
import { endIn } from '../subnet/verdict.ts';
import type { Station } from './arpFrame.ts';

/** Somebody else on the link; `knows`: the MAC address that it has noted for the sender's IP address. */
export interface Neighbour extends Station {
  knows: number | undefined;
}

export interface ArpCase {
  sender: Cidr & Station;
  gateway: number | undefined;
  destination: number;
  /** The sender's ARP cache. */
  cache: readonly Station[];
  others: readonly Neighbour[];
}

/** As many stations as a picture and a lab have room for. */
export const MOST_STATIONS = 8;

/** A MAC address that one station can have. */
export function readStationMac(text: string): Read<number> {
  const mac = readMac(text);
  if (!mac.ok || (mac.value !== 0 && !isGroupMac(mac.value))) return mac;
  return wrong('E_MAC', 0, text.length, { variant: mac.value === 0 ? 'zero' : 'source', params: { value: text } });
}

/** Lines of an IP and a MAC address, with a second MAC address behind them where `knows` says so. */
export const readStations = (typed: string, knows: boolean): Entry<Listed<Neighbour>[]> =>
  readList(typed, (line) => readEntry(line, (text) => readStation(text, knows), 'inside'), MOST_STATIONS);

function readStation(text: string, knows: boolean): Read<Neighbour> {
  const words = [...text.matchAll(/\S+/g)];
  const most = knows ? 3 : 2;
  const numbers: number[] = [];
  for (const [place, { 0: word, index }] of words.entries()) {
    if (place === most) return wrong('E_SPACE', index - 1, 1, { variant: 'more', params: { most } });
    const read = place === 0 ? readHost(word) : readStationMac(word);
    if (!read.ok) return { ok: false, problem: inLine(read.problem, text, index, word.length) };
    numbers.push(read.value);
  }
  const [ip, mac, known] = numbers as [number, number | undefined, number | undefined];
  if (mac === undefined) return wrong('E_MAC', text.length, 0, { variant: 'missing', params: { ip: formatIpv4(ip) } });
  return right({ ip, mac, knows: known });
}

function inLine(problem: Problem, text: string, at: number, length: number): Problem {
  const { instead } = problem;
  return {
    ...problem,
    at: problem.at + at,
    ...(instead !== undefined && { instead: text.slice(0, at) + instead + text.slice(at + length) }),
  };
}

/** Which field does not go with the others, and why; undefined where all is well. */
export function misfit(
  sender: ArpCase['sender'],
  gateway: { value: number; length: number } | undefined,
  cache: readonly Listed<Neighbour>[],
  others: readonly Listed<Neighbour>[],
): { field: string; problem: Problem } | undefined {
  const against = (field: string, at: number, length: number, variant: string, params: Problem['params']) => ({
    field,
    problem: { id: variant === 'twice' ? 'E_MAC' : 'E_HOST', variant, params, at, length } as Problem,
  });
  if (gateway !== undefined) {
    const value = formatIpv4(gateway.value);
    if (gateway.value === sender.ip) return against('gateway', 0, gateway.length, 'mine', { value });
    if (endIn(sender, gateway.value))
      return against('gateway', 0, gateway.length, 'end', { value, ...networkIn(sender) });
  }
  for (const [place, { value, at, length }] of cache.entries()) {
    const ip = formatIpv4(value.ip);
    if (cache.slice(0, place).some((one) => one.value.ip === value.ip))
      return against('cache', at, length, 'again', { ip });
  }
  for (const [place, { value, at, length }] of others.entries()) {
    const params = { value: formatIpv4(value.ip), ...networkIn(sender) };
    if (value.ip === sender.ip) return against('others', at, length, 'mine', params);
    const end = endIn(sender, value.ip) !== undefined;
    if (isLoopback(value.ip) || !sameNetwork(sender.ip, value.ip, sender.prefix)) {
      return against('others', at, length, 'outside', params);
    }
    if (end) return against('others', at, length, 'end', params);
    const before = [sender, ...others.slice(0, place).map((one) => one.value)];
    if (before.some(({ mac }) => mac === value.mac)) {
      return against('others', at, length, 'twice', { mac: formatMac(value.mac) });
    }
  }
  return undefined;
}

const networkIn = ({ ip, prefix }: Cidr): { network: string } => ({
  network: formatCidr(networkOf(ip, prefix), prefix),
});
