// K-09: what ARP does for any sender and destination, octet by octet, and that a lab made of the case does the very same.

import { describe, expect, test } from 'vitest';
import { SECOND } from '../../src/base/time.ts';
import { toHex } from '../../src/base/bytes.ts';
import { arp, type Arp } from '../../src/calc/link/arp.ts';
import type { Values } from '../../src/calc/calculator.ts';
import { arpLines } from '../../src/sim/tables.ts';
import { extend, startHistory, type History } from '../../src/sim/history.ts';
import { frameBytes, rowAt } from '../../src/sim/record.ts';
import { formatIpv4, formatMac } from '../../src/wire/address.ts';
import { labOf } from '../support/lab.ts';

function result(values: Values): Arp {
  const worked = arp.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return worked.result;
}
const steps = (values: Values): string[] => {
  const worked = arp.work(values);
  return worked.state === 'right' ? worked.steps.map(({ say }) => say.id) : [];
};

const [A, B, C, R] = ['02:00:00:00:00:0a', '02:00:00:00:00:0b', '02:00:00:00:00:0c', '02:00:00:00:01:01'];
const others = `192.168.12.2 ${B}\n192.168.12.3 ${C} 02:00:00:00:00:99\n192.168.12.4 02:00:00:00:00:0d\n192.168.12.254 ${R}`;
const base = { sender: '192.168.12.1/24', mac: A, gateway: '192.168.12.254', cache: '', others };

const cases: [
  name: string,
  values: Values,
  outcome: Arp['outcome'],
  nextHop: string | null,
  mac: string | null,
  arps: number,
][] = [
  ['a neighbour', { ...base, destination: '192.168.12.2' }, 'answered', '192.168.12.2', B, 2],
  ['another network', { ...base, destination: '192.168.13.1' }, 'answered', '192.168.12.254', R, 2],
  ['far away', { ...base, destination: '8.8.8.8' }, 'answered', '192.168.12.254', R, 2],
  [
    'a wider mask',
    { ...base, sender: '192.168.12.1/16', destination: '192.168.13.1' },
    'unanswered',
    '192.168.13.1',
    null,
    3,
  ],
  ['nobody', { ...base, destination: '192.168.12.9' }, 'unanswered', '192.168.12.9', null, 3],
  ['the network itself', { ...base, destination: '192.168.12.0' }, 'unanswered', '192.168.12.0', null, 3],
  ['known', { ...base, destination: '192.168.12.2', cache: `192.168.12.2 ${B}` }, 'cached', '192.168.12.2', B, 0],
  [
    'known wrongly',
    { ...base, destination: '192.168.12.2', cache: `192.168.12.2 ${C}` },
    'cached',
    '192.168.12.2',
    C,
    0,
  ],
  [
    'gateway known',
    { ...base, destination: '10.0.0.1', cache: `192.168.12.254 ${R}` },
    'cached',
    '192.168.12.254',
    R,
    0,
  ],
  ['broadcast of the network', { ...base, destination: '192.168.12.255' }, 'broadcast', null, 'ff:ff:ff:ff:ff:ff', 0],
  ['everybody', { ...base, destination: '255.255.255.255' }, 'broadcast', null, 'ff:ff:ff:ff:ff:ff', 0],
  ['broadcast of another network', { ...base, destination: '192.168.13.255' }, 'answered', '192.168.12.254', R, 2],
  ['a group', { ...base, destination: '224.0.0.251' }, 'multicast', null, '01:00:5e:00:00:fb', 0],
  ['oneself', { ...base, destination: '192.168.12.1' }, 'self', null, null, 0],
  ['loopback', { ...base, destination: '127.9.9.9' }, 'loopback', null, null, 0],
  ['no gateway', { ...base, gateway: '', destination: '8.8.8.8' }, 'no-route', null, null, 0],
  [
    'a gateway elsewhere',
    { ...base, gateway: '192.168.13.254', destination: '8.8.8.8' },
    'gateway-unreachable',
    null,
    null,
    0,
  ],
  [
    'a gateway that is not there',
    { ...base, gateway: '192.168.12.253', destination: '8.8.8.8' },
    'unanswered',
    '192.168.12.253',
    null,
    3,
  ],
  [
    'an address twice',
    { ...base, destination: '192.168.12.2', others: `192.168.12.2 ${B}\n192.168.12.2 ${C}` },
    'conflict',
    '192.168.12.2',
    B,
    3,
  ],
  [
    'two on a /31',
    { ...base, sender: '10.0.0.0/31', gateway: '', destination: '10.0.0.1', others: `10.0.0.1 ${B}` },
    'answered',
    '10.0.0.1',
    B,
    2,
  ],
  [
    'alone on a /32',
    { ...base, sender: '10.0.0.1/32', gateway: '10.0.0.2', destination: '10.0.0.2', others: '' },
    'gateway-unreachable',
    null,
    null,
    0,
  ],
  [
    'everything direct',
    { ...base, sender: '10.1.2.3/0', gateway: '', destination: '8.8.8.8', others: `8.8.8.8 ${B}` },
    'answered',
    '8.8.8.8',
    B,
    2,
  ],
];

test.each(cases)('%s', (_, values, outcome, nextHop, destinationMac, arps) => {
  const got = result(values);
  expect(got).toMatchObject({ outcome, nextHop, destinationMac });
  expect(got.frames.filter(({ kind }) => kind !== 'packet')).toHaveLength(arps);
  // A packet leaves when it is known whereto.
  expect(got.frames.some(({ kind }) => kind === 'packet')).toBe(destinationMac !== null);
});

test('request and reply, octet by octet', () => {
  const { frames } = result({ ...base, destination: '192.168.12.2' });
  const padding = ' 00'.repeat(18);
  expect(frames.slice(0, 2).map(({ octets }) => octets)).toEqual([
    `ff ff ff ff ff ff 02 00 00 00 00 0a 08 06 00 01 08 00 06 04 00 01 02 00 00 00 00 0a c0 a8 0c 01 00 00 00 00 00 00 c0 a8 0c 02${padding}`,
    `02 00 00 00 00 0a 02 00 00 00 00 0b 08 06 00 01 08 00 06 04 00 02 02 00 00 00 00 0b c0 a8 0c 02 02 00 00 00 00 0a c0 a8 0c 01${padding}`,
  ]);
});

test('nobody answers: three questions a second apart', () => {
  const { frames } = result({ ...base, destination: '192.168.12.9' });
  expect(frames.map(({ kind, seconds }) => [kind, seconds])).toEqual([
    ['request', 0],
    ['request', 1],
    ['request', 2],
  ]);
  expect(new Set(frames.map(({ octets }) => octets)).size).toBe(1);
});

test('whoever is asked learns, whoever knew is put right, the others learn nothing', () => {
  const after = (values: Values): (string | null)[] => result(values).others.map(({ after }) => after);
  expect(after({ ...base, destination: '192.168.12.2' })).toEqual([A, A, null, null]);
  expect(after({ ...base, destination: '192.168.12.9' })).toEqual([null, A, null, null]);
  // Without a question nobody hears anything.
  expect(after({ ...base, destination: '224.0.0.1' })).toEqual([null, '02:00:00:00:00:99', null, null]);
});

test('of several answers the first lets the packet go, the last one stays', () => {
  const conflict = { ...base, destination: '192.168.12.2', others: `192.168.12.2 ${B}\n192.168.12.2 ${C}` };
  expect(result(conflict)).toMatchObject({ destinationMac: B, cache: [{ ip: '192.168.12.2', mac: C }] });
  expect(arp.work(conflict)).toMatchObject({ notes: [{ id: 'arp.conflict' }] });
});

test('the seven steps, and no more of them than a case has', () => {
  expect(steps({ ...base, destination: '192.168.12.2' })).toEqual([
    'arp.step.own.no',
    'arp.step.mask.direct',
    'arp.step.many.no',
    'arp.step.cache.miss',
    'arp.step.request',
    'arp.step.reply.answered',
    'arp.step.leaves',
  ]);
  expect(steps({ ...base, destination: '192.168.12.1' })).toEqual(['arp.step.own.self', 'arp.step.own.asked']);
  expect(steps({ ...base, destination: '127.0.0.1' })).toEqual(['arp.step.own.loopback']);
  expect(steps({ ...base, gateway: '', destination: '8.8.8.8' }).at(-1)).toBe('arp.step.mask.no-route');
  expect(steps({ ...base, destination: '192.168.12.9' }).at(-1)).toBe('arp.step.fails');
  expect(steps({ ...base, destination: '8.8.8.8' }).at(-1)).toBe('arp.step.leaves.gateway');
});

test('a probe asks with no address of its own, an announcement says it', () => {
  const worked = arp.work({ ...base, destination: '192.168.12.1' });
  const rows = worked.state === 'right' ? worked.steps[1]!.octets! : [];
  const senderIp = rows.map(({ bytes }) => toHex(bytes.subarray(28, 32)));
  const targetIp = rows.map(({ bytes }) => toHex(bytes.subarray(38, 42)));
  expect([senderIp, targetIp]).toEqual([
    ['00 00 00 00', 'c0 a8 0c 01'],
    ['c0 a8 0c 01', 'c0 a8 0c 01'],
  ]);
});

describe('the same case as a lab', () => {
  /** Frames from when the sender begins, each once, in the order in which they first fly. */
  function flown(history: History, from: number): Uint8Array[] {
    const { record } = history;
    const seen = new Set<number>();
    for (let row = 0; row < record.rowCount; row++) {
      const { kind, at, frame } = rowAt(record, row);
      if (kind === 'flight' && at >= from && frame !== undefined) seen.add(frame);
    }
    return [...seen].map((frame) => frameBytes(record, frame));
  }
  const isArp = (bytes: Uint8Array): boolean => toHex(bytes.subarray(12, 14)) === '08 06';
  const [request, reply] = ['00 01', '00 02'];
  /** What the sender asks, and what is answered to it; what others ask so that they can answer the ping is not part of the case. */
  function ofSender(bytes: Uint8Array, mac: string): boolean {
    const [dst, src, opcode] = [bytes.subarray(0, 6), bytes.subarray(6, 12), bytes.subarray(20, 22)].map((part) =>
      toHex(part),
    );
    const own = mac.replaceAll(':', ' ');
    return isArp(bytes) && ((opcode === request && src === own) || (opcode === reply && dst === own));
  }

  test.each(cases.filter(([name]) => name !== 'everything direct'))('%s', (_, values) => {
    const { frames, lab, others } = result(values);
    const history = startHistory(labOf(lab!.text));
    extend(history, { until: (lab!.begins + 20) * SECOND });
    const seen = flown(history, lab!.begins * SECOND);
    const planned = frames.filter(({ kind }) => kind !== 'packet').map(({ octets }) => octets);
    expect(seen.filter((bytes) => ofSender(bytes, A)).map((bytes) => toHex(bytes))).toEqual(planned);
    // The packet itself: both layers' addresses. What a ping carries besides is its own affair.
    const sent = seen.find((bytes) => !isArp(bytes) && toHex(bytes.subarray(6, 12)) === A.replaceAll(':', ' '));
    const packet = frames.find(({ kind }) => kind === 'packet');
    expect(sent && [toHex(sent.subarray(0, 14)), toHex(sent.subarray(26, 34))]).toEqual(
      packet && [packet.octets.slice(0, 41), packet.octets.slice(78, 101)],
    );
    if (!planned.length) return;
    const state = history.live.state;
    const names = history.lab.devices.map(({ name }) => name);
    const ip = values['sender']!.replace(/\/.*/, '');
    for (const { name, after } of others) {
      const line = arpLines(state, names.indexOf(name)).find((line) => formatIpv4(line.ip) === ip);
      expect([name, line?.mac === undefined ? null : formatMac(line.mac)]).toEqual([name, after]);
    }
  });

  test('no lab where a host of one cannot have the address', () => {
    expect(result({ ...base, sender: '10.1.2.3/0', gateway: '', others: '' }).lab).toBeNull();
    expect(result({ ...base, sender: '192.168.12.255/24', others: '' }).lab).toBeNull();
    expect(result({ ...base, sender: '127.0.0.1/8', gateway: '', others: '' }).lab).toBeNull();
  });
});

describe('what cannot be', () => {
  test.each<[Values, string, string, string | undefined, number]>([
    [{ sender: '192.168.12.1' }, 'sender', 'E_PREFIX', 'missing', 12],
    [{ sender: '224.0.0.1/24' }, 'sender', 'E_HOST', 'group', 0],
    [{ mac: 'ff:ff:ff:ff:ff:ff' }, 'mac', 'E_MAC', 'source', 0],
    [{ mac: '00:00:00:00:00:00' }, 'mac', 'E_MAC', 'zero', 0],
    [{ mac: '2:0:0:0:0:a' }, 'mac', 'E_MAC', 'group', 0],
    [{ gateway: '192.168.12.1' }, 'gateway', 'E_HOST', 'mine', 0],
    [{ gateway: '192.168.12.255' }, 'gateway', 'E_HOST', 'end', 0],
    [{ gateway: '224.0.0.1' }, 'gateway', 'E_HOST', 'group', 0],
    [{ destination: '0.0.0.0' }, 'destination', 'E_HOST', 'nowhere', 0],
    [{ destination: '192.168.12.2/24' }, 'destination', 'E_CHAR', undefined, 12],
    [{ cache: '192.168.12.2' }, 'cache', 'E_MAC', 'missing', 12],
    [{ cache: `192.168.12.2 ${B} ${C}` }, 'cache', 'E_SPACE', 'more', 30],
    [{ cache: `192.168.12.2 ${B}\n192.168.12.2 ${C}` }, 'cache', 'E_HOST', 'again', 31],
    [{ others: `192.168.12.2 ${B}\n192.168.12.1 ${C}` }, 'others', 'E_HOST', 'mine', 31],
    [{ others: `192.168.13.2 ${B}` }, 'others', 'E_HOST', 'outside', 0],
    [{ others: `192.168.12.255 ${B}` }, 'others', 'E_HOST', 'end', 0],
    [{ others: `192.168.12.2 ${A}` }, 'others', 'E_MAC', 'twice', 0],
    [{ others: `192.168.12.2 ${B}\n192.168.12.300 ${C}` }, 'others', 'E_RANGE', undefined, 42],
    [{ others: `192.168.12.2 ０2:00:00:00:00:0b` }, 'others', 'E_FULLWIDTH', undefined, 13],
    [
      { others: Array.from({ length: 9 }, (_, i) => `192.168.12.${i + 2} 02:00:00:00:02:0${i}`).join('\n') },
      'others',
      'E_TOOBIG',
      'lines',
      248,
    ],
  ])('%o', (values, field, id, variant, at) => {
    const worked = arp.work({ ...base, destination: '192.168.12.2', ...values });
    expect(worked.state).toBe('wrong');
    const problem = worked.state === 'wrong' ? worked.problem : undefined;
    expect([worked.state === 'wrong' && worked.field, problem?.id, problem?.variant, problem?.at]).toEqual([
      field,
      id,
      variant,
      at,
    ]);
  });

  test('an emptied sender or destination leaves no answer', () => {
    expect(arp.work({ ...base, destination: '' })).toEqual({ state: 'empty' });
    expect(arp.work({ ...base, sender: ' ', destination: '192.168.12.2' })).toEqual({ state: 'empty' });
  });
});
