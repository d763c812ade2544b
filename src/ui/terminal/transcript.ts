// What a host's terminal shows at an instant: the lines that were typed, and what programs wrote, read from the record.

import type { Instant } from '../../base/time.ts';
import type { Player } from '../../player/player.svelte.ts';
import { rowAt, type Row } from '../../sim/record.ts';

export interface TerminalLine {
  /** The row that says so; of a line in several pieces that of the first. */
  row: number;
  at: Instant;
  /** `typed`: a command; `input`: a line for a program that reads; `manual`: a page, whose words are those of the reader's language. */
  kind: 'typed' | 'input' | 'out' | 'err' | 'manual';
  text: string;
  /** Of a page of the manual: the command that it is about. `text` is its heading. */
  page?: string;
  /** What was typed behind it, and when, where a program had left the line open (a prompt). */
  echo?: { text: string; at: Instant };
  /** Its end has not been written yet. */
  open?: boolean;
}

/** A line, and whose it is while nobody has ended it. */
interface Open {
  line: TerminalLine;
  pid: number;
}

const kinds: Record<string, TerminalLine['kind']> = {
  'program-line': 'out',
  'program-text': 'out',
  'program-error-line': 'err',
  'program-error-text': 'err',
  'program-manual': 'manual',
};

/** Ctrl-D as a terminal shows it. */
const END = '^D';

/** All lines of a host's terminal as of the playhead, in order. */
export function terminalLines(player: Player, device: number): TerminalLine[] {
  const { history, index, rowsSoFar } = player;
  const { record } = history;
  const lines: TerminalLine[] = [];
  let open: Open | undefined;
  const numbers = [...index.commands, ...index.programLinesOf(device)].filter((number) => number < rowsSoFar);
  for (const number of numbers.sort((a, b) => a - b)) {
    const row = rowAt(record, number);
    if (row.device !== device) continue;
    const text = record.texts[row.x] ?? '';
    const typed = row.reason === 'command' ? typedBy(player, device, row.at, text) : undefined;
    if (typed) {
      if (open) open.line.open = false;
      if (typed.kind === 'input' && open) open.line.echo = { text: typed.text, at: row.at };
      else lines.push({ row: number, at: row.at, ...typed });
      open = undefined;
    } else open = written(lines, open, row, text);
  }
  return lines;
}

/** A row's text goes on in the line that the same program has left open, or begins one. Gives the line that is open now. */
function written(lines: TerminalLine[], open: Open | undefined, row: Row, text: string): Open | undefined {
  const kind = kinds[row.reason];
  if (!kind) return open;
  const goesOn = open !== undefined && kind !== 'manual' && open.pid === row.y && open.line.kind === kind;
  if (open && !goesOn) open.line.open = false;
  if (kind === 'manual') {
    lines.push({ row: row.number, at: row.at, kind, text: `${text.toUpperCase()}(1)`, page: text });
    return undefined;
  }
  const line: TerminalLine = goesOn ? open.line : { row: row.number, at: row.at, kind, text: '' };
  line.text += text;
  line.open = row.reason === 'program-text' || row.reason === 'program-error-text';
  if (!goesOn) lines.push(line);
  return line.open ? { line, pid: row.y } : undefined;
}

/** What was typed, where the row tells of that: other commands have rows too, and the log tells them apart. */
function typedBy(
  { history }: Player,
  device: number,
  at: Instant,
  text: string,
): Pick<TerminalLine, 'kind' | 'text'> | undefined {
  const name = history.lab.devices[device]?.name;
  for (const { at: when, command } of history.log) {
    if (when !== at || (command.do !== 'run' && command.do !== 'type') || command.on !== name) continue;
    if (command.do === 'type' && command.end && text.startsWith('type on ')) return { kind: 'input', text: END };
    if (command.line === text) return { kind: command.do === 'run' ? 'typed' : 'input', text };
  }
  return undefined;
}

/**
 * What came of the line that was typed on a host at an instant: everything up to the next line typed there. A line that failed at once may have been
 * typed again at the same instant, when a lesson went on from there: the last one counts.
 */
export function linesAfter(lines: readonly TerminalLine[], typed: string, at: Instant): TerminalLine[] {
  const typedIn = (line: TerminalLine): { text: string; at: Instant } | undefined =>
    line.echo ?? (line.kind === 'typed' || line.kind === 'input' ? line : undefined);
  const start = lines.findLastIndex((line) => typedIn(line)?.at === at && typedIn(line)?.text === typed);
  if (start < 0) return [];
  const end = lines.findIndex((line, i) => i > start && typedIn(line) !== undefined);
  return lines.slice(start + 1, end < 0 ? undefined : end);
}
