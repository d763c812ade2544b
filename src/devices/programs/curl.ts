// curl: fetches URLs over HTTP/1.1, several over one connection where the server keeps it, in the words and with the exit codes of curl 7.88.

import { formatIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { isOutputFull } from '../host/pipes.ts';
import { exitWith, fail } from '../host/processes.ts';
import type { ProcessState } from '../host/process.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import { dataOf, dropConnection, finish, note, type CurlData } from './curlData.ts';
import { readCurl } from './curlOptions.ts';
import { readAnswer } from './curlAnswer.ts';
import { methodOf, readUrl, requestHead, type Url } from './curlText.ts';
import { errnoText } from './errno.ts';
import { addressOf } from './names.ts';
import { connectionOn, flush, linkOf, openTo, write } from './stream.ts';

const MILLI = 1e6;

export const curl: Program = {
  start(process, host, out) {
    const options = readCurl(process.argv);
    if ('status' in options) return fail(host, process, options.status, options.text, out);
    const data: CurlData = {
      ...{ options, next: 0, url: undefined, connection: undefined, connections: 0, connects: 0, phase: 'between' },
      ...{ startedAt: 0, reused: false, status: 0, got: new Uint8Array(0), body: undefined, code: 0 },
      ...{ expected: undefined, received: 0, keeps: false, output: '-', kept: [] },
    };
    process.data = data;
    if (
      options.verbose &&
      options.method !== undefined &&
      options.method === methodOf({ ...options, method: undefined })
    ) {
      note(host, process, `Note: Unnecessary use of -X or --request, ${options.method} is already inferred.`, out);
    }
    nextUrl(host, process, out);
  },

  socket(process, host, { fd }, out) {
    const data = dataOf(process);
    if (fd !== data.connection?.link.fd) return;
    if (data.phase === 'connecting') connecting(host, process, out);
    if (process.exit === undefined && data.phase === 'transfer') goOn(host, process, out);
  },

  outputTaken(process, host, out) {
    if (dataOf(process).phase === 'transfer') goOn(host, process, out);
  },

  wake(process, host, out) {
    const data = dataOf(process);
    const due = deadline(data);
    if (out.now < due) return keepTime(host, process, out);
    const spent = Math.round((out.now - data.startedAt) / MILLI);
    if (data.phase === 'transfer') {
      const of =
        data.expected === undefined ? `${data.received} bytes` : `${data.received} out of ${data.expected} bytes`;
      return ended(host, process, 28, `Operation timed out after ${spent} milliseconds with ${of} received`, out);
    }
    const { host: name, port } = data.url!;
    const byConnect = data.options.maxTime === undefined || data.options.connectTimeout < data.options.maxTime;
    const text = byConnect
      ? `Failed to connect to ${name} port ${port} after ${spent} ms: Timeout was reached`
      : `Connection timed out after ${spent} milliseconds`;
    ended(host, process, 28, text, out);
  },
};

/** When the present transfer is given up; Infinity: never. */
function deadline({ options, phase, startedAt }: CurlData): number {
  if (phase === 'between') return Infinity;
  const connect = phase === 'connecting' ? options.connectTimeout : Infinity;
  return startedAt + Math.min(connect, options.maxTime ?? Infinity);
}

function keepTime(host: HostState, process: ProcessState, out: Surroundings): void {
  const at = deadline(dataOf(process));
  if (at < process.wakeAt) wakeProcess(process, host, at, out);
}

/** The transfer is over, with an exit code and why: on to the next URL. */
function ended(host: HostState, process: ProcessState, code: number, why: string, out: Surroundings): void {
  finish(host, process, code, why, out);
  if (process.exit === undefined) nextUrl(host, process, out);
}

/** Begins with the next URL; after the last one curl ends with that one's code. */
function nextUrl(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  for (;;) {
    const text = data.options.urls[data.next++];
    if (text === undefined) return exitWith(host, process, data.code, out);
    data.output = data.options.outputs[data.next - 1] ?? '-';
    Object.assign(data, { startedAt: out.now, status: 0, expected: undefined, received: 0, kept: [], url: undefined });
    const url = readUrl(text);
    if ('status' in url) {
      finish(host, process, url.status, url.error, out);
      continue;
    }
    data.url = url;
    if (data.options.remoteName) {
      if (!url.file) {
        finish(host, process, 23, 'Remote file name has no length!', out);
        continue;
      }
      data.output = url.file;
    }
    if (begin(host, process, url, out)) return;
    if (process.exit !== undefined) return;
  }
}

/** Takes the kept connection or opens one. False: that went wrong, and has been told. */
function begin(host: HostState, process: ProcessState, url: Url, out: Surroundings): boolean {
  const data = dataOf(process);
  data.connects = 0;
  if (reuse(host, process, url, out)) {
    ask(host, process, out);
    return true;
  }
  const ip = addressOf(host, url.host);
  if (ip === undefined) {
    finish(host, process, 6, `Could not resolve host: ${url.host}`, out);
    return false;
  }
  note(host, process, `*   Trying ${formatIpv4(ip)}:${url.port}...`, out);
  const opened = openTo(host, process, 'stream', { ip, port: url.port }, out);
  if (!opened.ok) {
    notConnected(host, process, ip, opened.failure, out);
    return false;
  }
  data.reused = false;
  data.connects = 1;
  data.connection = { number: data.connections++, link: linkOf(opened.fd), host: url.host, port: url.port, ip };
  data.phase = 'connecting';
  keepTime(host, process, out);
  return true;
}

/** Is the connection of the transfer before good for this one, too? One that the server has ended meanwhile is not. */
function reuse(host: HostState, process: ProcessState, url: Url, out: Surroundings): boolean {
  const data = dataOf(process);
  const { connection } = data;
  if (!connection) return false;
  const isSame = connection.host === url.host && connection.port === url.port;
  const polled = callSocket(host, process, { call: 'poll', fds: [connection.link.fd] }, out);
  const isDead = polled.ok && polled.ready[0]!.readable;
  if (isSame && isDead) note(host, process, `* Connection ${connection.number} seems to be dead`, out);
  if (!isSame || isDead) {
    dropConnection(host, process, out);
    return false;
  }
  note(host, process, `* Re-using existing connection #${connection.number} with host ${url.host}`, out);
  data.reused = true;
  return true;
}

function notConnected(host: HostState, process: ProcessState, ip: number, failure: string, out: Surroundings): void {
  const data = dataOf(process);
  const { host: name, port } = data.url!;
  const spent = Math.round((out.now - data.startedAt) / MILLI);
  note(host, process, `* connect to ${formatIpv4(ip)} port ${port} failed: ${errnoText(failure)}`, out);
  const text = `Failed to connect to ${name} port ${port} after ${spent} ms: Couldn't connect to server`;
  finish(host, process, failure === 'ETIMEDOUT' ? 28 : 7, text, out);
}

function connecting(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { link, ip, port, number } = data.connection!;
  const state = connectionOn(host, process, link.fd, out);
  if (state === 'connecting') return;
  if (state !== 'connected') {
    notConnected(host, process, ip, state, out);
    return nextUrl(host, process, out);
  }
  const name = data.connection!.host;
  note(host, process, `* Connected to ${name} (${formatIpv4(ip)}) port ${port} (#${number})`, out);
  ask(host, process, out);
}

/** Sends the request. */
function ask(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const head = requestHead(data.options, data.url!);
  data.phase = 'transfer';
  data.got = new Uint8Array(0);
  data.body = undefined;
  keepTime(host, process, out);
  const lines = head.split('\r\n').slice(0, -1);
  note(host, process, lines.map((line) => `> ${line}`).join('\n'), out);
  write(host, process, data.connection!.link, new TextEncoder().encode(head + (data.options.data ?? '')), out);
}

/** Sends what waits, and reads what has come. */
function goOn(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  // A failure to send shows in what is read: an answer may have come before it.
  flush(host, process, data.connection!.link, out);
  if (isOutputFull(host, process)) return;
  const end = readAnswer(host, process, out);
  if (process.exit !== undefined || end === undefined) return;
  if (end === 'again') {
    note(host, process, '* Connection died, retrying a fresh connect (retry count: 1)', out);
    dropConnection(host, process, out);
    if (!begin(host, process, data.url!, out)) nextUrl(host, process, out);
    return;
  }
  ended(host, process, end.code, end.why, out);
}
