// What there is of a packet when only some of its headers are on: the layers from one on, as the strip draws them, and their octets.

import { stripBands } from '../../player/strip.ts';
import type { Dissection } from '../../wire/dissection.ts';

/** The packet without the headers before layer `from`. Its octets keep their places in the frame. */
export const partOf = (dissection: Dissection, from: number): Dissection => ({
  ...dissection,
  layers: dissection.layers.slice(from),
  word: dissection.layers.slice(from).some(({ protocol, quoted }) => !quoted && protocol !== 'data')
    ? dissection.word
    : '',
});

/** How many octets of the frame there are now. */
export function octetsIn({ layers }: Dissection): number {
  let bits = 0;
  for (const { spans } of layers) for (const span of spans) bits += span.bits;
  return Math.ceil(bits / 8);
}

/** Where the part lies in the strip of the whole frame, in hundredths of its width: headers keep their places while others come and go. */
export function extentOf(whole: Dissection, part: Dissection): { start: number; width: number } {
  const WIDTH = 1000;
  const bands = stripBands(whole, WIDTH, { least: 40 });
  const starts = new Set(stripBands(part, WIDTH).map(({ start, kind }) => `${start} ${kind}`));
  const there = bands.filter(({ start, kind }) => starts.has(`${start} ${kind}`));
  if (!there.length) return { start: 100, width: 0 };
  const first = there[0]!;
  const last = there[there.length - 1]!;
  return { start: first.x / 10, width: (last.x + last.width - first.x) / 10 };
}
