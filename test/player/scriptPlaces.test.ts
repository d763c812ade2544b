// Where programs were: lines as they were executed, forward and back; what a line led to, and which line a segment came from; what a traceback names.
import { beforeAll, describe, expect, test } from 'vitest';
import { MILLISECOND } from '../../src/base/time.ts';
import { RowIndex } from '../../src/player/rowIndex.ts';
import {
  callsOfLine,
  flightsFrom,
  lastTraceback,
  lineBefore,
  lineBehind,
  linePlaceOf,
  nextLine,
  nextOnWire,
  sameFile,
} from '../../src/player/scriptPlaces.ts';
import type { History } from '../../src/sim/history.ts';
import { rowAt, type Row } from '../../src/sim/record.ts';
import { scriptsOn } from '../../src/sim/scriptFacts.ts';
import { endsOf } from '../../src/sim/world.ts';
import { worldAt } from '../../src/sim/history.ts';
import { scriptHistory } from './scriptRun.ts';

let history: History;
let index: RowIndex;
let rows: Row[];
const [A, B] = [0, 1];

beforeAll(async () => {
  history = await scriptHistory();
  index = new RowIndex(history.record);
  index.grow();
  rows = Array.from({ length: history.record.rowCount }, (_, i) => rowAt(history.record, i));
});

test('lines are gone through forward and back, of one program or of all', () => {
  const whose = { device: B };
  const seen: number[] = [];
  for (let line = nextLine(index, whose, -1); line; line = nextLine(index, whose, line.at)) seen.push(line.line);
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 6, 7]);
  const back: number[] = [];
  for (let line = lineBefore(index, whose, Infinity); line; line = lineBefore(index, whose, line.at))
    back.push(line.line);
  expect(back).toEqual(seen.toReversed());
  expect(nextLine(index, { device: A, pid: 999 }, -1)).toBeUndefined();
  const stop = nextLine(index, {}, 0, ({ device, line }) => device === B && line === 7);
  const again = nextLine(index, {}, stop!.at, ({ device, line }) => device === B && line === 7);
  expect(again!.at).toBeGreaterThan(stop!.at);
  expect(nextLine(index, {}, again!.at, ({ device, line }) => device === B && line === 7)).toBeUndefined();
});

test('a line leads to its calls and their segments, and a segment back to its line', () => {
  const [call] = callsOfLine(index, { device: A }, { file: 'client.py', line: 4 }, rows.length);
  expect(history.record.texts[rows[call!]!.x]).toMatch(/^send\(\d+, b'hello'\) = 5$/);
  const flights = flightsFrom(index, call!, rows.length);
  expect(flights.length).toBeGreaterThan(0);
  expect(rows[flights[0]!]!.kind).toBe('flight');
  expect(lineBehind(history.record, flights[0]!)).toMatchObject({ device: A, line: 4 });
  // What the switch passes on comes from there, too.
  expect(lineBehind(history.record, flights.at(-1)!)).toMatchObject({ device: A, line: 4 });
  expect(callsOfLine(index, { device: A }, { file: 'client.py', line: 4 }, call!)).toEqual([]);
  expect(callsOfLine(index, { device: A }, { file: 'server.py', line: 4 }, rows.length)).toEqual([]);
});

test('a line that waited leads to the call that ended the wait, and that call to the line, not to who ended it', () => {
  const calls = callsOfLine(index, { device: B }, { file: 'server.py', line: 7 }, rows.length);
  expect(calls.map((row) => history.record.texts[rows[row]!.x])).toEqual([
    expect.stringMatching(/^recv\(\d+, 1024\) = b''$/),
    expect.stringMatching(/^recv\(\d+, 1024\) = b'hello'$/),
  ]);
  for (const call of calls) expect(lineBehind(history.record, call)).toMatchObject({ device: B, line: 7 });
  const [accept] = callsOfLine(index, { device: B }, { file: 'server.py', line: 5 }, rows.length);
  expect(lineBehind(history.record, accept!)).toMatchObject({ device: B, line: 5 });
});

test('the next thing on the wire', () => {
  const leavesA = (direction: number): boolean => endsOf(history.live.state, direction).from[0] === A;
  const first = nextOnWire(history.record, 0, leavesA)!;
  expect(first.at).toBeGreaterThanOrEqual(10 * MILLISECOND);
  expect(rows[first.row]).toMatchObject({ kind: 'flight', reason: 'arp-request' });
  expect(nextOnWire(history.record, first.at, leavesA)!.at).toBeGreaterThan(first.at);
  expect(nextOnWire(history.record, 1e12, leavesA)).toBeUndefined();
});

test('where programs wait, as of an instant', () => {
  const at = (instant: number, device: number) => {
    const [script] = scriptsOn(worldAt(history, instant).state, device);
    const { threads, ...rest } = script!;
    return { ...rest, thread: threads[0] };
  };
  expect(at(5 * MILLISECOND, B).thread).toMatchObject({
    line: 5,
    does: 'waiting',
    wait: { kind: 'accept', as: 'accept', local: '0.0.0.0:9000' },
    variables: [['s', '<socket 9000>']],
  });
  const sleeping = at(500 * MILLISECOND, A).thread!;
  expect(sleeping).toMatchObject({ line: 6, wait: { kind: 'sleep' } });
  expect(sleeping.wait!.until! - sleeping.since).toBe(1e9);
  expect(at(500 * MILLISECOND, B).thread).toMatchObject({
    line: 7,
    wait: { kind: 'recv', local: '192.168.12.2:9000', peer: expect.stringMatching(/^192\.168\.12\.1:\d+$/) },
  });
  expect(at(2e9, A)).toMatchObject({ exit: 1, thread: undefined });
  expect(at(2e9, B)).toMatchObject({ exit: 0, argv: ['python', 'server.py'] });
  expect(scriptsOn(history.live.state, 3)).toEqual([]);
});

describe('names of files', () => {
  test.each([
    ['/home/student/server.py', 'server.py', true],
    ['/home/student/server.py', './server.py', true],
    ['/home/student/server.py', '/home/student/server.py', true],
    ['/home/student/myserver.py', 'server.py', false],
    ['/home/student/a/server.py', '/a/server.py', false],
    ['server.py', '', false],
  ])('%s and %s', (one, other, same) => {
    expect(sameFile(one, other)).toBe(same);
    expect(sameFile(other, one)).toBe(same);
  });

  test('a place has a line', () => {
    expect(linePlaceOf('E:\\a:b.py:12')).toEqual({ file: 'E:\\a:b.py', line: 12 });
    expect(linePlaceOf('server.py')).toBeUndefined();
  });
});

describe('tracebacks', () => {
  const read = (text: string) => lastTraceback(text.split('\n').map((line, row) => ({ text: line, row })));

  test('frames and what is said', () => {
    expect(
      read(`warning: x
Traceback (most recent call last):
  File "server.py", line 12, in <module>
    main()
    ~~~~^^
  File "server.py", line 9, in main
    conn.send(b'x')
BrokenPipeError: [Errno 32] Broken pipe`),
    ).toEqual({
      frames: [
        { file: 'server.py', line: 12, function: '<module>' },
        { file: 'server.py', line: 9, function: 'main' },
      ],
      says: 'BrokenPipeError: [Errno 32] Broken pipe',
      row: 7,
    });
  });

  test('a syntax error', () => {
    expect(
      read('  File "/home/student/a.py", line 3\n    print(\n         ^\nSyntaxError: \'(\' was never closed'),
    ).toMatchObject({ frames: [{ file: '/home/student/a.py', line: 3, function: '' }] });
  });

  test('the last of two, and a KeyboardInterrupt without words', () => {
    const two = read(`Traceback (most recent call last):
  File "a.py", line 1, in <module>
    x
KeyError: 1

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 3, in <module>
    y
KeyboardInterrupt`);
    expect(two).toMatchObject({ frames: [{ line: 3 }], says: 'KeyboardInterrupt' });
  });

  test('none', () => {
    expect(read('all is well')).toBeUndefined();
    expect(read('')).toBeUndefined();
    expect(lastTraceback([])).toBeUndefined();
  });
});
