// What programs send without a socket: echo requests, IP packets of their own making, and whole frames (course: the frame sender).

import { copyOctets, handToCard } from '../../stack/card.ts';
import { UNSPECIFIED } from '../../stack/handOver.ts';
import { isOwn } from '../../stack/machine.ts';
import { R } from '../../stack/reason.ts';
import { beginPacket, draft, endPacket, type PacketHeader } from '../../stack/send.ts';
import type { SendFailure } from '../../stack/upward.ts';
import { isLoopback } from '../../wire/address.ts';
import { internetChecksum } from '../../wire/checksum.ts';
import { SMALLEST_FRAME } from '../../wire/ethernet.ts';
import { icmp, ICMP_ECHO } from '../../wire/icmp.ts';
import { PROTO_ICMP } from '../../wire/ipv4.ts';
import type { Surroundings } from '../surroundings.ts';
import type { HostState } from './host.ts';

/** It is on its way (or waits for ARP), or why it cannot be; `mtu` says what would have fitted (`EMSGSIZE`). */
export type Sent = { ok: true } | { ok: false; failure: SendFailure; mtu?: number };

const SENT: Sent = { ok: true };

export interface EchoRequest {
  to: number;
  /** One of the host's addresses; left out: that of the interface it leaves by. */
  source?: number;
  ident: number;
  seq: number;
  ttl?: number;
  df?: boolean;
  /** The data, or how many octets of it: then they count up from 0. */
  payload: Uint8Array | number;
}

/** Sends an ICMP echo request. */
export function sendEcho(host: HostState, request: EchoRequest, out: Surroundings): Sent {
  const { payload } = request;
  const data = typeof payload === 'number' ? payload : payload.length;
  const length = icmp.size + data;
  if (!maySendFrom(host, request.source)) return { ok: false, failure: 'EADDRNOTAVAIL' };
  const failed = begin(host, headerOf(host, request, PROTO_ICMP, length), out);
  if (failed) return failed;
  const { bytes, payload: at } = draft;
  icmp.write.type(bytes, at, ICMP_ECHO);
  icmp.write.ident(bytes, at, request.ident);
  icmp.write.seq(bytes, at, request.seq);
  if (typeof payload === 'number') for (let i = 0; i < data; i++) bytes[at + icmp.size + i] = i;
  else copyOctets(payload, 0, bytes, at + icmp.size, data);
  icmp.write.checksum(bytes, at, internetChecksum(bytes, at, at + length));
  endPacket(host, R['echo-request'], out);
  return SENT;
}

export interface IpRequest {
  to: number;
  /** Any address at all: this is how forged packets are made. */
  source?: number;
  protocol: number;
  ttl?: number;
  df?: boolean;
  dsfield?: number;
  payload: Uint8Array;
}

/** Sends an IP packet with any protocol and payload. */
export function sendIp(host: HostState, request: IpRequest, out: Surroundings): Sent {
  const header = headerOf(host, request, request.protocol, request.payload.length);
  header.dsfield = request.dsfield ?? 0;
  const failed = begin(host, header, out);
  if (failed) return failed;
  copyOctets(request.payload, 0, draft.bytes, draft.payload, request.payload.length);
  endPacket(host, R['sent'], out);
  return SENT;
}

/** Sends a frame as it is, padded to the least that Ethernet carries unless `pad` is false. No protocol looks at it. */
export function sendFrame(host: HostState, port: number, frame: Uint8Array, out: Surroundings, pad = true): Sent {
  const one = host.interfaces[port];
  if (!one) return { ok: false, failure: 'EINVAL' };
  if (!one.up) return { ok: false, failure: 'ENETDOWN' };
  const length = pad && !one.loopback ? Math.max(frame.length, SMALLEST_FRAME) : frame.length;
  const bytes = out.begin(length);
  copyOctets(frame, 0, bytes, out.room, frame.length);
  handToCard(host, port, out.finish(), length, R['frame-sender'], out);
  return SENT;
}

function headerOf(
  host: HostState,
  { to, source, ttl, df }: { to: number; source?: number; ttl?: number; df?: boolean },
  protocol: number,
  length: number,
): PacketHeader {
  return {
    to,
    source: source ?? UNSPECIFIED,
    protocol,
    ttl: ttl ?? host.options.ttl,
    df: df ?? false,
    dsfield: 0,
    length,
    evenIfLost: false,
  };
}

function begin(host: HostState, header: PacketHeader, out: Surroundings): Sent | undefined {
  const failure = beginPacket(host, header, out);
  return failure ? told(failure) : undefined;
}

const told = (failure: SendFailure): Sent =>
  failure === 'EMSGSIZE' ? { ok: false, failure, mtu: draft.mtu } : { ok: false, failure };

const maySendFrom = (host: HostState, source: number | undefined): boolean =>
  source === undefined || source === UNSPECIFIED || isOwn(host, source) || isLoopback(source);
