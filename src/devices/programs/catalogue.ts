// Every command that a host's shell knows: its program, and its line in `help`.

import type { Program } from '../host/program.ts';
import { atOnce, lines } from './answer.ts';
import { arp } from './arp.ts';
import { cat } from './cat.ts';
import { calls } from './calls.ts';
import { curl } from './curl.ts';
import { echoServer } from './echoServer.ts';
import { findstr, grep } from './grep.ts';
import { ifconfig } from './ifconfig.ts';
import { ip } from './ip.ts';
import { ipconfig } from './ipconfig.ts';
import { iperf } from './iperf.ts';
import { head, tail, wc } from './lineCounts.ts';
import { nc } from './nc.ts';
import { ping } from './ping.ts';
import { netstat } from './netstat.ts';
import { route } from './route.ts';
import { kill, ps } from './processTools.ts';
import { send } from './send.ts';
import { sha256sum } from './sha256sum.ts';
import { echo, falter, hostname, ls, sleep, succeed } from './simple.ts';
import { seq, yes } from './sources.ts';
import { ss } from './ss.ts';
import { sysctl } from './sysctl.ts';
import { tee } from './tee.ts';
import { telnet } from './telnet.ts';
import { tcpdump } from './tcpdump.ts';
import { traceroute } from './traceroute.ts';
import { webServer } from './webServer.ts';

interface Entry {
  program: Program;
  help: string;
}

const help = atOnce(() =>
  lines(Object.entries(entries).flatMap(([name, { help: text }]) => (text ? [`${name.padEnd(12)}${text}`] : []))),
);

const entries: Record<string, Entry> = {
  arp: { program: arp, help: 'show or change the ARP cache: arp -a, arp -n, arp -d HOST, arp -s HOST MAC' },
  calls: { program: calls, help: 'do the socket calls of a file, one a line: calls FILE' },
  cat: { program: cat, help: 'print files: cat FILE...' },
  curl: { program: curl, help: 'fetch over HTTP: curl http://192.168.12.2/, curl -v, curl -I, curl -o FILE' },
  echo: { program: echo, help: 'print its words' },
  'echo-server': { program: echoServer, help: 'give back what is sent, over TCP or UDP: echo-server -p 5000' },
  false: { program: falter, help: '' },
  findstr: { program: findstr, help: 'lines that hold a word, as Windows does it: netstat -ano | findstr 5000' },
  grep: { program: grep, help: 'lines that fit a pattern: ss -tan | grep -i listen' },
  head: { program: head, help: 'the first lines: head -n 5' },
  help: { program: help, help: 'this list' },
  hostname: { program: hostname, help: 'print the name of this host' },
  ifconfig: { program: ifconfig, help: 'show or set interfaces: ifconfig eth0 192.168.12.1 netmask 255.255.255.0' },
  ip: { program: ip, help: 'addresses, links, routes, neighbours: ip addr, ip link, ip route, ip neigh' },
  ipconfig: { program: ipconfig, help: 'show the settings as Windows does: ipconfig, ipconfig /all' },
  iperf: { program: iperf, help: 'the same as iperf3' },
  iperf3: { program: iperf, help: 'measure throughput: iperf3 -s, iperf3 -c 192.168.12.2 -t 10' },
  kill: { program: kill, help: 'end a process: kill PID' },
  ls: { program: ls, help: 'list files' },
  nc: { program: nc, help: 'talk over TCP or UDP: nc -l 5000, nc 192.168.12.2 5000, nc -u 192.168.12.2 5000' },
  netstat: { program: netstat, help: 'show sockets or routes: netstat -ano, netstat -lnt, netstat -rn' },
  ping: { program: ping, help: 'ask a host for an echo: ping -c 3 192.168.12.2' },
  ps: { program: ps, help: 'list the processes that run' },
  route: { program: route, help: 'show or change the routing table: route -n, route add default gw 192.168.12.254' },
  send: { program: send, help: 'send a frame, octet by octet: send eth0 ff ff ff ff ff ff ...' },
  seq: { program: seq, help: 'print numbers: seq 100, seq 10 20' },
  sha256sum: { program: sha256sum, help: 'print the SHA-256 of files or of what is piped in' },
  sleep: { program: sleep, help: 'wait: sleep 60' },
  ss: { program: ss, help: 'show sockets, and what TCP knows: ss -tan, ss -tin, ss -lntp' },
  sysctl: { program: sysctl, help: 'show or set the knobs of IP, ARP, TCP: sysctl -a, sysctl -w net.ipv4.tcp_sack=0' },
  tail: { program: tail, help: 'the last lines: tail -n 5' },
  tee: { program: tee, help: 'hand on what is piped in, and keep it in a file: tee got.txt' },
  telnet: { program: telnet, help: 'type to a TCP server, line by line: telnet 192.168.12.2 5000' },
  tcpdump: { program: tcpdump, help: 'show what the cards take in and hand out: tcpdump -n tcp port 5000' },
  traceroute: { program: traceroute, help: 'find the routers on the way: traceroute -n 192.168.13.1' },
  true: { program: succeed, help: '' },
  wc: { program: wc, help: 'count lines, words, octets: wc -l' },
  'web-server': { program: webServer, help: 'serve the files of this host over HTTP: web-server -p 8080' },
  yes: { program: yes, help: 'print a word for ever' },
};

/** The names of all commands, for completion. */
export const commandNames: readonly string[] = Object.keys(entries);

/** The programs of all commands, by name. */
export const catalogue: ReadonlyMap<string, Program> = new Map(
  Object.entries(entries).map(([name, { program }]) => [name, program]),
);
