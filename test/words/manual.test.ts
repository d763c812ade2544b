// The manual: every command of a host has its page in both languages, and every option that its program takes is named there.
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/devices/programs/catalogue.ts';
import { wordLanguages } from '../../src/words/load.ts';
import { loadManual } from '../../src/words/manual/load.ts';
import { commands, spellings } from '../../src/words/manual/commands.ts';
import { pageLines, wrapped } from '../../src/words/manual/page.ts';
import { cellsOf } from '../../src/ui/terminal/cells.ts';
import { ProgramOutput } from '../../src/cli/portConsole.ts';
import { act, startHistory } from '../../src/sim/history.ts';
import { labOf, threeHosts } from '../support/lab.ts';
import { terminals } from '../support/terminal.ts';

const names = [...catalogue.keys()].sort();
const named = (name: string): string[] => commands[name]!.options.flatMap(spellings);

test('there is an entry for every command, and for nothing else', () => {
  expect(Object.keys(commands).sort()).toEqual(names);
  for (const { see } of Object.values(commands)) expect(names).toEqual(expect.arrayContaining([...see]));
});

describe.each(wordLanguages)('in %s', (language) => {
  test('every command has its page, and every option and example its words', async () => {
    const { pages } = await loadManual(language);
    expect(Object.keys(pages).sort()).toEqual(names);
    for (const [name, { options, examples }] of Object.entries(commands)) {
      const page = pages[name]!;
      expect([name, Object.keys(page.options ?? {})]).toEqual([name, options.map((one) => spellings(one)[0])]);
      expect([name, page.examples.length]).toEqual([name, examples.length]);
      for (const text of [page.is, page.wire ?? 'x', ...Object.values(page.options ?? {}), ...page.examples])
        expect(text).not.toBe('');
    }
  });

  test.each(names)('the page of %s fits into its window', async (name) => {
    const words = await loadManual(language);
    for (const columns of [36, 80, 300]) {
      const lines = pageLines(name, words, columns, cellsOf).filter(({ is }) => is === 'text');
      expect(lines.length).toBeGreaterThan(3);
      // An address or a URL is not broken, so it may stick out.
      for (const { text } of lines)
        if (text.trim().includes(' ')) expect(cellsOf(text)).toBeLessThan(Math.max(columns, 36));
    }
  });
});

// ── what the programs take ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a program says of an option that it does not know. */
const UNKNOWN =
  /invalid option|unknown option|is unknown|unrecognized (argument|or incomplete)|ignored|invalid signal|Unknown host|Host name lookup|invalid whole number|^! Usage: route|Device not found|invalid time interval/;
/** These have no options: what begins with a hyphen is a word like any other, or passed over. */
const WORDS_ONLY = new Set([
  ...['calls', 'cd', 'echo', 'exit', 'false', 'help', 'hostname', 'kill', 'printf', 'ps', 'pwd', 'send', 'seq', 'true'],
]);
const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];

/** Where an option is one only among other words. */
const AMONG: Record<string, string> = {
  'ifconfig -promisc': 'ifconfig eth0 -promisc',
  'route -net': 'route add -net default dev eth0',
  'route -host': 'route add -host default dev eth0',
};

const takes = (name: string, option: string): boolean => {
  const t = terminals(threeHosts());
  const line = `${name} ${option}`;
  const process = t.begin('A', AMONG[line] ?? line);
  return !UNKNOWN.test(t.text(process));
};

test.each(names.filter((name) => !WORDS_ONLY.has(name)))('every option that %s takes is on its page', (name) => {
  const sign = name === 'findstr' ? '/' : '-';
  // `head -5` is a number of lines; to findstr capitals do not matter.
  const others = name === 'findstr' ? /[A-Z]/ : ['head', 'tail'].includes(name) ? /\d/ : /^$/;
  const letters = LETTERS.filter((letter) => !others.test(letter));
  const taken = letters.map((letter) => sign + letter).filter((option) => takes(name, option));
  const onPage = named(name).map((option) => option.split(':')[0]!);
  expect(taken.filter((option) => !onPage.includes(option))).toEqual([]);
  const single = onPage.filter((option) => /^[-/]\w$/.test(option) && option !== '/c');
  expect(single.filter((option) => !taken.includes(option))).toEqual([]);
});

test.each(names)('every option on the page of %s is one that it takes', (name) => {
  const known = named(name).filter((option) => !/^[-/]\w(:|$)/.test(option));
  expect(known.filter((option) => !takes(name, option))).toEqual([]);
});

test.each(names)('the examples on the page of %s are lines that the shell and the program understand', (name) => {
  for (const line of commands[name]!.examples) {
    const t = terminals(threeHosts());
    t.put('A', {
      'notes.txt': 'a',
      'server.txt': 'l = listen 5000',
      'client.txt': 'let x = $size\nwait 1 ms',
      'got.bin': 'b',
    });
    t.begin('A', line);
    const said = t
      .host('A')
      .processes.map((process) => t.text(process))
      .join('\n');
    expect([line, said]).not.toEqual([
      line,
      expect.stringMatching(/usage|syntax error|command not found|No such file|invalid|unknown/i),
    ]);
  }
});

// ── help and man ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

describe('help and man', () => {
  const opened = (line: string): { pages: string[]; text: string; exit: number | undefined } => {
    const t = terminals(threeHosts());
    const { text, exit } = t.status('A', line);
    const rows = t.rows().filter(({ reason }) => reason === 'program-manual');
    return { pages: rows.map(({ x }) => t.world.record.texts[x]!), text, exit };
  };

  test('open a page, of which the record holds the name alone', () => {
    expect(opened('help')).toEqual({ pages: ['help'], text: 'HELP(1)', exit: 0 });
    expect(opened('help ping')).toEqual({ pages: ['ping'], text: 'PING(1)', exit: 0 });
    expect(opened('man 1 ping')).toEqual({ pages: ['ping'], text: 'PING(1)', exit: 0 });
    expect(opened('man nc ss').pages).toEqual(['nc', 'ss']);
  });

  test('say what is wrong', () => {
    expect(opened('man')).toMatchObject({
      pages: [],
      text: "! What manual page do you want?\n! For example, try 'man man'.",
      exit: 1,
    });
    expect(opened('man nonsense')).toMatchObject({ text: '! No manual entry for nonsense', exit: 16 });
    expect(opened('man constructor')).toMatchObject({ exit: 16 });
    expect(opened('man -k x')).toMatchObject({ text: "! man: invalid option -- 'k'", exit: 1 });
    expect(opened('help nonsense').text).toContain('no help topics match `nonsense');
  });

  test('what reads through a pipe gets the heading', () => {
    const t = terminals(threeHosts());
    expect(t.type('A', 'man ping | wc -l')).toContain('1');
    expect(t.rows().some(({ reason }) => reason === 'program-manual')).toBe(false);
  });
});

test('a live port prints the page, which its record does not hold', () => {
  const history = act(startHistory(labOf(threeHosts())), 0, { do: 'run', on: 'A', line: 'man sleep' }).history;
  const lines = new ProgramOutput().lines(history);
  expect(lines.slice(0, 3)).toEqual(['A  SLEEP(1)', 'A  NAME', 'A      sleep - wait, in the time of the lab']);
});

test('the page of help lists every command with what it is for', async () => {
  const words = await loadManual('en');
  const text = pageLines('help', words, 80, cellsOf)
    .map((line) => line.text)
    .join('\n');
  for (const name of names) expect(text).toMatch(new RegExp(`^ {4}${name} +\\S`, 'm'));
});

describe('lines', () => {
  test('are cut between words and between Chinese characters, not before what closes', () => {
    expect(wrapped('one two three', 8, cellsOf)).toEqual(['one two', 'three']);
    expect(wrapped('给这个网卡，好。', 5, cellsOf)).toEqual(['给这', '个网', '卡，', '好。']);
    expect(wrapped('用 nc 网卡，好', 8, cellsOf)).toEqual(['用 nc 网', '卡，好']);
    expect(wrapped('', 8, cellsOf)).toEqual(['']);
    expect(wrapped('averylongword x', 8, cellsOf)).toEqual(['averylongword', 'x']);
  });
});
