// echo-server, with nc as its client: many clients, datagrams, a small buffer, a late reader.
import { expect, test } from 'vitest';
import { threeHosts } from '../../support/lab.ts';
import { terminals, type Terminals } from '../../support/terminal.ts';

const calls = (t: Terminals, name: string): string[] =>
  t
    .rows()
    .filter((row) => row.reason === 'socket-call')
    .map((row) => t.world.record.texts[row.x]!)
    .filter((text) => text.startsWith(name));

test('several clients at once, each gets its own back, and the server tells who came', () => {
  const t = terminals(threeHosts());
  const server = t.begin('B', 'echo-server');
  const a = t.begin('A', 'nc 192.168.12.2 7');
  const c = t.begin('C', 'nc -N 192.168.12.2 echo');
  t.pass(1);
  t.do({ do: 'type', on: 'A', line: 'from A' });
  t.do({ do: 'type', on: 'C', line: 'from C' });
  t.pass(1);
  t.do({ do: 'type', on: 'C', end: true });
  t.pass(1);
  expect([t.text(a), t.text(c)]).toEqual(['from A', 'from C']);
  expect([a.exit, c.exit]).toEqual([undefined, 0]);
  expect(t.text(server).split('\n').slice(1).sort()).toEqual([
    '192.168.12.1:49152 connected',
    '192.168.12.3:49152 closed',
    '192.168.12.3:49152 connected',
  ]);
  expect(t.text(server)).toMatch(/^Listening on 0\.0\.0\.0:7 \(TCP\)\n/);
});

test('a reader that is late gets two lines in one recv', () => {
  const t = terminals(threeHosts());
  const server = t.begin('B', 'echo-server -v -d 0.5 -p 5000');
  t.begin('A', 'nc 192.168.12.2 5000');
  t.pass(1);
  t.do({ do: 'type', on: 'A', line: 'hello' });
  t.pass(0.1);
  t.do({ do: 'type', on: 'A', line: 'nice' });
  t.pass(1);
  expect(t.text(server)).toContain("192.168.12.1:49152: 11 b'hello\\nnice\\n'");
  expect(calls(t, 'recv(4')).toEqual(["recv(4, 1024) = b'hello\\nnice\\n'"]);
});

test('a buffer that is too small takes a line in pieces; of a datagram the rest is lost', () => {
  const t = terminals(threeHosts());
  t.begin('B', 'echo-server -s 4 -p 5000');
  const udp = t.begin('B', 'echo-server -u -v -s 4 -p 5000');
  t.begin('A', 'nc 192.168.12.2 5000');
  const a = t.begin('A', 'nc -u 192.168.12.2 5000');
  t.pass(1);
  t.do({ do: 'type', on: 'A', line: 'ninechars' });
  t.pass(1);
  expect(t.text(udp)).toBe("Listening on 0.0.0.0:5000 (UDP)\n192.168.12.1:49152: 4 b'nine'");
  expect(t.text(a)).toBe('nine');
  t.do({ do: 'interrupt', on: 'A', pid: a.pid });
  t.do({ do: 'type', on: 'A', line: 'ninechars' });
  t.pass(1);
  expect(calls(t, 'recv(4')).toEqual(["recv(4, 4) = b'nine'", "recv(4, 4) = b'char'", "recv(4, 4) = b's\\n'"]);
});

test('of a slow reader, too, all comes back', () => {
  const t = terminals(threeHosts());
  t.begin('B', 'echo-server -d 0.01 -s 1000');
  const text = t.type('A', 'seq 20000 | nc -N 192.168.12.2 7 | sha256sum');
  const plain = t.type('C', 'seq 20000 | sha256sum');
  expect(text.trim()).toBe(plain.trim());
});

test('a reset client is told and forgotten', () => {
  const t = terminals(threeHosts());
  const server = t.begin('B', 'echo-server -d 1');
  t.begin('A', 'yes | nc 192.168.12.2 7');
  t.pass(3.5);
  t.do({ do: 'interrupt', on: 'A' });
  t.pass(100);
  expect(t.text(server)).toMatch(/192\.168\.12\.1:49152 (Connection reset by peer|Broken pipe)$/);
  expect(server.exit).toBeUndefined();
});

test.each([
  ['echo-server -p 0', /^! echo-server: invalid argument of -p: '0'\n! Usage: echo-server/],
  ['echo-server -x', /^! echo-server: invalid option -- 'x'\n! Usage/],
  ['echo-server -d soon', /^! echo-server: invalid argument of -d: 'soon'/],
  ['echo-server 7', /^! echo-server: extra operand '7'/],
])('%s', (line, text) => {
  const ended = terminals(threeHosts()).status('A', line);
  expect(ended.text).toMatch(text);
  expect(ended.exit).toBe(2);
});

test('a port that is taken', () => {
  const t = terminals(threeHosts());
  t.begin('B', 'echo-server');
  expect(t.status('B', 'echo-server')).toEqual({ text: '! echo-server: bind: Address already in use', exit: 1 });
});
