// Commands for files and text: what they do, what they say when that goes wrong.
import { expect, test } from 'vitest';
import { calendarAt, listedDate, wholeDate } from '../../../src/devices/programs/dateText.ts';
import { changedMode } from '../../../src/devices/programs/fileTools.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals, type Terminals } from '../../support/terminal.ts';

function withFiles(): Terminals {
  const t = terminals(threeHosts());
  t.put('A', {
    'a.txt': 'one\ntwo\ntwo\n10\n9\n',
    'd/in.txt': 'x',
    'E:\\A.PythonProject\\x\\a.txt': 'windows',
    hello: 'hello\n',
  });
  return t;
}
const said = (t: Terminals, line: string): string =>
  t
    .type('A', line)
    .replace(/\n{2,}/g, '\n')
    .replace(/^\n|\n$/g, '');

test.each([
  ['ls', 'E:\\A.PythonProject\\x\\a.txt\na.txt\nd\nhello'],
  ['ls d', 'in.txt'],
  ['ls a.txt d', 'a.txt\nd:\nin.txt'],
  ['ls -a d', '.\n..\nin.txt'],
  ['ls -l hello', '-rw-r--r-- 1 student student 6 Jan  1 09:00 hello'],
  ['ls -l d', 'total 4\n-rw-r--r-- 1 student student 1 Jan  1 09:00 in.txt'],
  ['ls a.txt/x', "! ls: cannot access 'a.txt/x': Not a directory"],
  ['mkdir p/q', "! mkdir: cannot create directory 'p/q': No such file or directory"],
  ['mkdir -p p/q && rmdir p', "! rmdir: failed to remove 'p': Directory not empty"],
  ['mkdir d', "! mkdir: cannot create directory 'd': File exists"],
  ['rmdir a.txt', "! rmdir: failed to remove 'a.txt': Not a directory"],
  ['rm d', "! rm: cannot remove 'd': Is a directory"],
  ['rm -r d a.txt E*; ls', 'hello'],
  ['rm no', "! rm: cannot remove 'no': No such file or directory"],
  ['rm -f no; echo $?', '0'],
  ['rm -rf /', "! rm: it is dangerous to operate recursively on '/'"],
  ['rm /etc/hosts', "! rm: cannot remove '/etc/hosts': Permission denied"],
  ['cp hello h2; mv h2 d; ls d', 'h2\nin.txt'],
  ['cp hello a.txt d; ls d', 'a.txt\nhello\nin.txt'],
  ['cp d e', "! cp: -r not specified; omitting directory '/home/student/d'"],
  ['cp -r d e; cat e/in.txt', 'x'],
  ['cp -r d d/e', "! cp: cannot copy a directory, '/home/student/d', into itself, '/home/student/d/e'"],
  ['cp hello hello', "! cp: 'hello' and 'hello' are the same file"],
  ['mv no x', "! mv: cannot stat 'no': No such file or directory"],
  ['chmod 755 hello; cp hello h2; ls -l h2', '-rwxr-xr-x 1 student student 6 Jan  1 09:00 h2'],
  ['chmod u+x,go-r hello; ls -l hello', '-rwx------ 1 student student 6 Jan  1 09:00 hello'],
  ['chmod +x hello; chmod -x hello; ls -l hello', '-rw-r--r-- 1 student student 6 Jan  1 09:00 hello'],
  ['chmod 99 hello', "! chmod: invalid mode: '99'"],
  ['chmod +x', "! chmod: missing operand after '+x'"],
  [
    'touch new; stat new',
    '  File: new\n  Size: 0\tBlocks: 0\tregular empty file\nAccess: (0644/-rw-r--r--)  Uid: ( 1000/ student)   Gid: ( 1000/ student)\nModify: 2026-01-01 09:00:00',
  ],
  ['du -a d', '4\td/in.txt\n8\td'],
  ['echo -n a; echo b', 'a\nb'],
  ["echo -e 'a\\tb\\x41\\u4f60'", 'a\tbA你'],
  ["echo 'a\\tb' -n", 'a\\tb -n'],
  ["printf '%s=%d\\n' a 1 b 2", 'a=1\nb=2'],
  ["printf '%05d|%-4s|%4s|%x|%%|%.2s' 42 ab cd 255 xyz", '00042|ab  |  cd|ff|%|xy'],
  ["printf '%d\\n' x", '0\n! bash: printf: x: invalid number'],
  ['sort a.txt | uniq -c', '      1 10\n      1 9\n      1 one\n      2 two'],
  ['sort -n a.txt', 'one\ntwo\ntwo\n9\n10'],
  ['sort -ru a.txt', 'two\none\n9\n10'],
  ['uniq -d a.txt', 'two'],
  ['cut -c 1,3- a.txt | head -n 1', 'oe'],
  ['cut -f 2 -d : hello', 'hello'],
  ['echo a:b:c | cut -d : -f 2-', 'b:c'],
  ['cut hello', '! cut: you must specify a list of bytes, characters, or fields'],
  ['xxd hello', '00000000: 6865 6c6c 6f0a                           hello.'],
  ['echo 你 | xxd', '00000000: e4bd a00a                                ....'],
  ['hexdump -C hello', '00000000  68 65 6c 6c 6f 0a                                 |hello.|\n00000006'],
  ['seq 6 | xxd -l 4', '00000000: 310a 320a                                1.2.'],
  ['md5sum hello', 'b1946ac92492d2347c6235b4d2611184  hello'],
  ['cat hello | sha1sum', 'f572d396fae9206628714fb2ce00f72e94f2258f  -'],
  ['which ls python3 no', '/usr/bin/ls\n/usr/bin/python3'],
  ['type hello ls', 'hello\nls is /usr/bin/ls'],
  ['nano d', '! nano: d: Is a directory'],
  ['nano', '! nano: name one file'],
  ['cat d', '! cat: d: Is a directory'],
  ['cat "E:\\A.PythonProject\\x\\a.txt"', 'windows'],
])('%s', (line, text) => {
  expect(said(withFiles(), line)).toBe(text);
});

test('an editor is asked for by a row that names the file', () => {
  const t = withFiles();
  t.type('A', 'cd d; nano new.py');
  const row = t.rows().find(({ reason }) => reason === 'program-edit')!;
  expect(t.world.record.texts[row.x]).toBe('/home/student/d/new.py');
});

test.each([
  ['755', 0, 0o755],
  ['+x', 0o644, 0o755],
  ['u+x', 0o644, 0o744],
  ['a-w', 0o666, 0o444],
  ['u=rw,go=', 0o777, 0o600],
  ['x', 0, undefined],
  ['888', 0, undefined],
])('mode %s', (text, before, after) => {
  expect(changedMode(text, before)).toBe(after);
});

test('the calendar goes on with the clock', () => {
  expect(wholeDate(0)).toBe('2026-01-01 09:00:00');
  expect(wholeDate(15 * 3600e9)).toBe('2026-01-02 00:00:00');
  expect(wholeDate((31 + 28) * 86_400e9 + 61e9)).toBe('2026-03-01 09:01:01');
  expect(listedDate(100 * 86_400e9)).toBe('Apr 11 09:00');
  expect(calendarAt((2 * 365 + 59) * 86_400e9)).toMatchObject({ year: 2028, month: 2, day: 29 });
});
