// ip link: interfaces as such.

import { isGroupMac, parseMac } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { setInterfaceUp, setMac, setMtu, setPromiscuous, type SettingFailure } from '../host/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { done, lines, refusal, type Answer } from './answer.ts';
import { errnoText } from './errno.ts';
import { ipBriefText, ipLinkText, numbered } from './interfaceText.ts';
import { deviceIndex, garbage, kernelSays, unknownCommand, wordFor, type IpObject } from './ipWords.ts';
import { readWhole } from './options.ts';

/** Least MTU that IPv4 works with (RFC 791: every link carries 68 octets), and the largest an Ethernet card takes here. */
export const LEAST_MTU = 68;
export const MOST_MTU = 65_535;

export const ipLink: IpObject = (host, words, how, out) => {
  const command = wordFor(words[0] ?? 'show', ['set', 'show', 'list', 'lst']);
  if (command === undefined) return unknownCommand(words[0]!, 'link');
  const rest = words.slice(1).filter((word, i) => !(i === 0 && word === 'dev'));
  if (command === 'set') return set(host, rest, out);
  const all = numbered(host.interfaces).filter((it) => rest[0] === undefined || it.one.name === rest[0]);
  if (!all.length) return refusal(1, `Device "${rest[0]!}" does not exist.`);
  return lines(all.flatMap((it) => (how.brief ? [ipBriefText(it, 'link')] : ipLinkText(it))));
};

type Change = () => SettingFailure | undefined;

/** All changes are read before the first is made: a line with a mistake changes nothing. */
function set(host: HostState, words: readonly string[], out: Surroundings): Answer {
  const name = words[0];
  if (name === undefined) return refusal(255, 'Not enough information: "dev" argument is required.');
  const index = deviceIndex(host, name);
  if (typeof index !== 'number') return index;
  const changes: Change[] = [];
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    if (word === 'up' || word === 'down') changes.push(() => setInterfaceUp(host, index, word === 'up', out));
    else {
      const value = words[++i];
      const change = value === undefined ? undefined : readChange(host, index, word, value, out);
      if (change === undefined) {
        return value === undefined && KEYS.includes(word)
          ? refusal(255, 'Command line is not complete. Try option "help"')
          : garbage('dev', word);
      }
      if (typeof change !== 'function') return change;
      changes.push(change);
    }
  }
  for (const change of changes) {
    const failure = change();
    if (failure) return kernelSays(errnoText(failure));
  }
  return done;
}

const KEYS = ['mtu', 'address', 'addr', 'promisc'];

function readChange(
  host: HostState,
  index: number,
  key: string,
  value: string,
  out: Surroundings,
): Change | Answer | undefined {
  const loopback = host.interfaces[index]!.loopback;
  if (key === 'mtu') {
    if (!/^\d{1,9}$/.test(value)) return refusal(255, `Error: argument "${value}" is wrong: Invalid "mtu" value`);
    const mtu = readWhole(value, LEAST_MTU, MOST_MTU);
    if (mtu === undefined) {
      return refusal(
        2,
        `Error: mtu ${Number(value) < LEAST_MTU ? 'less' : 'greater'} than device ${Number(value) < LEAST_MTU ? 'minimum' : 'maximum'}.`,
      );
    }
    return () => setMtu(host, index, mtu, out);
  }
  if (key === 'address' || key === 'addr') {
    const mac = parseMac(value);
    if (mac === undefined) return refusal(1, wrongLength(value) ?? `"${value}" is invalid lladdr.`);
    if (loopback) return kernelSays('Operation not supported');
    if (isGroupMac(mac) || mac === 0) return kernelSays('Cannot assign requested address');
    return () => setMac(host, index, mac, out);
  }
  if (key === 'promisc') {
    if (value !== 'on' && value !== 'off') {
      return refusal(1, `Error: argument of "promisc" must be "on" or "off", not "${value}"`);
    }
    return () => setPromiscuous(host, index, value === 'on', out);
  }
  return undefined;
}

/** What is said of octets that are well written and too few or too many. */
function wrongLength(text: string): string | undefined {
  if (!/^[0-9a-f]{1,2}(:[0-9a-f]{1,2})*$/i.test(text)) return undefined;
  return `Invalid address length ${text.split(':').length} - must be 6 bytes`;
}
