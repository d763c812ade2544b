// Places of devices: the same every time, apart from each other, and where the author put them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../src/player/layout.ts';
import type { Lab } from '../../src/sim/lab.ts';
import { labOf } from '../support/lab.ts';
import { four, pair, ring, twoLans } from '../support/labs.ts';

function nearest(lab: Lab): number {
  const { places } = layoutOf(lab);
  let least = Infinity;
  places.forEach(([x, y], i) =>
    places.slice(i + 1).forEach(([u, v]) => (least = Math.min(least, Math.hypot(u - x, v - y)))),
  );
  return least;
}

const star = (hosts: number): Lab =>
  labOf(`
lab: star
devices:
${Array.from({ length: hosts }, (_, i) => `  H${i}: { kind: host, ip: 10.0.0.${i + 1}/24 }`).join('\n')}
  S: { kind: switch }
links:
${Array.from({ length: hosts }, (_, i) => `  - [H${i}, S]`).join('\n')}
`);

describe('worked out', () => {
  test.each([
    ['pair', pair()],
    ['four', four()],
    ['two LANs', twoLans()],
    ['ring', ring()],
    ['star of 12', star(12)],
    ['star of 50', star(50)],
  ])('%s: the same every time, whole numbers, nobody on top of another', (_, lab) => {
    const first = layoutOf(lab);
    expect(layoutOf(structuredClone(lab))).toEqual(first);
    for (const place of first.places) for (const number of place) expect(Number.isInteger(number)).toBe(true);
    expect(nearest(lab)).toBeGreaterThan(80);
  });

  test('two hosts stand left and right of their switch', () => {
    const [[ax, ay], [bx, by], [sx, sy]] = layoutOf(pair()).places as [
      [number, number],
      [number, number],
      [number, number],
    ];
    expect(ax).toBeLessThan(sx);
    expect(bx).toBeGreaterThan(sx);
    expect([ay, by]).toEqual([sy, sy]);
  });

  test('a chain of switches and routers lies in a row, its first hosts to the left', () => {
    const { places } = layoutOf(twoLans());
    const [a, , c, s12, s13, r] = places as [number, number][];
    expect(s12![1]).toBe(r![1]);
    expect(s13![1]).toBe(r![1]);
    expect(s12![0]).toBeLessThan(r![0]);
    expect(s13![0]).toBeGreaterThan(r![0]);
    expect(a![0]).toBeLessThan(s12![0]);
    expect(c![0]).toBeGreaterThan(s13![0]);
  });

  test('no lab at all is no places', () => {
    expect(layoutOf({ ...pair(), devices: [], links: [] }).places).toEqual([]);
  });

  test('whatever is joined to whatever: every device has a place of its own', () => {
    const cables = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 });
    fc.assert(
      fc.property(cables, (pairs) => {
        const lab = star(8);
        const port = { device: 'H0', port: 'eth0' };
        lab.links = pairs.map(([a, b], i) => ({
          ...lab.links[0]!,
          name: String(i),
          ends: [
            { ...port, device: `H${a}` },
            { ...port, device: `H${b}` },
          ],
        }));
        const { places } = layoutOf(lab);
        expect(places).toHaveLength(9);
        expect(new Set(places.map(String)).size).toBe(9);
        for (const [x, y] of places) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the author', () => {
  test('is followed where all places are given', () => {
    const lab = pair();
    lab.at = { A: [0, 0], B: [500, 40], S: [250, 300] };
    expect(layoutOf(lab).places).toEqual([
      [0, 0],
      [500, 40],
      [250, 300],
    ]);
  });

  test('is followed where some are, and the rest keep away from them', () => {
    const lab = four();
    lab.at = { A: [100, 100], S: [400, 100] };
    const { places } = layoutOf(lab);
    expect(places[0]).toEqual([100, 100]);
    expect(places[4]).toEqual([400, 100]);
    expect(nearest(lab)).toBeGreaterThan(80);
  });
});
