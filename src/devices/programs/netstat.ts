// netstat: sockets and routes in the words of net-tools, and `netstat -ano` as Windows prints it.

import { formatIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { atOnce, lines, refusal } from './answer.ts';
import type { Address } from './callsFile.ts';
import { nameOf } from './names.ts';
import { netstatTable } from './routeText.ts';
import { serviceOf } from './services.ts';
import { socketEntries, timerOf, type SocketEntry } from './socketList.ts';

const USAGE = `usage: netstat -rn             the routing table
       netstat [-a|-l] [-tunop]   sockets: all, or those that listen; TCP, UDP; numbers, timers, programs
       netstat -ano           as Windows prints it`;

export const netstat = atOnce((host, argv, out) => {
  const letters = new Set(argv.slice(1).flatMap((word) => [...word.replace(/^-/, '')]));
  const unknown = [...letters].find((letter) => !'ranlutop46eW'.includes(letter));
  if (unknown !== undefined || argv.slice(1).some((word) => word[0] !== '-')) {
    return refusal(1, `netstat: invalid option -- '${unknown ?? argv[1]!}'\n${USAGE}`);
  }
  if (letters.has('r')) return lines(netstatTable(host));
  const isWindows = letters.has('a') && letters.has('o') && ![...'lutp'].some((letter) => letters.has(letter));
  return lines(isWindows ? windowsTable(host) : linuxTable(host, letters, out.now));
});

/** The states as Linux's net-tools spell them, and as Windows does. */
const linuxStates: Record<SocketEntry['state'], string> = {
  ...{
    CLOSED: 'CLOSE',
    LISTEN: 'LISTEN',
    'SYN-SENT': 'SYN_SENT',
    'SYN-RECEIVED': 'SYN_RECV',
    ESTABLISHED: 'ESTABLISHED',
  },
  ...{ 'FIN-WAIT-1': 'FIN_WAIT1', 'FIN-WAIT-2': 'FIN_WAIT2', 'CLOSE-WAIT': 'CLOSE_WAIT', CLOSING: 'CLOSING' },
  ...{ 'LAST-ACK': 'LAST_ACK', 'TIME-WAIT': 'TIME_WAIT', UNCONN: '' },
};
const windowsState = (state: SocketEntry['state']): string =>
  state === 'LISTEN' ? 'LISTENING' : state.replaceAll('-', '_');

const listens = ({ state }: SocketEntry): boolean => state === 'LISTEN' || state === 'UNCONN';

function linuxTable(host: HostState, letters: ReadonlySet<string>, now: number): string[] {
  const has = (letter: string): boolean => letters.has(letter);
  const [both, servers] = [has('t') === has('u'), has('l')];
  const entries = socketEntries(host).filter(
    (one) => (both || has(one.protocol[0]!)) && (has('a') || servers === listens(one)),
  );
  const title = has('a') ? 'servers and established' : servers ? 'only servers' : 'w/o servers';
  const more = `${has('p') ? ' PID/Program name    ' : ''}${has('o') ? ' Timer' : ''}`;
  const spell = has('n') ? numeric : (place: Address | undefined) => named(host, place);
  return [
    `Active Internet connections (${title})`,
    `Proto Recv-Q Send-Q Local Address           Foreign Address         State      ${more}`,
    ...entries.map((one) => {
      const program = one.owner ? `${one.owner.pid}/${one.owner.program}` : '-';
      const tail = `${has('p') ? ` ${program.padEnd(20)}` : ''}${has('o') ? ` ${timerText(one, now)}` : ''}`;
      const queues = `${String(one.receiveQueue).padStart(6)} ${String(sendQueue(one)).padStart(6)}`;
      const ends = `${spell(one.local).padEnd(23)} ${spell(one.remote).padEnd(23)}`;
      return `${one.protocol.padEnd(5)} ${queues} ${ends} ${linuxStates[one.state].padEnd(11)}${tail}`.trimEnd();
    }),
  ];
}

/** net-tools show no backlog. */
const sendQueue = ({ state, sendQueue: octets }: SocketEntry): number => (state === 'LISTEN' ? 0 : octets);

function timerText({ tcb }: SocketEntry, now: number): string {
  const timer = tcb && timerOf(tcb, now);
  if (!tcb || !timer) return 'off (0.00/0/0)';
  const probes = timer.is === 'persist' || timer.is === 'keepalive' ? timer.count : 0;
  const is = timer.is === 'persist' ? 'probe' : timer.is;
  return `${is} (${(timer.left / 1e9).toFixed(2)}/${timer.is === 'on' ? timer.count : 0}/${probes})`;
}

const numeric = (place: Address | undefined): string =>
  place ? `${formatIpv4(place.ip)}:${place.port === 0 ? '*' : place.port}` : '0.0.0.0:*';

function named(host: HostState, place: Address | undefined): string {
  if (!place) return '0.0.0.0:*';
  const { ip, port } = place;
  return `${ip === 0 ? '0.0.0.0' : (nameOf(host, ip) ?? formatIpv4(ip))}:${serviceOf(port) ?? port}`;
}

/** As `netstat -ano` of Windows: all sockets, in digits, with the process. */
function windowsTable(host: HostState): string[] {
  return [
    '',
    'Active Connections',
    '',
    '  Proto  Local Address          Foreign Address        State           PID',
    ...socketEntries(host).map(({ protocol, state, local, remote, owner }) => {
      const isUdp = protocol === 'udp';
      const foreign = remote && !isUdp ? numeric(remote) : isUdp ? '*:*' : '0.0.0.0:0';
      const word = isUdp ? '' : windowsState(state);
      const ends = `${numeric(local).padEnd(22)} ${foreign.padEnd(22)}`;
      return `  ${protocol.toUpperCase().padEnd(6)} ${ends} ${word.padEnd(15)} ${owner?.pid ?? 0}`;
    }),
  ];
}
