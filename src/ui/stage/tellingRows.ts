// Which of the rows of one instant are worth a sentence: one for each thing that happened, however many copies of a frame it made.

import { rowAt, type Recording } from '../../sim/record.ts';
import { isPassing } from '../../sim/socketRow.ts';

/** Sentences at once, at the most. */
const MOST = 3;
/** Said by others, or not worth saying when something else happened too. */
const QUIET = new Set<string>([
  ...['arp-refreshed', 'nic-not-mine', 'arp-asking', 'program-started', 'socket-call'],
  ...['script-line', 'script-waits'],
  ...['tcp-opened', 'tcp-rto', 'tcp-read', 'tcp-peeked', 'udp-written', 'udp-read', 'udp-peeked'],
]);
/** Their `y` is the process. */
const PRINTS = new Set<string>([
  'program-line',
  'program-text',
  'program-error-line',
  'program-error-text',
  'program-manual',
]);

/** Numbers of the rows to speak of, in order, among those of the instant of row `until` − 1. */
export function tellingRows(record: Recording, until: number): number[] {
  if (until === 0) return [];
  const { at } = rowAt(record, until - 1);
  const seen = new Set<string>();
  const loud: number[] = [];
  const quiet: number[] = [];
  for (let number = until - 1; number >= 0; number--) {
    const row = rowAt(record, number);
    if (row.at !== at || until - number > 400) break;
    const isBlank = row.reason === 'program-line' && !record.texts[row.x];
    (QUIET.has(row.reason) || isBlank || isPassing(row) ? quiet : loud).push(number);
  }
  const chosen = (loud.length ? loud : quiet).reverse();
  const things = chosen.filter((number) => {
    const row = rowAt(record, number);
    // Of what a program prints at once the first line says most: the rest stands in its terminal.
    const what =
      row.kind === 'flight' ? (row.frame ?? '') : `${row.device ?? ''} ${PRINTS.has(row.reason) ? row.y : row.x}`;
    const key = `${row.reason} ${what}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  // Where there are too many, what is seen on the cables comes before what a program does.
  const isDone = (number: number): boolean => {
    const { kind, reason } = rowAt(record, number);
    return kind === 'program' || reason === 'tcp-written';
  };
  const most = things.toSorted((a, b) => Number(isDone(a)) - Number(isDone(b))).slice(0, MOST);
  return most.sort((a, b) => a - b);
}
