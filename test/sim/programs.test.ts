// Programs that a lab runs by itself: each step is done when what it waits for is so, at the very place in the run where it is, however the run is cut.
import { runAlone } from '../../src/sim/turns.ts';
import { describe, expect, test } from 'vitest';
import { MILLISECOND, SECOND } from '../../src/base/time.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { act, branch, dueAt, endOf, extend, startHistory, type History } from '../../src/sim/history.ts';
import { labWithLog } from '../../src/sim/labWrite.ts';
import { doAllAgain } from '../../src/sim/rewrite.ts';
import { commandText } from '../../src/sim/command.ts';
import { vary } from '../../src/sim/variation.ts';
import { labOf } from '../support/lab.ts';

const talk = `
devices: { A: { kind: host, ip: 10.0.0.1/24 }, B: { kind: host, ip: 10.0.0.2/24, mac: 02:00:00:00:00:0b } }
links: [ [A, B] ]
files:
  A:
    sender.calls: |
      connect 10.0.0.2:5000
      send b'hello'
      recv 1024
programs:
  - { name: talker, host: A, run: nc -N 10.0.0.2 5000, start: { bound: 5000 }, stdin: [ { type: hello, when: { after: 30 ms } }, { end: true, when: { text: bye } } ] }
  - { name: server, host: B, run: nc -l 5000, start: { at: 50 ms }, stdin: [ { type: bye, when: { text: hello } } ] }
  - { name: second, host: A, run: calls sender.calls, start: { exits: talker }, kill: { after: 200 ms } }
  - { name: late, host: B, run: nc -l 6000, start: { exits: server }, stdin: [ { type: wait }, { end: true, when: { text: never } } ], kill: { at: 2 s, signal: int } }
do:
  - { at: 0 s, on: A, run: arp -s 10.0.0.2 02:00:00:00:00:0b }
`;

const stepsOf = ({ log }: History): unknown[] =>
  log.filter((one) => one.step).map(({ at, command }) => [Math.round(at / MILLISECOND), commandText(command)]);

function ran(text = talk, events = Infinity): History {
  const history = startHistory(labOf(text));
  if (events === Infinity) extend(history);
  else
    for (let i = 0; i < 20_000 && dueAt(history) < 60 * SECOND; i++)
      extend(history, { until: endOf(history) + 7e6, events });
  return history;
}

describe('programs of a lab', () => {
  test('do each step when what it waits for is so', () => {
    expect(stepsOf(ran())).toEqual([
      [50, 'nc -l 5000'],
      [50, 'nc -N 10.0.0.2 5000'],
      [80, 'hello'],
      [81, 'bye'],
      [82, 'type on A pid 2 end true'],
      [83, 'nc -l 6000'],
      [83, 'wait'],
      [84, 'calls sender.calls'],
      [2000, 'interrupt on B pid 2'],
    ]);
  });

  test('come out the same however the run is cut', () => {
    const whole = ran();
    for (const events of [1, 3, 50]) {
      const pieces = ran(talk, events);
      expect(pieces.log).toEqual(whole.log);
      expect(digestOf(pieces.record)).toBe(digestOf(whole.record));
    }
  });

  test('go on after a branch as they would have', () => {
    const whole = ran();
    for (const at of [0, 50, 81, 85.5, 90, 1000]) {
      const other = branch(whole, at * MILLISECOND);
      extend(other);
      expect(other.log).toEqual(whole.log);
    }
  });

  test('are done again from a log', () => {
    const whole = ran();
    const again = startHistory(whole.lab);
    expect(runAlone(doAllAgain(again, whole.log))).toBeUndefined();
    extend(again);
    expect(digestOf(again.record)).toBe(digestOf(whole.record));
  });

  test('take their steps anew where something else is different', () => {
    const whole = ran();
    const other = runAlone(vary(whole, { kind: 'link', link: 'A-B', key: 'delay', value: 20 * MILLISECOND }));
    extend(other);
    const steps = stepsOf(other) as [number, string][];
    expect(steps.map(([, what]) => what)).toEqual((stepsOf(whole) as [number, string][]).map(([, what]) => what));
    expect(steps[3]![0]).toBeGreaterThan((stepsOf(whole) as [number, string][])[3]![0] + 15);
    const same = runAlone(vary(whole, { kind: 'seed', seed: whole.seed }));
    extend(same);
    expect(digestOf(same.record)).toBe(digestOf(whole.record));
  });

  test('are no lines of what was done by hand', () => {
    const history = ran();
    const done = act(history, endOf(history), { do: 'run', on: 'A', line: 'ping -c 1 10.0.0.2' });
    const lab = labWithLog(done.history);
    expect(lab.programs).toEqual(history.lab.programs);
    expect(lab.do).toHaveLength(2);
  });

  test('a line of the `do` list comes before a program that starts at once', () => {
    const history = ran(talk.replace('start: { at: 50 ms }', 'start: now'));
    expect(history.log.slice(0, 2).map(({ command }) => commandText(command))).toEqual([
      'arp -s 10.0.0.2 02:00:00:00:00:0b',
      'nc -l 5000',
    ]);
  });
});
