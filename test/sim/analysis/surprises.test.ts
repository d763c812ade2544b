// What surprises in a run: each is found in the rows of socket calls, with the very events that brought it about.

import { describe, expect, it } from 'vitest';
import '../../../src/sim/equipment.ts';
import {
  explained,
  lookForSurprises,
  surpriseCodes,
  surpriseSpecs,
  surprisesIn,
  surprisesOf,
  type SurpriseCode,
} from '../../../src/sim/analysis/surprises.ts';
import { halfCharacterAt } from '../../../src/sim/analysis/surprise/halfCharacter.ts';
import { extend, startHistory, type History } from '../../../src/sim/history.ts';
import { rowAt } from '../../../src/sim/record.ts';
import { SECOND } from '../../../src/base/time.ts';
import { labOf, threeHosts } from '../../support/lab.ts';
import { call, runScripts, type Step } from '../../support/scripted.ts';
import type { SocketCall } from '../../../src/stack/sockets/call.ts';

const B = '192.168.12.2';

/** A and B do these calls, B from 0 s and A from 10 ms on; `more`: in B's third program, later. */
function talk(
  a: string,
  b: string,
  options: { hostA?: string; hostB?: string; late?: string; untilS?: number } = {},
): History {
  const indented = (text: string): string => text.trim().replace(/^ */gm, (blank) => `      ${blank}`);
  const history = startHistory(
    labOf(`
lab: talk
seed: 3
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a${options.hostA ?? ''} }
  B: { kind: host, ip: ${B}/24, mac: 02:00:00:00:00:0b${options.hostB ?? ''} }
links:
  - { ends: [A, B], rate: 10 Mbit/s, delay: 5 ms }
files:
  A:
    client.calls: |
${indented(a)}
  B:
    server.calls: |
${indented(b)}
    late.calls: |
${indented(options.late ?? 'udp')}
do:
  - { at: 0 s, on: B, run: calls server.calls }
  - { at: 10 ms, on: A, run: calls client.calls }
  - { at: 3 s, on: B, run: calls late.calls }
`),
  );
  extend(history, { until: (options.untilS ?? 60) * SECOND });
  return history;
}

/** What a row tells, shortly. */
function spell(history: History, number: number): string {
  const row = rowAt(history.record, number);
  const name = row.device === undefined ? '' : history.live.state.devices[row.device]!.name;
  return row.kind === 'flight'
    ? row.reason
    : `${name} ${/call|exited/.test(row.reason) ? history.record.texts[row.x] : row.reason}`;
}

/** All that is found of a code, each with its variant, its parameters and its evidence. */
function all(history: History, code: SurpriseCode): { variant: string; parameters: object; evidence: string[] }[] {
  return surprisesOf(history)
    .filter((one) => one.code === code)
    .map((one) => {
      const { variant, parameters, evidence } = explained(history, one);
      expect(surpriseSpecs[code].variants).toContain(variant);
      for (const name of Object.keys(parameters)) expect(surpriseSpecs[code].parameters).toContain(name);
      expect(Object.keys(parameters).sort()).toEqual([...surpriseSpecs[code].parameters].sort());
      expect(surprisesIn(history, one.row)).toContain(one);
      return { variant, parameters, evidence: evidence.map((row) => spell(history, row)) };
    });
}

/** The only one of a code. */
function only(history: History, code: SurpriseCode): ReturnType<typeof all>[number] {
  const found = all(history, code);
  expect(found.length, JSON.stringify(found)).toBe(1);
  return found[0]!;
}

describe('sends and receives', () => {
  it('several sends in one recv, joined in the receive buffer', () => {
    const history = talk(
      `connect ${B}:5000\nsend b'hello'\nwait 50 ms\nsend b'nice'\nwait 1 s`,
      'listen 5000\naccept\nat 500 ms recv 1024\nrecv 1024',
    );
    expect(only(history, 'sends-joined')).toEqual({
      variant: 'buffer',
      parameters: { device: 'B', peer: 'A', count: 2, first: 1, last: 2, octets: 9, segments: 2 },
      evidence: [
        "A send(3, b'hello') = 5",
        'tcp-data',
        "A send(3, b'nice') = 4",
        'tcp-data',
        "B recv(4, 1024) = b'hellonice'",
      ],
    });
  });

  it('several sends that one segment carried', () => {
    const history = talk(
      `connect ${B}:5000\nsend b'hello'\nsend b'nice'\nsend b'day'\nwait 1 s`,
      'listen 5000\naccept\nat 500 ms recv 1024\nrecv 1024',
    );
    const found = only(history, 'sends-joined');
    expect(found.variant).toBe('wire');
    expect(found.parameters).toMatchObject({ count: 3, segments: 2, octets: 12 });
  });

  it('one send in several receives, because they ask for less', () => {
    const history = talk(
      `connect ${B}:5000\nsend b'hello'`,
      'listen 5000\naccept\nat 500 ms recv 2\nrecv 2\nrecv 2\nrecv 2',
    );
    expect(only(history, 'send-split')).toEqual({
      variant: 'asked',
      parameters: { device: 'B', peer: 'A', write: 1, of: 5, octets: 2, size: 2, left: 3 },
      evidence: [
        "A send(3, b'hello') = 5",
        'tcp-data',
        "B recv(4, 2) = b'he'",
        "B recv(4, 2) = b'll'",
        "B recv(4, 2) = b'o'",
      ],
    });
  });

  it('one send in several receives, because more had not come', () => {
    const history = talk(`connect ${B}:5000\nsend b'x' * 4000`, 'listen 5000\naccept\nrecv 9000 until end');
    const found = only(history, 'send-split');
    expect(found.variant).toBe('arrived');
    expect(found.parameters).toMatchObject({ of: 4000, octets: 1460, size: 9000, left: 2540 });
  });

  it('of many that are alike only the first are kept, and the others are counted', () => {
    const history = talk(
      `connect ${B}:5000\nrepeat 60:\n  send b'ab'\n  send b'cd'`,
      'listen 5000\naccept\nwait 2 s\nrepeat 40:\n  recv 5\nwait 1 s',
    );
    const found = surprisesOf(history).filter(({ code }) => code === 'sends-joined');
    expect(found.length).toBe(20);
    expect(found.at(-1)!.times).toBe(21);
  });
});

describe('the end of a connection', () => {
  it('nothing is received after the peer has closed, shut down, or ended', () => {
    const closed = talk(`connect ${B}:5000\nwait 1 s\nclose\nwait 3 s`, 'listen 5000\naccept\nrecv 10\nrecv 10');
    expect(only(closed, 'empty-read')).toEqual({
      variant: 'closed',
      parameters: { device: 'B', peer: 'A', program: 'calls client.calls' },
      evidence: ['A close(3) = 0', 'tcp-fin', "B recv(4, 10) = b''"],
    });
    const shut = talk(`connect ${B}:5000\nshutdown write\nwait 3 s`, 'listen 5000\naccept\nrecv 10');
    expect(all(shut, 'empty-read')[0]!).toMatchObject({ variant: 'shutdown' });
    const ended = talk(`connect ${B}:5000\nwait 1 s`, 'listen 5000\naccept\nrecv 10');
    expect(all(ended, 'empty-read')[0]!).toMatchObject({
      variant: 'ended',
      evidence: ['A 0', 'tcp-fin', "B recv(4, 10) = b''"],
    });
    const own = talk(`connect ${B}:5000\nwait 20 s`, 'listen 5000\naccept\nshutdown read\nrecv 10\nwait 30 s');
    expect(all(own, 'empty-read')[0]!).toMatchObject({ variant: 'own' });
  });

  it('nobody reads the end: a loop goes round', () => {
    const history = talk(`connect ${B}:5000`, 'listen 5000\naccept\nrepeat 400:\n  recv 10');
    expect(only(history, 'spins')).toMatchObject({ variant: 'empty', parameters: { device: 'B', count: 400 } });
    expect(all(history, 'empty-read').length).toBe(1);
    const polite = talk(`connect ${B}:5000`, 'listen 5000\naccept\nrecv 10\nrecv 10');
    expect(all(polite, 'spins')).toEqual([]);
  });

  it('a connection is refused where nobody listens', () => {
    const history = talk(`try connect ${B}:4999`, 'listen 5000');
    expect(only(history, 'refused')).toEqual({
      variant: 'nobody',
      parameters: { device: 'A', peer: 'B', address: B, port: 4999 },
      evidence: ['released-after-arp', 'B tcp-no-port', 'tcp-reset', `A connect(3, ${B}:4999) = ECONNREFUSED`],
    });
  });

  it('a reset, because the peer closed with octets that it had not read', () => {
    const history = talk(
      `connect ${B}:5000\nsend b'never read'\nwait 500 ms\ntry recv 10`,
      'listen 5000\na = accept\nwait 200 ms\na.close\nwait 3 s',
    );
    expect(only(history, 'reset')).toEqual({
      variant: 'unread',
      parameters: { device: 'A', peer: 'B', program: 'calls server.calls', octets: 10 },
      evidence: ["A send(3, b'never read') = 10", 'B close(4) = 0', 'tcp-reset', 'A recv(3, 10) = ECONNRESET'],
    });
  });

  it('a broken pipe: the second send after the peer has gone', () => {
    const history = talk(
      `connect ${B}:5000\nwait 500 ms\nsend b'one'\nwait 500 ms\ntry send b'two'`,
      'listen 5000\na = accept\na.close\nwait 3 s',
    );
    expect(only(history, 'broken-pipe')).toEqual({
      variant: 'reset',
      parameters: { device: 'A', peer: 'B' },
      evidence: ['B close(4) = 0', 'tcp-fin', "A send(3, b'one') = 3", 'tcp-reset', "A send(3, b'two') = EPIPE"],
    });
    const own = talk(`connect ${B}:5000\nshutdown write\ntry send b'two'`, 'listen 5000\naccept\nrecv 5');
    expect(only(own, 'broken-pipe')).toMatchObject({
      variant: 'own',
      evidence: ['A shutdown(3, SHUT_WR) = 0', "A send(3, b'two') = EPIPE"],
    });
    const never = talk(`s = tcp\ntry send b'two'`, 'listen 5000');
    expect(only(never, 'broken-pipe').variant).toBe('never');
  });

  it('both wait for each other', () => {
    const history = talk(`connect ${B}:5000\nsend b''\nrecv 10`, 'listen 5000\naccept\nrecv 10');
    expect(only(history, 'both-wait')).toEqual({
      variant: 'empty',
      parameters: { device: 'B', peer: 'A', program: 'calls server.calls', other: 'calls client.calls' },
      evidence: ["A send(3, b'') = 0", `B accept(3) = 4 192.168.12.1:49152`],
    });
    expect(only(talk(`connect ${B}:5000\nrecv 10`, 'listen 5000\naccept\nrecv 10'), 'both-wait').variant).toBe(
      'reading',
    );
    expect(all(talk(`connect ${B}:5000\nrecv 10`, 'listen 5000\naccept\nwait 900 s'), 'both-wait')).toEqual([]);
  });
});

describe('buffers and characters', () => {
  it('a send waits while the peer reads nothing', () => {
    const history = talk(`connect ${B}:5000\nsend b'0123456789' * 30000`, 'listen 5000\naccept\nwait 900 s');
    expect(only(history, 'send-blocked')).toMatchObject({
      variant: 'full',
      parameters: { device: 'A', peer: 'B', waiting: 46_720, unread: 65_536 },
    });
    expect(
      all(
        talk(`connect ${B}:5000\nsend b'0123456789' * 30000`, 'listen 5000\naccept\nrecv 65536 until end'),
        'send-blocked',
      ),
    ).toEqual([]);
  });

  it('half a character at the end of what was received', () => {
    const history = talk(`connect ${B}:5000\nsend "你好"`, 'listen 5000\naccept\nat 500 ms recv 5\nrecv 10');
    expect(only(history, 'half-character')).toEqual({
      variant: 'stream',
      parameters: { device: 'B', have: 2, of: 3 },
      evidence: [
        String.raw`A send(3, b'\xe4\xbd\xa0\xe5\xa5\xbd') = 6`,
        String.raw`B recv(4, 5) = b'\xe4\xbd\xa0\xe5\xa5'`,
        String.raw`B recv(4, 10) = b'\xbd'`,
      ],
    });
    const octets = talk(
      String.raw`connect ${B}:5000` + '\n' + String.raw`send b'\xff\xd8\xe4\xbd'`,
      'listen 5000\naccept\nrecv 5',
    );
    expect(all(octets, 'half-character')).toEqual([]);
  });

  it('knows where characters end', () => {
    const of = (text: string): ReturnType<typeof halfCharacterAt> =>
      halfCharacterAt(Uint8Array.from(text.split(' ').filter(Boolean), (octet) => Number.parseInt(octet, 16)));
    expect(of('')).toBeUndefined();
    expect(of('61 62')).toBeUndefined();
    expect(of('61 c3')).toEqual({ have: 1, of: 2 });
    expect(of('bd 61 e4')).toEqual({ have: 1, of: 3 });
    expect(of('f0 9f 98')).toEqual({ have: 3, of: 4 });
    expect(of('f0 9f 98 80')).toBeUndefined();
    expect(of('61 80 e4')).toBeUndefined();
    expect(of('c0 e4')).toBeUndefined();
  });
});

describe('datagrams', () => {
  const udp = (a: readonly Step[], b: readonly Step[]): History =>
    runScripts(threeHosts(), {
      B: [[0, call.udp as SocketCall], [0, call.bind(5000)], ...b],
      A: [[0, call.udp as SocketCall], ...a],
    });
  const recvfrom = (size: number): SocketCall => ({ call: 'recvfrom', fd: 3, size });

  it('is cut where less is asked for than it has, perhaps within a character', () => {
    const history = udp(
      [
        [10, call.sendto('hello world', B, 5000)],
        [20, call.sendto('你好', B, 5000)],
      ],
      [
        [500, recvfrom(5)],
        [600, recvfrom(5)],
      ],
    );
    const [first, second] = all(history, 'datagram-cut');
    expect(first).toEqual({
      variant: 'cut',
      parameters: { device: 'B', size: 5, octets: 11, lost: 6 },
      evidence: [`A sendto(3, b'hello world', ${B}:5000) = 11`, "B recvfrom(3, 5) = b'hello' MSG_TRUNC"],
    });
    expect(second!.parameters).toMatchObject({ octets: 6, lost: 1 });
    expect(only(history, 'half-character')).toMatchObject({ variant: 'datagram', parameters: { have: 2, of: 3 } });
  });

  it('to a port that nobody has: the error comes, and the program is not told', () => {
    const history = udp(
      [
        [10, call.sendto('anybody?', B, 4999)],
        [900, recvfrom(9)],
      ],
      [],
    );
    expect(only(history, 'unreachable')).toEqual({
      variant: 'untold',
      parameters: { device: 'A', peer: 'B', address: B, port: 4999 },
      evidence: [`A sendto(3, b'anybody?', ${B}:4999) = 8`, 'icmp-error'],
    });
  });

  it('of a connected socket: it is told', () => {
    const history = udp(
      [
        [10, call.connect(B, 4999)],
        [20, call.send('anybody?')],
        [900, recvfrom(9)],
      ],
      [],
    );
    expect(all(history, 'unreachable')).toEqual([]);
    expect(only(history, 'refused').variant).toBe('datagram');
  });

  it('an empty one is no end', () => {
    const history = udp([[10, call.sendto('', B, 5000)]], [[500, recvfrom(5)]]);
    expect(all(history, 'empty-read')).toEqual([]);
  });
});

describe('a port that is in use', () => {
  it('somebody listens there', () => {
    const history = talk(`connect ${B}:5000`, 'listen 5000\nwait 30 s', { late: 's = tcp\ntry bind 5000' });
    expect(only(history, 'address-in-use')).toEqual({
      variant: 'listener',
      parameters: { device: 'B', port: 5000, program: 'calls server.calls', state: '' },
      evidence: ['B tcp-listening', 'B bind(3, 0.0.0.0:5000) = EADDRINUSE'],
    });
  });

  it('a connection has left TIME-WAIT behind', () => {
    const history = talk(`connect ${B}:5000\nrecv 5`, 'listen 5000\na = accept\na.close', {
      late: 's = tcp\ntry bind 5000',
    });
    expect(only(history, 'address-in-use')).toMatchObject({
      variant: 'left',
      parameters: { port: 5000, program: '', state: 'TIME-WAIT' },
    });
  });

  it('two sockets of UDP', () => {
    const history = talk(`connect ${B}:5000`, 'listen 5000\nu = udp 7000\nwait 30 s', {
      late: 'u = udp\ntry bind 7000',
    });
    expect(only(history, 'address-in-use').variant).toBe('datagram');
  });
});

it('is found in slices as well as at once', () => {
  const make = (): History =>
    talk(
      `connect ${B}:5000\nsend b'hello'\nsend b'nice'`,
      'listen 5000\naccept\nat 500 ms recv 4\nrecv 4\nrecv 4\nrecv 4',
    );
  const sliced = make();
  while (lookForSurprises(sliced, 7));
  const whole = surprisesOf(make()).map(({ code, row }) => [code, row]);
  expect(surprisesOf(sliced).map(({ code, row }) => [code, row])).toEqual(whole);
  expect(whole.length).toBeGreaterThan(2);
});

it('has variants and lessons for each code', () => {
  for (const code of surpriseCodes) {
    expect(surpriseSpecs[code].variants.length).toBeGreaterThan(0);
    expect(surpriseSpecs[code].lessons.length).toBeGreaterThan(0);
  }
});
