// Labs and commands by chance, from a number: right ones and wrong ones, as learners build them. The same number always gives the same.

import { below, luckFor, type Luck } from '../../src/base/rng.ts';
import type { Command } from '../../src/sim/command.ts';

/** A lab as text and what is done to it when; `honest`: nothing in it forges or damages octets behind the frame check sequence's back. */
export interface AnyLab {
  text: string;
  honest: boolean;
  moments: { at: number; command?: Command }[];
}

const MILLISECOND = 1_000_000;

interface Draws {
  whole(bound: number): number;
  one<T>(of: readonly T[]): T;
  chance(percent: number): boolean;
}

function drawsFrom(luck: Luck): Draws {
  const whole = (bound: number): number => below(luck, bound);
  return {
    whole,
    one: (of) => of[whole(of.length)]!,
    chance: (percent) => whole(100) < percent,
  };
}

/** What of the lab commands can name. */
interface Places {
  hosts: string[];
  switches: string[];
  ports: string[];
  links: string[];
  addresses: string[];
}

export function anyLab(number: number): AnyLab {
  const draw = drawsFrom(luckFor(number, 'lab', 'any'));
  const honest = draw.chance(50);
  const places: Places = { hosts: [], switches: [], ports: [], links: [], addresses: [] };
  const devices: string[] = [];
  const links: string[] = [];
  const nets = 1 + draw.whole(3);
  for (let net = 1; net <= nets; net++) addNet(draw, net, nets, honest, places, devices, links);
  for (let net = 1; net < nets; net++) addRouter(draw, net, nets, honest, places, devices, links);
  const text = [
    `seed: ${draw.whole(1000)}`,
    'devices:',
    ...devices.map((line) => `  ${line}`),
    'links:',
    ...links.map((line) => `  - ${line}`),
    ...faultsOf(draw, honest, places),
    'do:',
    ...Array.from(
      { length: draw.whole(3) },
      () => `  - { at: ${draw.whole(900)} ms, on: ${draw.one(places.hosts)}, run: '${lineOf(draw, places, honest)}' }`,
    ),
  ].join('\n');
  return { text, honest, moments: momentsOf(draw, places, honest) };
}

function addNet(
  draw: Draws,
  net: number,
  nets: number,
  honest: boolean,
  places: Places,
  devices: string[],
  links: string[],
): void {
  const kind = draw.chance(75) ? 'switch' : 'hub';
  const middle = `M${net}`;
  const ageing = kind === 'switch' && draw.chance(20) ? ', ageing: 700 ms' : '';
  devices.push(`${middle}: { kind: ${kind}, ports: 8${ageing} }`);
  if (kind === 'switch') places.switches.push(middle);
  for (let port = 1; port <= 8; port++) places.ports.push(`${middle}.${port}`);
  const hosts = 1 + draw.whole(3);
  for (let i = 1; i <= hosts; i++) {
    const name = `H${net}${i}`;
    const ip = draw.chance(95) ? `10.0.${net}.${i}` : '10.0.1.1';
    const prefix = draw.chance(85) ? 24 : draw.one([8, 16, 25, 30, 31, 32]);
    const gateway = draw.chance(80) ? `, gateway: 10.0.${net}.${net < nets ? 250 : 251}` : '';
    const prefixed = ['10.0.1.1/30', '10.0.1.1/31'].includes(`${ip}/${prefix}`) ? `${ip}/24` : `${ip}/${prefix}`;
    devices.push(`${name}: { kind: host, ip: ${usable(ip, prefix) ? prefixed : `${ip}/24`}${gateway}${knobs(draw)} }`);
    places.hosts.push(name);
    places.ports.push(`${name}.eth0`);
    places.addresses.push(ip);
    addLink(draw, `${name}.eth0`, `${middle}.${i}`, `${name}-${middle}`, honest, places, links);
  }
  if (!draw.chance(15)) return;
  // A second switch, now and then joined twice: a loop.
  devices.push(`N${net}: { kind: switch, ports: 4 }`);
  places.switches.push(`N${net}`);
  addLink(draw, `N${net}.1`, `${middle}.7`, `${middle}-N${net}`, honest, places, links);
  if (draw.chance(40)) addLink(draw, `N${net}.2`, `${middle}.8`, `${middle}-N${net}b`, honest, places, links);
}

function usable(ip: string, prefix: number): boolean {
  const last = Number(ip.split('.')[3]);
  return prefix > 30 || prefix < 25 || (last % (1 << (32 - prefix)) !== 0 && (last + 1) % (1 << (32 - prefix)) !== 0);
}

function addRouter(
  draw: Draws,
  net: number,
  nets: number,
  honest: boolean,
  places: Places,
  devices: string[],
  links: string[],
): void {
  const name = `R${net}`;
  const mtu = (): string => (draw.chance(20) ? `, mtu: ${draw.one([68, 300, 576, 1400])}` : '');
  const interfaces = [net, net + 1].map((of, i) => `eth${i}: { ip: 10.0.${of}.${of === net ? 250 : 251}/24${mtu()} }`);
  const routes: string[] = [];
  for (let of = 1; of <= nets; of++) {
    if (of === net || of === net + 1 || draw.chance(10)) continue;
    routes.push(`{ to: 10.0.${of}.0/24, via: ${of > net ? `10.0.${net + 1}.250` : `10.0.${net}.251`} }`);
  }
  devices.push(
    `${name}: { kind: router, interfaces: { ${interfaces.join(', ')} }, routes: [${routes.join(', ')}]${knobs(draw)} }`,
  );
  places.hosts.push(name);
  [net, net + 1].forEach((of, i) => {
    places.ports.push(`${name}.eth${i}`);
    places.addresses.push(`10.0.${of}.${of === net ? 250 : 251}`);
    addLink(draw, `${name}.eth${i}`, `M${of}.${of === net ? 5 : 6}`, `${name}-M${of}`, honest, places, links);
  });
}

/** Options of a machine's stack. */
function knobs(draw: Draws): string {
  const options = [
    'probe: on',
    'arp-timeout: 500 ms',
    'arp-retry: 100 ms',
    'arp-tries: 1',
    'echo: off',
    'echo-broadcast: on',
    'icmp-errors: off',
    'icmp-error-interval: 1 s',
    'reassembly-timeout: 200 ms',
    'ttl: 2',
  ];
  return draw.chance(30) ? `, ${draw.one(options)}` : '';
}

function addLink(
  draw: Draws,
  one: string,
  other: string,
  name: string,
  honest: boolean,
  places: Places,
  links: string[],
): void {
  const troubles = ['loss: 10 %', 'duplicate: 20 %', 'reorder: 20 %', 'jitter: 3 ms', 'corrupt: 20 %'];
  const given = [`ends: [${one}, ${other}]`, `name: ${name}`];
  if (draw.chance(30)) given.push(draw.one(troubles));
  if (draw.chance(10) && !honest) given.push('pastFcs: on');
  if (draw.chance(15)) given.push(`mtu: ${draw.one([68, 400, 1000, 9000])}`);
  if (draw.chance(15)) given.push(`delay: ${draw.one(['0 s', '10 µs', '50 ms'])}`);
  if (draw.chance(15)) given.push(`rate: ${draw.one(['0 bit/s', '64 kbit/s', '1 Gbit/s'])}`);
  if (draw.chance(10)) given.push(`queue: ${draw.one(['0 B', '200 B', '3 kB'])}`);
  if (draw.chance(10)) given.push(`back: { ${draw.one(troubles)}, delay: 7 ms }`);
  if (draw.chance(5)) given.push('up: off');
  links.push(`{ ${given.join(', ')} }`);
  places.links.push(name);
}

const FILTERS = [
  'icmp',
  'arp',
  'arp.opcode == 2',
  'icmp.type == 8',
  'ip.ttl < 64',
  'udp',
  'eth.dst == ff:ff:ff:ff:ff:ff',
];

function faultsOf(draw: Draws, honest: boolean, places: Places): string[] {
  const faults: string[] = [];
  for (let i = draw.whole(3); i > 0; i--) {
    const filter = `'${draw.one(FILTERS)}'`;
    const what = draw.one([
      `drop: ${filter}`,
      `delay: ${filter}, by: ${draw.one(['1 ms', '300 ms'])}`,
      `duplicate: ${filter}`,
      `corrupt: ${filter}`,
      `corrupt: ${filter}, octet: ${draw.one([0, 13, 50, 90, 2000])}, xor: 0xff${honest ? '' : ', pastFcs: on'}`,
    ]);
    const from = draw.chance(40) ? `, from: ${draw.one([...places.hosts, ...places.ports])}` : '';
    faults.push(`  - { ${what}${from}${draw.chance(50) ? `, nth: ${1 + draw.whole(4)}` : ''}, name: fault ${i} }`);
  }
  return faults.length ? ['faults:', ...faults] : [];
}

/** A command line as somebody types it. */
function lineOf(draw: Draws, { addresses }: Places, honest: boolean): string {
  const to = draw.chance(75)
    ? draw.one(addresses)
    : draw.one(['10.0.1.77', '10.0.9.9', '127.0.0.1', '10.0.1.255', '255.255.255.255', '224.0.0.1']);
  const size = draw.one([0, 8, 56, 500, 1472, 1473, 4000]);
  const lines = [
    `ping -c ${1 + draw.whole(3)} -i 0.${1 + draw.whole(4)} -W 1 ${to}`,
    `ping -c 2 -i 0.2 -W 1 -s ${size} -M ${draw.one(['do', 'want', 'dont'])} ${to}`,
    `ping -b -c 1 -W 1 ${to}`,
    `ping -c 1 -W 1 -t ${1 + draw.whole(3)} ${to}; echo over || true`,
    `traceroute -n -q 1 -w 0.3 -m 4 ${to}`,
    `traceroute -I -q 1 -w 0.2 -m 3 ${to} ${size}`,
    'arp -a',
    `arp -d ${to}`,
    `ip neigh replace ${to} lladdr 02:00:00:00:00:${10 + draw.whole(80)} dev eth0`,
    'ip neigh flush all',
    `ip route ${draw.one(['add', 'del', 'replace'])} ${draw.one(['default', '10.0.3.0/24', '10.0.0.0/8'])} via ${to}`,
    `ip addr ${draw.one(['add', 'del'])} ${to}/${draw.one([24, 16, 30, 32])} dev eth0`,
    `ip link set eth0 ${draw.one(['up', 'down', 'mtu 300', 'mtu 1500', 'mtu 9000', 'promisc on'])}`,
    `ifconfig eth0 10.0.${1 + draw.whole(3)}.${1 + draw.whole(9)} netmask 255.255.${draw.one(['255.0', '0.0', '255.252'])}`,
    'sleep 0.3 && ip addr && ip route; arp -n',
    'ping',
    'nonsense && true',
  ];
  if (!honest) lines.push(`send eth0 ${frameOf(draw)}`);
  return draw.one(lines);
}

/** Octets that may or may not be a frame. */
function frameOf(draw: Draws): string {
  const octet = (): string => draw.whole(256).toString(16).padStart(2, '0');
  const some = (count: number): string => Array.from({ length: count }, octet).join('');
  const ends = `${draw.one(['ffffffffffff', '01005e000001', '0180c2000000', `0200${some(4)}`])}${draw.one([`0200${some(4)}`, `0100${some(4)}`])}`;
  const arp = `08060001080006040001${some(6)}0a0001${octet()}0000000000000a0001${octet()}`;
  const ip = `080045000${draw.whole(10)}${octet()}${some(2)}${draw.one(['0000', '2000', '0003', '4000'])}40${draw.one(['01', '11', '06'])}${some(2)}0a0001020a000101`;
  return draw.one([
    ends + arp,
    ends + ip + some(draw.whole(60)),
    ends + some(draw.whole(1600)),
    some(1 + draw.whole(20)),
    `${ends}81000001${ip.slice(0, 20)}`,
  ]);
}

function momentsOf(draw: Draws, places: Places, honest: boolean): AnyLab['moments'] {
  const moments: AnyLab['moments'] = [];
  for (let i = 4 + draw.whole(10); i > 0; i--) {
    const at = draw.whole(4000) * MILLISECOND + draw.whole(3) * draw.whole(MILLISECOND);
    moments.push(draw.chance(80) ? { at, command: commandOf(draw, places, honest) } : { at });
  }
  return moments.sort((a, b) => a.at - b.at);
}

function commandOf(draw: Draws, places: Places, honest: boolean): Command {
  const { hosts, switches, ports, links, addresses } = places;
  const run = (): Command => ({ do: 'run', on: draw.one(hosts), line: lineOf(draw, places, honest) });
  if (draw.chance(50)) return run();
  const port = draw.one(ports);
  const of = `${draw.one(hosts)}.eth0`;
  const numbers = ['1', '2', '3', '7'];
  const choices: (() => Command)[] = [
    () => ({ do: 'interrupt', on: draw.one(hosts) }),
    () => ({ do: 'set', of, ip: draw.chance(80) ? [`${draw.one(addresses)}/24`] : [] }),
    () => ({ do: 'set', of, mtu: draw.one([68, 300, 1500, 9000]), mac: `02:00:00:00:01:${10 + draw.whole(20)}` }),
    () => ({ do: 'set', of, up: draw.chance(50), promiscuous: draw.chance(50) }),
    () => ({ do: 'gateway', of: draw.one(hosts), via: draw.one(['', ...addresses]) }),
    () => ({ do: 'link', link: draw.one(links), up: draw.chance(50) }),
    () => ({ do: 'link', link: draw.one(links), from: port, delay: '5 ms', up: draw.chance(50) }),
    () => ({ do: 'link', link: draw.one(links), loss: '30 %', jitter: '6 s', rate: '1 Mbit/s', mtu: 500 }),
    () => ({ do: 'unplug', at: port }),
    () => ({ do: 'plug', from: port, to: draw.one(ports) }),
    () => ({
      do: 'fault',
      add: { name: `fault ${draw.whole(3)}`, action: draw.one(['drop', 'duplicate']), filter: draw.one(FILTERS) },
    }),
    () => ({
      do: 'fault',
      add: { name: 'bits', action: 'corrupt', filter: draw.one(FILTERS), octet: draw.one([1, 70]), pastFcs: !honest },
    }),
    () => ({ do: 'unfault', name: `fault ${draw.whole(3)}` }),
    () => ({ do: 'clear', of: draw.one([...hosts, ...switches]), table: draw.one(['arp', 'mac']) }),
    () => ({
      do: 'mirror',
      of: draw.one([...switches, 'M1']),
      from: draw.chance(70) ? [draw.one(numbers)] : [],
      to: draw.one(numbers),
    }),
  ];
  if (!honest) choices.push(() => ({ do: 'send', from: of, frame: frameOf(draw) }));
  return draw.one(choices)();
}
