// The strip: a packet as a bar of bands, one per header in wire order and then its data. Pure measure; whoever draws it, in HTML or SVG, draws the same.

import type { DissectedLayer, Dissection, Layer } from '../wire/dissection.ts';

/** One band of a strip. `x` and `width` in the unit of the width that was given (pixels). */
export interface Band {
  /** Padding and trailers are no header's business: they are drawn thin and hatched. */
  kind: 'header' | 'data' | 'padding';
  /** Wireshark's protocol name; for padding that of the header whose padding it is. */
  protocol: string;
  layer: Layer;
  /** Octets that the band stands for: the header alone, without what it carries. */
  octets: number;
  /** First octet, counted from the first of the frame. */
  start: number;
  /** Quoted inside an ICMP error, not carried. */
  quoted: boolean;
  x: number;
  width: number;
  /** The frame's short word on its innermost header, and the text of its data, where there is room for them. */
  word?: string;
}

export interface StripMeasure {
  /** No band is narrower, unless the strip is too narrow for all of them. */
  least?: number;
  /** Width of one character of the word, and room at both of its sides together. */
  character?: number;
  room?: number;
}

const USUAL = { least: 9, character: 6.2, room: 8 };

/** Layers that carry no header of their own: their octets are the data. */
const DATA = new Set(['data']);
const isPadding = (filter: string): boolean => filter.endsWith('.padding') || filter.endsWith('.trailer');

/** The bands of a frame, laid out from 0 to `width` without gaps. An empty frame has none. */
export function stripBands(dissection: Dissection, width: number, measure: StripMeasure = {}): Band[] {
  const { least, character, room } = { ...USUAL, ...measure };
  const bands = bandsOf(dissection.layers);
  const floors = floorsOf(bands, Math.min(least, width / Math.max(1, bands.length)));
  let left = width - floors.reduce((sum, one) => sum + one, 0);
  const words = wordsOf(dissection, bands);
  for (const [i, word] of words) {
    const more = Math.max(0, word.length * character + room - floors[i]!);
    if (more > left) continue;
    floors[i]! += more;
    left -= more;
    bands[i]!.word = word;
  }
  spread(bands, floors, width);
  return bands;
}

/** The narrowest strip of the frame on which all of its words stand. */
export function leastStrip(dissection: Dissection, measure: StripMeasure = {}): number {
  const { least, character, room } = { ...USUAL, ...measure };
  const bands = bandsOf(dissection.layers);
  const floors = floorsOf(bands, least);
  for (const [i, word] of wordsOf(dissection, bands)) floors[i] = Math.max(floors[i]!, word.length * character + room);
  return floors.reduce((sum, one) => sum + one, 0);
}

/** What each band has in any case. What is only quoted makes room for what is said. */
const floorsOf = (bands: readonly Band[], floor: number): number[] =>
  bands.map((band) => (band.kind === 'padding' ? Math.min(floor, 7) : band.quoted ? 0.55 * floor : floor));

/** What is to be written on which band; what a message says goes before what its header is called. */
function wordsOf(dissection: Dissection, bands: readonly Band[]): [band: number, word: string][] {
  const bearer = bearerOf(bands);
  // What an echo carries is nobody's message.
  const isMessage = bands[bearer]?.layer === 'transport';
  const data = bands.findIndex((band) => band.kind === 'data' && !band.quoted);
  const text = isMessage && data >= 0 ? textIn(dissection.bytes, bands[data]!) : '';
  const words: [number, string][] = text ? [[data, text]] : [];
  if (bearer >= 0 && dissection.word && !(bearer === data && text)) words.push([bearer, dissection.word]);
  return words;
}

/** The words that a strip of the frame bears where it is wide enough. */
export const stripWords = (dissection: Dissection): string[] =>
  wordsOf(dissection, bandsOf(dissection.layers)).map(([, word]) => word);

/** The layer of a frame's innermost header, which gives it its colour where it is only a dot. */
export function innermostLayer({ layers }: Dissection): Layer {
  const bands = bandsOf(layers);
  return (bands.findLast((band) => band.kind === 'header' && !band.quoted) ?? bands[0])?.layer ?? 'physical';
}

/** The longest beginning of a text that stands on a strip. */
const TEXT_SHOWN = 12;

/** The text of data that is one, or its beginning; '' where the octets are no plain text (a line end at the end is none of the text). */
function textIn(bytes: Uint8Array, { start, octets }: Band): string {
  let end = Math.min(start + octets, bytes.length);
  while (end > start && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end--;
  let text = '';
  for (let i = start; i < end && text.length <= TEXT_SHOWN; i++) {
    const octet = bytes[i]!;
    if (octet < 0x20 || octet > 0x7e) return '';
    text += String.fromCharCode(octet);
  }
  return text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN - 1)}…` : text;
}

/** Which bands a device of this kind looks at: a hub none, a switch the Ethernet header, a router as far as IP, a host all (undefined), and so does whatever is outside. */
export function readBy(kind: 'host' | 'router' | 'switch' | 'hub' | 'outside'): readonly string[] | undefined {
  if (kind === 'hub') return [];
  if (kind === 'switch') return ['eth'];
  return kind === 'router' ? ['eth', 'arp', 'ip'] : undefined;
}

function bandsOf(layers: readonly DissectedLayer[]): Band[] {
  const bands: Band[] = [];
  const padding: Band[] = [];
  for (const layer of layers) {
    let bits = 0;
    let padded = 0;
    let first = Infinity;
    let paddingStart = 0;
    for (const span of layer.spans) {
      if (isPadding(span.filter)) {
        if (!padded) paddingStart = span.bit >>> 3;
        padded += span.bits;
      } else {
        bits += span.bits;
        first = Math.min(first, span.bit >>> 3);
      }
    }
    const common = { protocol: layer.protocol, layer: layer.layer, quoted: layer.quoted, x: 0, width: 0 };
    const kind = DATA.has(layer.protocol) ? 'data' : 'header';
    if (bits) bands.push({ ...common, kind, octets: Math.ceil(bits / 8), start: first });
    if (padded) padding.push({ ...common, kind: 'padding', octets: Math.ceil(padded / 8), start: paddingStart });
  }
  return [...bands, ...padding.reverse()];
}

/** The band that bears the word: the innermost header that is carried; data where there is no header at all. */
function bearerOf(bands: readonly Band[]): number {
  const last = bands.findLastIndex((band) => band.kind === 'header' && !band.quoted);
  return last >= 0 ? last : bands.findIndex((band) => band.kind === 'data');
}

/** Everybody gets his floor; what is left is shared by the square root of the octets, so that a large body does not crush the headers. */
function spread(bands: Band[], floors: readonly number[], width: number): void {
  const taken = floors.reduce((sum, one) => sum + one, 0);
  const weights = bands.map((band) => (band.kind === 'padding' ? 0 : Math.sqrt(band.octets)));
  const all = weights.reduce((sum, one) => sum + one, 0);
  const left = Math.max(0, width - taken);
  let x = 0;
  bands.forEach((band, i) => {
    band.x = x;
    band.width = floors[i]! + (all > 0 ? (left * weights[i]!) / all : 0);
    x += band.width;
  });
}
