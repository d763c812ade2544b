// The options of UDP sockets (socket(7), ip(7) of Linux; multicast: RFC 1112 sections 6.1 and 7.1).

import { PROTO_UDP } from '../../wire/ipv4.ts';
import { placeOf, noteGroups, takeSocketError } from './datagram.ts';
import { interfaceWith, join, leave } from './groups.ts';
import { AF_INET, buffer, flag, number, timeToLive, within, type Option, type Options } from './option.ts';
import { asIp, asMembership, asNumber } from './optionValue.ts';
import { wayTo } from './segments.ts';
import type { DatagramSocket } from './table.ts';

/** Values of IP_MTU_DISCOVER: datagrams may be fragmented, or not. */
const NOT_DISCOVERED = 0;
const DISCOVERED = 2;

const membership = (change: typeof join): Option<DatagramSocket> => ({
  get: () => undefined,
  set(stack, socket, value) {
    const wanted = asMembership(value);
    if (!wanted) return 'EINVAL';
    const failure = change(stack, socket, wanted);
    noteGroups(socket, placeOf(stack, socket));
    return failure;
  },
});

export const datagramOptions: Options<DatagramSocket> = {
  SO_DOMAIN: { get: () => AF_INET },
  SO_TYPE: { get: () => 2 },
  SO_PROTOCOL: { get: () => PROTO_UDP },
  SO_ACCEPTCONN: { get: () => 0 },
  SO_REUSEADDR: {
    get: (_, socket) => Number(socket.reuse),
    set(stack, socket, value) {
      const on = asNumber(value);
      if (on === undefined) return 'EINVAL';
      socket.reuse = on !== 0;
      const place = placeOf(stack, socket);
      if (place) place.reuse = socket.reuse;
      return undefined;
    },
  },
  SO_BROADCAST: flag('broadcast'),
  SO_ERROR: { get: (_, socket) => takeSocketError(socket) ?? 0 },
  SO_RCVBUF: number('receiveBuffer', buffer),
  SO_SNDBUF: number('sendBuffer', buffer),
  SO_KEEPALIVE: { get: () => 0, set: () => undefined }, // allowed, and without effect: there is no connection to keep
  IP_TTL: {
    get: (stack, socket) => socket.ttl || stack.options.ttl,
    set: number<DatagramSocket>('ttl', timeToLive).set!,
  },
  IP_TOS: number('dsfield', within(0, 255)),
  IP_MTU_DISCOVER: {
    get: (_, socket) => (socket.df ? DISCOVERED : NOT_DISCOVERED),
    set(_, socket, value) {
      const wanted = asNumber(value);
      if (wanted === undefined || wanted < 0 || wanted > DISCOVERED) return 'EINVAL';
      socket.df = wanted === DISCOVERED;
      return undefined;
    },
  },
  IP_MTU: {
    get(stack, socket) {
      const peer = placeOf(stack, socket)?.peer;
      return peer && wayTo(stack, peer.ip)?.mtu;
    },
  },
  IP_MULTICAST_TTL: number('multicastTtl', (value) => (value === -1 ? 1 : within(0, 255)(value))),
  IP_MULTICAST_LOOP: flag('multicastLoop'),
  IP_MULTICAST_ALL: {
    get: (_, socket) => Number(socket.multicastAll),
    set(stack, socket, value) {
      const on = asNumber(value);
      if (on === undefined) return 'EINVAL';
      socket.multicastAll = on !== 0;
      noteGroups(socket, placeOf(stack, socket));
      return undefined;
    },
  },
  IP_MULTICAST_IF: {
    get: (_, socket) => socket.multicastInterface,
    set(stack, socket, value) {
      const ip = asIp(value);
      if (ip === undefined) return 'EINVAL';
      if (ip !== 0 && interfaceWith(stack, ip) === undefined) return 'EADDRNOTAVAIL';
      socket.multicastInterface = ip;
      return undefined;
    },
  },
  IP_ADD_MEMBERSHIP: membership(join),
  IP_DROP_MEMBERSHIP: membership(leave),
};
