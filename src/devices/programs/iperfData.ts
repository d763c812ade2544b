// What a running iperf3 remembers, and its reports.

import { formatIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { print } from '../host/output.ts';
import type { ProcessState } from '../host/process.ts';
import { wakeProcess } from '../host/program.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import type { IperfOptions } from './iperfOptions.ts';
import { amountText, HEAD, lineText, RULE } from './iperfText.ts';

export interface Stream {
  fd: number;
  /** As reports call it. */
  id: string;
  /** What is left of the block that is being sent. */
  rest: number;
  /** Octets sent or received, in all and at the last report. */
  octets: number;
  reported: number;
  /** What it has sent at one instant. */
  burstAt: number;
  burst: number;
  connected: boolean;
  /** The FIN has been asked for; the peer's has come. */
  shut: boolean;
  ended: boolean;
}

export interface IperfData {
  options: IperfOptions;
  listener: number;
  streams: Stream[];
  /** When the test began and when its last octet was sent or read; Infinity: not yet. */
  begunAt: number;
  stoppedAt: number;
  reportedAt: number;
  /** Octets that no stream has begun to send. */
  left: number;
  tests: number;
}

export const dataOf = (process: ProcessState): IperfData => process.data as IperfData;

export const isRunning = ({ begunAt }: IperfData): boolean => begunAt < Infinity;

/** When the next report is due; undefined: none is. */
export function nextReport({ options, reportedAt, begunAt, stoppedAt }: IperfData): number | undefined {
  if (!options.interval || stoppedAt < Infinity) return undefined;
  const count = Math.floor((reportedAt - begunAt) / options.interval) + 1;
  return begunAt + count * options.interval;
}

/** Reports what has gone since the last report, for each stream, and their sum. */
export function printIntervals(host: HostState, process: ProcessState, until: number, out: Surroundings): void {
  const { options, streams, begunAt, reportedAt } = dataOf(process);
  if (!options.interval || until <= reportedAt) return;
  const from = reportedAt - begunAt;
  const to = until - begunAt;
  let sum = 0;
  for (const one of streams) {
    const octets = one.octets - one.reported;
    one.reported = one.octets;
    sum += octets;
    const cwnd = options.to ? cwndText(host, process, one, out) : '';
    print(host, process, lineText(one.id, from, to, octets) + cwnd, out);
    if (process.exit !== undefined) return;
  }
  if (streams.length > 1) print(host, process, `${lineText('SUM', from, to, sum)}\n${RULE}`, out);
  if (process.exit === undefined) dataOf(process).reportedAt = until;
}

function cwndText(host: HostState, process: ProcessState, { fd }: Stream, out: Surroundings): string {
  const asked = callSocket(host, process, { call: 'getsockopt', fd, option: 'TCP_INFO' }, out);
  const { cwnd } = asked.ok ? (asked.value as { cwnd?: number }) : {};
  return cwnd === undefined ? '' : `   ${amountText(cwnd)}`;
}

/** Reports all that has gone. The receiver's line of a client counts to the server's FIN: then all had arrived. */
export function printTotals(host: HostState, process: ProcessState, out: Surroundings): void {
  const { options, streams, begunAt, stoppedAt } = dataOf(process);
  const sum = streams.reduce((octets, one) => octets + one.octets, 0);
  const all = streams.map(({ id, octets }) => ({ id, octets }));
  if (streams.length > 1) all.push({ id: 'SUM', octets: sum });
  const lines: string[] = [RULE, HEAD];
  for (const { id, octets } of all) {
    const end = options.to ? stoppedAt : out.now;
    const role = options.to ? 'sender' : 'receiver';
    lines.push(`${lineText(id, 0, end - begunAt, octets)}                  ${role}`);
    const arrived = options.to && streams.every((one) => one.ended);
    if (arrived) lines.push(`${lineText(id, 0, out.now - begunAt, octets)}                  receiver`);
  }
  print(host, process, lines.join('\n'), out);
}

/** iperf3 calls a stream by its descriptor, and these come in steps of two. */
const FIRST_ID = 5;

/** The next stream of a test. */
export const newStream = (fd: number, number: number): Stream => ({
  ...{ fd, id: String(FIRST_ID + 2 * number), rest: 0, octets: 0, reported: 0, burstAt: 0, burst: 0 },
  ...{ connected: false, shut: false, ended: false },
});

/** `[  5] local 192.168.12.1 port 49152 connected to 192.168.12.2 port 5201`. */
export function tellConnection(host: HostState, process: ProcessState, { fd, id }: Stream, out: Surroundings): void {
  const own = callSocket(host, process, { call: 'getsockname', fd }, out);
  const peer = callSocket(host, process, { call: 'getpeername', fd }, out);
  if (!own.ok || !peer.ok) return;
  const ends = [own, peer].map(({ ip, port }) => `${formatIpv4(ip)} port ${port}`);
  print(host, process, `[${id.padStart(3)}] local ${ends.join(' connected to ')}`, out);
}

/** The test begins: from now on there are reports. */
export function begin(host: HostState, process: ProcessState, head: string, out: Surroundings): void {
  const data = dataOf(process);
  if (process.exit !== undefined) return;
  data.begunAt = out.now;
  data.reportedAt = out.now;
  print(host, process, head, out);
  keepTime(host, process, out);
}

/** Sees to it that the process is woken for the next report, and a client at the end of its test. */
export function keepTime(host: HostState, process: ProcessState, out: Surroundings): void {
  if (process.exit !== undefined) return;
  const data = dataOf(process);
  if (!isRunning(data)) return;
  const end = data.options.to ? data.begunAt + data.options.time : Infinity;
  const at = Math.min(nextReport(data) ?? Infinity, end > out.now ? end : Infinity);
  if (at < process.wakeAt) wakeProcess(process, host, at, out);
}
