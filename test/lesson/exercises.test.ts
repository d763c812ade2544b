// Exercises are set from a run: the right answer is what the run shows, and each typical mistake is named.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { codesFor, remarkCodes } from '../../src/lesson/exercises/exercise.ts';
import { judgeExercise, pose, slipsIn, type Posed } from '../../src/lesson/exercises/pose.ts';
import { presentBefore } from '../../src/lesson/exercises/present.ts';
import type { ExercisePart, Lesson } from '../../src/lesson/lesson.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { playLesson } from '../../src/lesson/play.ts';
import { fencesOf, twoLans, wholeLesson } from '../support/readme.ts';

function lessonOf(text: string, words?: string): Lesson {
  const translation = words === undefined ? undefined : { text: words, file: 'x.zh-CN.md' };
  const result = parseLesson(wholeLesson(text), 'x.md', () => undefined, translation);
  if (!result.ok) throw new Error(result.errors.map(formatFileError).join('\n'));
  return result.value;
}

const block = (kind: string, text: string): string => `\`\`\`${kind}\n${text}\n\`\`\`\n`;
const withGateway = twoLans.replace('ip: 192.168.12.1/24,', 'ip: 192.168.12.1/24, gateway: 192.168.12.254,');
const labBlock = (text: string): string => block('lab', text);

interface Opened {
  part: ExercisePart;
  posed: Posed;
  /** The codes of the remarks on an answer; none: it is right. */
  said: (...given: string[]) => string[];
  why: (...given: string[]) => string | undefined;
}

function open(kind: string, text: string, before = labBlock(withGateway)): Opened {
  const lesson = lessonOf(`${before}\n${block(`${kind} id=x`, text)}`);
  expect(playLesson(lesson).mistakes.map(formatFileError)).toEqual([]);
  const part = lesson.steps[0]!.parts.find((one) => one.type === 'exercise')!;
  const posed = pose(presentBefore(lesson, 0, part)!, part.exercise);
  if ('why' in posed) throw new Error(posed.why);
  return {
    part,
    posed,
    said: (...given) => judgeExercise(posed, part.exercise, given).remarks.map((one) => one.code),
    why: (...given) => {
      const [words] = judgeExercise(posed, part.exercise, given).why ?? [];
      return words?.type === 'text' ? words.value : undefined;
    },
  };
}

const mistakesIn = (kind: string, text: string, before = labBlock(withGateway)): string[] => {
  const result = parseLesson(wholeLesson(`${before}\n${block(`${kind} id=x`, text)}`), 'x.md', () => undefined);
  return result.ok ? playLesson(result.value).mistakes.map(formatFileError) : result.errors.map(formatFileError);
};

const pingC = 'run: A$ ping -c 1 192.168.13.1';

describe('lessons/README.md', () => {
  const example = fencesOf('markdown').find((text) => text.includes('```device'))!;
  test('its exercises can be set and answered, and refuse what is wrong', () => {
    const report = playLesson(lessonOf(example));
    expect(report.mistakes.map(formatFileError)).toEqual([]);
    expect(report.exercises).toBe(11);
    expect(report.answers['conversation']).toEqual(['0', '1', '1', '6', '7']);
    expect(report.answers['which-ports']).toEqual(['S12.2', 'S12.3']);
    expect(report.answers['first-ping']).toEqual(['question', 'answer', 'learned', 'request', 'reply']);
    expect(report.answers['next-number']).toEqual(['7']);
  });
  test('names every code that a `why` may speak of', () => {
    const codes = Object.values(remarkCodes).flatMap((table) => Object.keys(table));
    const text = fencesOf('markdown').join('\n');
    expect(text).toContain('device');
    expect(codesFor('ack')).toEqual(expect.arrayContaining(['own-number', 'beyond-gap', 'otherwise']));
    expect(new Set(codes).size).toBe(codes.length);
  });
  test('every slip of its exercises brings the remark that belongs to it', () => {
    const lesson = lessonOf(example);
    lesson.steps.forEach((step, index) => {
      for (const part of step.parts) {
        if (part.type !== 'exercise') continue;
        const posed = pose(presentBefore(lesson, index, part)!, part.exercise);
        if ('why' in posed) throw new Error(posed.why);
        const slips = slipsIn(posed);
        expect(slips.length, part.id).toBeGreaterThan(0);
        for (const { given, code } of slips) {
          const { right, remarks } = judgeExercise(posed, part.exercise, given);
          const codes = remarks.map((one) => one.code as string);
          expect([right, codes.includes(code)], `${part.id}: ${given.join(' ')}: ${codes.join()}`).toEqual([
            false,
            true,
          ]);
        }
      }
    });
  });
});

describe('be the switch', () => {
  const flooded = open('device', `ports: S12\nask: x\nframe: arp.opcode == 1\n${pingC}\nwhy: { S12.2: only B }`);
  test('a broadcast goes out of all ports but the one it came by', () => {
    expect(flooded.posed.truth).toEqual(['S12.2', 'S12.3']);
    expect(flooded.said('S12.3', 'S12.2')).toEqual([]);
    expect(flooded.said('S12.1', 'S12.2', 'S12.3')).toEqual(['incoming-port']);
    expect(flooded.said('S12.3')).toEqual(['group-address']);
    expect(flooded.said('none')).toEqual(['is-passed-on']);
    expect(flooded.said()).toEqual(['missing']);
    expect(flooded.why('S12.2')).toBe('only B');
  });
  test('a known address goes out of its port alone, an unknown one out of all', () => {
    const known = open('device', `ports: S12\nask: x\nframe: icmp.type == 8\n${pingC}`);
    expect(known.posed.truth).toEqual(['S12.3']);
    expect(known.said('S12.2', 'S12.3')).toEqual(['table-knows']);
    expect(known.said('S12.2')).toEqual(['other-port']);
    const lan = `lab: aged\ndevices:\n  A: { kind: host, ip: 10.0.0.1/24, arp-timeout: 1000 s }\n  B: { kind: host, ip: 10.0.0.2/24, arp-timeout: 1000 s }\n  C: { kind: host, ip: 10.0.0.3/24 }\n  S: { kind: switch, ageing: 10 s }\nlinks: [[A, S], [B, S], [C, S]]\n`;
    const run = 'run: |\n  A$ ping -c 1 10.0.0.2\n  wait 60 s\n  A$ ping -c 1 10.0.0.2';
    const unknown = open(
      'device',
      `ports: S\nask: x\nframe: { filter: icmp.type == 8, nth: 2 }\n${run}`,
      labBlock(lan),
    );
    expect(unknown.posed.truth).toEqual(['S.2', 'S.3']);
    expect(unknown.said('S.2')).toEqual(['not-in-table']);
  });
  test('the answer follows the lab', () => {
    const other = withGateway.replace('[B, S12]', '[B, S12.7]');
    const moved = open('device', `ports: S12\nask: x\nframe: arp.opcode == 1\n${pingC}`, labBlock(other));
    expect(moved.posed.truth).toEqual(['S12.2', 'S12.7']);
  });
});

describe('be the host that is asked by ARP', () => {
  test('answers for its own address, with itself as sender', () => {
    const asked = open('device', 'arp: B\nask: x\nframe: arp.opcode == 1\nrun: A$ ping -c 1 192.168.12.2');
    const [a, b] = ['02:00:00:00:00:0a', '02:00:00:00:00:0b'];
    const [ipA, ipB] = ['192.168.12.1', '192.168.12.2'];
    expect(asked.posed.truth).toEqual(['yes', b, ipB, a, ipA]);
    expect(asked.said('yes', '02-00-00-00-00-0B', ipB, '0200.0000.000a', ipA)).toEqual([]);
    expect(asked.said('no')).toEqual(['is-asked-for']);
    expect(asked.said('yes', a, ipA, b, ipB)).toEqual([
      'you-are-sender',
      'you-are-sender',
      'asker-is-target',
      'asker-is-target',
    ]);
    expect(asked.said('yes', b, ipB, 'ff:ff:ff:ff:ff:ff', ipA)).toEqual(['broadcast-address']);
    expect(asked.said('yes', b, ipB, '02:00:00:00:00:0c', ipA)).toEqual(['not-on-lan']);
    expect(asked.said('yes', b, ipB, ipA, '')).toEqual(['ip-for-mac', 'missing']);
  });
  test('keeps silent when another is asked for', () => {
    const silent = open('device', `arp: B\nask: x\nframe: arp.opcode == 1\n${pingC}`);
    expect(silent.posed.truth).toEqual(['no']);
    expect(silent.said('yes', '', '', '', '')).toEqual(['not-asked-for']);
  });
});

describe('pick the route', () => {
  const twoWays = withGateway.replace(
    'eth1: { ip: 192.168.13.254/24, mac: 02:00:00:00:01:02 }',
    'eth1: { ip: 192.168.13.254/24, mac: 02:00:00:00:01:02 }\n    routes: [{ to: 203.0.113.0/24, via: 192.168.13.9 }, { to: 203.0.113.128/25, via: 192.168.13.8 }, { to: 0.0.0.0/0, via: 192.168.12.77 }]',
  );
  test('the longest prefix wins, and the next hop is not the destination', () => {
    const far = open('device', 'route: R\nask: x\nto: 203.0.113.200', labBlock(twoWays));
    expect(far.posed.truth).toEqual(['192.168.13.8', 'R.eth1']);
    expect(far.said('192.168.13.9', 'R.eth1')).toEqual(['shorter-prefix']);
    expect(far.said('203.0.113.200', 'R.eth1')).toEqual(['not-on-the-link']);
    expect(far.said('192.168.13.254', 'R.eth1')).toEqual(['own-address']);
    expect(far.said('192.168.13.8', 'R.eth0')).toEqual(['other-interface']);
    expect(far.said('192.168.13.8', '')).toEqual(['missing']);
    expect(far.said('none')).toEqual(['a-route-fits']);
    expect(far.said('8.8.8.8', 'R.eth1')).toEqual(['no-next-hop']);
    const near = open('device', 'route: R\nask: x\nto: 203.0.113.5', labBlock(twoWays));
    expect(near.said('192.168.13.8', 'R.eth1')).toEqual(['route-does-not-fit']);
  });
  test('what is on the link is handed over at once', () => {
    const link = open('device', `route: R\nask: x\nframe: icmp.type == 8\n${pingC}`, labBlock(twoWays));
    expect(link.posed.truth).toEqual(['192.168.13.1', 'R.eth1']);
    expect(link.said('192.168.12.77', 'R.eth0')).toEqual(['on-the-link']);
    expect(link.said('192.168.13.1', 'R.eth0')).toEqual(['way-back']);
  });
  test('no route', () => {
    const none = open('device', 'route: A\nask: x\nto: C', labBlock(twoLans));
    expect(none.posed.truth).toEqual(['none']);
    expect(none.said('192.168.12.254', 'A.eth0')).toEqual(['no-route-fits']);
  });
});

describe('acknowledge as the TCP receiver', () => {
  const talk = `lab: talk\ndevices:\n  A: { kind: host, ip: 192.168.12.1/24 }\n  B: { kind: host, ip: 192.168.12.2/24 }\nlinks: [[A, B]]\nFAULTfiles:\n  A: { s.calls: "connect 192.168.12.2:5000\\nsetsockopt TCP_NODELAY 1\\nsend b'hello'\\nsend b'nice'\\nsend b'day'\\n" }\n  B: { r.calls: "listen 5000\\naccept\\nrecv exactly 12\\n" }\n`;
  const run = 'run: |\n  B$ calls r.calls\n  A$ calls s.calls';
  test('in order: the next octet that is wanted', () => {
    const one = open(
      'device',
      `ack: A\nask: x\nframe: tcp.flags.syn == 1\n${run}`,
      labBlock(talk.replace('FAULT', '')),
    );
    expect(one.posed.truth).toEqual(['1']);
    expect(one.said('0')).toEqual(['counts-one']);
    const last = open('device', `ack: B\nask: x\nframe: tcp.len == 3\n${run}`, labBlock(talk.replace('FAULT', '')));
    expect(['13', '14']).toContain(last.posed.truth[0]);
    expect(last.said('10')).toEqual(['own-number']);
    expect(last.said('twelve')).toEqual(['unreadable']);
    if (last.posed.kind !== 'ack') throw new Error();
    expect(last.said(String((last.posed.offset + Number(last.posed.truth[0])) >>> 0))).toEqual([]);
  });
  test('with a gap: what is missing is still wanted', () => {
    const lossy = talk.replace('FAULT', 'faults:\n  - { drop: tcp.len == 4, from: A, nth: 1, name: lost }\n');
    const gap = open('device', `ack: B\nask: x\nframe: tcp.len == 3\n${run}`, labBlock(lossy));
    expect(gap.posed.truth).toEqual(['6']);
    expect(gap.said('13')).toEqual(['beyond-gap']);
    expect(gap.said('12')).toEqual(['last-octet']);
    expect(gap.said('10')).toEqual(['own-number']);
    expect(gap.said('3')).toEqual(['only-length']);
  });
});

describe('fill the header field', () => {
  const reply = open(
    'fill',
    `ask: x\nframe: { first: icmp.type == 8, at: R.eth0 }\nfields: [eth.dst, ip.dst, ip.ttl, ip.hdr_len, icmp.checksum, icmp.type]\n${pingC}\nwhy: { ip.ttl 63: behind the router, eth.dst: not C }`,
  );
  const right = reply.posed.truth;
  const withPart = (at: number, text: string): string[] => right.map((one, i) => (i === at ? text : one));
  test.each([
    [0, '02-00-00-00-01-01'],
    [0, '020000000101'],
    [2, '0x40'],
    [2, '0b01000000'],
    [2, '６４'],
    [3, '5'],
    [3, '20'],
    [5, '8'],
    [5, 'Echo (ping) request'],
  ])('field %i may be written %s', (at, text) => expect(reply.said(...withPart(at, text))).toEqual([]));
  test.each([
    [0, '02:00:00:00:00:0c', 'not-on-lan'],
    [0, '02:00:00:00:00:0b', 'address-of'],
    [0, '02:00:00:00:00:0a', 'other-field'],
    [0, 'ff:ff:ff:ff:ff:ff', 'broadcast-address'],
    [0, '192.168.12.254', 'ip-for-mac'],
    [1, '192.168.12.1', 'other-field'],
    [1, '02:00:00:00:00:0c', 'mac-for-ip'],
    [2, '40', 'hex-as-decimal'],
    [2, '63', 'off-by-one'],
    [2, 'sixty', 'unreadable'],
    [2, '', 'missing'],
  ])('field %i is not %s: %s', (at, text, code) => expect(reply.said(...withPart(at, text))).toEqual([code]));
  test('a checksum is the complement of the sum, and its octets have an order', () => {
    const value = Number(right[4]);
    expect(reply.said(...withPart(4, `0x${(0xffff - value).toString(16)}`))).toEqual(['not-complemented']);
    const swapped = ((value & 0xff) << 8) | (value >> 8);
    expect(reply.said(...withPart(4, `0x${swapped.toString(16)}`))).toEqual(['octets-swapped']);
  });
  test('the author speaks of a value, and of a field', () => {
    expect(reply.why(...withPart(2, '63'))).toBe('behind the router');
    expect(reply.why(...withPart(0, '02:00:00:00:00:0c'))).toBe('not C');
  });
  test('behind the router, the value before it is told', () => {
    const behind = open('fill', `ask: x\nframe: { first: icmp.type == 8, at: R.eth1 }\nfields: [ip.ttl]\n${pingC}`);
    expect(behind.posed.truth).toEqual(['63']);
    expect(behind.said('64')).toEqual(['as-before']);
  });
});

describe('mark the octets', () => {
  const address = open('mark', `ask: x\nframe: icmp\nfield: ip.dst\n${pingC}\nwhy: { ip.src: its source }`);
  test('of a field', () => {
    expect(address.posed.truth).toEqual(['30-33']);
    expect(address.said('30', '31', '32-33')).toEqual([]);
    expect(address.said('26-29')).toEqual(['marked-field']);
    expect(address.why('26-29')).toBe('its source');
    expect(address.said('31-34')).toEqual(['marked-late']);
    expect(address.said('29-32')).toEqual(['marked-early']);
    expect(address.said('30-32')).toEqual(['marked-too-little']);
    expect(address.said('26-33')).toEqual(['marked-too-much']);
    expect(address.said('0-5', '30')).toEqual(['marked-beside']);
    expect(address.said('14-33')).toEqual(['marked-layer']);
    expect(address.said('999999', '-4', 'x')).toEqual(['missing']);
  });
  test('of a layer, and of bits within an octet', () => {
    const header = open('mark', `ask: x\nframe: icmp\nlayer: ip\n${pingC}`);
    expect(header.posed.truth).toEqual(['14-33']);
    expect(header.said('14-97')).toEqual(['marked-payload']);
    const version = open('mark', `ask: x\nframe: icmp\nfield: ip.version\n${pingC}`);
    expect(version.posed.truth).toEqual(['14']);
  });
});

describe('order the steps', () => {
  const steps =
    'steps:\n  q: { text: question, first: arp.opcode == 1 }\n  a: { text: answer, first: arp.opcode == 2 }\n  p: { text: ping, first: icmp.type == 8 }\n  l: { text: learned, reason: mac-learned, at: S12.1 }';
  const order = open('order', `ask: x\n${pingC}\n${steps}\nwhy: { caused-by: "no answer without a question" }`);
  test('by the rows of the run', () => {
    expect(order.posed.truth).toEqual(['q', 'l', 'a', 'p']);
    expect(order.said('q', 'l', 'a', 'p')).toEqual([]);
    expect(order.said('a', 'q', 'l', 'p')).toEqual(['caused-by']);
    expect(order.why('a', 'q', 'l', 'p')).toBe('no answer without a question');
    expect(order.said('q', 'a', 'l', 'p')).toEqual(['came-before']);
    expect(order.said('q', 'l', 'a')).toEqual(['missing']);
  });
  test('is not shown in order', () => {
    if (order.posed.kind !== 'order') throw new Error();
    expect(order.posed.shown).not.toEqual(order.posed.truth);
    expect([...order.posed.shown].sort()).toEqual(['a', 'l', 'p', 'q']);
    expect(
      mistakesIn('order', `ask: x\n${pingC}\nsteps: { a: { text: a, first: arp }, b: { text: b, first: arp } }`),
    ).toEqual([expect.stringContaining('one and the same event')]);
  });
});

describe('choose the faulty setting', () => {
  const broken = withGateway.replace('gateway: 192.168.13.254', 'gateway: 192.168.13.77');
  const settings =
    'settings:\n  mask: { text: mask, try: A$ ip link set eth0 mtu 1400 }\n  back: { text: gateway of C, shows: C.gateway, try: C$ ip route replace default via 192.168.13.254 }';
  test('is found by trying: what mends it is right, and what does not says why', () => {
    const chosen = open('choose', `ask: x\n${settings}\nchecks: [ping: { from: A, to: C }]`, labBlock(broken));
    expect(chosen.posed.truth).toEqual(['back']);
    expect(chosen.said('back')).toEqual([]);
    expect(chosen.said('mask')).toEqual(['repair-fails']);
    if (chosen.posed.kind !== 'choose') throw new Error();
    expect(chosen.posed.values).toEqual({ back: '192.168.13.77' });
    const { remarks } = judgeExercise(chosen.posed, chosen.part.exercise, ['mask']);
    expect(remarks[0]!.because).toMatchObject({ code: 'no-way-back' });
  });
  test('a fault that is none, or that nothing mends, is a mistake of the author', () => {
    const checks = 'checks: [ping: { from: A, to: C }]';
    expect(mistakesIn('choose', `ask: x\n${settings}\n${checks}`)).toEqual([
      expect.stringContaining('nothing is wrong'),
    ]);
    const useless = 'settings:\n  a: { text: a, try: A$ ip addr }\n  b: { text: b, try: A$ ip route }';
    expect(mistakesIn('choose', `ask: x\n${useless}\n${checks}`, labBlock(broken))).toEqual([
      expect.stringContaining('none of these changes'),
    ]);
  });
});

describe('mistakes of authors', () => {
  test.each([
    ['fill', 'frame: arp\nfields: [arp.opcode]', 'x.md:23:1 nothing is asked'],
    ['fill', 'ask: x\nframe: arpp\nfields: [arp.opcode]', 'filter'],
    ['fill', 'ask: x\nframe: arp', '`fields` is missing'],
    [
      'fill',
      'ask: x\nframe: icmp\nfields: [arp.opcode]\nrun: A$ ping -c 1 192.168.12.2',
      'the frame has no field arp.opcode',
    ],
    ['fill', 'ask: x\nframe: arp\nfields: [arp.opcode]', 'no frame fits arp here'],
    ['mark', 'ask: x\nframe: arp', '`mark` needs `field` or `layer`'],
    ['order', 'ask: x\nsteps: { a: { text: x, first: arp } }', 'an order has two steps at least'],
    [
      'order',
      'ask: x\nsteps: { a: { text: x, first: arp }, b: { text: y, reason: arp-lernt } }',
      'did you mean `arp-learned`',
    ],
    [
      'choose',
      'ask: x\nsettings: { a: { text: x }, b: { text: x, try: A$ ip addr } }\nchecks: [seen: arp]',
      'how it would be mended',
    ],
    ['device', 'ask: x\nframe: arp', 'as which device'],
    ['device', 'ask: x\nports: A\nframe: arp', 'ports: there is no `A`'],
    ['device', 'ask: x\narp: S12\nframe: arp', 'arp: there is no `S12`'],
    ['device', 'ask: x\nack: B\nframe: arp\nrun: A$ ping -c 1 192.168.12.2', 'no TCP segment'],
    ['device', 'ask: x\nports: S12\nframe: { first: arp, nth: 2 }', '`nth` goes with `filter`'],
    ['device', 'ask: x\nports: S12\nframe: arp\nwhy: { incomming-port: x }', 'did you mean `incoming-port`'],
  ])('%s: %j', (kind, text, message) => {
    expect(mistakesIn(kind, text).join('\n')).toContain(message);
  });
  test('a solution is not written down', () => {
    const text = `${block('mark id=m', `ask: x\nframe: icmp\nfield: ip.dst\n${pingC}`)}${block('solution for=m', 'A$ ip addr')}`;
    const result = parseLesson(wholeLesson(labBlock(withGateway) + text), 'x.md', () => undefined);
    expect(result.ok ? [] : result.errors.map((one) => one.message)).toEqual(['an exercise has no solution']);
  });
});

test('a translation gives words alone: ask, why, steps, settings and hints', () => {
  const text = `${labBlock(withGateway)}${block('order id=o', `ask: Order\n${pingC}\nsteps:\n  q: { text: question, first: arp.opcode == 1 }\n  a: { text: answer, first: arp.opcode == 2 }\nwhy: { caused-by: first ask }`)}${block('hint for=o', 'think')}`;
  const words = `---\ntitle: 例\n---\n${block('order id=o', 'ask: 排序\nsteps: { q: 提问, a: 回答 }\nwhy: { caused-by: 先问 }')}${block('hint for=o', '想一想')}`;
  const lesson = lessonOf(text, words);
  expect(lesson.steps.map((step) => step.translated)).toEqual([true]);
  const spelled = JSON.stringify(lesson.steps[0]!.parts);
  for (const one of ['排序', '提问', '回答', '先问', '想一想']) expect(spelled).toContain(one);
  expect(playLesson(lesson).answers).toEqual(playLesson(lessonOf(text)).answers);
  const poor = lessonOf(text, words.replace(', a: 回答', ''));
  expect(poor.steps.map((step) => step.translated)).toEqual([false]);
});
