// A lab that was written reads back as the same lab; what was done in a run stands in its `do` list, and can be had again from there.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/sim/digest.ts';
import { parseHand, handHelp, handText } from '../../src/sim/hand.ts';
import { act, endOf, extend, startHistory } from '../../src/sim/history.ts';
import { doLines, labWithLog, writeLab } from '../../src/sim/labWrite.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { parseDuration } from '../../src/base/time.ts';
import { spellDuration } from '../../src/sim/labUnits.ts';
import { yamlText, readYaml } from '../../src/sim/labYaml.ts';
import { anyLab } from '../support/anyLab.ts';
import { labOf, threeHosts } from '../support/lab.ts';
import { anyTcp } from './anyTcp.ts';

describe('a lab that was written is the same lab', () => {
  const folder = new URL('../labs/', import.meta.url);
  test.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
    const lab = labOf(readFileSync(new URL(name, folder), 'utf8'));
    expect(labOf(writeLab(lab))).toEqual(lab);
  });

  test('any of them', () => {
    for (let number = 0; number < 60; number++) {
      for (const text of [anyLab(number).text, anyTcp(number).text]) {
        const lab = labOf(text);
        const written = writeLab(lab);
        expect(labOf(written), `${text}\n---\n${written}`).toEqual(lab);
      }
    }
  });

  test('with everything that a lab can say', () => {
    const lab = labOf(`
lab: 'all: of # it'
seed: 99
note: "two\\nlines"
devices:
  A: { kind: host, ip: [192.168.12.1/24, 192.168.12.9/24], gateway: 192.168.12.254, hosts: { www.example: 192.168.12.2 }, at: [10, 20], note: "it's \\"A\\"" }
  R:
    kind: router
    interfaces: { eth0: { ip: 192.168.12.254/24, mtu: 600, up: off }, eth1: { ip: 10.0.0.1/8, promiscuous: on } }
    routes: [{ to: default, via: 10.0.0.2, metric: 5 }, { to: 203.0.113.0/24, dev: eth1 }]
    forwarding: off
    tcp: { nagle: off, minRto: 234567 us, linger: 0 s, mss: off }
    udp: { receiveBuffer: 1000 B }
    descriptors: 9
    arp-timeout: 1234567890 ns
  S: { kind: switch, ports: 9, ageing: 1 h, mirror: { from: [1, 2], to: 3 } }
  H: { kind: hub }
  N: { kind: router, interfaces: {} }
links:
  - { ends: [A, S.2], reorder: { chance: 5 %, by: 3 ms }, back: { loss: 0.0001 %, rate: 1.5 Mbit/s } }
  - { ends: [R.eth0, S], name: the trunk 2, up: off, delay: 1.000006 s }
  - [R.eth1, H]
  - [S.8, S.9]
  - [S.6, S.7]
faults:
  - { corrupt: 'ip.ttl < 64 && tcp', octet: 3, xor: 0xff, pastFcs: on, from: A, nth: [1, 3] }
  - { delay: arp, by: 200 ms, name: "slow: #1" }
files:
  A: { empty.txt: "", 'null': hello, a.py: "print('x')\\n\\ttab\\u2028\\ud83d\\ude00\\n  # end \\n" }
do:
  - { at: 1.000000001 s, on: A, run: "echo 'a: b' # c" }
  - { at: 1 s, on: A, type: ^D }
  - { at: 1 s, on: A, type: ^C }
  - { at: 2 s, on: A, type: 'hello: { you }' }
  - { at: 2 s, hand: 'link A-S from A.eth0 loss 5 %, up off' }
  - { at: 2 s, hand: 'fault { drop: icmp, name: "a, b" }' }
  - { at: 3 s, command: '{"do":"type","on":"A","end":true,"pid":3}' }
compare:
  - { of: A, tcp: { nagle: off } }
  - { of: R, tcp: { delayedAck: 12345 us } }
  - { link: A-S, loss: 10 % }
  - { link: the trunk 2, delay: 1.000006 s }
  - { link: A-S, rate: 64 kbit/s }
  - { on: A, instead: "a: b", run: 'calls a.calls x="# y"' }
  - { seed: 4294967295 }
`);
    expect(labOf(writeLab(lab))).toEqual(lab);
  });

  test('with any words in it', () => {
    const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    // A line of blanks alone runs nothing; it is written as a command.
    const notBlank = words.filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(words, notBlank, words, (name, note, text) => {
        const lab = labOf(threeHosts());
        lab.name = name;
        lab.notes = { '': note, A: text };
        (lab.devices[0] as { files: Record<string, string> }).files = { 'a.txt': text };
        lab.do = [
          { at: 5, on: 'A', run: note },
          { at: 6, command: { do: 'type', on: 'A', line: text } },
        ];
        expect(labOf(writeLab(lab))).toEqual(lab);
      }),
      { numRuns: 100 },
    );
  });
});

test('any time is spelled so that it is read back', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat({ max: 10 ** 15 }), fc.nat({ max: 10 ** 9 })), (ns) => {
      expect(parseDuration(spellDuration(ns))).toBe(ns);
    }),
  );
  expect(spellDuration(0)).toBe('0 s');
  expect(spellDuration(1_006_720)).toBe('1.00672 ms');
});

test('any text is spelled so that it is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      expect(readYaml(`{ a: [${yamlText(text)}] }`, { file: '' }, [])).toMatchObject({
        entries: [{ value: { items: [{ text }] } }],
      });
    }),
  );
});

test.each(handHelp.map(({ use }) => [use.replace(' …', '0001')] as const))('a hand writes what it reads: %s', (use) => {
  const read = parseHand(use);
  if (!read.ok) throw new Error(read.message);
  const text = handText(read.command);
  expect(text !== undefined && parseHand(text)).toEqual(read);
});

test('what no hand can say is said as JSON', () => {
  expect(handText({ do: 'set', of: 'A.eth0', mtu: 600, up: false })).toBeUndefined();
  expect(doLines([{ at: 5, after: 0, command: { do: 'set', of: 'A.eth0', mtu: 600, up: false } }])).toBe(
    '  - { at: 5 ns, command: "{\\"do\\":\\"set\\",\\"of\\":\\"A.eth0\\",\\"mtu\\":600,\\"up\\":false}" }\n',
  );
});

test('a run can be had again from its lab file', () => {
  let history = startHistory(labOf(threeHosts('do:\n  - { at: 1 s, on: C, run: ping -c 1 192.168.12.1 }')), 5);
  for (const [at, command] of [
    [0, { do: 'run', on: 'A', line: 'ping -c 3 192.168.12.2' }],
    [500_000_001, { do: 'fault', add: { name: 'drop the ping of A', action: 'drop', filter: 'icmp', nth: [1] } }],
    [1_500_000_000, { do: 'unplug', at: 'B.eth0' }],
  ] as const)
    history = act(history, at, structuredClone(command) as never).history;
  extend(history);
  const again = startHistory(labOf(writeLab(labWithLog(history))));
  extend(again);
  expect(again.log.map(({ at, command }) => ({ at, command }))).toEqual(
    history.log.map(({ at, command }) => ({ at, command })),
  );
  expect([digestOf(again.record), endOf(again)]).toEqual([digestOf(history.record), endOf(history)]);
});

test.each([
  ['{ at: 1 s, on: A, run: ls, hand: unplug A.eth0 }', 'does one thing'],
  ['{ at: 1 s, hand: unplg A.eth0 }', 'no hand can'],
  ['{ at: 1 s, on: A, hand: unplug A.eth0 }', '`on` does not go with `hand`'],
  ['{ at: 1 s, command: "[1" }', 'is no command'],
  ['{ at: 1 s, type: hello }', 'without `on`'],
  ['{ at: 1 s }', 'without `on`, `run`'],
])('a line of `do` that is none: %s', (line, message) => {
  const result = parseLab(threeHosts(`do:\n  - ${line}`), 'test');
  expect(result.ok ? [] : result.errors.map((one) => one.message).join()).toContain(message);
});
