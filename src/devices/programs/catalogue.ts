// Every command that a host's shell knows, and its program. What is said about it is in words/manual.

import type { Program } from '../host/program.ts';
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
import { helpOn, manOf } from './manual.ts';
import { nc } from './nc.ts';
import { ping } from './ping.ts';
import { netstat } from './netstat.ts';
import { route } from './route.ts';
import { kill, ps } from './processTools.ts';
import { send } from './send.ts';
import { sha256sum } from './sha256sum.ts';
import { echo, falter, hostname, ls, sleep, succeed } from './simple.ts';
import { python3 } from './python.ts';
import { seq, yes } from './sources.ts';
import { ss } from './ss.ts';
import { sysctl } from './sysctl.ts';
import { tee } from './tee.ts';
import { telnet } from './telnet.ts';
import { tcpdump } from './tcpdump.ts';
import { traceroute } from './traceroute.ts';
import { webServer } from './webServer.ts';

const programs: Record<string, Program> = {
  arp,
  calls,
  cat,
  curl,
  echo,
  'echo-server': echoServer,
  false: falter,
  findstr,
  grep,
  head,
  help: helpOn(isCommand),
  hostname,
  ifconfig,
  ip,
  ipconfig,
  iperf,
  iperf3: iperf,
  kill,
  ls,
  man: manOf(isCommand),
  nc,
  netstat,
  ping,
  ps,
  route,
  send,
  seq,
  sha256sum,
  sleep,
  ss,
  sysctl,
  tail,
  tee,
  telnet,
  tcpdump,
  traceroute,
  true: succeed,
  wc,
  'web-server': webServer,
  python: python3,
  python3,
  yes,
};

/** The programs of all commands, by name. */
export const catalogue: ReadonlyMap<string, Program> = new Map(Object.entries(programs));

function isCommand(name: string): boolean {
  return catalogue.has(name);
}
