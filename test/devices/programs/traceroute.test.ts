import { expect, test } from 'vitest';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const chain = `
lab: chain
devices:
  A: { kind: host, ip: 192.168.12.1/24, gateway: 192.168.12.254, hosts: { w: 203.0.113.80, r: 192.168.12.254 } }
  R:
    kind: router
    interfaces: { eth0: { ip: 192.168.12.254/24 }, eth1: { ip: 10.0.0.1/30 } }
    routes: [{ to: 0.0.0.0/0, via: 10.0.0.2 }]
  R2:
    kind: router
    interfaces: { eth0: { ip: 10.0.0.2/30 }, eth1: { ip: 203.0.113.254/24, mtu: 1400 } }
    routes: [{ to: 192.168.12.0/24, via: 10.0.0.1 }]
  W: { kind: host, ip: 203.0.113.80/24, gateway: 203.0.113.254 }
links: [[A, R.eth0], [R.eth1, R2.eth0], [R2.eth1, W]]
`;

/** Neighbours are asked for before, so that the times are those of the way alone. */
function warm() {
  const t = terminals(chain);
  t.type('A', 'ping -c 1 203.0.113.80');
  return t;
}

const lines = (...text: string[]): string => text.join('\n');

test('each router tells of itself, the destination says that nobody has that port', () => {
  expect(warm().status('A', 'traceroute -n 203.0.113.80')).toEqual({
    exit: 0,
    text: lines(
      'traceroute to 203.0.113.80 (203.0.113.80), 30 hops max, 60 byte packets',
      ' 1  192.168.12.254  2.014 ms  2.014 ms  2.014 ms',
      ' 2  10.0.0.2  4.028 ms  4.028 ms  4.028 ms',
      ' 3  203.0.113.80  6.042 ms  6.042 ms  6.042 ms',
    ),
  });
});

test('with echo requests, one a hop, and names where there are any', () => {
  expect(warm().type('A', 'traceroute -I -q 1 w')).toBe(
    lines(
      'traceroute to w (203.0.113.80), 30 hops max, 60 byte packets',
      ' 1  r (192.168.12.254)  2.014 ms',
      ' 2  10.0.0.2 (10.0.0.2)  4.028 ms',
      ' 3  w (203.0.113.80)  6.036 ms',
    ),
  );
});

test('silence is stars, up to the most hops wanted', () => {
  const t = warm();
  t.do({ do: 'fault', add: { name: 'mute', action: 'drop', filter: 'icmp && ip.src == 10.0.0.2' } });
  expect(t.type('A', 'traceroute -n -q 2 -w 1 -m 2 203.0.113.80')).toBe(
    lines(
      'traceroute to 203.0.113.80 (203.0.113.80), 2 hops max, 60 byte packets',
      ' 1  192.168.12.254  2.014 ms  2.014 ms',
      ' 2  * *',
    ),
  );
});

test('one probe lost: its star stands at its place', () => {
  const t = warm();
  t.do({ do: 'fault', add: { name: 'once', action: 'drop', filter: 'udp', from: 'A', nth: [2] } });
  expect(t.type('A', 'traceroute -n -m 1 203.0.113.80')).toContain('\n 1  192.168.12.254  2.014 ms *  2.014 ms');
});

test('why it goes no further: no such host, no route, too long', () => {
  const t = warm();
  expect(t.type('A', 'traceroute -n -q 1 203.0.113.9')).toContain('\n 3  10.0.0.2  3004.028 ms !H');
  expect(t.type('A', 'traceroute -n -q 1 10.99.0.1')).toContain('\n 2  10.0.0.2  4.028 ms !N');
  expect(t.type('A', 'traceroute -n -q 1 -F 203.0.113.80 1500')).toMatch(/\n 3 {2}10\.0\.0\.2 {2}[\d.]+ ms !F-1400$/);
  expect(terminals(threeHosts()).type('A', 'traceroute -n -q 1 192.168.12.9')).toContain(
    '\n 1  192.168.12.1  3000.000 ms !H',
  );
});

test.each([
  ['traceroute', 'Usage: traceroute', 2],
  ['traceroute nobody', 'nobody: Name or service not known', 2],
  ['traceroute -m 256 192.168.12.2', 'max hops cannot be more than 255', 2],
  ['traceroute -q 11 192.168.12.2', 'no more than 10 probes per hop', 2],
  ['traceroute -w x 192.168.12.2', "bad wait seconds `x' specified", 2],
  ['traceroute 192.168.12.2 x', 'Cannot handle "packetlen" cmdline arg `x\'', 2],
  ['traceroute -z', "traceroute: invalid option -- 'z'", 2],
])('%s', (line, text, exit) => {
  const said = terminals(threeHosts()).status('A', line);
  expect(said.text).toContain(`! ${text}`);
  expect(said.exit).toBe(exit);
});

test('too long for the own interface', () => {
  expect(terminals(threeHosts()).type('A', 'traceroute -F -n -q 2 192.168.12.2 2000')).toBe(
    lines(
      'traceroute to 192.168.12.2 (192.168.12.2), 30 hops max, 2000 byte packets',
      ' 1  *  0.000 ms !F-1500 *  0.000 ms !F-1500',
    ),
  );
});

test('no route at all', () => {
  const { text, exit } = terminals(threeHosts()).status('A', 'traceroute 10.0.0.1');
  expect(text.split('\n')[1]).toBe('! connect: Network is unreachable');
  expect(exit).toBe(1);
});

test('its port is free again when it has ended', () => {
  const t = warm();
  t.type('A', 'traceroute -n 203.0.113.80');
  expect(t.host('A').sockets).toEqual([]);
});
