// The connections of a run and what is worked out of them: in slices it is the same as at once, and nothing is looked at before its turn.
import { expect, it } from 'vitest';
import '../../../src/sim/equipment.ts';
import { firstSentIn, lookForAgain } from '../../../src/sim/analysis/again.ts';
import { judgedWhereSent, judgeOn } from '../../../src/sim/analysis/captured.ts';
import { lookOn, numberedStreams, streamsOf } from '../../../src/sim/analysis/streams.ts';
import type { History } from '../../../src/sim/history.ts';
import { FLIGHT, rowChunkOf, rowIndexOf } from '../../../src/sim/record.ts';
import { tcpRun } from '../../support/tcpRuns.ts';

it('found slice by slice they are the same as found at once', () => {
  const sliced = tcpRun('loss, with SACK', 70);
  // The same record, not looked at yet.
  const whole = { ...sliced, record: { ...sliced.record } };
  let slices = 1;
  while (lookOn(sliced, 100)) slices++;
  expect(slices).toBe(Math.ceil(sliced.record.rowCount / 100));
  expect(lookOn(sliced, 100)).toBe(false);
  expect(streamsOf(sliced)).toEqual(streamsOf(whole));
  expect(numberedStreams(sliced)).toEqual(numberedStreams(whole));
});

/** What a look at a run finds for each flight. */
const eachFlight = <T>(run: History, look: (row: number, frame: number) => T): T[] =>
  Array.from({ length: run.record.rowCount }, (_, row) => row)
    .filter((row) => rowChunkOf(run.record, row).kind[rowIndexOf(row)] === FLIGHT)
    .map((row) => look(row, rowChunkOf(run.record, row).frame[rowIndexOf(row)]!));

it('what is sent again is found slice by slice as at once', () => {
  const sliced = tcpRun('loss, with SACK', 70);
  const whole = { ...sliced, record: { ...sliced.record } };
  const flights = streamsOf(sliced).flatMap(({ ends }) => ends.flatMap((end) => end.flights)).length;
  let slices = 1;
  while (lookForAgain(sliced, 50)) slices++;
  expect(slices).toBe(Math.floor(flights / 50) + 1);
  expect(lookForAgain(sliced, 1)).toBe(false);
  const [found, expected] = [sliced, whole].map((run) => eachFlight(run, (_, frame) => firstSentIn(run, frame)));
  expect(found).toEqual(expected);
  expect(found!.filter((first) => first !== undefined).length).toBeGreaterThan(3);
});

it('what captures make of segments is judged slice by slice as at once', () => {
  const sliced = tcpRun('loss, with SACK', 70);
  const whole = { ...sliced, record: { ...sliced.record } };
  let slices = 1;
  while (judgeOn(sliced, 50)) slices++;
  // First its rows, then for each of two ports what it sends and gets.
  expect(slices).toBeGreaterThan(sliced.record.rowCount / 50);
  expect(judgeOn(sliced, 1)).toBe(false);
  const [found, expected] = [sliced, whole].map((run) => eachFlight(run, (row) => judgedWhereSent(run, row)));
  expect(found).toEqual(expected);
  expect(found!.filter((judged) => judged?.remarks).length).toBeGreaterThan(3);
});
