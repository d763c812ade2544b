// What of things that lie one below the other is in sight, found without looking at the rest.

interface AtY {
  y: number;
}

/** The place of the first of them, which are in order, that lies at `y` or below. */
export function firstFrom(all: readonly AtY[], y: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (all[middle]!.y < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those that touch a range; in order, and none begins before the one before it has ended. */
export function slice<T extends AtY>(all: readonly T[], top: number, bottom: number, endOf: (one: T) => number): T[] {
  const next = firstFrom(all, top);
  const first = next > 0 && endOf(all[next - 1]!) >= top ? next - 1 : next;
  return all.slice(first, firstFrom(all, bottom));
}
