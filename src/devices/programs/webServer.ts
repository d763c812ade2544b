// web-server: HTTP/1.1 (RFC 9112) with the files of its host, many clients and several requests a connection; on order it cuts short, dawdles, or falls silent.

import { formatIpv4 } from '../../wire/address.ts';
import { SECOND } from '../../base/time.ts';
import type { HostState } from '../host/host.ts';
import { joined } from '../host/pipes.ts';
import { fail } from '../host/processes.ts';
import { print } from '../host/output.ts';
import type { ProcessState } from '../host/process.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { headEnd } from './http.ts';
import { acceptOn, closeFd, endWriting, flush, linkOf, openAt, receive, write, type Link } from './stream.ts';
import { answerTo, bodyPart, refusal, type WebAnswer } from './webAnswer.ts';
import { readWebServer, type WebServerOptions } from './webServerOptions.ts';

interface Client {
  link: Link;
  ip: number;
  /** What has come and has not been answered yet; and how many octets of it are a body that nobody wants. */
  got: Uint8Array;
  skip: number;
  answer: WebAnswer | undefined;
  /** It says no more, and waits for the client's end: octets on the way would else bring a reset that destroys the answer (RFC 9112 section 9.6). */
  lingers: boolean;
  /** Nothing is done before; then the next piece is sent, or what lingers is closed. */
  notBefore: number;
}

interface WebData {
  options: WebServerOptions;
  listener: number;
  clients: Client[];
}

const BACKLOG = 128;
const SIZE = 16_384;
/** Longest head that is taken, in octets. */
const LONGEST_HEAD = 8192;
const LINGER = 5 * SECOND;

const dataOf = (process: ProcessState): WebData => process.data as WebData;

export const webServer: Program = {
  start(process, host, out) {
    const options = readWebServer(process.argv);
    if (typeof options === 'string') return fail(host, process, 2, options, out);
    const opened = openAt(host, process, 'stream', { ip: 0, port: options.port }, BACKLOG, out);
    if (!opened.ok) return fail(host, process, 1, `web-server: ${opened.call}: ${errnoText(opened.failure)}`, out);
    process.data = { options, listener: opened.fd, clients: [] } satisfies WebData;
    print(host, process, `Serving HTTP on 0.0.0.0 port ${options.port}`, out);
  },

  socket(process, host, { fd }, out) {
    const { listener, clients } = dataOf(process);
    if (fd !== listener) {
      const client = clients.find((one) => one.link.fd === fd);
      if (client) serve(host, process, client, out);
      return;
    }
    for (let one = acceptOn(host, process, fd, out); one; one = acceptOn(host, process, fd, out)) {
      const client: Client = {
        ...{ link: linkOf(one.fd), ip: one.peer.ip, got: new Uint8Array(0), skip: 0 },
        ...{ answer: undefined, lingers: false, notBefore: 0 },
      };
      clients.push(client);
      serve(host, process, client, out);
      if (process.exit !== undefined) return;
    }
  },

  wake(process, host, out) {
    for (const client of [...dataOf(process).clients]) {
      if (process.exit !== undefined) return;
      if (client.notBefore === 0 || client.notBefore > out.now) continue;
      client.notBefore = 0;
      if (client.lingers) drop(host, process, client, out);
      else serve(host, process, client, out);
    }
    if (process.exit === undefined) keepTime(host, process, out);
  },
};

/** Does for a client what can be done now: answers what has come whole, one request after the other, and reads only when there is nothing to send. */
function serve(host: HostState, process: ProcessState, client: Client, out: Surroundings): void {
  const { options } = dataOf(process);
  for (;;) {
    if (flush(host, process, client.link, out)) return drop(host, process, client, out);
    if (client.link.octets || (client.notBefore > out.now && !client.lingers)) return;
    if (client.answer) sendPiece(host, process, client, client.answer, out);
    else if (client.lingers) return readRest(host, process, client, out);
    else if (!nextRequest(host, process, client, out)) return;
    if (process.exit !== undefined || !dataOf(process).clients.includes(client)) return;
    if (client.answer?.at === 0 && options.think) waitFor(host, process, client, options.think, out);
  }
}

/** Takes the next request from what has come, reading more where needed. False: there is none yet, or the client has gone. */
function nextRequest(host: HostState, process: ProcessState, client: Client, out: Surroundings): boolean {
  for (;;) {
    const skipped = Math.min(client.skip, client.got.length);
    client.skip -= skipped;
    client.got = client.got.slice(skipped);
    const end = headEnd(client.got);
    if (end !== undefined || client.got.length > LONGEST_HEAD) {
      begin(host, process, client, end, out);
      return true;
    }
    let more: Uint8Array | undefined;
    const take = (octets: Uint8Array): boolean => {
      more = octets;
      return false;
    };
    const came = receive(host, process, client.link.fd, SIZE, take, out);
    if (came !== 'later') drop(host, process, client, out);
    if (!more) return false;
    client.got = joined([client.got, more]);
  }
}

function begin(
  host: HostState,
  process: ProcessState,
  client: Client,
  end: number | undefined,
  out: Surroundings,
): void {
  const { options } = dataOf(process);
  const tooLong = { line: '', answer: refusal(431), skip: 0 };
  const { line, answer, skip } = end === undefined ? tooLong : answerTo(host, client.got.slice(0, end), options.once);
  client.got = client.got.slice(end ?? client.got.length);
  client.skip = skip;
  if (options.silent) Object.assign(answer, { end: 0, closes: true });
  else if (answer.end > answer.head.length + options.cut) {
    Object.assign(answer, { end: answer.head.length + options.cut, closes: true });
  }
  client.answer = answer;
  const sent = Math.max(0, answer.end - answer.head.length);
  print(host, process, `${formatIpv4(client.ip)} "${line}" ${options.silent ? '-' : answer.status} ${sent}`, out);
}

/** Sends the next piece of an answer; behind the last one it is the next request's turn, or the end. */
function sendPiece(host: HostState, process: ProcessState, client: Client, answer: WebAnswer, out: Surroundings): void {
  const { options } = dataOf(process);
  const piece = pieceOf(host, answer, Math.min(options.piece || SIZE, answer.end - answer.at));
  answer.at += piece.length;
  if (piece.length && write(host, process, client.link, piece, out)) return drop(host, process, client, out);
  // A file that has become shorter leaves its answer incomplete.
  const isShort = piece.length === 0 && answer.at < answer.end;
  if (answer.at < answer.end && !isShort) {
    if (options.piece) waitFor(host, process, client, options.pause, out);
    return;
  }
  client.answer = undefined;
  if (!answer.closes && !isShort) return;
  if (options.reset) {
    callSocket(
      host,
      process,
      { call: 'setsockopt', fd: client.link.fd, option: 'SO_LINGER', value: { on: true, seconds: 0 } },
      out,
    );
    return drop(host, process, client, out);
  }
  client.lingers = true;
  if (endWriting(host, process, client.link, out)) return drop(host, process, client, out);
  waitFor(host, process, client, LINGER, out);
}

function pieceOf(host: HostState, answer: WebAnswer, length: number): Uint8Array {
  const { head, at } = answer;
  if (at >= head.length) return bodyPart(host, answer, at - head.length, length);
  const start = new TextEncoder().encode(head.slice(at, at + length));
  return joined([start, bodyPart(host, answer, 0, length - start.length)]);
}

/** Reads and forgets what still comes, until the client's end. */
function readRest(host: HostState, process: ProcessState, client: Client, out: Surroundings): void {
  if (receive(host, process, client.link.fd, SIZE, () => true, out) !== 'later') drop(host, process, client, out);
}

function drop(host: HostState, process: ProcessState, client: Client, out: Surroundings): void {
  const data = dataOf(process);
  data.clients = data.clients.filter((one) => one !== client);
  closeFd(host, process, client.link.fd, out);
}

function waitFor(host: HostState, process: ProcessState, client: Client, time: number, out: Surroundings): void {
  client.notBefore = out.now + time;
  keepTime(host, process, out);
}

function keepTime(host: HostState, process: ProcessState, out: Surroundings): void {
  const times = dataOf(process).clients.flatMap(({ notBefore }) => (notBefore ? [notBefore] : []));
  const at = Math.min(...times);
  if (at < process.wakeAt) wakeProcess(process, host, at, out);
}
