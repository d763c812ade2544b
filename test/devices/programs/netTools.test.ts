import { describe, expect, test } from 'vitest';
import { threeHosts, twoLans } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const lines = (...text: string[]): string => text.join('\n');

describe('arp', () => {
  test('lists the cache as lines and as a table', () => {
    const t = terminals(threeHosts());
    expect(t.type('A', 'arp -a')).toBe('');
    t.type('A', 'ping -c 1 192.168.12.2; ping -c 1 192.168.12.9; arp -s 192.168.12.3 02:00:00:00:00:0c');
    expect(t.type('A', 'arp -a')).toBe(
      lines(
        '? (192.168.12.2) at 02:00:00:00:00:0b [ether] on eth0',
        '? (192.168.12.9) at <incomplete> on eth0',
        '? (192.168.12.3) at 02:00:00:00:00:0c [ether] PERM on eth0',
      ),
    );
    expect(t.type('A', 'arp -n')).toBe(
      lines(
        'Address                  HWtype  HWaddress           Flags Mask            Iface',
        '192.168.12.2             ether   02:00:00:00:00:0b   C                     eth0',
        '192.168.12.9                     (incomplete)                              eth0',
        '192.168.12.3             ether   02:00:00:00:00:0c   CM                    eth0',
      ),
    );
    expect(t.type('B', 'arp -a')).toBe('? (192.168.12.1) at 02:00:00:00:00:0a [ether] on eth0'); // B learned from the question
    expect(t.type('C', 'arp -a')).toBe('');
  });

  test('forgets one entry, or all', () => {
    const t = terminals(threeHosts());
    t.type('A', 'ping -c 1 192.168.12.2; ping -c 1 192.168.12.3');
    expect(t.status('A', 'arp -d 192.168.12.2')).toEqual({ text: '', exit: 0 });
    expect(t.type('A', 'arp -a')).toBe('? (192.168.12.3) at 02:00:00:00:00:0c [ether] on eth0');
    expect(t.status('A', 'arp -d 192.168.12.2')).toEqual({ text: '! No ARP entry for 192.168.12.2', exit: 255 });
    expect(t.status('A', 'arp -d *').exit).toBe(0);
    expect(t.type('A', 'arp -a')).toBe('');
  });

  test('one host of the cache', () => {
    const t = terminals(threeHosts());
    t.type('A', 'ping -c 1 192.168.12.2');
    expect(t.type('A', 'arp -a 192.168.12.2')).toBe('? (192.168.12.2) at 02:00:00:00:00:0b [ether] on eth0');
    expect(t.type('A', 'arp -a 192.168.12.7')).toBe('arp: in 1 entries no match found.');
    expect(t.status('A', 'arp 192.168.12.7')).toEqual({ text: '192.168.12.7 (192.168.12.7) -- no entry', exit: 0 });
  });

  test.each([
    ['arp -s 192.168.12.3', 'arp: need hardware address'],
    ['arp -s 192.168.12.3 zz', 'arp: invalid hardware address'],
    ['arp -s 10.0.0.1 02:00:00:00:00:0c', 'SIOCSARP: Network is unreachable'],
    ['arp -s 192.168.12.1 02:00:00:00:00:0c', 'SIOCSARP: Invalid argument'],
    ['arp -d', 'arp: need host name'],
    ['arp nobody', 'nobody: Unknown host'],
  ])('%s', (line, text) => {
    expect(terminals(threeHosts()).status('A', line)).toEqual({ text: `! ${text}`, exit: 255 });
  });
});

describe('ifconfig', () => {
  test('shows the interfaces that are up, with what they have carried', () => {
    const t = terminals(threeHosts());
    t.type('A', 'ping -c 1 192.168.12.2');
    expect(t.type('A', 'ifconfig')).toBe(
      lines(
        'eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500',
        '        inet 192.168.12.1  netmask 255.255.255.0  broadcast 192.168.12.255',
        '        ether 02:00:00:00:00:0a  txqueuelen 1000  (Ethernet)',
        '        RX packets 2  bytes 158 (158.0 B)',
        '        RX errors 0  dropped 0  overruns 0  frame 0',
        '        TX packets 2  bytes 158 (158.0 B)',
        '        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0',
        '',
        'lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536',
        '        inet 127.0.0.1  netmask 255.0.0.0',
        '        loop  txqueuelen 1000  (Local Loopback)',
        '        RX packets 0  bytes 0 (0.0 B)',
        '        RX errors 0  dropped 0  overruns 0  frame 0',
        '        TX packets 0  bytes 0 (0.0 B)',
        '        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0',
        '',
      ),
    );
    t.type('A', 'ifconfig eth0 down');
    expect(t.type('A', 'ifconfig')).not.toContain('eth0');
    expect(t.type('A', 'ifconfig -a')).toContain('eth0: flags=4098<BROADCAST,MULTICAST>  mtu 1500');
  });

  test('sets address, mask, MTU, MAC, and the interface up', () => {
    const t = terminals(threeHosts());
    t.type('A', 'ifconfig eth0 down');
    expect(t.status('A', 'ifconfig eth0 10.1.0.1 netmask 255.255.0.0 mtu 1400 hw ether 02:00:00:00:00:77')).toEqual({
      text: '',
      exit: 0,
    });
    expect(t.type('A', 'ifconfig eth0').split('\n').slice(0, 3)).toEqual([
      'eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1400',
      '        inet 10.1.0.1  netmask 255.255.0.0  broadcast 10.1.255.255',
      '        ether 02:00:00:00:00:77  txqueuelen 1000  (Ethernet)',
    ]);
    t.type('A', 'ifconfig eth0 10.1.0.2/24');
    expect(t.type('A', 'ip -br a')).toContain('10.1.0.2/24');
    t.type('A', 'ifconfig eth0 10.1.0.3'); // the historic class A
    expect(t.type('A', 'ip -br a')).toContain('10.1.0.3/8');
    t.type('A', 'ifconfig eth0 netmask 255.255.255.240');
    expect(t.type('A', 'ip -br a')).toContain('10.1.0.3/28');
    t.type('A', 'ifconfig eth0 0.0.0.0');
    expect(t.type('A', 'ip -br a')).toMatch(/eth0 +UP *$/);
  });

  test.each([
    ['ifconfig eth9', 'eth9: error fetching interface information: Device not found', 1],
    ['ifconfig eth9 up', 'eth9: ERROR while getting interface flags: No such device', 255],
    ['ifconfig eth0 netmask 255.0.255.0', 'SIOCSIFNETMASK: Invalid argument', 1],
    ['ifconfig eth0 mtu 5', 'SIOCSIFMTU: Invalid argument', 1],
    ['ifconfig eth0 hw ether 02', '02: invalid ether address.', 1],
    ['ifconfig eth0 224.0.0.1', 'SIOCSIFADDR: Invalid argument', 1],
    ['ifconfig eth0 frob', 'frob: Host name lookup failure', 1],
  ])('%s', (line, text, exit) => {
    expect(terminals(threeHosts()).status('A', line)).toEqual({ text: `! ${text}`, exit });
  });
});

describe('route and netstat', () => {
  test('print the table', () => {
    const t = terminals(twoLans());
    expect(t.type('A', 'route -n')).toBe(
      lines(
        'Kernel IP routing table',
        'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface',
        '0.0.0.0         192.168.12.254  0.0.0.0         UG    0      0        0 eth0',
        '192.168.12.0    0.0.0.0         255.255.255.0   U     0      0        0 eth0',
      ),
    );
    expect(t.type('A', 'netstat -rn')).toBe(
      lines(
        'Kernel IP routing table',
        'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface',
        '0.0.0.0         192.168.12.254  0.0.0.0         UG        0 0          0 eth0',
        '192.168.12.0    0.0.0.0         255.255.255.0   U         0 0          0 eth0',
      ),
    );
  });

  test('route adds and deletes', () => {
    const t = terminals(twoLans());
    expect(t.status('A', 'route del default').exit).toBe(0);
    expect(t.status('A', 'route add default gw 192.168.12.254').exit).toBe(0);
    expect(t.status('A', 'route add -net 10.0.0.0 netmask 255.0.0.0 gw 192.168.12.254').exit).toBe(0);
    expect(t.status('A', 'route add -net 172.16.0.0/12 dev eth0').exit).toBe(0);
    expect(t.status('A', 'route add -host 203.0.113.9 gw 192.168.12.254 eth0').exit).toBe(0);
    expect(t.type('A', 'ip r')).toBe(
      lines(
        'default via 192.168.12.254 dev eth0',
        '10.0.0.0/8 via 192.168.12.254 dev eth0',
        '172.16.0.0/12 dev eth0 scope link',
        '192.168.12.0/24 dev eth0 proto kernel scope link src 192.168.12.1',
        '203.0.113.9 via 192.168.12.254 dev eth0',
      ),
    );
    expect(t.status('A', 'route del -net 10.0.0.0/8').exit).toBe(0);
  });

  test.each([
    ['route add default gw 192.168.12.254', 'SIOCADDRT: File exists', 7],
    ['route add -net 10.0.0.0/8 gw 192.168.13.254', 'SIOCADDRT: Network is unreachable', 7],
    ['route add -net 10.0.0.0/8', 'SIOCADDRT: No such device', 7],
    ['route del -net 10.0.0.0/8', 'SIOCDELRT: No such process', 7],
    ['route add -net 10.0.0.1/8 gw 192.168.12.254', "route: netmask doesn't match route address", 3],
    ['route add default gw R', 'R: Unknown host', 4],
  ])('%s', (line, text, exit) => {
    expect(terminals(twoLans()).status('A', line)).toEqual({ text: `! ${text}`, exit });
  });
});

test('ipconfig shows the same settings as Windows would', () => {
  const t = terminals(twoLans());
  expect(t.type('A', 'ipconfig')).toBe(
    lines(
      '',
      'Windows IP Configuration',
      '',
      '',
      'Ethernet adapter eth0:',
      '',
      '   Connection-specific DNS Suffix  . :',
      '   IPv4 Address. . . . . . . . . . . : 192.168.12.1',
      '   Subnet Mask . . . . . . . . . . . : 255.255.255.0',
      '   Default Gateway . . . . . . . . . : 192.168.12.254',
    ),
  );
  expect(t.type('A', 'ipconfig /all')).toContain('   Physical Address. . . . . . . . . : 02-00-00-00-00-0A');
  t.do({ do: 'unplug', at: 'A.eth0' });
  expect(t.type('A', 'ipconfig')).toContain('   Media State . . . . . . . . . . . : Media disconnected');
  expect(t.status('A', 'ipconfig /renew').exit).toBe(1);
});
