// Has somebody done just what an author foresaw as a wrong way? Compares the commands that were done with the lines of a `reject` block.

import type { Command } from '../sim/command.ts';
import type { ConsoleLine, Reject } from './lesson.ts';
import { commandOf } from './perform.ts';

/** The first of the foreseen wrong ways, among those that the author has words for, whose lines have all been done; how often and in which order does not matter. */
export function rejectDone(rejects: readonly Reject[], done: readonly Command[]): Reject | undefined {
  return rejects.find(({ lines, words }) => {
    const deeds = lines.flatMap((line) => deedOf(line) ?? []);
    return words.length > 0 && deeds.length > 0 && deeds.every((deed) => done.some((one) => covers(one, deed)));
  });
}

/** What a line does; undefined for one that waits. */
function deedOf(line: ConsoleLine): Command | undefined {
  if (line.type === 'wait') return undefined;
  return commandOf(line);
}

/** Is it the same? Blanks in a line do not count, nor does what a fault is called; a form on the page may set more at once than a line does. */
function covers(done: Command, foreseen: Command): boolean {
  if (done.do === 'fault' && foreseen.do === 'fault')
    return same({ ...done.add, name: '' }, { ...foreseen.add, name: '' });
  if ((done.do === 'set' && foreseen.do === 'set') || (done.do === 'link' && foreseen.do === 'link'))
    return same(pick(done, foreseen), foreseen);
  return same(done, foreseen);
}

/** Of what was done those properties that were foreseen. */
const pick = (done: object, foreseen: object): object =>
  Object.fromEntries(Object.entries(done).filter(([key]) => key in foreseen));

function same(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') return squeeze(one) === squeeze(other);
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const keys = Object.keys(one);
  const theirs = other as Readonly<Record<string, unknown>>;
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && same(one[key as never], theirs[key]))
  );
}

const squeeze = (text: string): string => text.trim().replace(/\s+/g, ' ');
