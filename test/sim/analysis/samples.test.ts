// Samples of a connection are what the world holds at those instants; segments, losses and round trips are those that there were.

import { describe, expect, it } from 'vitest';
import '../../../src/sim/equipment.ts';
import { connectionAt } from '../../../src/sim/analysis/buffers.ts';
import { QUANTITIES, sampleMore, samplesOf, valuesOf, type Samples } from '../../../src/sim/analysis/samples.ts';
import { isLost } from '../../../src/sim/analysis/sentSegments.ts';
import { streamsOf } from '../../../src/sim/analysis/streams.ts';
import { branch, extend, worldAt, type History } from '../../../src/sim/history.ts';
import { rowAt } from '../../../src/sim/record.ts';
import { tcpRun } from '../../support/tcpRuns.ts';

function sampled(history: History, index = 0, budget = 10_000): Samples {
  const stream = streamsOf(history)[index];
  while (sampleMore(history, stream, budget));
  return samplesOf(history, stream);
}

const spread = (count: number, most: number): number[] =>
  Array.from({ length: Math.min(count, most) }, (_, i) => Math.floor((i * count) / Math.min(count, most)));

describe('samples', () => {
  const history = tcpRun('loss, with SACK', 70);
  const [stream] = streamsOf(history);
  const samples = sampled(history);

  it.each([0, 1] as const)('of end %i are the state of the world at their instants', (side) => {
    const { device, socket } = stream.ends[side];
    const { at, rows, columns } = samples.ends[side];
    expect(at.length).toBeGreaterThan(50);
    for (const i of spread(at.length, 25)) {
      const { state } = worldAt(history, at[i]);
      const values = valuesOf(connectionAt(state, device!, socket!)!);
      expect(Object.fromEntries(QUANTITIES.map((name) => [name, columns[name][i]]))).toEqual(values);
      expect(rows[i]).toBe(state.rowCount);
    }
  });

  it('miss no change: between two samples the world is as at the first', () => {
    const { device, socket } = stream.ends[0];
    const { at, columns } = samples.ends[0];
    for (const i of spread(at.length - 1, 15)) {
      const tcb = connectionAt(worldAt(history, at[i + 1] - 1).state, device!, socket!)!;
      expect(valuesOf(tcb).cwnd).toBe(columns.cwnd[i]);
      expect(valuesOf(tcb).sendBuffer).toBe(columns.sendBuffer[i]);
    }
  });

  it('say when the connection is over', () => {
    const end = stream.ends[1].states.at(-1)!;
    expect([end.to, samples.ends[1].overAt]).toEqual(['CLOSED', end.at]);
    expect(samples.ends[0].overAt).toBeUndefined(); // TIME-WAIT lasts longer than this run
  });

  it('have round trips of at least the time that light takes, and SACK where there was a gap', () => {
    const { roundTrips, selective } = samples.ends[0];
    expect(roundTrips.length).toBeGreaterThan(10);
    for (const { rtt } of roundTrips) expect(rtt).toBeGreaterThanOrEqual(10e6);
    expect(selective.length).toBeGreaterThan(0);
    for (const { from, to } of selective) expect(to).toBeGreaterThan(from);
  });

  it('know which segments were lost: those whose flight the cable has dropped', () => {
    const { record } = history;
    const drops = Array.from({ length: record.rowCount }, (_, row) => rowAt(record, row)).filter(
      (row) => row.reason === 'link-lost' && stream.ends[0].flights.includes(row.cause!),
    );
    expect(samples.segments[0].filter(isLost).map(({ row }) => row)).toEqual(drops.map(({ cause }) => cause));
    const again = samples.segments[0].filter((one) => one.again);
    expect(again.length).toBeGreaterThanOrEqual(drops.length);
    for (const { row } of samples.segments[0]) expect(rowAt(record, row).kind).toBe('flight');
  });

  it('are the same however little is looked at at a time', () => {
    expect(plain(sampled(branch(history), 0, 7))).toEqual(plain(samples));
  });
});

const plain = ({ ends, segments }: Samples) => ({ ends, segments });

it('grow with the run as if it had been looked at once, behind a router too', () => {
  const whole = tcpRun('a lossy second cable', 20);
  const bit = branch(whole, 400e6);
  for (let t = 500; t < 20_000; t += 500) {
    sampled(bit, 0, 100);
    extend(bit, { until: t * 1e6 });
  }
  extend(bit, { until: 20e9 });
  expect(plain(sampled(bit))).toEqual(plain(sampled(whole)));
  expect(sampled(whole).segments[0].some(isLost)).toBe(true);
});

it('of an attempt that is refused have one segment and no end of it', () => {
  const history = tcpRun('refused');
  const { ends, segments } = sampled(history);
  expect(segments[0].map(({ syn, octets }) => [syn, octets])).toEqual([[true, 0]]);
  expect(ends[0].overAt).toBe(streamsOf(history)[0].ends[0].states.at(-1)!.at);
  expect(ends[1].at).toEqual([]);
});
