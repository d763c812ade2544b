import { describe, expect, test } from 'vitest';
import { threeHosts, twoLans } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const lines = (...text: string[]): string => text.join('\n');
const LO = [
  '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000',
  '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
  '    inet 127.0.0.1/8 scope host lo',
  '       valid_lft forever preferred_lft forever',
];
const ETH0 = [
  '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000',
  '    link/ether 02:00:00:00:00:0a brd ff:ff:ff:ff:ff:ff',
  '    inet 192.168.12.1/24 brd 192.168.12.255 scope global eth0',
  '       valid_lft forever preferred_lft forever',
];

/** Each line with what it prints and its exit status. */
function refused(lab: string, cases: [line: string, text: string, exit: number][]): void {
  test.each(cases)('%s', (line, text, exit) => {
    const t = terminals(lab);
    const before = t.rows().filter((row) => row.kind === 'table').length;
    expect(t.status('A', line)).toEqual({ text: text.replace(/^/gm, '! '), exit });
    expect(t.rows().filter((row) => row.kind === 'table')).toHaveLength(before);
  });
}

describe('ip addr', () => {
  test('shows all interfaces, or one', () => {
    const t = terminals(threeHosts());
    for (const line of ['ip addr', 'ip a', 'ip addr show', 'ip address list'])
      expect(t.type('A', line)).toBe(lines(...LO, ...ETH0));
    expect(t.type('A', 'ip a s dev eth0')).toBe(lines(...ETH0));
    expect(t.type('A', 'ip -4 addr show eth0')).toBe(lines(...ETH0));
    expect(t.type('A', 'ip -br a')).toBe(
      lines('lo               UNKNOWN        127.0.0.1/8', 'eth0             UP             192.168.12.1/24'),
    );
  });

  test('adds, deletes and flushes addresses, and routes follow', () => {
    const t = terminals(threeHosts());
    expect(t.status('A', 'ip addr add 10.0.0.1/8 dev eth0')).toEqual({ text: '', exit: 0 });
    expect(t.type('A', 'ip r')).toBe(
      lines(
        '10.0.0.0/8 dev eth0 proto kernel scope link src 10.0.0.1',
        '192.168.12.0/24 dev eth0 proto kernel scope link src 192.168.12.1',
      ),
    );
    expect(t.status('A', 'ip addr del 192.168.12.1/24 dev eth0').exit).toBe(0);
    expect(t.type('A', 'ip r')).toBe('10.0.0.0/8 dev eth0 proto kernel scope link src 10.0.0.1');
    expect(t.status('A', 'ip addr flush dev eth0').exit).toBe(0);
    expect(t.type('A', 'ip r')).toBe('');
    t.type('A', 'ip addr add 192.168.12.7 dev eth0'); // without a length: a /32, on no network
    expect(t.type('A', 'ip -br addr show eth0')).toBe('eth0             UP             192.168.12.7/32');
    expect(t.type('A', 'ping -c 1 192.168.12.2')).toBe('! ping: connect: Network is unreachable');
    expect(t.status('A', 'ip addr del 192.168.12.7 dev eth0').exit).toBe(0);
  });

  refused(threeHosts(), [
    ['ip addr add 192.168.12.1/24 dev eth0', 'Error: ipv4: Address already assigned.', 2],
    ['ip addr add 192.168.12.5/24 dev eth9', 'Cannot find device "eth9"', 1],
    ['ip addr add 192.168.12.5/24', 'Not enough information: "dev" argument is required.', 1],
    ['ip addr add 192.168.12.5/33 dev eth0', 'Error: any valid prefix is expected rather than "192.168.12.5/33".', 1],
    ['ip addr add 224.0.0.1/24 dev eth0', 'RTNETLINK answers: Invalid argument', 2],
    [
      'ip addr add 1.2.3.4/8 5.6.7.8/8 dev eth0',
      'Error: either "local" is duplicate, or "5.6.7.8/8" is a garbage.',
      255,
    ],
    ['ip addr del 192.168.12.9/24 dev eth0', 'Error: ipv4: Address not found.', 2],
    ['ip addr add 127.0.0.2/8 dev lo', 'RTNETLINK answers: Operation not supported', 2],
    ['ip addr flush', 'Flush requires arguments.', 1],
    ['ip addr show eth9', 'Device "eth9" does not exist.', 1],
    ['ip addr frobnicate', 'Command "frobnicate" is unknown, try "ip address help".', 255],
    ['ip addr add 1.2.3.4/8 dev', 'Command line is not complete. Try option "help"', 255],
  ]);
});

describe('ip link', () => {
  test('shows what is up, down and without a cable', () => {
    const t = terminals(threeHosts());
    expect(t.type('A', 'ip link show eth0')).toBe(
      lines(
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000',
        '    link/ether 02:00:00:00:00:0a brd ff:ff:ff:ff:ff:ff',
      ),
    );
    t.do({ do: 'unplug', at: 'A.eth0' });
    expect(t.type('A', 'ip l')).toContain(
      '2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc fq_codel state DOWN',
    );
    expect(t.type('A', 'ip -br link')).toContain('eth0             DOWN           02:00:00:00:00:0a <NO-CARRIER,');
    expect(t.type('A', 'ip r')).toBe('192.168.12.0/24 dev eth0 proto kernel scope link src 192.168.12.1 linkdown');
  });

  test('sets several things at once', () => {
    const t = terminals(threeHosts());
    expect(t.status('A', 'ip link set dev eth0 mtu 1400 address 02:00:00:00:00:77 promisc on').exit).toBe(0);
    expect(t.type('A', 'ip link show dev eth0')).toBe(
      lines(
        '2: eth0: <BROADCAST,MULTICAST,PROMISC,UP,LOWER_UP> mtu 1400 qdisc fq_codel state UP mode DEFAULT group default qlen 1000',
        '    link/ether 02:00:00:00:00:77 brd ff:ff:ff:ff:ff:ff',
      ),
    );
    t.type('A', 'ip link set eth0 down');
    expect(t.type('A', 'ip link show eth0')).toContain(
      '<BROADCAST,MULTICAST,PROMISC> mtu 1400 qdisc fq_codel state DOWN',
    );
    expect(t.type('A', 'ip r')).toBe('');
    t.type('A', 'ip link set eth0 up');
    expect(t.type('A', 'ping -c 1 192.168.12.2')).toContain('1 received');
  });

  refused(threeHosts(), [
    ['ip link set eth9 up', 'Cannot find device "eth9"', 1],
    ['ip link set eth0 mtu 67', 'Error: mtu less than device minimum.', 2],
    ['ip link set eth0 mtu 70000', 'Error: mtu greater than device maximum.', 2],
    ['ip link set eth0 mtu x', 'Error: argument "x" is wrong: Invalid "mtu" value', 255],
    ['ip link set eth0 address 02:00', 'Invalid address length 2 - must be 6 bytes', 1],
    ['ip link set eth0 address zz', '"zz" is invalid lladdr.', 1],
    ['ip link set eth0 address 01:00:00:00:00:01', 'RTNETLINK answers: Cannot assign requested address', 2],
    ['ip link set eth0 promisc maybe', 'Error: argument of "promisc" must be "on" or "off", not "maybe"', 1],
    ['ip link set eth0 frob 3', 'Error: either "dev" is duplicate, or "frob" is a garbage.', 255],
    ['ip link set eth0 down mtu', 'Command line is not complete. Try option "help"', 255],
    ['ip link set eth0 mtu 1400 frob 3', 'Error: either "dev" is duplicate, or "frob" is a garbage.', 255],
  ]);
});

describe('ip route', () => {
  test('shows, gets, adds, replaces and deletes', () => {
    const t = terminals(twoLans());
    expect(t.type('A', 'ip route')).toBe(
      lines('default via 192.168.12.254 dev eth0', '192.168.12.0/24 dev eth0 proto kernel scope link src 192.168.12.1'),
    );
    expect(t.type('A', 'ip r get 192.168.13.1')).toBe(
      lines('192.168.13.1 via 192.168.12.254 dev eth0 src 192.168.12.1 uid 0', '    cache'),
    );
    expect(t.type('A', 'ip r get 192.168.12.9')).toBe(
      lines('192.168.12.9 dev eth0 src 192.168.12.1 uid 0', '    cache'),
    );
    expect(t.type('A', 'ip r get 192.168.12.1')).toBe(
      lines('local 192.168.12.1 dev lo src 192.168.12.1 uid 0', '    cache <local>'),
    );
    expect(t.status('A', 'ip route del default').exit).toBe(0);
    expect(t.status('A', 'ip route get 192.168.13.1')).toEqual({
      text: '! RTNETLINK answers: Network is unreachable',
      exit: 2,
    });
    expect(t.status('A', 'ip route add default via 192.168.12.254').exit).toBe(0);
    expect(t.type('A', 'ping -c 1 192.168.13.1')).toContain('ttl=63');
    expect(t.status('A', 'ip route replace default via 192.168.12.253').exit).toBe(0);
    expect(t.type('A', 'ip route show default')).toBe('default via 192.168.12.253 dev eth0');
    expect(t.status('A', 'ip route add 10.0.0.0/8 dev eth0').exit).toBe(0);
    expect(t.status('A', 'ip route add 203.0.113.9 via 192.168.12.254 dev eth0 metric 5').exit).toBe(0);
    expect(t.type('A', 'ip r')).toBe(
      lines(
        'default via 192.168.12.253 dev eth0',
        '10.0.0.0/8 dev eth0 scope link',
        '192.168.12.0/24 dev eth0 proto kernel scope link src 192.168.12.1',
        '203.0.113.9 via 192.168.12.254 dev eth0 metric 5',
      ),
    );
  });

  test('a replacement that is refused leaves the route as it was', () => {
    const t = terminals(twoLans());
    expect(t.status('A', 'ip route replace default via 192.168.13.254')).toEqual({
      text: '! Error: Nexthop has invalid gateway.',
      exit: 2,
    });
    expect(t.type('A', 'ip route show default')).toBe('default via 192.168.12.254 dev eth0');
  });

  refused(twoLans(), [
    ['ip route add default via 192.168.12.254', 'RTNETLINK answers: File exists', 2],
    ['ip route add 10.0.0.0/8 via 192.168.13.254', 'Error: Nexthop has invalid gateway.', 2],
    ['ip route add 10.0.0.0/8 via 192.168.12.1', 'Error: Nexthop has invalid gateway.', 2],
    ['ip route add 10.0.0.1/8 via 192.168.12.254', 'Error: Invalid prefix for given prefix length.', 2],
    ['ip route add 10.0.0.0/8', 'RTNETLINK answers: No such device', 2],
    ['ip route add 10.0.0.0/8 dev eth9', 'Cannot find device "eth9"', 1],
    ['ip route add 10.0.0/8 via 192.168.12.254', 'Error: any valid prefix is expected rather than "10.0.0/8".', 1],
    ['ip route add 10.0.0.0/8 via R', 'Error: inet address is expected rather than "R".', 1],
    ['ip route add 10.0.0.0/8 via', 'Command line is not complete. Try option "help"', 255],
    ['ip route del 10.0.0.0/8', 'RTNETLINK answers: No such process', 2],
    ['ip route add default via 192.168.12.254 now', 'Error: either "to" is duplicate, or "now" is a garbage.', 255],
    ['ip route get', 'need at least a destination address', 1],
    ['ip frob', 'Object "frob" is unknown, try "ip help".', 1],
    ['ip -z addr', 'Option "-z" is unknown, try "ip -help".', 255],
  ]);
});

describe('ip neigh', () => {
  test('shows each state, adds, deletes and flushes', () => {
    const t = terminals(threeHosts());
    t.type('A', 'ping -c 1 192.168.12.2');
    t.type('A', 'ping -c 1 192.168.12.9');
    t.begin('A', 'ping -c 1 192.168.12.8');
    t.type('A', 'ip neigh add 192.168.12.3 lladdr 02:00:00:00:00:0c dev eth0');
    expect(t.type('A', 'ip neigh')).toBe(
      lines(
        '192.168.12.2 dev eth0 lladdr 02:00:00:00:00:0b REACHABLE',
        '192.168.12.9 dev eth0 FAILED',
        '192.168.12.8 dev eth0 INCOMPLETE',
        '192.168.12.3 dev eth0 lladdr 02:00:00:00:00:0c PERMANENT',
      ),
    );
    expect(t.type('A', 'ip n show 192.168.12.2')).toBe('192.168.12.2 dev eth0 lladdr 02:00:00:00:00:0b REACHABLE');
    expect(t.status('A', 'ip neigh del 192.168.12.2 dev eth0').exit).toBe(0);
    expect(t.status('A', 'ip neigh flush all').exit).toBe(0);
    expect(t.type('A', 'ip neigh show dev eth0')).toBe('192.168.12.3 dev eth0 lladdr 02:00:00:00:00:0c PERMANENT');
  });

  test('after a minute of silence an entry is gone', () => {
    const t = terminals(threeHosts());
    t.type('A', 'ping -c 1 192.168.12.2');
    expect(t.type('A', 'sleep 59; ip neigh')).toContain('REACHABLE');
    expect(t.type('A', 'sleep 2; ip neigh')).not.toContain('192.168.12.2');
  });

  refused(threeHosts(), [
    ['ip neigh flush', 'Flush requires arguments.', 1],
    ['ip neigh add 192.168.12.2 lladdr 02:00:00:00:00:0b', 'Device and destination are required arguments.', 255],
    ['ip neigh add 192.168.12.2 lladdr 02:00 dev eth0', '"02:00" is invalid lladdr.', 1],
    ['ip neigh add 192.168.12.2 dev eth0', 'Error: No link layer address given.', 2],
    ['ip neigh del 192.168.12.2 dev eth0', 'RTNETLINK answers: No such file or directory', 2],
    ['ip neigh show dev eth9', 'Cannot find device "eth9"', 1],
  ]);
});

test('help', () => {
  const { text, exit } = terminals(threeHosts()).status('A', 'ip help');
  expect(text).toContain('ip route { add | replace | del }');
  expect(exit).toBe(0);
});
