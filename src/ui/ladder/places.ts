// Where the columns of the ladder stand in a width, and what there is room for beside them. In px at a root font size of 16 px; pure.

export interface Places {
  /** At least the width that was given; more where the columns need it. */
  width: number;
  xs: readonly number[];
  /** Width of the column of times at the left; 0: there is no room for it. */
  time: number;
  /** Room for words beside the first and the last column, where they have any. */
  gutter: number;
}

/** Columns do not stand nearer to each other. */
const LEAST = 112;
/** Beside a column without words. */
const EDGE = 40;
/** Room beside the columns, by the width of the whole: for words of calls, for names of states. */
const GUTTERS: readonly (readonly [from: number, gutter: number, time: number])[] = [
  [1080, 190, 76],
  [760, 140, 76],
  [520, 100, 66],
  [0, 98, 0],
];

/** `words`: whether the first and the last column have any beside them; `least`: how near columns may stand. */
export function placesFor(
  columns: number,
  width: number,
  words: readonly [boolean, boolean] = [true, true],
  least = LEAST,
): Places {
  const [, gutter, time] = GUTTERS.find(([from]) => width >= from)!;
  const [left, right] = words.map((any) => (any ? gutter : EDGE));
  const spaces = Math.max(1, columns - 1);
  const spacing = Math.max(least, (width - time - left! - right!) / spaces);
  const xs = Array.from({ length: columns }, (_, i) => Math.round(time + left! + i * spacing));
  return { width: Math.max(width, Math.round(time + left! + right! + spaces * spacing)), xs, time, gutter };
}

/** On which side of its column what belongs to it stands: outside where that is, else right of it. */
export const sideOf = ({ xs }: Places, column: number): -1 | 1 => (column === 0 && xs.length > 1 ? -1 : 1);

/** Where a line leads that ends at no column: a part of the way to the next one. */
export function besides({ xs }: Places, column: number): number {
  const x = xs[column] ?? 0;
  const next = xs[column + 1] ?? xs[column - 1];
  return next === undefined ? x + LEAST : x + (next - x) * 0.55;
}
