// Conversations over TCP in which much happens, for tests of what is said about it.

import type { Command } from '../../src/sim/command.ts';
import { SECOND } from '../../src/base/time.ts';
import { act, extend, startHistory, type History } from '../../src/sim/history.ts';
import { labOf } from '../support/lab.ts';

export interface Talk {
  /** Lines for the program `calls`. */
  a: string[];
  b: string[];
  /** Knobs of both hosts, of a single one, and of the cable between them. */
  tcp?: string;
  tcpOfB?: string;
  link?: string;
  faults?: string;
  /** With a router between the two, whose far side has this MTU. */
  routedMtu?: number;
  /** Besides the two programs, at the begin. */
  commands?: Command[];
}

const LISTEN = ['listen 5000', 'accept'];
const CONNECT = ['connect 192.168.12.2:5000'];
const READ = ['recv 4096 until end'];

export const talks: Record<string, Talk> = {
  'a few words': {
    a: [...CONNECT, "send b'hello'", "send b'nice'", 'wait 200 ms', 'recv 100', 'close'],
    b: [...LISTEN, 'recv 1024', "send b'fine'", ...READ, 'close'],
  },
  'much over a bad line': {
    a: [...CONNECT, "send b'x' * 60000", 'close'],
    b: [...LISTEN, ...READ, 'close'],
    link: 'loss: 8 %, delay: 5 ms',
  },
  'the same without SACK': {
    a: [...CONNECT, "send b'x' * 60000", 'wait 5 s', "send b'x' * 30000", 'close'],
    b: [...LISTEN, ...READ, 'close'],
    tcp: 'sack: off, windowScale: off',
    link: 'loss: 8 %, delay: 5 ms',
  },
  'copies and other orders': {
    a: [...CONNECT, "send b'x' * 30000", 'close'],
    b: [...LISTEN, ...READ, 'close'],
    link: 'duplicate: 20 %, reorder: { chance: 20 %, by: 8 ms }, delay: 2 ms',
  },
  'a reader who comes late': {
    a: [...CONNECT, "send b'x' * 9000", 'close'],
    b: [...LISTEN, 'wait 4 s', 'recv 1000', 'wait 1 s', ...READ, 'close'],
    tcpOfB: 'receiveBuffer: 4000 B',
  },
  'small pieces': {
    a: [...CONNECT, 'repeat 5', "  send b'a'", 'wait 1 s', 'close'],
    b: [...LISTEN, ...READ, 'close'],
    link: 'delay: 20 ms',
  },
  'nobody listens': { a: CONNECT, b: ['listen 80'] },
  'nobody answers': {
    a: CONNECT,
    b: ['listen 5000'],
    faults: 'faults:\n  - { drop: tcp, from: A, name: every segment }',
    tcp: 'synRetries: 2',
  },
  'nobody accepts': {
    a: ['s = connect 192.168.12.2:5000', 't = connect 192.168.12.2:5000', 'u = connect 192.168.12.2:5000', 'wait 3 s'],
    b: ['listen 5000 backlog 0', 'wait 9 s'],
  },
  'closed with octets unread': {
    a: [...CONNECT, "send b'hello'", 'wait 100 ms', "try send b'more'", 'wait 100 ms', "try send b'more'"],
    b: [...LISTEN, 'wait 50 ms', 'close'],
  },
  'octets for a program that is gone': {
    a: [...CONNECT, "send b'hello'", 'wait 300 ms', "send b'more'", 'wait 100 ms', "try send b'more'"],
    b: [...LISTEN, 'recv 5', 'close'],
  },
  'both close at once': {
    a: [...CONNECT, 'at 1 s close'],
    b: [...LISTEN, 'at 1 s close'],
    link: 'delay: 20 ms',
  },
  'a long silence': {
    a: [...CONNECT, 'wait 30 s', 'close'],
    b: [...LISTEN, ...READ],
    tcp: 'keepAlive: on, keepIdle: 5 s, keepInterval: 2 s',
  },
  'a pause': {
    a: [...CONNECT, "send b'x' * 40000", 'wait 5 s', "send b'x' * 9000", 'close'],
    b: [...LISTEN, ...READ],
    tcp: 'minRto: 200 ms',
    link: 'delay: 30 ms',
  },
  'a narrow path': {
    a: ['connect 192.168.13.1:5000', "send b'x' * 5000", 'close'],
    b: [...LISTEN, 'recv 100 peek', ...READ],
    routedMtu: 800,
  },
  'a cable that is pulled': {
    a: [...CONNECT, 'wait 2 s', "try send b'hello'", 'try recv 5'],
    b: [...LISTEN, 'recv 5'],
    tcp: 'retries2: 5',
  },
  datagrams: {
    a: ['s = udp', "s.sendto b'hi' 192.168.12.2:6000"],
    b: ['s = udp', 's.bind 6000', 's.recvfrom 100 peek', 's.recvfrom 100'],
  },
};

/** Plays a talk to its end, or for a minute. */
export function played(name: string): History {
  const { a, b, commands = [] } = talks[name]!;
  let history = startHistory(labOf(labText(talks[name]!)));
  const wanted: Command[] = [
    { do: 'run', on: 'B', line: 'calls f' },
    { do: 'run', on: 'A', line: 'calls f' },
    ...commands,
  ];
  if (!a.length || !b.length) throw new Error(`${name}: nobody talks`);
  for (const command of wanted) ({ history } = act(history, 0, command));
  if (name === 'a cable that is pulled') {
    extend(history, { until: SECOND });
    ({ history } = act(history, SECOND, { do: 'unplug', at: 'B.eth0' }));
  }
  extend(history, { until: 60 * SECOND });
  return history;
}

function labText({ a, b, tcp, tcpOfB = tcp, link = '', faults = '', routedMtu }: Talk): string {
  const host = (name: string, at: string, knobs: string | undefined): string =>
    `  ${name}: { kind: host, ${at}${knobs ? `, tcp: { ${knobs} }` : ''} }`;
  const file = (name: string, lines: string[]): string =>
    `  ${name}:\n    f: |\n${lines.map((line) => `        ${line}`).join('\n')}`;
  const cables = routedMtu
    ? ['  - [A, R.eth0]', `  - { ends: [R.eth1, B], mtu: ${routedMtu} }`]
    : ['  - [A, S]', `  - { ends: [S, B]${link && `, ${link}`} }`];
  const lan = routedMtu ? 13 : 12;
  return [
    'lab: talk\nseed: 3\ndevices:',
    host('A', 'ip: 192.168.12.1/24, gateway: 192.168.12.254', tcp),
    host('B', routedMtu ? 'ip: 192.168.13.1/24, gateway: 192.168.13.254' : `ip: 192.168.${lan}.2/24`, tcpOfB),
    routedMtu
      ? `  R:\n    kind: router\n    interfaces:\n      eth0: { ip: 192.168.12.254/24 }\n      eth1: { ip: 192.168.13.254/24, mtu: ${routedMtu} }`
      : '  S: { kind: switch }',
    'links:',
    ...cables,
    ...(faults ? [faults] : []),
    'files:',
    file('A', a),
    file('B', b),
  ].join('\n');
}
