// What somebody typed into a form of settings: what is wrong with it, said as a code, and the commands that it comes to.

import { parseDuration } from '../../base/time.ts';
import type { Command, LinkChange } from '../../sim/command.ts';
import { parseChance, parseRate, parseSize } from '../../sim/labUnits.ts';
import {
  broadcastOf,
  formatCidr,
  isGroupMac,
  isLoopback,
  isMulticastIp,
  maskOf,
  networkOf,
  parseIpv4,
  parseMac,
  sameNetwork,
} from '../../wire/address.ts';

/** A mistake: key of its sentence (`device.wrong.…`) and what the sentence needs. */
export interface Mistake {
  code: string;
  parameters?: Record<string, string | number>;
}

export interface InterfaceInput {
  addresses: string;
  mac: string;
  mtu: string;
  promiscuous: boolean;
  up: boolean;
}

/** `192.168.12.1/24`, or with the mask written out: `192.168.12.1/255.255.255.0`. */
export function readAddress(text: string): { ip: number; prefix: number } | Mistake {
  const [address = '', length] = text.split('/');
  const ip = parseIpv4(address);
  if (ip === undefined) return { code: 'address', parameters: { value: text } };
  if (length === undefined) return { code: 'address.prefix', parameters: { value: text } };
  const prefix = /^\d{1,2}$/.test(length) ? Number(length) : prefixOfMask(length);
  if (prefix === undefined || prefix < 1 || prefix > 32) return { code: 'address.mask', parameters: { value: length } };
  if (isMulticastIp(ip) || isLoopback(ip) || ip >>> 24 === 0 || ip >>> 28 === 0xf)
    return { code: 'address.host', parameters: { value: address } };
  if (prefix < 31 && ip === networkOf(ip, prefix)) return { code: 'address.network', parameters: { value: text } };
  if (prefix < 31 && ip === broadcastOf(ip, prefix)) return { code: 'address.broadcast', parameters: { value: text } };
  return { ip, prefix };
}

function prefixOfMask(text: string): number | undefined {
  const mask = parseIpv4(text);
  if (mask === undefined) return undefined;
  for (let prefix = 0; prefix <= 32; prefix++) if (maskOf(prefix) === mask) return prefix;
  return undefined;
}

/** The addresses of a list with blanks or commas between them. */
export function readAddresses(text: string): { addresses: { ip: number; prefix: number }[]; mistake?: Mistake } {
  const addresses: { ip: number; prefix: number }[] = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const read = readAddress(word);
    if ('code' in read) return { addresses, mistake: read };
    addresses.push(read);
  }
  return { addresses };
}

/** The MTU of an interface or a link, in octets. */
export function mtuMistake(text: string): Mistake | undefined {
  const mtu = /^\d{1,6}$/.test(text.trim()) ? Number(text) : NaN;
  return mtu >= 68 && mtu <= 65_535 ? undefined : { code: 'mtu' };
}

/** What is wrong with each input of an interface's form. */
export function interfaceMistakes(input: InterfaceInput): Partial<Record<keyof InterfaceInput, Mistake>> {
  const mistakes: Partial<Record<keyof InterfaceInput, Mistake>> = {};
  const { mistake } = readAddresses(input.addresses);
  if (mistake) mistakes.addresses = mistake;
  const mac = parseMac(input.mac.trim());
  if (mac === undefined) mistakes.mac = { code: 'mac' };
  else if (mac === 0) mistakes.mac = { code: 'mac' };
  else if (isGroupMac(mac)) mistakes.mac = { code: 'mac.group' };
  const mtu = mtuMistake(input.mtu);
  if (mtu) mistakes.mtu = mtu;
  return mistakes;
}

/** The command that makes the interface `of` as the form says; undefined where nothing differs from `before`. The input has no mistakes. */
export function interfaceCommand(of: string, before: InterfaceInput, input: InterfaceInput): Command | undefined {
  const list = (text: string): string[] =>
    readAddresses(text).addresses.map(({ ip, prefix }) => formatCidr(ip, prefix));
  const command: Command & { do: 'set' } = { do: 'set', of };
  if (list(input.addresses).join() !== list(before.addresses).join()) command.ip = list(input.addresses);
  if (parseMac(input.mac.trim()) !== parseMac(before.mac))
    command.mac = input.mac.trim().replaceAll('-', ':').toLowerCase();
  if (Number(input.mtu) !== Number(before.mtu)) command.mtu = Number(input.mtu);
  if (input.promiscuous !== before.promiscuous) command.promiscuous = input.promiscuous;
  if (input.up !== before.up) command.up = input.up;
  return Object.keys(command).length > 2 ? command : undefined;
}

/** What is wrong with a gateway, given the addresses of the host's interfaces. Empty takes the gateway away. */
export function gatewayMistake(
  text: string,
  addresses: readonly { ip: number; prefix: number }[],
): Mistake | undefined {
  if (text.trim() === '') return undefined;
  const ip = parseIpv4(text.trim());
  if (ip === undefined) return { code: 'gateway' };
  if (addresses.some((own) => own.ip === ip)) return { code: 'gateway.own' };
  if (!addresses.some((own) => sameNetwork(own.ip, ip, own.prefix)))
    return { code: 'gateway.lan', parameters: { value: text } };
  return undefined;
}

/** Inputs of a link's form that are texts with a unit, each with its reader and an example of what is right. */
export const linkInputs = {
  rate: { read: parseRate, example: '100 Mbit/s' },
  delay: { read: parseDuration, example: '20 ms' },
  jitter: { read: parseDuration, example: '2 ms' },
  loss: { read: parseChance, example: '1 %' },
  duplicate: { read: parseChance, example: '0.5 %' },
  reorder: { read: parseChance, example: '2 %' },
  reorderBy: { read: parseDuration, example: '5 ms' },
  corrupt: { read: parseChance, example: '0.1 %' },
  queue: { read: parseSize, example: '64 kB' },
} as const;
export type LinkInput = keyof typeof linkInputs;

export function linkMistake(key: LinkInput, text: string): Mistake | undefined {
  const { read, example } = linkInputs[key];
  return read(text) === undefined ? { code: 'unit', parameters: { example } } : undefined;
}

/** What differs between two fillings of a link's form. */
export function linkChange(before: Record<LinkInput, string>, input: Record<LinkInput, string>): LinkChange {
  const change: LinkChange = {};
  for (const key of Object.keys(linkInputs) as LinkInput[]) {
    if (linkInputs[key].read(before[key]) !== linkInputs[key].read(input[key])) change[key] = input[key].trim();
  }
  return change;
}
