// Looks through a long run while it comes, slice by slice: its connections, what they sent again, what surprises, and what captures make of them. The view that asks first finds it.
import { lookForAgain } from '../sim/analysis/again.ts';
import { judgeOn } from '../sim/analysis/captured.ts';
import { lookOn } from '../sim/analysis/streams.ts';
import { lookForSurprises } from '../sim/analysis/surprises.ts';
import type { History } from '../sim/history.ts';

/** Each takes so many steps and says whether there are more; one builds on what the one before it has found. */
const LOOKS = [lookOn, lookForAgain, lookForSurprises, judgeOn];

/** Steps between two looks at the clock, ms of work in a slice, and ms between two slices. */
const STEPS = 500;
const SLICE = 6;
const BETWEEN = 8;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Goes on until all of the history has been looked at; another history takes its place. */
export function lookAhead(history: History): void {
  clearTimeout(timer);
  const work = (): void => {
    const begin = performance.now();
    let more = true;
    while (more && performance.now() - begin < SLICE) more = LOOKS.some((look) => look(history, STEPS));
    timer = more ? setTimeout(work, BETWEEN) : undefined;
  };
  timer = setTimeout(work, 0);
}
