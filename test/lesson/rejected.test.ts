// Has somebody done just what an author foresaw? Lines that are typed, keys, and hands; what is done otherwise is something else.
import { describe, expect, test } from 'vitest';
import type { ConsoleLine, Reject } from '../../src/lesson/lesson.ts';
import { rejectDone } from '../../src/lesson/rejected.ts';
import type { Command } from '../../src/sim/command.ts';
import { parseHand } from '../../src/sim/hand.ts';

const place = { line: 1, column: 1 };
const hand = (line: string): Command => {
  const read = parseHand(line);
  if (!read.ok) throw new Error(read.message);
  return read.command;
};
function lineOf(text: string): ConsoleLine {
  if (text.startsWith('wait')) return { type: 'wait', duration: 1e9, place };
  if (text.startsWith('> ')) return { type: 'hand', line: text.slice(2), command: hand(text.slice(2)), place };
  const [, on, mark, line] = /^(\w+)([$>]) (.*)$/.exec(text)!;
  return { type: mark === '$' ? 'run' : 'type', on: on!, line: line!, place };
}
const words = [{ kind: 'text', text: 'no' }] as unknown as Reject['words'];
const rejectOf = (...lines: string[]): Reject => ({ lines: lines.map(lineOf), answers: {}, words, place });
const isDone = (lines: string[], ...done: Command[]): boolean => rejectDone([rejectOf(...lines)], done) !== undefined;
const run = (on: string, line: string): Command => ({ do: 'run', on, line });

describe('typed lines', () => {
  test.each<[string, Command, boolean]>([
    ['A$ ping 10.0.0.1', run('A', ' ping   10.0.0.1 '), true],
    ['A$ ping 10.0.0.1', run('B', 'ping 10.0.0.1'), false],
    ['A> hello', { do: 'type', on: 'A', line: 'hello' }, true],
    ['A> hello', run('A', 'hello'), false],
    ['A> ^C', { do: 'interrupt', on: 'A' }, true],
    ['A> ^D', { do: 'type', on: 'A', end: true }, true],
    ['A> ^D', { do: 'type', on: 'A', line: '' }, false],
  ])('%s', (line, done, expected) => expect(isDone([line], done)).toBe(expected));
});

describe('hands', () => {
  test.each<[string, string, boolean]>([
    ['unplug A.eth0', 'unplug A.eth0', true],
    ['unplug A.eth0', 'unplug B.eth0', false],
    ['unplug A.eth0', 'clear arp A', false],
    ['plug A.eth0 S.2', 'plug A.eth0 S.3', false],
    ['link A-S loss 5 %', 'link A-S loss 5 %, delay 20 ms', true],
    ['link A-S loss 5 %', 'link A-S loss 6 %', false],
    ['link A-S loss 5 %, delay 20 ms', 'link A-S loss 5 %', false],
    ['set A.eth0 ip 10.0.0.1/24', 'set A.eth0 ip 10.0.0.1/25', false],
    ['fault { drop: icmp, nth: 2, name: lost }', 'fault { drop: icmp, nth: 2, name: another }', true],
    ['fault { drop: icmp, name: lost }', 'fault { drop: icmp, nth: 2, name: lost }', false],
    ['fault { drop: icmp, nth: [4, 5], name: lost }', 'fault { drop: icmp, nth: [4], name: lost }', false],
  ])('%s: by %s', (line, done, expected) => expect(isDone([`> ${line}`], hand(done))).toBe(expected));

  test('of one that nobody did the words are not told, whatever else a hand did', () =>
    expect(isDone(['A$ ls', '> unplug A.eth0'], run('A', 'ls'), hand('clear arp A'))).toBe(false));
});

test('all lines have to be done; waiting is nothing that one does', () => {
  expect(isDone(['A$ a', 'wait 1 s', 'A$ b'], run('A', 'b'), run('A', 'a'))).toBe(true);
  expect(isDone(['A$ a', 'A$ b'], run('A', 'a'))).toBe(false);
  expect(isDone(['wait 1 s'], run('A', 'a'))).toBe(false);
});

test('the first that is done and has words', () => {
  const silent = { ...rejectOf('A$ a'), words: [] };
  const [first, second] = [rejectOf('A$ b'), rejectOf('A$ a')];
  expect(rejectDone([silent, first, second], [run('A', 'a')])).toBe(second);
});
