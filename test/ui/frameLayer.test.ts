// How frames are drawn: with their words where there is room for them, clear of open tables, standing where nothing may move, and as dots in a crowd.
import { expect, test } from 'vitest';
import type { Flyer } from '../../src/player/positions.ts';
import { Crowd } from '../../src/ui/stage/crowd.ts';
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
const flight = (row: number, share: number): Flyer => ({
  ...{ row, frame: 0, direction: 0, state: 'flying', progress: share, stage: share },
});
const flyer = flight(3, 0.5);
const sizes = sizesFor(646, 449);
const long = widthOf(question, sizes, Infinity);

/** Two hosts with a cable so long between them. */
function sceneOn(length: number, more: Partial<FrameScene> = {}): FrameScene {
  const place = [0, 0] as const;
  return {
    sizes,
    lines: [line(length)],
    receiver: () => ({ place, reads: undefined }),
    sender: () => ({ device: 0, place, reads: undefined }),
    dissection: () => question,
    peels: () => false,
    wears: () => false,
    chosen: () => false,
    tables: [],
    seen: () => ({ left: -1000, top: -1000, right: 1000, bottom: 1000 }),
    ...more,
  };
}
/** What is drawn of the frame on such a cable, with tables open: its words, and how wide its strip is. */
function drawnOn(length: number, tables: readonly Box[] = []): { words: string; width: number } {
  const group = document.createElementNS(SVG, 'g');
  new FrameLayer(group, group, () => undefined).draw([flyer], sceneOn(length, { tables }));
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

test('with reduced motion frames stand midway instead of flying', () => {
  const group = document.createElementNS(SVG, 'g');
  const layer = new FrameLayer(group, group, () => undefined);
  layer.still = true;
  layer.draw([flight(1, 0.1)], sceneOn(200));
  const early = group.querySelector('.flyer')!.getAttribute('transform');
  layer.draw([flight(1, 0.8)], sceneOn(200));
  expect(group.querySelector('.flyer')!.getAttribute('transform')).toBe(early);
});

test('a crowd of frames is dots, one element for each colour; what is chosen stands out, and a press finds the frame of a dot', () => {
  const svg = document.body.appendChild(document.createElementNS(SVG, 'svg'));
  const group = svg.appendChild(document.createElementNS(SVG, 'g'));
  const picked: number[] = [];
  const under = svg.insertBefore(document.createElementNS(SVG, 'g'), group);
  const layer = new FrameLayer(group, under, (row) => picked.push(row));
  const { from, to } = line(260);
  const scene = sceneOn(260, { chosen: ({ row }) => row === 7 });
  layer.draw(
    Array.from({ length: 200 }, (_, row) => flight(row, row / 200)),
    scene,
  );
  const dots = (look: string): number =>
    under.querySelector(`.crowd.${look}`)?.getAttribute('d')?.match(/M/g)?.length ?? 0;
  const rows = (): (string | null)[] =>
    [...group.querySelectorAll('.flyer')].map((one) => one.getAttribute('data-row'));
  expect(rows()).toEqual(['7']);
  expect([dots('ground'), dots('link')]).toEqual([199, 199]);
  const box = svg.getBoundingClientRect();
  const x = from[0] + (to[0] - from[0]) * 0.6;
  under
    .querySelector('.crowd.link')!
    .dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: box.left + x + 0.2, clientY: box.top + 1 }));
  expect(picked).toEqual([120]);
  layer.draw([flight(3, 0.015)], scene);
  expect([dots('ground'), dots('link')]).toEqual([0, 0]);
  expect(rows()).toEqual(['3']);
  layer.remove();
  expect(under.childElementCount).toBe(0);
  svg.remove();
});

test('in a crowd each layer has a shape of its own', () => {
  const group = document.createElementNS(SVG, 'g');
  const crowd = new Crowd(group);
  const layers = ['physical', 'link', 'network', 'transport', 'application'] as const;
  layers.forEach((layer, row) => crowd.add(row, layer, 10, 10));
  crowd.show();
  const shapes = layers.map((layer) => group.querySelector(`.crowd.${layer}`)!.getAttribute('d'));
  expect(new Set(shapes).size).toBe(layers.length);
});
