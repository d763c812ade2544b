// The ladder as shapes: what was sent as slanted lines with their words, crosses and links. Pure, so that the page and a picture file are drawn alike.

import type { Ladder } from '../../player/ladder.ts';
import type { Ending, Sent } from '../../player/ladderParts.ts';
import type { Band } from '../../player/strip.ts';
import type { Layer } from '../../wire/dissection.ts';
import { besides, type Places } from './places.ts';

/** A text that is read along a line, or level. */
export interface TextShape {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  angle: number;
  text: string;
}

/** One line of what was sent. */
export interface LineShape {
  how: Ending['how'] | 'on-the-way';
  d: string;
  /** Corners of the arrow's head; undefined where nothing arrives. */
  head: string | undefined;
  /** Where something was lost. */
  cross: { x: number; y: number } | undefined;
  /** Where a line ends, or begins, at a device without a column. */
  ring: { x: number; y: number } | undefined;
  /** The reason of the loss, or the name of that device. */
  tells: TextShape | undefined;
}

export interface SentShape {
  row: number;
  place: number;
  layer: Layer;
  again: boolean;
  lines: LineShape[];
  label: TextShape | undefined;
  /** The strip of the frame, small, at its sender. */
  strip: { x: number; y: number; angle: number; bands: readonly Band[] } | undefined;
  time: { y: number; text: string } | undefined;
  /** From what is sent again to what was sent first. */
  link: string | undefined;
}

/** What the shapes need to know of the run, in the reader's words. */
export interface Speech {
  /** What a frame says, from the longest way of saying it to the shortest. */
  labels(sent: Sent): readonly string[];
  layer(sent: Sent): Layer;
  bands(sent: Sent, width: number): readonly Band[];
  name(device: number): string;
  why(row: number): string;
  time(sent: Sent): string;
  original(sent: Sent): Sent | undefined;
}

/** Width of a character of a label, and of one beside a column. */
export const LABEL = 6.95;
const HEAD = 7;
const STRIP = 36;
/** From the sender to the first word, and how much of a line may be written on; on a short one less, and no strip. */
const BEGIN = 14;
const WRITTEN = 0.8;
const SHORT = 300;
const WRITTEN_SHORT = 0.62;
export const STRIP_HEIGHT = 7;

interface Way {
  ending: Ending | undefined;
  from: readonly [number, number];
  to: readonly [number, number];
}

export function shapeOf(ladder: Ladder, sent: Sent, places: Places, speech: Speech): SentShape {
  const ways = waysOf(ladder, sent, places);
  const main = ways.reduce((longest, way) => (lengthOf(way) > lengthOf(longest) ? way : longest), ways[0]!);
  const original = speech.original(sent);
  return {
    ...{ row: sent.row, place: sent.place, layer: speech.layer(sent), again: original !== undefined },
    lines: ways.map((way) => lineOf(ladder, sent, way, places, speech)),
    ...wordsOn(main, sent, speech, original !== undefined),
    time: places.time ? { y: sent.y, text: speech.time(sent) } : undefined,
    link: original && sent.from >= 0 ? linkOf(places.xs[sent.from]!, sent.y, original.y, sent.from, places) : undefined,
  };
}

/** Copies that end where nobody has a column are not drawn beside one that ends at a column. */
function waysOf(ladder: Ladder, sent: Sent, places: Places): Way[] {
  const shown = sent.endings.filter(({ to, how }) => to >= 0 || how === 'lost');
  const endings = shown.length ? shown : sent.endings.slice(0, 1);
  const ways = endings.map((ending) => wayOf(ladder, sent, ending, places));
  return ways.length ? ways : [{ ending: undefined, from: [places.xs[0]!, sent.y], to: [places.xs[0]!, sent.y] }];
}

function wayOf(ladder: Ladder, sent: Sent, ending: Ending, places: Places): Way {
  const { xs } = places;
  const { to, towards, how, reach } = ending;
  const end = ladder.endOf(sent, ending);
  const x = sent.from >= 0 ? xs[sent.from]! : besides(places, Math.max(0, to));
  const from = [x, sent.y] as const;
  if (how === 'lost') {
    const goal = towards >= 0 ? xs[towards]! : besides(places, Math.max(0, sent.from));
    const y = Number.isFinite(end) ? end : sent.y + 14;
    return { ending, from, to: [x + (goal - x) * reach, y] };
  }
  const goal = to >= 0 ? xs[to]! : besides(places, Math.max(0, sent.from));
  return { ending, from, to: [goal, Number.isFinite(end) ? end : Math.max(sent.y + 14, ladder.height + 14)] };
}

const lengthOf = ({ from, to, ending }: Way): number => Math.abs(to[0] - from[0]) * (ending?.how === 'alone' ? 0.5 : 1);

function lineOf(ladder: Ladder, sent: Sent, way: Way, places: Places, speech: Speech): LineShape {
  const { ending, from, to } = way;
  const flying = ending !== undefined && !Number.isFinite(ladder.endOf(sent, ending));
  const how = flying && ending.how !== 'lost' ? 'on-the-way' : (ending?.how ?? 'on-the-way');
  const [x, y] = to;
  const right = x >= from[0];
  const isLoop = ending?.to === sent.from && how !== 'lost';
  const shape: LineShape = {
    how,
    d: isLoop ? loopOf(from, to) : `M${point(from)}L${point(to)}`,
    ...{ head: undefined, cross: undefined, ring: undefined, tells: undefined },
  };
  const beside = { y: y + 4, anchor: right ? 'start' : 'end', angle: 0 } as const;
  if (how === 'lost') {
    shape.cross = { x, y };
    shape.tells = { ...beside, x: x + (right ? 10 : -10), text: speech.why(ending!.fate!) };
  } else if (ending && how !== 'on-the-way') shape.head = headOf(isLoop ? [x + HEAD, y - 2] : from, to);
  if (how === 'dropped') {
    shape.cross = { x, y };
    const inward = x > places.width / 2 ? -1 : 1;
    shape.tells = {
      ...beside,
      x: x + 12 * inward,
      y: y + 13,
      anchor: inward < 0 ? 'end' : 'start',
      text: speech.why(ending!.fate!),
    };
  }
  if (ending && ending.to < 0 && how !== 'lost') {
    shape.ring = { x, y };
    shape.tells = { ...beside, x: x + (right ? 8 : -8), text: speech.name(ending.device) };
  } else if (sent.from < 0) {
    shape.ring = { x: from[0], y: from[1] };
    const tells = { x: from[0] + (right ? -8 : 8), y: from[1] + 4, angle: 0, text: speech.name(sent.device) };
    shape.tells ??= { ...tells, anchor: right ? 'end' : 'start' };
  }
  return shape;
}

/**
 * At the sender's side, below the line, the strip and behind it the label: as much as there is room for. Above the line ends what the sender answers; what
 * comes the other way has its words at its own sender's side.
 */
function wordsOn(
  { from, to, ending }: Way,
  sent: Sent,
  speech: Speech,
  again: boolean,
): Pick<SentShape, 'label' | 'strip'> {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const right = dx >= 0;
  const angle = (Math.atan2(right ? dy : -dy, Math.abs(dx)) * 180) / Math.PI;
  const labels = speech.labels(sent);
  const mark = again ? '↺ ' : '';
  const widthOf = (text: string): number => (mark.length + text.length) * LABEL;
  // Behind what was lost there is room for its words: nothing else goes that way.
  const whole = ending?.how === 'lost' ? Math.abs(dx) / ending.reach : Math.abs(dx);
  const isShort = whole < SHORT;
  const room = whole * (isShort ? WRITTEN_SHORT : WRITTEN) - (isShort ? 0 : STRIP);
  const fitting = labels.find((one) => widthOf(one) <= room) ?? labels[labels.length - 1] ?? '';
  const withStrip = !isShort && length > BEGIN + STRIP;
  const begin = withStrip ? BEGIN + STRIP + 6 : BEGIN;
  const along = (distance: number): { x: number; y: number; angle: number } => {
    const share = length ? distance / length : 0;
    return { x: from[0] + dx * share, y: from[1] + dy * share, angle };
  };
  return {
    label: fitting ? { ...along(begin), anchor: right ? 'start' : 'end', text: mark + fitting } : undefined,
    // A strip begins with its first octet at the left, whichever way it goes.
    strip: withStrip ? { ...along(right ? BEGIN : BEGIN + STRIP), bands: speech.bands(sent, STRIP) } : undefined,
  };
}

function headOf(from: readonly [number, number], [x, y]: readonly [number, number]): string {
  const angle = Math.atan2(y - from[1], x - from[0]);
  const corner = (turn: number): string =>
    point([x - HEAD * Math.cos(angle + turn), y - HEAD * Math.sin(angle + turn)]);
  return `${point([x, y])} ${corner(0.42)} ${corner(-0.42)}`;
}

const loopOf = ([x, y]: readonly [number, number], [, end]: readonly [number, number]): string =>
  `M${x} ${round(y)}C${x + 60} ${round(y)} ${x + 60} ${round(end)} ${x} ${round(end)}`;

/** A bow beside the sender's column, towards the others. */
function linkOf(x: number, y: number, first: number, column: number, { xs }: Places): string {
  const inward = column === xs.length - 1 && xs.length > 1 ? -1 : 1;
  const bow = x + inward * Math.min(30, 12 + (y - first) / 12);
  return `M${x} ${round(y)}C${bow} ${round(y - 6)} ${bow} ${round(first + 6)} ${x} ${round(first)}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const point = ([x, y]: readonly [number, number]): string => `${round(x)} ${round(y)}`;
