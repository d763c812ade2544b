// The stack on its own, for whoever wants to test it or with it: one host with one raw IPv4 interface. Packets go in and out as octets; the caller has the clock.

import { NEVER, type Instant } from '../base/time.ts';
import { parseIpv4 } from '../wire/address.ts';
import { ethernet } from '../wire/ethernet.ts';
import { createRawHost, type EmbedOptions } from './embed/rawHost.ts';
import { createRawWire } from './embed/rawWire.ts';
import { loopbackOf } from './machine.ts';
import { receiveIpv4 } from './ipv4.ts';
import { socketsTick, socketsUpward, socketsWakeAt } from './sockets/arrive.ts';
import type { Answer, OptionValue, SocketCall, SocketEvent, SocketType } from './sockets/call.ts';
import { closeSockets, socketCall } from './sockets/door.ts';
import { nextEvent, type SocketStack } from './sockets/table.ts';
import { stackTicks, stackWakeAt } from './tick.ts';
import type { FrameNumber } from './surroundings.ts';
import type { Upward } from './upward.ts';

export type { EmbedOptions } from './embed/rawHost.ts';

/** An IPv4 address: text, or an unsigned 32-bit number as in the answers. A text that is none makes the call fail with EINVAL. */
export type Address = string | number;
/** Octets, or a text that is sent as UTF-8. */
export type Octets = Uint8Array | string;

/** A host on its own. Its calls never wait and never throw; instants are whole ns. */
export interface EmbeddedHost {
  /** The present instant of this host. */
  readonly now: Instant;
  /** When it next needs the clock (`advanceTo`): Infinity while nothing runs. */
  readonly nextDeadline: Instant;
  /** Everything there is to know of it; plain data, to be looked at. */
  readonly state: SocketStack;
  /** Called with each packet that leaves, in order, after the call that made it leave has done its work. The octets are the callee's. */
  onPacket: ((packet: Uint8Array, at: Instant) => void) | undefined;
  /** Called with news of descriptors. */
  onEvent: ((event: SocketEvent) => void) | undefined;
  /** Packets that have left while there was no `onPacket`, oldest first; each is given once. */
  takePackets(): Uint8Array[];
  /** An IPv4 packet comes in: any octets at all. They may be changed afterwards. */
  inject(packet: Uint8Array): void;
  /** Lets time pass up to `at`, and does at its own instant everything that is due until then. Throws a RangeError where that lies in the past. */
  advanceTo(at: Instant): void;

  /** A call of a process, 1 where none is named. The methods below do the same for process 1. */
  call<C extends SocketCall>(call: C, pid?: number): Answer<C['call']>;
  /** Ends a process: all that it has is closed. */
  kill(pid?: number): void;

  socket(type: SocketType): Answer<'socket'>;
  bind(fd: number, address: Address, port: number): Answer<'bind'>;
  listen(fd: number, backlog?: number): Answer<'listen'>;
  accept(fd: number): Answer<'accept'>;
  connect(fd: number, address: Address, port: number): Answer<'connect'>;
  send(fd: number, octets: Octets): Answer<'send'>;
  sendto(fd: number, octets: Octets, address: Address, port: number): Answer<'sendto'>;
  recv(fd: number, size: number, peek?: boolean): Answer<'recv'>;
  recvfrom(fd: number, size: number, peek?: boolean): Answer<'recvfrom'>;
  shutdown(fd: number, how: 'read' | 'write' | 'both'): Answer<'shutdown'>;
  close(fd: number): Answer<'close'>;
  setsockopt(fd: number, option: string, value: OptionValue): Answer<'setsockopt'>;
  getsockopt(fd: number, option: string): Answer<'getsockopt'>;
  getsockname(fd: number): Answer<'getsockname'>;
  getpeername(fd: number): Answer<'getpeername'>;
  poll(fds: readonly number[]): Answer<'poll'>;
}

const RAW = 0;
const FIRST_PROCESS = 1;

/** Makes a host. Throws a RangeError where an option cannot be. */
export function embedHost(options: EmbedOptions = {}): EmbeddedHost {
  const stack = createRawHost(options);
  const wire = createRawWire(options.now ?? 0, loopbackOf(stack));
  let telling = false;

  const receive = (port: number, frame: FrameNumber): void => {
    wire.open(frame);
    receiveIpv4(stack, port, frame, wire.start + ethernet.size, wire.end, false, wire, upward);
  };

  /** What follows at this instant: packets to oneself, then what the caller is told. A call back may call again; that is told after it. */
  const finish = (): void => {
    for (let frame = wire.looped.shift(); frame !== undefined; frame = wire.looped.shift()) {
      receive(loopbackOf(stack), frame);
    }
    wire.keepOnly(stack.reassembly.flatMap((one) => one.pieces.map((piece) => piece.frame)));
    if (telling) return;
    telling = true;
    try {
      while (tellPacket() || tellEvent());
    } finally {
      telling = false;
    }
  };
  const tellPacket = (): boolean => {
    const packet = host.onPacket && wire.sent.shift();
    if (packet) host.onPacket!(packet, wire.now);
    return packet !== undefined;
  };
  const tellEvent = (): boolean => {
    const event = nextEvent(stack);
    if (event) host.onEvent?.(event);
    return event !== undefined;
  };

  const call = <C extends SocketCall>(wanted: C, pid = FIRST_PROCESS): Answer<C['call']> => {
    const answer = socketCall(stack, pid, wanted, wire);
    finish();
    return answer;
  };
  const deadline = (): Instant => Math.min(stackWakeAt(stack), socketsWakeAt(stack));

  const host: EmbeddedHost = {
    get now() {
      return wire.now;
    },
    get nextDeadline() {
      return deadline();
    },
    state: stack,
    onPacket: undefined,
    onEvent: undefined,
    takePackets: () => wire.sent.splice(0),
    inject(packet) {
      receive(RAW, wire.put(packet));
      finish();
    },
    advanceTo(at) {
      if (!(at >= wire.now) || at === NEVER) throw new RangeError(`${at} is no instant from ${wire.now} on`);
      for (let due = deadline(); due <= at; due = deadline()) {
        wire.now = Math.max(wire.now, due);
        stackTicks(stack, wire, upward);
        socketsTick(stack, wire);
        finish();
      }
      wire.now = Math.max(wire.now, at);
    },
    call,
    kill(pid = FIRST_PROCESS) {
      closeSockets(stack, pid, wire);
      finish();
    },
    socket: (type) => call({ call: 'socket', type }),
    bind: (fd, address, port) => call({ call: 'bind', fd, ip: ipOf(address), port }),
    listen: (fd, backlog) => call(backlog === undefined ? { call: 'listen', fd } : { call: 'listen', fd, backlog }),
    accept: (fd) => call({ call: 'accept', fd }),
    connect: (fd, address, port) => call({ call: 'connect', fd, ip: ipOf(address), port }),
    send: (fd, octets) => call({ call: 'send', fd, bytes: octetsOf(octets) }),
    sendto: (fd, octets, address, port) =>
      call({ call: 'sendto', fd, bytes: octetsOf(octets), ip: ipOf(address), port }),
    recv: (fd, size, peek = false) => call({ call: 'recv', fd, size, peek }),
    recvfrom: (fd, size, peek = false) => call({ call: 'recvfrom', fd, size, peek }),
    shutdown: (fd, how) => call({ call: 'shutdown', fd, how }),
    close: (fd) => call({ call: 'close', fd }),
    setsockopt: (fd, option, value) => call({ call: 'setsockopt', fd, option, value }),
    getsockopt: (fd, option) => call({ call: 'getsockopt', fd, option }),
    getsockname: (fd) => call({ call: 'getsockname', fd }),
    getpeername: (fd) => call({ call: 'getpeername', fd }),
    poll: (fds) => call({ call: 'poll', fds }),
  };
  return host;
}

/** The stack hands up through methods, so that a machine may take its own richer state: here it is one with sockets. */
const upward = socketsUpward as Upward;

const ipOf = (address: Address): number => (typeof address === 'string' ? (parseIpv4(address) ?? NaN) : address);

const octetsOf = (octets: Octets): Uint8Array =>
  typeof octets === 'string' ? new TextEncoder().encode(octets) : octets;
