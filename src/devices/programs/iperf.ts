// iperf3: sends as much as TCP takes, for a time or an amount, and says how fast that went. It prints as iperf3 does; it has no control connection of its own, so
// only the simulated iperf3 understands it (and any server that throws away what it reads).

import { MILLISECOND } from '../../base/time.ts';
import type { HostState } from '../host/host.ts';
import { exitWith, fail } from '../host/processes.ts';
import { complain, print } from '../host/output.ts';
import type { ProcessState } from '../host/process.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { HEAD } from './iperfText.ts';
import { readIperf } from './iperfOptions.ts';
import {
  begin,
  dataOf,
  isRunning,
  keepTime,
  newStream,
  nextReport,
  printIntervals,
  printTotals,
  tellConnection,
  type IperfData,
  type Stream,
} from './iperfData.ts';
import { acceptAll, listen, receiveAll } from './iperfServer.ts';
import { connectionOn, openTo } from './stream.ts';

/** What one stream sends at one instant at most: to itself a host sends without any time passing. */
const BURST = 1 << 20;
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

function connect(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { to, port, streams } = data.options;
  print(host, process, `Connecting to host ${to!.name}, port ${port}`, out);
  for (let number = 0; number < streams && process.exit === undefined; number++) {
    const opened = openTo(host, process, 'stream', { ip: to!.ip, port }, out);
    if (!opened.ok) return cannotConnect(host, process, opened.failure, out);
    data.streams.push(newStream(opened.fd, number));
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
