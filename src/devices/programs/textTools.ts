// echo and printf: they write their words (POSIX XCU echo, printf; options and escapes as bash has them).

import { put } from '../host/output.ts';
import { exitWith, fail } from '../host/processes.ts';
import type { Program } from '../host/program.ts';

const LETTERS: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '"': '"', "'": "'" },
};

/** Puts in what stands behind backslashes: `\n`, `\x41`, `\0101`, `\u4f60`. What is none stays. */
export const unescaped = (text: string): string =>
  text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|0?([0-7]{1,3})|u([0-9a-fA-F]{1,4})|([abefnrtv\\"']))/g,
    (_all, hex?: string, octal?: string, code?: string, letter?: string) =>
      letter === undefined
        ? String.fromCharCode(hex || code ? parseInt((hex ?? code)!, 16) : parseInt(octal!, 8))
        : LETTERS[letter]!,
  );

export const echo: Program = {
  start(process, host, out) {
    const words = process.argv.slice(1);
    let [escapes, end] = [false, '\n'];
    for (; words.length && /^-[neE]+$/.test(words[0]!); words.shift()) {
      for (const letter of words[0]!.slice(1)) {
        if (letter === 'n') end = '';
        else escapes = letter === 'e';
      }
    }
    const text = words.join(' ');
    const written = (escapes ? unescaped(text) : text) + end;
    if (written) put(host, process, written, out);
    if (process.exit === undefined) exitWith(host, process, 0, out);
  },
};

/** So often a format is used again at the most, and so wide is a field. */
const MOST_ROUNDS = 10_000;
const WIDEST = 1000;

export const printf: Program = {
  start(process, host, out) {
    const [, format, ...values] = process.argv;
    if (format === undefined) return fail(host, process, 2, 'printf: usage: printf format [arguments]', out);
    const wrong: string[] = [];
    let text = '';
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = values.length;
      text += formatted(format, values, wrong);
      if (!values.length || values.length === before) break;
    }
    if (text) put(host, process, text, out);
    if (process.exit !== undefined) return;
    if (wrong.length) fail(host, process, 1, wrong.map((one) => `bash: printf: ${one}`).join('\n'), out);
    else exitWith(host, process, 0, out);
  },
};

/** One use of a format; takes its values from the front. */
function formatted(format: string, values: string[], wrong: string[]): string {
  return format.replace(
    /%([-0+ ]*)(\d*)(?:\.(\d+))?([sdixXocbu%])|(\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,4}|u[0-9a-fA-F]{1,4}|.))/gs,
    (_all, flags: string, width: string, precision: string | undefined, kind?: string, escape?: string) => {
      if (escape !== undefined) return unescaped(escape);
      if (kind === '%') return '%';
      const value = values.shift() ?? '';
      const text = 'sbc'.includes(kind!) ? textOf(kind!, value, precision) : numberOf(kind!, flags, value, wrong);
      const cells = Math.min(Number(width), WIDEST);
      if (flags.includes('-')) return text.padEnd(cells);
      const isZeroed = flags.includes('0') && !'sbc'.includes(kind!);
      if (!isZeroed) return text.padStart(cells);
      const sign = /^[-+]/.exec(text)?.[0] ?? '';
      return sign + text.slice(sign.length).padStart(cells - sign.length, '0');
    },
  );
}

function textOf(kind: string, value: string, precision: string | undefined): string {
  if (kind === 'c') return value.slice(0, 1);
  const text = kind === 'b' ? unescaped(value) : value;
  return precision === undefined ? text : text.slice(0, Number(precision));
}

function numberOf(kind: string, flags: string, value: string, wrong: string[]): string {
  const isNumber = /^[-+]?(\d{1,15}|0x[0-9a-fA-F]{1,12})$/.test(value);
  if (!isNumber && value !== '') wrong.push(`${value}: invalid number`);
  const sign = value.startsWith('-') ? -1 : 1;
  const number = isNumber ? sign * Number(value.replace(/^[-+]/, '')) : 0;
  if (kind === 'x') return number.toString(16);
  if (kind === 'X') return number.toString(16).toUpperCase();
  if (kind === 'o') return number.toString(8);
  return (flags.includes('+') && number >= 0 ? '+' : '') + String(number);
}
