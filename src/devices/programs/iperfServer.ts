// The server's side of iperf3: takes streams, reads them as fast as they come, reports.

import { formatIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { exitWith, fail } from '../host/processes.ts';
import { complain, print } from '../host/output.ts';
import type { ProcessState } from '../host/process.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { begin, dataOf, newStream, printIntervals, printTotals, tellConnection, type Stream } from './iperfData.ts';
import { HEAD } from './iperfText.ts';
import { acceptOn, closeFd, openAt } from './stream.ts';

const BACKLOG = 128;

/** Opens the port, or ends with the reason why it cannot. */
export function listen(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const opened = openAt(host, process, 'stream', { ip: 0, port: data.options.port }, BACKLOG, out);
  if (!opened.ok) {
    const why = `unable to start listener for connections: ${errnoText(opened.failure)}`;
    return fail(host, process, 1, `iperf3: error - ${why}`, out);
  }
  data.listener = opened.fd;
  tellListening(host, process, out);
}

function tellListening(host: HostState, process: ProcessState, out: Surroundings): void {
  const { options, tests } = dataOf(process);
  const line = '-'.repeat(59);
  print(host, process, `${line}\nServer listening on ${options.port} (test #${tests + 1})\n${line}`, out);
}

/** Whoever comes while nothing runs begins a test; whoever comes meanwhile is one more stream of it. */
export function acceptAll(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  for (let one = acceptOn(host, process, data.listener, out); one; one = acceptOn(host, process, data.listener, out)) {
    const isFirst = data.streams.length === 0;
    if (isFirst) {
      print(host, process, `Accepted connection from ${formatIpv4(one.peer.ip)}, port ${one.peer.port}`, out);
    }
    const each = newStream(one.fd, data.streams.length);
    data.streams.push(each);
    tellConnection(host, process, each, out);
    if (isFirst) begin(host, process, HEAD, out);
    if (process.exit === undefined) receiveAll(host, process, each, out);
    if (process.exit !== undefined) return;
  }
}

/** Reads what has come; a test ends with its last stream. */
export function receiveAll(host: HostState, process: ProcessState, one: Stream, out: Surroundings): void {
  const data = dataOf(process);
  if (one.ended) return;
  for (;;) {
    const read = callSocket(host, process, { call: 'recv', fd: one.fd, size: data.options.length }, out);
    if (!read.ok && read.failure === 'EAGAIN') return;
    if (read.ok && read.bytes.length) {
      one.octets += read.bytes.length;
      continue;
    }
    one.ended = true;
    closeFd(host, process, one.fd, out);
    if (!read.ok)
      complain(host, process, `iperf3: error - unable to read from stream socket: ${errnoText(read.failure)}`, out);
    if (data.streams.every(({ ended }) => ended)) endTest(host, process, out);
    return;
  }
}

function endTest(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  data.stoppedAt = out.now;
  printIntervals(host, process, out.now, out);
  printTotals(host, process, out);
  if (process.exit !== undefined) return;
  if (data.options.once) return exitWith(host, process, 0, out);
  data.tests++;
  Object.assign(data, { streams: [], begunAt: Infinity, stoppedAt: Infinity });
  tellListening(host, process, out);
}
