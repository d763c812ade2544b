// One frame as a handful of SVG elements, made once and dressed for each frame that uses them.

import { innermostLayer, leastStrip, stripBands, stripWords, type StripMeasure } from '../../player/strip.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { monoWidth, type Sizes } from './sizes.ts';

export const SVG = 'http://www.w3.org/2000/svg';
/** Room for one band beside the word, for its padding, and the widest strip, as multiples of the strip's height. */
const BAND = 0.78;
const PADDING = 0.6;
const WIDEST = 8.6;
/** A strip without words, likewise. */
const PLAIN = 2.3;

/** A strip with its words, a small strip, or only a dot: by how many fly together. */
export type Mode = 'words' | 'strip' | 'dot';

/** One frame as drawn: a dot on the cable, and a strip of bands beside it. */
export interface Sprite {
  group: SVGGElement;
  dot: SVGCircleElement;
  strip: SVGGElement;
  frame: SVGRectElement;
  bands: SVGRectElement[];
  /** As many as bands have borne words. */
  words: SVGTextElement[];
  /** The link header that a router takes off or puts on, apart from its strip. */
  chip: SVGGElement;
  /** How far it has come from its sender, where a flood is one movement. */
  trail: SVGLineElement;
  /** What the sprite shows now, so that only what changes is written. */
  row: number;
  mode: Mode;
  width: number;
  look: string;
  /** What it was dressed for. */
  dressed: readonly unknown[];
}

export function makeSprite(): Sprite {
  const make = <K extends keyof SVGElementTagNameMap>(name: K, className: string): SVGElementTagNameMap[K] => {
    const element = document.createElementNS(SVG, name);
    element.setAttribute('class', className);
    return element;
  };
  const group = make('g', 'flyer');
  const dot = make('circle', 'dot');
  const strip = make('g', 'strip');
  const frame = make('rect', 'frame');
  const chip = make('g', 'chip');
  const trail = make('line', 'trail');
  dot.setAttribute('r', '3');
  chip.append(make('rect', 'band link'), make('text', 'word link'));
  chip.style.display = trail.style.display = 'none';
  strip.append(frame, chip);
  group.append(trail, dot, strip);
  const empty = { row: -1, mode: 'words', width: 0, look: '', dressed: [] } as const;
  return { ...empty, bands: [], words: [], group, dot, strip, frame, chip, trail };
}

/** How a strip with words is measured at these sizes. */
const measureFor = ({ strip, small }: Sizes): StripMeasure => ({
  least: 0.65 * strip,
  character: monoWidth('x', small),
  room: PADDING * strip - 1,
});

/** How wide the strip of a frame is, with its words; where there is only so much room, as wide as that, if its words still fit. */
export function widthOf(dissection: Dissection, sizes: Sizes, room: number): number {
  const { strip: height, small } = sizes;
  const carried = dissection.layers.filter((layer) => !layer.quoted).length;
  const wide = stripWords(dissection).reduce(
    (sum, word) => sum + monoWidth(word, small) + PADDING * height,
    carried * BAND * height,
  );
  const width = Math.min(WIDEST * height, Math.max(3.6 * height, wide));
  return room < width && room >= leastStrip(dissection, measureFor(sizes)) ? room : width;
}

/** Gives a sprite the bands of its frame; `width`: of a strip with words. */
export function dress(
  sprite: Sprite,
  row: number,
  dissection: Dissection,
  { mode, sizes, width: withWords }: { mode: Mode; sizes: Sizes; width: number },
): void {
  const { strip: height, small } = sizes;
  const width = mode === 'words' ? withWords : PLAIN * height;
  Object.assign(sprite, { row, width, look: '' });
  sprite.group.setAttribute('data-row', String(row));
  sprite.strip.style.display = mode === 'dot' ? 'none' : '';
  const bands = stripBands(dissection, width, mode === 'words' ? measureFor(sizes) : { least: 5, character: 99 });
  sprite.dot.setAttribute('class', `dot ${innermostLayer(dissection)}`);
  const left = -width / 2;
  const top = -height / 2;
  set(sprite.frame, left - 1.5, top - 1.5, width + 3, height + 3);
  while (sprite.bands.length > bands.length) sprite.bands.pop()!.remove();
  while (sprite.bands.length < bands.length) {
    const band = document.createElementNS(SVG, 'rect');
    sprite.strip.insertBefore(band, sprite.words[0] ?? sprite.chip);
    sprite.bands.push(band);
  }
  let written = 0;
  bands.forEach((band, i) => {
    const rect = sprite.bands[i]!;
    const inset = band.kind === 'padding' ? 5 : band.quoted ? 2.5 : 0;
    set(rect, left + band.x, top + inset, Math.max(1, band.width - 1), height - 2 * inset);
    rect.setAttribute(
      'class',
      `band ${band.kind === 'padding' ? 'padding' : band.layer}${band.quoted ? ' quoted' : ''}`,
    );
    rect.dataset['protocol'] = band.protocol;
    if (band.word === undefined) return;
    write(sprite, written++, band.word, band.layer, left + band.x + band.width / 2, small);
  });
  for (; written < sprite.words.length; written++) sprite.words[written]!.textContent = '';
  dressChip(sprite, bands[0]?.protocol ?? '', sizes);
}

/** The `i`-th word of the strip, in the middle of its band. */
function write(sprite: Sprite, i: number, text: string, layer: string, x: number, size: number): void {
  const word = (sprite.words[i] ??= sprite.strip.insertBefore(document.createElementNS(SVG, 'text'), sprite.chip));
  word.textContent = text;
  word.setAttribute('class', `word ${layer}`);
  word.setAttribute('x', x.toFixed(1));
  word.setAttribute('y', (size * 0.35).toFixed(1));
}

function dressChip({ chip }: Sprite, protocol: string, { strip, small }: Sizes): void {
  const [rect, text] = chip.children as unknown as [SVGRectElement, SVGTextElement];
  const width = monoWidth(protocol, small) + 9;
  set(rect, -width / 2, -strip / 2, width, strip);
  text.textContent = protocol;
  text.setAttribute('y', (small * 0.35).toFixed(1));
}

function set(rect: SVGRectElement, x: number, y: number, width: number, height: number): void {
  rect.setAttribute('x', x.toFixed(1));
  rect.setAttribute('y', y.toFixed(1));
  rect.setAttribute('width', width.toFixed(1));
  rect.setAttribute('height', height.toFixed(1));
}

/** A little pile of `count` frames beside a port: at most five bars, then the number. */
export function fillStack(stack: SVGGElement, count: number): void {
  if (stack.dataset['count'] === String(count)) return;
  stack.dataset['count'] = String(count);
  const bars = Math.min(count, 5);
  stack.replaceChildren();
  for (let i = 0; i < bars; i++) {
    const bar = document.createElementNS(SVG, 'rect');
    set(bar, -9, -3 - 5 * i, 18, 3.6);
    stack.appendChild(bar);
  }
  const text = document.createElementNS(SVG, 'text');
  text.setAttribute('x', '13');
  text.setAttribute('y', '1');
  text.textContent = count > 1 ? String(count) : '';
  stack.appendChild(text);
}
