// sysctl: every knob by its name, what it shows, what it sets, and what it refuses.
import { describe, expect, test } from 'vitest';
import { MILLISECOND, SECOND } from '../../../src/base/time.ts';
import type { HostState } from '../../../src/devices/host/host.ts';
import { withDoor } from '../../../src/devices/host/transport.ts';
import { socketKnobs, stackKnobs, tcpKnobs } from '../../../src/stack/knobs.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const settingsOf = (host: HostState) => host.door?.settings ?? host.socketSettings;

describe('sysctl', () => {
  test('-a shows every knob that a lab can set, each under a name of its own', () => {
    const lines = terminals(threeHosts()).type('A', 'sysctl -a').split('\n');
    const count = [stackKnobs, tcpKnobs, socketKnobs].reduce((sum, knobs) => sum + Object.keys(knobs).length, 0);
    expect(lines).toHaveLength(count + 3); // ip_forward, ip_local_port_range, tcp_available_congestion_control
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(lines.length);
    expect(lines).toEqual([...lines].sort());
    expect(lines).toContain('net.ipv4.ip_default_ttl = 64');
    expect(lines).toContain('net.ipv4.tcp_keepalive_time = 7200');
    expect(lines).toContain('net.ipv4.tcp_rmem = 65536\t65536\t65536');
    expect(lines).toContain('net.ipv4.tcp_linger_ms = -1');
    expect(lines).toContain('net.ipv4.ip_local_port_range = 49152\t65535');
  });

  test('takes back each value that it shows, and nothing has changed then', () => {
    const t = terminals(threeHosts());
    const before = structuredClone([t.host('A').options, t.host('A').socketSettings, t.host('A').forwarding]);
    for (const line of t.type('A', 'sysctl -a').split('\n')) {
      const [name, value] = line.split(' = ');
      if (/available|port_range/.test(name)) continue;
      expect(t.status('A', `sysctl -w "${name}=${value}"`)).toEqual({ text: line, exit: 0 });
    }
    expect([t.host('A').options, t.host('A').socketSettings, t.host('A').forwarding]).toEqual(before);
  });

  test.each<[string, (host: HostState) => unknown, unknown]>([
    ['net.ipv4.tcp_sack=0', (host) => settingsOf(host).tcp.sack, false],
    ['net.ipv4.tcp_rto_min_us=200000', (host) => settingsOf(host).tcp.minRto, 200 * MILLISECOND],
    ['net.ipv4.tcp_delack_ms=0', (host) => settingsOf(host).tcp.delayedAck, 0],
    ['net.ipv4.tcp_keepalive_time=1.5', (host) => settingsOf(host).tcp.keepIdle, 1500 * MILLISECOND],
    ['net.ipv4.tcp_fin_timeout=30', (host) => settingsOf(host).tcp.finWait2, 30 * SECOND],
    ['net.ipv4.tcp_congestion_control=cubic', (host) => settingsOf(host).tcp.congestion, 'cubic'],
    ['"net.ipv4.tcp_wmem=4096 16384 4194304"', (host) => settingsOf(host).tcp.sendBuffer, 16_384],
    ['net.ipv4.ip_no_pmtu_disc=1', (host) => settingsOf(host).tcp.pathMtuDiscovery, false],
    ['net.ipv4.tcp_linger_ms=0', (host) => settingsOf(host).tcp.linger, 0],
    ['net.ipv4.tcp_mss=536', (host) => settingsOf(host).tcp.mss, 536],
    ['net.core.rmem_default=1000', (host) => settingsOf(host).udpReceiveBuffer, 1000],
    ['net.ipv4.udp_unreachable_to_all=1', (host) => settingsOf(host).unreachableToAll, true],
    ['net.ipv4.udp_truncation_fails=1', (host) => settingsOf(host).truncationFails, true],
    ['fs.nr_open=10', (host) => settingsOf(host).descriptors, 10],
    ['net/ipv4/ip_default_ttl=32', (host) => host.options.ttl, 32],
    ['net.ipv4.ip_forward=1', (host) => host.forwarding, true],
    ['net.ipv4.icmp_echo_ignore_all=1', (host) => host.options.echo, false],
    ['net.ipv4.icmp_ratelimit=1000', (host) => host.options.icmpErrorInterval, SECOND],
    ['net.ipv4.neigh.default.mcast_solicit=5', (host) => host.options.arpTries, 5],
  ])('%s sets a knob of this host alone', (setting, knob, value) => {
    const t = terminals(threeHosts());
    const before = knob(t.host('B'));
    expect(before).not.toEqual(value);
    expect(t.status('A', `sysctl -w ${setting}`).exit).toBe(0);
    expect(knob(t.host('A'))).toEqual(value);
    expect(knob(t.host('B'))).toEqual(before);
  });

  test('changes what later sockets get, those of a host that has some already too', () => {
    const t = terminals(threeHosts());
    t.type('A', 'sysctl -w net.ipv4.tcp_sack=0');
    const { door } = withDoor(t.host('A'));
    expect(door.settings.tcp.sack).toBe(false);
    t.type('A', 'sysctl -w net.ipv4.tcp_nagle=0');
    expect(door.settings.tcp).toMatchObject({ sack: false, nagle: false });
    expect(t.type('A', 'sysctl -n net.ipv4.tcp_nagle net.ipv4.tcp_timestamps')).toBe('0\n0');
  });

  test('of IP and ICMP counts at once', () => {
    const t = terminals(threeHosts());
    t.type('A', 'sysctl -w net.ipv4.ip_default_ttl=9');
    t.type('B', 'sysctl net.ipv4.icmp_echo_ignore_all=1');
    expect(t.type('A', 'ping -c 1 -W 1 192.168.12.2')).toContain('100% packet loss');
    t.type('B', 'sysctl net.ipv4.icmp_echo_ignore_all=0');
    expect(t.type('A', 'ping -c 1 192.168.12.2')).toContain('ttl=64'); // B's own
    expect(t.type('B', 'ping -c 1 192.168.12.1')).toContain('ttl=9');
  });

  test('shows one, some, names or values only, and says nothing when told so', () => {
    const t = terminals(threeHosts());
    expect(t.type('A', 'sysctl net.ipv4.tcp_sack')).toBe('net.ipv4.tcp_sack = 1');
    expect(t.type('A', 'sysctl net.core')).toBe('net.core.rmem_default = 65536\nnet.core.wmem_default = 65536');
    expect(t.type('A', 'sysctl -N net/core')).toBe('net.core.rmem_default\nnet.core.wmem_default');
    expect(t.type('A', 'sysctl --values net.ipv4.tcp_sack')).toBe('1');
    expect(t.type('A', 'sysctl -q -w net.ipv4.tcp_sack=0')).toBe('');
    expect(t.type('A', 'sysctl -e net.ipv4.nothing net.ipv4.tcp_sack')).toBe('net.ipv4.tcp_sack = 0');
  });

  test.each([
    ['sysctl net.ipv4.tcp_sac', 'sysctl: cannot stat /proc/sys/net/ipv4/tcp_sac: No such file or directory'],
    ['sysctl -w net.ipv4.tcp_sack', 'sysctl: "net.ipv4.tcp_sack" must be of the form name=value'],
    ['sysctl -w net.ipv4.tcp_sack=', 'sysctl: "net.ipv4.tcp_sack=" must be of the form name=value'],
    ['sysctl -w net.ipv4.tcp_sack=2', 'sysctl: setting key "net.ipv4.tcp_sack": Invalid argument'],
    ['sysctl -w net.ipv4.tcp_rto_min_us=1', 'sysctl: setting key "net.ipv4.tcp_rto_min_us": Invalid argument'],
    ['sysctl -w net.ipv4.tcp_delack_ms=501', 'sysctl: setting key "net.ipv4.tcp_delack_ms": Invalid argument'],
    ['sysctl -w net.ipv4.tcp_linger_ms=x', 'sysctl: setting key "net.ipv4.tcp_linger_ms": Invalid argument'],
    ['sysctl -w net.ipv4.tcp_retries2=1.5', 'sysctl: setting key "net.ipv4.tcp_retries2": Invalid argument'],
    ['sysctl -w net.ipv4.tcp_mss=-1', 'sysctl: setting key "net.ipv4.tcp_mss": Invalid argument'],
    ['sysctl -w net.ipv4.tcp_rmem=4096', 'sysctl: setting key "net.ipv4.tcp_rmem": Invalid argument'],
    ['sysctl -w "net.ipv4.tcp_rmem=9 5 7"', 'sysctl: setting key "net.ipv4.tcp_rmem": Invalid argument'],
    [
      'sysctl -w net.ipv4.tcp_congestion_control=bbr',
      'sysctl: setting key "net.ipv4.tcp_congestion_control": Invalid argument',
    ],
    ['sysctl -w net.ipv4.ip_forward=yes', 'sysctl: setting key "net.ipv4.ip_forward": Invalid argument'],
    ['sysctl -w net.ipv4.ip_local_port_range=1', "sysctl: permission denied on key 'net.ipv4.ip_local_port_range'"],
  ])('%s is refused', (line, text) => {
    const t = terminals(threeHosts());
    const before = structuredClone([t.host('A').options, t.host('A').socketSettings]);
    expect(t.status('A', line)).toEqual({ text: `! ${text}`, exit: 1 });
    expect([t.host('A').options, t.host('A').socketSettings]).toEqual(before);
  });

  test('tells how it is used', () => {
    const t = terminals(threeHosts());
    expect(t.status('A', 'sysctl').exit).toBe(1);
    expect(t.type('A', 'sysctl -z')).toMatch(/^! sysctl: invalid option -- 'z'\n(! )?Usage: sysctl/);
  });
});
