// What is looked up about rows agrees with going through all of them.
import { describe, expect, test } from 'vitest';
import { act, extend, startHistory } from '../../src/sim/history.ts';
import { RowIndex } from '../../src/player/rowIndex.ts';
import { labOf } from '../support/lab.ts';
import { four, pair, ring, twoLans } from '../support/labs.ts';
import { lookAt, runOf } from './run.ts';

describe('what a row led to', () => {
  test('is every row that names it as its cause', () => {
    const { index, rows } = runOf(twoLans(), ['ping -c 2 192.168.13.1']);
    for (const row of rows) {
      expect(index.consequencesOf(row.number)).toEqual(
        rows.filter((one) => one.cause === row.number).map((one) => one.number),
      );
    }
  });

  test('and all flights of a frame are found by the frame', () => {
    const { index, rows, history } = runOf(four(), ['ping -c 1 192.168.12.2']);
    for (let frame = 0; frame < history.record.frameCount; frame++) {
      expect(index.flightsOf(frame)).toEqual(
        rows.filter((one) => one.kind === 'flight' && one.frame === frame).map((one) => one.number),
      );
    }
    expect(index.flightsOf(10_000)).toEqual([]);
  });

  test('lines of programs are kept by device', () => {
    const { index, rows } = runOf(pair(), ['ping -c 1 192.168.12.2']);
    expect(index.programLinesOf(0)).toEqual(
      rows.filter((one) => one.kind === 'program' && one.device === 0).map((one) => one.number),
    );
    expect(index.programLinesOf(0).length).toBeGreaterThan(1);
    expect(index.programLinesOf(1)).toEqual([]);
  });

  test('is the same when the record grows in between', () => {
    const history = act(startHistory(ring()), 0, { do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' }).history;
    const index = new RowIndex(history.record);
    for (let i = 0; i < 20; i++) {
      extend(history, { events: 61 });
      index.grow();
    }
    const whole = lookAt(history).index;
    for (let row = 0; row < history.record.rowCount; row++) {
      expect(index.consequencesOf(row)).toEqual(whole.consequencesOf(row));
      expect(index.fateOf(row)).toEqual(whole.fateOf(row));
    }
  });
});

describe('frames on their way', () => {
  test('are those that have departed and not arrived, at any instant', () => {
    const { index, rows } = runOf(ring(), ['ping -c 1 192.168.12.2'], 3_000);
    const flights = rows.filter((row) => row.kind === 'flight');
    expect(flights.length).toBeGreaterThan(1_000);
    const last = rows.at(-1)!.at;
    for (let t = 0; t <= last; t += Math.ceil(last / 97)) {
      const seen: number[] = [];
      index.eachOnTheWay(t, (row) => seen.push(row));
      const expected = flights
        .filter((row) => row.at <= t && row.departs! <= t && row.arrives! >= t)
        .map((row) => row.number);
      expect(seen).toEqual(expected);
    }
  });
});

describe('the fate of a flight', () => {
  const lossy = () =>
    labOf(`
lab: lossy
devices:
  A: { kind: host, ip: 10.0.0.1/24 }
  B: { kind: host, ip: 10.0.0.2/24 }
links:
  - { ends: [A, B], loss: 100 % }
`);

  test('is to be lost on the way', () => {
    const { index, rows } = runOf(lossy(), ['ping -c 1 10.0.0.2']);
    const flight = rows.find((row) => row.kind === 'flight')!;
    const fate = index.fateOf(flight.number)!;
    expect(fate.onTheWay).toBe(true);
    expect(rows[fate.row]!.reason).toBe('link-lost');
  });

  test('is to be cut with its cable', () => {
    const started = act(startHistory(pair()), 0, { do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' }).history;
    const { history } = act(started, 500_000, { do: 'unplug', at: 'A.eth0' });
    extend(history, { events: 100 });
    const { index, rows } = lookAt(history);
    const fate = index.fateOf(rows.find((row) => row.kind === 'flight')!.number)!;
    expect(rows[fate.row]).toMatchObject({ reason: 'link-cut', at: 500_000 });
    expect(fate.onTheWay).toBe(true);
  });

  test('is to be given up by a device that it reached: nobody has a route back, say', () => {
    const { index, rows } = runOf(twoLans(), ['ping -c 1 10.9.9.9']);
    const dropped = rows.find((row) => row.reason === 'ip-no-route')!;
    expect(rows[dropped.cause!]!.kind).toBe('flight');
    expect(index.fateOf(dropped.cause!)).toEqual({ row: dropped.number, onTheWay: false });
  });

  test('is nothing to speak of when the frame was taken in', () => {
    const { index, rows } = runOf(pair(), ['ping -c 1 192.168.12.2']);
    for (const row of rows) if (row.kind === 'flight') expect(index.fateOf(row.number)).toBeUndefined();
  });
});
