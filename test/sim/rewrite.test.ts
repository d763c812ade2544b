// A run had again with another log: what was taken out is as if it had never been, and a fault strikes just the frame that was pointed at.
import { runAlone } from '../../src/sim/turns.ts';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/sim/digest.ts';
import { act, branchBefore, endOf, extend, startHistory, worldAt, type History } from '../../src/sim/history.ts';
import { frameBytes, rowAt, type Row } from '../../src/sim/record.ts';
import { carryOut, planOf, type Rewriting } from '../../src/sim/rewrite.ts';
import { strikeActions, strikeOn } from '../../src/sim/strike.ts';
import { anyLab } from '../support/anyLab.ts';
import { difference } from '../support/difference.ts';
import { labOf, threeHosts } from '../support/lab.ts';

const MS = 1_000_000;

function rewritten(history: History, rewriting: Rewriting): History {
  const plan = planOf(history, rewriting);
  const target = branchBefore(history, Math.min(plan.before, endOf(history)));
  runAlone(carryOut(target, plan));
  extend(target, { until: Math.max(endOf(history), endOf(target)) });
  return target;
}

const rowsOf = ({ record }: History): Row[] => Array.from({ length: record.rowCount }, (_, i) => rowAt(record, i));

function pings(...at: number[]): History {
  let history = startHistory(labOf(threeHosts('do:\n  - { at: 0 s, on: C, run: ping -c 2 192.168.12.1 }')));
  for (const one of at) history = act(history, one, { do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' }).history;
  extend(history, { until: Math.max(...at, 0) + 5000 * MS });
  return history;
}

describe('a log', () => {
  test('with nothing taken out comes out the same', () => {
    const history = pings(0, 300 * MS, 300 * MS, 900 * MS);
    const same = rewritten(history, { without: [] });
    expect(digestOf(same.record)).toBe(digestOf(history.record));
    expect(same.log).toEqual(history.log);
  });

  test('without a command is that of a run in which it never was', () => {
    const history = pings(0, 300 * MS, 900 * MS);
    const places = history.log.flatMap((entry, i) => (entry.scripted ? [] : [i]));
    expect(digestOf(rewritten(history, { without: [places[1]!] }).record)).toBe(digestOf(pings(0, 900 * MS).record));
    expect(digestOf(rewritten(history, { without: [places[0]!] }).record)).toBe(
      digestOf(pings(300 * MS, 900 * MS).record),
    );
    const none = rewritten(history, { without: places });
    expect(none.log.map((entry) => entry.scripted)).toEqual([true]);
  });

  test("keeps the lab's own lines, whatever is said", () => {
    const history = pings(300 * MS);
    const same = rewritten(history, { without: history.log.map((_, i) => i) });
    expect(same.log.filter((entry) => entry.scripted)).toHaveLength(1);
  });

  test('of any run comes out the same when it is had again from any of its commands on', { timeout: 120_000 }, () => {
    for (let number = 0; number < 12; number++) {
      const { text, moments } = anyLab(number);
      let history = startHistory(labOf(text));
      for (const { at, command } of moments) {
        if (extend(history, { until: at, events: 1500 }) === 'budget') break;
        if (command) history = act(history, endOf(history), command).history;
      }
      if (history.stopped || extend(history, { until: endOf(history), events: 1500 }) === 'budget') continue;
      const digest = digestOf(history.record);
      for (const number_ of history.log.keys()) {
        const { at } = history.log[number_]!;
        const plan = {
          ...planOf(history, { without: [], insert: { before: at, command: { do: 'unfault', name: '' } } }),
        };
        plan.deeds = plan.deeds.filter((deed) => !deed.inserted);
        const again = branchBefore(history, at);
        runAlone(carryOut(again, plan));
        extend(again, { until: endOf(history) });
        expect([number, number_, digestOf(again.record)]).toEqual([number, number_, digest]);
        expect(again.log).toEqual(history.log);
        expect(difference(worldAt(again, endOf(again)).state, history.live.state)).toBeUndefined();
      }
    }
  });
});

describe('a frame that is struck', () => {
  test.each(strikeActions)('by hand: %s', (action) => {
    const history = pings(0, 300 * MS);
    const flights = rowsOf(history).filter((row) => row.kind === 'flight');
    for (const flight of flights) {
      const strike = strikeOn(history, flight.number, action, 3 * MS)!;
      const command = { do: 'fault', add: { name: 'struck', ...strike.fault } } as const;
      const after = rewritten(history, { without: [], insert: { before: strike.before, command } });
      // The same up to that frame, with the command and its row in between.
      const told = rowsOf(after).filter((row) => row.reason.startsWith('fault-') && row.reason !== 'fault-set');
      expect(told).toHaveLength(1);
      const struck = rowAt(after.record, told[0]!.cause!);
      expect([struck.at, struck.direction]).toEqual([flight.at, flight.direction]);
      const handed = action === 'corrupt' ? told[0]!.frame! : struck.frame!;
      expect(frameBytes(after.record, handed)).toEqual(frameBytes(history.record, flight.frame!));
      const [reason] = told.map((row) => row.reason);
      expect(reason).toBe(
        { drop: 'fault-dropped', delay: 'fault-delayed', duplicate: 'fault-duplicate', corrupt: 'fault-corrupted' }[
          action
        ],
      );
    }
  });

  test('at the very beginning can be struck too, and the fault is a command like any other', () => {
    const history = pings();
    const first = rowsOf(history).find((row) => row.kind === 'flight')!;
    expect(first.at).toBe(0);
    const { before, fault, what, of } = strikeOn(history, first.number, 'drop')!;
    expect([what.startsWith('who-has'), of, fault.from, fault.filter]).toEqual([
      true,
      'C',
      'C.eth0',
      'arp.opcode == 1',
    ]);
    const command = { do: 'fault', add: { name: 'drop', ...fault } } as const;
    const after = rewritten(history, { without: [], insert: { before, command } });
    expect(after.log[0]).toEqual({ at: 0, after: 0, command });
    expect(after.log[1]!.scripted).toBe(true);
    // Undone, everything is as before.
    expect(digestOf(rewritten(after, { without: [0] }).record)).toBe(digestOf(history.record));
  });

  test('is told from its likes at the same instant', () => {
    const history = startHistory(
      labOf(
        threeHosts(
          'do:\n  - { at: 0 s, on: A, run: ping -c 1 192.168.12.2 }\n  - { at: 1 s, on: A, run: ping -c 1 -s 4000 192.168.12.2 }',
        ),
      ),
    );
    extend(history);
    const fragments = rowsOf(history).filter((row) => row.kind === 'flight' && row.at === 1000 * MS);
    expect(fragments.length).toBeGreaterThan(2);
    for (const row of fragments) {
      const strike = strikeOn(history, row.number, 'drop')!;
      const after = rewritten(history, {
        without: [],
        insert: { before: strike.before, command: { do: 'fault', add: { name: 'x', ...strike.fault } } },
      });
      const drop = rowsOf(after).find((one) => one.reason === 'fault-dropped')!;
      expect(frameBytes(after.record, drop.frame!)).toEqual(frameBytes(history.record, row.frame!));
    }
  });
});
