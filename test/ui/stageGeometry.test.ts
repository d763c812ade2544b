// The stage's geometry: what is placed is where it can be seen.
import { describe, expect, test } from 'vitest';
import { layoutOf, type Point } from '../../src/player/layout.ts';
import { boxed } from '../../src/player/places.ts';
import { startHistory } from '../../src/sim/history.ts';
import {
  besideDevice,
  cableLine,
  deviceBox,
  labelSide,
  neighbourToward,
  pointOn,
  strideOn,
  type Box,
} from '../../src/ui/stage/geometry.ts';
import { badgesOf, formatChance, formatRate } from '../../src/ui/stage/linkText.ts';
import { pairsOf } from '../../src/ui/stage/scene.ts';
import { stretched, stretchFor } from '../../src/ui/stage/stretch.ts';
import { tellingRows } from '../../src/ui/stage/tellingRows.ts';
import { four, ring, twoLans } from '../support/labs.ts';
import { runOf } from '../player/run.ts';

const distance = ([x, y]: Point, [u, v]: Point): number => Math.hypot(x - u, y - v);
const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('cables', () => {
  test('run from edge to edge', () => {
    const line = cableLine([0, 0], 'host', [300, 0], 'router');
    expect(line.from[0]).toBeGreaterThan(26);
    expect(line.to[0]).toBeLessThan(275);
    expect(line.along).toEqual([1, 0]);
  });

  test('that join the same two devices lie beside each other', () => {
    const [a, b] = [0, 1].map((lane) => cableLine([0, 0], 'switch', [300, 0], 'switch', lane, 2));
    expect(Math.abs(a!.from[1] - b!.from[1])).toBeGreaterThan(10);
  });

  test('carry strips from near one end to near the other, never beyond, however short they are', () => {
    for (const length of [70, 120, 200, 600]) {
      const line = cableLine([0, 0], 'host', [length, length / 3], 'switch');
      const shares = [0, 0.5, 1].map((progress) => strideOn(line, 110, 17, progress));
      expect(shares[0]!).toBeGreaterThan(0);
      expect(shares[1]!).toBeCloseTo(0.5, 6);
      expect(shares[2]!).toBeLessThan(1);
      expect(shares[2]!).toBeGreaterThan(shares[0]!);
    }
  });

  test('lead back the same way', () => {
    const line = cableLine([0, 0], 'host', [300, 200], 'host');
    expect(distance(pointOn(line, 0, 0.2), pointOn(line, 1, 0.8))).toBeLessThan(1e-9);
  });
});

describe('labels', () => {
  test.each([
    ['below', [[200, 0]], 2],
    ['below', [[100, -150]], 2],
    ['above', [[100, 150]], 2],
    ['above', [[200, 100]], 2],
    [
      'right',
      [
        [-100, 100],
        [-200, 0],
        [-100, -100],
      ],
      0,
    ],
    ['below', [], 0],
  ] as const)('stand %s where cables lead to %j', (side, ends, lines) => {
    expect(labelSide([0, 0], ends, lines)).toBe(side);
  });
});

describe('tables', () => {
  test('stand where nothing else is, inside of the picture', () => {
    const places: Point[] = [
      [0, 0],
      [260, 0],
      [520, 0],
    ];
    const boxes = places.map((place) => deviceBox(place, 2, 'below'));
    const cables = [
      cableLine(places[0]!, 'host', places[1]!, 'switch'),
      cableLine(places[1]!, 'switch', places[2]!, 'host'),
    ];
    const bounds = { left: -80, top: -150, right: 600, bottom: 150 };
    for (const place of places) {
      const [left, top] = besideDevice(place, [180, 60], boxes, cables, bounds);
      const box = { left, top, right: left + 180, bottom: top + 60 };
      expect(boxes.some((other) => overlaps(other, box))).toBe(false);
      expect(overlaps(box, { left: -80, right: 600, top: -1, bottom: 1 })).toBe(false);
      expect(left >= bounds.left && top >= bounds.top && box.right <= bounds.right && box.bottom <= bounds.bottom).toBe(
        true,
      );
      boxes.push(box);
    }
  });
});

describe('arrow keys', () => {
  const places: Point[] = [
    [0, 0],
    [200, 10],
    [400, 0],
    [200, 200],
  ];
  test('lead to the nearest in their direction, neighbours first', () => {
    expect(neighbourToward(places, [1], 0, [1, 0])).toBe(1);
    expect(neighbourToward(places, [], 1, [0, 1])).toBe(3);
    expect(neighbourToward(places, [2], 0, [1, 0])).toBe(1);
    expect(neighbourToward(places, [], 0, [-1, 0])).toBeUndefined();
  });
});

describe('stretching', () => {
  test.each([
    ['four', four(), 640, 440],
    ['two LANs', twoLans(), 640, 440],
    ['ring', ring(), 900, 500],
  ])('%s: devices keep apart and stay on their side', (_, lab, width, height) => {
    const layout = layoutOf(lab);
    const pairs = pairsOf(startHistory(lab).live.state);
    const stretch = stretchFor(layout, width, height, pairs);
    const places = stretched(layout.places, stretch);
    places.forEach((a, i) =>
      places.slice(i + 1).forEach((b, k) => {
        expect(distance(a, b)).toBeGreaterThan(100);
        const [p, q] = [layout.places[i]!, layout.places[i + 1 + k]!];
        expect(Math.sign(a[0] - b[0])).toBe(Math.sign(p[0] - q[0]));
        expect(Math.sign(a[1] - b[1])).toBe(Math.sign(p[1] - q[1]));
      }),
    );
  });

  test('makes more of a wide stage than of a narrow one', () => {
    const layout = layoutOf(four());
    expect(stretchFor(layout, 1400, 500, []).x).toBeGreaterThan(stretchFor(layout, 700, 500, []).x);
  });

  test('leaves alone what cannot be helped: no room, one device, everything in one place', () => {
    const as = { x: 1, y: 1 };
    expect(stretchFor(layoutOf(four()), 0, 0, [])).toEqual(as);
    expect(stretchFor(boxed([[5, 5]]), 800, 600, [])).toEqual(as);
    expect(
      stretchFor(
        boxed([
          [5, 5],
          [5, 5],
        ]),
        800,
        600,
        [],
      ),
    ).toEqual(as);
  });
});

describe('words', () => {
  test('of a cable are written as labs write them', () => {
    expect(formatChance(10_000)).toBe('1 %');
    expect(formatChance(2_500)).toBe('0.25 %');
    expect([0, 64_000, 10_000_000, 2_500_000_000].map(formatRate)).toEqual([
      '∞ bit/s',
      '64 kbit/s',
      '10 Mbit/s',
      '2.5 Gbit/s',
    ]);
    const ordinary = four().links[0]!.profile;
    expect(badgesOf(ordinary, (key) => key)).toEqual([]);
    expect(badgesOf({ ...ordinary, mtu: 600, jitter: 2_000_000 }, (key) => key)).toEqual(['jitter 2 ms', 'mtu 600']);
  });

  test('of an instant speak of each thing once, however many copies of a frame there are', () => {
    const { rows, history } = runOf(four(), ['ping -c 1 192.168.12.2']);
    const flood = rows.filter((row) => row.reason === 'switch-flooded-broadcast');
    const told = tellingRows(history.record, flood.at(-1)!.number + 1).map((row) => rows[row]!.reason);
    expect(told).toEqual(['mac-learned', 'switch-flooded-broadcast']);
    expect(tellingRows(history.record, 0)).toEqual([]);
  });
});
