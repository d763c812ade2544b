// Small programs around pipes: sources of octets, hashes, files that are written.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { addOctets, createSha256, digest } from '../../../src/devices/programs/sha256.ts';
import { readFile } from '../../../src/devices/host/files.ts';
import { typeInto } from '../../../src/devices/host/shell.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const sha = (octets: Uint8Array | string): string => createHash('sha256').update(octets).digest('hex');

test('SHA-256 of any length, in any pieces', () => {
  for (let length = 0; length < 300; length++) {
    const octets = Uint8Array.from({ length }, (_, i) => i * 7 + length);
    const state = createSha256();
    for (let at = 0; at < length; at += 1 + (length % 13))
      addOctets(state, octets.subarray(at, at + 1 + (length % 13)));
    expect(digest(state)).toBe(sha(octets));
  }
});

test.each([
  ['seq 3', '1\n2\n3', 0],
  ['seq 5 -2 0', '5\n3\n1', 0],
  ['seq 2 1', '', 0],
  ['seq', '! seq: missing operand', 1],
  ['seq x', "! seq: invalid whole number: 'x'", 1],
  ['seq 1 0 2', "! seq: invalid Zero increment value: '0'", 1],
  ['cat a.txt b.txt', 'one\ntwo', 0],
  ['cat nothing a.txt', '! cat: nothing: No such file or directory\none', 1],
  ['cat a.txt | cat', 'one', 0],
  ['cat a.txt | cat b.txt -', 'twoone', 0],
  ['sha256sum a.txt nothing', `${sha('one\n')}  a.txt\n! sha256sum: nothing: No such file or directory`, 1],
  ['seq 100000 | sha256sum', `${sha(Array.from({ length: 100_000 }, (_, i) => `${i + 1}\n`).join(''))}  -`, 0],
  ['tee -q', "! tee: invalid option -- 'q'", 1],
  ['echo x | tee no/x', '! tee: no/x: No such file or directory\nx', 1],
])('%s', (line, text, exit) => {
  const t = terminals(threeHosts());
  t.put('A', { 'a.txt': 'one\n', 'b.txt': 'two' });
  const ended = t.status('A', line);
  // Processes of a pipeline that print nothing leave an empty line.
  expect({ ...ended, text: ended.text.trim() }).toEqual({ text, exit });
});

test('tee keeps what it hands on, octet by octet, and adds to it', () => {
  const t = terminals(threeHosts());
  const octets = Uint8Array.of(0xff, 0, 0xc3, 10);
  t.put('A', { raw: octets });
  t.type('A', 'cat raw | tee copy && cat raw | tee -a copy && echo ä | tee text');
  expect(readFile(t.host('A'), 'copy')).toEqual(Uint8Array.of(...octets, ...octets));
  expect(t.file('A', 'text')).toBe('ä\n');
});

test('a source of which nobody reads any more ends by SIGPIPE; yes goes on for ever', () => {
  const t = terminals(threeHosts());
  const first = t.begin('A', 'yes no | nc -l 5000');
  t.pass(5);
  t.type('B', 'nc -z 192.168.12.1 5000');
  t.settle();
  expect(first.exit).toBe(141);
  const second = t.begin('A', 'yes');
  t.pass(1);
  expect(second.exit).toBeUndefined();
  t.do({ do: 'interrupt', on: 'A' });
  expect(second.exit).toBe(130);
});

test('a character that comes in pieces is one character', () => {
  const t = terminals(threeHosts());
  const octets = new TextEncoder().encode('a€😀\r\n');
  for (const size of [1, 2, 3, 4]) {
    const server = t.begin('B', 'nc -l 5000');
    const client = t.begin('A', 'nc -N 192.168.12.2 5000');
    t.pass(0.1);
    for (let at = 0; at < octets.length; at += size) {
      typeInto(t.host('A'), client.pid, octets.slice(at, at + size), t.world.outside);
      t.pass(1);
    }
    t.do({ do: 'type', on: 'A', end: true });
    t.settle();
    expect(t.text(server)).toBe('a€😀');
  }
});
