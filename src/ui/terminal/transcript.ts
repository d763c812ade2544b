// What a host's terminal shows at an instant: the lines that were typed, and what programs wrote, read from the record.

import type { Instant } from '../../base/time.ts';
import type { Player } from '../../player/player.svelte.ts';
import { rowAt } from '../../sim/record.ts';

export interface TerminalLine {
  /** The row that says so. */
  row: number;
  at: Instant;
  kind: 'typed' | 'out' | 'err';
  text: string;
}

const kinds: Record<string, TerminalLine['kind']> = { 'program-line': 'out', 'program-error-line': 'err' };

/** All lines of a host's terminal as of the playhead, in order. */
export function terminalLines(player: Player, device: number): TerminalLine[] {
  const { history, index, rowsSoFar } = player;
  const { record } = history;
  const lines: TerminalLine[] = [];
  // Commands other than lines typed here have rows, too: the log tells them apart.
  const name = history.lab.devices[device]?.name;
  const isTyped = (at: Instant, text: string): boolean =>
    history.log.some(
      ({ at: when, command }) => command.do === 'run' && command.on === name && when === at && command.line === text,
    );
  for (const number of [...index.commands, ...index.programLinesOf(device)]) {
    if (number >= rowsSoFar) continue;
    const row = rowAt(record, number);
    if (row.device !== device) continue;
    const text = record.texts[row.x] ?? '';
    const kind = row.reason === 'command' && isTyped(row.at, text) ? 'typed' : kinds[row.reason];
    if (kind) lines.push({ row: number, at: row.at, kind, text });
  }
  return lines.sort((a, b) => a.row - b.row);
}

/**
 * What came of the line that was typed on a host at an instant: everything up to the next line typed there. A line that failed at once may have been
 * typed again at the same instant, when a lesson went on from there: the last one counts.
 */
export function linesAfter(lines: readonly TerminalLine[], typed: string, at: Instant): TerminalLine[] {
  const start = lines.findLastIndex((line) => line.kind === 'typed' && line.at === at && line.text === typed);
  if (start < 0) return [];
  const end = lines.findIndex((line, i) => i > start && line.kind === 'typed');
  return lines.slice(start + 1, end < 0 ? undefined : end);
}
