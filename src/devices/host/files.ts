// Files of a host: text as text, anything else as octets. No folders.

import type { HostState } from './host.ts';

/** The octets of a file, not to be written to; undefined when there is none. */
export function readFile(host: HostState, name: string): Uint8Array | undefined {
  if (!Object.hasOwn(host.files, name)) return undefined;
  const content = host.files[name]!;
  if (typeof content !== 'string') return content;
  if (content !== last.text) last = { text: content, octets: new TextEncoder().encode(content) };
  return last.octets;
}

/** The text that was asked for last: programs read a large file in pieces. */
let last = { text: '', octets: new Uint8Array(0) };

/** Makes or replaces a file. UTF-8 is kept as text, because copies of texts cost nothing. */
export function writeFile(host: HostState, name: string, octets: Uint8Array): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);
  host.files[name] = same(new TextEncoder().encode(text), octets) ? text : octets.slice();
}

/** A name that a file can have here (as in a lab): no folders, nothing that the language has a meaning for. */
export const isFileName = (name: string): boolean =>
  /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,63}$/u.test(name) && !(name in {});

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
