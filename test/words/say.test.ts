// What is said of real runs: every row and decision of the labs and lessons has a sentence without a hole, in both languages.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lessonFolders, readLessons } from '../../src/cli/lessonFiles.ts';
import { historyAt } from '../../src/lesson/play.ts';
import { performLines } from '../../src/lesson/perform.ts';
import { SECOND } from '../../src/base/time.ts';
import { act, explainArrival, extend, startHistory, type History } from '../../src/sim/history.ts';
import type { Command } from '../../src/sim/command.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { rowAt } from '../../src/sim/record.ts';
import { tellingOf, tellingOfDecision, type Telling } from '../../src/sim/telling.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { loadWords } from '../../src/words/load.ts';
import { parametersAsLook, say, sayCode, UNKNOWN } from '../../src/words/say.ts';
import { labOf, threeHosts, twoLans } from '../support/lab.ts';

const english = await loadWords('en');
const chinese = await loadWords('zh-CN');

const inEnglish = ({ codes, value }: Telling): string =>
  sayCode(english.reasons, codes, value, english) ?? `no words: ${codes.join()}`;
const inChinese = ({ codes, value }: Telling): string =>
  sayCode(chinese.reasons, codes, value, chinese) ?? `no words: ${codes.join()}`;

/** All sentences of a run, as `reason: sentence`. */
const told = (history: History): string[] =>
  Array.from(
    { length: history.record.rowCount },
    (_, row) => `${rowAt(history.record, row).reason}: ${inEnglish(tellingOf(history, row))}`,
  );

/** What each layer of the receiver decided about a flight, in English. */
const decided = (history: History, row: number): string[] =>
  (explainArrival(history, row) ?? []).map((decision) => inEnglish(tellingOfDecision(history, decision, row)));

function ran(text: string, ...commands: Command[]): History {
  let history = startHistory(labOf(text));
  extend(history, { until: SECOND });
  for (const command of commands) {
    ({ history } = act(history, history.live.state.now, command));
    extend(history, { until: history.live.state.now + 5 * SECOND });
  }
  return history;
}

const ping = (to: string, on = 'A'): Command => ({ do: 'run', on, line: `ping -c 1 -W 1 ${to}` });

/** Holes, and codes without words. */
const HOLE = new RegExp(`no words|\\\\{|undefined|NaN`);

function holesIn(history: History): string[] {
  const holes: string[] = [];
  for (let row = 0; row < history.record.rowCount; row++) {
    const { kind } = rowAt(history.record, row);
    const tellings = [tellingOf(history, row)];
    if (kind === 'flight' && row < 100) {
      for (const decision of explainArrival(history, row) ?? [])
        tellings.push(tellingOfDecision(history, decision, row));
    }
    for (const telling of tellings) {
      const texts = [inEnglish(telling), inChinese(telling)];
      // What programs print may have dots of its own.
      const isOurs = kind !== 'program' && kind !== 'command';
      for (const text of texts)
        if (HOLE.test(text) || (isOurs && text.includes(UNKNOWN))) holes.push(`${telling.codes[0]}: ${text}`);
    }
  }
  return holes;
}

describe('every event has a sentence in both languages', () => {
  const folder = fileURLToPath(new URL('../labs/', import.meta.url));
  test.each(readdirSync(folder).filter((name) => name.endsWith('.lab.yaml')))('in %s', (name) => {
    const lab = parseLab(readFileSync(folder + name, 'utf8'), name);
    if (!lab.ok) throw new Error(`${name} is no lab`);
    const history = startHistory(lab.value);
    extend(history, { until: 30 * SECOND, events: 3000 });
    expect(history.record.rowCount).toBeGreaterThan(0);
    expect(holesIn(history)).toEqual([]);
  });

  const lessons = fileURLToPath(new URL('../../lessons', import.meta.url));
  test('in the lessons', () => {
    expect(lessonFolders(lessons).length).toBeGreaterThan(0);
    for (const { languages } of readLessons(lessons, lessons).lessons) {
      const [lesson] = Object.values(languages);
      lesson!.steps.forEach((step, index) => {
        const start = historyAt(lesson!, index);
        const lines = step.parts.flatMap((part) => (part.type === 'console' ? part.lines : []));
        if (start && lines.length) expect(holesIn(performLines(start, lines).history)).toEqual([]);
      });
    }
  });
});

describe('who is who', () => {
  test('an address has the name of its owner, in words of its language', () => {
    const history = ran(threeHosts(), ping('192.168.12.2'));
    const sentences = told(history);
    expect(sentences).toContain('echo-reply: B answers the ping: an echo reply to A (192.168.12.1).');
    expect(sentences).toContain('arp-reply: B answers A alone: 192.168.12.2 is at 02:00:00:00:00:0b.');
    const row = sentences.findIndex((one) => one.startsWith('echo-reply'));
    expect(inChinese(tellingOf(history, row))).toBe('B 回答这个 ping：把回显应答发给 A（192.168.12.1）。');
  });

  test('an address that two have, or nobody, stays an address', () => {
    const both = ran(
      threeHosts(),
      { do: 'set', of: 'C.eth0', ip: ['192.168.12.2/24'] },
      ping('192.168.12.2'),
      ping('192.168.12.2'),
    );
    expect(told(both)).toContain('echo-request: A sends an echo request, a ping, to 192.168.12.2.');
    expect(
      told(both).some((one) => one.startsWith('arp-changed: A changes an ARP entry: 192.168.12.2 is now at')),
    ).toBe(true);
  });

  test('the owner is the one of that time', () => {
    const history = ran(
      threeHosts(),
      ping('192.168.12.2'),
      { do: 'set', of: 'B.eth0', mac: '02:00:00:00:00:bb' },
      ping('192.168.12.2'),
    );
    expect(told(history)).toContain(
      'mac-learned: S learns from the source address: B (02:00:00:00:00:0b) is behind port 2.',
    );
    expect(told(history)).toContain(
      "nic-not-mine: B's card ignores the frame: it is addressed to 02:00:00:00:00:0b, not to B.",
    );
  });

  test('a router is named with its interface where it is a MAC', () => {
    const sentences = told(ran(twoLans(), ping('192.168.13.1'), ping('192.168.13.1')));
    expect(sentences).toContain(
      'echo-request: A sends an echo request, a ping, to C (192.168.13.1). The frame goes to R.eth0, the next hop.',
    );
    expect(sentences).toContain(
      'router-forwarded: R lowers the TTL to 63 and sends the packet on in a new frame, addressed to C.',
    );
  });
});

describe('one reason, several sentences', () => {
  test('who is asked learns from the question, who asks from the answer', () => {
    const sentences = told(ran(threeHosts(), ping('192.168.12.2')));
    expect(sentences.filter((one) => one.startsWith('arp-learned'))).toEqual([
      'arp-learned: B learns from the question who asks: 192.168.12.1 is at 02:00:00:00:00:0a.',
      'arp-learned: A learns from the answer: 192.168.12.2 is at 02:00:00:00:00:0b.',
    ]);
  });

  test('a router says what went wrong', () => {
    const errors = (history: History): string[] => told(history).filter((one) => one.startsWith('icmp-error'));
    expect(errors(ran(twoLans(), ping('10.9.9.9')))).toEqual(['icmp-error: R tells A: no route leads to 10.9.9.9.']);
    expect(errors(ran(twoLans(), { do: 'run', on: 'A', line: 'ping -c 1 -t 1 192.168.13.1' }))).toEqual([
      'icmp-error: R tells A: the TTL of the packet to 192.168.13.1 was used up here.',
    ]);
    const small = ran(
      twoLans(),
      { do: 'set', of: 'R.eth1', mtu: 600 },
      { do: 'run', on: 'A', line: 'ping -c 1 -s 1000 -M do 192.168.13.1' },
    );
    expect(errors(small)).toEqual([
      'icmp-error: R tells A: the packet is too long and must not be fragmented. 600 octets would fit.',
    ]);
  });

  test('a ping to oneself, and one in fragments', () => {
    expect(told(ran(threeHosts(), ping('127.0.0.1')))).toContain(
      'echo-request: A pings itself, over loopback: the packet never leaves A.',
    );
    const cut = told(
      ran(threeHosts(), ping('192.168.12.2'), { do: 'run', on: 'A', line: 'ping -c 1 -s 2000 192.168.12.2' }),
    );
    expect(cut).toContain(
      'echo-request: The ping is longer than the MTU of A.eth0, so A sends it in fragments. This one has the data from octet 1480 on.',
    );
  });

  test('a link that goes down, and a frame that it does not let out', () => {
    const history = ran(threeHosts(), { do: 'link', link: 'A-S', up: false }, ping('192.168.12.2'));
    expect(told(history)).toContain('link-down: The link at A.eth0 goes down.');
    expect(told(history)).toContain('link-down: The link at A.eth0 is down, so the frame cannot leave.');
  });

  test('what people did is told from their commands', () => {
    const history = ran(
      threeHosts(),
      ping('192.168.12.2'),
      { do: 'gateway', of: 'A', via: '192.168.12.3' },
      { do: 'gateway', of: 'A', via: '' },
      { do: 'clear', of: 'S', table: 'mac' },
      { do: 'link', link: 'A-S', delay: '20 ms', loss: '1 %' },
      { do: 'fault', add: { name: 'the ping', action: 'drop', filter: 'icmp' } },
      ping('192.168.12.2'),
      { do: 'unplug', at: 'A.eth0' },
    );
    const sentences = told(history);
    expect(sentences.filter((one) => one.startsWith('command'))).toEqual([
      'command: Typed on A: ping -c 1 -W 1 192.168.12.2',
      'command: The default gateway of A is set to 192.168.12.3.',
      'command: The default gateway of A is taken away.',
      'command: The MAC table of S is emptied.',
      'command: The link A-S is changed: delay 20 ms, loss 1 %.',
      'command: A fault is set: “the ping”.',
      'command: Typed on A: ping -c 1 -W 1 192.168.12.2',
      'command: The cable is pulled out at A.eth0.',
    ]);
    expect(sentences).toContain(
      'fault-dropped: The frame is lost on its way from A to S. The fault “the ping” did it.',
    );
    expect(sentences).toContain('link-changed: The link at A.eth0 has been changed: delay, loss.');
    const changed = sentences.findIndex((one) => one.startsWith('link-changed'));
    expect(inChinese(tellingOf(history, changed))).toBe('A.eth0 的链路被更改：时延、丢包。');
  });
});

describe('decisions', () => {
  test('of those who are asked and of those who are not', () => {
    const history = ran(threeHosts(), ping('192.168.12.2'));
    const floods = told(history).flatMap((one, row) => (one.startsWith('switch-flooded-broadcast') ? [row] : []));
    const [atB, atC] = floods.map((row) => decided(history, row));
    expect(atB).toContain('The question is about 192.168.12.2, an address of B: B answers.');
    expect(atB).toContain('B learns from the question who asks: 192.168.12.1 is at 02:00:00:00:00:0a.');
    expect(atC).toContain('The question is about 192.168.12.2, which is not an address of C: C does not answer.');
  });

  test('of a change that came with a row are told of the frame that came in', () => {
    const history = ran(threeHosts(), ping('192.168.12.2'));
    const reply = told(history).findIndex((one) => one.startsWith('arp-reply'));
    const decision = { device: 1, port: 0, reason: 'arp-learned', x: 0xc0a80c01, y: 0x02000000000a } as const;
    expect(inEnglish(tellingOfDecision(history, decision, reply, undefined, false))).toMatch(
      /^B learns from the question/,
    );
  });
});

describe('a template', () => {
  const style = {
    named: '{owner} ({address})',
    octets: { one: '{count} octet', other: '{count} octets', boundless: '∞' },
    comma: ', ',
    terms: { delay: 'delay', 'table.mac': 'MAC table', mac: 'MAC address' },
  };
  const values = parametersAsLook({
    a: '1',
    mac: 'x',
    'mac|owner': 'A',
    ip: 'y',
    'ip|owner': 'y',
    table: 'mac',
    what: 'mac delay',
    odd: 'p q',
  });

  test.each([
    ['{a} and {a}', '1 and 1'],
    ['{mac|named}', 'A (x)'],
    ['{ip|named}', 'y'],
    ['{mac|owner}', 'A'],
    ['{table|term}', 'MAC table'],
    ['{what|term}', 'MAC address, delay'],
    ['{odd|term}', 'p q'],
    ['{none} {none|named} {none|term}', '… … …'],
    ['{constructor}', '…'],
    ['{}', '{}'],
  ])('%s', (template, sentence) => {
    expect(say(template, values, style)).toBe(sentence);
  });

  test('a full-width bracket swallows the blank behind it', () => {
    expect(say('{mac|named} 在', values, { ...style, named: '{owner}（{address}）' })).toBe('A（x）在');
  });

  test('names that are no codes have no words', () => {
    expect(sayCode(english.reasons, ['toString', 'constructor'], () => undefined, english)).toBeUndefined();
  });
});

test('what is odd about a frame is said without a hole', () => {
  const golden = fileURLToPath(new URL('../golden/', import.meta.url));
  const seen = new Set<string>();
  for (const name of readdirSync(golden).filter((one) => one.endsWith('.hex'))) {
    const text = readFileSync(golden + name, 'utf8').replace(/#.*$/gm, '');
    const whole = Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (octet) => parseInt(octet, 16));
    for (const bytes of [whole, whole.subarray(0, 20), whole.subarray(0, 38)]) {
      const { layers } = dissect(bytes, { badFcs: true });
      for (const { code, parameters } of layers.flatMap((layer) => [
        ...layer.problems,
        ...layer.spans.flatMap((span) => span.problem ?? []),
      ])) {
        seen.add(code);
        for (const words of [english, chinese]) {
          expect(sayCode(words.problems, [code], parametersAsLook(parameters), words), code).not.toMatch(/…|undefined/);
        }
      }
    }
  }
  expect(seen.size).toBeGreaterThan(6);
});
