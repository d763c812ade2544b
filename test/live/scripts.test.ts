// Scripts without Python: their calls, waits and turns, and stacks that are had again when the run branches.

import { describe, expect, test } from 'vitest';
import { MICROSECOND, MILLISECOND, SECOND } from '../../src/base/time.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import type { ScriptAnswer } from '../../src/devices/host/kernel/call.ts';
import { scriptOf } from '../../src/devices/host/kernel/script.ts';
import { Scripts } from '../../src/live/scripts.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { branch, endOf, startHistory, worldAt, type History } from '../../src/sim/history.ts';
import { rowAt } from '../../src/sim/record.ts';
import { actTurns, extendTurns, runAlone } from '../../src/sim/turns.ts';
import { FakeInterpreter, type Files, type Thread } from '../support/fakeScripts.ts';
import { labOf, threeHosts } from '../support/lab.ts';

const B = 0xc0a80c02;
const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (answer: ScriptAnswer): string =>
  answer.ok && 'bytes' in answer ? new TextDecoder().decode(answer.bytes) : `${JSON.stringify(answer)}`;
const fdOf = (answer: ScriptAnswer): number => (answer.ok && 'fd' in answer ? answer.fd : -1);

/** Answers one client, and prints what came. */
function* server(): Thread {
  const fd = fdOf(yield [{ call: 'socket', type: 'stream' }, { lines: [1] }]);
  yield [{ call: 'bind', fd, ip: 0, port: 9000 }, { lines: [2] }];
  yield [{ call: 'listen', fd }, { lines: [3] }];
  const conn = fdOf(
    yield [
      { call: 'accept', fd },
      { lines: [4], frames: ['server.py:4:<module>'] },
    ],
  );
  const got = textOf(yield [{ call: 'recv', fd: conn, size: 1024 }, { lines: [5] }]);
  yield [{ call: 'write', fd: 1, bytes: octets(`${got}\n`) }, { lines: [6] }];
  yield [{ call: 'send', fd: conn, bytes: octets('bye') }, { lines: [7] }];
  yield { call: 'close', fd: conn };
}

function* client(): Thread {
  const fd = fdOf(yield { call: 'socket', type: 'stream' });
  yield { call: 'connect', fd, ip: B, port: 9000 };
  const name = textOf(yield { call: 'read', fd: 0, size: 100 });
  yield { call: 'send', fd, bytes: octets(name.trim()) };
  const got = textOf(yield { call: 'recv', fd, size: 1024 });
  yield { call: 'write', fd: 1, bytes: octets(got) };
}

const lab = (files: Files) => {
  const names = Object.keys(files).map((name) => `${name}: "pass"`);
  return labOf(threeHosts(`files: { A: { ${names.join(', ')} }, B: { ${names.join(', ')} } }`));
};

interface Stage {
  history: History;
  scripts: Scripts;
  interpreter: FakeInterpreter;
  run(on: string, line: string): Promise<void>;
  until(at: number): Promise<string>;
}

function stage(files: Files): Stage {
  const interpreter = new FakeInterpreter(files);
  const scripts = new Scripts(() => Promise.resolve(interpreter));
  const it: Stage = {
    history: startHistory(lab(files)),
    scripts,
    interpreter,
    async run(on, line) {
      const done = await scripts.run(actTurns(it.history, endOf(it.history), { do: 'run', on, line }));
      expect(done.result.ok).toBe(true);
      it.history = done.history;
    },
    until: (at) => scripts.run(extendTurns(it.history, { until: at })),
  };
  return it;
}

const hostOf = (history: History, name: string): HostState =>
  history.live.state.devices.find((one) => one.name === name) as HostState;
const outputOf = (history: History, name: string): string[] =>
  hostOf(history, name).processes.flatMap((one) => one.output.map(({ text }) => text));
const exitsOf = (history: History, name: string): (number | undefined)[] =>
  hostOf(history, name).processes.map(({ exit }) => exit);

async function talk(): Promise<Stage> {
  const it = stage({ 'server.py': server, 'client.py': client });
  await it.run('B', 'python3 server.py');
  await it.until(10 * MILLISECOND);
  await it.run('A', 'python3 client.py');
  await it.until(SECOND);
  const typed = { do: 'type', on: 'A', line: 'hello' } as const;
  it.history = (await it.scripts.run(actTurns(it.history, SECOND, typed))).history;
  await it.until(2 * SECOND);
  return it;
}

test('two programs talk, each call waiting in virtual time, and end', async () => {
  const { history } = await talk();
  expect(outputOf(history, 'B')).toEqual(['hello']);
  expect(outputOf(history, 'A')).toEqual(['bye']);
  expect([...exitsOf(history, 'A'), ...exitsOf(history, 'B')]).toEqual([0, 0]);
});

test('where a program waits is state: the line, the call, since when; lines are rows, a microsecond each', async () => {
  const it = stage({ 'server.py': server, 'client.py': client });
  await it.run('B', 'python3 server.py');
  await it.until(SECOND);
  const [process] = hostOf(it.history, 'B').processes;
  const [thread] = scriptOf(process!).threads;
  expect(thread).toMatchObject({
    does: 'waiting',
    line: 4,
    call: { call: 'accept' },
    frames: ['server.py:4:<module>'],
  });
  const { record } = it.history;
  const rows = Array.from({ length: record.rowCount }, (_, i) => rowAt(record, i));
  const lines = rows.filter((row) => row.reason === 'script-line');
  expect(lines.map((row) => record.texts[row.x])).toEqual([1, 2, 3, 4].map((n) => `/home/student/server.py:${n}`));
  expect(lines[1]!.at - lines[0]!.at).toBeLessThan(10 * MICROSECOND);
  // A call is blamed on its line.
  const call = rows.find((row) => row.reason === 'socket-call')!;
  expect(call.cause).toBe(lines[0]!.number);
});

test('a replay needs no interpreter, and an earlier instant has the program as it was', async () => {
  const { history } = await talk();
  const before = worldAt(history, SECOND - 1);
  const host = before.state.devices[0] as HostState;
  expect(scriptOf(host.processes[0]!).threads[0]).toMatchObject({ does: 'waiting', call: { call: 'read' } });
  expect(worldAt(history, endOf(history)).state.rowCount).toBe(history.record.rowCount);
});

test('the same files and lines give the same record, byte for byte', async () => {
  const [one, other] = [await talk(), await talk()];
  expect(digestOf(one.history.record)).toBe(digestOf(other.history.record));
});

test('acting in the past runs the scripts again up to there, and on from there', async () => {
  const it = await talk();
  const past = branch(it.history, SECOND - 1);
  const begun = it.interpreter.begun;
  const typed = { do: 'type', on: 'A', line: 'other' } as const;
  const done = await it.scripts.run(actTurns(past, SECOND, typed));
  await it.scripts.run(extendTurns(done.history, { until: 2 * SECOND }));
  expect(it.interpreter.begun - begun).toBe(2);
  expect(outputOf(done.history, 'B')).toEqual(['other']);
  expect(exitsOf(done.history, 'A')).toEqual([0]);
  // What was is as it was.
  expect(outputOf(it.history, 'B')).toEqual(['hello']);
});

test('a script that does something else when it is run again is told of', async () => {
  let round = 0;
  const it = stage({
    *'odd.py'(): Thread {
      yield { call: 'sleep', duration: SECOND + round++ };
      yield { call: 'sleep', duration: SECOND };
    },
  });
  await it.run('A', 'python3 odd.py');
  await it.until(1.5 * SECOND);
  const past = branch(it.history, 1.2 * SECOND);
  await expect(it.scripts.run(extendTurns(past, { until: 3 * SECOND }))).rejects.toThrow('does something else');
});

test('without an interpreter the clock goes on, and the script stays where it is', () => {
  const history = startHistory(lab({ 'server.py': server }));
  runAlone(actTurns(history, 0, { do: 'run', on: 'B', line: 'python3 server.py' }));
  runAlone(extendTurns(history, { until: SECOND }));
  expect(endOf(history)).toBe(SECOND);
  expect(exitsOf(history, 'B')).toEqual([undefined]);
  expect(history.live.state.turns).toHaveLength(1);
});

describe('loops', () => {
  test('empty reads for ever neither stop the clock nor the run; after 2,000 it is told', async () => {
    const it = stage({
      *'server.py'(): Thread {
        const fd = fdOf(yield { call: 'socket', type: 'stream' });
        yield { call: 'bind', fd, ip: 0, port: 9000 };
        yield { call: 'listen', fd };
        const conn = fdOf(yield { call: 'accept', fd });
        for (;;) {
          yield { call: 'recv', fd: conn, size: 1024 };
          yield { call: 'send', fd: conn, bytes: new Uint8Array(0) };
        }
      },
      *'client.py'(): Thread {
        const fd = fdOf(yield { call: 'socket', type: 'stream' });
        yield { call: 'connect', fd, ip: B, port: 9000 };
      },
    });
    await it.run('B', 'python3 server.py');
    await it.run('A', 'python3 client.py');
    expect(await it.until(5 * SECOND)).toBe('until');
    const { record } = it.history;
    const rows = Array.from({ length: record.rowCount }, (_, i) => rowAt(record, i));
    expect(rows.filter((row) => row.reason === 'script-spins')).toHaveLength(1);
    expect(rows.length).toBeLessThan(20_000);
  });

  test('computing for ever is told of, and Ctrl-C comes through', async () => {
    const it = stage({
      *'busy.py'(): Thread {
        for (;;) {
          const answer = yield [{ call: 'compute', duration: MILLISECOND }, { lines: Array<number>(1000).fill(2) }];
          if (!answer.ok) return;
        }
      },
    });
    await it.run('A', 'python3 busy.py');
    await it.until(60 * SECOND);
    const { record } = it.history;
    const rows = Array.from({ length: record.rowCount }, (_, i) => rowAt(record, i));
    expect(rows.filter((row) => row.reason === 'script-computes')).toHaveLength(1);
    expect(rows.length).toBeLessThan(3000); // a minute of it, and not line by line
    const done = await it.scripts.run(actTurns(it.history, endOf(it.history), { do: 'interrupt', on: 'A' }));
    await it.scripts.run(extendTurns(done.history, { until: 61 * SECOND }));
    expect(exitsOf(done.history, 'A')).toEqual([0]);
  });
});

describe('threads', () => {
  test('one waits on a number until another wakes it, even when that comes first', async () => {
    const it = stage({
      *'threads.py'(_, name): Thread {
        if (name === 'worker') {
          yield { call: 'wake', on: 1, count: 1 };
          return;
        }
        yield { call: 'thread', name: 'worker', daemon: false };
        const answer = yield [
          { call: 'wait', on: 1 },
          { as: 'join', lines: [1, 2, 3] },
        ];
        yield { call: 'write', fd: 1, bytes: octets(`woken ${answer.ok}\n`) };
        const late = yield { call: 'wait', on: 2, timeout: SECOND };
        yield { call: 'write', fd: 1, bytes: octets(`late ${'timedOut' in late}\n`) };
      },
    });
    await it.run('A', 'python3 threads.py');
    await it.until(3 * SECOND);
    expect(outputOf(it.history, 'A')).toEqual(['woken true', 'late true']);
    expect(exitsOf(it.history, 'A')).toEqual([0]);
  });

  test('kill ends a process with all its threads, its sockets closed', async () => {
    const it = stage({ 'server.py': server, 'client.py': client });
    await it.run('B', 'python3 server.py');
    await it.until(SECOND);
    await it.run('B', 'kill -9 1');
    expect(exitsOf(it.history, 'B')[0]).toBe(137);
    await it.run('A', 'python3 client.py');
    await it.until(2 * SECOND);
    expect(hostOf(it.history, 'A').processes[0]!.exit).toBe(undefined); // it goes on although it was refused, and reads
    expect(it.history.live.state.turns).toEqual([]);
  });
});

test('a blocking send goes in whole, as room comes; with a time limit it answers what went in', async () => {
  const answers: ScriptAnswer[] = [];
  const it = stage({
    *'server.py'(): Thread {
      const fd = fdOf(yield { call: 'socket', type: 'stream' });
      yield { call: 'bind', fd, ip: 0, port: 9000 };
      yield { call: 'listen', fd };
      const conn = fdOf(yield { call: 'accept', fd });
      yield { call: 'sleep', duration: SECOND };
      let sum = 0;
      while (sum < 300_000) {
        const got = yield { call: 'recv', fd: conn, size: 4096 };
        if (!got.ok || !('bytes' in got)) return;
        sum += got.bytes.length;
      }
      yield { call: 'sleep', duration: 100 * SECOND };
    },
    *'client.py'(): Thread {
      const fd = fdOf(yield { call: 'socket', type: 'stream' });
      yield { call: 'connect', fd, ip: B, port: 9000 };
      answers.push(yield { call: 'send', fd, bytes: new Uint8Array(300_000) });
      answers.push(yield { call: 'send', fd, bytes: new Uint8Array(300_000), timeout: SECOND });
      answers.push(yield { call: 'send', fd, bytes: new Uint8Array(300_000), all: true, timeout: SECOND });
    },
  });
  await it.run('B', 'python3 server.py');
  await it.run('A', 'python3 client.py');
  await it.until(20 * SECOND);
  expect(answers[0]).toMatchObject({ ok: true, count: 300_000 });
  expect(answers[1]).toMatchObject({ ok: true });
  expect(answers[2]).toMatchObject({ ok: false, failure: 'ETIMEDOUT', timedOut: true });
});
