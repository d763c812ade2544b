// What is the same in every language about the commands of a host: how each is written, its options, what can stand behind it, an example, and its neighbours.
// A test holds the names and options to what the programs themselves accept.

import { fileCommands } from './fileCommands.ts';

/** What can stand at a place behind a command: words of a kind, or these words. */
export type Operand =
  'command' | 'host' | 'address' | 'file' | 'interface' | 'pid' | { readonly words: readonly string[] };

export interface Command {
  synopsis: readonly string[];
  /** As they are written, other spellings behind commas: `-c COUNT`, `-s, --silent`. Several options that do the same share an entry. */
  options: readonly string[];
  examples: readonly string[];
  see: readonly string[];
  /** By place behind the command; the last one stands for all that follow. */
  operands: readonly (readonly Operand[])[];
}

const one = (words: string): Operand => ({ words: words.split(' ') });

const files: Command['operands'] = [['file']];
const hosts: Command['operands'] = [['host', 'address']];
const ipWords = one('show add del replace get flush set help');
const ipMore: Operand[] = [
  one('dev via lladdr default up down mtu address promisc on off all'),
  ...(['interface', 'address'] as const),
];
const iperf = (name: string): Command => ({
  synopsis: [
    `${name} -s [-1] [-p PORT] [-i SECONDS]`,
    `${name} -c HOST [-p PORT] [-t SECONDS | -n OCTETS] [-P STREAMS]`,
  ],
  options: ['-s', '-c HOST', '-p PORT', '-i SECONDS', '-l OCTETS', '-t SECONDS', '-n OCTETS', '-P STREAMS', '-1'],
  examples: [`${name} -s`, `${name} -c 192.168.12.2 -t 5`],
  see: ['ss', 'sysctl', 'nc'],
  operands: hosts,
});

const networkCommands: Readonly<Record<string, Command>> = {
  arp: {
    synopsis: ['arp [-n] [-i INTERFACE] [HOST]', 'arp -a [HOST]', 'arp -d HOST', 'arp -s HOST MAC'],
    options: ['-a', '-d', '-s', '-n', '-i INTERFACE', '-e, -v'],
    examples: ['arp -a', 'arp -d 192.168.12.2'],
    see: ['ip', 'ping'],
    operands: hosts,
  },
  calls: {
    synopsis: ['calls FILE [NAME=VALUE ...]'],
    options: ['--help'],
    examples: ['calls server.txt', 'calls client.txt size=5'],
    see: ['nc', 'ss', 'cat'],
    operands: files,
  },
  cat: {
    synopsis: ['cat [FILE ...]'],
    options: ['-u'],
    examples: ['cat notes.txt', 'cat notes.txt | nc -N 192.168.12.2 5000'],
    see: ['tee', 'head', 'ls'],
    operands: files,
  },
  curl: {
    synopsis: ['curl [OPTION ...] URL ...'],
    options: [
      '-v, --verbose',
      '-i, --include',
      '-I, --head',
      '-o, --output FILE',
      '-O, --remote-name',
      '-d, --data DATA',
      '-X, --request METHOD',
      '-H, --header HEADER',
      '-A, --user-agent NAME',
      '-0, --http1.0',
      '-f, --fail',
      '-s, --silent',
      '-S, --show-error',
      '-m, --max-time SECONDS',
      '--connect-timeout SECONDS',
      '-w, --write-out FORMAT',
      '--url URL',
      '-h, --help',
    ],
    examples: ['curl -v http://192.168.12.2/', 'curl -o page.html http://192.168.12.2:8080/page.html'],
    see: ['web-server', 'nc', 'ss'],
    operands: hosts,
  },
  echo: {
    synopsis: ['echo [-neE] [WORD ...]'],
    options: ['-n', '-e', '-E'],
    examples: ['echo hello | nc -N 192.168.12.2 5000', 'echo hello > new.txt'],
    see: ['printf', 'cat', 'nc'],
    operands: [[]],
  },
  'echo-server': {
    synopsis: ['echo-server [-uv] [-p PORT] [-s OCTETS] [-d SECONDS]'],
    options: ['-u', '-p PORT', '-s OCTETS', '-d SECONDS', '-v'],
    examples: ['echo-server -p 5000 -v'],
    see: ['nc', 'telnet', 'ss'],
    operands: [[]],
  },
  false: { synopsis: ['false'], options: [], examples: ['false || echo failed'], see: ['true'], operands: [[]] },
  findstr: {
    synopsis: ['findstr [/i] [/v] [/n] [/l | /r] [/x] WORDS [FILE ...]', 'findstr /c:TEXT [FILE ...]'],
    options: ['/i', '/v', '/n', '/l', '/r', '/x', '/c:TEXT'],
    examples: ['netstat -ano | findstr 5000'],
    see: ['grep', 'netstat'],
    operands: [[], ['file']],
  },
  grep: {
    synopsis: ['grep [-EFivcnqh] [-e] PATTERN [FILE ...]'],
    options: ['-E', '-F', '-i', '-v', '-c', '-n', '-q', '-e PATTERN', '-h'],
    examples: ['ss -tan | grep -i listen'],
    see: ['findstr', 'head', 'wc'],
    operands: [[], ['file']],
  },
  head: {
    synopsis: ['head [-n COUNT] [FILE ...]'],
    options: ['-n COUNT', '-q'],
    examples: ['seq 100 | head -n 3'],
    see: ['tail', 'cat', 'grep'],
    operands: files,
  },
  help: {
    synopsis: ['help [COMMAND]'],
    options: [],
    examples: ['help', 'help ping'],
    see: ['man'],
    operands: [['command']],
  },
  hostname: { synopsis: ['hostname'], options: [], examples: ['hostname'], see: ['ip', 'ifconfig'], operands: [[]] },
  ifconfig: {
    synopsis: [
      'ifconfig [-a | INTERFACE]',
      'ifconfig INTERFACE ADDRESS[/LENGTH] [netmask MASK]',
      'ifconfig INTERFACE { up | down | mtu N | hw ether MAC | promisc | -promisc }',
    ],
    options: ['-a', '-promisc'],
    examples: ['ifconfig eth0 192.168.12.1 netmask 255.255.255.0'],
    see: ['ip', 'ipconfig', 'route'],
    operands: [
      ['interface'],
      [one('up down netmask mtu hw promisc'), 'address'],
      [one('ether netmask up down mtu'), 'address'],
    ],
  },
  ip: {
    synopsis: [
      'ip [-br] addr [show [dev INTERFACE]]',
      'ip addr { add | del } ADDRESS/LENGTH dev INTERFACE',
      'ip addr flush dev INTERFACE',
      'ip link [show [INTERFACE]]',
      'ip link set INTERFACE { up | down | mtu N | address MAC | promisc on|off }',
      'ip route [show]',
      'ip route { add | replace | del } { default | NET/LENGTH } [via GATEWAY] [dev INTERFACE]',
      'ip route get ADDRESS',
      'ip neigh [show [dev INTERFACE]]',
      'ip neigh { add | replace } ADDRESS lladdr MAC dev INTERFACE',
      'ip neigh del ADDRESS dev INTERFACE',
      'ip neigh flush { all | dev INTERFACE | ADDRESS }',
    ],
    options: ['-br, -brief', '-4, -c, -color, -n, -N'],
    examples: ['ip addr add 192.168.12.1/24 dev eth0', 'ip route add default via 192.168.12.254', 'ip neigh flush all'],
    see: ['ifconfig', 'route', 'arp', 'ping'],
    operands: [[one('addr link route neigh help')], [ipWords], ipMore],
  },
  ipconfig: {
    synopsis: ['ipconfig [/all]'],
    options: ['/all'],
    examples: ['ipconfig /all'],
    see: ['ip', 'ifconfig'],
    operands: [[]],
  },
  iperf: iperf('iperf'),
  iperf3: iperf('iperf3'),
  kill: {
    synopsis: ['kill [-s SIGNAL | -SIGNAL] PID ...'],
    options: ['-s SIGNAL', '-HUP, -INT, -KILL, -TERM'],
    examples: ['kill -INT 3'],
    see: ['ps'],
    operands: [['pid']],
  },
  ls: {
    synopsis: ['ls [-la1h] [FILE ...]'],
    options: ['-l', '-a', '-1', '-h'],
    examples: ['ls', 'ls -l *.txt'],
    see: ['cd', 'stat', 'cat'],
    operands: files,
  },
  man: { synopsis: ['man COMMAND'], options: [], examples: ['man ping'], see: ['help'], operands: [['command']] },
  nc: {
    synopsis: [
      'nc [-uvnNC] [-w SECONDS] [-s ADDRESS] [-p PORT] HOST PORT',
      'nc -l [-kuv] [ADDRESS] PORT',
      'nc -z [-v] HOST FIRST-LAST',
    ],
    options: [
      '-l',
      '-k',
      '-u',
      '-N',
      '-q SECONDS',
      '-w SECONDS',
      '-W COUNT',
      '-v',
      '-z',
      '-n',
      '-C',
      '-d',
      '-p PORT',
      '-s ADDRESS',
      '-I OCTETS',
      '-O OCTETS',
      '-4',
      '-h',
    ],
    examples: ['nc -l 5000', 'nc 192.168.12.2 5000', 'nc -zv 192.168.12.2 20-25'],
    see: ['telnet', 'echo-server', 'calls', 'ss'],
    operands: hosts,
  },
  netstat: {
    synopsis: ['netstat [-a | -l] [-tunop]', 'netstat -rn', 'netstat -ano'],
    options: ['-a', '-l', '-t', '-u', '-n', '-o', '-p', '-r', '-4, -6, -e, -W'],
    examples: ['netstat -lnt', 'netstat -ano'],
    see: ['ss', 'route', 'findstr'],
    operands: [[]],
  },
  ping: {
    synopsis: [
      'ping [-bnq] [-c COUNT] [-i SECONDS] [-s OCTETS] [-t TTL] [-M do|want|dont] [-I INTERFACE] [-W SECONDS] HOST',
    ],
    options: [
      '-c COUNT',
      '-i SECONDS',
      '-W SECONDS',
      '-s OCTETS',
      '-t TTL',
      '-M do|want|dont',
      '-I INTERFACE',
      '-b',
      '-n',
      '-q',
    ],
    examples: ['ping -c 3 192.168.12.2', 'ping -c 1 -s 1472 -M do 192.168.12.2'],
    see: ['traceroute', 'arp', 'tcpdump'],
    operands: hosts,
  },
  ps: {
    synopsis: ['ps [-f | ax]'],
    options: ['-f, -a, -x'],
    examples: ['ps -f'],
    see: ['kill', 'ss'],
    operands: [[one('ax')]],
  },
  route: {
    synopsis: [
      'route [-n]',
      'route { add | del } [-net | -host] { default | ADDRESS[/LENGTH] } [netmask MASK] [gw GATEWAY] [dev INTERFACE]',
    ],
    options: ['-n, -4', '-net, -host'],
    examples: ['route -n', 'route add default gw 192.168.12.254'],
    see: ['ip', 'netstat', 'traceroute'],
    operands: [[one('add del')], [one('default'), 'address'], [one('gw netmask dev'), 'address', 'interface']],
  },
  send: {
    synopsis: ['send INTERFACE OCTETS ...'],
    options: [],
    examples: ['send eth0 ff ff ff ff ff ff 02 00 00 00 00 0a 88 b5 01 02'],
    see: ['tcpdump', 'ip'],
    operands: [['interface'], []],
  },
  seq: {
    synopsis: ['seq LAST', 'seq FIRST LAST', 'seq FIRST STEP LAST'],
    options: [],
    examples: ['seq 1000 | nc -N 192.168.12.2 5000'],
    see: ['yes', 'head'],
    operands: [[]],
  },
  sha256sum: {
    synopsis: ['sha256sum [FILE ...]'],
    options: ['-b, -t'],
    examples: ['sha256sum got.bin'],
    see: ['md5sum', 'nc', 'tee'],
    operands: files,
  },
  sleep: {
    synopsis: ['sleep NUMBER[smhd] ...'],
    options: [],
    examples: ['sleep 2; ping -c 1 192.168.12.2'],
    see: ['kill'],
    operands: [[]],
  },
  ss: {
    synopsis: ['ss [-a | -l] [-tunioprH]'],
    options: ['-a', '-l', '-t', '-u', '-i', '-o', '-p', '-H', '-h', '-n, -r, -4, -6, -e'],
    examples: ['ss -tan', 'ss -tin'],
    see: ['netstat', 'sysctl', 'grep'],
    operands: [[]],
  },
  sysctl: {
    synopsis: ['sysctl [-enN] NAME ...', 'sysctl [-enNq] [-w] NAME=VALUE ...', 'sysctl [-nN] -a'],
    options: ['-a, --all, -A, -X', '-w, --write', '-n, --values', '-N, --names', '-q, --quiet', '-e, --ignore'],
    examples: ['sysctl net.ipv4.tcp_sack', 'sysctl -w net.ipv4.tcp_nagle=0'],
    see: ['ss', 'iperf3'],
    operands: [
      [
        one(
          'net.ipv4.ip_forward net.ipv4.ip_default_ttl net.ipv4.tcp_nagle net.ipv4.tcp_sack net.ipv4.tcp_delack_ms net.ipv4.tcp_wmem net.ipv4.tcp_rmem net.ipv4.tcp_window_scaling net.ipv4.tcp_timestamps net.ipv4.tcp_congestion_control net.ipv4.tcp_init_cwnd net.ipv4.tcp_syn_retries net.ipv4.tcp_retries2 net.ipv4.tcp_keepalive_time',
        ),
      ],
    ],
  },
  tail: {
    synopsis: ['tail [-n COUNT] [FILE ...]'],
    options: ['-n COUNT', '-q'],
    examples: ['seq 100 | tail -n 3'],
    see: ['head', 'cat', 'grep'],
    operands: files,
  },
  tcpdump: {
    synopsis: ['tcpdump [-enqStvxX] [-c COUNT] [-i INTERFACE] [EXPRESSION]'],
    options: [
      '-c COUNT',
      '-i INTERFACE',
      '-n',
      '-e',
      '-v',
      '-q',
      '-S',
      '-t',
      '-x',
      '-X',
      '-h',
      '-l, -U, -p, -s OCTETS',
      '-w FILE, -r FILE',
    ],
    examples: ['tcpdump -n tcp port 5000', "tcpdump -c 5 'tcp.flags.syn == 1'"],
    see: ['ping', 'ss', 'send'],
    operands: [[one('tcp udp icmp arp ip port host net src dst and or not'), 'host', 'address']],
  },
  tee: {
    synopsis: ['tee [-a] [FILE ...]'],
    options: ['-a', '-i'],
    examples: ['nc -l 5000 | tee got.txt'],
    see: ['cat', 'nc'],
    operands: files,
  },
  telnet: {
    synopsis: ['telnet HOST [PORT]'],
    options: ['-4, -8, -E, -L'],
    examples: ['telnet 192.168.12.2 5000'],
    see: ['nc', 'curl'],
    operands: hosts,
  },
  traceroute: {
    synopsis: ['traceroute [-nIF] [-m HOPS] [-q PROBES] [-w SECONDS] HOST [OCTETS]'],
    options: ['-n', '-I', '-F', '-m HOPS', '-q PROBES', '-w SECONDS'],
    examples: ['traceroute -n 192.168.13.1'],
    see: ['ping', 'route', 'ip'],
    operands: hosts,
  },
  true: { synopsis: ['true'], options: [], examples: ['true && echo fine'], see: ['false'], operands: [[]] },
  wc: {
    synopsis: ['wc [-lwc] [FILE ...]'],
    options: ['-l', '-w', '-c'],
    examples: ['cat notes.txt | wc -c'],
    see: ['grep', 'sha256sum'],
    operands: files,
  },
  'web-server': {
    synopsis: ['web-server [-1er] [-p PORT] [-c OCTETS] [-s OCTETS] [-i SECONDS] [-w SECONDS]'],
    options: ['-p PORT', '-1', '-c OCTETS', '-e', '-r', '-s OCTETS', '-i SECONDS', '-w SECONDS'],
    examples: ['web-server -p 8080'],
    see: ['curl', 'telnet', 'ss'],
    operands: [[]],
  },
  yes: {
    synopsis: ['yes [WORD ...]'],
    options: [],
    examples: ['yes | nc 192.168.12.2 5000'],
    see: ['seq', 'head'],
    operands: [[]],
  },
};

/** All commands of a host's shell, by name and in the order of the names. */
export const commands: Readonly<Record<string, Command>> = Object.fromEntries(
  Object.entries({ ...networkCommands, ...fileCommands }).sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** The spellings of an entry of `options` without what they take: `-s`, `--silent`. */
export const spellings = (option: string): string[] => option.split(', ').map((one) => one.split(' ')[0]!);
