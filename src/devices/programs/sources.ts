// seq and yes: sources of octets for pipes, as coreutils have them. They write no faster than their reader takes it.

import { MILLISECOND } from '../../base/time.ts';
import type { HostState } from '../host/host.ts';
import { isOutputFull, PIPE_CAPACITY } from '../host/pipes.ts';
import { isOnTerminal, putOctets } from '../host/output.ts';
import { exitWith, fail } from '../host/processes.ts';
import type { ProcessState } from '../host/process.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';
import { readOptions } from './options.ts';

/** What goes to a terminal at once, in characters, and how long it is looked at: nobody reads faster. */
const SCREENFUL = 1024;
const LOOK = 50 * MILLISECOND;
/** Between two pipes full, where nobody holds it up. */
const PAUSE = 10 * MILLISECOND;

/** Numbers from `next` to `last` are still to be written; of `yes` the words, for ever. */
type SourceData = { next: number; last: number; step: number } | { words: string };

/** Writes as much as a pipe holds, then lets the world go on for a moment. */
function pour(host: HostState, process: ProcessState, out: Surroundings): void {
  if (isOutputFull(host, process)) return;
  const data = process.data as SourceData;
  const [most, pause] = isOnTerminal(process) ? [SCREENFUL, LOOK] : [PIPE_CAPACITY, PAUSE];
  let text = '';
  while (text.length < most && !isOver(data)) text += `${nextLine(data)}\n`;
  putOctets(host, process, new TextEncoder().encode(text), out);
  if (process.exit !== undefined) return;
  if (isOver(data)) exitWith(host, process, 0, out);
  else wakeProcess(process, host, out.now + pause, out);
}

const isOver = (data: SourceData): boolean =>
  'next' in data && (data.step > 0 ? data.next > data.last : data.next < data.last);

function nextLine(data: SourceData): string {
  if ('words' in data) return data.words;
  const line = String(data.next);
  data.next += data.step;
  return line;
}

/** How both go on. */
const going: Pick<Program, 'wake' | 'outputTaken'> = {
  wake: (process, host, out) => pour(host, process, out),
  outputTaken: (process, host, out) => pour(host, process, out),
};

export const seq: Program = {
  start(process, host, out) {
    // No options: `-1` is a number.
    const words = process.argv.slice(1);
    const refuse = (text: string): void => fail(host, process, 1, `seq: ${text}`, out);
    if (!words.length) return refuse('missing operand');
    if (words.length > 3) return refuse(`extra operand '${words[3]}'`);
    const wrong = words.find((word) => !/^[-+]?\d{1,15}$/.test(word));
    if (wrong !== undefined) return refuse(`invalid whole number: '${wrong}'`);
    const numbers = words.map(Number);
    const last = numbers.at(-1)!;
    const [first, step] = [numbers.length > 1 ? numbers[0]! : 1, numbers.length > 2 ? numbers[1]! : 1];
    if (step === 0) return refuse("invalid Zero increment value: '0'");
    process.data = { next: first, last, step } satisfies SourceData;
    pour(host, process, out);
  },
  ...going,
};

export const yes: Program = {
  start(process, host, out) {
    const { operands, mistake } = readOptions(process.argv, '');
    if (mistake) return fail(host, process, 1, `yes: ${mistake}`, out);
    process.data = { words: operands.length ? operands.join(' ') : 'y' } satisfies SourceData;
    pour(host, process, out);
  },
  ...going,
};
