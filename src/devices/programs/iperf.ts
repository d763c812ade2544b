// iperf3: sends as much as TCP takes, for a time or an amount, and says how fast that went. It prints as iperf3 does; it has no control connection of its own, so
// only the simulated iperf3 understands it (and any server that throws away what it reads).

import { formatIpv4 } from '../../wire/address.ts';
import { MILLISECOND } from '../../base/time.ts';
import type { HostState } from '../host/host.ts';
import { complain, exitWith, fail, print } from '../host/processes.ts';
import type { ProcessState } from '../host/process.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { HEAD } from './iperfText.ts';
import { readIperf } from './iperfOptions.ts';
import {
  dataOf,
  isRunning,
  nextReport,
  printIntervals,
  printTotals,
  type IperfData,
  type Stream,
} from './iperfData.ts';
import { acceptOn, closeFd, connectionOn, openAt, openTo } from './stream.ts';

const BACKLOG = 128;
/** What one stream sends at one instant at most: to itself a host sends without any time passing. */
const BURST = 1 << 20;
/** iperf3 calls a stream by its descriptor, and these come in steps of two. */
const FIRST_ID = 5;
/** What is sent: nobody looks at it. */
const ZEROS = new Uint8Array(1 << 20);

export const iperf: Program = {
  start(process, host, out) {
    const options = readIperf(host, process.argv);
    if (typeof options === 'string') return fail(host, process, 1, options, out);
    const data: IperfData = {
      ...{ options, listener: -1, streams: [], begunAt: Infinity, stoppedAt: Infinity, reportedAt: 0, tests: 0 },
      left: options.octets,
    };
    process.data = data;
    if (options.to) connect(host, process, out);
    else listen(host, process, out);
  },

  socket(process, host, { fd }, out) {
    const data = dataOf(process);
    if (fd === data.listener) return acceptAll(host, process, out);
    const stream = data.streams.find((one) => one.fd === fd);
    if (!stream) return;
    if (!data.options.to) receiveAll(host, process, stream, out);
    else if (data.begunAt === Infinity) connecting(host, process, stream, out);
    else sendOn(host, process, stream, out);
  },

  wake(process, host, out) {
    const data = dataOf(process);
    if (!isRunning(data)) return;
    const due = nextReport(data);
    if (due !== undefined && out.now >= due) printIntervals(host, process, due, out);
    if (data.options.to && process.exit === undefined) {
      for (const stream of data.streams) sendOn(host, process, stream, out);
    }
    keepTime(host, process, out);
  },

  interrupt(process, host, out) {
    const data = dataOf(process);
    print(host, process, '^C', out);
    if (isRunning(data)) {
      data.stoppedAt = Math.min(data.stoppedAt, out.now);
      printTotals(host, process, out);
    }
    complain(host, process, `iperf3: interrupt - the ${data.options.to ? 'client' : 'server'} has terminated`, out);
    exitWith(host, process, 1, out);
  },
};

const stream = (fd: number, number: number): Stream => ({
  ...{ fd, id: String(FIRST_ID + 2 * number), rest: 0, octets: 0, reported: 0, burstAt: 0, burst: 0 },
  ...{ connected: false, shut: false, ended: false },
});

function connect(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { to, port, streams } = data.options;
  print(host, process, `Connecting to host ${to!.name}, port ${port}`, out);
  for (let number = 0; number < streams && process.exit === undefined; number++) {
    const opened = openTo(host, process, 'stream', { ip: to!.ip, port }, out);
    if (!opened.ok) return cannotConnect(host, process, opened.failure, out);
    data.streams.push(stream(opened.fd, number));
  }
}

function cannotConnect(host: HostState, process: ProcessState, failure: string, out: Surroundings): void {
  fail(host, process, 1, `iperf3: error - unable to connect to server: ${errnoText(failure)}`, out);
}

/** The test begins when all streams are connected. */
function connecting(host: HostState, process: ProcessState, one: Stream, out: Surroundings): void {
  const data = dataOf(process);
  const state = connectionOn(host, process, one.fd, out);
  if (state === 'connecting') return;
  if (state !== 'connected') return cannotConnect(host, process, state, out);
  one.connected = true;
  if (!data.streams.every(({ connected }) => connected)) return;
  for (const each of data.streams) tellConnection(host, process, each, out);
  begin(host, process, `${HEAD}         Cwnd`, out);
  for (const each of data.streams) sendOn(host, process, each, out);
}

function tellConnection(host: HostState, process: ProcessState, { fd, id }: Stream, out: Surroundings): void {
  const own = callSocket(host, process, { call: 'getsockname', fd }, out);
  const peer = callSocket(host, process, { call: 'getpeername', fd }, out);
  if (!own.ok || !peer.ok) return;
  const ends = [own, peer].map(({ ip, port }) => `${formatIpv4(ip)} port ${port}`);
  print(host, process, `[${id.padStart(3)}] local ${ends.join(' connected to ')}`, out);
}

function begin(host: HostState, process: ProcessState, head: string, out: Surroundings): void {
  const data = dataOf(process);
  if (process.exit !== undefined) return;
  data.begunAt = out.now;
  data.reportedAt = out.now;
  print(host, process, head, out);
  keepTime(host, process, out);
}

/** Sends until nothing more is taken; at the end of the test the FIN. */
function sendOn(host: HostState, process: ProcessState, one: Stream, out: Surroundings): void {
  if (process.exit !== undefined || one.ended) return;
  const data = dataOf(process);
  const { length, time } = data.options;
  if (one.burstAt !== out.now) Object.assign(one, { burstAt: out.now, burst: 0 });
  while (!one.shut) {
    const isOver = out.now >= data.begunAt + time || (one.rest === 0 && data.left <= 0);
    if (isOver) return shut(host, process, one, out);
    if (one.burst >= BURST) return wakeProcess(process, host, Math.min(process.wakeAt, out.now + MILLISECOND), out);
    if (one.rest === 0) {
      one.rest = Math.min(length, data.left);
      data.left -= one.rest;
    }
    const sent = callSocket(host, process, { call: 'send', fd: one.fd, bytes: ZEROS.subarray(0, one.rest) }, out);
    if (!sent.ok && sent.failure !== 'EAGAIN') {
      return fail(
        host,
        process,
        1,
        `iperf3: error - unable to write to stream socket: ${errnoText(sent.failure)}`,
        out,
      );
    }
    if (!sent.ok) return;
    const isFull = sent.count < one.rest;
    one.rest -= sent.count;
    one.octets += sent.count;
    one.burst += sent.count;
    if (isFull) return;
  }
  readEnd(host, process, one, out);
}

function shut(host: HostState, process: ProcessState, one: Stream, out: Surroundings): void {
  const data = dataOf(process);
  one.shut = true;
  callSocket(host, process, { call: 'shutdown', fd: one.fd, how: 'write' }, out);
  if (!data.streams.every((each) => each.shut)) return;
  data.stoppedAt = out.now;
  printIntervals(host, process, out.now, out);
}

/** The server closes when it has read all: then all has arrived. */
function readEnd(host: HostState, process: ProcessState, one: Stream, out: Surroundings): void {
  const read = callSocket(host, process, { call: 'recv', fd: one.fd, size: 1024 }, out);
  if (!read.ok && read.failure === 'EAGAIN') return;
  if (!read.ok) {
    return fail(
      host,
      process,
      1,
      `iperf3: error - control socket has closed unexpectedly: ${errnoText(read.failure)}`,
      out,
    );
  }
  if (read.bytes.length) return;
  one.ended = true;
  if (!dataOf(process).streams.every(({ ended }) => ended)) return;
  printTotals(host, process, out);
  print(host, process, '\niperf Done.', out);
  exitWith(host, process, 0, out);
}

function listen(host: HostState, process: ProcessState, out: Surroundings): void {
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
function acceptAll(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  for (let one = acceptOn(host, process, data.listener, out); one; one = acceptOn(host, process, data.listener, out)) {
    const isFirst = data.streams.length === 0;
    if (isFirst) {
      print(host, process, `Accepted connection from ${formatIpv4(one.peer.ip)}, port ${one.peer.port}`, out);
    }
    const each = stream(one.fd, data.streams.length);
    data.streams.push(each);
    tellConnection(host, process, each, out);
    if (isFirst) begin(host, process, HEAD, out);
    if (process.exit === undefined) receiveAll(host, process, each, out);
    if (process.exit !== undefined) return;
  }
}

function receiveAll(host: HostState, process: ProcessState, one: Stream, out: Surroundings): void {
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

function keepTime(host: HostState, process: ProcessState, out: Surroundings): void {
  if (process.exit !== undefined) return;
  const data = dataOf(process);
  if (!isRunning(data)) return;
  const end = data.options.to ? data.begunAt + data.options.time : Infinity;
  const at = Math.min(nextReport(data) ?? Infinity, end > out.now ? end : Infinity);
  if (at < process.wakeAt) wakeProcess(process, host, at, out);
}
