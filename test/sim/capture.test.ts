// Captures: every frame where it leaves a port and where it arrives, and nowhere else.
import { describe, expect, test } from 'vitest';
import { captureOf } from '../../src/sim/capture.ts';
import { flightsOf } from '../../src/sim/flights.ts';
import { extend, startHistory, type History } from '../../src/sim/history.ts';
import { parseLab } from '../../src/sim/labText.ts';

function ran(more: string, until = Infinity): History {
  const lab = parseLab(
    `devices:\n  A: { kind: host, ip: 10.0.0.1/24 }\n  B: { kind: host, ip: 10.0.0.2/24 }\n  S: { kind: switch }\nlinks: [ [A, S], [B, S] ]\n` +
      `do: [ { at: 0 s, on: A, run: ping -c 1 -W 1 10.0.0.2 } ]\n${more}`,
    'lab',
  );
  if (!lab.ok) throw new Error(lab.errors[0]!.message);
  const history = startHistory(lab.value);
  extend(history, { until });
  return history;
}

const capture = (history: History, options = {}) => captureOf(history.record, history.live.state, options);
const seenAt = (history: History, port: string): string[] => {
  const { interfaces, packets } = capture(history);
  const number = interfaces.findIndex((one) => one.name === port);
  return packets
    .filter((one) => one.interface === number)
    .map((one) => `${one.direction} ${one.bytes[12] === 8 && one.bytes[13] === 6 ? 'ARP' : 'IP'}`);
};

describe('a capture', () => {
  test('sees each frame leave and arrive, in the order of time', () => {
    const history = ran('');
    const { interfaces, packets, fcsLength } = capture(history);
    expect(interfaces.map((one) => one.name)).toEqual(['A.eth0', 'B.eth0', 'S.1', 'S.2']);
    expect(packets).toHaveLength(16); // four frames over two cables, seen at both ends
    expect(fcsLength).toBe(0);
    const times = packets.map((one) => one.time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(seenAt(history, 'A.eth0')).toEqual(['outbound ARP', 'inbound ARP', 'outbound IP', 'inbound IP']);
    expect(seenAt(history, 'S.2')).toEqual(['outbound ARP', 'inbound ARP', 'outbound IP', 'inbound IP']);
  });
  test('can be of one port, of some frames, with words', () => {
    const history = ran('');
    const [request] = [
      ...flightsOf(
        { record: history.record, state: history.live.state, since: 0, until: history.record.rowCount },
        'arp',
      ),
    ];
    const { interfaces, packets } = capture(history, {
      at: ['B.eth0'],
      wanted: (frame: number) => frame === request!.frame,
      comment: (row: { reason: string }) => row.reason,
    });
    expect(interfaces).toEqual([{ name: 'B.eth0' }]);
    expect(packets).toHaveLength(1);
    expect(capture(history, { comment: (row: { reason: string }) => row.reason }).packets[0]!.comments).toEqual([
      'arp-request',
    ]);
  });
  test('does not see a lost frame arrive', () => {
    const history = ran('faults: [ { drop: icmp, from: A, name: thief } ]\n');
    expect(seenAt(history, 'A.eth0')).toEqual(['outbound ARP', 'inbound ARP', 'outbound IP']);
    expect(seenAt(history, 'S.1')).toEqual(['inbound ARP', 'outbound ARP']);
  });
  test('does not see what is still on its way', () => {
    const history = ran('', 1_500_000);
    expect(seenAt(history, 'S.2')).toEqual(['outbound ARP']);
    expect(seenAt(history, 'B.eth0')).toEqual([]);
  });
  test('marks damaged frames, and shows check sequences then', () => {
    const { packets, fcsLength } = capture(
      ran('faults: [ { corrupt: icmp, from: A, octet: 60, xor: 1, name: scratch } ]\n'),
    );
    expect(fcsLength).toBe(4);
    expect(packets.filter((one) => one.badFcs).length).toBeGreaterThan(0);
  });
});

describe('flights', () => {
  const span = (history: History) => ({
    record: history.record,
    state: history.live.state,
    since: 0,
    until: history.record.rowCount,
  });
  const count = (history: History, filter: string, at?: string): number =>
    [...flightsOf(span(history), filter, at)].length;
  test('are found by filter, and by device, port or link', () => {
    const history = ran('');
    expect(count(history, 'icmp')).toBe(4);
    expect(count(history, 'icmp', 'A')).toBe(2);
    expect(count(history, 'icmp', 'S')).toBe(4);
    expect(count(history, 'icmp', 'S.2')).toBe(2);
    expect(count(history, 'icmp', 'B-S')).toBe(2);
    expect(count(history, 'icmp', 'nowhere')).toBe(0);
    expect(count(history, 'icmp &&')).toBe(0);
  });
  test('that were lost are on the cable, but not at their receiver', () => {
    const history = ran('faults: [ { drop: icmp, from: A, name: thief } ]\n');
    expect(count(history, 'icmp', 'A-S')).toBe(1);
    expect(count(history, 'icmp', 'A')).toBe(1);
    expect(count(history, 'icmp', 'S')).toBe(0);
  });
});
