// Every command that a host's shell knows, and its program. What is said about it is in words/manual.

import type { Program } from '../host/program.ts';
import { arp } from './arp.ts';
import { cat } from './cat.ts';
import { calls } from './calls.ts';
import { curl } from './curl.ts';
import { echoServer } from './echoServer.ts';
import { md5sum, sha1sum, sha256sum } from './digestSums.ts';
import { du, ls, stat } from './fileList.ts';
import { cp, mv, nano, type, which } from './fileMoves.ts';
import { cd, chmod, mkdir, rm, rmdir, touch } from './fileTools.ts';
import { cut, sort, uniq } from './lineOrder.ts';
import { hexdump, xxd } from './octetDump.ts';
import { echo, printf } from './textTools.ts';
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
import { exit, pwd, sh } from './sh.ts';
import { falter, hostname, sleep, succeed } from './simple.ts';
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
  bash: sh,
  calls,
  cat,
  cd,
  chmod,
  cp,
  curl,
  cut,
  dir: ls,
  du,
  echo,
  'echo-server': echoServer,
  edit: nano,
  exit,
  false: falter,
  findstr,
  grep,
  head,
  help: helpOn(isCommand),
  hexdump,
  hostname,
  ifconfig,
  ip,
  ipconfig,
  iperf,
  iperf3: iperf,
  kill,
  ls,
  man: manOf(isCommand),
  md5sum,
  mkdir,
  mv,
  nano,
  nc,
  netstat,
  ping,
  printf,
  ps,
  pwd,
  python: python3,
  python3,
  rm,
  rmdir,
  route,
  send,
  seq,
  sh,
  sha1sum,
  sha256sum,
  sleep,
  sort,
  ss,
  stat,
  sysctl,
  tail,
  tcpdump,
  tee,
  telnet,
  touch,
  traceroute,
  true: succeed,
  type,
  uniq,
  wc,
  'web-server': webServer,
  which,
  xxd,
  yes,
};

/** The programs of all commands, by name. */
export const catalogue: ReadonlyMap<string, Program> = new Map(Object.entries(programs));

function isCommand(name: string): boolean {
  return catalogue.has(name);
}
