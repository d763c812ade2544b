// The stretch of time that a graph shows: zoomed about an instant, moved, never outside of what there is.

import type { Instant } from '../../base/time.ts';
import type { Stretch } from './graph.ts';

/** No closer than this, ns: a bit of a fast cable. */
const CLOSEST = 1_000;

/** A stretch kept inside of another, as long as it fits. */
export function inside({ from, to }: Stretch, whole: Stretch): Stretch {
  const length = Math.min(Math.max(to - from, CLOSEST), whole.to - whole.from);
  const begin = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: begin, to: begin + length };
}

/** Shows `factor` times as much time, the instant `about` staying where it is. */
export function zoomed(view: Stretch, whole: Stretch, about: Instant, factor: number): Stretch {
  const middle = Math.min(Math.max(about, view.from), view.to);
  return inside({ from: middle - (middle - view.from) * factor, to: middle + (view.to - middle) * factor }, whole);
}

/** Moved by a part of what is shown, negative: to earlier. */
export function moved(view: Stretch, whole: Stretch, part: number): Stretch {
  const by = (view.to - view.from) * part;
  return inside({ from: view.from + by, to: view.to + by }, whole);
}

/** Moved as little as needed for an instant to be in it. */
export function showing(view: Stretch, whole: Stretch, at: Instant): Stretch {
  const length = view.to - view.from;
  if (at < view.from) return inside({ from: at - length / 10, to: at + (length * 9) / 10 }, whole);
  if (at > view.to) return inside({ from: at - (length * 9) / 10, to: at + length / 10 }, whole);
  return view;
}
