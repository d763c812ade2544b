// The shell of a host: where streams lead, what words become, files that are programs, and shells in shells.
import { describe, expect, test } from 'vitest';
import type { ProcessState } from '../../../src/devices/host/process.ts';
import { spawnLine, type Streams } from '../../../src/devices/host/shell.ts';
import { newProcess } from '../../../src/devices/host/processes.ts';
import { feed, endInput } from '../../../src/devices/host/standardInput.ts';
import { registerProgram, type Program } from '../../../src/devices/host/program.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals, type Terminals } from '../../support/terminal.ts';

/** What all processes of A have printed since the line was typed; those that print nothing leave no empty line. */
const said = (t: Terminals, line: string): string =>
  t
    .type('A', line)
    .replace(/\n{2,}/g, '\n')
    .replace(/^\n|\n$/g, '');

function withFiles(): Terminals {
  const t = terminals(threeHosts());
  t.put('A', { 'a.txt': 'one\n', 'b.txt': 'two\n', 'c.py': 'print(1)\n', 'sub/d.txt': 'four\n', '.hidden': '' });
  return t;
}

describe('redirections', () => {
  test.each([
    ['echo x > f; echo y >> f; cat f', 'x\ny'],
    ['echo x > f; echo y > f; cat < f', 'y'],
    ['cat nothing 2> f; cat f', 'cat: nothing: No such file or directory'],
    ['cat a.txt nothing &> f; cat f', 'one\ncat: nothing: No such file or directory'],
    ['cat a.txt nothing > f 2>&1; cat f', 'one\ncat: nothing: No such file or directory'],
    ['cat a.txt nothing 2>&1 > f | wc -l; cat f', '1\none'],
    ['cat a.txt nothing 2>&1 | wc -l', '2'],
    ['cat nothing 2> /dev/null || echo no', 'no'],
    ['echo x > /dev/null; cat /dev/null', ''],
    ['echo x > f | cat; cat f', 'x'],
    ['echo x >&2', '! x'],
    ['cat nothing 2>&1', 'cat: nothing: No such file or directory'],
    ["sh -c 'echo x >&2' 2> f; cat f", 'x'],
    ['> f; ls -l f | wc -l', '1'],
    ['cat < nothing', '! bash: nothing: No such file or directory'],
    ['echo x > sub', '! bash: sub: Is a directory'],
    ['echo x > no/f', '! bash: no/f: No such file or directory'],
    ['echo x > a.txt/f', '! bash: a.txt/f: Not a directory'],
    ['echo a > x y; cat x', 'a y'],
    ['wc -l < a.txt', '1'],
    ['seq 3 | sort -r > f; cat f', '3\n2\n1'],
  ])('%s', (line, text) => {
    expect(said(withFiles(), line)).toBe(text);
  });

  test('a program that goes on writes as it goes', () => {
    const t = withFiles();
    const process = t.begin('A', 'ping -c 2 192.168.12.2 > log');
    t.pass(0.5);
    expect(t.file('A', 'log')).toMatch(/^PING[^]*icmp_seq=1 .*\n$/);
    t.settle();
    expect(t.file('A', 'log')).toContain('2 packets transmitted');
    expect([t.text(process), process.exit]).toEqual(['', 0]);
  });

  test('the disk is full: yes ends', () => {
    const t = withFiles();
    const process = t.begin('A', 'yes 1234567 > big');
    t.settle();
    expect(t.text(process)).toBe('! yes: write error: No space left on device');
    expect(process.exit).toBe(141);
    expect(t.host('A').filesOctets).toBeLessThanOrEqual(64 << 20);
  });
});

describe('words', () => {
  test.each([
    ['echo *.txt', 'a.txt b.txt'],
    ['echo ?.p? sub/* */*.txt', 'c.py sub/d.txt sub/d.txt'],
    ['echo "*.txt" \\*.txt *.none', '*.txt *.txt *.none'],
    ['echo * .h*', 'a.txt b.txt c.py sub .hidden'],
    ['echo /e*/host*', '/etc/hostname /etc/hosts'],
    ['echo ~ ~/a "~" a~', '/home/student /home/student/a ~ a~'],
    ['false; echo $?; echo $?', '1\n0'],
    ['nothing 2> /dev/null; echo $?', '127'],
    ['echo "$HOME" $PWD ${USER}x $nothing. \'$HOME\'', '/home/student /home/student studentx . $HOME'],
    ['echo $(echo a; echo b)', 'a b'],
    ['echo "$(seq 2)"x', '1\n2x'],
    ['echo `hostname`$(echo $(echo in))', 'Ain'],
    ['cat $(echo a.txt b.txt)', 'one\ntwo'],
    ['$(echo echo) hi', 'hi'],
    ['echo $(cat nothing) x', '! cat: nothing: No such file or directory\nx'],
    ['$(false) || echo failed', 'failed'],
    ['echo a $(sleep 1; echo late) && echo b', 'a late\nb'],
    ['echo x > $(echo f); cat f', 'x'],
    ['echo x > *.txt', '! bash: *.txt: ambiguous redirect'],
    ['echo $(echo a', "! bash: unexpected EOF while looking for matching `)'"],
  ])('%s', (line, text) => {
    expect(said(withFiles(), line)).toBe(text);
  });
});

describe('folders', () => {
  test('a terminal goes to one, and its commands with it', () => {
    const t = withFiles();
    expect(said(t, 'cd sub; pwd; cat d.txt; cd ..; pwd; cd /tmp')).toBe('/home/student/sub\nfour\n/home/student');
    expect(said(t, 'pwd; echo x > here; ls; cd; pwd')).toBe('/tmp\nhere\n/home/student');
    expect(t.status('A', 'cd nowhere')).toEqual({ text: '! bash: cd: nowhere: No such file or directory', exit: 1 });
    expect(t.status('A', 'cd a.txt')).toEqual({ text: '! bash: cd: a.txt: Not a directory', exit: 1 });
    expect(said(t, 'bash -c "cd sub; pwd"; pwd')).toBe('/home/student/sub\n/home/student');
    expect(t.host('B').shell.cwd).toBe('/home/student');
  });
});

describe('files that are programs', () => {
  test.each([
    ['#!/bin/sh\necho hi $1 $# "$0"\n', 'hi a 2 ./x'],
    ['#!/usr/bin/env bash\necho hi\n', 'hi'],
    ['#! /bin/cat\n', '#! /bin/cat'],
    ['echo no first line; exit 3\necho never', 'no first line'],
    ['#!/usr/bin/env python9\n', "! bash: /usr/bin/env: 'python9': No such file or directory"],
    ['#!/usr/bin/env python3\r\nprint(1)\r\n', "! bash: /usr/bin/env: 'python3\\r': No such file or directory"],
    ['#!/usr/bin/python9\n', '! bash: ./x: /usr/bin/python9: bad interpreter: No such file or directory'],
    ['\u0000\u0001', '! bash: ./x: cannot execute binary file: Exec format error'],
  ])('%j', (content, text) => {
    const t = terminals(threeHosts());
    t.put('A', { x: content });
    t.type('A', 'chmod +x x');
    expect(said(t, './x a b').split('\n')[0]).toBe(text);
  });

  test('that may not be executed, or are not there', () => {
    const t = withFiles();
    expect(t.status('A', './a.txt')).toEqual({ text: '! bash: ./a.txt: Permission denied', exit: 126 });
    expect(t.status('A', './sub')).toEqual({ text: '! bash: ./sub: Is a directory', exit: 126 });
    expect(t.status('A', './no')).toEqual({ text: '! bash: ./no: No such file or directory', exit: 127 });
    expect(t.status('A', '/bin/hostname')).toEqual({ text: 'A', exit: 0 });
    expect(t.status('A', 'sh no')).toEqual({ text: '! sh: no: No such file or directory', exit: 127 });
  });

  test('a Python program gets its name and words', () => {
    const t = terminals(threeHosts());
    t.put('A', { 's.py': '#!/usr/bin/env python3\nprint(1)\n' });
    t.type('A', 'chmod 755 s.py');
    const process = t.begin('A', './s.py 1 2');
    expect(process).toMatchObject({ argv: ['python3', './s.py', '1', '2'], program: 'python3' });
    expect(process.exit).toBeUndefined();
  });

  test('lines one after another, in the time of the lab', () => {
    const t = terminals(threeHosts());
    t.put('A', { 'x.sh': 'echo begin # here\nsleep 2\n\nif_not_there\necho status $?\nexit 5' });
    const process = t.begin('A', 'sh x.sh; echo after $?');
    t.pass(1);
    expect(process.exit).toBeUndefined();
    t.settle();
    expect(process).toMatchObject({ exit: 5, exitedAt: 2e9 });
    const all = t.host('A').processes.map(t.text).filter(Boolean);
    expect(all).toEqual(['begin', '! x.sh: if_not_there: command not found', 'status 127', 'after 5']);
  });
});

describe('shells in shells', () => {
  test('pipes lead into a shell and out of it', () => {
    const t = withFiles();
    expect(said(t, "seq 3 | sh -c 'cat; echo end' | sort -r")).toBe('end\n3\n2\n1');
    expect(said(t, "echo 'echo one; echo two' | sh")).toBe('one\ntwo');
    expect(said(t, 'seq 200 | sed_not | cat; echo $?').split('\n').at(-1)).toBe('0');
    expect(said(t, "printf 'sleep 1\\necho a\\nexit 4' | bash; echo $?")).toBe('a\n4');
  });

  test('a slow reader holds up who writes, through a shell', () => {
    const t = withFiles();
    t.begin('B', 'echo-server -d 0.5 -s 1000 -p 5000');
    t.begin('A', "yes | sh -c 'nc 192.168.12.2 5000 > /dev/null'");
    t.pass(20);
    expect(JSON.stringify([...t.host('A').processes]).length).toBeLessThan(3_000_000);
    t.do({ do: 'interrupt', on: 'A' });
    expect(t.host('A').processes.every((one) => one.exit !== undefined)).toBe(true);
  });

  test('Ctrl-C ends the command and its shell, and nothing behind it runs', () => {
    const t = withFiles();
    const process = t.begin('A', "sh -c 'sleep 100; echo no'; echo no");
    t.pass(1);
    t.do({ do: 'interrupt', on: 'A', pid: process.pid });
    t.settle();
    expect(process.exit).toBe(130);
    expect(t.host('A').processes.map(t.text)).toEqual(['', '^C']);
  });

  test('a shell that is killed takes its command along', () => {
    const t = withFiles();
    const process = t.begin('A', "sh -c 'sleep 100; echo no'");
    t.type('A', `kill ${process.pid}`);
    expect(t.host('A').processes.map((one) => one.exit)).toEqual([143, 143, 0]);
  });

  test('what runs behind & holds nothing up', () => {
    const t = withFiles();
    t.begin('A', 'sleep 5 & echo at once');
    expect(t.host('A').processes.map((one) => [one.argv[0], one.exit])).toEqual([
      ['sleep', undefined],
      ['echo', 0],
    ]);
    t.settle();
    expect(t.host('A').processes.map((one) => one.exit)).toEqual([0, 0]);
  });
});

describe('a line that a script starts', () => {
  interface Heard {
    text: string;
    ended: number[];
  }
  const listener: Program = {
    start(process) {
      process.data = { text: '', ended: [] } satisfies Heard;
    },
    input() {},
    childWrites(process, _host, _pid, stream, octets) {
      (process.data as Heard).text += (stream === 2 ? '!' : '') + new TextDecoder().decode(octets);
    },
    childEnds(process, _host, pid) {
      (process.data as Heard).ended.push(pid);
    },
  };
  registerProgram('test-listener', listener);

  function spawned(
    line: string,
    streams: Partial<Streams> = {},
  ): { t: Terminals; heard: Heard; child: ProcessState; parent: ProcessState } {
    const t = withFiles();
    const host = t.host('A');
    const parent = newProcess(host, ['test-listener'], 'test-listener', t.world.outside);
    listener.start(parent, host, t.world.outside);
    const all: Streams = { stdin: 'inherit', stdout: 'pipe', stderr: 'pipe', ...streams };
    const child = spawnLine(host, parent, line, all, t.world.outside);
    return { t, heard: parent.data as Heard, child, parent };
  }

  test('its output and its end come back', () => {
    const { heard, child } = spawned('echo a; nothing; cat sub/d.txt | wc -l');
    expect(heard).toEqual({ text: 'a\n!/bin/sh: 1: nothing: not found\n1\n', ended: [child.pid] });
    expect(child.exit).toBe(0);
  });

  test('one pipe for both streams; nowhere; the terminal', () => {
    expect(spawned('echo a; echo b >&2', { stderr: 'stdout' }).heard.text).toBe('a\nb\n');
    expect(spawned('echo a; echo b >&2', { stdout: 'null' }).heard.text).toBe('!b\n');
    const { t, heard } = spawned('echo a', { stdout: 'inherit' });
    expect([heard.text, t.host('A').processes.map(t.text)]).toEqual(['', ['', '', 'a']]);
  });

  test('a folder; the exit status', () => {
    expect(spawned('pwd', { cwd: '/tmp' }).heard.text).toBe('/tmp\n');
    expect(spawned('exit 7').child.exit).toBe(7);
    expect(spawned('nothing').child.exit).toBe(127);
  });

  test('octets for it, and their end', () => {
    const { t, heard, child } = spawned('cat; echo end', { stdin: 'pipe' });
    feed(t.host('A'), child.pid, new TextEncoder().encode('one\n'), t.world.outside);
    expect([heard.text, child.exit]).toEqual(['one\n', undefined]);
    endInput(t.host('A'), child.pid, t.world.outside);
    expect([heard.text, child.exit]).toEqual(['one\nend\n', 0]);
  });

  test('nothing to read', () => {
    expect(spawned('cat; echo end', { stdin: 'null' }).heard.text).toBe('end\n');
  });

  test('an unread pipe holds up who writes', () => {
    let [held, heard] = [0, 0];
    registerProgram('test-slow', {
      start() {},
      childWrites: (_p, _h, _pid, _s, octets) => void ((held += octets.length), (heard += octets.length)),
      childHeld: () => held,
    });
    const t = withFiles();
    const parent = newProcess(t.host('A'), ['test-slow'], 'test-slow', t.world.outside);
    spawnLine(t.host('A'), parent, 'yes', { stdin: 'null', stdout: 'pipe', stderr: 'pipe' }, t.world.outside);
    t.pass(5);
    expect(heard).toBeLessThan(200_000);
  });
});
