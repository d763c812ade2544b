import { expect, test } from 'vitest';
import { readCommandLine } from '../../../src/devices/host/commandLine.ts';
import { readOptions, readSeconds, readWhole } from '../../../src/devices/programs/options.ts';

/** The words of each command, with how it follows the one before. */
function words(line: string): string[][] | string {
  const read = readCommandLine(line);
  return read.ok ? read.commands.map(({ after, stages }) => [after, ...stages[0]!.words.map(String)]) : read.message;
}

test('words are split at blanks', () => {
  expect(words('  ping  -c\t1 192.168.12.2 ')).toEqual([[';', 'ping', '-c', '1', '192.168.12.2']]);
  expect(words('')).toEqual([]);
  expect(words('   ')).toEqual([]);
});

test('quotes and backslashes keep what they enclose', () => {
  expect(words(`echo 'a  b' "c \\"d\\" \\e" f\\ g ""`)).toEqual([[';', 'echo', 'a  b', 'c "d" \\e', 'f g', '']]);
  expect(words(`echo a'b'"c"`)).toEqual([[';', 'echo', 'abc']]);
  expect(words(`echo 'a;b' "x&&y"`)).toEqual([[';', 'echo', 'a;b', 'x&&y']]);
});

test('commands follow each other by ; && ||', () => {
  expect(words('a 1; b && c || d;')).toEqual([
    [';', 'a', '1'],
    [';', 'b'],
    ['&&', 'c'],
    ['||', 'd'],
  ]);
});

test('a pipe joins commands to a pipeline', () => {
  const read = readCommandLine("a 1 | b '|' | c && d");
  expect(read).toEqual({
    ok: true,
    commands: [
      { stages: [{ words: ['a', '1'] }, { words: ['b', '|'] }, { words: ['c'] }], after: ';' },
      { stages: [{ words: ['d'] }], after: '&&' },
    ],
  });
});

test('redirections stand by themselves, anywhere in a command', () => {
  const read = (line: string): unknown => {
    const found = readCommandLine(line);
    return found.ok ? found.commands[0]!.stages : found.message;
  };
  expect(read('a < in 1> out 2>> err b')).toEqual([
    {
      words: ['a', 'b'],
      redirects: [
        { fd: 0, how: 'from', word: 'in' },
        { fd: 1, how: 'to', word: 'out' },
        { fd: 2, how: 'append', word: 'err' },
      ],
    },
  ]);
  expect(read('a &>all')).toEqual([
    {
      words: ['a'],
      redirects: [
        { fd: 1, how: 'to', word: 'all' },
        { fd: 2, how: 'as', as: 1 },
      ],
    },
  ]);
  expect(read('a 2>&1 | b >&2')).toEqual([
    { words: ['a'], redirects: [{ fd: 2, how: 'as', as: 1 }] },
    { words: ['b'], redirects: [{ fd: 1, how: 'as', as: 2 }] },
  ]);
  expect(read('echo 12>x')).toEqual([{ words: ['echo', '12'], redirects: [{ fd: 1, how: 'to', word: 'x' }] }]);
});

test('what a shell works out when a command runs stays in pieces', () => {
  const read = readCommandLine('a *.py "*" $? "x$(b "c)")`d`" ~ $ \\$x & c');
  expect(read.ok && read.commands.map(({ background }) => background)).toEqual([true, undefined]);
  expect(read.ok && read.commands[0]!.stages[0]!.words).toEqual([
    'a',
    [{ text: '*.py' }],
    '*',
    [{ variable: '?' }],
    [
      { text: 'x', quoted: true },
      { run: 'b "c)"', quoted: true },
      { run: 'd', quoted: true },
    ],
    [{ text: '~' }],
    '$',
    '$x',
  ]);
});

test('lines of a file', () => {
  expect(words('#!/bin/sh\n\na 1 # x\n  b &&\n c | d\necho "two\nlines"\n')).toEqual([
    [';', 'a', '1'],
    [';', 'b'],
    ['&&', 'c'],
    [';', 'echo', 'two\nlines'],
  ]);
});

test('a # at the start of a word begins a comment', () => {
  expect(words('ping B # look')).toEqual([[';', 'ping', 'B']]);
  expect(words('echo a#b')).toEqual([[';', 'echo', 'a#b']]);
});

test.each([
  [';', "bash: syntax error near unexpected token `;'"],
  ['a && ; b', "bash: syntax error near unexpected token `;'"],
  ['a &&', "bash: syntax error near unexpected token `newline'"],
  ["echo 'a", "bash: unexpected EOF while looking for matching `''"],
  ['echo "a', 'bash: unexpected EOF while looking for matching `"\''],
  ['a | ', "bash: syntax error near unexpected token `newline'"],
  ['| b', "bash: syntax error near unexpected token `|'"],
  ['a >', "bash: syntax error near unexpected token `newline'"],
  ['a > | b', "bash: syntax error near unexpected token `|'"],
  ['(a)', 'bash: (: this shell knows | ; && || & < > >> between commands'],
  ['cat << x', 'bash: <: this shell knows | ; && || & < > >> between commands'],
  ['if true', 'bash: if: this shell has no conditions and no loops'],
  ['echo $(a', "bash: unexpected EOF while looking for matching `)'"],
  ['echo `a', "bash: unexpected EOF while looking for matching ``'"],
  ['echo $((1+1))', 'bash: $((: this shell does not calculate'],
])('%s is refused in plain words', (line, message) => {
  expect(words(line)).toBe(message);
});

test('options stand anywhere, together or apart, up to --', () => {
  const { given, operands } = readOptions(['ping', '-nc3', 'B', '-s', '8', '--', '-x'], 'c:s:n');
  expect([...given]).toEqual([
    ['n', ''],
    ['c', '3'],
    ['s', '8'],
  ]);
  expect(operands).toEqual(['B', '-x']);
});

test('a wrong option is told as getopt tells it', () => {
  expect(readOptions(['ping', '-z'], 'c:').mistake).toBe("invalid option -- 'z'");
  expect(readOptions(['ping', '-:'], 'c:').mistake).toBe("invalid option -- ':'");
  expect(readOptions(['ping', '-c'], 'c:').mistake).toBe("option requires an argument -- 'c'");
});

test('numbers are decimal, whole or seconds, and within bounds', () => {
  expect([readWhole('64', 1, 255), readWhole('256', 1, 255), readWhole('0x10', 1, 255), readWhole('', 0, 9)]).toEqual([
    64,
    undefined,
    undefined,
    undefined,
  ]);
  expect(['0.2', '.5', '1', '1.', '-1', '1e3', '99999999'].map(readSeconds)).toEqual([
    200_000_000,
    500_000_000,
    1_000_000_000,
    1_000_000_000,
    undefined,
    undefined,
    undefined,
  ]);
});
