// What there is of a packet when only some of its headers are on: the layers from one on, as the strip draws them, and their octets.

import { toHex } from '../../base/bytes.ts';
import { stripBands, stripWords, type Band } from '../../player/strip.ts';
import type { Dissection, Layer } from '../../wire/dissection.ts';

/** The packet without the headers before layer `from`. Its octets keep their places in the frame, and a message that is all there is still says what it says. */
export function partOf(dissection: Dissection, from: number): Dissection {
  const layers = dissection.layers.slice(from);
  const bare = layers.every(({ protocol, quoted }) => quoted || protocol === 'data');
  const message = (): string => stripWords(dissection).find((word) => word !== dissection.word) ?? '';
  return { ...dissection, layers, word: bare ? message() : dissection.word };
}

/** Octets of one header, of data or of filling, one after the other. */
export interface OctetRun {
  /** The same for the same octets. */
  key: string;
  layer: Layer;
  /** In hexadecimal, the first of them. */
  hex: string;
  /** They are those of the header that the step is about. */
  own: boolean;
  /** They have just been taken off. */
  gone: boolean;
}

/** Octets of a run that are written; a longer one ends with `…`. */
const MANY = 64;

/** The octets of the packet: those of the part that is there, and before it the header that was taken off, if `header` is one. */
export function octetRuns(whole: Dissection, part: Dissection, header: number | undefined): OctetRun[] {
  const keyOf = ({ start, kind }: Band): string => `${kind} ${start}`;
  const there = new Set(bandsOf(part).map(keyOf));
  const own = header === undefined ? undefined : whole.layers[header];
  return bandsOf(whole).flatMap((band): OctetRun[] => {
    const { kind, layer, start, octets } = band;
    const isOwn = own !== undefined && kind !== 'padding' && start === own.start && band.protocol === own.protocol;
    const gone = !there.has(keyOf(band));
    if (gone && !isOwn) return [];
    const hex = toHex(whole.bytes.subarray(start, start + Math.min(octets, MANY))) + (octets > MANY ? ' …' : '');
    return [{ key: keyOf(band), layer, hex, own: isOwn, gone }];
  });
}

/** How wide a strip is does not matter where only its bands are asked for. */
const WIDTH = 1000;
const bandsOf = (dissection: Dissection): Band[] => stripBands(dissection, WIDTH, { least: 40 });

/** How many octets of the frame there are now. */
export function octetsIn({ layers }: Dissection): number {
  let bits = 0;
  for (const { spans } of layers) for (const span of spans) bits += span.bits;
  return Math.ceil(bits / 8);
}

/** Where the part lies in the strip of the whole frame, in hundredths of its width: headers keep their places while others come and go. */
export function extentOf(whole: Dissection, part: Dissection): { start: number; width: number } {
  const bands = bandsOf(whole);
  const starts = new Set(bandsOf(part).map(({ start, kind }) => `${start} ${kind}`));
  const there = bands.filter(({ start, kind }) => starts.has(`${start} ${kind}`));
  if (!there.length) return { start: 100, width: 0 };
  const first = there[0]!;
  const last = there[there.length - 1]!;
  return { start: first.x / 10, width: (last.x + last.width - first.x) / 10 };
}
