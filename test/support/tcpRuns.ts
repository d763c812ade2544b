// Runs full of TCP, one for each thing that may happen to it: for whoever judges segments, captures and analysis.

import type { SocketCall } from '../../src/stack/sockets/call.ts';
import type { History } from '../../src/sim/history.ts';
import { call, runScripts, serving, type Step } from './scripted.ts';

interface TcpRun {
  lab: string;
  scripts: Readonly<Record<string, readonly Step[]>>;
}

const socket = call.socket as SocketCall;
const accept = call.accept as SocketCall;

/** A and B on one cable. `tcp`: knobs of both; `link`: of the cable. */
const pair = (tcp = '', link = '', more = ''): string => `
lab: pair
seed: 11
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a, tcp: { ${tcp} } }
  B: { kind: host, ip: 192.168.12.2/24, mac: 02:00:00:00:00:0b, tcp: { ${tcp} } }
links:
  - { ends: [A, B], rate: 10 Mbit/s, delay: 5 ms${link && `, ${link}`} }
${more}`;

/** A router between A and B, with a narrow second cable. */
const routed = (tcp = '', second = 'mtu: 1500', host = ''): string => `
lab: routed
seed: 5
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a, gateway: 192.168.12.254, tcp: { ${tcp} } }
  B: { kind: host, ip: 192.168.13.1/24, mac: 02:00:00:00:00:0b, gateway: 192.168.13.254, tcp: { ${tcp} } }
  R:
    kind: router
    interfaces:
      eth0: { ip: 192.168.12.254/24, mac: 02:00:00:00:01:01 }
      eth1: { ip: 192.168.13.254/24, mac: 02:00:00:00:01:02${host} }
links:
  - { ends: [A, R.eth0], rate: 10 Mbit/s, delay: 2 ms }
  - { ends: [B, R.eth1], rate: 10 Mbit/s, delay: 3 ms, ${second} }
`;

const client = (to: string, ...steps: Step[]): Step[] => [[0, socket], [10, call.connect(to)], ...steps];
const server = (...steps: Step[]): Step[] => [...serving(200), ...steps];

/** Something every `everyMs` from `fromMs` on, `times` times. */
const often = (fromMs: number, everyMs: number, times: number, what: (i: number) => SocketCall): Step[] =>
  Array.from({ length: times }, (_, i) => [fromMs + i * everyMs, what(i)]);

const octets = (count: number, from = 0): Uint8Array => Uint8Array.from({ length: count }, (_, i) => (i + from) & 255);
/** Sends 15 kB every 40 ms. */
const bulk = (times: number): Step[] => often(300, 40, times, (i) => call.send(octets(15_000, i)));
const reading = (times: number, everyMs = 25, size = 65_536): Step[] =>
  often(300, everyMs, times, () => call.recv(size, 4));

const B = '192.168.12.2';
const far = '192.168.13.1';

const lossy = (tcp: string, link: string, times = 20): TcpRun => ({
  lab: pair(tcp, link),
  scripts: {
    A: client(B, ...bulk(times), [60_000, call.close()]),
    B: server(...reading(2000), [61_000, call.close(4)]),
  },
});

const knobs = 'minRto: 200 ms';

export const tcpRuns: Readonly<Record<string, TcpRun>> = {
  'open, talk, close': {
    lab: pair(),
    scripts: {
      A: client(
        B,
        [300, call.send('hello')],
        [300, call.send('nice')],
        [310, call.send('day')],
        [600, call.recv(99)],
        [700, call.close()],
      ),
      B: server([500, call.recv(99, 4)], [550, call.send('thanks', 4)], [900, call.recv(99, 4)], [900, call.close(4)]),
    },
  },
  'half-close': {
    lab: pair(),
    scripts: {
      A: client(B, [300, call.send('ask')], [300, call.shut()], [900, call.recv(99)], [1500, call.close()]),
      B: server([500, call.recv(99, 4)], [600, call.send('answer', 4)], [1000, call.close(4)]),
    },
  },
  'close at the same time': {
    lab: pair(),
    scripts: { A: client(B, [500, call.close()]), B: server([500, call.close(4)]) },
  },
  'open at the same time': {
    lab: pair(),
    scripts: {
      A: [
        [0, socket],
        [0, call.bind(4000)],
        [500, call.connect(B, 5000)],
        [900, call.send('from A')],
        [2000, call.close()],
      ],
      B: [
        [0, socket],
        [0, call.bind(5000)],
        [500, call.connect('192.168.12.1', 4000)],
        [900, call.send('from B')],
        [2500, call.close()],
      ],
    },
  },
  refused: { lab: pair(), scripts: { A: client(B), B: [] } },
  'reset because of unread data': {
    lab: pair(),
    scripts: { A: client(B, [300, call.send('unread')], [900, call.send('more')]), B: server([600, call.close(4)]) },
  },
  'the same ports again': {
    lab: pair(),
    scripts: {
      A: [0, 20_000].flatMap((at): Step[] => [
        [at, socket],
        [at, call.set('SO_REUSEADDR', true)],
        [at, call.bind(4000)],
        [at + 10, call.connect(B)],
        [at + 300, call.send(`at ${at}`)],
        [at + 500, call.close()],
      ]),
      B: server([400, call.recv(99, 4)], [600, call.close(4)], [20_200, accept], [20_400, call.recv(99, 4)]),
    },
  },
  'lost while opening': {
    lab: pair('', '', 'faults:\n  - { drop: tcp.flags.syn == 1, nth: [1, 3, 4] }\n'),
    scripts: { A: client(B, [30_000, call.send('late')]), B: [...serving(20_000), [30_500, call.recv(9, 4)]] },
  },
  'loss, with SACK': lossy(knobs, 'loss: 4 %'),
  'loss, without SACK': lossy(`${knobs}, sack: off`, 'loss: 4 %'),
  'loss, timestamps, no scaling': lossy(`${knobs}, timestamps: on, windowScale: off`, 'loss: 3 %'),
  'much loss': lossy(knobs, 'loss: 15 %', 6),
  reordering: lossy(knobs, 'reorder: { chance: 8 %, by: 4 ms }, duplicate: 3 %'),
  'reordering, without SACK': lossy(`${knobs}, sack: off`, 'reorder: { chance: 8 %, by: 9 ms }'),
  'a large window': lossy(`${knobs}, sendBuffer: 1 MiB, receiveBuffer: 1 MiB`, 'loss: 1 %', 30),
  'a lost segment, sent again fast': {
    lab: pair(knobs, '', 'faults:\n  - { drop: tcp.len > 1000, from: A, nth: 4 }\n'),
    scripts: { A: client(B, ...bulk(3)), B: server(...reading(100)) },
  },
  'a reader that is late': {
    lab: pair('receiveBuffer: 4 KiB, minRto: 200 ms'),
    scripts: {
      A: client(B, [300, call.send(octets(20_000))], [60_000, call.close()]),
      B: server(...often(9000, 3000, 8, () => call.recv(2000, 4)), ...often(40_000, 10, 20, () => call.recv(9000, 4))),
    },
  },
  'a narrow window, read in bits': {
    lab: pair('receiveBuffer: 3 kB, windowScale: off', 'loss: 5 %'),
    scripts: {
      A: client(B, ...often(300, 200, 20, (i) => call.send(octets(700, i)))),
      B: server(...often(500, 70, 300, () => call.recv(400, 4))),
    },
  },
  'keep-alive': {
    lab: pair(
      'keepAlive: on, keepIdle: 10 s, keepInterval: 1 s, keepProbes: 3',
      '',
      'faults:\n  - { drop: tcp, from: B, nth: [8, 9, 10, 11, 12, 13] }\n',
    ),
    scripts: { A: client(B, [300, call.send('one')], [45_000, call.send('two')]), B: server([500, call.recv(9, 4)]) },
  },
  'both talk at once': {
    lab: pair(knobs, 'loss: 3 %'),
    scripts: {
      A: client(
        B,
        ...often(300, 30, 40, (i) => call.send(octets(1 + i * 97, i))),
        ...often(310, 20, 200, () => call.recv(3000)),
      ),
      B: server(
        ...often(300, 35, 40, (i) => call.send(octets(1 + i * 61, i), 4)),
        ...often(310, 30, 200, () => call.recv(5000, 4)),
      ),
    },
  },
  'Nagle and delayed ACK': {
    lab: pair('delayedAck: 100 ms'),
    scripts: {
      A: client(B, ...often(300, 7, 40, (i) => call.send(octets(10 + i, i)))),
      B: server(...often(310, 20, 60, () => call.recv(5000, 4))),
    },
  },
  'a narrow path': {
    lab: routed(knobs, 'mtu: 1200', ', mtu: 1200'),
    scripts: { A: client(far, ...bulk(4)), B: server(...reading(100)) },
  },
  'a narrow path, in fragments': {
    lab: routed(`${knobs}, pathMtuDiscovery: off`, 'mtu: 900', ', mtu: 900'),
    scripts: { A: client(far, ...bulk(2)), B: server(...reading(100)) },
  },
  'a lossy second cable': {
    lab: routed(knobs, 'loss: 4 %, queue: 20 kB'),
    scripts: { A: client(far, ...bulk(12)), B: server(...reading(400)) },
  },
};

/** One of the runs, done, or as far as `untilS`. */
export function tcpRun(name: string, untilS = 120): History {
  const { lab, scripts } = tcpRuns[name];
  return runScripts(lab, scripts, untilS);
}
