// The stage's geometry: what is placed is where it can be seen.
import { describe, expect, test } from 'vitest';
import { layoutOf, type Point } from '../../src/player/layout.ts';
import { leastStrip, stripBands } from '../../src/player/strip.ts';
import { parseLab } from '../../src/sim/labText.ts';
import type { Lab } from '../../src/sim/lab.ts';
import type { WorldState } from '../../src/sim/state.ts';
import { boxed } from '../../src/player/places.ts';
import { startHistory } from '../../src/sim/history.ts';
import { rowAt } from '../../src/sim/record.ts';
import { DrawerPlaces } from '../../src/ui/stage/drawerPlaces.ts';
import { drawerOf } from '../../src/ui/stage/drawers.ts';
import { closest, fitFor, fitted, unfitted } from '../../src/ui/stage/fit.ts';
import { fittingOf } from '../../src/ui/stage/fitting.ts';
import {
  besideCable,
  cableLine,
  HALF,
  neighbourToward,
  pointOn,
  roomBeside,
  strideOn,
  sweptBeside,
} from '../../src/ui/stage/geometry.ts';
import { labelsOf, type Label } from '../../src/ui/stage/labels.ts';
import { badgesOf, formatChance, formatRate } from '../../src/ui/stage/linkText.ts';
import { faultNotes, groundForNotes, placeNotes } from '../../src/ui/stage/notes.ts';
import { around, Ground, lengthInside, shared, type Box } from '../../src/ui/stage/placing.ts';
import { sceneOf, type Scene } from '../../src/ui/stage/scene.ts';
import { widthOf } from '../../src/ui/stage/sprite.ts';
import { sizesFor, SMALLEST, type Sizes } from '../../src/ui/stage/sizes.ts';
import { tellingRows } from '../../src/ui/stage/tellingRows.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import { four, ring } from '../support/labs.ts';
import { runOf } from '../player/run.ts';
import { played } from '../words/talks.ts';

const answer = dissect(
  encodeFrame([
    { eth: { dst: '02:00:00:00:00:0a', src: '02:00:00:00:00:0b' } },
    { arp: { opcode: 2, srcHwMac: '02:00:00:00:00:0b', srcProtoIpv4: '192.168.12.2', dstProtoIpv4: '192.168.12.1' } },
  ]),
);

const distance = ([x, y]: Point, [u, v]: Point): number => Math.hypot(x - u, y - v);

const texts = import.meta.glob<string>('../../lessons/**/*.lab.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const lesson = (name: string): Lab => {
  const [path, text] = Object.entries(texts).find(([one]) => one.endsWith(name))!;
  const lab = parseLab(text, path);
  if (!lab.ok) throw new Error(JSON.stringify(lab.errors));
  return lab.value;
};
/** Stages as the classroom has them: wide, medium, a phone, presented. */
const stages = [
  ['wide', 646, 449, 1],
  ['medium', 574, 376, 1],
  ['small', 593, 353, 1],
  ['phone', 390, 214, 1],
  ['presented', 1440, 620, 1.4],
] as const;
const labs = [
  ['who-has', lesson('lan.lab.yaml')],
  ['gateway', lesson('two-lans.lab.yaml')],
  ['ring', ring()],
] as const;
const everywhere = labs.flatMap(([name, lab]) => stages.map((stage) => [name, lab, ...stage] as const));

interface Drawn {
  state: WorldState;
  scene: Scene;
  sizes: Sizes;
  labels: Label[];
  seen: Box;
  glyphs: Box[];
}

function drawn(lab: Lab, width: number, height: number, type: number): Drawn {
  const layout = layoutOf(lab);
  const { state } = startHistory(lab).live;
  const fit = fittingOf(layout, state, { width, height, type, obstacles: [] });
  const places = fitted(layout.places, fit);
  const sizes = sizesFor(width, height, 1, type, closest(places));
  const scene = sceneOf(places, state, sizes.glyph);
  const seen = { left: 0, top: 0, right: width, bottom: height };
  const { labels } = labelsOf(scene, sizes, { bounds: seen, obstacles: [] });
  const glyphs = scene.devices.map(({ place, kind }) =>
    around(place, [HALF[kind][0] * sizes.glyph, HALF[kind][1] * sizes.glyph]),
  );
  return { state, scene, sizes, labels, seen, glyphs };
}

const within = (box: Box, seen: Box): boolean =>
  box.left >= seen.left && box.right <= seen.right && box.top >= seen.top && box.bottom <= seen.bottom;

describe('cables', () => {
  test('run from edge to edge', () => {
    const line = cableLine([0, 0], 'host', [300, 0], 'router');
    expect(line.from[0]).toBeGreaterThan(26);
    expect(line.to[0]).toBeLessThan(275);
    expect(line.along).toEqual([1, 0]);
  });

  test('that join the same two devices lie beside each other', () => {
    const [a, b] = [0, 1].map((lane) => cableLine([0, 0], 'switch', [300, 0], 'switch', { lane, lanes: 2 }));
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

  test.each([
    ['short', 48],
    ['nearly long enough', 108],
    ['long', 400],
  ])('%s: a strip beside one never lies on the devices at its ends', (_, span) => {
    for (const rise of span < 110 ? [0, span / 4, -span / 4] : [0]) {
      const places: Point[] = [
        [0, 0],
        [span + 2 * HALF.router[0], rise],
      ];
      const line = cableLine(places[0]!, 'host', places[1]!, 'router');
      const devices = places.map((place, i) => around(place, HALF[i === 0 ? 'host' : 'router']));
      for (const end of [0, 1] as const)
        for (const progress of [0, 0.25, 0.5, 0.75, 1]) {
          const at = pointOn(line, end, strideOn(line, 110, 17, progress));
          const [ox, oy] = besideCable(line, end, 110, 17);
          for (const device of devices) expect(shared(around([at[0] + ox, at[1] + oy], [55, 8.5]), device)).toBe(0);
        }
    }
  });

  test.each([
    ['flat', 300, 0],
    ['rising', 260, 90],
  ])('%s: what a strip passes over on its way holds it all of the time', (_, dx, dy) => {
    const line = cableLine([0, 0], 'host', [dx, dy], 'router');
    for (const [end, width] of [
      [0, 60],
      [1, 60],
      [0, 400],
    ] as const) {
      const swept = sweptBeside(line, end, width, 17);
      for (const progress of [0, 0.3, 1]) {
        const [x, y] = pointOn(line, end, strideOn(line, width, 17, progress));
        const [ox, oy] = besideCable(line, end, width, 17);
        const strip = around([x + ox, y + oy], [width / 2, 8.5]);
        expect(shared(strip, swept)).toBeCloseTo(width * 17, 6);
      }
    }
  });

  test('a strip is shortened to its cable where its words still fit, and else is as long as always', () => {
    const sizes = sizesFor(646, 449);
    const free = widthOf(answer, sizes, Infinity);
    const least = leastStrip(answer, {
      least: 0.65 * sizes.strip,
      character: 0.62 * sizes.small,
      room: 0.6 * sizes.strip - 1,
    });
    expect(least).toBeLessThan(free - 8);
    expect(widthOf(answer, sizes, free - 8)).toBe(free - 8);
    expect(
      stripBands(answer, free - 8, { least: 5, character: 0.62 * sizes.small, room: 4 }).some(({ word }) => word),
    ).toBe(true);
    expect(widthOf(answer, sizes, least - 1)).toBe(free);
    expect(widthOf(answer, sizes, free + 100)).toBe(free);
    // Beside a steep cable there are no devices in its way.
    expect(roomBeside(cableLine([0, 0], 'host', [5, 300], 'host'))).toBe(Infinity);
    expect(roomBeside(cableLine([0, 0], 'host', [200, 0], 'host'))).toBeLessThan(200 - 2 * HALF.host[0]);
  });

  test('lead back the same way', () => {
    const line = cableLine([0, 0], 'host', [300, 200], 'host');
    expect(distance(pointOn(line, 0, 0.2), pointOn(line, 1, 0.8))).toBeLessThan(1e-9);
  });
});

describe('labels', () => {
  test.each(everywhere)(
    '%s: every device is named, on a stage that is %s: nothing covers anything',
    (_, lab, _stage, ...room) => {
      const { scene, labels, seen, glyphs } = drawn(lab, ...room);
      const named = labels.filter((label) => label.port === undefined).map((label) => label.lines[0]!.text);
      expect(named).toEqual(scene.devices.map((device) => device.name));
      labels.forEach(({ box }, i) => {
        expect(within(box, seen)).toBe(true);
        for (const glyph of glyphs) expect(shared(box, glyph)).toBe(0);
        for (const other of labels.slice(i + 1)) expect(shared(box, other.box)).toBe(0);
      });
    },
  );

  test.each(everywhere)('%s: nothing is written too small to be read', (_, lab, stage, ...room) => {
    const { sizes } = drawn(lab, ...room);
    for (const size of [sizes.name, sizes.address, sizes.small]) expect(size).toBeGreaterThanOrEqual(SMALLEST);
    if (stage !== 'phone') expect(sizes.small).toBeGreaterThanOrEqual(stage === 'small' ? SMALLEST : 11.9);
    expect(sizes.strip).toBeGreaterThanOrEqual(16);
  });

  const lookOf = (lab: Lab, width: number, height: number): string[] =>
    drawn(lab, width, height, 1).labels.flatMap((label) => label.lines.map((line) => line.text));

  test('MAC addresses go first where room is short, then prefixes; both are there where there is room', () => {
    const lab = lesson('lan.lab.yaml');
    expect(lookOf(lab, 646, 449)).toContain('02:00:00:00:00:0a');
    expect(lookOf(lab, 646, 449)).toContain('192.168.12.1/24');
    const phone = lookOf(lab, 390, 214);
    expect(phone).not.toContain('02:00:00:00:00:0a');
    expect(phone.some((text) => text.startsWith('192.168.12.1'))).toBe(true);
    expect(lookOf(lab, 120, 90)).not.toContain('192.168.12.1');
  });

  test("a router's addresses stand at their ports, each on its side", () => {
    const { scene, labels } = drawn(lesson('two-lans.lab.yaml'), 646, 449, 1);
    const router = scene.devices.find((device) => device.kind === 'router')!;
    const [eth0, eth1] = [0, 1].map((port) => labels.find((one) => one.device === router.index && one.port === port)!);
    expect(eth0!.lines.map((line) => line.text)).toEqual(['eth0', '192.168.12.254/24', '02:00:00:00:01:01']);
    expect(eth0!.box.right).toBeLessThan(router.place[0]);
    expect(eth1!.box.left).toBeGreaterThan(router.place[0]);
  });
});

describe('ports without a cable', () => {
  test('stand in their order on the edge of their device, apart from those with cables', () => {
    const { scene, sizes } = drawn(lesson('two-lans.lab.yaml'), 646, 449, 1);
    const bare = scene.ports.filter((port) => port.state === 'bare');
    expect(bare.map((port) => port.name)).toEqual(['4', '4']);
    for (const { at, device, port } of bare) {
      const { place } = scene.devices[device]!;
      expect(Math.abs(at[1] - place[1])).toBeCloseTo(HALF.switch[1] * sizes.glyph, 6);
      for (const other of scene.ports) {
        if (other.device === device && other.port !== port) expect(distance(other.at, at)).toBeGreaterThan(9);
      }
    }
  });

  test('of a switch without any cable are all there, left to right', () => {
    const lab = parseLab('lab: lone\ndevices:\n  S: { kind: switch, ports: 6 }\n', 'lone.lab.yaml');
    if (!lab.ok) throw new Error(JSON.stringify(lab.errors));
    const { ports } = drawn(lab.value, 646, 449, 1).scene;
    expect(ports.map((port) => port.name)).toEqual(['1', '2', '3', '4', '5', '6']);
    ports.slice(1).forEach((port, i) => expect(port.at[0]).toBeGreaterThan(ports[i]!.at[0] + 6));
  });
});

describe('tables', () => {
  const words = (key: string): string => key;

  test.each(everywhere)(
    '%s: of all devices at once on a stage that is %s: inside, over nothing',
    (_, lab, _s, ...room) => {
      const { state, scene, sizes, labels, seen, glyphs } = drawn(lab, ...room);
      const tables = scene.devices.map(({ index }) =>
        [6, 1].flatMap((rows) => [drawerOf(state, index, [], 0, words, { sizes, short: true, rows }) ?? []].flat()),
      );
      const placed = new DrawerPlaces().place(tables, { scene, labels, sizes, obstacles: [], seen }, []);
      expect(placed.length).toBeGreaterThan(0);
      const boxes = placed.map(({ at, table: { size } }) => ({
        left: at[0],
        top: at[1],
        right: at[0] + size[0],
        bottom: at[1] + size[1],
      }));
      boxes.forEach((box, i) => {
        expect(within(box, seen)).toBe(true);
        for (const taken of [...glyphs, ...labels.map((label) => label.box), ...boxes.slice(i + 1)])
          expect(shared(box, taken)).toBe(0);
      });
    },
  );

  test('stay where they are while others open', () => {
    const { state, scene, sizes, labels, seen } = drawn(four(), 760, 560, 1);
    const tables = scene.devices.map(({ index }) => [drawerOf(state, index, [], 0, words, { sizes, short: false })!]);
    const ground = { scene, labels, sizes, obstacles: [], seen };
    const places = new DrawerPlaces();
    const [first] = places.place(tables.slice(2, 3), ground, [1]);
    const again = places.place(tables.slice(0, 3), ground, [1]);
    expect(again.find(({ table }) => table.device === first!.table.device)!.at).toEqual(first!.at);
  });
});

describe('notes', () => {
  test('of faults stand at the sender or at its port, those of anybody in a corner; over nothing that is written', () => {
    const { state, scene, sizes, labels, seen } = drawn(lesson('two-lans.lab.yaml'), 646, 449, 1);
    const setup = { action: 'drop', filter: 'arp' } as const;
    const faulty = {
      ...state,
      faults: [
        { setup: { ...setup, name: 'at A' }, device: 0, port: -1, seen: 0 },
        { setup: { ...setup, name: 'at a port' }, device: 2, port: 2, seen: 0 },
        { setup: { ...setup, name: 'anywhere' }, device: -1, port: -1, seen: 0 },
      ],
    };
    const notes = faultNotes(faulty, scene, (key) => key);
    const boxes = labels.map((label) => label.box);
    const lines = scene.cables.map((cable) => cable.line);
    const placed = placeNotes(notes, groundForNotes(scene.devices, lines, boxes, seen, sizes), sizes);
    expect(placed.map((note) => note.text.split(':')[0])).toEqual(['at A', 'at a port', 'anywhere']);
    expect(distance(placed[0]!.middle, scene.devices[0]!.place)).toBeLessThan(130);
    for (const { box } of placed) for (const other of boxes) expect(shared(box, other)).toBe(0);
  });
});

describe('free places', () => {
  const line = cableLine([0, 0], 'host', [300, 0], 'host');
  test('the length of a cable in a box is what lies in it', () => {
    expect(lengthInside(line, { left: 100, top: -5, right: 150, bottom: 5 })).toBeCloseTo(50, 6);
    expect(lengthInside(line, { left: 100, top: 5, right: 150, bottom: 15 })).toBe(0);
    expect(lengthInside(line, { left: 100, top: 5, right: 150, bottom: 15 }, 6)).toBeGreaterThan(50);
  });

  test('a place outside of the stage counts as covered', () => {
    const ground = new Ground([], [], { left: 0, top: 0, right: 100, bottom: 100 }, 0);
    expect(ground.covered({ left: 90, top: 0, right: 110, bottom: 10 })).toBe(100);
    expect(ground.covered({ left: 80, top: 0, right: 100, bottom: 10 })).toBe(0);
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

describe('fitting to the stage', () => {
  const pads = { left: 40, right: 40, top: 30, bottom: 60 };

  test.each(everywhere)('%s keeps left and right, above and below on a stage that is %s', (_, lab, _stage, ...room) => {
    const layout = layoutOf(lab);
    const { scene } = drawn(lab, ...room);
    scene.devices.forEach(({ place: a }, i) =>
      scene.devices.slice(i + 1).forEach(({ place: b }, k) => {
        const [p, q] = [layout.places[i]!, layout.places[i + 1 + k]!];
        expect(Math.sign(Math.round(a[0] - b[0]))).toBe(Math.sign(p[0] - q[0]));
        expect(Math.sign(Math.round(a[1] - b[1]))).toBe(Math.sign(p[1] - q[1]));
      }),
    );
  });

  test('fills the room between the pads in at least one direction, and never stretches wildly', () => {
    const layout = layoutOf(four());
    for (const [width, height] of [
      [1400, 500],
      [390, 220],
      [500, 900],
    ] as const) {
      const { scale } = fitFor(layout, width, height, pads, []);
      const [w, h] = [(layout.right - layout.left) * scale[0], (layout.bottom - layout.top) * scale[1]];
      expect(Math.max(w / (width - 80), h / (height - 90))).toBeCloseTo(1, 6);
      expect(Math.max(scale[0] / scale[1], scale[1] / scale[0])).toBeLessThanOrEqual(2.2 + 1e-9);
    }
  });

  test('a device that is dragged lands where it was dropped', () => {
    const layout = layoutOf(four());
    const fit = fitFor(layout, 646, 449, pads, []);
    layout.places.forEach((place) => expect(unfitted(fitted([place], fit, 1.7)[0]!, fit, 1.7)).toEqual([...place]));
  });

  test('puts a lone device in the middle, and survives a stage without room', () => {
    expect(fitted([[5, 5]], fitFor(boxed([[5, 5]]), 800, 600, { left: 0, right: 0, top: 0, bottom: 0 }, []))).toEqual([
      [400, 300],
    ]);
    for (const lab of [four(), ring()]) {
      const places = drawn(lab, 0, 0, 1).scene.devices.map((device) => device.place);
      expect(places.flat().every(Number.isFinite)).toBe(true);
    }
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
    // The ping prints its answer, an empty line and its statistics at once.
    const last = tellingRows(history.record, history.record.rowCount).map((row) => rows[row]!.reason);
    expect(last).toEqual(['program-line', 'program-exited']);
  });

  test('of an instant at a socket speak of states and segments, not of calls and of what passes at once', () => {
    const { record } = played('a few words');
    const rows = Array.from({ length: record.rowCount }, (_, row) => rowAt(record, row));
    const toldOf = (reason: string): string[] => {
      const { at } = rows.find((row) => row.reason === reason)!;
      return tellingRows(record, rows.findLastIndex((row) => row.at === at) + 1).map((row) => rows[row]!.reason);
    };
    expect(toldOf('tcp-syn-ack')).toEqual(['tcp-state', 'tcp-syn-ack']);
    expect(toldOf('tcp-written')).toEqual(['tcp-state', 'tcp-ack', 'tcp-data']);
  });
});
