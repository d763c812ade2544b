// Hands: every form that is offered can be read, done, and is refused with its form when it is wrong.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handHelp, parseHand } from '../../src/sim/hand.ts';
import { act, startHistory } from '../../src/sim/history.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { twoLans } from '../support/readme.ts';

const lab = parseLab(twoLans.replace('S12: { kind: switch }', 'S12: { kind: switch, ports: 8 }'), 'lab');
if (!lab.ok) throw new Error();

describe('a hand', () => {
  test.each(handHelp.map(({ use }) => [use] as const))('can %s', (use) => {
    const read = parseHand(use.replace(' …', '0001 0800 06 04 0001'));
    if (!read.ok) throw new Error(read.message);
    if (!lab.ok) return;
    const history = startHistory(lab.value);
    if (read.command.do === 'unfault')
      act(history, 0, { do: 'fault', add: { name: 'lost', action: 'drop', filter: 'arp' } });
    expect(act(history, 0, read.command).result).toMatchObject({ ok: true });
  });

  test.each([
    ['set A.eth0 ip none', { do: 'set', of: 'A.eth0', ip: [] }],
    ['set A.eth0 up off', { do: 'set', of: 'A.eth0', up: false }],
    ['gateway A none', { do: 'gateway', of: 'A', via: '' }],
    [
      'link A-S12 from A.eth0 loss 5 %, delay 20 ms, up off',
      { do: 'link', link: 'A-S12', from: 'A.eth0', loss: '5 %', delay: '20 ms', up: false },
    ],
    ['mirror S12 off', { do: 'mirror', of: 'S12', from: [] }],
    [
      'fault { delay: icmp, by: 200 ms, nth: [1, 2] }',
      { do: 'fault', add: { name: 'delay icmp #1 #2', action: 'delay', filter: 'icmp', by: 200e6, nth: [1, 2] } },
    ],
  ])('%s', (line, command) => {
    expect(parseHand(line)).toEqual({ ok: true, command });
  });

  test.each([
    ['unplg A', 'no hand can `unplg`', 'did you mean `unplug`?'],
    ['unplug', '`unplug` is not complete', 'write unplug C.eth0'],
    ['set A.eth0 ip 192.168.12.1', '`192.168.12.1` is no address with prefix', 'write set A.eth0 ip 192.168.12.1/24'],
    ['link A-S12 loss 5', '`loss` cannot be `5`', 'write link A-S12 loss 5 %, delay 20 ms'],
    ['gateway A 1.2.3', '`1.2.3` is no address', 'write gateway A 192.168.12.254'],
    [
      'send A.eth0 xyz',
      'the octets are pairs of hexadecimal digits',
      'write send A.eth0 ffffffffffff 02000000000a 0806 …',
    ],
    ['constructor', 'no hand can `constructor`', expect.stringContaining('there are: plug')],
  ])('%s is refused', (line, message, hint) => {
    expect(parseHand(line)).toEqual({ ok: false, message, hint });
  });

  test('reads any text without throwing', () => {
    const words = fc.constantFrom(
      'plug',
      'set',
      'link',
      'fault',
      '{',
      '}',
      'drop:',
      'A.eth0',
      'ip',
      ',',
      'to',
      'none',
      '5 %',
      '"',
      '*x',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 8 }).map((list) => list.join(' ')),
        ),
        (line) => void parseHand(line),
      ),
    );
  });
});
