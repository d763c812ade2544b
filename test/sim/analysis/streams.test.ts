// The connections of a run, found row by row: in slices they are the same as at once, and nothing is looked at before its turn.
import { expect, it } from 'vitest';
import '../../../src/sim/equipment.ts';
import { lookOn, numberedStreams, streamsOf } from '../../../src/sim/analysis/streams.ts';
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
