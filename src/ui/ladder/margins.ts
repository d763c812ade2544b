// What stands beside the columns of the ladder: states of connections as bands with their names, calls of send and recv as marks with their text. Pure.

import type { LadderCall, StateBand } from '../../player/ladderParts.ts';
import type { TextShape } from './picture.ts';
import { sideOf, type Places } from './places.ts';

export interface BandShape {
  row: number;
  state: string;
  x: number;
  y: number;
  height: number;
  width: number;
  name: TextShape;
}

export interface CallShape {
  row: number;
  /** A triangle that points to the cable for what is sent, away from it for what is received. */
  mark: string;
  way: LadderCall['way'];
  /** The whole of it, and what there is room for beside the first and the last column. */
  text: string;
  label: TextShape | undefined;
}

/** Width of a character beside a column. */
const CHARACTER = 6.5;
const LANE = 9;
const BAND = 6;
const NEAR = 7;

/** `lowest`: where the picture ends, for what lasts. */
export function bandShape(band: StateBand, places: Places, lowest: number): BandShape {
  const side = sideOf(places, band.column);
  const near = places.xs[band.column]! + side * (NEAR + band.lane * LANE);
  const y = Math.round(band.y);
  return {
    ...{ row: band.row, state: band.state, y, width: BAND, x: side < 0 ? near - BAND : near },
    height: Math.max(0, Math.min(band.end, lowest) - y),
    name: {
      ...{ x: near + side * (BAND + 5), y: y + 4, angle: 0, text: band.state },
      anchor: side < 0 ? 'end' : 'start',
    },
  };
}

export function callShape(call: LadderCall, text: string, places: Places): CallShape {
  const side = sideOf(places, call.column);
  const isOuter = call.column === 0 || call.column === places.xs.length - 1;
  const x = places.xs[call.column]!;
  const [tip, base] = call.way === 'out' ? [x + side, x + side * 9] : [x + side * 9, x + side];
  const y = Math.round(call.y);
  const room = Math.floor((places.gutter - 26) / CHARACTER);
  const short = text.length > room ? `${text.slice(0, room - 1)}…` : text;
  return {
    ...{ row: call.row, way: call.way, text },
    mark: `${tip} ${y} ${base} ${y - 4} ${base} ${y + 4}`,
    label:
      isOuter && places.gutter > 120
        ? { x: x + side * 20, y: y + 4, anchor: side < 0 ? 'end' : 'start', angle: 0, text: short }
        : undefined,
  };
}
