// ss: sockets and what TCP knows about each connection, in the words of iproute2 (ss(8)).

import { SECOND } from '../../base/time.ts';
import { connectionFigures } from '../../stack/sockets/figures.ts';
import { BOUNDLESS } from '../../stack/tcp/congestion.ts';
import { currentRto } from '../../stack/tcp/rtt.ts';
import { ownMss, type Tcb } from '../../stack/tcp/tcb.ts';
import { formatIpv4 } from '../../wire/address.ts';
import { diff } from '../../wire/seqnum.ts';
import { atOnce, lines, refusal } from './answer.ts';
import { socketEntries, timerOf, type SocketEntry } from './socketList.ts';
import { readOptions } from './options.ts';

const USAGE = `Usage: ss [ OPTIONS ]
   -a, -l          all sockets, those that listen
   -t, -u          TCP, UDP
   -n              numbers, no names (as always here)
   -i, -o, -p      what TCP knows, timers, processes
   -H              no heading`;

export const ss = atOnce((host, argv, out) => {
  const { given, operands, mistake } = readOptions(argv, 'naltuiopHh46er');
  if (given.has('h')) return lines(USAGE.split('\n'));
  if (mistake) return refusal(255, `ss: ${mistake}\n${USAGE}`);
  if (operands.length) return refusal(255, `ss: no filter is known here: ${operands[0]!}; use grep\n${USAGE}`);
  const has = (letter: string): boolean => given.has(letter);
  const both = has('t') === has('u');
  const chosen = socketEntries(host).filter(
    (one) => (both || has(one.protocol[0]!)) && isShown(one, has('a'), has('l')),
  );
  const rows = chosen.map((one) => [
    ...(both ? [one.protocol] : []),
    states[one.state],
    String(one.receiveQueue),
    String(one.sendQueue),
    formatIpv4(one.local.ip),
    String(one.local.port),
    one.remote ? formatIpv4(one.remote.ip) : '0.0.0.0',
    one.remote ? String(one.remote.port) : '*',
    [has('p') && processText(one), has('o') && one.tcb && timerText(one.tcb, out.now)].filter(Boolean).join(' '),
  ]);
  const heading = [
    ...(both ? ['Netid'] : []),
    ...['State', 'Recv-Q', 'Send-Q', 'Local Address', 'Port', 'Peer Address', 'Port', 'Process'],
  ];
  const table = columns([heading, ...rows], both ? 4 : 3).slice(has('H') ? 1 : 0);
  const first = has('H') ? 0 : 1;
  return lines(
    table.flatMap((line, i) => {
      const tcb = has('i') && i >= first ? chosen[i - first]!.tcb : undefined;
      return tcb ? [line, `\t ${connectionText(tcb, out.now)}`] : [line];
    }),
  );
});

const isShown = ({ state }: SocketEntry, all: boolean, listening: boolean): boolean =>
  all || listening === (state === 'LISTEN' || state === 'UNCONN');

const states: Record<SocketEntry['state'], string> = {
  ...{ CLOSED: 'CLOSED', LISTEN: 'LISTEN', 'SYN-SENT': 'SYN-SENT', 'SYN-RECEIVED': 'SYN-RECV', ESTABLISHED: 'ESTAB' },
  ...{ 'FIN-WAIT-1': 'FIN-WAIT-1', 'FIN-WAIT-2': 'FIN-WAIT-2', 'CLOSE-WAIT': 'CLOSE-WAIT', CLOSING: 'CLOSING' },
  ...{ 'LAST-ACK': 'LAST-ACK', 'TIME-WAIT': 'TIME-WAIT', UNCONN: 'UNCONN' },
};

/** Cells in columns as wide as the widest; addresses (the first at `place`) to the right, against the colon before their port. */
function columns(rows: readonly string[][], place: number): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const isAddress = i === place || i === place + 2;
        return isAddress ? `${cell.padStart(widths[i]!)}:` : `${cell.padEnd(widths[i]!)} `;
      })
      .join('')
      .trimEnd(),
  );
}

const processText = ({ owner }: SocketEntry): string =>
  owner ? `users:(("${owner.program}",pid=${owner.pid},fd=${owner.fd}))` : '';

function timerText(tcb: Tcb, now: number): string {
  const timer = timerOf(tcb, now);
  return timer ? `timer:(${timer.is},${timeText(timer.left)},${timer.count})` : '';
}

/** As ss writes what is left of a timer: `1min59sec`, `12sec`, `1.234ms` (a second and 234 ms), `200ms`. */
function timeText(ns: number): string {
  const all = Math.round(ns / 1e6);
  const minutes = Math.floor(all / 60_000);
  const seconds = minutes > 9 ? 0 : Math.floor(all / 1000) % 60;
  const ms = minutes || seconds > 9 ? 0 : all % 1000;
  const fraction = ms ? `${String(ms).padStart(3, '0')}ms` : '';
  return `${minutes ? `${minutes}min` : ''}${seconds ? `${seconds}${ms ? '.' : 'sec'}` : ''}${fraction}`;
}

/** A time in milliseconds with up to three digits behind the point, as `%g` writes it. */
const msText = (ns: number): string => String(Math.round(ns / 1000) / 1000);

/** The second line of `ss -i`. Octets are counted in segments where ss does so. */
function connectionText(tcb: Tcb, now: number): string {
  const { sendMss: mss, cwnd, ssthresh, ...f } = connectionFigures(tcb);
  const segments = (octets: number): number => Math.ceil(octets / mss);
  const acked = Math.max(0, diff(f.sendUnacknowledged, f.iss) - 1);
  const sent = acked + f.unacknowledged;
  const words: (string | false)[] = [
    f.timestamps && 'ts',
    f.sack && 'sack',
    tcb.options.congestion,
    f.scaling && `wscale:${f.sendScale},${f.receiveScale}`,
    `rto:${msText(currentRto(tcb))}`,
    f.backoff > 0 && `backoff:${f.backoff}`,
    f.rtt > 0 && `rtt:${msText(f.rtt)}/${msText(f.rttvar)}`,
    tcb.options.delayedAck > 0 && `ato:${msText(tcb.options.delayedAck)}`,
    `mss:${mss} pmtu:${f.mtu} rcvmss:${f.receiveMss} advmss:${ownMss(tcb)}`,
    cwnd > 0 && cwnd < BOUNDLESS && `cwnd:${Math.floor(cwnd / mss)}`,
    ssthresh < BOUNDLESS && `ssthresh:${Math.floor(ssthresh / mss)}`,
    sent > 0 && `bytes_sent:${sent}`,
    sent > 0 && `bytes_acked:${acked}`,
    tcb.irs !== 0 && `bytes_received:${Math.max(0, diff(f.receiveNext, f.irs) - 1)}`,
    f.rtt > 0 && rateText(mss, cwnd, f.rtt),
    `lastsnd:${msText(now - tcb.lastSent)} lastrcv:${msText(now - tcb.heard)}`,
    f.unacknowledged > 0 && `unacked:${segments(f.unacknowledged)}`,
    f.retransmits > 0 && `retrans:${f.retransmits}/${f.retransmits}`,
    f.recovery !== 'none' && (f.recovery === 'fast' ? 'recovery' : 'loss'),
    f.unsent > 0 && `notsent:${f.unsent}`,
    `rcv_space:${tcb.options.receiveBuffer - tcb.recv.used} snd_wnd:${f.sendWindow}`,
  ];
  return words.filter(Boolean).join(' ');
}

/** What cwnd and round trip would let through, in bits a second. */
function rateText(mss: number, cwnd: number, rtt: number): string | false {
  if (cwnd >= BOUNDLESS) return false;
  const rate = Math.floor((Math.floor(cwnd / mss) * mss * 8 * SECOND) / rtt);
  return `send ${rate}bps`;
}
