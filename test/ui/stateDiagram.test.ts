// The state diagram as a picture: each edge of the stack has its way, and what was walked is lit in order.
import { expect, test } from 'vitest';
import { stateEdges, stepsOf } from '../../src/sim/analysis/states.ts';
import { streamsOf } from '../../src/sim/analysis/streams.ts';
import { diagramOf, labelOf, pathOf } from '../../src/ui/states/diagram.ts';
import { BOX, HEIGHT, places, shortWays, ways, WIDTH } from '../../src/ui/states/places.ts';
import { tcpRun } from '../support/tcpRuns.ts';

const pairs = new Set(stateEdges.map(({ from, to }) => `${from} → ${to}`));

test('each edge of the stack is in the picture, and nothing else is', () => {
  expect([...Object.keys(ways), ...Object.keys(shortWays)].sort()).toEqual([...pairs].sort());
  const { arrows } = diagramOf([]);
  expect(arrows.flatMap(({ edges }) => edges).length).toBe(stateEdges.length);
});

test('boxes stand apart, inside of the picture', () => {
  const all = Object.values(places);
  for (const [i, [x, y]] of all.entries()) {
    expect(x - BOX.width / 2).toBeGreaterThanOrEqual(0);
    expect(x + BOX.width / 2).toBeLessThanOrEqual(WIDTH);
    expect(y + BOX.height / 2).toBeLessThanOrEqual(HEIGHT);
    for (const [a, b] of all.slice(i + 1))
      expect(Math.abs(a - x) >= BOX.width || Math.abs(b - y) >= BOX.height + 8).toBe(true);
  }
});

test('each way begins and ends at the rim of its boxes', () => {
  const onRim = ([x, y]: readonly [number, number], [a, b]: readonly [number, number]): boolean =>
    Math.abs(x - a) <= BOX.width / 2 && Math.abs(y - b) <= BOX.height / 2;
  for (const { from, to, way, short } of diagramOf([]).arrows) {
    expect(onRim(way.points[0]!, places[from]), `${from} → ${to}`).toBe(true);
    const end = way.points.at(-1)!;
    if (!short)
      expect(onRim(end, places[to]) || (to === 'CLOSED' && onRim(end, places['CLOSED again'])), `${from} → ${to}`).toBe(
        true,
      );
  }
});

test('a simultaneous close is lit by way of CLOSING, and ends at the lower CLOSED', () => {
  const history = tcpRun('close at the same time');
  const [end] = streamsOf(history)[0].ends;
  const { arrows, boxes } = diagramOf(stepsOf(history.record, end));
  const walked = arrows.filter(({ visits }) => visits.length).sort((a, b) => a.visits[0].number - b.visits[0].number);
  expect(walked.slice(-4).map(({ name }) => name)).toEqual([
    'ESTABLISHED → FIN-WAIT-1',
    'FIN-WAIT-1 → CLOSING',
    'CLOSING → TIME-WAIT',
    'TIME-WAIT → CLOSED',
  ]);
  expect(boxes.filter(({ now }) => now).map(({ name }) => name)).toEqual(['CLOSED again']);
  expect(labelOf(walked.at(-1)!)).toEqual({ causes: ['timeout'], more: false });
});

test('a refused attempt ends where it began, at the upper CLOSED', () => {
  const history = tcpRun('refused');
  const [end] = streamsOf(history)[0].ends;
  expect(
    diagramOf(stepsOf(history.record, end))
      .boxes.filter(({ now }) => now)
      .map(({ name }) => name),
  ).toEqual(['CLOSED']);
});

test('without steps nothing is lit', () => {
  const { arrows, boxes } = diagramOf([]);
  expect([...arrows, ...boxes].some(({ visits }) => visits.length)).toBe(false);
  expect(boxes.some(({ now }) => now)).toBe(false);
});

test('a path rounds its corners and keeps its ends', () => {
  expect(
    pathOf(
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
      2,
    ),
  ).toBe('M0 0L8 0Q10 0 10 2L10 10');
});
