// nc: netcat, octets between a terminal or pipe and a TCP or UDP socket, in the manner and words of OpenBSD's (nc(1)).

import { exitWith, fail } from '../host/processes.ts';
import type { HostState } from '../host/host.ts';
import type { ProcessState } from '../host/process.ts';
import type { Program } from '../host/program.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { dataOf, keepTime, noteLife, reportFailure, reportSocket, reportSuccess, type NcData } from './ncData.ts';
import { readNc, type NcOptions } from './ncOptions.ts';
import { BUFFER, inputOfNc, readMore, refreshTalk, startTalk, talkIsOver } from './ncTalk.ts';
import { acceptOn, closeFd, connectionOn, errorOf, linkOf, openAt, openTo } from './stream.ts';

/** As the real one asks for. */
const BACKLOG = 1;
/** A UDP port that has not refused a second after the last of these is taken for open. */
const PROBES = 5;
const PROBE = new Uint8Array([0x58]); // X
const SECOND = 1e9;

export const nc: Program = {
  start(process, host, out) {
    const options = readNc(host, process.argv);
    if ('status' in options) return fail(host, process, options.status, options.text, out);
    process.data = beginning(options);
    if (options.listen) listen(host, process, out);
    else tryNext(host, process, out);
  },

  wake(process, host, out) {
    const data = dataOf(process);
    if (out.now >= data.quitAt) exitWith(host, process, 0, out);
    else if (out.now < data.idleAt) keepTime(host, process, out);
    else if (data.phase === 'talking') hangUp(host, process, out);
    else if (data.options.udp) probe(host, process, out);
    else {
      reportFailure(host, process, 'timed out', errnoText('EINPROGRESS'), out);
      closeFd(host, process, data.link.fd, out);
      tryNext(host, process, out);
    }
  },

  socket(process, host, event, out) {
    const data = dataOf(process);
    if (data.phase === 'waiting') receiveCaller(host, process, out);
    else if (event.fd !== data.link.fd)
      return; // another client, who waits in the backlog
    else if (data.phase === 'trying') hearOf(host, process, out);
    else if (refreshTalk(host, process, out)) hangUp(host, process, out);
  },

  input(process, host, octets, out) {
    if (inputOfNc(host, process, octets, out)) hangUp(host, process, out);
  },

  inputEnds(process, host, out) {
    const data = dataOf(process);
    if (data.options.deaf) return;
    data.stdinGone = true;
    if (data.phase === 'talking' && talkIsOver(host, process, out)) hangUp(host, process, out);
  },

  outputTaken(process, host, out) {
    if (dataOf(process).phase === 'talking' && readMore(host, process, out)) hangUp(host, process, out);
  },
};

const beginning = (options: NcOptions): NcData => ({
  ...{ options, phase: 'trying', link: linkOf(-1), listener: -1 },
  ...{ ports: options.listen ? [] : options.ports, port: options.ports[0]!, reached: false, probes: 0 },
  ...{ stdinGone: options.deaf, netInGone: false, netOutGone: false, received: 0, idleAt: Infinity, quitAt: Infinity },
});

function listen(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { options } = data;
  const at = { ip: options.ip, port: data.port };
  const opened = openAt(host, process, options.udp ? 'datagram' : 'stream', at, BACKLOG, out);
  if (!opened.ok) return fail(host, process, 1, `nc: ${errnoText(opened.failure)}`, out);
  data.listener = opened.fd;
  data.phase = 'waiting';
  setBuffers(host, process, opened.fd, out);
  reportSocket(host, process, options.udp ? 'Bound' : 'Listening', at, out);
  // With -k anybody's datagrams are taken, and nobody can be answered.
  if (options.udp && options.keep && startTalk(host, process, opened.fd, out)) hangUp(host, process, out);
}

function setBuffers(host: HostState, process: ProcessState, fd: number, out: Surroundings): void {
  const { receiveBuffer, sendBuffer } = dataOf(process).options;
  if (receiveBuffer !== undefined) {
    callSocket(host, process, { call: 'setsockopt', fd, option: 'SO_RCVBUF', value: receiveBuffer }, out);
  }
  if (sendBuffer !== undefined) {
    callSocket(host, process, { call: 'setsockopt', fd, option: 'SO_SNDBUF', value: sendBuffer }, out);
  }
}

/** Takes the next client; of UDP whoever has sent the first datagram, who is answered from then on. */
function receiveCaller(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  if (data.options.udp) {
    const fd = data.listener;
    const first = callSocket(host, process, { call: 'recvfrom', fd, size: BUFFER, peek: true }, out);
    if (!first.ok || !first.from) return;
    callSocket(host, process, { call: 'connect', fd, ...first.from }, out);
    reportSocket(host, process, 'Connection received', first.from, out);
    if (startTalk(host, process, fd, out)) hangUp(host, process, out);
    return;
  }
  const caller = acceptOn(host, process, data.listener, out);
  if (!caller) return;
  reportSocket(host, process, 'Connection received', caller.peer, out);
  if (startTalk(host, process, caller.fd, out)) hangUp(host, process, out);
}

/** Tries the next port; after the last one it is over. */
function tryNext(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { options } = data;
  for (let port = data.ports.shift(); port !== undefined; port = data.ports.shift()) {
    data.port = port;
    data.phase = 'trying';
    const to = { ip: options.ip, port };
    const opened = openTo(host, process, options.udp ? 'datagram' : 'stream', to, out, options.source);
    if (!opened.ok && opened.call === 'bind') {
      return fail(host, process, 1, `nc: bind failed: ${errnoText(opened.failure)}`, out);
    }
    if (!opened.ok) {
      reportFailure(host, process, 'failed', errnoText(opened.failure), out);
      continue;
    }
    data.link.fd = opened.fd;
    setBuffers(host, process, opened.fd, out);
    if (!options.udp) return noteLife(host, process, out);
    data.probes = 0;
    if (options.scan || options.verbose) return probe(host, process, out);
    if (startTalk(host, process, opened.fd, out)) hangUp(host, process, out);
    return;
  }
  exitWith(host, process, data.reached ? 0 : 1, out);
}

/** News while it connects, or while it waits whether a UDP port refuses. */
function hearOf(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { fd } = data.link;
  if (data.options.udp) {
    // Something may have come back, which shows that somebody is there; it is read later.
    if (errorOf(host, process, fd, out) === undefined) return;
    closeFd(host, process, fd, out);
    return tryNext(host, process, out);
  }
  const state = connectionOn(host, process, fd, out);
  if (state === 'connecting') return;
  if (state === 'connected') return reached(host, process, out);
  reportFailure(host, process, 'failed', errnoText(state), out);
  closeFd(host, process, fd, out);
  tryNext(host, process, out);
}

/** UDP has no handshake: two X and then one a second show whether the port refuses (ICMP). */
function probe(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  if (data.probes >= PROBES) return reached(host, process, out);
  for (let count = data.probes === 0 ? 2 : 1; count > 0; count--) {
    data.probes++;
    const sent = callSocket(host, process, { call: 'send', fd: data.link.fd, bytes: PROBE }, out);
    if (sent.ok) continue;
    closeFd(host, process, data.link.fd, out);
    return tryNext(host, process, out);
  }
  data.idleAt = out.now + SECOND;
  keepTime(host, process, out);
}

/** The port answers: with -z that was all. */
function reached(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  data.reached = true;
  data.idleAt = Infinity;
  reportSuccess(host, process, out);
  if (data.options.scan) {
    closeFd(host, process, data.link.fd, out);
    return tryNext(host, process, out);
  }
  if (startTalk(host, process, data.link.fd, out)) hangUp(host, process, out);
}

/** The talk is over: with -k the next client's turn, otherwise the end. */
function hangUp(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { keep, udp } = data.options;
  if (!keep || udp) return exitWith(host, process, 0, out);
  closeFd(host, process, data.link.fd, out);
  Object.assign(data, { phase: 'waiting', link: linkOf(-1), netInGone: false, netOutGone: false, idleAt: Infinity });
  receiveCaller(host, process, out);
}
