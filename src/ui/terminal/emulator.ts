// The terminal emulator on the page: shows lines and the line that is being typed, and tells what is typed. It keeps nothing that the page does not know.

import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { cellsOf, spotAfter } from './cells.ts';
import { inColumns } from './completion.ts';
import { lookOf } from './look.ts';
import { styled } from './screenText.ts';

/** What is on show: a pure function of what has happened and what is being typed. */
export interface Sight {
  /** As `shownLines` makes them. */
  lines: readonly string[];
  /** Where the last of the lines is the end of a page of the manual: how many lines it has. */
  page: number;
  /** The last line is open, and what is typed stands behind it. */
  goesOn: boolean;
  prompt: string;
  text: string;
  cursor: number;
  /** Where nothing is typed: what could be. */
  hint: string;
  /** Below what is typed: words that fit. */
  fitting: readonly string[];
}

export interface Typing {
  /** What the emulator sends for keys and for text that was typed or composed. */
  sent(data: string): void;
  pasted(text: string): void;
  /** Is Tab for the terminal, or does it lead on through the page? */
  wantsTab(): boolean;
  /** So many columns there are now. */
  resized(columns: number): void;
}

/** Lines that can be scrolled back to. */
const MOST_LINES = 5000;
const ERASE_BELOW = '\x1b[J';
/** Home, erase the screen, erase what was scrolled out of it. */
const ERASE_ALL = '\x1b[H\x1b[2J\x1b[3J';
/** Ctrl and these letters mean something in a terminal; all others are the browser's. */
const CONTROL_KEYS = 'acdeghklruwy';

export class Emulator {
  readonly #terminal: Terminal;
  readonly #box: HTMLElement;
  readonly #end: (() => void)[] = [];
  /** What has been written last, and for how many columns; where the typed line begins on the screen, and how many rows below that the cursor is. */
  #sight: Sight | undefined;
  #columns = 0;
  #column = 0;
  #down = 0;
  /** Escape was pressed: the next Tab leaves. */
  #leaving = false;

  /** Draws into a box, in the font and colours that the box has; they may change. */
  constructor(box: HTMLElement, typing: Typing) {
    this.#box = box;
    this.#terminal = new Terminal({
      ...lookOf(box),
      scrollback: MOST_LINES,
      scrollOnEraseInDisplay: true,
      cursorInactiveStyle: 'outline',
      lineHeight: 1.25,
      fontWeightBold: 640,
      drawBoldTextInBrightColors: false,
      macOptionIsMeta: true,
    });
    this.#terminal.open(box);
    this.#terminal.onData((data) => typing.sent(data));
    this.#terminal.onResize(({ cols }) => typing.resized(cols));
    this.#terminal.attachCustomKeyEventHandler((event) => this.#isOurs(event, typing));
    const onPaste = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      typing.pasted(event.clipboardData?.getData('text/plain') ?? '');
    };
    box.addEventListener('paste', onPaste, true);
    this.#end.push(() => box.removeEventListener('paste', onPaste, true));
    this.#watch();
  }

  /** The text field that keys go to. */
  get field(): HTMLTextAreaElement {
    return this.#terminal.textarea!;
  }

  focus(): void {
    this.#terminal.focus();
  }

  close(): void {
    for (const end of this.#end) end();
    this.#terminal.dispose();
  }

  /** Shows what is to be seen: adds to what is there where that is enough. */
  show(sight: Sight): void {
    const old = this.#sight;
    const isAdded = old !== undefined && this.#columns === this.#terminal.cols && goesOnFrom(old, sight);
    this.#terminal.write(isAdded ? this.#added(old, sight) : this.#all(sight));
    this.#sight = sight;
    if (sight.page && (!isAdded || sight.lines.length > old.lines.length)) this.#readPage(sight);
  }

  /** Scrolls to the beginning of the page that has been opened, as a pager shows it; the next key leads back to the end. */
  #readPage({ lines, page }: Sight): void {
    const rows = lines
      .slice(-page - 1)
      .reduce((sum, line) => sum + spotAfter(plain(line), 0, this.#columns).row + 1, 1);
    this.#terminal.write('', () => this.#terminal.scrollLines(Math.min(0, this.#terminal.rows - rows)));
  }

  /** Scrolls what is there out of sight, as Ctrl-L does; what is typed, and what stands before it in its line, stays. */
  clear(): void {
    const sight = this.#sight;
    if (!sight) return;
    const line = sight.goesOn ? sight.lines.at(-1)! + this.#typedBehind(sight) : this.#typed(sight, 0);
    this.#terminal.write(`${this.#erased()}\x1b[2J\x1b[H${line}`);
  }

  /** Takes as many rows and columns as the box has room for. */
  fit(): void {
    const screen = this.#box.querySelector('.xterm-screen')?.getBoundingClientRect();
    const { cols, rows } = this.#terminal;
    const style = getComputedStyle(this.#box);
    const [width, height] = [
      this.#box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
      this.#box.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom),
    ];
    if (!screen?.width || width <= 0 || height <= 0) return;
    const columnsNow = Math.max(10, Math.floor(width / (screen.width / cols)));
    const rowsNow = Math.max(2, Math.floor(height / (screen.height / rows)));
    if (columnsNow === cols && rowsNow === rows) return;
    this.#terminal.resize(columnsNow, rowsNow);
    if (this.#sight) this.show(this.#sight);
  }

  /** Follows the size of the box, and what the page does to its font and colours. */
  #watch(): void {
    const restyle = (): void => {
      this.#terminal.options = lookOf(this.#box);
      this.fit();
    };
    const sizes = new ResizeObserver(() => this.fit());
    sizes.observe(this.#box);
    const attributes = new MutationObserver(restyle);
    attributes.observe(document.documentElement, { attributes: true });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', restyle);
    // The page's own typeface may come later than the terminal, and has another width.
    const remeasure = (): void => {
      this.#terminal.options.fontFamily = 'monospace'; // only a change makes it measure
      restyle();
    };
    document.fonts.addEventListener('loadingdone', remeasure);
    this.#end.push(
      () => sizes.disconnect(),
      () => attributes.disconnect(),
      () => dark.removeEventListener('change', restyle),
      () => document.fonts.removeEventListener('loadingdone', remeasure),
    );
  }

  /** False: the key is left to the browser. */
  #isOurs(event: KeyboardEvent, { wantsTab }: Typing): boolean {
    if (event.type !== 'keydown' || event.isComposing) return true;
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    if (key === 'Tab' && !ctrlKey && !altKey && !metaKey) return !shiftKey && !this.#leaving && wantsTab();
    this.#leaving = key === 'Escape';
    if (metaKey || /^F\d/.test(key)) return false;
    if (ctrlKey && !altKey && key.length === 1) {
      const letter = key.toLowerCase();
      return !shiftKey && CONTROL_KEYS.includes(letter) && !(letter === 'c' && this.#terminal.hasSelection());
    }
    if ((key === 'PageUp' || key === 'PageDown') && !ctrlKey && !altKey) {
      event.preventDefault();
      this.#terminal.scrollPages(key === 'PageUp' ? -1 : 1);
      return false;
    }
    return true;
  }

  #all(sight: Sight): string {
    const { lines } = sight;
    this.#columns = this.#terminal.cols;
    return ERASE_ALL + lines.slice(-MOST_LINES).join('\r\n') + this.#typedBehind(sight);
  }

  #added(old: Sight, sight: Sight): string {
    const { lines } = sight;
    const last = old.lines.length - 1;
    const grown = last < 0 ? '' : lines[last]!.slice(old.lines[last]!.length);
    const more = lines.slice(old.lines.length);
    if (!grown && !more.length) return this.#erased() + this.#typed(sight, this.#column);
    const behind = old.goesOn && last >= 0;
    const added = grown + (behind && more.length ? '\r\n' : '') + more.join('\r\n');
    return this.#erased() + added + this.#typedBehind(sight);
  }

  /** Takes away the typed line and what is below it; the cursor stands where it began. */
  #erased(): string {
    return `${up(this.#down)}${toColumn(this.#column)}${ERASE_BELOW}`;
  }

  /** The typed line, where the cursor stands behind the last of the lines. */
  #typedBehind(sight: Sight): string {
    const { lines, goesOn } = sight;
    const last = lines.at(-1);
    if (last === undefined) return this.#typed(sight, 0);
    if (!goesOn) return `\r\n${this.#typed(sight, 0)}`;
    const { column, row } = spotAfter(plain(last), 0, this.#columns);
    return (row > 0 && column === 0 ? '\r\n' : '') + this.#typed(sight, column);
  }

  /** The typed line from a column on, and the cursor in it. */
  #typed({ prompt, text, cursor, hint, fitting }: Sight, column: number): string {
    const { cols, rows } = this.#terminal;
    const shown = within(text, cursor, (rows - 1) * cols - cellsOf(prompt) - column);
    const end = spotAfter(prompt + shown.text, column, cols);
    const at = spotAfter(prompt + shown.text.slice(0, shown.cursor), column, cols);
    const under = inColumns(fitting, cols, rows - 1 - end.row);
    this.#column = column;
    this.#down = at.row;
    const behind = text === '' && cellsOf(hint) < cols - end.column ? styled(hint, 'muted') : '';
    const atEdge = end.column === 0 && end.row > 0 ? '\r\n' : '';
    const back = up(end.row + under.length - at.row) + toColumn(at.column);
    return styled(prompt, 'muted') + shown.text + behind + atEdge + under.map((line) => `\r\n${line}`).join('') + back;
  }
}

/** Is it enough to add to what is there? */
function goesOnFrom(old: Sight, sight: Sight): boolean {
  const last = old.lines.length - 1;
  if (old.lines.length > sight.lines.length) return false;
  const same = old.lines === sight.lines || old.lines.every((line, i) => i === last || line === sight.lines[i]);
  if (!same) return false;
  const isGrown = last >= 0 && old.lines[last] !== sight.lines[last];
  if (isGrown) return old.goesOn && sight.lines[last]!.startsWith(old.lines[last]!);
  return old.goesOn === sight.goesOn || sight.lines.length > old.lines.length;
}

/** The part of a text around the cursor that takes at most so many cells. */
function within(text: string, cursor: number, most: number): { text: string; cursor: number } {
  if (cellsOf(text) <= most) return { text, cursor };
  const half = Math.max(1, Math.floor(most / 4)); // characters may be two cells wide
  const from = Math.max(0, cursor - half);
  return { text: text.slice(from, cursor + half), cursor: cursor - from };
}

const up = (rows: number): string => (rows > 0 ? `\x1b[${rows}A` : '');
const toColumn = (column: number): string => `\x1b[${column + 1}G`;
// eslint-disable-next-line no-control-regex -- what `styled` puts around texts
const plain = (text: string): string => text.replace(/\x1b\[[\d;:]*m/g, '');
