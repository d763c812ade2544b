// Looks through the connections of a long run while it comes, slice by slice: the view that asks for them first finds them.
import { lookOn } from '../sim/analysis/streams.ts';
import type { History } from '../sim/history.ts';

/** Rows between two looks at the clock, ms of work in a slice, and ms between two slices. */
const ROWS = 500;
const SLICE = 6;
const BETWEEN = 8;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Goes on until all rows of the history have been looked at; another history takes its place. */
export function lookAhead(history: History): void {
  clearTimeout(timer);
  const work = (): void => {
    const begin = performance.now();
    let more = true;
    while (more && performance.now() - begin < SLICE) more = lookOn(history, ROWS);
    timer = more ? setTimeout(work, BETWEEN) : undefined;
  };
  timer = setTimeout(work, 0);
}
