// Marks as paths, one for each kind: where there are more of them than columns, those of a column are drawn together.

import type { Stretch, Mark, MarkKind } from './graph.ts';
import { MARKS } from './graph.ts';

/** From an instant and a value to px. */
export interface Places {
  x(at: number): number;
  y(value: number): number;
}

/** So many of one kind are drawn one by one. */
const FEW = 3_000;

/** The path of each kind of mark that there is in the stretch. */
export function markPaths(
  marks: readonly Mark[],
  { from, to }: Stretch,
  { x, y }: Places,
): { kind: MarkKind; path: string }[] {
  return MARKS.flatMap((kind) => {
    const here = marks.filter((mark) => mark.kind === kind && mark.at >= from && mark.at <= to);
    if (!here.length) return [];
    const shapes = (here.length > FEW ? together(here, x) : here).map((mark) =>
      shapeOf(kind, x(mark.at), y(mark.low), y(mark.high)),
    );
    return [{ kind, path: shapes.join('') }];
  });
}

/** So near to a mark means the mark, px. */
const NEAR = 7;

/** The mark of a segment that lies nearest to a place of the picture, if one is near. */
export function markNear(marks: readonly Mark[], { x, y }: Places, left: number, top: number): Mark | undefined {
  let [near, best]: [Mark | undefined, number] = [undefined, NEAR];
  for (const mark of marks) {
    if (mark.row === undefined) continue;
    const away = Math.abs(x(mark.at) - left);
    const [low, high] = [y(mark.low), y(mark.high)];
    const distance = away + Math.max(0, high - top, top - low);
    if (away < NEAR && distance < best) [near, best] = [mark, distance];
  }
  return near;
}

/** Those of a column as one, from the lowest to the highest. */
function together(marks: readonly Mark[], x: Places['x']): Mark[] {
  const columns = new Map<number, Mark>();
  for (const mark of marks) {
    const column = Math.round(x(mark.at));
    const one = columns.get(column);
    columns.set(column, one ? { ...one, low: Math.min(one.low, mark.low), high: Math.max(one.high, mark.high) } : mark);
  }
  return [...columns.values()];
}

const px = (value: number): number => Math.round(value * 10) / 10;

/** A bar; what is sent again has a foot and a head, what is lost a cross, a round trip is a point. */
function shapeOf(kind: MarkKind, at: number, low: number, high: number): string {
  const [x, bottom, top] = [px(at), px(low), px(Math.min(high, low - 2))];
  switch (kind) {
    case 'again':
      return `M${x - 3} ${bottom}h6m-3 0V${top}m-3 0h6`;
    case 'lost': {
      const middle = px((bottom + top) / 2);
      return `M${x - 4} ${middle - 4}l8 8m0 -8l-8 8`;
    }
    case 'roundTrip':
      return `M${x - 2} ${bottom}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0`;
    default:
      return `M${x} ${bottom}V${top}`;
  }
}
