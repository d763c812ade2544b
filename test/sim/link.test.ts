// Cables: times to the nanosecond, queues, and everything that goes wrong on the way.
import { describe, expect, test } from 'vitest';
import { act, endOf, explainArrival, extend, startHistory, worldAt, type History } from '../../src/sim/history.ts';
import { frameBytes, frameIsBad, rowAt, type Row } from '../../src/sim/record.ts';
import { labOf, threeHosts } from '../support/lab.ts';

const pair = (link: string, more = ''): string => `
lab: pair
seed: 3
devices:
  A: { kind: host, ip: 10.0.0.1/24 }
  B: { kind: host, ip: 10.0.0.2/24 }
links:
  - ${link}
${more}`;

function rowsOf(history: History): Row[] {
  return Array.from({ length: history.record.rowCount }, (_, i) => rowAt(history.record, i));
}

function ran(text: string): { history: History; rows: Row[]; flights: Row[] } {
  const history = startHistory(labOf(text));
  extend(history);
  const rows = rowsOf(history);
  return { history, rows, flights: rows.filter((row) => row.kind === 'flight') };
}

const reasons = (rows: Row[], name: string): Row[] => rows.filter((row) => row.reason === name);

describe('time on a cable', () => {
  test('60 octets at 100 Mbit/s take 4.8 µs, then the delay', () => {
    const { flights } = ran(pair('[A, B]', 'do: [{ at: 0 s, on: A, run: ping -c 1 10.0.0.2 }]'));
    expect(flights[0]).toMatchObject({ reason: 'arp-request', departs: 0, arrives: 4_800 + 1_000_000 });
    expect(flights[1]).toMatchObject({ reason: 'arp-reply', departs: 1_004_800, arrives: 2 * 1_004_800 });
  });
  test('an odd rate is rounded up to whole nanoseconds', () => {
    const { flights } = ran(
      pair('{ ends: [A, B], rate: 7 Mbit/s, delay: 0 s }', 'do: [{ at: 0 s, on: A, run: ping -c 1 10.0.0.2 }]'),
    );
    expect(flights[0]!.arrives).toBe(Math.ceil((60 * 8 * 1e9) / 7e6));
  });
  test('frames wait for each other, in order; beyond the queue they are dropped with what waited and the limit', () => {
    const { rows, flights } = ran(
      pair(
        '{ ends: [A, B], rate: 1 Mbit/s, queue: 4 kB }',
        'do: [{ at: 0 s, on: A, run: ping -c 1 -s 7000 10.0.0.2 }]',
      ),
    );
    const fragments = flights.filter((row) => row.direction === 0 && row.reason !== 'arp-request');
    expect(fragments.length).toBe(3); // one leaves at once, two wait in 4 kB
    for (let i = 1; i < fragments.length; i++)
      expect(fragments[i]!.departs).toBeGreaterThanOrEqual(fragments[i - 1]!.departs! + 12_000_000);
    expect(reasons(rows, 'queue-full')[0]).toMatchObject({ kind: 'drop', x: 2 * 1514, y: 4000 });
  });
});

describe('impairments', () => {
  const pings = 'do: [{ at: 0 s, on: A, run: ping -c 200 -i 0.01 10.0.0.2 }]';
  test('loss loses about as many as it says, each with its reason, and the flight is still seen', () => {
    const { rows, flights } = ran(pair('{ ends: [A, B], loss: 10 % }', pings));
    const lost = reasons(rows, 'link-lost');
    expect(lost.length).toBeGreaterThan(15);
    expect(lost.length).toBeLessThan(65);
    for (const row of lost) expect(flights.some((flight) => flight.number === row.cause)).toBe(true);
  });
  test('corruption makes a new frame that the card throws away; past the FCS the checksums above find it', () => {
    const bad = ran(pair('{ ends: [A, B], corrupt: 20 % }', pings));
    const dropped = reasons(bad.rows, 'nic-bad-fcs');
    expect(dropped.length).toBeGreaterThan(20);
    for (const row of dropped) expect(frameIsBad(bad.history.record, row.frame!)).toBe(true);
    const sneaked = ran(pair('{ ends: [A, B], corrupt: 20 %, pastFcs: true }', pings));
    expect(reasons(sneaked.rows, 'nic-bad-fcs')).toHaveLength(0);
    expect(
      reasons(sneaked.rows, 'icmp-bad-checksum').length + reasons(sneaked.rows, 'ip-bad-checksum').length,
    ).toBeGreaterThan(10);
  });
  test('duplicates arrive twice; ping says so', () => {
    const { rows, history } = ran(pair('{ ends: [A, B], duplicate: 30 % }', pings));
    expect(reasons(rows, 'link-duplicate').length).toBeGreaterThan(40);
    expect(history.record.texts.some((text) => text.endsWith('(DUP!)'))).toBe(true);
  });
  test('jitter never lets frames overtake, reordering does', () => {
    const order = (text: string): boolean => {
      const arrivals = ran(text)
        .flights.filter((row) => row.direction === 0)
        .map((row) => row.arrives!);
      return arrivals.every((at, i) => i === 0 || at >= arrivals[i - 1]!);
    };
    const burst = 'do: [{ at: 0 s, on: A, run: ping -c 300 -i 0.002 10.0.0.2 }]';
    expect(order(pair('{ ends: [A, B], jitter: 5 ms }', burst))).toBe(true);
    expect(order(pair('{ ends: [A, B], reorder: { chance: 20 %, by: 5 ms } }', burst))).toBe(false);
  });
  test('jitter may be long', () => {
    const { flights } = ran(
      pair('{ ends: [A, B], jitter: 10 s }', 'do: [{ at: 0 s, on: A, run: ping -c 1 10.0.0.2 }]'),
    );
    expect(flights[0]!.arrives).toBeGreaterThan(1_004_800);
  });
  test('one setting does not shift the luck of another', () => {
    const lost = (more: string): number[] => {
      const { rows, flights } = ran(pair(`{ ends: [A, B], loss: 10 %${more} }`, pings));
      const there = flights.filter((row) => row.direction === 0 && row.reason !== 'link-duplicate');
      const gone = new Set(reasons(rows, 'link-lost').map((row) => row.cause));
      return there.slice(0, 100).flatMap((row, i) => (gone.has(row.number) ? [i] : []));
    };
    expect(lost('').length).toBeGreaterThan(3);
    expect(lost(', jitter: 10 µs')).toEqual(lost(''));
    expect(lost(', duplicate: 5 %')).toEqual(lost(''));
  });
  test('one way can be worse than the other', () => {
    const { flights } = ran(
      pair(
        '{ ends: [A, B], delay: 1 ms, back: { delay: 30 ms } }',
        'do: [{ at: 0 s, on: A, run: ping -c 1 10.0.0.2 }]',
      ),
    );
    expect(flights[1]!.arrives! - flights[1]!.departs!).toBe(30_004_800);
  });
});

describe('named faults', () => {
  const four = (fault: string): string =>
    threeHosts(`
faults: [${fault}]
do: [{ at: 0 s, on: A, run: ping -c 4 -i 0.1 192.168.12.2 }]`);
  test('drop the second echo that A sends, and only that', () => {
    const { rows, history } = ran(four('{ drop: icmp, from: A, nth: 2, name: the second ping }'));
    const dropped = reasons(rows, 'fault-dropped');
    expect(dropped).toHaveLength(1);
    expect(history.record.texts[dropped[0]!.x]).toBe('the second ping');
    expect(
      history.record.texts.some((text) => text.startsWith('4 packets transmitted, 3 received, 25% packet loss')),
    ).toBe(true);
  });
  test('delay holds back one answer by exactly that much', () => {
    const { flights, rows } = ran(four('{ delay: "icmp.type == 0", from: B, nth: 1, by: 200 ms, name: slow }'));
    const note = reasons(rows, 'fault-delayed')[0]!;
    const late = flights.find((row) => row.number === note.cause)!;
    expect(late.arrives! - late.departs!).toBe(200_000_000 + 1_000_000 + 98 * 80);
  });
  test('duplicate, and corrupt one named octet', () => {
    expect(
      reasons(ran(four('{ duplicate: icmp, from: A, nth: [1, 3], name: twice }')).rows, 'fault-duplicate'),
    ).toHaveLength(2);
    const { history, rows } = ran(
      four('{ corrupt: icmp, from: A, nth: 1, octet: 50, xor: 255, pastFcs: true, name: bent }'),
    );
    const bent = reasons(rows, 'icmp-bad-checksum')[0]!;
    const original = reasons(rows, 'fault-corrupted')[0]!;
    const [a, b] = [frameBytes(history.record, original.frame!), frameBytes(history.record, bent.frame!)];
    expect(
      Array.from(a)
        .map((octet, i) => octet ^ b[i]!)
        .filter((d) => d),
    ).toEqual([255]);
  });
});

describe('hands on cables', () => {
  test('a cable that is pulled loses what is on it, at that instant', () => {
    const history = startHistory(labOf(threeHosts()));
    let h = act(history, 0, { do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' }).history;
    extend(h, { until: 500_000 });
    const pulled = act(h, 500_000, { do: 'unplug', at: 'A.eth0' });
    expect(pulled.result.ok).toBe(true);
    h = pulled.history;
    extend(h, { until: 100_000_000 });
    const cut = reasons(rowsOf(h), 'link-cut');
    expect(cut).toHaveLength(1);
    expect(cut[0]).toMatchObject({ at: 500_000, kind: 'drop' });
    expect(reasons(rowsOf(h), 'switch-flooded-broadcast')).toHaveLength(0);
  });
  test('a moved cable works at its new port, and the switch learns where', () => {
    let h = startHistory(labOf(threeHosts().replace('S: { kind: switch }', 'S: { kind: switch, ports: 8 }')));
    h = act(h, 0, { do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' }).history;
    extend(h);
    const moved = act(h, endOf(h), { do: 'plug', from: 'B.eth0', to: 'S.7' });
    expect(moved.result.ok).toBe(true);
    h = act(moved.history, endOf(moved.history), { do: 'run', on: 'B', line: 'ping -c 1 192.168.12.1' }).history;
    extend(h);
    expect(h.record.texts.filter((text) => text.startsWith('1 packets transmitted, 1 received'))).toHaveLength(2);
    expect(reasons(rowsOf(h), 'mac-removed').length).toBe(1);
  });
  test('a link that is down carries nothing and says so; up again it carries', () => {
    let h = startHistory(labOf(pair('{ ends: [A, B], up: false, name: cable }')));
    h = act(h, 0, { do: 'run', on: 'A', line: 'ping -c 1 -W 1 10.0.0.2' }).history;
    extend(h);
    expect(rowsOf(h).filter((row) => row.kind === 'flight')).toHaveLength(0);
    h = act(h, endOf(h), { do: 'link', link: 'cable', up: true }).history;
    h = act(h, endOf(h), { do: 'run', on: 'A', line: 'ping -c 1 10.0.0.2' }).history;
    extend(h);
    expect(h.record.texts.some((text) => text.startsWith('1 packets transmitted, 1 received'))).toBe(true);
  });
});

describe('damage', () => {
  const ping = (fault: string, link = '[A, B]'): string =>
    pair(link, `faults: [${fault}]\ndo: [{ at: 0 s, on: A, run: ping -c 3 -s 0 -i 0.1 10.0.0.2 }]`);
  test('of an octet that a frame does not have leaves this frame and the next ones alone', () => {
    const damaged = ran(ping('{ corrupt: "eth", octet: 70, xor: 0xff, name: far }'));
    const whole = ran(ping('{ corrupt: "tcp", octet: 70, xor: 0xff, name: far }'));
    const frames = ({ history: { record } }: ReturnType<typeof ran>): string[] =>
      Array.from(
        { length: record.frameCount },
        (_, i) => `${frameBytes(record, i).join(' ')} ${frameIsBad(record, i)}`,
      );
    expect(frames(damaged)).toEqual(frames(whole));
    expect(reasons(damaged.rows, 'fault-corrupted')).toEqual([]);
    expect(worldAt(damaged.history, 1).state.rowCount).toBeGreaterThan(0); // a replay compares what it builds
  });
  test('past the check sequence makes no frame good that was damaged before', () => {
    const { rows, history } = ran(
      pair(
        '{ ends: [A, B], corrupt: 100 %, pastFcs: on }',
        'faults: [{ corrupt: "arp", from: A, name: first }]\ndo: [{ at: 0 s, on: A, run: ping -c 1 10.0.0.2 }]',
      ),
    );
    const [flight] = rows.filter((row) => row.kind === 'flight');
    expect(frameIsBad(history.record, flight!.frame!)).toBe(true);
  });
});

describe('loopback', () => {
  test('is no cable: faults do not touch it', () => {
    const { rows, history } = ran(
      pair(
        '[A, B]',
        'faults: [{ drop: icmp, from: A, nth: 1, name: first }]\ndo: [{ at: 0 s, on: A, run: ping -c 1 127.0.0.1; ping -c 1 -W 1 10.0.0.2 }]',
      ),
    );
    const [dropped] = reasons(rows, 'fault-dropped');
    expect(frameBytes(history.record, dropped!.frame!)[30]).toBe(10);
  });
});

describe('hands on cables', () => {
  const start = (link: string): History => startHistory(labOf(pair(link)));
  test('up and down always go both ways', () => {
    const history = start('{ ends: [A, B], name: cable }');
    act(history, 0, { do: 'link', link: 'cable', from: 'B.eth0', delay: '3 ms', up: false });
    const { directions, links } = history.live.state;
    expect([...directions.open.slice(0, 2)]).toEqual([0, 0]);
    expect(links[0]!.profiles.map((profile) => profile.delay)).toEqual([1_000_000, 3_000_000]);
    expect(
      history.live.state.devices.slice(0, 2).map((host) => 'interfaces' in host && host.interfaces[0]!.carrier),
    ).toEqual([false, false]);
  });
  test('a cable that is plugged in elsewhere keeps what it is like in each way', () => {
    const history = startHistory(
      labOf(`
devices: { A: { kind: host, ip: 10.0.0.1/24 }, B: { kind: host, ip: 10.0.0.2/24 }, C: { kind: host, ip: 10.0.0.3/24 } }
links: [{ ends: [A, B], delay: 1 ms, back: { delay: 30 ms } }]`),
    );
    act(history, 0, { do: 'plug', from: 'A.eth0', to: 'C.eth0' });
    act(history, 0, { do: 'plug', from: 'B.eth0', to: 'A.eth0' });
    const taken = act(history, 0, { do: 'unplug', at: 'C.eth0' });
    expect(taken.result.ok).toBe(true);
    act(history, 0, { do: 'plug', from: 'B.eth0', to: 'A.eth0' });
    const delays = history.live.state.links
      .filter((link) => !link.hidden)
      .map((link) => link.profiles.map((p) => p.delay / 1e6));
    expect(delays).toEqual([
      [1, 30],
      [1, 30],
      [30, 1],
    ]);
  });
  test('a flight whose cable was pulled has arrived nowhere', () => {
    const history = start('[A, B]');
    act(history, 0, { do: 'run', on: 'A', line: 'ping -c 1 10.0.0.2' });
    act(history, 500_000, { do: 'unplug', at: 'A.eth0' });
    extend(history);
    const flight = rowsOf(history).find((row) => row.kind === 'flight')!;
    expect(explainArrival(history, flight.number)).toBeUndefined();
  });
  test('what was done just before an arrival is not told as a part of it', () => {
    const history = start('[A, B]');
    act(history, 0, { do: 'run', on: 'A', line: 'ping -c 1 10.0.0.2' });
    const flight = rowsOf(history).find((row) => row.kind === 'flight')!;
    act(history, flight.arrives! - 1, { do: 'run', on: 'B', line: 'ping -c 1 127.0.0.1' });
    extend(history);
    expect(explainArrival(history, flight.number)!.map((one) => one.reason)).toEqual([
      'nic-accepted-broadcast',
      'eth-to-arp',
      'arp-is-for-me',
      'arp-learned',
    ]);
  });
});
