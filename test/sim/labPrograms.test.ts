// The `programs` of a lab: what is read, what every mistake says and where, and that what was written reads back.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { SECOND } from '../../src/base/time.ts';
import type { Lab } from '../../src/sim/lab.ts';
import { lineOf, shellWord } from '../../src/sim/labProgram.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { writeLab } from '../../src/sim/labWrite.ts';

const head = `devices: { A: { kind: host, ip: 10.0.0.1/24 }, B: { kind: host, ip: 10.0.0.2/24 }, S: { kind: switch } }
files: { A: { client.py: pass, chat.py: pass }, B: { server.py: pass } }
programs:
`;

function labOf(list: string): Lab {
  const result = parseLab(head + list, 'x.lab.yaml');
  if (!result.ok) throw new Error(result.errors.map(formatFileError).join('\n'));
  return result.value;
}

const mistakesOf = (list: string): string[] => {
  const result = parseLab(head + list, 'x');
  return result.ok ? [] : result.errors.map(formatFileError);
};

const everything = `
  - { name: server, host: B, file: server.py, argv: [9000, "", 'two words'], start: now }
  - { host: A, file: client.py, start: { bound: 9000, on: B }, kill: { after: 3 s } }
  - name: chat
    host: A
    file: ./chat.py
    start: { exits: client }
    stdin:
      - hello
      - { type: "你好 # no remark", when: { prompt: '>>> ' } }
      - { type: "", when: { text: 'connected: ' } }
      - { type: again, when: { text: ready, of: server } }
      - { type: reads, when: reads }
      - { end: true, when: { after: 500 ms } }
    kill: { text: bye, signal: SIGINT }
  - { host: A, run: curl http://10.0.0.2/, start: { at: 2 s } }
  - { name: other, host: B, run: nc -l 5000, start: { text: listening, of: server }, kill: { at: 9 s, signal: term } }
`;

describe('programs of a lab', () => {
  test('say what runs where and when, and what is typed', () => {
    const [server, client, chat, curl, other] = labOf(everything).programs!;
    expect(server).toEqual({
      ...{ name: 'server', host: 'B', file: 'server.py', argv: ['9000', '', 'two words'] },
      ...{ start: { is: 'at', at: 0 }, stdin: [] },
    });
    expect(lineOf(server!)).toBe("python server.py 9000 '' 'two words'");
    expect(client).toMatchObject({ name: 'client', start: { is: 'bound', port: 9000, on: 'B' } });
    expect(client!.kill).toEqual({ when: { is: 'after', by: 3 * SECOND }, signal: 'kill' });
    expect(chat!.stdin.map((one) => one.when.is)).toEqual(['reads', 'prompt', 'text', 'text', 'reads', 'after']);
    expect(chat!.stdin.map((one) => one.line)).toEqual(['hello', '你好 # no remark', '', 'again', 'reads', undefined]);
    expect(chat!.kill).toEqual({ when: { is: 'text', text: 'bye' }, signal: 'int' });
    expect([curl!.name, lineOf(curl!), other!.kill!.signal]).toEqual(['curl', 'curl http://10.0.0.2/', 'term']);
  });

  test('read back as they were written', () => {
    const lab = labOf(everything);
    const again = parseLab(writeLab(lab), 'again');
    expect(again.ok ? again.value : again.errors.map(formatFileError)).toEqual(lab);
  });

  test('words of arguments come to the program as they are', () => {
    expect(['a', "it's", 'a b', '$x', '*', ''].map(shellWord)).toEqual([
      'a',
      `'it'"'"'s'`,
      "'a b'",
      "'$x'",
      "'*'",
      "''",
    ]);
  });

  test('all mistakes are told at once, each with its place and what would be right', () => {
    const told = mistakesOf(`
  - { name: server, host: C, file: server.py }
  - { name: server, host: B, file: sever.py, start: soon }
  - { host: S, run: ls, argv: [1] }
  - { name: x, file: client.py, host: A, start: { bound: 9000, exits: server } }
  - { name: y, host: A, start: { exits: y }, run: ls }
  - { name: z, host: A, run: ls, start: { bound: 90000, on: Q }, kill: { after: 3, signal: hup } }
  - { name: w, host: A, file: client.py, stdin: [ { end: true }, { type: x, when: { prompt: a, on: B } }, { when: later } ] }
`);
    expect(told).toEqual([
      'x:5:27 there is no host `C` (did you mean `A`?)',
      'x:6:13 two programs are called `server` (give them different names: `name: client2`)',
      'x:6:36 B has no file `sever.py` (did you mean `server.py`?)',
      'x:6:53 `start` does not say when (now, { at: 2 s }, { bound: 9000 }, { exits: client }, { text: connected })',
      'x:7:13 S is a switch: it runs no programs (hosts and routers do)',
      'x:7:25 `argv` does not go with `run` (write the arguments into the line)',
      'x:8:49 one moment, not bound and exits (now, { at: 2 s }, { bound: 9000 }, { exits: client }, { text: connected })',
      'x:9:32 `y` would wait for itself (name another program: `{ text: ready, of: server }`)',
      'x:10:50 a port cannot be `90000` (a whole number from 1 to 65535)',
      'x:10:61 there is no host `Q` (did you mean `A`?)',
      'x:10:81 after has no unit: `3` (write a time with its unit, such as `1 ms`)',
      'x:10:92 there is no signal `hup` (there are: kill, term, int)',
      'x:11:66 nothing can be typed behind the end of the input (`{ end: true }` comes last)',
      'x:11:96 `on` does not go with `prompt`',
      'x:11:107 nothing can be typed behind the end of the input (`{ end: true }` comes last)',
      'x:11:107 a line of `stdin` is typed, or ends the input ({ type: hello } or { end: true })',
      "x:11:115 `when` does not say when (reads, { prompt: '>>>' }, { text: connected }, { after: 1 s }, { at: 2 s }, { exits: client }, { bound: 9000 })",
    ]);
  });

  test('a file of a lesson comes later', () => {
    const text = `${head}  - { host: B, file: later.py }`;
    expect(parseLab(text, 'x').ok).toBe(false);
    expect(parseLab(text, 'x', { later: [{ host: 'B', file: 'later.py' }] }).ok).toBe(true);
    expect(parseLab(text, 'x', { later: [{ host: 'A', file: 'later.py' }] }).ok).toBe(false);
  });
});
