// ping: asks a host for an echo (RFC 792 p. 14, RFC 1122 §3.2.2.6), in the words of iputils.

import type { SendFailed } from '../../stack/upward.ts';
import { formatIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { exitWith, fail } from '../host/processes.ts';
import { complain, print } from '../host/output.ts';
import type { IcmpEvent, ProcessState } from '../host/process.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import { sendEcho, type Sent } from '../host/send.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { ownAddressTo } from './names.ts';
import { readPing, senderText, type PingOptions } from './pingOptions.ts';
import { countTrip, createPingCount, icmpErrorText, statisticsText, tripText, type PingCount } from './pingText.ts';

const ICMP_HEADER = 8;
const IP_HEADER = 20;
/** Octets of data that a time stamp takes: with fewer, real ping cannot tell round trips. */
const STAMP = 16;
/** Requests whose time is remembered; an answer to an older one is shown without a time. */
const REMEMBERED = 1024;
const ECHO_REPLY = 0;
const ICMP = 1;

interface PingData {
  options: PingOptions;
  count: PingCount;
  startedAt: number;
  sent: { seq: number; at: number; answered: boolean }[];
  /** All requests are sent: at `wakeAt` it is over. */
  lingering: boolean;
  /** Largest packet that gets through, as far as routers have told. */
  pathMtu: number;
}

const dataOf = (process: ProcessState): PingData => process.data as PingData;
const identOf = (process: ProcessState): number => process.pid & 0xffff;

export const ping: Program = {
  start(process, host, out) {
    const options = readPing(host, process.argv);
    if ('status' in options) return fail(host, process, options.status, options.text, out);
    const data: PingData = {
      options,
      count: createPingCount(),
      startedAt: out.now,
      sent: [],
      lingering: false,
      pathMtu: Infinity,
    };
    process.data = data;
    if (options.broadcast) complain(host, process, 'WARNING: pinging broadcast address', out);
    const from = options.sourceText ? `from ${options.sourceText}: ` : '';
    const { name, to, size } = options;
    const sizes = `${size}(${size + ICMP_HEADER + IP_HEADER}) bytes of data.`;
    print(host, process, `PING ${name} (${formatIpv4(to)}) ${from}${sizes}`, out);
    sendNext(host, process, out);
  },

  wake(process, host, out) {
    if (dataOf(process).lingering) finish(host, process, out);
    else sendNext(host, process, out);
  },

  icmp(process, host, event, out) {
    if (event.ident !== identOf(process)) return;
    if (event.type === ECHO_REPLY) answered(host, process, event, out);
    else if (event.quotedProtocol === ICMP) {
      const text = icmpErrorText(event.type, event.code, event.mtu ?? 0);
      const data = dataOf(process);
      if (event.mtu) data.pathMtu = Math.min(data.pathMtu, event.mtu);
      refused(host, process, event.from, event.seq, text, out);
    }
  },

  sendFailed(process, host, failed, out) {
    if (failed.ident === identOf(process)) neverLeft(host, process, failed, out);
  },

  interrupt(process, host, out) {
    finish(host, process, out, true);
  },
};

function sendNext(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { options, count, sent } = data;
  const number = ++count.transmitted;
  count.elapsed = out.now - data.startedAt;
  sent.push({ seq: number & 0xffff, at: out.now, answered: false });
  if (sent.length > REMEMBERED) sent.shift();
  const last = number === options.requests;
  data.lingering = last;
  wakeProcess(process, host, out.now + (last ? lingerTime(options, count) : options.interval), out);
  const result = request(host, process, number & 0xffff, out);
  if (!result.ok) notSent(host, process, result, out);
}

/**
 * Hands a request to the stack. The "don't fragment" bit is set as Linux sets it: unless asked otherwise while the packet fits the way, as far as it is
 * known (path MTU discovery, RFC 1191). Linux keeps what it learned of a way for ten minutes for all programs; here each ping learns for itself.
 */
function request(host: HostState, process: ProcessState, seq: number, out: Surroundings): Sent {
  const { options, pathMtu } = dataOf(process);
  const { to, size, discover, ttl, source } = options;
  const tooLong = size + ICMP_HEADER + IP_HEADER > pathMtu;
  if (tooLong && discover === 'do') return { ok: false, failure: 'EMSGSIZE', mtu: pathMtu };
  const echo = {
    to,
    ident: identOf(process),
    seq,
    payload: size,
    ...(ttl === undefined ? {} : { ttl }),
    ...(source === undefined ? {} : { source }),
  };
  const sent = sendEcho(host, { ...echo, df: discover !== 'dont' && !tooLong }, out);
  const fits = sent.ok || sent.failure !== 'EMSGSIZE' || discover === 'do';
  return fits ? sent : sendEcho(host, { ...echo, df: false }, out);
}

/** How long the last answers are waited for: twice the longest round trip so far, at least one interval; without any answer `-W`. */
const lingerTime = (options: PingOptions, count: PingCount): number =>
  count.received ? Math.max(2 * 1000 * count.most, options.interval) : options.wait;

/** The stack refused the request at once. A packet that is too long counts as an error, as in real ping; others only as not answered. */
function notSent(host: HostState, process: ProcessState, result: Sent & { ok: false }, out: Surroundings): void {
  if (result.failure === 'EMSGSIZE') {
    dataOf(process).count.errors++;
    complain(host, process, `ping: local error: message too long, mtu=${result.mtu ?? 0}`, out);
  } else complain(host, process, `ping: sendmsg: ${errnoText(result.failure)}`, out);
  finishIfAllTold(host, process, out);
}

function answered(host: HostState, process: ProcessState, event: IcmpEvent, out: Surroundings): void {
  const { options, count, sent } = dataOf(process);
  const asked = sent.find((one) => one.seq === event.seq);
  const repeated = asked?.answered ?? false;
  if (repeated) count.repeats++;
  else count.received++;
  if (asked) asked.answered = true;
  const timing = options.size >= STAMP && asked !== undefined;
  const us = asked ? Math.floor((out.now - asked.at) / 1000) : 0;
  if (timing) countTrip(count, us);
  acknowledge(count, event.seq);
  let line = `${event.length + ICMP_HEADER} bytes from ${senderText(host, options, event.from)}: icmp_seq=${event.seq} ttl=${event.ttl}`;
  if (event.length < options.size) line += ' (truncated)';
  else if (timing) line += ` time=${tripText(us)} ms`;
  if (repeated) line += ' (DUP!)';
  if (!options.quiet) print(host, process, line, out);
  finishIfAllTold(host, process, out);
}

/** Somebody on the way (or this host itself) says why the request ended. */
function refused(
  host: HostState,
  process: ProcessState,
  from: number,
  seq: number,
  text: string,
  out: Surroundings,
): void {
  const { options, count } = dataOf(process);
  count.errors++;
  acknowledge(count, seq);
  if (!options.quiet) {
    print(host, process, `From ${senderText(host, options, from)} icmp_seq=${seq} ${text}`, out);
  }
  finishIfAllTold(host, process, out);
}

/** Nobody answered ARP for the next hop. Linux tells itself so with an ICMP message that never leaves: it comes from the host's own address. */
function neverLeft(host: HostState, process: ProcessState, failed: SendFailed, out: Surroundings): void {
  refused(host, process, ownAddressTo(host, failed.to), failed.seq ?? 0, icmpErrorText(3, 1, 0), out);
}

/** How many requests were under way when one was answered. */
function acknowledge(count: PingCount, seq: number): void {
  const under = ((count.transmitted - seq) & 0xffff) + 1;
  if (under < 0x8000 && under > count.pipe) count.pipe = under;
}

function finishIfAllTold(host: HostState, process: ProcessState, out: Surroundings): void {
  const { options, count } = dataOf(process);
  if (options.requests && count.received + count.errors >= options.requests) finish(host, process, out);
}

function finish(host: HostState, process: ProcessState, out: Surroundings, interrupted = false): void {
  const { options, count } = dataOf(process);
  print(host, process, interrupted ? '^C' : '', out);
  print(host, process, statisticsText(options.name, count, options.size >= STAMP).join('\n'), out);
  exitWith(host, process, count.received ? 0 : 1, out);
}
