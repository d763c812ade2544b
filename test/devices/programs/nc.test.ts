// nc as a student types it: listen, connect, half close, many clients, UDP, failures in netcat's own words.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../../src/devices/host/files.ts';
import type { ProcessState } from '../../../src/devices/host/process.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals, type Terminals } from '../../support/terminal.ts';

const sha = (octets: Uint8Array | string): string => createHash('sha256').update(octets).digest('hex');
const numbers = (count: number): string => Array.from({ length: count }, (_, i) => `${i + 1}\n`).join('');
const typing = (t: Terminals, on: string, line: string, process?: ProcessState): void => {
  expect(t.do({ do: 'type', on, line, ...(process && { pid: process.pid }) }).ok).toBe(true);
  t.pass(0.5);
};
const ending = (t: Terminals, on: string): void => {
  t.do({ do: 'type', on, end: true });
  t.pass(0.5);
};

describe('TCP', () => {
  test('lines go both ways, and the listener ends with its caller', () => {
    const t = terminals(threeHosts());
    const server = t.begin('B', 'nc -lv 5000');
    const client = t.begin('A', 'nc -v 192.168.12.2 5000');
    typing(t, 'A', 'hello');
    typing(t, 'B', 'wörld');
    expect(t.text(server)).toBe('! Listening on 0.0.0.0 5000\n! Connection received on 192.168.12.1 49152\nhello');
    expect(t.text(client)).toBe('! Connection to 192.168.12.2 5000 port [tcp/*] succeeded!\nwörld');
    t.do({ do: 'interrupt', on: 'A' });
    t.settle();
    expect([client.exit, server.exit]).toEqual([130, 0]);
  });

  test('half close: who has said all still listens', () => {
    const t = terminals(threeHosts());
    const server = t.begin('B', 'nc -lN 5000');
    const client = t.begin('A', 'nc -N 192.168.12.2 5000');
    typing(t, 'A', 'last words');
    ending(t, 'A');
    // The listener ends with the end of what it hears, as the real one does: what it had to say must have been said.
    expect(server.exit).toBe(0);
    expect(client.exit).toBe(0);
    const second = t.begin('B', 'nc -lN 5001');
    const other = t.begin('A', 'nc 192.168.12.2 5001');
    typing(t, 'B', 'one');
    ending(t, 'B');
    expect(t.text(other)).toBe('one');
    typing(t, 'A', 'still here');
    typing(t, 'A', 'and here');
    expect(t.text(second)).toBe('still here\nand here');
    expect([second.exit, other.exit]).toEqual([undefined, undefined]);
    ending(t, 'A');
    expect([second.exit, other.exit]).toEqual([0, 0]);
  });

  test('without -N the end of input is not told: the other side waits; with -q it is, and after that time it is over', () => {
    const t = terminals(threeHosts());
    const server = t.begin('B', 'nc -l 5000');
    const client = t.begin('A', 'echo hello | nc 192.168.12.2 5000');
    t.pass(100);
    expect([t.text(server), server.exit]).toEqual(['hello', undefined]);
    t.do({ do: 'interrupt', on: 'A' });
    t.settle();
    expect([client.exit, server.exit]).toEqual([0, 0]);
    // A second client of -k talks to nobody yet.
    const other = t.begin('B', 'nc -lk 5001');
    t.begin('C', 'nc 192.168.12.2 5001');
    t.pass(1);
    const from = t.world.state.now;
    expect(t.status('A', 'echo hello | nc -q 3 192.168.12.2 5001').exit).toBe(0);
    expect(t.world.state.now - from).toBeGreaterThanOrEqual(3e9);
    expect(t.world.state.now - from).toBeLessThan(3.1e9);
    expect(other.exit).toBeUndefined();
  });

  test('when the server has closed, the client waits for its own input, as the real one does', () => {
    const t = terminals(threeHosts());
    t.begin('B', 'echo bye | nc -lN 5000');
    const client = t.begin('A', 'nc 192.168.12.2 5000');
    t.pass(1);
    expect([t.text(client), client.exit]).toEqual(['bye', undefined]);
    t.do({ do: 'interrupt', on: 'B' });
    typing(t, 'A', 'x');
    expect(client.exit).toBe(0);
  });

  test('-k: several clients, one after the other; a second one waits in the backlog', () => {
    const t = terminals(threeHosts());
    const server = t.begin('B', 'nc -lkv 5000');
    const first = t.begin('A', 'nc -N 192.168.12.2 5000');
    t.pass(1);
    const second = t.begin('C', 'nc -Nv 192.168.12.2 5000');
    typing(t, 'C', 'from C');
    typing(t, 'A', 'from A');
    expect(t.text(second)).toContain('succeeded!');
    expect(t.text(server)).not.toContain('from C');
    ending(t, 'A');
    ending(t, 'C');
    expect([first.exit, second.exit, server.exit]).toEqual([0, 0, undefined]);
    expect(t.status('A', 'echo again | nc -N 192.168.12.2 5000').exit).toBe(0);
    expect(t.text(server).split('\n')).toEqual([
      '! Listening on 0.0.0.0 5000',
      '! Connection received on 192.168.12.1 49152',
      'from A',
      '! Connection received on 192.168.12.3 49152',
      'from C',
      '! Connection received on 192.168.12.1 49153',
      'again',
    ]);
  });

  test('a reset ends both sides, silently', () => {
    const t = terminals(threeHosts());
    t.begin('B', 'echo-server -d 100 -p 5000');
    const client = t.begin('A', 'nc 192.168.12.2 5000');
    typing(t, 'A', 'unread');
    t.do({ do: 'interrupt', on: 'B' });
    t.pass(1);
    expect([t.text(client), client.exit]).toEqual(['', 0]);
  });

  test('the server has gone: -w gives up', () => {
    const t = terminals(threeHosts());
    t.begin('B', 'nc -l 5000');
    const client = t.begin('A', 'nc -w 3 192.168.12.2 5000');
    t.pass(2);
    typing(t, 'A', 'hello');
    const from = t.world.state.now;
    t.do({ do: 'unplug', at: 'B.eth0' });
    t.pass(2);
    expect(client.exit).toBeUndefined();
    t.pass(2);
    expect(client.exit).toBe(0);
    expect(client.exitedAt! - from).toBeLessThan(3e9);
  });

  test('a source port, an address of its own, sizes of buffers, line ends, no input, one receive', () => {
    const t = terminals(threeHosts());
    const server = t.begin('B', 'nc -lkv -I 2000 192.168.12.2 5000');
    t.type('A', 'echo x | nc -NC -s 192.168.12.1 -p 4444 192.168.12.2 5000');
    expect(t.text(server)).toContain('Listening on 192.168.12.2 5000\n! Connection received on 192.168.12.1 4444\nx');
    expect(t.status('A', 'nc -p 22 -s 10.0.0.9 192.168.12.2 5000')).toEqual({
      text: '! nc: bind failed: Cannot assign requested address',
      exit: 1,
    });
    const calls = t.rows().flatMap((row) => (row.reason === 'socket-call' ? [t.world.record.texts[row.x]] : []));
    expect(calls).toContain("send(3, b'x\\r\\n') = 3");
    expect(calls).toContain('setsockopt(3, SO_RCVBUF, 2000) = 0');
    const deaf = t.begin('C', 'nc -dW 1 192.168.12.2 5000');
    t.pass(1);
    t.do({ do: 'type', on: 'C', line: 'not read' });
    typing(t, 'B', 'over');
    expect([t.text(deaf), deaf.exit]).toEqual(['over', 0]);
  });
});

describe('-z', () => {
  test('which ports are open', () => {
    const t = terminals(threeHosts());
    t.begin('B', 'nc -lk 22');
    t.begin('B', 'nc -lk 5000');
    expect(t.status('A', 'nc -zv 192.168.12.2 21-23')).toEqual({
      exit: 0,
      text: [
        '! nc: connect to 192.168.12.2 port 21 (tcp) failed: Connection refused',
        '! Connection to 192.168.12.2 22 port [tcp/ssh] succeeded!',
        '! nc: connect to 192.168.12.2 port 23 (tcp) failed: Connection refused',
      ].join('\n'),
    });
    expect(t.status('A', 'nc -zn 192.168.12.2 5000')).toEqual({ text: '', exit: 0 });
    expect(t.status('A', 'nc -z 192.168.12.2 http')).toEqual({ text: '', exit: 1 });
    t.do({ do: 'unplug', at: 'B.eth0' });
    expect(t.status('A', 'nc -zvw 2 192.168.12.2 22').text).toBe(
      '! nc: connect to 192.168.12.2 port 22 (tcp) timed out: Operation now in progress',
    );
  });

  test('of UDP: what does not refuse counts as open', () => {
    const t = terminals(threeHosts());
    t.begin('B', 'echo-server -u');
    expect(t.status('A', 'nc -zuv 192.168.12.2 7')).toEqual({
      text: '! Connection to 192.168.12.2 7 port [udp/echo] succeeded!',
      exit: 0,
    });
    expect(t.status('A', 'nc -zuv 192.168.12.2 8')).toEqual({ text: '', exit: 1 });
  });
});

describe('UDP', () => {
  test('datagrams both ways: who comes first is answered', () => {
    const t = terminals(threeHosts());
    const server = t.begin('B', 'nc -luv 5000');
    const client = t.begin('A', 'nc -u 192.168.12.2 5000');
    typing(t, 'A', 'hello');
    typing(t, 'B', 'world');
    t.begin('C', 'nc -u 192.168.12.2 5000');
    typing(t, 'C', 'me too');
    expect(t.text(server)).toBe('! Bound on 0.0.0.0 5000\n! Connection received on 192.168.12.1 49152\nhello');
    expect(t.text(client)).toBe('world');
  });

  test('-k takes everybody, and answers nobody', () => {
    const t = terminals(threeHosts());
    const server = t.begin('B', 'nc -luk 5000');
    for (const on of ['A', 'C']) {
      t.begin(on, 'nc -u 192.168.12.2 5000');
      typing(t, on, `from ${on}`);
    }
    typing(t, 'B', 'anybody?');
    expect(t.text(server)).toBe('from A\nfrom C');
    expect(server.exit).toBeUndefined();
  });

  test('a closed port: ICMP tells, and nc ends', () => {
    const t = terminals(threeHosts());
    const client = t.begin('A', 'nc -u 192.168.12.2 5000');
    typing(t, 'A', 'hello');
    expect([t.text(client), client.exit]).toEqual(['', 0]);
  });

  test('each write of a pipe is a datagram, of 16384 octets at most', () => {
    const t = terminals(threeHosts());
    t.begin('B', 'nc -lu 5000 | tee got');
    t.put('A', { long: 'x'.repeat(20_000) });
    t.type('A', 'cat long | nc -u -q 1 192.168.12.2 5000');
    t.do({ do: 'interrupt', on: 'B', pid: t.host('B').processes[0]!.pid });
    t.settle();
    expect(readFile(t.host('B'), 'got')).toHaveLength(20_000);
  });
});

describe('files', () => {
  const lossy = threeHosts().replace('- [A, S]', '- { ends: [A, S], loss: 1 %, delay: 2 ms }');

  test('a megabyte with 1 % of loss, each way, octet by octet', () => {
    const t = terminals(lossy);
    const text = numbers(160_000);
    t.begin('B', 'nc -l 5000 | tee got | sha256sum');
    t.begin('A', 'seq 160000 | nc -N 192.168.12.2 5000');
    t.settle();
    const [receiver, , hash] = t.host('B').processes;
    expect(receiver!.exit).toBe(0);
    expect(t.text(hash!)).toBe(`${sha(text)}  -`);
    expect(t.file('B', 'got')).toBe(text);
    t.begin('B', 'cat got | nc -lN 5001');
    expect(t.type('A', 'nc -d 192.168.12.2 5001 | sha256sum').trim()).toBe(`${sha(text)}  -`);
  });

  test('octets that are no text arrive as they are', () => {
    const t = terminals(threeHosts());
    const octets = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7919) >>> 3);
    t.put('A', { raw: octets });
    t.begin('B', 'nc -l 5000 | tee raw');
    t.type('A', 'cat raw | nc -N 192.168.12.2 5000');
    t.settle();
    expect(readFile(t.host('B'), 'raw')).toEqual(octets);
  });

  test('a slow receiver holds up the source: what waits stays small', () => {
    const t = terminals(threeHosts());
    t.begin('B', 'echo-server -d 0.5 -s 1000 -p 5000');
    t.begin('A', 'yes | nc 192.168.12.2 5000');
    t.pass(100);
    const { octets } = (t.host('A').processes[1]!.data as { link: { octets: number } }).link;
    expect(octets).toBeGreaterThan(0);
    expect(octets).toBeLessThanOrEqual(131_072);
    t.do({ do: 'interrupt', on: 'A' });
  });
});

describe('its own line', () => {
  test.each([
    ['nc -l', '! nc: missing port with option -l', 1],
    ['nc -l -z 5000', '! nc: cannot use -z and -l', 1],
    ['nc -k B 5000', '! nc: must use -l with -k', 1],
    ['nc nobody 80', '! nc: getaddrinfo for host "nobody" port 80: Name or service not known', 1],
    ['nc -n localhost 80', '! nc: getaddrinfo for host "localhost" port 80: Name or service not known', 1],
    ['nc 192.168.12.2 0', '! nc: port number too small: 0', 1],
    ['nc 192.168.12.2 70000', '! nc: port number too large: 70000', 1],
    ['nc 192.168.12.2 talent', '! nc: service "talent" unknown', 1],
    ['nc -w soon 192.168.12.2 80', '! nc: timeout invalid: soon', 1],
    ['nc -w -1 192.168.12.2 80', '! nc: timeout too small: -1', 1],
    ['nc 192.168.12.2 80', '', 1],
    ['nc -v 192.168.12.2 80', '! nc: connect to 192.168.12.2 port 80 (tcp) failed: Connection refused', 1],
    ['nc -v 192.168.12.9 80', '! nc: connect to 192.168.12.9 port 80 (tcp) failed: No route to host', 1],
    ['nc -v 10.0.0.1 80', '! nc: connect to 10.0.0.1 port 80 (tcp) failed: Network is unreachable', 1],
    ['nc -v localhost 80', '! nc: connect to localhost (127.0.0.1) port 80 (tcp) failed: Connection refused', 1],
  ])('%s', (line, text, exit) => {
    expect(terminals(threeHosts()).status('A', line)).toEqual({ text, exit });
  });

  test('usage and help', () => {
    const t = terminals(threeHosts());
    expect(t.status('A', 'nc').text).toMatch(/^! usage: nc \[-4CdhklNnuvz\]/);
    expect(t.status('A', 'nc -Q').text).toMatch(/^! nc: invalid option -- 'Q'\n! usage: nc /);
    expect(t.status('A', 'nc -h')).toMatchObject({
      exit: 0,
      text: expect.stringContaining('Command Summary:') as string,
    });
  });

  test('a port that somebody has', () => {
    const t = terminals(threeHosts());
    t.begin('A', 'nc -l 5000');
    expect(t.status('A', 'nc -l 5000')).toEqual({ text: '! nc: Address already in use', exit: 1 });
  });
});
