// Lines of a terminal as text for the emulator: with the styles of ECMA-48, and nothing in it that a packet could use to give orders to a terminal.

import { cellsOf } from './cells.ts';
import type { PageLine } from '../../words/manual/page.ts';
import type { TerminalLine } from './transcript.ts';

const TAB_STOP = 8;

/**
 * A text that only shows itself: control characters in caret notation as `cat -v` has them, what changes the direction of writing by its number, halves of
 * characters as U+FFFD. Tabs become blanks.
 */
export function harmless(text: string): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code === 9) out += ' '.repeat(TAB_STOP - (cellsOf(out) % TAB_STOP));
    else if (code < 0x20) out += `^${String.fromCharCode(code + 64)}`;
    else if (code === 0x7f) out += '^?';
    else if (code >= 0x80 && code < 0xa0) out += `M-^${String.fromCharCode(code - 64)}`;
    else if (code >= 0xd800 && code < 0xe000) out += '\ufffd';
    else if (isDirection(code)) out += `<U+${code.toString(16).toUpperCase()}>`;
    else out += character;
  }
  return out;
}

const isDirection = (code: number): boolean =>
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069) ||
  [0x200e, 0x200f, 0x2028, 0x2029].includes(code);

/** Select Graphic Rendition (ECMA-48 8.3.117). The theme gives the colours: bright black is for what is secondary, red for what is wrong. */
const styles = { strong: '1', muted: '90', wrong: '31;4:4' } as const;
export const styled = (text: string, style: keyof typeof styles): string => `\x1b[${styles[style]}m${text}\x1b[0m`;

/** Select Graphic Rendition as a program may write it. */
// eslint-disable-next-line no-control-regex -- that is how an order begins
const ORDER = /\x1b\[([\d;]{0,60})m/g;

/** What programs may order of the terminal: colours and weight of their text, but not to hide it (8). */
function mayOrder(parameters: string): boolean {
  const codes = parameters.split(';').map(Number);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 38 || code === 48) {
      // A colour by number, or by its three parts.
      const more = codes[i + 1] === 5 ? 2 : codes[i + 1] === 2 ? 4 : codes.length;
      if (i + more >= codes.length) return false;
      i += more;
    } else if (code === 8 || (code > 9 && code < 21) || (code > 49 && code < 90) || code > 107) return false;
  }
  return true;
}

/** Text without the orders that a program may give, and those orders: one behind each piece but the last. */
function takenApart(text: string): { pieces: string[]; orders: string[] } {
  const pieces = [''];
  const orders: string[] = [];
  let from = 0;
  for (const found of text.matchAll(ORDER)) {
    if (!mayOrder(found[1]!)) continue;
    pieces[pieces.length - 1] = text.slice(from, found.index);
    orders.push(found[0]);
    pieces.push('');
    from = found.index + found[0].length;
  }
  pieces[pieces.length - 1] = text.slice(from);
  return { pieces, orders };
}

/** What a program wrote, in the colours that it asked for; they end with the line. */
function coloured(text: string, otherwise: (plain: string) => string): string {
  const { pieces, orders } = takenApart(text);
  if (!orders.length) return otherwise(harmless(text));
  return `${pieces.map((piece, i) => harmless(piece) + (orders[i] ?? '')).join('')}\x1b[0m`;
}

/** What a program wrote, as it is read aloud: without its colours. */
export const readAloud = (text: string): string => harmless(takenApart(text).pieces.join(''));

export const promptOf = (host: string): string => `${host}$ `;

/** A line as the emulator is to show it, without line ends: several lines where it is a page. `pageOf`: what stands on a page of the manual. */
export function shownLines(line: TerminalLine, host: string, pageOf: (name: string) => readonly PageLine[]): string[] {
  if (line.page === undefined) return [shownLine(line, host)];
  return pageOf(line.page).map(({ text, is }) => (is === 'text' ? harmless(text) : styled(harmless(text), 'strong')));
}

function shownLine({ kind, text, echo }: TerminalLine, host: string): string {
  const own = harmless(text);
  if (kind === 'typed') return styled(promptOf(host), 'muted') + styled(own, 'strong');
  if (kind === 'input') return styled(own, 'strong');
  if (kind === 'err') return coloured(text, (plain) => styled(plain, 'wrong'));
  const out = coloured(text, (plain) => plain);
  return echo ? out + styled(harmless(echo.text), 'strong') : out;
}
