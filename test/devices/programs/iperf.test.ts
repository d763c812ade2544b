// iperf3: figures that fit the link, its lines, several streams, an amount, failures.
import { describe, expect, test } from 'vitest';
import { amountText, lineText, rateText } from '../../../src/devices/programs/iperfText.ts';
import { labOf, threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const slow = threeHosts().replace('- [A, S]', '- { ends: [A, S], rate: 10 Mbit/s, delay: 5 ms }');

/** Megabits a second in a report's line. */
const rate = (text: string, ending: string): number =>
  Number(new RegExp(`([\\d.]+) Mbits/sec .*${ending}`).exec(text)?.[1]);

describe('a link of 10 Mbit/s', () => {
  test('ten seconds', () => {
    const t = terminals(slow);
    expect(labOf(slow).links).toHaveLength(3);
    const server = t.begin('B', 'iperf3 -s');
    const { text, exit } = t.status('A', 'iperf3 -c 192.168.12.2');
    expect(exit).toBe(0);
    const lines = text.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Connecting to host 192.168.12.2, port 5201',
      '[  5] local 192.168.12.1 port 49152 connected to 192.168.12.2 port 5201',
      '[ ID] Interval           Transfer     Bitrate         Cwnd',
    ]);
    expect(lines.filter((line) => line.endsWith('KBytes') || line.includes('MBytes  '))).toHaveLength(12);
    expect(lines[4]).toMatch(
      /^\[ {2}5\] {3}1\.00-2\.00 {3}sec {2}1\.1\d MBytes {2}9\.\d\d Mbits\/sec {3}[\d. ]{4} KBytes$/,
    );
    expect(rate(text, 'receiver')).toBeGreaterThan(9);
    expect(rate(text, 'receiver')).toBeLessThan(9.65); // 1460 of the 1514 octets of a frame
    expect(lines.at(-1)).toBe('iperf Done.');
    expect(t.text(server)).toMatch(/Accepted connection from 192\.168\.12\.1, port 49152\n/);
    expect(t.text(server)).toMatch(/receiver\n-+\nServer listening on 5201 \(test #2\)\n-+$/);
    expect(rate(t.text(server), 'receiver')).toBeCloseTo(rate(text, 'receiver'), 1);
  });

  test('an amount, in two streams', () => {
    const t = terminals(slow);
    const server = t.begin('B', 'iperf -s -1 -i 0');
    const text = t.type('A', 'iperf -c 192.168.12.2 -n 2M -P 2 -l 8K -i 0.5');
    expect(text).toMatch(/\[ {2}5\] .*\n\[ {2}7\] .*\n\[SUM\] {3}0\.00-0\.50 {3}sec/);
    expect(text).toMatch(/\[SUM\] {3}0\.00-\d\.\d\d {3}sec {2}2\.00 MBytes .*sender\n/);
    expect(rate(text, 'sender')).toBeLessThan(10);
    expect(server.exit).toBe(0);
    expect(t.text(server).match(/receiver/g)).toHaveLength(3);
  });
});

test('to itself: no time would pass, so it makes pauses', () => {
  const t = terminals(threeHosts());
  t.begin('A', 'iperf3 -s');
  const text = t.type('A', 'iperf3 -c localhost -t 0.01', 5);
  expect(text).toContain('iperf Done.');
});

test('nobody listens; it is interrupted; the server goes', () => {
  const t = terminals(threeHosts());
  expect(t.status('A', 'iperf3 -c 192.168.12.2').text).toBe(
    'Connecting to host 192.168.12.2, port 5201\n! iperf3: error - unable to connect to server: Connection refused',
  );
  const server = t.begin('B', 'iperf3 -s');
  const client = t.begin('A', 'iperf3 -c 192.168.12.2 -t 1');
  t.pass(0.4);
  t.do({ do: 'interrupt', on: 'A' });
  t.pass(1);
  expect(t.text(client)).toMatch(
    /\^C\n- - .*\n\[ ID\].*\n\[ {2}5\] .* sender\n! iperf3: interrupt - the client has terminated$/,
  );
  expect(client.exit).toBe(1);
  expect(t.text(server)).toContain('(test #2)');
  const other = t.begin('A', 'iperf3 -c 192.168.12.2 -t 1');
  t.pass(0.4);
  t.do({ do: 'interrupt', on: 'B' });
  t.pass(1);
  expect(t.text(other)).toMatch(/! iperf3: error - .*: (Connection reset by peer|Broken pipe)$/);
});

test.each([
  ['iperf3', 'iperf3: parameter error - must either be a client (-c) or server (-s)'],
  ['iperf3 -s -c B', 'iperf3: parameter error - cannot be both server and client'],
  ['iperf3 -c nobody', 'iperf3: error - unable to connect to server: Name or service not known'],
  ['iperf3 -s -u', "iperf3: invalid option -- 'u'"],
  ['iperf3 -s -l 2M', 'iperf3: parameter error - block size too large (maximum = 1048576 bytes)'],
  ['iperf3 -c localhost -i 0.05', 'iperf3: parameter error - invalid report interval (min = 0.1, max = 60 seconds)'],
  ['iperf3 -c localhost -t 5 -n 5', 'iperf3: parameter error - only one test end condition (-t, -n) may be specified'],
])('%s', (line, text) => {
  const ended = terminals(threeHosts()).status('A', line);
  expect(ended.text.split('\n')[0]).toBe(`! ${text}`);
  expect(ended.exit).toBe(1);
});

test('three figures in units that fit', () => {
  expect([0, 1023, 1024, 1_181_116_006, 10_485_760].map(amountText)).toEqual([
    '0.00 Bytes',
    '1023 Bytes',
    '1.00 KBytes',
    '1.10 GBytes',
    '10.0 MBytes',
  ]);
  expect([rateText(125_000, 1e9), rateText(0, 0), rateText(12_345_678, 1e9)]).toEqual([
    '1.00 Mbits/sec',
    '0.00 bits/sec',
    '98.8 Mbits/sec',
  ]);
  expect(lineText('5', 0, 1e10, 10 * 1024)).toBe('[  5]   0.00-10.00  sec  10.0 KBytes  8.19 Kbits/sec');
});
