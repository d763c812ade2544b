// Octets as Python writes them: `b'hello\n'`, or a text in quotes, which is sent in UTF-8; perhaps `* 1000` times.

import type { Octets } from './callsFile.ts';

/** Octets that one call may hand over. */
const MOST = 16 * 1024 * 1024;
const NAMED: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, '0': 0, '\\': 92, "'": 39, '"': 34 };

/** What was read, and what stands behind it; or what is wrong. */
export type OctetsRead = { ok: true; value: Octets; rest: string } | { ok: false; message: string; hint: string };

export function readOctets(text: string): OctetsRead {
  const isBytes = /^b['"]/.test(text);
  const quote = text[isBytes ? 1 : 0];
  if (quote !== "'" && quote !== '"')
    return { ok: false, message: `what is sent stands in quotes, not \`${text}\``, hint: 'b\'hello\' or "hello"' };
  const letters: string[] = [];
  let i = isBytes ? 2 : 1;
  for (; i < text.length && text[i] !== quote; i++) {
    if (text[i] !== '\\') letters.push(text[i]!);
    else {
      const escape = /^\\(?:x([0-9a-fA-F]{2})|([nrt0\\'"]))/.exec(text.slice(i, i + 4));
      if (!escape)
        return { ok: false, message: `\`${text.slice(i, i + 2)}\` is no escape`, hint: '\\n \\r \\t \\0 \\\\ \\x0a' };
      letters.push(String.fromCharCode(escape[1] ? parseInt(escape[1], 16) : NAMED[escape[2]!]!));
      i += escape[0].length - 1;
    }
  }
  if (i >= text.length) return { ok: false, message: `a ${quote} is never closed`, hint: `b${quote}hello${quote}` };
  const written = letters.join('');
  if (isBytes && [...written].some((letter) => letter.codePointAt(0)! > 0xff))
    return { ok: false, message: "b'…' holds octets, not other letters", hint: 'a text: "你好", sent in UTF-8' };
  const octets = isBytes
    ? Array.from(written, (letter) => letter.charCodeAt(0))
    : [...new TextEncoder().encode(written)];
  return repeated(octets, text.slice(i + 1).trimStart());
}

function repeated(octets: number[], behind: string): OctetsRead {
  const [all, digits] = /^\*\s*(\d+)\s*/.exec(behind) ?? [];
  const times = digits === undefined ? 1 : Number(digits);
  if (octets.length * times > MOST)
    return { ok: false, message: `${octets.length} octets ${times} times are too many`, hint: 'at most 16 MiB a call' };
  return { ok: true, value: { octets, times }, rest: behind.slice(all?.length ?? 0).trim() };
}

export const lengthOf = ({ octets, times }: Octets): number => octets.length * times;

/** The octets from `start` on, at most `most` of them. */
export function octetsFrom({ octets, times }: Octets, start: number, most: number): Uint8Array {
  const length = Math.min(octets.length * times - start, most);
  return Uint8Array.from({ length }, (_, i) => octets[(start + i) % octets.length]!);
}
