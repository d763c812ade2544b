// From a template and values to a sentence. Pure: whoever calls has the values (sim/telling.ts makes those of rows and decisions).

import type { Sentences, Words } from './words.ts';

/** The value of a placeholder; undefined where there is none. */
export type Look = (name: string) => string | undefined;

/** Stands for a value that is not there. Tests see to it that nobody reads it. */
export const UNKNOWN = '…';

type Style = Pick<Words, 'named' | 'comma' | 'terms' | 'octets'>;

/**
 * Fills a template in. `{name}` is a value. Behind a bar stands how it is written: `{eth.dst|named}` is its owner with the address, `{what|term}` the
 * language's own words for codes with blanks between them, `{tcp.len|octets}` so many octets; every other bar belongs to the name (`{eth.dst|owner}`).
 */
export function say(template: string, look: Look, style: Style): string {
  return template.replace(/\{([^{}]+)\}( ?)(?=(.?))/gu, (_, name: string, blank: string, next: string) => {
    const value = valueOf(name, look, style);
    // A full-width bracket brings its own space, and between two Chinese characters there is none.
    return value.endsWith('）') || (HAN.test(value.at(-1) ?? '') && HAN.test(next)) ? value : value + blank;
  });
}

const HAN = /\p{Script=Han}/u;

function valueOf(name: string, look: Look, style: Style): string {
  if (name.endsWith('|named')) return named(name.slice(0, -'|named'.length), look, style);
  if (name.endsWith('|term')) return terms(name.slice(0, -'|term'.length), look, style);
  if (name.endsWith('|octets')) return octets(look(name.slice(0, -'|octets'.length)) ?? UNKNOWN, style);
  return look(name) ?? UNKNOWN;
}

/** So many octets, or no limit; what is no number stays as it is. */
function octets(count: string, { octets }: Style): string {
  if (count === '∞') return octets.boundless;
  if (!/^\d+$/.test(count)) return count;
  return (count === '1' ? octets.one : octets.other).replace('{count}', count);
}

/** What a code says, in the first of its wordings that there is; undefined where there is none. */
export function sayCode(table: Sentences, codes: readonly string[], look: Look, style: Style): string | undefined {
  const code = codes.find((one) => Object.hasOwn(table, one));
  return code === undefined ? undefined : say(table[code]!, look, style);
}

/** Under which a failure of framing is to be looked for: what it is about (a part of the message, octets or a header) before the code alone. */
export function framingCodes({ code, parameters }: { code: string; parameters: Parameters }): string[] {
  const about = parameters['part'] ?? parameters['wanted'];
  return about === undefined ? [code] : [`${code}.${String(about).split(' ')[0]}`, code];
}

type Parameters = Readonly<Record<string, string | number>>;

/** Values from parameters as problems and checks have them. */
export const parametersAsLook =
  (parameters: Parameters): Look =>
  (name) =>
    Object.hasOwn(parameters, name) ? String(parameters[name]) : undefined;

function named(name: string, look: Look, style: Style): string {
  const address = look(name) ?? UNKNOWN;
  const owner = look(`${name}|owner`);
  if (owner === undefined || owner === address) return address;
  return style.named.replace('{owner}', owner).replace('{address}', address);
}

/** Codes by their words, `table.arp` before `arp` where the parameter is `table`; what is no code stays as it is. */
function terms(name: string, look: Look, { terms, comma }: Style): string {
  const text = look(name);
  if (text === undefined) return UNKNOWN;
  const wordOf = (code: string): string | undefined =>
    [`${name}.${code}`, code].filter((key) => Object.hasOwn(terms, key)).map((key) => terms[key])[0];
  const codes = text.split(' ');
  return codes.some(wordOf) ? codes.map((code) => wordOf(code) ?? code).join(comma) : text;
}
