// The terminal's models: the line that is typed, what Tab makes of it, and text that gives no orders to a terminal.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, spotAfter } from '../../src/ui/terminal/cells.ts';
import { completed, completionsAt, inColumns, type Facts } from '../../src/ui/terminal/completion.ts';
import { edit, emptyLine, keysOf, LONGEST, pastedLines, type EditedLine } from '../../src/ui/terminal/lineEditor.ts';
import { harmless, readAloud, shownLines } from '../../src/ui/terminal/screenText.ts';
import type { TerminalLine } from '../../src/ui/terminal/transcript.ts';

describe('the line that is typed', () => {
  /** The line after keys as the emulator sends them; `|` is the cursor. */
  const after = (sent: string, history: readonly string[] = [], from: EditedLine = emptyLine): string => {
    const { text, cursor } = keysOf(sent).reduce((line, key) => edit(line, key, history), from);
    return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
  };

  test.each([
    ['abc\x1b[D\x1b[DX', 'aX|bc'],
    ['abc\x1b[H\x1b[CX', 'aX|bc'],
    ['abc\x01X\x05Y', 'XabcY|'],
    ['one two\x1b[1;5D', 'one |two'],
    ['one two\x1bb\x1bb\x1b[1;5C', 'one| two'],
    ['abc\x7f\x1b[D\x1b[3~', 'a|'],
    ['ping 10.0.0.1\x17', 'ping |'],
    ['one two\x15', '|'],
    ['one two\x01\x0b', '|'],
    ['one two\x17\x01\x19', 'two|one '],
    ['one two\x01\x1bd', '| two'],
    ['ab\x04\x1b[D\x04', 'a|'],
    ['中文字\x1b[D\x7f', '中|字'],
    ['👩‍💻x\x1b[D\x7f', '|x'],
    ['e\u0301x\x1b[D\x7f', '|x'],
    ['a\x1b[200~b\x1b[99zc\x1bq\x00', 'abc|'],
  ])('%j leaves %j', (sent, line) => {
    expect(after(sent)).toBe(line);
  });

  const history = ['ping b', 'arp -a', 'ping c'];

  test.each([
    ['\x1b[A', 'ping c|'],
    ['\x1b[A\x1b[A\x1b[A\x1b[A', 'ping b|'],
    ['new\x1b[A\x1b[B', 'new|'],
    ['new\x1b[A\x1b[A\x1b[B\x1b[B\x1b[B', 'new|'],
    ['\x12arp\x1b[C', 'a|rp -a'],
    ['\x12ping\x12\x05', 'ping b|'],
    ['\x12pingx\x7f b\x05', 'ping b|'],
    ['old\x12ping\x1b', 'old|'],
    ['old\x12nowhere\x05', 'old|'],
  ])('%j, with lines typed before, leaves %j', (sent, line) => {
    expect(after(sent, history)).toBe(line);
  });

  test('is never longer than it may be, and the cursor stands between characters', () => {
    const keys = fc.constantFrom(
      'a',
      '中',
      '👩‍💻',
      'x'.repeat(900),
      '\x1b[D',
      '\x1b[C',
      '\x7f',
      '\x1b[3~',
      '\x17',
      '\x19',
      '\x0b',
      '\x1b[A',
      '\x12',
      '\x1b',
      '\x1bb',
      '\x1b[1;5C',
    );
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 60 }), (sent) => {
        let line = emptyLine;
        for (const key of sent.flatMap(keysOf)) {
          line = edit(line, key, history);
          expect(line.text.length).toBeLessThanOrEqual(LONGEST);
          expect(line.cursor).toBeGreaterThanOrEqual(0);
          expect(line.cursor).toBeLessThanOrEqual(line.text.length);
          expect(line.text.slice(0, line.cursor)).not.toMatch(/[\ud800-\udbff]$/);
        }
      }),
    );
  });

  test('takes from the clipboard what can be typed', () => {
    expect(pastedLines('a\tb\r\nc\x1b[31m\x03d\re')).toEqual(['a b', 'c[31md', 'e']);
  });
});

describe('completion', () => {
  const facts: Facts = {
    commands: new Map([
      ['ping', { options: ['-c', '-i'], operands: [['host', 'address']] }],
      [
        'ip',
        { options: ['-br'], operands: [[{ words: ['addr', 'link'] }], [{ words: ['show', 'add'] }], ['interface']] },
      ],
      ['ipconfig', { options: ['/all'], operands: [[]] }],
      ['cat', { options: [], operands: [['file']] }],
      ['man', { options: [], operands: [['command']] }],
    ]),
    words: {
      host: ['b', 'bob', 'c'],
      address: ['192.168.12.1', '192.168.12.2'],
      file: ['lib/', 'lib/util.py', 'notes.txt'],
      interface: ['eth0', 'lo'],
      pid: ['3'],
    },
  };
  const tab = (line: string): [string, string[]] => {
    const cursor = line.indexOf('_');
    const text = line.replace('_', '');
    const completion = completionsAt(text, cursor, facts);
    const next = completed({ text, cursor }, completion);
    return [`${next.text.slice(0, next.cursor)}_${next.text.slice(next.cursor)}`, completion.fitting];
  };

  test.each([
    ['pi_', 'ping _', ['ping']],
    ['i_', 'ip_', ['ip', 'ipconfig']],
    ['ping b_', 'ping b_', ['b', 'bob']],
    ['ping -c 1 1_', 'ping -c 1 192.168.12._', ['192.168.12.1', '192.168.12.2']],
    ['ping -_', 'ping -_', ['-c', '-i']],
    ['ip a_', 'ip addr _', ['addr']],
    ['ip addr s_', 'ip addr show _', ['show']],
    ['ip addr show e_', 'ip addr show eth0 _', ['eth0']],
    ['ipconfig /_', 'ipconfig /all _', ['/all']],
    ['cat n_ | wc', 'cat notes.txt_ | wc', ['notes.txt']],
    ['echo x | ca_', 'echo x | cat _', ['cat']],
    ['sleep 1; ma_', 'sleep 1; man _', ['man']],
    ['man ipc_', 'man ipconfig _', ['ipconfig']],
    ['cat l_', 'cat lib/_', ['lib/']],
    ['cat lib/_', 'cat lib/util.py _', ['lib/util.py']],
    ['./lib/u_', './lib/util.py _', ['./lib/util.py']],
    ['echo x > n_', 'echo x > notes.txt _', ['notes.txt']],
    ['nonsense x_', 'nonsense x_', []],
    ['constructor _', 'constructor _', []],
  ])('%j becomes %j', (line, next, fitting) => {
    expect(tab(line)).toEqual([next, fitting]);
  });

  test('lists words in columns from top to bottom, as many as there is room for', () => {
    expect(inColumns(['a', 'bb', 'c', 'd', 'e'], 9, 9)).toEqual(['a   d', 'bb  e', 'c']);
    expect(inColumns(['a', 'bb', 'c', 'd', 'e'], 4, 3)).toEqual(['a', 'bb', '…']);
    expect(inColumns(['a'], 9, 0)).toEqual([]);
    expect(inColumns([], 9, 9)).toEqual([]);
  });
});

describe('what is shown', () => {
  const line = (kind: TerminalLine['kind'], text: string, more: Partial<TerminalLine> = {}): TerminalLine => ({
    row: 0,
    at: 0,
    kind,
    text,
    ...more,
  });
  const shown = (one: TerminalLine): string[] =>
    shownLines(one, 'A', (name) => [
      { text: `${name.toUpperCase()}(1)`, is: 'head' },
      { text: 'words', is: 'text' },
    ]);

  test('each kind of line has its style', () => {
    expect(shown(line('typed', 'arp'))).toEqual(['\x1b[90mA$ \x1b[0m\x1b[1marp\x1b[0m']);
    expect(shown(line('out', 'text', { echo: { text: 'Ada', at: 0 } }))).toEqual(['text\x1b[1mAda\x1b[0m']);
    expect(shown(line('err', 'no'))).toEqual(['\x1b[31;4:4mno\x1b[0m']);
    expect(shown(line('manual', 'PING(1)', { page: 'ping' }))).toEqual(['\x1b[1mPING(1)\x1b[0m', 'words']);
  });

  test('a program may colour its text, and give no other order; its colours are not read aloud', () => {
    const out = (text: string): string => shown(line('out', text))[0]!;
    expect(out('\x1b[1;32mok\x1b[0m go')).toBe('\x1b[1;32mok\x1b[0m go\x1b[0m');
    expect(out('\x1b[38;5;196mred')).toBe('\x1b[38;5;196mred\x1b[0m');
    expect(out('\x1b[8mhidden\x1b[2J\x1b[31;8m')).toBe('^[[8mhidden^[[2J^[[31;8m');
    expect(shown(line('err', '\x1b[33mwarning'))).toEqual(['\x1b[33mwarning\x1b[0m']);
    expect(readAloud('\x1b[1;32mok\x1b[0m \x07')).toBe('ok ^G');
  });

  test.each([
    ['\x1b[2J\x07\r\n\x00\x7f', '^[[2J^G^M^J^@^?'],
    ['a\tb', 'a       b'],
    ['中\tb', '中      b'],
    ['\x9b31m', 'M-^[31m'],
    ['\u202etxt', '<U+202E>txt'],
    ['\ud800x', '\ufffdx'],
  ])('%j is shown as %j', (text, out) => {
    expect(harmless(text)).toBe(out);
  });

  test('whatever a packet holds, no order to the terminal is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(harmless(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('cells', () => {
  test('count as the emulator counts them', () => {
    expect([cellsOf('abc'), cellsOf('中文'), cellsOf('e\u0301'), cellsOf('，。'), cellsOf('한')]).toEqual([
      3, 4, 1, 4, 2,
    ]);
  });

  test('a text goes on in the next row, wide characters as a whole', () => {
    expect(spotAfter('abcd', 0, 4)).toEqual({ row: 1, column: 0 });
    expect(spotAfter('abcde', 2, 4)).toEqual({ row: 1, column: 3 });
    expect(spotAfter('abc中', 0, 4)).toEqual({ row: 1, column: 2 });
    expect(spotAfter('', 3, 4)).toEqual({ row: 0, column: 3 });
  });
});
