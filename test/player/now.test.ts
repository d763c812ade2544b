// What is looked at while nothing is selected: the frame and the device of now.
import { expect, test } from 'vitest';
import { copiesOf, deviceNow, frameRowNow, isLoss } from '../../src/player/now.ts';
import { rowsUntil } from '../../src/sim/record.ts';
import { four } from '../support/labs.ts';
import { runOf } from './run.ts';

const { history, rows } = runOf(four(), ['ping -c 1 192.168.12.2', 'ping -c 1 -W 1 192.168.12.9']);
const { record } = history;
const state = history.live.state;

/** What the panes show when the playhead is there. */
const shown = (at: number) => ({
  row: frameRowNow(record, rowsUntil(record, at), at),
  device: deviceNow(record, state, rowsUntil(record, at)),
});

test('before the first frame there is none', () => {
  expect(frameRowNow(record, 0, 0)).toBeUndefined();
  expect(deviceNow(record, state, 0)).toBeUndefined();
});

test('at the departure of a flight it is that frame, until the next one departs', () => {
  const flights = rows.filter((row) => row.kind === 'flight');
  for (const [i, flight] of flights.entries()) {
    const row = rows[shown(flight.x).row!]!;
    expect(row.at <= flight.x && row.kind === 'flight').toBe(true);
    const next = flights.find((other) => other.x > flight.x);
    const loss = rows.find((other) => isLoss(other) && other.at > flight.x);
    const last = flights.filter((other) => other.x <= flight.x).pop()!;
    expect(row.frame, `flight ${i}`).toBe(last.frame);
    if (next && (!loss || loss.at > next.x)) expect(shown(next.x - 1).row).toBe(row.number);
  }
});

test('copies of one frame are told as one, beginning with the first', () => {
  const flood = rows.filter((row) => row.reason === 'switch-flooded-broadcast').slice(0, 3);
  expect(shown(flood[2]!.at).row).toBe(flood[0]!.number);
  expect(copiesOf(record, flood[1]!.number)).toEqual(flood.map((row) => row.number));
});

test('a loss that comes after the last flight is what is shown, and where it happened', () => {
  const loss = rows.filter((row) => row.reason === 'arp-unresolved').pop()!;
  expect(shown(loss.at)).toEqual({ row: loss.number, device: loss.device });
});

test('a card that leaves a frame alone is no place where something happened', () => {
  const stranger = runOf(four(), ['arp -s 192.168.12.2 02:00:00:00:00:0b', 'ping -c 1 192.168.12.2']);
  const ignored = stranger.rows.filter((row) => row.reason === 'nic-not-mine');
  expect(ignored.length).toBeGreaterThan(0);
  for (const drop of ignored) {
    const until = rowsUntil(stranger.history.record, drop.at);
    const device = deviceNow(stranger.history.record, stranger.history.live.state, until);
    expect(device).not.toBe(drop.device);
    expect(frameRowNow(stranger.history.record, until, drop.at)).not.toBe(drop.number);
  }
});
