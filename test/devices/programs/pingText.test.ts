import { expect, test } from 'vitest';
import {
  countTrip,
  createPingCount,
  icmpErrorText,
  statisticsText,
  tripText,
} from '../../../src/devices/programs/pingText.ts';

test.each([
  [0, '0.000'],
  [31, '0.031'],
  [999, '0.999'],
  [1000, '1.00'],
  [4031, '4.03'],
  [9994, '9.99'],
  [9995, '10.0'],
  [12_349, '12.3'],
  [99_949, '99.9'],
  [99_950, '100'],
  [1_002_600, '1003'],
])('%i µs is shown as %s ms', (us, text) => {
  expect(tripText(us)).toBe(text);
});

test('statistics of three answered requests', () => {
  const count = { ...createPingCount(), transmitted: 3, received: 3, elapsed: 2_000_000_000 };
  for (const us of [4031, 2013, 2013]) countTrip(count, us);
  // mean 2685.67 → 2685, mean of squares − square of mean: 904 989 → √ 951
  expect(statisticsText('192.168.12.2', count, true)).toEqual([
    '--- 192.168.12.2 ping statistics ---',
    '3 packets transmitted, 3 received, 0% packet loss, time 2000ms',
    'rtt min/avg/max/mdev = 2.013/2.685/4.031/0.951 ms',
  ]);
});

test('losses, duplicates and errors', () => {
  const count = { ...createPingCount(), transmitted: 3, received: 1, repeats: 1, elapsed: 2_000_000_000 };
  countTrip(count, 4000);
  countTrip(count, 4100);
  expect(statisticsText('B', count, true).slice(1)).toEqual([
    '3 packets transmitted, 1 received, +1 duplicates, 66.6667% packet loss, time 2000ms',
    'rtt min/avg/max/mdev = 4.000/4.050/4.100/0.050 ms',
  ]);
  const silent = { ...createPingCount(), transmitted: 3, errors: 3, pipe: 3, elapsed: 2_000_000_000 };
  expect(statisticsText('192.168.12.9', silent, true).slice(1)).toEqual([
    '3 packets transmitted, 0 received, +3 errors, 100% packet loss, time 2000ms',
    'pipe 3',
  ]);
  expect(statisticsText('x', { ...createPingCount(), transmitted: 1 }, true).slice(1)).toEqual([
    '1 packets transmitted, 0 received, 100% packet loss, time 0ms',
    '',
  ]);
});

test('ICMP errors in ping’s words', () => {
  expect(icmpErrorText(3, 0, 0)).toBe('Destination Net Unreachable');
  expect(icmpErrorText(3, 1, 0)).toBe('Destination Host Unreachable');
  expect(icmpErrorText(3, 4, 1400)).toBe('Frag needed and DF set (mtu = 1400)');
  expect(icmpErrorText(3, 13, 0)).toBe('Packet filtered');
  expect(icmpErrorText(3, 99, 0)).toBe('Dest Unreachable, Bad Code: 99');
  expect(icmpErrorText(11, 0, 0)).toBe('Time to live exceeded');
  expect(icmpErrorText(11, 1, 0)).toBe('Frag reassembly time exceeded');
  expect(icmpErrorText(200, 0, 0)).toBe('Bad ICMP type: 200');
});
