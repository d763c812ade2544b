// A TCP conversation and a network by chance, from a number: two hosts with any options, a switch or routers between them, cables that do their worst.

import { below, luckFor } from '../../src/base/rng.ts';
import { MILLISECOND } from '../../src/base/time.ts';
import { talkLine, type Manner } from './anyTcpTalk.ts';

export interface AnyTcp {
  /** The lab as YAML. */
  text: string;
  /** What runs on each host. */
  lines: [string, string];
  /** Whether the network may lose frames, so that somebody may have to give up. */
  lossy: boolean;
}

interface Draws {
  one<T>(...of: T[]): T;
  whole(bound: number): number;
  flag(percent?: number): boolean;
}

/** The network between A and B; `mtus`: of A's side and of B's. */
interface Between {
  devices: string[];
  links: string[];
  mtus: [number, number];
  /** The address that A connects to, and both hosts' addresses. */
  hosts: [string, string];
  to: string;
}

export function anyTcp(number: number): AnyTcp {
  const luck = luckFor(number, 'tcp', 'any');
  const whole = (bound: number): number => below(luck, bound);
  const draw: Draws = { one: (...of) => of[whole(of.length)], whole, flag: (percent = 50) => whole(100) < percent };
  const loss = draw.one(0, 0, 0.5, 3, 10, 20);
  const troubles = troublesOf(draw, loss);
  const between = draw.one(overSwitch, overRouter, overTwoRouters)(draw, troubles.links);
  const common = { timestamps: draw.flag(), sack: draw.flag(), windowScale: draw.flag() };
  const [a, b] = [0, 1].map((i) => hostOf(draw, between, i as 0 | 1, common));
  const lengths = [whole(draw.one(2, 500, 10_000, 40_000)), whole(draw.one(2, 500, 5000, 15_000))];
  const manners = [0, 1].map((i) => mannerOf(draw, lengths[i], lengths[1 - i]));
  // Two who both listen first would wait for each other for ever: that is no fault of TCP's.
  if (manners[0].listensFirst) manners[1].listensFirst = false;
  return {
    text: [
      `seed: ${whole(1000)}`,
      'devices:',
      ...[a, b, ...between.devices].map((line) => `  ${line}`),
      'links:',
      ...between.links.map((line) => `  - ${line}`),
    ].join('\n'),
    lines: [talkLine(0, number, between.to, manners[0]), talkLine(1, number, between.to, manners[1])],
    lossy: troubles.lossy,
  };
}

interface Troubles {
  lossy: boolean;
  /** What the first cable and all others do. Only the first lets damage past the check sequence: two damages could make up for each other. */
  links: [string, string];
}

function troublesOf(draw: Draws, loss: number): Troubles {
  const damage = draw.one(0, 0, 1, 5);
  const queue = draw.one('', '', 'queue: 3 kB');
  const given = [
    loss ? `loss: ${loss} %` : '',
    draw.one('', 'duplicate: 3 %'),
    draw.one('', 'reorder: 5 %', 'reorder: { chance: 20 %, by: 30 ms }'),
    draw.one('', 'jitter: 3 ms'),
    draw.one('rate: 0 bit/s', 'rate: 1 Mbit/s', 'rate: 100 Mbit/s'),
    `delay: ${draw.one('10 µs', '1 ms', '50 ms')}`,
    damage ? `corrupt: ${damage} %` : '',
    queue,
  ].filter(Boolean);
  const past = damage && draw.flag() ? [', pastFcs: on'] : [''];
  return { lossy: loss > 0 || damage > 0 || queue !== '', links: [given.join(', ') + past[0], given.join(', ')] };
}

const cable = (one: string, other: string, mtu: number, trouble: string): string =>
  `{ ends: [${one}, ${other}], mtu: ${mtu}, ${trouble} }`;

function overSwitch(draw: Draws, [first, other]: [string, string]): Between {
  const mtu = draw.one(1500, 576, 100);
  return {
    devices: ['S: { kind: switch }'],
    links: [cable('A', 'S', mtu, first), cable('B', 'S', mtu, other)],
    mtus: [mtu, mtu],
    hosts: ['ip: 10.0.0.1/24', 'ip: 10.0.0.2/24'],
    to: '10.0.0.2',
  };
}

const ROUTED: [string, string] = ['ip: 10.0.0.1/24, gateway: 10.0.0.254', 'ip: 10.0.9.1/24, gateway: 10.0.9.254'];

function overRouter(draw: Draws, [first, other]: [string, string]): Between {
  const mtus: [number, number] = [draw.one(1500, 576, 100), draw.one(1500, 576, 100)];
  const [left, right] = [
    `eth0: { ip: 10.0.0.254/24, mtu: ${mtus[0]} }`,
    `eth1: { ip: 10.0.9.254/24, mtu: ${mtus[1]} }`,
  ];
  return {
    devices: [`R: { kind: router, interfaces: { ${left}, ${right} }, arp-timeout: 5 s }`],
    links: [cable('A', 'R.eth0', mtus[0], first), cable('B', 'R.eth1', mtus[1], other)],
    mtus,
    hosts: ROUTED,
    to: '10.0.9.1',
  };
}

/** The narrow part of the path is where neither host can see it. */
function overTwoRouters(draw: Draws, [first, other]: [string, string]): Between {
  const middle = draw.one(1500, 576, 100);
  const router = (name: string, net: number, route: string, via: number, last: number): string =>
    `${name}: { kind: router, arp-timeout: 5 s, interfaces: { eth0: { ip: 10.0.${net}.254/24 }, eth1: { ip: 10.0.5.${last}/24, mtu: ${middle} } }, ` +
    `routes: [{ to: ${route}, via: 10.0.5.${via} }] }`;
  return {
    devices: [router('R', 0, '10.0.9.0/24', 2, 1), router('Q', 9, '10.0.0.0/24', 1, 2)],
    links: [
      cable('A', 'R.eth0', 1500, first),
      cable('B', 'Q.eth0', 1500, other),
      `{ ends: [R.eth1, Q.eth1], mtu: ${middle}, delay: 1 ms }`,
    ],
    mtus: [1500, 1500],
    hosts: ROUTED,
    to: '10.0.9.1',
  };
}

/** A host with every option on or off, small and large buffers. */
function hostOf(draw: Draws, { hosts, mtus }: Between, i: 0 | 1, common: Record<string, boolean>): string {
  const differs = draw.flag(25);
  const flag = (name: string, value: boolean): string => `${name}: ${value ? 'on' : 'off'}`;
  const tcp = [
    ...Object.entries(common).map(([name, value]) => flag(name, differs ? draw.flag() : value)),
    ...['nagle', 'dsack', 'limitedTransmit', 'pathMtuDiscovery'].map((name) => flag(name, draw.flag())),
    flag('keepAlive', draw.flag(20)),
    'keepIdle: 20 s',
    'keepInterval: 5 s',
    `sendBuffer: ${draw.one(700, 3000, 16_384, 65_536, 300_000)} B`,
    `receiveBuffer: ${draw.one(300, 1000, 4096, 16_384, 65_536, 300_000)} B`,
    `delayedAck: ${draw.one('off', '40 ms', '200 ms')}`,
    `minRto: ${draw.one('200 ms', '1 s')}`,
    `congestion: ${draw.one('reno', 'reno', 'cubic', 'tahoe', 'none')}`,
    `initialWindow: ${draw.one(1, 10)}`,
    `retries2: ${draw.one(4, 15, 60)}`,
    `synRetries: ${draw.one(3, 40)}`,
    `mss: ${draw.one('off', 'off', '200')}`,
  ];
  return `${'AB'[i]}: { kind: host, ${hosts[i]}, mtu: ${mtus[i]}, arp-timeout: 5 s, tcp: { ${tcp.join(', ')} } }`;
}

function mannerOf(draw: Draws, says: number, hears: number): Manner {
  const slow = draw.flag(30);
  return {
    ...{ says, hears },
    writes: draw.one(20, 1460, 8000),
    reads: draw.one(100, 5000),
    pause: slow ? draw.one(1, 20, 300) * MILLISECOND : 0,
    listensFirst: draw.flag(20),
  };
}
