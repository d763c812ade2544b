// The words that all parts of `ip` share: abbreviations, `dev NAME`, prefixes, and iproute2's complaints about them.

import { parseCidr, parseIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import type { Surroundings } from '../surroundings.ts';
import { refusal, type Answer } from './answer.ts';

/** One object of `ip`: what stands behind `ip addr`, say. */
export type IpObject = (
  host: HostState,
  words: readonly string[],
  how: { brief: boolean },
  out: Surroundings,
) => Answer;

/** The first of `known` that `word` abbreviates. */
export const wordFor = (word: string, known: readonly string[]): string | undefined =>
  known.find((one) => word.length > 0 && one.startsWith(word));

/** Values of words that come in pairs (`dev eth0 via …`) and the words that stand alone, in order. */
export interface Pairs {
  of: Map<string, string>;
  alone: string[];
}

/** Splits words by the keys that take a value; an Answer when a value is missing. */
export function readPairs(words: readonly string[], keys: readonly string[]): Pairs | Answer {
  const pairs: Pairs = { of: new Map(), alone: [] };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (!keys.includes(word)) pairs.alone.push(word);
    else if (words[i + 1] === undefined) return refusal(255, 'Command line is not complete. Try option "help"');
    else pairs.of.set(word, words[++i]!);
  }
  return pairs;
}

export const isAnswer = (value: object): value is Answer => 'status' in value;

/** The index of an interface, or iproute2's complaint. */
export function deviceIndex(host: HostState, name: string): number | Answer {
  const index = host.interfaces.findIndex((one) => one.name === name);
  return index < 0 ? refusal(1, `Cannot find device "${name}"`) : index;
}

/** `default`, `10.0.0.0/8`, or an address alone for a /32. */
export function readPrefix(word: string): { ip: number; prefix: number } | Answer {
  if (word === 'default' || word === '0/0') return { ip: 0, prefix: 0 };
  const alone = parseIpv4(word);
  if (alone !== undefined) return { ip: alone, prefix: 32 };
  return parseCidr(word) ?? refusal(1, `Error: any valid prefix is expected rather than "${word}".`);
}

export function readAddress(word: string): number | Answer {
  return parseIpv4(word) ?? refusal(1, `Error: inet address is expected rather than "${word}".`);
}

export const unknownCommand = (word: string, object: string): Answer =>
  refusal(255, `Command "${word}" is unknown, try "ip ${object} help".`);

/** A word that nothing can be made of where `expected` stood already. */
export const garbage = (expected: 'to' | 'local' | 'dev', word: string): Answer =>
  refusal(255, `Error: either "${expected}" is duplicate, or "${word}" is a garbage.`);

export const needsDevice: Answer = refusal(1, 'Not enough information: "dev" argument is required.');

/** The kernel's refusals, as iproute2 repeats them. */
export const kernelSays = (text: string): Answer => refusal(2, `RTNETLINK answers: ${text}`);
