// Samples a connection in slices, between which the page draws and listens: a long run never holds it up.

import type { History } from '../../sim/history.ts';
import { sampleMore } from '../../sim/analysis/samples.ts';
import type { Stream } from '../../sim/analysis/stream.ts';

/** Events between two looks at the clock, of which one may cost a millisecond; ms of work in a slice; ms between two pictures of what is there so far. */
const EVENTS = 4;
const SLICE = 6;
const PICTURE = 250;

/** Goes on until everything is sampled; `grown` is called now and then, and at the end with `true`. Gives what stops it. */
export function sampleAll(history: History, stream: Stream, grown: (done: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pictured = performance.now();
  const work = (): void => {
    const begin = performance.now();
    let more = true;
    while (more && performance.now() - begin < SLICE) more = sampleMore(history, stream, EVENTS);
    if (!more) {
      timer = undefined;
      grown(true);
      return;
    }
    timer = setTimeout(work, 8);
    if (performance.now() - pictured < PICTURE) return;
    pictured = performance.now();
    grown(false);
  };
  timer = setTimeout(work, 0);
  return () => clearTimeout(timer);
}
