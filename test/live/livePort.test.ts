// A live port: the world keeps pace with a clock, frames come in and go out at their instants, and the log gives the same run without the outside.
import { describe, expect, test } from 'vitest';
import { MILLISECOND, SECOND } from '../../src/base/time.ts';
import { LivePort } from '../../src/live/livePort.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { doAgain, endOf, goOnTo, startHistory, worldAt, type History } from '../../src/sim/history.ts';
import type { Lab } from '../../src/sim/lab.ts';
import { withLivePort } from '../../src/sim/livePort.ts';
import { rowAt, type Row } from '../../src/sim/record.ts';
import { echoRequest, live, told, whoHas } from '../support/outsider.ts';
import { labOf } from '../support/lab.ts';

const A = '02:00:00:00:00:0a';

function wired(lab: Lab, at = 'S12.8'): Lab {
  const result = withLivePort(lab, at);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

/** A live port with a clock that is set by hand; `work`: how much later it is after each look at it. */
function table(lab = wired(live()), work = 0) {
  let now = 5 * SECOND;
  const port = new LivePort(lab, lab.seed, () => (now += work));
  const out: string[] = [];
  const frames: Uint8Array[] = [];
  return {
    port,
    out,
    frames,
    /** Lets time pass, and then gives the world a turn. */
    pass(time: number): number {
      now += time;
      return port.turn((left) => {
        out.push(...left.map((frame) => told(frame)));
        frames.push(...left.map((frame) => frame.slice()));
      });
    },
    /** Sleeps as it is told until nothing is due or a second has passed. */
    settle(): void {
      const end = now + SECOND;
      for (let sleep = this.pass(0); sleep !== Infinity && now < end;) sleep = this.pass(sleep);
    },
    slow(by: number): void {
      work = by;
    },
  };
}

const rowsOf = ({ record }: History): Row[] => Array.from({ length: record.rowCount }, (_, i) => rowAt(record, i));

/** The run again, from nothing but lab, seed and log as JSON. */
function again({ lab, seed, log, live }: History): History {
  const history = startHistory(lab, seed);
  for (const entry of JSON.parse(JSON.stringify(log))) {
    const result = doAgain(history, entry);
    if (!result?.ok) throw new Error(`the log does not fit: ${JSON.stringify(entry)}`);
  }
  expect(goOnTo(history, live.state.now, live.state.events)).toBe(true);
  return history;
}

describe('a frame from outside', () => {
  test('enters at the instant of the wall, is filled up to 60 octets, and is answered', () => {
    const t = table();
    expect(t.pass(0)).toBe(Infinity);
    t.port.take([whoHas('192.168.12.1')]);
    t.pass(3 * MILLISECOND);
    const [first] = rowsOf(t.port.history);
    expect(first).toMatchObject({ kind: 'flight', reason: 'from-outside', at: 3 * MILLISECOND });
    expect(first!.cause).toBeUndefined();
    t.settle();
    expect(t.out).toEqual(['ARP 192.168.12.1 is at 02:00:00:00:00:0a']);
    t.port.take([echoRequest(A, '192.168.12.1', 1), echoRequest(A, '192.168.12.1', 2)]);
    t.settle();
    expect(t.out.slice(1).map((line) => line.replace(/,.*(seq=\d+).*/, ' $1'))).toEqual([
      expect.stringMatching(/^ICMP .*reply.*seq=1/),
      expect.stringMatching(/^ICMP .*reply.*seq=2/),
    ]);
    expect(t.port.counts).toMatchObject({ framesIn: 3, framesOut: 3, octetsIn: 42 + 98 + 98, octetsOut: 60 + 98 + 98 });
  });
  test('or a command that is typed comes at the instant of the wall, however long nothing has happened', () => {
    const t = table();
    t.pass(0);
    const results: boolean[] = [];
    t.port.do({ do: 'run', on: 'B', line: 'ping -c 1 192.168.12.9' }, ({ ok }) => results.push(ok));
    t.port.do({ do: 'run', on: 'nobody', line: 'ls' }, ({ ok }) => results.push(ok));
    expect(results).toEqual([]);
    t.pass(4 * SECOND);
    expect(results).toEqual([true, false]);
    expect(rowsOf(t.port.history)[0]).toMatchObject({ kind: 'command', at: 4 * SECOND });
    t.pass(3 * MILLISECOND);
    expect(t.out).toEqual([expect.stringMatching(/^ARP Who has 192\.168\.12\.9/)]);
  });
  test('is let in only when the world has caught up with the wall', () => {
    const t = table(wired(live('do: [{ at: 0 s, on: A, run: ping -c 100 -i 0.01 192.168.12.2 }]')));
    t.pass(0);
    t.port.take([whoHas('192.168.12.1')]);
    t.pass(400 * MILLISECOND);
    const rows = rowsOf(t.port.history);
    const entered = rows.findIndex((row) => row.reason === 'from-outside');
    expect(rows[entered]!.at).toBe(400 * MILLISECOND);
    expect(entered).toBeGreaterThan(100);
  });
  test('that is longer than the port carries is dropped with its reason; a piece of one is dropped by the switch', () => {
    const t = table();
    t.port.take([new Uint8Array(1515).fill(2), new Uint8Array(65_549), new Uint8Array(5)]);
    t.settle();
    const drops = rowsOf(t.port.history).filter((row) => row.kind === 'drop');
    expect(drops.map(({ reason, x }) => [reason, x])).toEqual([
      ['mtu-exceeded', 1501],
      ['mtu-exceeded', 65_535],
      ['nic-too-short', 5],
    ]);
    expect(digestOf(again(t.port.history).record)).toBe(digestOf(t.port.history.record));
  });
  test('with a tag may be four octets longer', () => {
    const t = table();
    const tagged = new Uint8Array(1518).fill(0xff, 0, 6);
    tagged.set([2, 0, 0, 0, 0, 0x99, 0x81, 0], 6);
    t.port.take([tagged]);
    t.settle();
    expect(rowsOf(t.port.history).filter((row) => row.reason === 'mtu-exceeded')).toEqual([]);
    expect(rowsOf(t.port.history).filter((row) => row.reason === 'switch-flooded-broadcast')).toHaveLength(2);
  });
});

describe('the run', () => {
  test('comes out the same from lab, seed and log', () => {
    const t = table(wired(live('do: [{ at: 2 ms, on: B, run: ping -c 3 -i 0.01 192.168.12.9 }]')));
    t.port.take([whoHas('192.168.12.1')]);
    t.settle();
    for (let seq = 0; seq < 50; seq++) {
      t.port.take([echoRequest(A, '192.168.12.1', seq, seq * 20)]);
      t.pass((seq * 7919) % 2_000_003);
    }
    t.port.do({ do: 'link', link: 'A-S12', up: false });
    t.pass(SECOND);
    t.pass(SECOND);
    const copy = again(t.port.history);
    expect(copy.record.rowCount).toBeGreaterThan(200);
    expect(digestOf(copy.record)).toBe(digestOf(t.port.history.record));
    expect(copy.live.state).toEqual(t.port.history.live.state);
  });
  test('comes out the same from any place of it', () => {
    const t = table();
    for (let seq = 0; seq < 20; seq++) {
      t.port.take([whoHas('192.168.12.1'), echoRequest(A, '192.168.12.1', seq)]);
      t.pass(MILLISECOND);
    }
    const { history } = t.port;
    for (let at = 0; at <= endOf(history); at += 2.5 * MILLISECOND) worldAt(history, at);
    expect(worldAt(history, 7 * MILLISECOND).state.frameCount).toBeLessThan(history.record.frameCount);
  });
  test('does not come by the places of another one', () => {
    const t = table();
    t.port.take([whoHas('192.168.12.1')]);
    t.settle();
    t.port.take([whoHas('192.168.12.2')]);
    t.settle();
    const other = startHistory(wired(live('', ', delay: 2 s')), 7);
    const results = t.port.history.log.map((entry) => doAgain(other, entry)?.ok);
    expect(results).toEqual([true, undefined]);
  });
});

describe('the pace', () => {
  test('tells how long to sleep: until what is due next, or for good', () => {
    const t = table(wired(live('do: [{ at: 250 ms, on: A, run: ping -c 1 192.168.12.2 }]')));
    expect(t.pass(50 * MILLISECOND)).toBe(200 * MILLISECOND);
    expect(endOf(t.port.history)).toBe(50 * MILLISECOND);
  });
  test('thousands of frames at once all come out, in their order, and a turn does not take for ever', () => {
    const t = table(wired(live('', ', rate: 10 Gbit/s, delay: 0 s, queue: 4 MB')), MILLISECOND);
    t.port.take([whoHas('192.168.12.1')]);
    t.settle();
    const requests = Array.from({ length: 5000 }, (_, seq) => echoRequest(A, '192.168.12.1', seq));
    t.port.take(requests);
    expect(t.port.unread).toBe(5000 * 98);
    t.pass(0);
    expect(t.port.unread).toBe(0);
    let turns = 0;
    while (t.frames.length < 5001 && turns < 1000) turns += t.pass(20_000) >= 0 ? 1 : 0;
    expect(t.frames.slice(1).map((frame) => (frame[40]! << 8) | frame[41]!)).toEqual(requests.map((_, seq) => seq));
    expect(turns).toBeGreaterThan(5);
  });
  test('of a world that is too slow is given up: it is later from then on, and goes on', () => {
    const storm = labOf(`
lab: storm
devices:
  A: { kind: host, ip: 192.168.12.1/24 }
  S12: { kind: switch, ports: 8 }
  S2: { kind: switch, ports: 3 }
links: [[A, S12], [S12, S2], [S12, S2], [S12, S2]]
`);
    const t = table(wired(storm), MILLISECOND);
    t.port.take([whoHas('192.168.12.1')]);
    for (let i = 0; i < 20; i++) t.pass(100 * MILLISECOND);
    const { slips, slipped } = t.port.counts;
    expect(slips).toBeGreaterThan(0);
    expect(slipped).toBeGreaterThan(slips * SECOND - 1);
    const before = endOf(t.port.history);
    t.pass(100 * MILLISECOND);
    expect(endOf(t.port.history)).toBeGreaterThan(before);
  });
});
