// The talk of nc: octets from standard input to the socket and from the socket to standard output, each direction with its own end (half close).

import type { HostState } from '../host/host.ts';
import { isOutputFull, pauseInput, PIPE_CAPACITY, resumeInput } from '../host/pipes.ts';
import { putOctets } from '../host/output.ts';
import type { ProcessState } from '../host/process.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import { dataOf, keepTime, noteLife, type NcData } from './ncData.ts';
import { endWriting, flush, receive } from './stream.ts';

/** The size of the real one's buffers: most octets of a recv, and of a datagram that is sent. */
export const BUFFER = 16_384;
const LF = 10;
const CR = 13;

/** Begins to talk on a descriptor; what was typed before goes first. Gives whether the talk is over already. */
export function startTalk(host: HostState, process: ProcessState, fd: number, out: Surroundings): boolean {
  const data = dataOf(process);
  data.phase = 'talking';
  data.link.fd = fd;
  data.netInGone = false;
  data.netOutGone = false;
  noteLife(host, process, out);
  return refreshTalk(host, process, out);
}

/** Does what the socket allows now, after any news of it. Gives whether the talk is over. */
export function refreshTalk(host: HostState, process: ProcessState, out: Surroundings): boolean {
  const data = dataOf(process);
  read(host, process, out);
  send(host, process, out);
  if (process.exit !== undefined) return false;
  const polled = callSocket(host, process, { call: 'poll', fds: [data.link.fd] }, out);
  const ready = polled.ok ? polled.ready[0]! : undefined;
  // As POLLERR and POLLHUP tell: nothing more can be sent. What has come can still be read.
  if (ready?.error || ready?.hangup) stopSending(data);
  const over = talkIsOver(host, process, out);
  if (!over && data.link.octets < PIPE_CAPACITY) resumeInput(host, process, out);
  return over || isDone(data);
}

/** The reader of the output takes more: reads on. Gives whether the talk is over. */
export function readMore(host: HostState, process: ProcessState, out: Surroundings): boolean {
  read(host, process, out);
  return talkIsOver(host, process, out);
}

/** Takes what was typed or came by a pipe. Gives whether the talk is over. */
export function inputOfNc(host: HostState, process: ProcessState, octets: Uint8Array, out: Surroundings): boolean {
  const data = dataOf(process);
  if (data.options.deaf || data.stdinGone || data.netOutGone) return false;
  const bytes = data.options.crlf ? withCrlf(octets) : octets;
  const { link } = data;
  // A datagram is what one read of standard input gives; a stream may be cut anywhere.
  for (let at = 0; at < bytes.length; at += BUFFER) link.waiting.push(bytes.slice(at, at + BUFFER));
  link.octets += bytes.length;
  if (data.phase === 'talking') send(host, process, out);
  if (link.octets >= PIPE_CAPACITY) pauseInput(process);
  return data.phase === 'talking' && talkIsOver(host, process, out);
}

function withCrlf(octets: Uint8Array): Uint8Array {
  const text: number[] = [];
  for (const octet of octets) {
    if (octet === LF) text.push(CR);
    text.push(octet);
  }
  return new Uint8Array(text);
}

function read(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { options, link } = data;
  if (data.netInGone || isOutputFull(host, process)) return;
  const take = (octets: Uint8Array): boolean => {
    noteLife(host, process, out);
    putOctets(host, process, octets, out);
    data.received++;
    if (process.exit !== undefined) return false; // whoever read the output has gone
    if (data.received === options.receives) endReading(data);
    return !data.netInGone && !isOutputFull(host, process);
  };
  const came = receive(host, process, link.fd, BUFFER, take, out);
  if (came === 'later' || process.exit !== undefined) return;
  data.netInGone = true;
  // An error is told of the whole socket; the real one is silent about it, too.
  if (came !== 'end') stopSending(data);
}

function endReading(data: NcData): void {
  data.netInGone = true;
  data.stdinGone = true;
}

function send(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  if (data.netOutGone || process.exit !== undefined) return;
  const before = data.link.octets;
  if (flush(host, process, data.link, out) !== undefined) stopSending(data);
  else if (data.link.octets < before) noteLife(host, process, out);
}

function stopSending(data: NcData): void {
  data.netOutGone = true;
  data.link.waiting = [];
  data.link.octets = 0;
}

/** Draws the conclusions from what has ended: sends the FIN, sets the timer of -q. Gives whether the talk is over. */
export function talkIsOver(host: HostState, process: ProcessState, out: Surroundings): boolean {
  if (process.exit !== undefined) return false;
  const data = dataOf(process);
  const { options, link } = data;
  if (data.stdinGone && !data.netOutGone && link.octets === 0) {
    data.netOutGone = true;
    if (options.shut && !options.udp) endWriting(host, process, link, out);
    if (options.quit !== undefined) {
      data.quitAt = out.now + options.quit;
      if (options.quit === 0) return true;
      keepTime(host, process, out);
    }
  }
  return isDone(data);
}

/** Both inputs have ended, or both outputs; a listener also ends with its caller. */
function isDone({ options, link, stdinGone, netInGone, netOutGone }: NcData): boolean {
  if (netInGone && netOutGone) return true;
  return netInGone && link.octets === 0 && (stdinGone || options.listen);
}
