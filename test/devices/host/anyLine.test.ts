// Whatever is typed, nothing throws, nothing hangs, and every process says how it ended or runs on.
import { expect, test } from 'vitest';
import { below, luckFor, type Luck } from '../../../src/base/rng.ts';
import { applyCommand, type Command } from '../../../src/sim/command.ts';
import { advance, nextEventAt } from '../../../src/sim/world.ts';
import { catalogue } from '../../../src/devices/programs/catalogue.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const words = [
  ...['-a', '-c', '-n', '-s', '-d', '-t', '-I', '-M', 'do', '-i', '-W', '-b', '-q', '-m', '-br', '--', '-', ''],
  ...['add', 'del', 'show', 'set', 'flush', 'get', 'replace', 'addr', 'link', 'route', 'neigh', 'a', 'r', 'l', 'n'],
  ...['dev', 'via', 'gw', 'netmask', 'lladdr', 'mtu', 'address', 'promisc', 'up', 'down', 'on', 'off', 'hw', 'ether'],
  ...['eth0', 'eth1', 'lo', 'default', 'localhost', '192.168.12.1', '192.168.12.2', '192.168.12.9', '10.0.0.1/8'],
  ...['192.168.12.0/24', '0.0.0.0', '255.255.255.0', '255.255.255.255', '224.0.0.1', '127.0.0.1', '02:00:00:00:00:0c'],
  ...['0', '1', '2', '64', '1500', '70000', '-1', '0.01', '1e9', '99999999999999999999', 'ffffffffffff', '*', 'x'],
  ...['-l', '-lk', '-u', '-z', '-v', '-vw', '-N', '-p', '-e', '-1', '-r', '-o', '-P', '-X', '-H', '--max-time', '-D'],
  ...['5000', '80', '7', '5201', 'http', 'http://192.168.12.2/', 'http://localhost:5000', 'a.txt', '10K', '79-81'],
  ...[';', '&&', '||', '|', '#', "'", '"', '\\', '$', 'é', '\u0000', '__proto__', 'toString'],
];

/** Without an interpreter a script waits for ever. */
const commands = [...catalogue.keys()].filter((name) => !name.startsWith('python'));

const pick = <T>(luck: Luck, from: readonly T[]): T => from[below(luck, from.length)]!;

function lineBy(luck: Luck): string {
  const count = below(luck, 8);
  return [pick(luck, commands), ...Array.from({ length: count }, () => pick(luck, words))].join(' ');
}

test('any line', () => {
  const luck = luckFor(1, 'test', 'lines');
  let t = terminals(threeHosts());
  for (let i = 0; i < 4000; i++) {
    if (i % 50 === 0) t = terminals(threeHosts());
    const line = lineBy(luck);
    const result = applyCommand(t.world, { do: 'run', on: pick(luck, ['A', 'B']), line });
    expect(result.ok, line).toBe(true);
    const until = t.world.state.now + 2e9;
    for (let events = 0; events < 5000 && nextEventAt(t.world) <= until; events++) advance(t.world);
    applyCommand(t.world, { do: 'interrupt', on: 'A' });
    applyCommand(t.world, { do: 'interrupt', on: 'B' });
    for (const name of ['A', 'B']) {
      for (const process of t.host(name).processes) expect(process.exit, line).toBeTypeOf('number');
    }
  }
});

/** One good command of each kind; the test spoils some of their keys. */
const good: Command[] = [
  { do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' },
  { do: 'interrupt', on: 'A' },
  { do: 'set', of: 'A.eth0', ip: ['192.168.12.7/24'], mtu: 1400, up: true },
  { do: 'gateway', of: 'B', via: '192.168.12.3' },
  { do: 'link', link: 'A-S', delay: '10 ms', loss: '1 %', from: 'S.1' },
  { do: 'plug', from: 'A.eth0', to: 'S.1' },
  { do: 'unplug', at: 'A.eth0' },
  { do: 'fault', add: { name: 'f', action: 'drop', filter: 'arp', nth: [1], from: 'A' } },
  { do: 'unfault', name: 'f' },
  { do: 'send', from: 'A.eth0', frame: 'ff'.repeat(40) },
  { do: 'mirror', of: 'S', from: ['1', '2'], to: '3' },
  { do: 'clear', of: 'A', table: 'arp' },
];

test('any JSON as a command', () => {
  const luck = luckFor(2, 'test', 'commands');
  const keys = 'do on line pid of ip mac mtu up via link from to at add name frame table loss delay'.split(' ');
  const values: unknown[] = [
    ...['A', 'A.eth0', 'S', 'S.1', 'S.2', 'A-S', '', '192.168.12.7/24', '10 ms', '1 %', 'arp', 'mac', 'set', 'plug'],
    ...[0, 1, -1, 1500, NaN, Infinity, true, false, null, undefined, [], ['1', '2'], ['A'], ['3'], {}],
    { name: 'g', action: 'corrupt', filter: '((', octet: 1e9 },
  ];
  let done = 0;
  let t = terminals(threeHosts());
  for (let i = 0; i < 6000; i++) {
    if (i % 100 === 0) t = terminals(threeHosts());
    const command: Record<string, unknown> = { ...pick(luck, good) };
    for (let k = below(luck, 3); k > 0; k--) command[pick(luck, keys)] = pick(luck, values);
    if (applyCommand(t.world, command as unknown as Command).ok) done++;
    for (let events = 0; events < 20 && advance(t.world); events++);
  }
  expect(done).toBeGreaterThan(1000);
  expect(done).toBeLessThan(5000);
});
