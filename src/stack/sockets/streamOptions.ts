// The options of TCP sockets (socket(7), tcp(7), ip(7) of Linux; RFC 9293 section 3.9.1 leaves them to the system).

import { NEVER, SECOND } from '../../base/time.ts';
import { PROTO_TCP } from '../../wire/ipv4.ts';
import { fits, tcpKnobs } from '../knobs.ts';
import type { CongestionName } from '../tcp/congestion.ts';
import { sendAck } from '../tcp/emit.ts';
import { output } from '../tcp/send.ts';
import { smssOf } from '../tcp/tcb.ts';
import { takeError } from '../tcp/user.ts';
import { figuresOf } from './figures.ts';
import { AF_INET, buffer, flag, inSeconds, knob, same, seconds, timeToLive, type Options } from './option.ts';
import { asLinger } from './optionValue.ts';
import { segmentsOf } from './segments.ts';
import { tcpOptionsOf } from './stream.ts';
import { connectionOf, type StreamSocket } from './table.ts';

/** What TCP_MAXSEG tells without a connection (RFC 9293 section 3.7.1). */
const DEFAULT_MSS = 536;

/** Values of IP_MTU_DISCOVER: packets may be fragmented, or not. */
const NOT_DISCOVERED = 0;
const DISCOVERED = 2;

export const streamOptions: Options<StreamSocket> = {
  SO_DOMAIN: { get: () => AF_INET },
  SO_TYPE: { get: () => 1 },
  SO_PROTOCOL: { get: () => PROTO_TCP },
  SO_ACCEPTCONN: { get: (_, socket) => Number(socket.listener !== 0) },
  SO_REUSEADDR: flag('reuse'),
  SO_BROADCAST: flag('broadcast'), // allowed, and without effect: TCP has two ends
  SO_ERROR: {
    get(stack, socket) {
      const tcb = connectionOf(stack, socket);
      return (tcb && takeError(tcb)) ?? 0;
    },
  },
  SO_RCVBUF: knob('receiveBuffer', same, buffer),
  SO_SNDBUF: knob('sendBuffer', same, buffer),
  SO_LINGER: {
    get(stack, socket) {
      const { linger } = tcpOptionsOf(stack, socket);
      return { on: linger !== undefined, seconds: inSeconds(linger ?? 0) };
    },
    set(stack, socket, value) {
      const linger = asLinger(value);
      if (!linger) return 'EINVAL';
      tcpOptionsOf(stack, socket).linger = linger.on ? linger.seconds * SECOND : undefined;
      return undefined;
    },
  },
  SO_KEEPALIVE: knob(
    'keepAlive',
    Number,
    (value) => value !== 0,
    (tcb, _, out) => {
      const open = tcb.state === 'ESTABLISHED' || tcb.state === 'CLOSE-WAIT' || tcb.state === 'FIN-WAIT-2';
      tcb.keepAt = tcb.options.keepAlive && open ? out.now + tcb.options.keepIdle : NEVER;
    },
  ),
  TCP_NODELAY: knob(
    'nagle',
    (value) => Number(!value),
    (value) => value === 0,
    (tcb, stack, out) => output(tcb, out.now, segmentsOf(stack, out)), // what was held back may leave now
  ),
  // Linux takes it for a hint and forgets it; here it stays as it was set, so that a lesson can tell what will happen.
  TCP_QUICKACK: knob(
    'delayedAck',
    (value) => Number(value === 0),
    (value, stack) => (value === 0 ? stack.door.settings.tcp.delayedAck : 0),
    (tcb, stack, out) => {
      if (tcb.options.delayedAck === 0 && tcb.delackAt !== NEVER) {
        sendAck(tcb, 'tcp-ack', out.now, segmentsOf(stack, out));
      }
    },
  ),
  TCP_MAXSEG: {
    get(stack, socket) {
      const tcb = connectionOf(stack, socket);
      return tcb ? smssOf(tcb) : tcpOptionsOf(stack, socket).mss || DEFAULT_MSS;
    },
    set: knob('mss', same, same).set!, // 0: what the MTU leaves
  },
  TCP_KEEPIDLE: knob('keepIdle', inSeconds, seconds),
  TCP_KEEPINTVL: knob('keepInterval', inSeconds, seconds),
  TCP_KEEPCNT: knob('keepProbes', same, same),
  TCP_SYNCNT: knob('synRetries', same, same),
  TCP_LINGER2: knob('finWait2', inSeconds, seconds),
  TCP_CONGESTION: {
    get: (stack, socket) => tcpOptionsOf(stack, socket).congestion,
    set(stack, socket, value) {
      if (!fits(tcpKnobs.congestion, value)) return 'EINVAL';
      tcpOptionsOf(stack, socket).congestion = value as CongestionName;
      return undefined;
    },
  },
  TCP_INFO: { get: (stack, socket) => figuresOf(socket, connectionOf(stack, socket)) },
  IP_TTL: {
    get: (stack, socket) => tcpOptionsOf(stack, socket).ttl || stack.options.ttl,
    set: knob('ttl', same, timeToLive).set!,
  },
  IP_TOS: knob('dsfield', same, same),
  IP_MTU_DISCOVER: knob(
    'pathMtuDiscovery',
    (value) => (value ? DISCOVERED : NOT_DISCOVERED),
    (value) => (value < 0 || value > DISCOVERED ? undefined : value !== NOT_DISCOVERED),
  ),
  IP_MTU: { get: (stack, socket) => connectionOf(stack, socket)?.mtu },
};
