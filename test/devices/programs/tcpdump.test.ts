// tcpdump: its lines, its numbers, what it is told to show, and how it ends.

import { expect, test } from 'vitest';
import { displayFilterOf } from '../../../src/devices/programs/bpf.ts';
import { parseIpv4 } from '../../../src/wire/address.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals, type Terminals } from '../../support/terminal.ts';

/** A connects to B, says hello, closes after a second; then a datagram for which there is no port. */
function talk(dump: string, on = 'A', more = ''): { t: Terminals; lines: string[] } {
  const t = terminals(
    threeHosts(`files:
  A: { c: "connect 192.168.12.2:5000\\nsend 'hello'\\nwait 1 s\\nclose\\nu = udp\\nu.sendto 'hi' 192.168.12.2:9" }
  B: { s: "listen 5000\\naccept\\nrecv 10\\nrecv 10" }
${more}`),
  );
  const process = t.begin(on, dump);
  t.begin('B', 'calls s');
  t.begin('A', 'calls c');
  t.pass(2);
  t.do({ do: 'interrupt', on });
  return { t, lines: t.text(process).split('\n') };
}

test('a connection with numbers from its SYNs, ARP, UDP and an ICMP error', () => {
  const { lines } = talk('tcpdump -nt');
  expect(lines).toEqual([
    '! tcpdump: verbose output suppressed, use -v for full protocol decode',
    '! listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes',
    'ARP, Request who-has 192.168.12.2 tell 192.168.12.1, length 46',
    'ARP, Reply 192.168.12.2 is-at 02:00:00:00:00:0b, length 46',
    expect.stringMatching(
      /^IP 192\.168\.12\.1\.49152 > 192\.168\.12\.2\.5000: Flags \[S\], seq \d{6,}, win 65535, options \[mss 1460,nop,nop,sackOK,nop,wscale 1\], length 0$/,
    ),
    expect.stringMatching(/^IP 192\.168\.12\.2\.5000 > .* Flags \[S\.\], seq \d{6,}, ack \d{6,}, win 65535, options /),
    'IP 192.168.12.1.49152 > 192.168.12.2.5000: Flags [.], ack 1, win 32768, length 0',
    'IP 192.168.12.1.49152 > 192.168.12.2.5000: Flags [P.], seq 1:6, ack 1, win 32768, length 5',
    'IP 192.168.12.2.5000 > 192.168.12.1.49152: Flags [.], ack 6, win 32765, length 0',
    'IP 192.168.12.1.49152 > 192.168.12.2.5000: Flags [F.], seq 6, ack 1, win 32768, length 0',
    'IP 192.168.12.1.49152 > 192.168.12.2.9: UDP, length 2',
    'IP 192.168.12.2.5000 > 192.168.12.1.49152: Flags [.], ack 7, win 32765, length 0',
    'IP 192.168.12.2.5000 > 192.168.12.1.49152: Flags [F.], seq 1, ack 7, win 32765, length 0',
    'IP 192.168.12.1.49152 > 192.168.12.2.5000: Flags [.], ack 2, win 32768, length 0',
    'IP 192.168.12.2 > 192.168.12.1: ICMP 192.168.12.2 udp port 9 unreachable, length 38',
    '! ^C',
    '! 13 packets captured',
    '! 13 packets received by filter',
    '! 0 packets dropped by kernel',
  ]);
});

test('it ends after so many, with octets and letters, with the link', () => {
  const { t, lines } = talk('tcpdump -enX -c 1 udp', 'B');
  expect(lines.slice(2, 7)).toEqual([
    '00:00:01.010054 02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 60: 192.168.12.1.49152 > 192.168.12.2.9: UDP, length 2',
    expect.stringMatching(/^\t0x0000: {2}4500 001e [\da-f ]{29} {2}E/),
    expect.stringMatching(/^\t0x0010: {2}c0a8 0c02 c000 0009 000a [\da-f]{4} 6869 0000 {2}.{12}hi\.\.$/),
    expect.stringMatching(/^\t0x0020: {2}0000 /),
    '! 1 packet captured',
  ]);
  expect(t.host('B').processes[0]!.exit).toBe(0);
});

test('verbose, of all interfaces, and segments that are damaged', () => {
  const { lines } = talk('tcpdump -vn -i any tcp port 5000', 'B');
  expect(lines.slice(1, 3)).toEqual([
    expect.stringMatching(
      /^00:00:00\.006029 eth0 In {2}IP \(tos 0x0, ttl 64, id \d+, offset 0, flags \[DF\], proto TCP \(6\), length 52\)$/,
    ),
    expect.stringMatching(
      /^ {4}192\.168\.12\.1\.49152 > 192\.168\.12\.2\.5000: Flags \[S\], cksum 0x[\da-f]{4} \(correct\), seq /,
    ),
  ]);
});

test('names where there are any, a display filter, SACK blocks, a pipe', () => {
  const lost = 'faults: [{ drop: "tcp.len > 1000", from: A, nth: 1 }]';
  const t = terminals(
    threeHosts(`files:
  A: { c: "connect B:80\\nsend 'x' * 6000\\nwait 9 s" }
  B: { s: "listen 80\\naccept\\nwait 9 s" }
${lost}`).replace('02:00:00:00:00:0a }', '02:00:00:00:00:0a, hosts: { B: 192.168.12.2 } }'),
  );
  const sacks = t.begin('A', 'tcpdump -t "tcp.options.sack_le"');
  const syns = t.begin('A', 'tcpdump -n tcp | grep -c "Flags .S"');
  t.begin('B', 'calls s');
  t.begin('A', 'calls c');
  t.pass(8);
  t.do({ do: 'interrupt', on: 'A' });
  expect(t.text(sacks).split('\n')[2]).toMatch(
    /^IP b\.http > 192\.168\.12\.1\.49152: Flags \[\.\], ack \d+, win \d+, options \[nop,nop,sack 1 \{\d+:\d+\}\], length 0$/,
  );
  expect(t.text(t.host('A').processes.find((one) => one.pid === syns.into)!)).toBe('2');
});

test('loopback is shown once, and what is wrong with the command line is told', () => {
  const t = terminals(threeHosts());
  const lo = t.begin('A', 'tcpdump -tn -i lo');
  t.type('A', 'ping -c 1 127.0.0.1');
  expect(t.text(lo).split('\n').slice(2)).toEqual([
    'IP 127.0.0.1 > 127.0.0.1: ICMP echo request, id 2, seq 1, length 64',
    'IP 127.0.0.1 > 127.0.0.1: ICMP echo reply, id 2, seq 1, length 64',
  ]);
  expect(t.type('A', 'tcpdump -i eth7')).toBe('! tcpdump: eth7: No such device exists');
  expect(t.type('A', 'tcpdump foo.bar == 1')).toContain(
    '! tcpdump: foo.bar is neither a field nor a protocol\n! Usage:',
  );
  expect(t.type('A', 'tcpdump -c none')).toBe('! tcpdump: invalid packet count none');
  expect(t.type('A', 'tcpdump -w x')).toContain('the page saves');
});

test.each([
  ['tcp port 5000', '(tcp.port == 5000)'],
  ['not arp and udp', '(!(arp) && udp)'],
  [
    'src host 10.0.0.1 or dst port 80 or 443',
    '(((ip.src == 10.0.0.1 || arp.src.proto_ipv4 == 10.0.0.1) || (tcp.dstport == 80 || udp.dstport == 80)) || (tcp.dstport == 443 || udp.dstport == 443))',
  ],
  ['ip net 10.0.0.0/8', 'ip.addr == 10.0.0.0/8'],
  ['ether src 02:00:00:00:00:0a', 'eth.src == 02:00:00:00:00:0a'],
  ['(icmp or arp) and broadcast', '(((icmp || arp)) && eth.dst == ff:ff:ff:ff:ff:ff)'],
  ['tcp.port == 5000', undefined],
  ['tcp and', undefined],
  ['port many', undefined],
  ['('.repeat(1000), undefined],
])('%s means %s', (text, filter) => expect(displayFilterOf(text, parseIpv4)).toBe(filter));
