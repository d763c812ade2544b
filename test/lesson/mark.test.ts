// Predictions are marked by running ahead: the answers follow the lab, and what is typed is understood.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { linesFor, mark } from '../../src/lesson/mark.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { playLesson } from '../../src/lesson/play.ts';
import type { Lesson } from '../../src/lesson/lesson.ts';
import type { Question } from '../../src/lesson/question.ts';
import { predict } from '../../src/lesson/truth.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { startHistory } from '../../src/sim/history.ts';
import { twoLans, wholeLesson } from '../support/readme.ts';

function lessonOf(text: string): Lesson {
  const result = parseLesson(wholeLesson(text), 'x.md', () => undefined);
  if (!result.ok) throw new Error(result.errors.map(formatFileError).join('\n'));
  return result.value;
}

const lab = (text: string): string => `\`\`\`lab\n${text}\`\`\`\n`;
const withGateway = twoLans.replace('ip: 192.168.12.1/24,', 'ip: 192.168.12.1/24, gateway: 192.168.12.254,');
const block = (kind: string, text: string): string => `\`\`\`${kind}\n${text}\n\`\`\`\n`;

/** The measured answers to one prediction about a ping from A to C. */
function answersIn(labText: string, question: string, console = 'A$ ping -c 1 192.168.13.1'): string[] {
  const report = playLesson(lessonOf(lab(labText) + block('predict id=q', question) + block('console', console)));
  expect(report.mistakes.map(formatFileError)).toEqual([]);
  return report.answers['q']!;
}

describe('the marked answer follows the lab', () => {
  const cable =
    'choice: x\noptions: { r: r, c: c, all: all }\nmeasure: { first: "ip && eth.src == 02:00:00:00:00:0a", field: eth.dst, owner: { R.eth0: r, C: c, "*": all } }';
  const oneLan = `lab: one\ndevices:\n  A: { kind: host, ip: 192.168.13.2/24, mac: 02:00:00:00:00:0a }\n  C: { kind: host, ip: 192.168.13.1/24 }\n  R: { kind: router, interfaces: { eth0: {}, eth1: {} } }\n  S: { kind: switch }\nlinks: [ [A, S], [C, S], [R.eth0, S] ]\n`;
  test('whose MAC: the router behind a gateway, the host itself on one LAN', () => {
    expect(answersIn(withGateway, cable)).toEqual(['r']);
    expect(answersIn(oneLan, cable)).toEqual(['c']);
  });
  test('another MAC of the router changes nothing about whose it is', () => {
    expect(answersIn(withGateway.replace('02:00:00:00:01:01', '02:00:00:00:77:01'), cable)).toEqual(['r']);
  });
  test('the field itself', () => {
    const field = 'text: x\nmeasure: { first: "ip && eth.src == 02:00:00:00:00:0a", field: eth.dst }';
    expect(answersIn(withGateway, field)).toEqual(['02:00:00:00:01:01']);
    expect(answersIn(withGateway.replace('02:00:00:00:01:01', '02:00:00:00:77:01'), field)).toEqual([
      '02:00:00:00:77:01',
    ]);
  });
  test('how many', () => {
    const count = 'number: x\nmeasure: { count: arp }';
    expect(answersIn(withGateway, count)).toEqual(['4']);
    expect(answersIn(twoLans, count)).toEqual(['0']);
    expect(answersIn(withGateway.replace('192.168.13.1/24', '192.168.13.7/24'), count)).toEqual(['5']); // A finds R, R asks three times
    expect(answersIn(withGateway, 'number: x\nmeasure: { count: arp, at: B.eth0 }')).toEqual(['1']);
  });
});

describe('measures', () => {
  test.each([
    [
      'receivers',
      'click: device\nask: x\nmany: true\nmeasure: { first: "arp.opcode == 1", value: receivers }',
      ['B', 'R'],
    ],
    ['link', 'click: link\nask: x\nmeasure: { last: icmp, value: link }', ['A-S12']],
    ['port', 'click: port\nask: x\nmeasure: { first: "ip.ttl == 63", value: senderPort }', ['R.eth1']],
    ['reason', 'text: x\nmeasure: { first: icmp, value: reason }', ['released-after-arp']],
    ['table', 'text: x\nmeasure: { table: { arp: A }, key: 192.168.12.254 }', ['02:00:00:00:01:01']],
    ['no entry', 'text: x\nmeasure: { table: { arp: A }, key: C }', ['none']],
    ['holders', 'click: device\nask: x\nmany: true\nmeasure: { table: { arp: "*" }, key: A }', ['R']],
    ['MAC table', 'number: x\nmeasure: { table: { mac: S12 }, key: A }', ['1']],
    [
      'owner of an entry',
      'choice: x\noptions: { r: r, c: c }\nmeasure: { table: { arp: A }, key: R.eth0, owner: { R: r, C: c } }',
      ['r'],
    ],
    ['stdout after', 'number: x\nmeasure: { stdout: A, after: "ttl=" }', ['63']],
    [
      'stdout contains',
      'choice: x\noptions: { y: y, n: n }\nmeasure: { stdout: A, contains: "1 received", map: { yes: y, no: n } }',
      ['y'],
    ],
    ['ping', 'text: x\nmeasure: { ping: { from: A, to: 192.168.13.77 } }', ['host-unreachable']],
    [
      'differ',
      'choice: x\nmany: true\noptions: { m: m, i: i }\nmeasure: { differ: ["ip.ttl == 64 && icmp.type == 8", "ip.ttl == 63"], fields: { eth.src: m, ip.src: i } }',
      ['m'],
    ],
    ['reason count', 'number: x\nmeasure: { reason: arp-reply, value: count }', ['2']],
  ])('%s', (_, question, answers) => {
    expect(answersIn(withGateway, question)).toEqual(answers);
  });
  test('dropped', () => {
    const lines = '> fault { drop: "icmp.type == 0", name: thief }\nA$ ping -c 1 192.168.13.1';
    expect(answersIn(withGateway, 'click: device\nask: x\nmeasure: { dropped: icmp, value: device }', lines)).toEqual([
      'C',
    ]);
  });
  test('of nothing are a mistake of the author', () => {
    const text =
      lab(withGateway) +
      block('predict id=q', 'text: x\nmeasure: { first: udp, field: udp.dstport }') +
      block('console', 'A$ ping -c 1 192.168.13.1');
    expect(playLesson(lessonOf(text)).mistakes.map((one) => one.message)).toEqual([
      expect.stringContaining('`q` has no answer: no frame fits udp'),
    ]);
  });
  test('are taken on a branch', () => {
    const lesson = lessonOf(
      lab(withGateway) +
        block('predict id=q', 'number: x\nmeasure: { count: arp }') +
        block('console', 'A$ ping -c 1 192.168.13.1'),
    );
    const [step] = lesson.steps;
    const history = startHistory(step!.lab!);
    const before = digestOf(history.record);
    const part = step!.parts.find((one) => one.type === 'predict');
    if (part?.type !== 'predict') throw new Error();
    expect(predict(history, part.question, linesFor(step!, 'q')!)).toEqual({ ok: true, answers: ['4'] });
    expect(digestOf(history.record)).toBe(before);
  });
});

describe('marking', () => {
  const question = (kind: Question['kind'], many = false, why: string[] = []): Question => ({
    ask: [],
    kind,
    options: [],
    many,
    unit: '',
    why: Object.fromEntries(why.map((key) => [key, [{ type: 'text' as const, value: key }]])),
  });
  test.each([
    ['number', ['4'], ['4'], true],
    ['number', ['4'], [' 4,0 '], true],
    ['number', ['4'], ['４'], true],
    ['number', ['1500'], ['1 500'], true],
    ['number', ['4'], ['5'], false],
    ['number', ['4'], ['four'], false],
    ['text', ['time to live'], ['Time-to-Live'.replaceAll('-', ' ')], true],
    ['text', ['time to live'], ['“time to live”'], true],
    ['text', ['192.168.12.1'], ['１９２.168.12.1'], true],
    ['text', ['生存时间'], [' 生存 时间。'], true],
    ['text', ['time to live'], [''], false],
    ['text', ['time to live'], ['time'], false],
    ['choice', ['a'], ['a'], true],
    ['choice', ['a'], ['b'], false],
    ['device', ['R'], ['R'], true],
  ] as const)('a %s: %j, given %j, is %s', (kind, right, given, is) => {
    expect(mark(question(kind), right, given).right).toBe(is);
  });
  test('of many wants all and no other', () => {
    const many = question('choice', true);
    expect(mark(many, ['a', 'b'], ['b', 'a']).right).toBe(true);
    expect(mark(many, ['a', 'b'], ['a']).right).toBe(false);
    expect(mark(many, ['a', 'b'], ['a', 'b', 'c']).right).toBe(false);
    expect(mark(many, [], []).right).toBe(true);
  });
  test('says why', () => {
    const why = (q: Question, right: string[], given: string[]): unknown => mark(q, right, given).why?.[0];
    expect(why(question('choice', false, ['b', '*', 'right']), ['a'], ['b'])).toMatchObject({ value: 'b' });
    expect(why(question('choice', false, ['b', '*', 'right']), ['a'], ['c'])).toMatchObject({ value: '*' });
    expect(why(question('choice', false, ['b', '*', 'right']), ['a'], ['a'])).toMatchObject({ value: 'right' });
    expect(why(question('number', false, ['1', '*']), ['3'], ['1,0'])).toMatchObject({ value: '1' });
    const many = question('choice', true, ['a', 'c', 'a b c', '*']);
    expect(why(many, ['a', 'b'], ['c', 'b', 'a'])).toMatchObject({ value: 'a b c' });
    expect(why(many, ['a', 'b'], ['a'])).toMatchObject({ value: 'a' }); // the whole answer is named
    expect(why(many, ['a', 'b'], ['a', 'c'])).toMatchObject({ value: 'c' }); // the part that is wrong
    expect(why(many, ['a', 'b'], ['b'])).toMatchObject({ value: '*' });
    expect(mark(question('choice'), ['a'], ['b']).why).toBeUndefined();
  });
});
