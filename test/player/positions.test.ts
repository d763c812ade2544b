// Where frames are: at the sender when they leave, at the receiver when they arrive, midway when they are lost.
import { describe, expect, test } from 'vitest';
import { flyersAt, waitingAt } from '../../src/player/positions.ts';
import { instantAt, placeOf, storyEnd } from '../../src/player/storyTime.ts';
import { act, extend, startHistory } from '../../src/sim/history.ts';
import { labOf } from '../support/lab.ts';
import { four, pair, twoLans } from '../support/labs.ts';
import { lookAt, runOf, type Run } from './run.ts';

const at = ({ index, story }: Run, t: number) => flyersAt(index, story, t, placeOf(story, t, 'after'));

describe('a frame', () => {
  test('stands at its sender at the instant of its departure, and at its receiver at that of its arrival', () => {
    const run = runOf(pair(), ['ping -c 1 192.168.12.2']);
    const flight = run.rows.find((row) => row.kind === 'flight')!;
    const of = (t: number) => at(run, t).find((flyer) => flyer.row === flight.number);
    expect(of(flight.departs!)).toMatchObject({ state: 'leaving', progress: 0, stage: 1 });
    expect(of((flight.departs! + flight.arrives!) / 2)!.progress).toBeCloseTo(0.5, 3);
    expect(of(flight.arrives!)).toMatchObject({ state: 'arrived', progress: 1 });
    expect(of(flight.arrives! + 1)).toBeUndefined();
  });

  test('moves forward only, as the story goes on', () => {
    const run = runOf(twoLans(), ['ping -c 1 192.168.13.1']);
    const last = new Map<number, number>();
    for (let place = 0; place <= storyEnd(run.story); place += 0.02) {
      for (const { row, progress } of flyersAt(run.index, run.story, instantAt(run.story, place), place)) {
        expect(progress).toBeGreaterThanOrEqual(last.get(row) ?? 0);
        last.set(row, progress);
      }
    }
    for (const [, progress] of last) expect(progress).toBeGreaterThan(0.9);
  });

  test('that is flooded is on every other cable at once', () => {
    const run = runOf(four(), ['ping -c 1 192.168.12.2']);
    const flood = run.rows.filter((row) => row.reason === 'switch-flooded-broadcast');
    expect(flood).toHaveLength(3);
    const flyers = at(run, flood[0]!.departs! + 400_000);
    expect(flyers.map((flyer) => flyer.row)).toEqual(flood.map((row) => row.number));
    expect(new Set(flyers.map((flyer) => flyer.progress)).size).toBe(1);
  });

  test('moves in true time by the clock of the network', () => {
    const { index, story, rows } = runOf(pair(), ['ping -c 1 192.168.12.2']);
    const flight = rows.find((row) => row.kind === 'flight')!;
    const t = flight.departs! + 0.25 * (flight.arrives! - flight.departs!);
    expect(flyersAt(index, story, t)[0]!.progress).toBeCloseTo(0.25, 6);
  });
});

describe('a frame that does not come through', () => {
  test('falls midway, and never arrives', () => {
    const lab = labOf(`
lab: lossy
devices:
  A: { kind: host, ip: 10.0.0.1/24 }
  B: { kind: host, ip: 10.0.0.2/24 }
links:
  - { ends: [A, B], loss: 100 % }
`);
    const run = runOf(lab, ['ping -c 1 10.0.0.2']);
    const flight = run.rows.find((row) => row.kind === 'flight')!;
    const of = (share: number) =>
      at(run, Math.round(flight.departs! + share * (flight.arrives! - flight.departs!)))[0]!;
    expect(of(0.3).state).toBe('flying');
    expect(of(0.8)).toMatchObject({ state: 'lost', progress: 0.55 });
    expect(run.rows[of(0.8).fate!]!.reason).toBe('link-lost');
    expect(of(1)).toMatchObject({ state: 'lost', stage: 1 });
  });

  test('stops where it was when its cable was pulled', () => {
    const started = act(startHistory(pair()), 0, { do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' }).history;
    const { history } = act(started, 250_000, { do: 'unplug', at: 'A.eth0' });
    extend(history, { events: 100 });
    const run = lookAt(history);
    const [flyer] = at(run, 700_000);
    expect(flyer!.state).toBe('lost');
    expect(flyer!.progress).toBeGreaterThan(0.15);
    expect(flyer!.progress).toBeLessThan(0.45);
  });
});

describe('frames that wait', () => {
  test('are counted at the port where they queue', () => {
    const lab = labOf(`
lab: narrow
devices:
  A: { kind: host, ip: 10.0.0.1/24 }
  B: { kind: host, ip: 10.0.0.2/24 }
links:
  - { ends: [A, B], rate: 10 kbit/s }
`);
    const run = runOf(lab, ['ping -c 1 -s 4000 10.0.0.2'], 2_000);
    const late = run.rows.filter((row) => row.kind === 'flight' && row.departs! > row.at);
    expect(late.length).toBeGreaterThan(0);
    const [row] = late;
    expect(waitingAt(run.index, row!.at).get(row!.direction!)).toBeGreaterThanOrEqual(1);
    expect(waitingAt(run.index, row!.departs!).get(row!.direction!) ?? 0).toBeLessThan(late.length);
  });
});
