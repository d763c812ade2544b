// The ladder of a run: what was sent as lines between columns, in the order of true time, with what was lost and what came again.
import { describe, expect, test } from 'vitest';
import { MILLISECOND } from '../../src/base/time.ts';
import { Ladder } from '../../src/player/ladder.ts';
import type { Sent } from '../../src/player/ladderParts.ts';
import { FOLD_HEIGHT } from '../../src/player/ladderScale.ts';
import { firstSentIn } from '../../src/sim/analysis/again.ts';
import { streamsOf } from '../../src/sim/analysis/streams.ts';
import { act, endOf, extend, startHistory, type History } from '../../src/sim/history.ts';
import { dissectFrame } from '../../src/sim/dissected.ts';
import { rowAt } from '../../src/sim/record.ts';
import { labOf, threeHosts, twoLans } from '../support/lab.ts';
import { tcpRun } from '../support/tcpRuns.ts';
import { runOf } from './run.ts';

const columnsOf = (history: History, names: string): { device: number }[] =>
  [...names].map((name) => ({ device: history.lab.devices.findIndex((device) => device.name === name) }));

function ladderOf(history: History, names: string): Ladder {
  const ladder = new Ladder(history, columnsOf(history, names));
  expect(ladder.grow()).toBe(true);
  return ladder;
}

/** `A→B echo request`, a line each. */
function told(history: History, ladder: Ladder): string[] {
  const name = (device: number): string => history.lab.devices[device]!.name;
  return ladder.sent.map((sent) => {
    const ends = sent.endings.map(({ to, device, how, fate }) =>
      how === 'lost'
        ? `✕${rowAt(history.record, fate!).reason}`
        : `${name(device)}${to < 0 ? '?' : how === 'arrives' ? '' : `(${how})`}`,
    );
    const { word } = dissectFrame(history.record, sent.frame);
    return `${name(sent.device)}${sent.from < 0 ? '?' : ''}→${ends.join(',')} ${word}`;
  });
}

const rising = (ladder: Ladder): boolean =>
  ladder.sent.every((one, i) => {
    const before = ladder.sent[i - 1];
    return !before || (before.departs <= one.departs && one.y >= before.y + 20);
  });

describe('a way through devices without a column', () => {
  test('over a switch is one line; a broadcast is one that forks', () => {
    const { history } = runOf(labOf(threeHosts()), ['ping -c 1 192.168.12.2']);
    const ladder = ladderOf(history, 'ABC');
    expect(told(history, ladder)).toEqual(['A→B,C who-has .2', 'B→A is-at …:0b', 'A→B ping 1', 'B→A pong 1']);
    const [asked] = ladder.sent;
    const ends = asked!.endings.map(({ tip }) => rowAt(history.record, tip));
    expect(rowAt(history.record, asked!.row).departs).toBe(asked!.departs);
    expect(ends.map((end) => end.arrives)).toEqual(asked!.endings.map(({ at }) => at));
    expect(rising(ladder)).toBe(true);
  });

  test('with the switch as a column each hop is a line', () => {
    const { history } = runOf(labOf(threeHosts()), ['ping -c 1 192.168.12.2']);
    expect(told(history, ladderOf(history, 'ASB'))).toEqual([
      'A→S who-has .2',
      'S→B,C? who-has .2',
      'B→S is-at …:0b',
      'S→A is-at …:0b',
      'A→S ping 1',
      'S→B ping 1',
      'B→S pong 1',
      'S→A pong 1',
    ]);
  });

  test('over a router, that waits for ARP before it sends on, is one line too; what the router sends itself comes from nowhere', () => {
    const { history } = runOf(labOf(twoLans()), ['ping -c 1 192.168.13.1', 'ping -c 1 -t 1 192.168.13.1']);
    const lines = told(history, ladderOf(history, 'AC'));
    expect(lines).toContain('A→C ping 1');
    expect(lines).toContain('C→A pong 1');
    expect(lines).toContain('R?→A is-at …:01');
    expect(lines).toContain('R?→C who-has .1');
    expect(lines).toContain('A→R? who-has .254');
    expect(lines).toContain('A→✕ip-ttl-exceeded ping 1');
    expect(lines).toContain('R?→A TTL exceeded');
  });
});

describe('what is lost', () => {
  const { history } = runOf(
    labOf(threeHosts('faults:\n  - { drop: icmp.type == 8, nth: 1 }\n  - { drop: icmp.type == 0, from: S, nth: 1 }\n')),
    ['ping -c 2 192.168.12.2', 'ping -c 1 192.168.12.77'],
  );
  const ladder = ladderOf(history, 'ABC');
  const lost = ladder.sent.filter(({ endings }) => endings.some(({ how }) => how === 'lost'));

  test('ends on its way, with the reason, towards whom it was meant for', () => {
    expect(lost.slice(0, 2).map(({ from, endings }) => [from, endings[0]!.towards])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    for (const sent of lost.slice(0, 2)) {
      const [ending] = sent.endings;
      expect(rowAt(history.record, ending!.fate!).reason).toBe('fault-dropped');
      expect(ladder.endOf(sent, ending!)).toBeGreaterThan(sent.y);
    }
    // The second was lost between the switch and A: further on its way.
    expect(lost[1]!.endings[0]!.reach).toBeGreaterThan(lost[0]!.endings[0]!.reach);
  });

  test('also what does not get out of its sender', () => {
    const last = lost[lost.length - 1]!;
    expect(rowAt(history.record, last.endings[0]!.fate!).reason).toBe('arp-unresolved');
    expect(last.endings[0]!.reach).toBeLessThan(0.2);
  });

  test('and every flight and drop leads to its line', () => {
    for (let row = 0; row < history.record.rowCount; row++) {
      const { kind } = rowAt(history.record, row);
      if (kind === 'flight') expect(ladder.sentIn(row), `row ${row}`).toBeDefined();
    }
    for (const { endings } of lost) expect(ladder.sentIn(endings[0]!.fate!)).toBeDefined();
  });
});

describe('a conversation', () => {
  const history = tcpRun('a lost segment, sent again fast');
  const [stream] = streamsOf(history);
  const ladder = new Ladder(
    history,
    stream!.ends.map((end, side) => ({ device: end.device!, side: side as 0 | 1 })),
    stream,
  );
  ladder.grow();

  test('has its segments alone', () => {
    expect(ladder.sent.length).toBeGreaterThan(20);
    for (const { frame } of ladder.sent) expect(dissectFrame(history.record, frame).protocol).toBe('TCP');
    expect(rising(ladder)).toBe(true);
  });

  test('links what is sent again to what was lost', () => {
    const lost = ladder.sent.filter(({ endings }) => endings[0]!.how === 'lost');
    expect(lost).toHaveLength(1);
    const again = ladder.sent.filter(({ frame }) => firstSentIn(history, frame) !== undefined);
    for (const { row } of again) expect(rowAt(history.record, row).reason).toBe('tcp-fast-retransmission');
    expect(ladder.sentIn(firstSentIn(history, again[0]!.frame)!)).toBe(lost[0]);
  });

  test('has the states of both ends beside it, each until the next', () => {
    const { bands } = ladder.between(0, Infinity);
    const states = (column: number): string[] =>
      bands.filter((band) => band.column === column).map(({ state }) => state);
    expect(states(0)).toEqual(['SYN-SENT', 'ESTABLISHED']);
    expect(states(1)).toEqual(['SYN-RECEIVED', 'ESTABLISHED']);
    expect(bands[1]!.y).toBe(bands[0]!.end);
  });

  test('has a mark for each call that sent or received something', () => {
    const { calls } = ladder.between(0, Infinity);
    expect(calls.filter(({ way }) => way === 'out').every(({ column }) => column === 0)).toBe(true);
    expect(calls.filter(({ way }) => way === 'in').every(({ column }) => column === 1)).toBe(true);
    expect(rowAt(history.record, calls[0]!.call!).reason).toBe('socket-call');
  });
});

test('a connection that begins with losses: every SYN that comes again points to the first', () => {
  const history = tcpRun('lost while opening');
  const ladder = ladderOf(history, 'AB');
  const syns = ladder.sent.filter(({ frame }) => dissectFrame(history.record, frame).word === 'SYN');
  expect(syns.length).toBeGreaterThan(2);
  for (const { frame } of syns.slice(1)) expect(ladder.sentIn(firstSentIn(history, frame)!)).toBe(syns[0]);
});

test('long silence is folded, and only where nothing is on its way', () => {
  const { history } = runOf(labOf(threeHosts()), ['ping -c 3 192.168.12.2']);
  const ladder = ladderOf(history, 'AB');
  const { folds } = ladder.scale;
  const long = folds.filter(({ from, until }) => until - from > 900 * MILLISECOND);
  expect(long).toHaveLength(2);
  for (const { from, until, y, height } of folds) {
    expect(height).toBe(FOLD_HEIGHT);
    for (const { departs, until: over } of ladder.sent) expect(departs >= until || over <= from).toBe(true);
    expect(ladder.scale.yAt(from)).toBeCloseTo(y);
  }
});

test('heights rise with time', () => {
  const ladder = ladderOf(tcpRun('much loss', 30), 'AB');
  let last = -1;
  for (let t = 0; t < 3000 * MILLISECOND; t += 7 * MILLISECOND) {
    const y = ladder.scale.yAt(t);
    expect(y).toBeGreaterThanOrEqual(last);
    last = y;
  }
});

describe('20,000 rows', () => {
  const { history } = runOf(labOf(threeHosts()), ['ping -c 4100 -i 0.01 192.168.12.2']);
  const whole = ladderOf(history, 'ABC');

  test('are enough of a run', () => expect(history.record.rowCount).toBeGreaterThan(20_000));

  test('grown in bits make the same ladder as at once', () => {
    const parts = new Ladder(history, columnsOf(history, 'ABC'));
    while (!parts.grow(history, 777));
    const look = ({ sent, scale, height }: Ladder): unknown => ({
      height,
      folds: scale.folds,
      sent: sent.map(({ row, y, endings }) => [row, y, endings.map((end) => [end.to, end.y, end.how])]),
    });
    expect(look(parts)).toEqual(look(whole));
  });

  test('what is in sight is found without the rest, and nothing of it is missing', () => {
    for (const top of [0, 1234, whole.height / 2, whole.height - 300]) {
      const seen = new Set(whole.between(top, top + 400).sent);
      expect(seen.size).toBeLessThan(40);
      const wanted = whole.sent.filter((one) => one.y < top + 400 && whole.bottomOf(one) >= top);
      expect(wanted.every((one) => seen.has(one))).toBe(true);
    }
  });
});

test('a ladder goes on where the run does', () => {
  let history = startHistory(labOf(threeHosts()));
  const ladder = new Ladder(history, columnsOf(history, 'AB'));
  const counts: number[] = [];
  let last: Sent | undefined;
  for (let i = 0; i < 2; i++) {
    history = act(history, endOf(history), { do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' }).history;
    extend(history, { events: 200_000 });
    ladder.grow(history);
    counts.push(ladder.sent.length);
    expect(ladder.sent[0]).toBe((last ??= ladder.sent[0]));
  }
  expect(counts[1]).toBeGreaterThan(counts[0]!);
});
