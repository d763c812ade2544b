// The program `calls`: files of socket calls, done as a program would that blocks.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCalls } from '../../../src/devices/programs/callsText.ts';
import type { CallsData } from '../../../src/devices/programs/calls.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals, type Terminals } from '../../support/terminal.ts';

const lines = (...text: string[]): string => text.join('\n');
const indented = (text: string): string => text.replace(/^/gm, '        ').trimStart();

/** A and B with a file `f` each. */
function withFiles(a: string, b = ''): Terminals {
  const file = (host: string, text: string): string => `  ${host}:\n    f: |\n        ${indented(text)}\n`;
  return terminals(threeHosts(`files:\n${file('A', a)}${b && file('B', b)}`));
}

/** What both print when B begins and A follows at the same instant. */
function talk(a: string, b: string): { a: string; b: string; t: Terminals } {
  const t = withFiles(a, b);
  const server = t.begin('B', 'calls f');
  const client = t.begin('A', 'calls f');
  t.pass(100);
  return { a: t.text(client), b: t.text(server), t };
}

test('a late reader gets in one recv what was sent in two', () => {
  const { a, b, t } = talk(
    lines('connect 192.168.12.2:5000', "send b'hello'", "send b'nice'"),
    lines('listen 5000', 'accept', 'at 100 ms recv 1024', 'recv 1024'),
  );
  expect(a).toBe(lines("connect(('192.168.12.2', 5000))", "send(b'hello') -> 5", "send(b'nice') -> 4"));
  expect(b).toBe(
    lines('listen()', "accept() -> ('192.168.12.1', 49152)", "recv(1024) -> b'hellonice'", "recv(1024) -> b''"),
  );
  expect(t.host('B').processes.map((one) => one.exit)).toEqual([0]);
  expect(t.host('B').processes[0]!.output.at(2)!.at).toBe(100e6);
});

test('without a pause the reader gets them apart; exactly, until the end, and peeking', () => {
  const sender = lines('connect 192.168.12.2:5000', "send b'hello'", 'wait 20 ms', 'send "nice" * 2');
  expect(talk(sender, lines('listen 5000', 'accept', 'recv 1024', 'recv 1024')).b).toContain(
    lines("recv(1024) -> b'hello'", "recv(1024) -> b'nicenice'"),
  );
  expect(
    talk(sender, lines('listen 5000', 'accept', 'recv exactly 7', 'recv 1024 peek', 'recv 4 until end')).b,
  ).toContain(
    lines(
      "recv(7) -> b'hello'",
      "recv(2) -> b'ni'",
      "recv(1024, MSG_PEEK) -> b'cenice'",
      "recv(4) -> b'ceni'",
      "recv(4) -> b'ce'",
      "recv(4) -> b''",
    ),
  );
});

test('sockets have names, calls are repeated, both ways talk', () => {
  const { a, b } = talk(
    lines(
      'repeat 2:',
      '  s = connect 192.168.12.2:5000',
      '  repeat 2',
      '    s.send "hi"',
      '    s.recv 10',
      '  s.close',
    ),
    lines(
      'l = listen 5000',
      'repeat 2:',
      '  c = l.accept',
      '  repeat 2',
      '    c.recv 10',
      "    c.send b'\\x00\\'ho'",
      '  c.recv 10',
    ),
  );
  const round = [
    "s.connect(('192.168.12.2', 5000))",
    ...Array<string[]>(2).fill(["s.send(b'hi') -> 2", 's.recv(10) -> b"\\x00\'ho"']).flat(),
    's.close()',
  ];
  expect(a).toBe(lines(...round, ...round));
  expect(b.split('\n').filter((line) => line.includes('accept'))).toEqual([
    "c = l.accept() -> ('192.168.12.1', 49152)",
    "c = l.accept() -> ('192.168.12.1', 49153)",
  ]);
});

test('what it waits for is written in its state', () => {
  const t = withFiles('# first the ear\nlisten 5000\n\naccept\nrecv 5');
  const process = t.begin('A', 'calls f');
  const waits = (): CallsData['waits'] => (process.data as CallsData).waits;
  expect(waits()).toEqual({ line: 4, call: 'accept()', failure: 'EAGAIN' });
  expect(t.do({ do: 'interrupt', on: 'A' }).ok).toBe(true);
  expect(process.exit).toBe(130);
});

test('a full buffer makes send wait until the reader reads', () => {
  const { a, b } = talk(
    lines('connect 192.168.12.2:5000', "send b'0123456789' * 20000", 'getsockname', 'getpeername'),
    lines('listen 5000', 'accept', 'at 5 s recv 1000000 until end'),
  );
  expect(a).toContain('… 200000 B) -> 200000\n');
  expect(a).toContain("getsockname() -> ('192.168.12.1', 49152)\ngetpeername() -> ('192.168.12.2', 5000)");
  const received = [...b.matchAll(/… (\d+) B/g)].reduce((sum, [, n]) => sum + Number(n), 0);
  expect(received).toBe(200_000);
});

test('datagrams, and errors as Python tells them: tried, or the end of the program', () => {
  const { a, b } = talk(
    lines(
      'try connect 192.168.12.2:9',
      'u = udp',
      "u.sendto 'hello world' 192.168.12.2:5000",
      "u.sendto b'' 192.168.12.2:5000",
      'u.recvfrom 9',
      'u.listen 5',
    ),
    lines('udp 5000', 'recvfrom 5', 'recvfrom 5', "sendto 'ok' 192.168.12.1:49152"),
  );
  expect(a).toBe(
    lines(
      "connect(('192.168.12.2', 9)) -> ConnectionRefusedError: [Errno 111] Connection refused",
      'u = socket(SOCK_DGRAM)',
      "u.sendto(b'hello world', ('192.168.12.2', 5000)) -> 11",
      "u.sendto(b'', ('192.168.12.2', 5000)) -> 0",
      "u.recvfrom(9) -> (b'ok', ('192.168.12.2', 5000))",
      "! f:6: u.bind(('0.0.0.0', 5)) -> OSError: [Errno 22] Invalid argument",
    ),
  );
  expect(b).toContain(
    "recvfrom(5) -> (b'hello', ('192.168.12.1', 49152))\nrecvfrom(5) -> (b'', ('192.168.12.1', 49152))",
  );
});

test('options by their names in C and by ours, and halves of a connection', () => {
  const { a, b } = talk(
    lines(
      's = tcp',
      's.setsockopt TCP_NODELAY 1',
      'setsockopt tcp.delayedAck 200 ms',
      'setsockopt SO_LINGER on 5',
      'connect 192.168.12.2:5000',
      'getsockopt TCP_NODELAY',
      'shutdown write',
      'recv 10',
    ),
    lines('l = tcp', 'l.setsockopt SO_REUSEADDR 1', 'listen 5000 backlog 1', 'c = accept', 'c.recv 10', "c.send b'x'"),
  );
  expect(a).toContain(lines('s.getsockopt(TCP_NODELAY) -> 1', 's.shutdown(SHUT_WR)', "s.recv(10) -> b'x'"));
  expect(b).toContain("c.recv(10) -> b''");
});

test('all mistakes are told at the start, with what would be right', () => {
  const t = withFiles(
    lines(
      'conect 192.168.12.2:5000',
      'send hello',
      'x.recv 5',
      'connect server:80',
      "send b'\\q'",
      'at noon recv 5',
      '  recv 5',
      'recv five',
      'setsockopt TCP_NODELY 1',
      'repeat many:',
      'listen 70000',
      's = close',
      'wait 20',
      "send b'x' * 99999999",
    ),
  );
  const { text, exit } = t.status('A', 'calls f');
  expect(exit).toBe(2);
  expect(text.split('\n')).toEqual([
    '! f:1: there is no call `conect` (did you mean `connect`?)',
    '! f:2: what is sent stands in quotes, not `hello`: b\'hello\' or "hello" (send b\'hello\', send "hello" * 3)',
    '! f:3: no socket is called `x` (x = connect 192.168.12.2:5000)',
    '! f:4: this host knows no `server` (connect 192.168.12.2:5000)',
    '! f:5: `\\q` is no escape: \\n \\r \\t \\0 \\\\ \\x0a (send b\'hello\', send "hello" * 3)',
    '! f:6: no time stands behind `at` (at 100 ms recv 1024)',
    '! f:7: the line begins 2 blanks from the left (0 as the line before it)',
    '! f:8: `five` is no number of octets (recv 1024, recv exactly 4, recv 1024 peek, recv 1024 until end)',
    '! f:9: there is no option `TCP_NODELY`, perhaps `TCP_NODELAY` (setsockopt TCP_NODELAY 1, setsockopt tcp.delayedAck 200 ms)',
    '! f:10: `repeat many` is no number of times (repeat 3:)',
    '! f:10: nothing is repeated (the lines below it, further to the right)',
    '! f:11: `70000` is no address with a port up to 65535 (listen 5000, listen 5000 backlog 1)',
    '! f:12: `close` gives no socket that could be called `s` (did you mean `c`?)'.replace(
      'did you mean `c`?',
      'close',
    ),
    '! f:13: `20` is no time (wait 20 ms)',
    '! f:14: 1 octets 99999999 times are too many: at most 16 MiB a call (send b\'hello\', send "hello" * 3)',
  ]);
  expect(t.type('A', 'calls g')).toBe('! calls: g: No such file or directory');
  expect(t.type('A', 'calls')).toContain('Usage: calls FILE');
});

test('no file runs for ever', () => {
  const nested = ['repeat 10000:', ' repeat 10000:', '  repeat 10000:', '   getsockname'];
  const t = withFiles(lines('tcp', ...nested));
  expect(t.type('A', 'calls f')).toBe('! f:3: that is too much to do (at most 10000 calls, repetitions counted)');
});

test('values of a file are set on its command line', () => {
  const file = lines(
    'let port = 5000',
    'let times = 1',
    'let pause = 0 s # before each answer',
    'listen $port',
    'accept',
    'repeat $times:',
    '  wait $pause',
    "  send b'$pause # \\'$'",
  );
  const t = withFiles(file, lines('let port = 5000', 'connect 192.168.12.1:$port', 'recv 100 until end'));
  t.begin('A', 'calls f port=7000 times=2 pause="20 ms"');
  const client = t.begin('B', 'calls f port=7000');
  t.pass(100);
  const got = `recv(100) -> b"$pause # '$"`;
  expect(t.text(client)).toBe(lines("connect(('192.168.12.1', 7000))", got, got, "recv(100) -> b''"));
});

test('a value that is not there is a mistake of the line, or of the command line', () => {
  const t = withFiles(lines('let size = 5', 'let 5', 'listen $port', 'accept', 'recv $sise', 'recv $'));
  expect(t.status('A', 'calls f sze=7').text.split('\n')).toEqual([
    '! f:2: `let 5` gives nothing a name (let size = 1024)',
    '! f:3: `$port` has no value (let port = 1024)',
    '! f:3: `$port` is no address with a port up to 65535 (listen 5000, listen 5000 backlog 1)',
    '! f:5: `$sise` has no value (did you mean `size`?)',
    '! f:5: `$sise` is no number of octets (recv 1024, recv exactly 4, recv 1024 peek, recv 1024 until end)',
    '! f:6: `$` has no value (let size = 1024)',
    '! f:6: `$` is no number of octets (recv 1024, recv exactly 4, recv 1024 peek, recv 1024 until end)',
    '! f:1: the file has no value `sze` (did you mean `size`?)',
  ]);
  expect(withFiles('let size = 5\ntcp').type('A', 'calls f port=7')).toBe(
    '! f:1: the file has no value `port` (it has size)',
  );
  expect(t.type('A', 'calls f 7')).toContain('Usage: calls FILE [NAME=VALUE ...]');
});

test('any text is read or refused, at lines that it has', () => {
  const word = fc.constantFrom(
    ...['connect', 'listen', 'accept', 'c = ', 'c.', 'send', "b'x'", '"y" * 9', 'recv', '5', 'until end', 'exactly'],
    ...['repeat 3:', '\n', '\n  ', 'at 1 s', 'try', 'udp', 'sendto', '10.0.0.1:80', 'setsockopt', 'SO_LINGER on 1'],
    ...['wait', '#', "'", '=', '(', ')', '__proto__', 'toString', '\u4f60', '\\'],
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, (source) => {
      const read = readCalls(source, () => 1);
      const count = source.split(/\r?\n/).length;
      if (!read.ok) for (const { line } of read.mistakes) expect(line >= 1 && line <= count).toBe(true);
      else expect(read.steps.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
