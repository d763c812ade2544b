// What is said about TCP and sockets: every row and decision of conversations in which much happens has a sentence without a hole, in both languages.

import { describe, expect, test } from 'vitest';
import { SECOND } from '../../src/base/time.ts';
import type { Command } from '../../src/sim/command.ts';
import { act, explainArrival, explainRow, extend, startHistory, type History } from '../../src/sim/history.ts';
import { rowAt } from '../../src/sim/record.ts';
import { tellingOf, tellingOfDecision, type Telling } from '../../src/sim/telling.ts';
import { loadWords } from '../../src/words/load.ts';
import { say, sayCode, UNKNOWN } from '../../src/words/say.ts';
import { labOf, threeHosts } from '../support/lab.ts';
import { played, talks } from './talks.ts';

const english = await loadWords('en');
const chinese = await loadWords('zh-CN');

const inEnglish = ({ codes, value }: Telling): string => sayCode(english.reasons, codes, value, english) ?? 'no words';
const inChinese = ({ codes, value }: Telling): string => sayCode(chinese.reasons, codes, value, chinese) ?? 'no words';

const histories = new Map<string, History>();
function historyOf(name: string): History {
  const history = histories.get(name) ?? played(name);
  histories.set(name, history);
  return history;
}

/** All rows of a conversation as `code: sentence`, the code with its variant. */
function told(name: string, sayIt = inEnglish): string[] {
  const history = historyOf(name);
  return Array.from({ length: history.record.rowCount }, (_, row) => {
    const telling = tellingOf(history, row);
    const code = telling.codes.find((one) => Object.hasOwn(english.reasons, one));
    return `${code}: ${sayIt(telling)}`;
  });
}

/** What the layers decided at the arrivals of the first flights, and in the steps that wrote the first rows, each distinct sentence once. */
function decided(name: string, most: number): Set<string> {
  const history = historyOf(name);
  const sentences = new Set<string>();
  for (let row = 0; row < Math.min(most, history.record.rowCount); row++) {
    const isFlight = rowAt(history.record, row).kind === 'flight';
    const decisions = isFlight ? explainArrival(history, row) : explainRow(history, row);
    for (const decision of decisions ?? []) {
      const telling = tellingOfDecision(history, decision, row, undefined, isFlight);
      for (const sentence of [inEnglish(telling), inChinese(telling)]) sentences.add(`${decision.reason}: ${sentence}`);
    }
  }
  return sentences;
}

const HOLE = new RegExp(`no words|\\{|undefined|NaN|${UNKNOWN}`);
/** What a program prints, and what it calls, has dots and braces of its own. */
const isTheirs = (text: string): boolean => /^(program-|socket-call|command)/.test(text);
const holes = (texts: Iterable<string>): string[] => [...texts].filter((text) => !isTheirs(text) && HOLE.test(text));

describe('nothing is missing from what is said', () => {
  test.each(Object.keys(talks))('of %s', (name) => {
    expect(told(name).length).toBeGreaterThan(10);
    expect(holes([...told(name), ...told(name, inChinese)])).toEqual([]);
    expect(holes(decided(name, 40))).toEqual([]);
  });

  test('and all together they tell of most that TCP can do', () => {
    const seen = new Set(Object.keys(talks).flatMap((name) => told(name).map((one) => one.split(':')[0]!)));
    // What only forged segments, other stacks or rare luck bring about.
    const rare =
      /^tcp-(challenge|bad-|soft-error|urgent|old-|reset-ignored|ack-ignored|fast-retransmission\.fin|state\.SYN-SENT-to-SYN)/;
    // And decisions, which are no rows.
    const decisions = /^tcp-(not-in-window|duplicate-data|out-of-order|beyond-window|ack-delayed|waits-|state$)/;
    const missing = Object.keys(english.reasons)
      .filter((code) => code.startsWith('tcp-') && !rare.test(code) && !decisions.test(code))
      .filter((code) => !seen.has(code));
    expect(missing).toEqual([]);
  });
});

describe('of a few words', () => {
  const sentences = told('a few words');
  const of = (code: string): string[] =>
    sentences.filter((one) => one.startsWith(`${code}:`)).map((one) => one.slice(code.length + 2));

  test('numbers count from the SYN, writes from one', () => {
    expect(of('tcp-written')).toEqual([
      "A's program has written 5 octets into the send buffer (send number 1, seq 1).",
      "A's program has written 4 octets into the send buffer (send number 2, seq 6).",
      "B's program has written 4 octets into the send buffer (send number 1, seq 1).",
    ]);
    expect(of('tcp-data')).toEqual([
      'A sends 5 octets to B, port 5000 (seq 1).',
      'B sends 4 octets to A, port 49152 (seq 1).',
      'A sends 4 octets to B, port 5000 (seq 6).',
    ]);
    expect(of('tcp-read')[0]).toBe("B's program has read 5 octets from the receive buffer (seq 1).");
  });

  test('the number on the wire is there too', () => {
    const history = historyOf('a few words');
    const row = told('a few words').findIndex((one) => one.startsWith('tcp-written'));
    const { value } = tellingOf(history, row);
    expect(value('seq')).toBe('1');
    expect(value('seq|raw')).toBe(String(rowAt(history.record, row).x));
    expect(Number(value('seq|raw'))).toBeGreaterThan(1);
  });

  test('a connection has the names of both its ends', () => {
    expect(of('tcp-opened')).toEqual(['calls on A opens a connection: 192.168.12.1:49152 ↔ 192.168.12.2:5000.']);
    expect(of('tcp-opened.passive')).toEqual([
      'A SYN has come for port 5000 of B, so there is a new connection: 192.168.12.2:5000 ↔ 192.168.12.1:49152.',
    ]);
    expect(of('tcp-state.ESTABLISHED')).toEqual([
      "A's connection with B, port 5000: SYN-SENT → ESTABLISHED. Data may go both ways.",
      "B's connection with A, port 49152: SYN-RECEIVED → ESTABLISHED. Data may go both ways.",
    ]);
    expect(of('tcp-accepted')[0]).toMatch(/^calls on B accepts the connection with A, port 49152, as descriptor 4\./);
  });

  test('a SYN that waits for ARP is told for what it is', () => {
    expect(of('released-after-arp.syn')).toEqual([
      'A now has the missing MAC address, so the SYN that waited goes out: A wants a connection with B (192.168.12.2), port 5000.',
    ]);
    expect(told('a narrow path').filter((one) => one.includes('.syn-via'))[0]).toMatch(
      /the next hop, R\.eth0, so the SYN that waited goes out: A wants a connection with B \(192\.168\.13\.1\), port 5000\.$/,
    );
  });

  test('the third segment of the handshake is told apart from other ACKs', () => {
    expect(of('tcp-ack.handshake')).toEqual(['A acknowledges the SYN of B: the third segment of the handshake.']);
    expect(of('tcp-ack')).toContain('B acknowledges to A everything before number 10.');
  });

  test('in Chinese', () => {
    const chineseSentences = told('a few words', inChinese);
    expect(chineseSentences).toContain('tcp-data: A 向 B 的端口 5000 发送 5 个八位组（序号 1）。');
    expect(chineseSentences).toContain('tcp-written: A 上的程序把 4 个八位组写入发送缓冲区（第 2 次发送，序号 6）。');
  });
});

describe('decisions', () => {
  test('of sockets name the connection, and why nothing is sent is told', () => {
    const decisions = decided('a few words', 40);
    expect(decisions).toContain(
      "tcp-state: A's connection with B, port 5000: SYN-SENT → ESTABLISHED. Data may go both ways.",
    );
    expect(decisions).toContain(
      "tcp-waits-nagle: Nagle's algorithm holds 4 octets back: 5 octets not acknowledged yet, and too little for a full segment.",
    );
  });

  test('about numbers of the peer count from its SYN', () => {
    const decisions = [...decided('much over a bad line', 120)].filter((one) =>
      one.startsWith('tcp-out-of-order: The'),
    );
    expect(decisions[0]).toMatch(
      /^tcp-out-of-order: The segment \(seq \d{4,5}\) is ahead of its turn: number \d{4,5} is/,
    );
  });
});

test('windows are in octets, whatever the factor; a threshold that nothing has set has no number', () => {
  const updates = told('a reader who comes late').filter((one) => one.startsWith('tcp-window-update'));
  expect(updates[0]).toMatch(/the receive window is \d{3,4} octets\.$/);
  expect(told('a pause').find((one) => one.startsWith('tcp-idle-restart'))).toMatch(/ssthresh not set yet \(∞\)\.$/);
});

test('what is typed for a program, and the end of its input', () => {
  let history = startHistory(labOf(threeHosts()));
  const commands: Command[] = [
    { do: 'run', on: 'B', line: 'nc -l 5000' },
    { do: 'type', on: 'B', line: 'hello' },
    { do: 'type', on: 'B', end: true },
  ];
  for (const command of commands) {
    const { now } = history.live.state;
    const done = act(history, now, command);
    expect(done.result.ok).toBe(true);
    ({ history } = done);
    extend(history, { until: now + SECOND });
  }
  const typed = Array.from({ length: history.record.rowCount }, (_, row) => row).filter(
    (row) => rowAt(history.record, row).kind === 'command',
  );
  expect(typed.map((row) => inEnglish(tellingOf(history, row)))).toEqual([
    'Typed on B: nc -l 5000',
    'Typed on B, for the program that reads: hello',
    'Ctrl+D is pressed on B: the input ends.',
  ]);
  expect(inChinese(tellingOf(history, typed[1]!))).toBe('在 B 上输入一行，给正在读取的程序：hello');
});

test('so many octets', () => {
  const look = (count: string) => () => count;
  expect(say('{n|octets}', look('1'), english)).toBe('1 octet');
  expect(say('{n|octets}', look('0'), english)).toBe('0 octets');
  expect(say('{n|octets}', look('∞'), english)).toBe('not set yet (∞)');
  expect(say('{n|octets} 写入', look('2'), chinese)).toBe('2 个八位组写入');
  expect(say('{n|octets} A', look('2'), chinese)).toBe('2 个八位组 A');
});
