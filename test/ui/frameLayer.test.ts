// How single frames are drawn: with their words where there is room for them, and clear of open tables.
import { expect, test } from 'vitest';
import type { Flyer } from '../../src/player/positions.ts';
import { FrameLayer, type FrameScene } from '../../src/ui/stage/frameLayer.ts';
import { cableLine, roomBeside, sweptBeside } from '../../src/ui/stage/geometry.ts';
import type { Box } from '../../src/ui/stage/placing.ts';
import { sizesFor } from '../../src/ui/stage/sizes.ts';
import { SVG, widthOf } from '../../src/ui/stage/sprite.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { encodeFrame } from '../../src/wire/encode.ts';

const question = dissect(
  encodeFrame([
    { eth: { dst: 'ff:ff:ff:ff:ff:ff', src: '02:00:00:00:00:0a' } },
    { arp: { opcode: 1, srcHwMac: '02:00:00:00:00:0a', srcProtoIpv4: '10.0.0.1', dstProtoIpv4: '10.0.0.2' } },
  ]),
);
const flyer = { row: 3, frame: 0, direction: 0, state: 'flying', progress: 0.5, stage: 0.5 } as Flyer;
const sizes = sizesFor(646, 449);
const long = widthOf(question, sizes, Infinity);

/** What is drawn of the frame on a cable so long, with tables open: its words, and how wide its strip is. */
function drawnOn(length: number, tables: readonly Box[] = []): { words: string; width: number } {
  const group = document.createElementNS(SVG, 'g');
  const place = [0, 0] as const;
  const scene: FrameScene = {
    sizes,
    lines: [cableLine([0, 0], 'host', [length, 0], 'host')],
    receiver: () => ({ place, reads: undefined }),
    sender: () => ({ device: 0, place, reads: undefined }),
    dissection: () => question,
    peels: () => false,
    wears: () => false,
    chosen: () => false,
    tables,
    seen: () => ({ left: -1000, top: -1000, right: 1000, bottom: 1000 }),
  };
  new FrameLayer(group, () => undefined).draw([flyer], scene);
  const words = [...group.querySelectorAll('.strip > .word')].map((word) => word.textContent).join(' ');
  return { words, width: Number(group.querySelector('.frame')!.getAttribute('width')) - 3 };
}
const line = (length: number) => cableLine([0, 0], 'host', [length, 0], 'host');
/** How far apart hosts stand so that a strip of this width just has room between them. */
const lengthFor = (width: number): number => width + 400 - roomBeside(line(400));

test('a strip is as long as its words are; a little longer than its cable, it is shortened to it', () => {
  expect(drawnOn(600)).toEqual({ words: 'who-has .2', width: expect.closeTo(long, 0) });
  const shortened = drawnOn(lengthFor(long - 6));
  expect(shortened.words).toBe('who-has .2');
  expect(shortened.width).toBeCloseTo(long - 6, 0);
});

test('raised off a cable that is too short for its words, it flies without them where it would cover a table', () => {
  const length = lengthFor(long / 2);
  expect(drawnOn(length).words).toBe('who-has .2');
  const way = sweptBeside(line(length), 0, long, sizes.strip);
  const beside = { ...way, top: way.top - 60, bottom: way.top - 1 };
  expect(drawnOn(length, [beside]).words).toBe('who-has .2');
  const inTheWay = { ...way, top: way.top - 60, bottom: way.top + 4 };
  expect(drawnOn(length, [inTheWay])).toEqual({ words: '', width: expect.any(Number) });
  expect(drawnOn(length, [inTheWay]).width).toBeLessThan(long / 2);
  // What flies close beside its cable is where it always was.
  expect(drawnOn(600, [{ left: -500, right: 900, top: -60, bottom: 60 }]).words).toBe('who-has .2');
});
