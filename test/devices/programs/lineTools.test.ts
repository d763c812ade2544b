// grep, findstr, head, tail, wc: on files and in pipelines.

import { expect, test } from 'vitest';
import { extendedOf } from '../../../src/devices/programs/grep.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const t = terminals(
  threeHosts(`files:
  A:
    t: "one 5\\ntwo (2)\\nthree\\nThe end"
    u: "a\\nb\\n"
`),
);

test.each([
  ['grep -n e t', '1:one 5\n3:three\n4:The end'],
  ['grep o t u', 't:one 5\nt:two (2)'],
  ['grep -vc o t', '2'],
  ['grep -i "^the" t', 'The end'],
  ['grep "(2)" t', 'two (2)'],
  ['grep -E "^(one|three)" t', 'one 5\nthree'],
  ['grep "one\\|three" t', 'one 5\nthree'],
  ['grep -F ")" t', 'two (2)'],
  ['grep "t[h(]" t', 'three'],
  ['grep -e two t', 'two (2)'],
  ['cat t | grep -v "e$" | wc -l', '3'],
  ['findstr "one three" t', 'one 5\nthree'],
  ['findstr /n /i /c:"THE END" t', '4:The end'],
  ['findstr /v e t', 'two (2)'],
  ['findstr /x three t', 'three'],
  ['head -n 2 t', 'one 5\ntwo (2)'],
  ['head -1 t u', '==> t <==\none 5\n==> u <==\na'],
  ['tail -n 2 t', 'three\nThe end'],
  ['tail -n +3 t', 'three\nThe end'],
  ['cat t | head -n 3 | tail -n 1', 'three'],
  ['wc t u', ' 3  7 27 t\n 2  2  4 u\n 5  9 31 total'],
  ['wc -l t', '3 t'],
  ['cat t | wc', '      3       7      27'],
  ['echo hi | wc -c', '3'],
])('%s', (line, text) => expect(t.type('A', line).split('\n').filter(Boolean).join('\n')).toBe(text));

test.each([
  ['grep -q one t', 0, ''],
  ['grep nothing t', 1, ''],
  ['grep one nowhere', 2, '! grep: nowhere: No such file or directory'],
  ['grep "[" t', 2, '! grep: a "[" is never closed'],
  ['grep', 2, '! Usage: grep [-EFivcnq] [-e] PATTERN [FILE]...'],
  ['findstr /q t', 2, '! FINDSTR: /q ignored'],
  ['head -n many t', 1, "! head: invalid number of lines: 'many'"],
  ['wc nowhere', 1, '! wc: nowhere: No such file or directory'],
])('%s ends with %i', (line, exit, text) => expect(t.status('A', line)).toEqual({ text, exit }));

test('a pattern that would take others years is done at once', () => {
  expect(t.type('A', `echo ${'a'.repeat(900)}b | grep -cE "(a*)*(a+)+c"`)).toContain('0');
});

test('head ends whoever writes on without end', () => {
  t.begin('A', 'ping -n 127.0.0.1 | head -n 2');
  t.pass(10);
  expect(t.host('A').processes.filter((one) => one.exit === undefined)).toEqual([]);
});

test.each([
  ['a\\{2\\}', 'a{2}'],
  ['*a', '\\*a'],
  ['\\(*\\)', '(\\*)'],
  ['a^b', 'a\\^b'],
  ['[+(]', '[+(]'],
  ['a+', 'a\\+'],
  ['\\<a\\>', '\\ba\\b'],
])('the basic expression %s is the extended one %s', (basic, extended) => expect(extendedOf(basic)).toBe(extended));
