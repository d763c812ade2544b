// Transcripts as iputils would print them on such a network; the times follow from 100 Mbit/s and 1 ms a link.
import { describe, expect, test } from 'vitest';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

/** A and C behind two routers: R (.254) and R2; behind R2 a network of its own, with an MTU of 1400 on the way there. */
const farAway = `
lab: far
devices:
  A: { kind: host, ip: 192.168.12.1/24, gateway: 192.168.12.254, hosts: { w: 203.0.113.80 } }
  R:
    kind: router
    interfaces: { eth0: { ip: 192.168.12.254/24 }, eth1: { ip: 10.0.0.1/30, mtu: 1400 } }
    routes: [{ to: 0.0.0.0/0, via: 10.0.0.2 }]
  R2:
    kind: router
    interfaces: { eth0: { ip: 10.0.0.2/30 }, eth1: { ip: 203.0.113.254/24 } }
    routes: [{ to: 192.168.12.0/24, via: 10.0.0.1 }]
  W: { kind: host, ip: 203.0.113.80/24, gateway: 203.0.113.254 }
links: [[A, R.eth0], [R.eth1, R2.eth0], [R2.eth1, W]]
`;

const lines = (...text: string[]): string => text.join('\n');

describe('answers', () => {
  test('three requests: the first also pays for ARP', () => {
    expect(terminals(threeHosts()).status('A', 'ping -c 3 192.168.12.2')).toEqual({
      exit: 0,
      text: lines(
        'PING 192.168.12.2 (192.168.12.2) 56(84) bytes of data.',
        '64 bytes from 192.168.12.2: icmp_seq=1 ttl=64 time=8.05 ms',
        '64 bytes from 192.168.12.2: icmp_seq=2 ttl=64 time=4.03 ms',
        '64 bytes from 192.168.12.2: icmp_seq=3 ttl=64 time=4.03 ms',
        '',
        '--- 192.168.12.2 ping statistics ---',
        '3 packets transmitted, 3 received, 0% packet loss, time 2000ms',
        'rtt min/avg/max/mdev = 4.031/5.370/8.050/1.894 ms',
      ),
    });
  });

  test('loopback: no frame leaves the host', () => {
    const t = terminals(threeHosts());
    t.do({ do: 'unplug', at: 'A.eth0' });
    expect(t.type('A', 'ping -c 1 localhost')).toBe(
      lines(
        'PING localhost (127.0.0.1) 56(84) bytes of data.',
        '64 bytes from localhost (127.0.0.1): icmp_seq=1 ttl=64 time=0.000 ms',
        '',
        '--- localhost ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.000/0.000/0.000/0.000 ms',
      ),
    );
    expect(t.type('A', 'ping -c 1 192.168.12.1')).toContain('64 bytes from 192.168.12.1: icmp_seq=1 ttl=64');
  });

  test('through routers the TTL is smaller, and a name is shown with its address', () => {
    const text = terminals(farAway).type('A', 'ping -c 1 w');
    expect(text).toContain('PING w (203.0.113.80) 56(84) bytes of data.');
    expect(text).toContain('64 bytes from w (203.0.113.80): icmp_seq=1 ttl=62 time=');
    expect(terminals(farAway).type('A', 'ping -nc1 w')).toContain('64 bytes from 203.0.113.80: icmp_seq=1 ttl=62');
  });

  test('size, interval and source; too little room for a time stamp shows no time', () => {
    const t = terminals(threeHosts());
    expect(t.type('A', 'ping -c 2 -i 0.25 -s 8 -I eth0 192.168.12.2')).toBe(
      lines(
        'PING 192.168.12.2 (192.168.12.2) from 192.168.12.1 eth0: 8(36) bytes of data.',
        '16 bytes from 192.168.12.2: icmp_seq=1 ttl=64',
        '16 bytes from 192.168.12.2: icmp_seq=2 ttl=64',
        '',
        '--- 192.168.12.2 ping statistics ---',
        '2 packets transmitted, 2 received, 0% packet loss, time 250ms',
        '',
      ),
    );
  });

  test('a duplicate is told and counted apart', () => {
    const t = terminals(threeHosts());
    t.do({ do: 'fault', add: { name: 'twice', action: 'duplicate', filter: 'icmp.type == 0', nth: [1] } });
    const text = t.type('A', 'ping -c 2 192.168.12.2');
    expect(text).toMatch(/icmp_seq=1 ttl=64 time=[\d.]+ ms \(DUP!\)/);
    expect(text).toContain('2 packets transmitted, 2 received, +1 duplicates, 0% packet loss, time 1000ms');
  });

  test('quietly: the first line and the last ones', () => {
    expect(terminals(threeHosts()).type('A', 'ping -q -c 1 192.168.12.2')).toBe(
      lines(
        'PING 192.168.12.2 (192.168.12.2) 56(84) bytes of data.',
        '',
        '--- 192.168.12.2 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 8.050/8.050/8.050/0.000 ms',
      ),
    );
  });
});

describe('no answer', () => {
  test('a neighbour that does not exist: the host tells itself after three ARP requests', () => {
    const t = terminals(threeHosts());
    expect(t.status('A', 'ping -c 1 192.168.12.9')).toEqual({
      exit: 1,
      text: lines(
        'PING 192.168.12.9 (192.168.12.9) 56(84) bytes of data.',
        'From 192.168.12.1 icmp_seq=1 Destination Host Unreachable',
        '',
        '--- 192.168.12.9 ping statistics ---',
        '1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms',
        '',
      ),
    });
    expect(t.world.state.now).toBe(3e9);
  });

  test('several at once are a pipe', () => {
    const text = terminals(threeHosts()).type('A', 'ping -c 3 192.168.12.9');
    expect(text).toContain('From 192.168.12.1 icmp_seq=3 Destination Host Unreachable');
    expect(text).toMatch(/3 packets transmitted, 0 received, \+3 errors, 100% packet loss, time 2000ms\npipe 3$/);
  });

  test('a lost answer: ten seconds of waiting, or as many as -W says', () => {
    const t = terminals(threeHosts());
    t.do({ do: 'fault', add: { name: 'deaf', action: 'drop', filter: 'icmp.type == 0' } });
    expect(t.status('A', 'ping -c 1 192.168.12.2')).toEqual({
      exit: 1,
      text: lines(
        'PING 192.168.12.2 (192.168.12.2) 56(84) bytes of data.',
        '',
        '--- 192.168.12.2 ping statistics ---',
        '1 packets transmitted, 0 received, 100% packet loss, time 0ms',
        '',
      ),
    });
    expect(t.world.state.now).toBe(10e9);
    t.type('A', 'ping -c 1 -W 2 192.168.12.2');
    expect(t.world.state.now).toBe(12e9);
  });

  test('one lost of three', () => {
    const t = terminals(threeHosts());
    t.do({ do: 'fault', add: { name: 'second', action: 'drop', filter: 'icmp.type == 8', from: 'A', nth: [2] } });
    const { text, exit } = t.status('A', 'ping -c 3 192.168.12.2');
    expect(text).toContain('3 packets transmitted, 2 received, 33.3333% packet loss, time 2000ms');
    expect(text).not.toContain('icmp_seq=2');
    expect(exit).toBe(0);
  });

  test('no route', () => {
    const t = terminals(threeHosts());
    expect(t.status('A', 'ping -c 1 192.168.13.1')).toEqual({
      exit: 2,
      text: '! ping: connect: Network is unreachable',
    });
  });

  test('routers on the way tell', () => {
    const t = terminals(farAway);
    expect(t.type('A', 'ping -c 1 -t 1 203.0.113.80')).toContain(
      'From 192.168.12.254 icmp_seq=1 Time to live exceeded',
    );
    expect(t.type('A', 'ping -c 1 -t 2 203.0.113.80')).toContain('From 10.0.0.2 icmp_seq=1 Time to live exceeded');
    expect(t.type('A', 'ping -c 1 10.99.0.1')).toContain('From 10.0.0.2 icmp_seq=1 Destination Net Unreachable');
    expect(t.type('A', 'ping -c 1 203.0.113.9')).toContain('From 10.0.0.2 icmp_seq=1 Destination Host Unreachable');
  });

  test('the way vanishes while it runs', () => {
    const t = terminals(threeHosts());
    const process = t.begin('A', 'ping -c 2 -W 1 192.168.12.2');
    t.pass(0.5);
    t.do({ do: 'set', of: 'A.eth0', up: false });
    t.settle();
    expect(t.text(process)).toContain('! ping: sendmsg: Network is unreachable');
    expect(t.text(process)).toContain('2 packets transmitted, 1 received, 50% packet loss, time 1000ms');
  });
});

describe('packets too long', () => {
  test('for the own interface: fragments, unless that is forbidden', () => {
    const t = terminals(threeHosts());
    expect(t.type('A', 'ping -c 1 -s 3000 192.168.12.2')).toContain('3008 bytes from 192.168.12.2: icmp_seq=1 ttl=64');
    expect(t.status('A', 'ping -c 1 -s 1473 -M do 192.168.12.2')).toEqual({
      exit: 1,
      text: lines(
        'PING 192.168.12.2 (192.168.12.2) 1473(1501) bytes of data.',
        '! ping: local error: message too long, mtu=1500',
        '',
        '--- 192.168.12.2 ping statistics ---',
        '1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms',
        '',
      ),
    });
    expect(t.type('A', 'ping -c 1 -s 1472 -M do 192.168.12.2')).toContain('1480 bytes from');
  });

  test('for the way: a router says what would fit, and from then on ping knows', () => {
    const t = terminals(farAway);
    expect(t.type('A', 'ping -c 2 -s 1472 -M do 203.0.113.80')).toBe(
      lines(
        'PING 203.0.113.80 (203.0.113.80) 1472(1500) bytes of data.',
        'From 192.168.12.254 icmp_seq=1 Frag needed and DF set (mtu = 1400)',
        '! ping: local error: message too long, mtu=1400',
        '',
        '--- 203.0.113.80 ping statistics ---',
        '2 packets transmitted, 0 received, +2 errors, 100% packet loss, time 1000ms',
        '',
      ),
    );
    const want = t.type('A', 'ping -c 2 -s 1472 203.0.113.80');
    expect(want).toContain('icmp_seq=1 Frag needed and DF set (mtu = 1400)');
    expect(want).toContain('1480 bytes from 203.0.113.80: icmp_seq=2');
    expect(t.type('A', 'ping -c 1 -s 1472 -M dont 203.0.113.80')).toContain('1480 bytes from 203.0.113.80: icmp_seq=1');
  });
});

describe('interruption', () => {
  test('without -c it goes on for ever, until Ctrl-C (after a minute ARP asks again)', () => {
    const t = terminals(threeHosts());
    const process = t.begin('A', 'ping 192.168.12.2');
    t.pass(100.5);
    expect(process.exit).toBeUndefined();
    t.do({ do: 'interrupt', on: 'A' });
    expect(process.exit).toBe(0);
    expect(t.text(process).split('\n').slice(-4)).toEqual([
      '^C',
      '--- 192.168.12.2 ping statistics ---',
      '101 packets transmitted, 101 received, 0% packet loss, time 100000ms',
      'rtt min/avg/max/mdev = 4.031/4.110/8.050/0.559 ms',
    ]);
    const { rowCount } = t.world.state;
    t.settle();
    expect(t.world.state.rowCount).toBe(rowCount);
  });
});

describe('its own line', () => {
  test.each([
    ['ping', 'usage error: Destination address required', 1],
    ['ping nobody', 'nobody: Name or service not known', 2],
    ['ping 192.168.12.300', '192.168.12.300: Name or service not known', 2],
    ['ping -c 0 B', "invalid argument: '0': out of range: 1 <= value <= 9223372036854775807", 1],
    ['ping -c x B', "invalid argument: 'x'", 1],
    ['ping -t 256 B', "invalid argument: '256': out of range: 0 <= value <= 255", 1],
    ['ping -t 0 192.168.12.2', 'cannot set unicast time-to-live: Invalid argument', 2],
    ['ping -s 65508 192.168.12.2', 'packet size 65508 is too large. Maximum is 65507', 1],
    ['ping -i 0 192.168.12.2', 'cannot flood, minimal interval for user must be >= 2 ms, use -i 0.002 (or higher)', 2],
    ['ping -i x 192.168.12.2', 'option argument contains garbage: x', 1],
    ['ping -M yes 192.168.12.2', 'invalid -M argument: yes', 2],
    ['ping -I eth9 192.168.12.2', 'SO_BINDTODEVICE eth9: No such device', 2],
    ['ping -I 192.168.12.7 192.168.12.2', 'bind: Cannot assign requested address', 2],
    ['ping 192.168.12.255', 'Do you want to ping broadcast? Then -b. If not, check your local firewall rules', 2],
  ])('%s', (line, text, exit) => {
    expect(terminals(threeHosts()).status('A', line)).toEqual({ text: `! ping: ${text}`, exit });
  });

  test('an unknown option, with the ones there are', () => {
    const { text, exit } = terminals(threeHosts()).status('A', 'ping -z 192.168.12.2');
    expect(text).toMatch(/^! ping: invalid option -- 'z'\n! Usage: ping /);
    expect(exit).toBe(2);
  });

  test('a broadcast on purpose', () => {
    const t = terminals(threeHosts());
    t.host('B').options.echoBroadcast = true;
    t.host('C').options.echoBroadcast = true;
    expect(t.type('A', 'ping -b -c 1 192.168.12.255')).toMatch(
      /^! WARNING: pinging broadcast address\nPING 192\.168\.12\.255 .*\n64 bytes from 192\.168\.12\.[23]: icmp_seq=1/,
    );
  });
});
