import { describe, expect, test } from 'vitest';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const withFiles = threeHosts().replace(
  'mac: 02:00:00:00:00:0a }',
  'mac: 02:00:00:00:00:0a, hosts: { b: 192.168.12.2 } }',
);

describe('a line', () => {
  test('runs its program; what came of it is in the process and in the record', () => {
    const t = terminals(threeHosts());
    t.type('A', 'echo hello "two  words"');
    const [process] = t.host('A').processes;
    expect(process).toMatchObject({ pid: 1, argv: ['echo', 'hello', 'two  words'], program: 'echo', exit: 0 });
    expect(process!.output).toEqual([{ text: 'hello two  words', err: false, at: 0 }]);
    const said = t.rows().map((row) => [row.kind, row.reason, t.world.record.texts[row.x], row.y]);
    expect(said).toEqual([
      ['command', 'command', 'echo hello "two  words"', 0],
      ['program', 'program-started', 'echo hello two  words', 1],
      ['program', 'program-line', 'hello two  words', 1],
      ['program', 'program-exited', '0', 1],
    ]);
    expect(t.rows().map((row) => row.cause)).toEqual([undefined, 0, 1, 1]);
  });

  test('frames that a program sends by the clock name its start', () => {
    const t = terminals(threeHosts());
    t.type('A', 'ping -c 2 192.168.12.2');
    const rows = t.rows();
    const started = rows.find((row) => row.reason === 'program-started')!.number;
    const requests = rows.filter((row) => row.reason === 'echo-request' && row.device === undefined);
    expect(requests.filter((row) => row.cause === started)).toHaveLength(1); // the first one waited for ARP
  });

  test('unknown commands', () => {
    expect(terminals(threeHosts()).status('A', 'pong 1')).toEqual({
      text: '! bash: pong: command not found',
      exit: 127,
    });
    expect(terminals(threeHosts()).status('A', 'constructor')).toEqual({
      text: '! bash: constructor: command not found',
      exit: 127,
    });
  });

  test('a mistake in the line itself', () => {
    expect(terminals(threeHosts()).status('A', "echo 'a")).toEqual({
      text: "! bash: unexpected EOF while looking for matching `''",
      exit: 2,
    });
  });

  test('an empty line, or a comment, is nothing', () => {
    const t = terminals(threeHosts());
    expect(t.do({ do: 'run', on: 'A', line: '  # look' })).toMatchObject({ ok: true });
    expect(t.host('A').processes).toEqual([]);
  });
});

describe('several commands', () => {
  test('; always, && after success, || after failure', () => {
    const t = terminals(threeHosts());
    expect(t.type('A', 'true && echo a || echo b; false && echo c || echo d')).toBe(['', 'a', '', 'd'].join('\n'));
  });

  test('the next one begins when the one before has ended', () => {
    const t = terminals(threeHosts());
    t.type('A', 'sleep 2; ping -c 1 192.168.12.2; hostname');
    const began = t.host('A').processes.map((process) => [process.argv[0], process.startedAt]);
    expect(began).toEqual([
      ['sleep', 0],
      ['ping', 2e9],
      ['hostname', 2e9 + 8_050_560],
    ]);
  });

  test('two lines run side by side, and each ping knows its own answers', () => {
    const t = terminals(threeHosts());
    const one = t.begin('A', 'ping -c 2 192.168.12.2');
    const two = t.begin('A', 'ping -c 2 192.168.12.3');
    t.settle();
    for (const process of [one, two])
      expect(t.text(process)).toContain('2 packets transmitted, 2 received, 0% packet loss');
    expect(t.text(one)).not.toContain('(DUP!)');
  });

  test('thousands in one line', () => {
    const t = terminals(threeHosts());
    expect(t.do({ do: 'run', on: 'A', line: 'true;'.repeat(799) })).toMatchObject({ ok: true });
    expect(t.host('A').processes).toHaveLength(50);
  });
});

describe('Ctrl-C', () => {
  test('ends what runs, and the rest of its line', () => {
    const t = terminals(threeHosts());
    const process = t.begin('A', 'sleep 100; echo no');
    t.pass(1);
    expect(t.do({ do: 'interrupt', on: 'A' })).toMatchObject({ ok: true });
    t.settle();
    expect(process).toMatchObject({ exit: 130, exitedAt: 1e9 });
    expect(t.host('A').processes).toHaveLength(1);
  });

  test('ends one of two', () => {
    const t = terminals(threeHosts());
    const one = t.begin('A', 'ping 192.168.12.2');
    const two = t.begin('A', 'traceroute 192.168.12.9');
    t.do({ do: 'interrupt', on: 'A', pid: two.pid });
    expect([one.exit, two.exit]).toEqual([undefined, 130]);
    expect(t.text(two).split('\n').at(-1)).toBe(' 1 ^C');
  });
});

describe('what stays', () => {
  test('the last fifty that have ended, and every one that runs', () => {
    const t = terminals(threeHosts());
    const long = t.begin('A', 'sleep 1000');
    for (let i = 0; i < 60; i++) t.type('A', `echo ${i}`);
    const listed = t.host('A').processes;
    expect(listed).toHaveLength(51);
    expect(listed[0]).toBe(long);
    expect(listed[1]!.argv[1]).toBe('10');
  });

  test('the last five hundred lines of one that goes on', () => {
    const t = terminals(threeHosts());
    const process = t.begin('A', 'ping -i 0.01 192.168.12.2');
    t.pass(10);
    expect(process.output).toHaveLength(500);
    expect(process.output.at(-1)!.text).toContain('icmp_seq=1000');
    t.do({ do: 'interrupt', on: 'A' });
  });
});

describe('small commands', () => {
  test('files, names, help', () => {
    const t = terminals(withFiles);
    t.put('A', { 'b.txt': 'two\nlines\n', 'a.txt': 'one' });
    expect(t.type('A', 'ls')).toBe('a.txt\nb.txt');
    expect(t.type('A', 'cat b.txt a.txt')).toBe('two\nlines\none');
    expect(t.status('A', 'cat c.txt')).toEqual({ text: '! cat: c.txt: No such file or directory', exit: 1 });
    expect(t.status('A', 'ls c.txt a.txt')).toEqual({
      text: "a.txt\n! ls: cannot access 'c.txt': No such file or directory",
      exit: 2,
    });
    expect(t.type('A', 'hostname')).toBe('A');
    expect(t.type('A', 'ping -c 1 b')).toContain('64 bytes from b (192.168.12.2): icmp_seq=1');
  });

  test('sleep waits in virtual time', () => {
    const t = terminals(threeHosts());
    t.type('A', 'sleep 1.5 2m');
    expect(t.world.state.now).toBe(121.5e9);
    expect(t.status('A', 'sleep x')).toEqual({ text: "! sleep: invalid time interval 'x'", exit: 1 });
    expect(t.status('A', 'sleep')).toEqual({ text: '! sleep: missing operand', exit: 1 });
  });

  test('send puts octets on the wire as they are', () => {
    const t = terminals(threeHosts());
    expect(t.type('A', 'send eth0 ffffffffffff 02000000000a 88b5 0102')).toBe('16 octets sent on eth0');
    t.settle();
    const drops = t.rows().filter((row) => row.reason === 'unknown-ethertype');
    expect(drops.map((row) => [row.device, row.x])).toEqual([
      [1, 0x88b5],
      [2, 0x88b5],
    ]);
    expect(t.status('A', 'send eth9 ff')).toEqual({ text: '! send: eth9: No such device', exit: 1 });
    expect(t.status('A', 'send eth0 xyz')).toEqual({
      text: '! send: octets are pairs of hexadecimal digits: ff 02 0a',
      exit: 2,
    });
    t.type('A', 'ip link set eth0 down');
    expect(t.status('A', 'send eth0 ff')).toEqual({ text: '! send: Network is down', exit: 1 });
  });
});
