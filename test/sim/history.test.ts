// The promise that everything stands on: the same lab, seed and commands give the same run, and any instant of it can be had again.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/sim/digest.ts';
import {
  act,
  branch,
  CHECKPOINT_EVENTS,
  endOf,
  explainArrival,
  explainRow,
  extend,
  replayTo,
  startHistory,
  worldAt,
  type History,
} from '../../src/sim/history.ts';
import { rowAt, rowsUntil } from '../../src/sim/record.ts';
import { labOf, threeHosts, twoLans } from '../support/lab.ts';

const busy = twoLans(`
faults:
  - { drop: icmp, from: A, nth: 3, name: the third ping }
do:
  - { at: 0 s, on: A, run: ping -c 5 -i 0.2 192.168.13.1 }
  - { at: 50 ms, on: C, run: ping -c 3 -i 0.3 192.168.12.1 }
  - { at: 400 ms, on: A, run: ip addr }
  - { at: 700 ms, on: A, run: ping -c 1 192.168.13.77 }
`);
const run = (text = busy, seed = 7): History => {
  const history = startHistory(labOf(text), seed);
  expect(extend(history)).toBe('idle');
  return history;
};

describe('determinism', () => {
  test('the same lab, seed and commands give the same record, octet for octet', () => {
    expect(digestOf(run().record)).toBe(digestOf(run().record));
  });
  test('another seed gives another run where luck has a part', () => {
    const lossy = busy.replace('- [A, R.eth0]', '- { ends: [A, R.eth0], loss: 30 %, jitter: 2 ms }');
    expect(digestOf(run(lossy, 1).record)).not.toBe(digestOf(run(lossy, 2).record));
    expect(digestOf(run(lossy, 2).record)).toBe(digestOf(run(lossy, 2).record));
  });
  test('running in slices is running at once', () => {
    const history = startHistory(labOf(busy), 7);
    while (extend(history, { events: 3 }) === 'budget') expect(history.stopped).toBeDefined();
    expect(history.stopped).toBeUndefined();
    expect(digestOf(history.record)).toBe(digestOf(run().record));
  });
});

describe('any instant again', () => {
  test('the world at t is the world that was there at t', () => {
    const history = run();
    const end = endOf(history);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (part) => {
        const t = Math.floor(part * end);
        const fresh = startHistory(labOf(busy), 7);
        extend(fresh, { until: t });
        const again = worldAt(history, t);
        expect(again.state).toEqual(fresh.live.state);
        expect(again.state.rowCount).toBe(rowsUntil(history.record, t));
      }),
      { numRuns: 25 },
    );
  });

  test('from any instant the same record follows', () => {
    // A replay compares each frame and row with what was recorded, and throws at the first that differs.
    const history = run();
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (part) => {
        const world = worldAt(history, Math.floor(part * endOf(history)));
        replayTo(history, world, endOf(history));
        expect(world.state).toEqual(history.live.state);
      }),
      { numRuns: 25 },
    );
  });

  test('from any checkpoint, too, many of them, and old ones are thinned', () => {
    const history = startHistory(labOf(threeHosts('do: [{ at: 0 s, on: A, run: ping -c 9000 -i 0.01 192.168.12.2 }]')));
    while (extend(history) === 'budget') {
      /* on */
    }
    expect(history.live.state.events).toBeGreaterThan(2 * CHECKPOINT_EVENTS);
    expect(history.checkpoints.length).toBeGreaterThan(2);
    for (const checkpoint of history.checkpoints) {
      const world = worldAt(history, checkpoint.at);
      expect(world.state.events).toBeGreaterThanOrEqual(checkpoint.events);
      replayTo(history, world, checkpoint.at + 50_000_000);
    }
  });

  test('a replay that would differ is refused aloud', () => {
    const history = run();
    const world = worldAt(history, 0);
    const host = world.state.devices[0]!;
    if (host.kind === 'host') host.interfaces[0]!.mac ^= 1;
    expect(() => replayTo(history, world, endOf(history))).toThrow(
      /replay differs from the record at row 7: nic-not-mine instead of arp-learned/,
    );
  });

  test('looking writes nothing', () => {
    const history = run();
    const before = digestOf(history.record);
    for (let i = 0; i <= 20; i++) worldAt(history, Math.floor((endOf(history) * i) / 20));
    expect(digestOf(history.record)).toBe(before);
  });
});

describe('acting', () => {
  test('in the present the history goes on; in the past it branches and stays as it is', () => {
    const history = run();
    const before = digestOf(history.record);
    const now = act(history, endOf(history), { do: 'run', on: 'A', line: 'ip addr' });
    expect(now.history).toBe(history);
    expect(digestOf(history.record)).not.toBe(before);

    const whole = digestOf(history.record);
    const past = act(history, 300_000_000, { do: 'run', on: 'C', line: 'ping -c 1 192.168.13.254' });
    expect(past.history).not.toBe(history);
    extend(past.history);
    expect(digestOf(history.record)).toBe(whole);
    expect(past.history.log.length).toBeLessThanOrEqual(history.log.length);
    expect(digestOf(past.history.record)).not.toBe(whole);
    // What came before the branch is the same in both.
    const shared = rowsUntil(history.record, 299_999_999);
    for (let i = 0; i < shared; i++) expect(rowAt(past.history.record, i)).toEqual(rowAt(history.record, i));
  });

  test('a branch at the same instant with the same command is the same run', () => {
    const history = run();
    const line = { do: 'run', on: 'C', line: 'ping -c 2 192.168.12.1' } as const;
    const one = act(branch(history, 250_000_000), 250_000_000, line).history;
    const two = act(branch(history, 250_000_000), 250_000_000, line).history;
    extend(one);
    extend(two);
    expect(digestOf(one.record)).toBe(digestOf(two.record));
    expect(worldAt(one, 600_000_000).state).toEqual(worldAt(two, 600_000_000).state);
  });

  test("lines of the lab's list that lie beyond a branch are still done in it", () => {
    const history = branch(run(), 100_000_000);
    extend(history);
    expect(history.log.filter((entry) => entry.scripted)).toHaveLength(4);
    expect(digestOf(history.record)).toBe(digestOf(run().record));
  });
});

describe('a storm', () => {
  const loop = `
lab: loop
devices:
  A: { kind: host, ip: 10.0.0.1/24 }
  S1: { kind: switch }
  S2: { kind: switch }
  S3: { kind: switch }
links: [[A, S1], [S1, S2], [S2, S3], [S3, S1], [S1, S2]]
do: [{ at: 0 s, on: A, run: ping -c 1 10.0.0.9 }]
`;
  test('in a looped lab is cut by the budget, says where, and can be gone on with', () => {
    const history = startHistory(labOf(loop));
    expect(extend(history, { events: 5_000 })).toBe('budget');
    expect(history.stopped).toEqual({ at: endOf(history), events: 5_000 });
    expect(extend(history, { events: 5_000 })).toBe('budget');
    expect(history.live.state.events).toBe(10_000);
    expect(worldAt(history, endOf(history)).state).toEqual(history.live.state);
  });
  test('fills queues, not memory: what waits is bounded by the cables', () => {
    const history = startHistory(labOf(loop));
    extend(history, { events: 60_000 });
    expect(history.live.state.queue.waiting).toBeLessThan(20_000);
  });
});

describe('why', () => {
  test('each layer tells what it decided when a frame arrived, and in the step that sent it', () => {
    const history = startHistory(labOf(threeHosts('do: [{ at: 0 s, on: A, run: ping -c 1 192.168.12.2 }]')));
    extend(history);
    const rows = Array.from({ length: history.record.rowCount }, (_, i) => rowAt(history.record, i));
    const request = rows.find((row) => row.kind === 'flight' && row.reason === 'arp-request')!;
    const flooded = rows.filter((row) => row.reason === 'switch-flooded-broadcast');
    expect(flooded).toHaveLength(2);
    expect(explainArrival(history, request.number)!.map((d) => d.reason)).toContain('mac-learned');
    const atB = explainArrival(history, flooded[0]!.number)!.map((d) => d.reason);
    expect(atB).toContain('arp-is-for-me');
    expect(atB).toContain('arp-learned');
    const atC = explainArrival(history, flooded[1]!.number)!.map((d) => d.reason);
    expect(atC).toContain('arp-not-for-me');
    expect(explainRow(history, request.number).map((d) => d.reason)).toContain('arp-cache-miss');
  });
});

test('a storm out of many ports ends before its rows fill the memory', () => {
  const cables = Array.from({ length: 20 }, () => '[X, Y]').join(', ');
  const history = startHistory(
    labOf(`
devices: { A: { kind: host, ip: 10.0.0.1/24 }, X: { kind: hub }, Y: { kind: hub } }
links: [[A, X], ${cables}]
do: [{ at: 0 s, on: A, run: ping -c 1 10.0.0.2 }]`),
  );
  expect(extend(history, { events: 10_000 })).toBe('budget');
  expect(history.stopped).toBeDefined();
  expect(history.record.rowCount).toBeLessThan(45_000);
  expect(history.live.state.events).toBeGreaterThan(1000);
});
