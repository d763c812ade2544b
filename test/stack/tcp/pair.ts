// Two TCP layers and a bad network between them: what two programs say to each other, for one seed.
import { copyOf } from '../../../src/base/copy.ts';
import { below, happens, luckFor, type Luck } from '../../../src/base/rng.ts';
import { MICROSECOND, MILLISECOND, NEVER, SECOND } from '../../../src/base/time.ts';
import {
  accept,
  connect,
  createTcpLayer,
  listen,
  type Listener,
  packetArrives,
  settle,
  tickLayer,
  type TcpLayer,
} from '../../../src/stack/tcp/layer.ts';
import { icmpError } from '../../../src/stack/tcp/icmp.ts';
import { defaultTcpOptions, type TcpOptions } from '../../../src/stack/tcp/options.ts';
import { hasOutput } from '../../../src/stack/tcp/edges.ts';
import { type Tcb, wakeAt } from '../../../src/stack/tcp/tcb.ts';
import { close, shutdownSend, takeError, userReceive, userSend } from '../../../src/stack/tcp/user.ts';
import { leq } from '../../../src/wire/seqnum.ts';
import { tcp } from '../../../src/wire/tcp.ts';
import { frameOf } from './frames.ts';
import { wire, type Wire } from './wire.ts';

/** How the network and the two programs behave. Probabilities per million. */
export interface Conditions {
  loss: number;
  duplication: number;
  reordering: number;
  corruption: number;
  delay: number;
  /** Octets that each side sends. */
  lengths: [number, number];
  options: [TcpOptions, TcpOptions];
  mtu: number;
  /** From the so-manieth segment on: what a router between them takes, who tells what is too large; and what their interfaces take. */
  narrow: { after: number; path: number; interfaces: number };
}

export interface Outcome {
  /** Octets that each side has received, all of them right. */
  received: [number, number];
  /** What each side's program was told. */
  failures: [string | undefined, string | undefined];
  /** All was said and heard, and both sides have forgotten the connection. */
  complete: boolean;
  segments: number;
  took: number;
  problem?: string;
}

interface Side {
  layer: TcpLayer;
  out: Wire;
  ip: number;
  tcb?: Tcb;
  listener?: Listener;
  toSend: number;
  sent: number;
  received: number;
  peerTotal: number;
  closed: boolean;
  finished: boolean;
  failure?: string;
  act: number;
  moved: number;
  idle: number;
}

const octet = (side: number, i: number): number => (i * 31 + (i >> 8) * 7 + side * 129) & 255;

/** From a seed to conditions: from a good network to a terrible one, small and large buffers, every option on or off. */
export function conditionsFor(luck: Luck): Conditions {
  const pick = <T>(...of: T[]): T => of[below(luck, of.length)];
  const flag = (): boolean => below(luck, 2) === 0;
  const common = { timestamps: flag(), sack: flag(), windowScale: flag() };
  const options = (): TcpOptions => ({
    ...defaultTcpOptions,
    ...common,
    ...(below(luck, 4) === 0 ? { sack: flag(), timestamps: flag(), windowScale: flag() } : {}),
    sendBuffer: pick(700, 3000, 16_384, 65_536, 300_000),
    receiveBuffer: pick(300, 1000, 4096, 16_384, 65_536, 300_000),
    nagle: flag(),
    dsack: flag(),
    limitedTransmit: flag(),
    delayedAck: pick(0, 40, 200) * MILLISECOND,
    minRto: pick(200, 1000) * MILLISECOND,
    congestion: pick('reno', 'reno', 'cubic', 'tahoe', 'none'),
    keepAlive: below(luck, 8) === 0,
    retries2: 60,
    synRetries: 40,
    timeWait: 60 * SECOND,
  });
  const bad = pick(0, 0, 5_000, 30_000, 100_000, 200_000);
  return {
    loss: bad,
    duplication: pick(0, 0, 30_000),
    reordering: pick(0, 0, 50_000),
    corruption: pick(0, 0, 20_000),
    delay: pick(10 * MICROSECOND, MILLISECOND, 50 * MILLISECOND),
    lengths: [below(luck, pick(2, 500, 40_000, 150_000)), below(luck, pick(2, 500, 20_000))],
    options: [options(), options()],
    mtu: pick(1500, 576, 100),
    narrow: { after: below(luck, 60), path: pick(0, 0, 0, 1000, 300, 68), interfaces: pick(0, 0, 0, 700, 90) },
  };
}

/** What must hold at any time. */
function contradiction(tcb: Tcb): string | undefined {
  const { sndUna, sndNxt, sndMax, rcvNxt, rcvAdv, rcvScale, options } = tcb;
  if (!leq(sndUna, sndNxt) || !leq(sndNxt, sndMax))
    return 'SND.UNA, SND.NXT and the highest number sent are not in order';
  if (!leq(rcvNxt, rcvAdv)) return 'RCV.NXT lies beyond the window';
  if (tcb.send.used > options.sendBuffer) return 'the send buffer is overfull';
  if (tcb.recv.used > options.receiveBuffer + (1 << rcvScale)) return 'the receive buffer is overfull';
  if (tcb.state === 'CLOSED' && wakeAt(tcb) !== NEVER) return 'a timer runs after the end';
  const idle = tcb.rtoAt === NEVER && tcb.persistAt === NEVER;
  const waiting = tcb.send.used > 0 || sndUna !== sndMax;
  if (hasOutput(tcb.state) && waiting && idle) return 'something waits, and no timer runs';
  return undefined;
}

/** What a checkpoint does: everything that the layer is goes on as a copy. */
function goOnFromCopy(side: Side): void {
  const { tcb, listener } = side;
  side.layer = copyOf(side.layer);
  const { connections, listeners } = side.layer;
  // A connection that is over and gone is nobody's any more.
  if (tcb) side.tcb = connections.find((one) => one.id === tcb.id) ?? tcb;
  const known = listeners.find((one) => one.id === listener?.id);
  if (known) side.listener = known;
}

/**
 * Lets the two talk until both have said all, closed and forgotten, or something shows that they never will. `copyEvery`: so many steps apart the
 * layers are replaced by copies of themselves.
 */
export function converse(seed: number, c: Conditions, copyEvery = Infinity): Outcome {
  const luck = luckFor(seed, 'pair', 'network');
  const sides: Side[] = [0, 1].map((i) => ({
    ...{ layer: createTcpLayer(luckFor(seed, 'pair', `isn ${i}`)), out: wire(c.mtu), ip: 0x0a000001 + i },
    ...{
      toSend: c.lengths[i],
      sent: 0,
      received: 0,
      peerTotal: c.lengths[1 - i],
      closed: false,
      finished: false,
      act: 0,
      moved: 0,
      idle: 20,
    },
  }));
  for (const side of sides) side.out.explaining = false;
  const under: { at: number; to: number; bytes: Uint8Array; order: number }[] = [];
  let now = below(luck, 1_000_000) * MILLISECOND;
  const began = now;
  let segments = 0;
  sides[1].listener = listen(sides[1].layer, 0, 80, 5, c.options[1]);
  const ends = { localIp: sides[0].ip, localPort: 49152, remoteIp: sides[1].ip, remotePort: 80 };
  sides[0].tcb = connect(sides[0].layer, ends, c.mtu, c.options[0], now, sides[0].out);
  const outcome = (problem?: string): Outcome => ({
    received: [sides[0].received, sides[1].received],
    failures: [sides[0].failure, sides[1].failure],
    complete: sides.every((one) => one.finished && !one.failure && one.received === one.peerTotal),
    ...{ segments, took: now - began },
    ...(problem ? { problem } : {}),
  });
  for (let steps = 0; steps < 400_000; steps++) {
    for (const [i, side] of sides.entries()) {
      for (const { bytes } of side.out.sent.splice(0)) {
        segments++;
        throwOnTheWire(bytes, 1 - i);
      }
      side.out.events.length = 0;
      side.out.said.length = 0;
    }
    for (const side of sides) {
      const wrong = side.tcb && contradiction(side.tcb);
      if (wrong) return outcome(wrong);
    }
    if (steps % copyEvery === copyEvery - 1) for (const side of sides) goOnFromCopy(side);
    const gone = sides.every((one) => one.finished && one.layer.connections.length === 0);
    if (gone && under.length === 0) return outcome();
    let next = Math.min(sides[0].layer.nextWake, sides[1].layer.nextWake, under.length ? under[0].at : NEVER);
    for (const side of sides) if (!side.finished) next = Math.min(next, side.act);
    if (next === NEVER) return outcome('nothing happens any more');
    if (next - began > 3_000_000 * SECOND) return outcome('takes for ever');
    now = Math.max(now, next);
    const packet = under.length && under[0].at <= now ? under.shift() : undefined;
    if (packet) {
      const { layer, out, ip } = sides[packet.to];
      const other = sides[1 - packet.to].ip;
      packetArrives(layer, packet.bytes, frameOf, packet.bytes.length - frameOf, other, ip, now, out);
    }
    for (const [i, side] of sides.entries()) {
      tickLayer(side.layer, now, side.out);
      if (!side.finished && side.act <= now) {
        const wrong = act(side, i);
        if (wrong) return outcome(wrong);
        side.act = now + pause(side);
      }
    }
  }
  return outcome('no end after 400 000 steps');

  /** A program that had nothing to do looks again later and later. */
  function pause(side: Side): number {
    const moved = side.sent + side.received;
    side.idle = moved === side.moved ? Math.min(2 * side.idle, 2000) : 20;
    side.moved = moved;
    return below(luck, below(luck, 20) === 0 ? 3000 : side.idle) * MILLISECOND + 1;
  }

  function throwOnTheWire(bytes: Uint8Array, to: number): void {
    if (happens(luck, c.loss)) return;
    const { after, path, interfaces } = c.narrow;
    if (segments === after && interfaces) for (const { out } of sides) out.mtu = Math.min(out.mtu, interfaces);
    if (segments > after && path && bytes.length - frameOf + 20 > path) {
      const { layer, out, tcb } = sides[1 - to];
      if (!tcb) return;
      icmpError(tcb, 3, 4, path, tcp.read.seqRaw(bytes, frameOf), now, out);
      settle(layer, tcb, out);
      return;
    }
    const copies = happens(luck, c.duplication) ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      const copy = bytes.slice();
      if (happens(luck, c.corruption)) copy[frameOf + below(luck, copy.length - frameOf)] ^= 1 << below(luck, 8);
      const late = happens(luck, c.reordering) ? below(luck, 20 * c.delay) : 0;
      const packet = { at: now + c.delay + late, to, bytes: copy, order: segments };
      let place = under.length;
      while (place > 0 && under[place - 1].at > packet.at) place--;
      under.splice(place, 0, packet);
    }
  }

  /** What a program does when it gets to run: read some, write some, close when all is said. */
  function act(side: Side, i: number): string | undefined {
    if (!side.tcb && side.listener) {
      const tcb = accept(side.layer, side.listener);
      if (tcb) side.tcb = tcb;
    }
    const { tcb, layer, out } = side;
    if (!tcb) {
      // The one who connects has given up before this side heard of it.
      if (sides[0].finished && sides[0].failure) side.finished = true;
      return undefined;
    }
    const done = (failure?: string): undefined => {
      side.finished = true;
      if (failure) side.failure = failure;
      close(tcb, now, out);
      settle(layer, tcb, out);
    };
    const got = userReceive(tcb, 1 + below(luck, 5000), now, out);
    if (typeof got === 'string') {
      if (got !== 'EAGAIN') return done(got);
    } else {
      for (let k = 0; k < got.length; k++)
        if (got[k] !== octet(1 - i, side.received + k)) return `octet ${side.received + k} is wrong at side ${i}`;
      side.received += got.length;
      if (got.length === 0 && side.closed) {
        const error = takeError(tcb);
        return done(error);
      }
      if (got.length === 0 && side.received !== side.peerTotal)
        return `the end came after ${side.received} at side ${i}`;
    }
    if (side.sent < side.toSend) {
      const length = Math.min(side.toSend - side.sent, 1 + below(luck, 8000));
      const bytes = Uint8Array.from({ length }, (_, k) => octet(i, side.sent + k));
      const taken = userSend(tcb, bytes, now, out);
      if (typeof taken === 'number') side.sent += taken;
      else if (taken !== 'EAGAIN') return done(taken);
    }
    if (side.sent === side.toSend && !side.closed && tcb.state !== 'SYN-SENT' && tcb.state !== 'SYN-RECEIVED') {
      side.closed = true;
      const failure = shutdownSend(tcb, now, out);
      if (failure) return done(tcb.error ?? failure);
    }
    settle(layer, tcb, out);
    return undefined;
  }
}
