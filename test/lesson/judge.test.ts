// Checks: each passes where it should, and says the right "because" where it does not.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { becauseCodes, type Because, type Check } from '../../src/lesson/check.ts';
import { readGoal } from '../../src/lesson/checkText.ts';
import { beginAt, presentOf, type Beginning } from '../../src/lesson/exercise.ts';
import { judgeGoal, type Answers } from '../../src/lesson/judge.ts';
import type { ConsoleLine } from '../../src/lesson/lesson.ts';
import { readLines } from '../../src/lesson/consoleText.ts';
import { performLines } from '../../src/lesson/perform.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { endOf, startHistory, type History } from '../../src/sim/history.ts';
import type { Mistakes } from '../../src/sim/labFields.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { readYaml } from '../../src/sim/labYaml.ts';
import { twoLans } from '../support/readme.ts';

const withGateway = twoLans.replace('ip: 192.168.12.1/24,', 'ip: 192.168.12.1/24, gateway: 192.168.12.254,');

function open(text: string): { history: History; beginning: Beginning } {
  const lab = parseLab(text, 'lab');
  if (!lab.ok) throw new Error(lab.errors.map(formatFileError).join('\n'));
  const history = startHistory(lab.value);
  return { history, beginning: beginAt(history) };
}

function linesOf(text: string): ConsoleLine[] {
  const m: Mistakes = { errors: [], warnings: [] };
  const { lines } = readLines(m, text, { file: 'lines' }, undefined);
  if (m.errors.length) throw new Error(m.errors.map(formatFileError).join('\n'));
  return lines;
}

function checksOf(text: string, history: History): Check[] {
  const m: Mistakes = { errors: [], warnings: [] };
  const node = readYaml(text, { file: 'goal' }, m.errors);
  const { checks } = readGoal(m, node!, history.lab, ['q']);
  if (m.errors.length) throw new Error(m.errors.map(formatFileError).join('\n'));
  return checks;
}

/** What one check says after these lines. */
function judged(lab: string, lines: string, goal: string, answers: Answers = {}): Because & { passed: boolean } {
  const { history, beginning } = open(lab);
  const done = performLines(history, linesOf(lines)).history;
  const { checks } = judgeGoal(checksOf(`- ${goal}`, done), presentOf(done, beginning), answers);
  return { ...checks[0]!.because, passed: checks[0]!.passed };
}

/** A sends two words that Nagle and a late reader bring together; B answers, and waits for more. */
const talk = `
devices:
  A: { kind: host, ip: 192.168.12.1/24 }
  B: { kind: host, ip: 192.168.12.2/24 }
links: [ [A, B] ]
files:
  A:
    notes.txt: hello nice
    sender.calls: |
      connect 192.168.12.2:5000
      send b'hello'
      send b'nice'
      recv 5
      recv 1024
      recv 1024
  B:
    reader.calls: |
      listen 5000
      accept
      at 100 ms recv 1024 peek
      recv 6
      recv 1024
      send b'thanks'
      recv 1024
`;
const talking = 'B$ calls reader.calls\nA$ calls sender.calls';

const ping = 'A$ ping -c 1 192.168.13.1';

describe.each([
  ['seen', withGateway, ping, 'seen: "icmp.type == 0 && ip.ttl == 63"', 'seen', { count: 1 }],
  ['seen at a device', withGateway, ping, 'seen: { filter: icmp, at: C }', 'seen', { count: 2 }],
  ['seen at the wrong device', withGateway, ping, 'seen: { filter: icmp, at: B }', 'not-seen', {}],
  ['never', withGateway, ping, 'never: "icmp.type == 3"', 'never-seen', {}],
  ['never, but it was', withGateway, ping, 'never: arp', 'seen-though-not-wanted', { count: 4 }],
  ['count of frames', withGateway, ping, 'count: { filter: arp, is: 4 }', 'counted', { count: 4 }],
  ['count at a port', withGateway, ping, 'count: { filter: arp, at: B.eth0, is: 1 }', 'counted', { count: 1 }],
  ['count too few', withGateway, ping, 'count: { filter: arp, least: 5 }', 'too-few', { count: 4, least: 5 }],
  ['count too many', withGateway, ping, 'count: { filter: arp, most: 3 }', 'too-many', { count: 4, most: 3 }],
  ['ping', withGateway, '', 'ping: { from: A, to: C, ttl: 63 }', 'ping-answered', { ttl: 63 }],
  [
    'ping with another TTL',
    withGateway,
    '',
    'ping: { from: A, to: B, ttl: 63 }',
    'ttl-differs',
    { ttl: 64, wanted: 63 },
  ],
  ['ping without a route', twoLans, '', 'ping: { from: A, to: C }', 'no-route', { device: 'A' }],
  [
    'ping that should fail',
    twoLans,
    '',
    'ping: { from: A, to: C, fails: no-route }',
    'ping-failed-as-wanted',
    { reason: 'no-route' },
  ],
  [
    'ping that should fail, but does not',
    withGateway,
    '',
    'ping: { from: A, to: C, fails: true }',
    'ping-answered-unwanted',
    {},
  ],
  [
    'ping by a gateway on another LAN',
    twoLans,
    'A$ ip route add default via 192.168.13.254',
    'ping: { from: A, to: C }',
    'gateway-not-on-lan',
    { device: 'A', gateway: '192.168.13.254' },
  ],
  [
    'ping by such a gateway, set by hand',
    twoLans,
    '> gateway A 192.168.13.254',
    'ping: { from: A, to: C }',
    'gateway-not-on-lan',
    { gateway: '192.168.13.254' },
  ],
  [
    'ping by such a gateway in the lab',
    withGateway.replace('gateway: 192.168.12.254,', 'gateway: 192.168.13.254,'),
    '',
    'ping: { from: A, to: C }',
    'gateway-not-on-lan',
    {},
  ],
  [
    'ping by a gateway that is not there',
    twoLans,
    'A$ ip route add default via 192.168.12.77',
    'ping: { from: A, to: C }',
    'gateway-silent',
    { gateway: '192.168.12.77' },
  ],
  ['ping nobody', twoLans, '', 'ping: { from: A, to: 192.168.12.77 }', 'host-unreachable', { device: 'A' }],
  [
    'ping nobody on the other side',
    withGateway,
    '',
    'ping: { from: A, to: 192.168.13.77 }',
    'host-unreachable',
    { device: 'R' },
  ],
  [
    'ping where the router knows no way',
    withGateway,
    '',
    'ping: { from: A, to: 203.0.113.1 }',
    'no-route',
    { device: 'R' },
  ],
  [
    'ping with too wide a mask',
    twoLans,
    'A$ ip addr del 192.168.12.1/24 dev eth0\nA$ ip addr add 192.168.12.1/16 dev eth0',
    'ping: { from: A, to: C }',
    'host-unreachable',
    { device: 'A' },
  ],
  [
    'ping without a way back',
    withGateway,
    'C$ ip route del default',
    'ping: { from: A, to: C }',
    'no-way-back',
    { device: 'C' },
  ],
  [
    'ping without a cable',
    withGateway,
    '> unplug A.eth0',
    'ping: { from: A, to: B }',
    'cable-out',
    { interface: 'eth0' },
  ],
  [
    'ping with an interface that is down',
    withGateway,
    'A$ ip link set eth0 down',
    'ping: { from: A, to: B }',
    'interface-down',
    { interface: 'eth0' },
  ],
  [
    'ping that is lost',
    withGateway,
    '> fault { drop: icmp, from: B, name: thief }',
    'ping: { from: A, to: B }',
    'ping-lost',
    { reason: 'fault-dropped', device: 'B' },
  ],
  [
    'a table',
    withGateway,
    ping,
    'table: { arp: A, holds: { 192.168.12.254: R.eth0 }, lacks: [192.168.13.1] }',
    'table-holds',
    {},
  ],
  [
    'a table that lacks',
    withGateway,
    '',
    'table: { arp: A, holds: { 192.168.12.254: any } }',
    'table-lacks',
    { key: '192.168.12.254' },
  ],
  [
    'a table that differs',
    withGateway,
    ping,
    'table: { arp: A, holds: { 192.168.12.254: B } }',
    'table-differs',
    { value: '02:00:00:00:01:01', wanted: '02:00:00:00:00:0b' },
  ],
  [
    'a table that holds too much',
    withGateway,
    ping,
    'table: { arp: A, lacks: [192.168.12.254] }',
    'table-holds-unwanted',
    {},
  ],
  ['a MAC table', withGateway, ping, 'table: { mac: S12, holds: { A: 1, R.eth0: 3 } }', 'table-holds', {}],
  [
    'a routing table',
    withGateway,
    '',
    'table: { route: A, holds: { default: 192.168.12.254, 192.168.12.0/24: eth0 } }',
    'table-holds',
    {},
  ],
  [
    'a setting',
    withGateway,
    '',
    'setting: { of: A.eth0, ip: 192.168.12.1/24, prefix: 24, gateway: 192.168.12.254, mtu: 1500, up: on }',
    'setting-is',
    {},
  ],
  [
    'a setting that differs',
    twoLans,
    '',
    'setting: { of: A, gateway: 192.168.12.254 }',
    'setting-differs',
    { setting: 'gateway', value: 'none', wanted: '192.168.12.254' },
  ],
  [
    'two addresses where one is wanted',
    twoLans,
    'A$ ip addr add 192.168.12.7/24 dev eth0',
    'setting: { of: A.eth0, ip: 192.168.12.1/24 }',
    'setting-differs',
    { value: '192.168.12.1/24 192.168.12.7/24' },
  ],
  [
    'nothing changed',
    twoLans,
    'A$ ip route add default via 192.168.12.254',
    'unchanged: [A.ip, A.mask, B, C, cables]',
    'as-at-the-start',
    {},
  ],
  [
    'a mask changed',
    twoLans,
    'A$ ip addr del 192.168.12.1/24 dev eth0\nA$ ip addr add 192.168.12.1/16 dev eth0',
    'unchanged: [A.ip, A.mask]',
    'changed',
    { what: 'A.eth0.mask', value: '/16', wanted: '/24' },
  ],
  [
    'a cable moved',
    twoLans.replace('S12: { kind: switch }', 'S12: { kind: switch, ports: 8 }'),
    '> plug C.eth0 S12.8',
    'unchanged: [cables]',
    'changed',
    { what: 'cables' },
  ],
  [
    'output',
    withGateway,
    ping,
    'stdout: { of: A, contains: [ttl=63, 1 received], lacks: Unreachable }',
    'output-fits',
    {},
  ],
  ['output that lacks', twoLans, ping, 'stdout: { of: A, contains: ttl=63 }', 'output-lacks', { text: 'ttl=63' }],
  ['output that has', twoLans, ping, 'stdout: { of: A, lacks: unreachable }', 'output-has', {}],
  ['an exit', withGateway, ping, 'exit: { of: A, run: ping, is: 0 }', 'exit-is', {}],
  ['another exit', twoLans, ping, 'exit: { of: A, run: ping -c 1, is: 0 }', 'exit-differs', { status: 2, wanted: 0 }],
  ['a program that waits', talk, talking, 'waits: { of: B, run: calls, in: recv, line: 7 }', 'waits', { call: 'recv' }],
  ['one that waits elsewhere', talk, talking, 'waits: { of: B, run: calls, in: accept }', 'waits-elsewhere', {}],
  [
    'one that waits in no call of sockets',
    talk,
    'A$ ping 192.168.12.2',
    'waits: { of: A, run: ping }',
    'waits-nowhere',
    {},
  ],
  ['one that does not run', talk, '', 'waits: { of: B, run: calls }', 'not-running', {}],
  ['nc that waits for somebody', talk, 'B$ nc -l -p 5000', 'waits: { of: B, run: nc -l, in: accept }', 'waits', {}],
  [
    'a stream',
    talk,
    talking,
    'stream: { from: A, to: B, port: 5000, is: hellonice, octets: 9, sends: 2, reads: [hellon, ice] }',
    'stream-carried',
    { octets: 9, sends: 2, reads: 2 },
  ],
  [
    'the way back',
    talk,
    talking,
    'stream: { from: B, to: A, is: thanks, reads: [thank, s] }',
    'stream-carried',
    { sends: 1 },
  ],
  [
    'other receives',
    talk,
    talking,
    'stream: { from: A, to: B, reads: [hello, nice] }',
    'stream-differs',
    { what: 'reads' },
  ],
  ['another content', talk, talking, 'stream: { from: A, to: B, contains: bye }', 'stream-lacks', { text: 'bye' }],
  ['no connection', talk, '', 'stream: { from: A, to: B, octets: 9 }', 'no-stream', {}],
  ['a file', talk, '', 'file: { of: A, name: notes.txt, is: hello nice, octets: 10 }', 'file-fits', { octets: 10 }],
  [
    'a file that came over',
    talk,
    'B$ nc -l -p 5000 | tee got.txt\nA$ cat notes.txt | nc -N 192.168.12.2 5000',
    'file: { of: B, name: got.txt, same: A.notes.txt, contains: nice, lacks: bye }',
    'file-fits',
    {},
  ],
  ['no file', talk, '', 'file: { of: B, name: got.txt, contains: x }', 'file-missing', {}],
  ['a file that lacks', talk, '', 'file: { of: A, name: notes.txt, contains: bye }', 'file-lacks', {}],
  ['a file that has', talk, '', 'file: { of: A, name: notes.txt, lacks: nice }', 'file-has', {}],
  ['another file', talk, '', 'file: { of: A, name: notes.txt, octets: 9 }', 'file-differs', { value: 10, wanted: 9 }],
  [
    'sockets',
    talk,
    talking,
    'table: { sockets: B, holds: { tcp 5000: LISTEN, "tcp 5000 192.168.12.1": ESTABLISHED }, lacks: [udp 53] }',
    'table-holds',
    {},
  ],
  ['a socket that is not there', talk, '', 'table: { sockets: B, holds: { tcp 5000: any } }', 'table-lacks', {}],
  ['no such run', twoLans, ping, 'exit: { of: B, run: ping, is: 0 }', 'not-run', {}],
] as const)('%s', (_, lab, lines, goal, code, parameters) => {
  test(`gives ${code}`, () => {
    const found = judged(lab, lines, goal);
    expect(found).toMatchObject({ code, parameters });
    const good = Object.keys(becauseCodes).indexOf(code) <= Object.keys(becauseCodes).indexOf('answer-right');
    expect(found.passed).toBe(good);
    // Words are written by these parameters, so all of them must be there.
    expect(Object.keys(found.parameters)).toEqual(expect.arrayContaining([...becauseCodes[code]]));
  });
});

describe('an answer', () => {
  const goal = 'answer: q';
  test.each([
    [{}, 'not-answered'],
    [{ q: { given: ['4'], right: true } }, 'answer-right'],
    [{ q: { given: ['5'], right: false } }, 'answer-wrong'],
  ])('%# is judged as it was marked', (answers: Answers, code) => {
    expect(judged(twoLans, '', goal, answers).code).toBe(code);
  });
});

describe('judging', () => {
  test('leaves the history as it was', () => {
    const { history, beginning } = open(withGateway);
    performLines(history, linesOf(ping));
    const before = digestOf(history.record);
    judgeGoal(
      checksOf('- ping: { from: A, to: C }\n- ping: { from: B, to: A }', history),
      presentOf(history, beginning),
    );
    expect(digestOf(history.record)).toBe(before);
  });

  test('can be done at an earlier instant: what comes later has not happened', () => {
    const { history, beginning } = open(withGateway);
    performLines(history, linesOf(`${ping}\nA$ ip route del default`));
    const checks = checksOf('- seen: icmp\n- ping: { from: A, to: C }', history);
    const passed = (at: number): boolean[] =>
      judgeGoal(checks, presentOf(history, beginning, at)).checks.map((one) => one.passed);
    expect(passed(endOf(history))).toEqual([true, false]);
    expect(passed(1_000_000)).toEqual([false, true]);
  });

  test('names rows of the history as evidence', () => {
    const { history, beginning } = open(withGateway);
    performLines(history, linesOf(ping));
    const [seen] = judgeGoal(checksOf('- seen: "arp.opcode == 1"', history), presentOf(history, beginning)).checks;
    // A to S12, on to B and R; R to S13, on to C.
    expect(seen!.because.evidence).toHaveLength(5);
  });
});
