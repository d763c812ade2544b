// What the state diagram shows of one end of a connection: every way between states with its causes, which of them were walked when, and where the end is now.

import type { Instant } from '../../base/time.ts';
import { stateEdges, stateNames, type Cause, type Edge, type State, type Step } from '../../sim/analysis/states.ts';
import { endsBelow, places, shortWays, ways, type Point, type Way } from './places.ts';

/** One visit of a way: the n-th step of the walk. */
export interface Visit {
  number: number;
  at: Instant;
  row: number;
  edge: Edge;
}

/** All edges from one state to another, drawn as one arrow. */
export interface Arrow {
  /** `from → to`. */
  name: string;
  from: State;
  to: State;
  way: Way;
  /** It ends at a cross instead of a box: the connection is CLOSED at once. */
  short: boolean;
  edges: readonly Edge[];
  visits: readonly Visit[];
}

export interface Box {
  /** Unlike the state, one of each: CLOSED stands twice. */
  name: string;
  state: State;
  at: Point;
  /** The steps that led here, and whether the end is here now. */
  visits: readonly Visit[];
  now: boolean;
}

export interface Diagram {
  boxes: readonly Box[];
  arrows: readonly Arrow[];
}

const nameOf = ({ from, to }: Pick<Edge, 'from' | 'to'>): string => `${from} → ${to}`;

const pairs: readonly (readonly Edge[])[] = [...new Set(stateEdges.map(nameOf))].map((name) =>
  stateEdges.filter((edge) => nameOf(edge) === name),
);

/** The diagram after these steps; without any, with nothing lit. */
export function diagramOf(steps: readonly Step[]): Diagram {
  const visits = steps.map(({ row, at, edge }, i): Visit => ({ number: i + 1, at, row, edge }));
  const arrows = pairs.map((edges): Arrow => {
    const { from, to } = edges[0]!;
    const name = nameOf(edges[0]!);
    const way = ways[name] ?? shortWays[name];
    if (!way) throw new Error(`the diagram has no way for ${name}`);
    const walked = visits.filter(({ edge }) => edge.from === from && edge.to === to);
    return { name, from, to, way, short: !ways[name], edges, visits: walked };
  });
  return { boxes: boxesOf(visits), arrows };
}

function boxesOf(visits: readonly Visit[]): Box[] {
  const last = visits[visits.length - 1];
  const boxes = stateNames.map((state): Box => {
    const led = visits.filter(({ edge }) => edge.to === state && !(state === 'CLOSED' && endsBelow(edge.from)));
    return { name: state, state, at: places[state], visits: led, now: last !== undefined && last === led.at(-1) };
  });
  const below = visits.filter(({ edge }) => edge.to === 'CLOSED' && endsBelow(edge.from));
  boxes.push({
    ...{ name: 'CLOSED again', state: 'CLOSED', at: places['CLOSED again'], visits: below },
    now: last !== undefined && last === below.at(-1),
  });
  return boxes;
}

/** The causes that an arrow is labelled with: those by which it was walked, else the first ones; `more`: there are others. */
export function labelOf({ edges, visits, short }: Arrow): { causes: Cause[]; more: boolean } {
  if (visits.length) return { causes: [...new Set(visits.map(({ edge }) => edge.cause))], more: false };
  if (short) return { causes: [], more: false };
  const causes = edges.map(({ cause }) => cause);
  return causes.length <= 2 ? { causes, more: false } : { causes: causes.slice(0, 1), more: true };
}

/** Points as a path with rounded corners. */
export function pathOf(points: readonly Point[], radius = 14): string {
  const [first, ...rest] = points;
  let path = `M${first!.join(' ')}`;
  rest.forEach((point, i) => {
    const next = rest[i + 1];
    if (!next) {
      path += `L${point.join(' ')}`;
      return;
    }
    const before = i ? rest[i - 1]! : first!;
    path += `L${towards(point, before, radius).join(' ')}Q${point.join(' ')} ${towards(point, next, radius).join(' ')}`;
  });
  return path;
}

/** So many px from a point towards another, at most half the way. */
function towards([x, y]: Point, [a, b]: Point, length: number): Point {
  const whole = Math.hypot(a - x, b - y);
  const part = Math.min(length, whole / 2) / whole;
  return [x + (a - x) * part, y + (b - y) * part];
}
