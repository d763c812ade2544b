// Cables: rate, delay, queue, MTU and what goes wrong on the way. Full duplex, store and forward; one event a frame and direction.

import { push } from '../base/queue.ts';
import { below, happens, luckFor } from '../base/rng.ts';
import type { Instant } from '../base/time.ts';
import { portChanged } from '../devices/device.ts';
import { NO_FRAME, NO_ROW, type FrameNumber, type RowNumber } from '../devices/surroundings.ts';
import { R, type ReasonName } from '../stack/reason.ts';
import { u16 } from '../base/bytes.ts';
import { matchFault } from './fault.ts';
import type { FaultSetup, LinkProfile } from './lab.ts';
import { ARRIVE, type Outside } from './outside.ts';
import { DROP, NOTE, TABLE } from './record.ts';
import { emptyDirections, type LinkState, type SendQueue, type WorldState } from './state.ts';

const ETHERNET_HEADER = 14;
const TAG = 4;
const BIT_NS = 8_000_000_000;

/** Directions are 20 bits of an arrival event's first number, the generation is the rest. */
const DIRECTION_BITS = 20;
const DIRECTION_MASK = (1 << DIRECTION_BITS) - 1;

export const directionOf = (a: number): number => a & DIRECTION_MASK;
export const generationOf = (a: number): number => a >>> DIRECTION_BITS;

/** Hands a frame to the cable of a port. Everything that can become of it there is told with its reason. */
export function putOnCable(out: Outside, device: number, port: number, frame: FrameNumber, reason: number): void {
  const state = out.state;
  const direction = state.ports[device]![port]!;
  if (direction < 0) {
    out.drop(device, port, frame, R['port-no-cable']);
    return;
  }
  const d = state.directions;
  if (!d.open[direction]) {
    out.drop(device, port, frame, R['link-down']);
    return;
  }
  out.open(frame);
  const length = out.end - out.start;
  const mtu = d.mtu[direction]!;
  if (length > mtu + ETHERNET_HEADER && length > mtu + ETHERNET_HEADER + tagged(out)) {
    out.drop(device, port, frame, R['mtu-exceeded'], length - ETHERNET_HEADER, mtu);
    return;
  }
  if (d.impaired[direction] || state.faults.length) {
    throughTrouble(out, direction, device, port, frame, length, reason);
    return;
  }
  const departs = queueFor(out, direction, device, port, frame, length);
  if (departs < 0) return;
  const arrives = d.free[direction]! + d.delay[direction]!;
  const row = out.flight(direction, frame, reason, departs, arrives);
  push(state.queue, arrives, ARRIVE, direction | (d.generation[direction]! << DIRECTION_BITS), frame, row);
}

/** An 802.1Q tag may come on top of the MTU. */
function tagged(out: Outside): number {
  const type = u16(out.bytes, out.start + 12);
  return type === 0x8100 || type === 0x88a8 ? TAG : 0;
}

/** Takes the sender for one frame: gives when it begins to leave and moves `free` to when it has left; −1 when the queue is full (told). */
function queueFor(
  out: Outside,
  direction: number,
  device: number,
  port: number,
  frame: FrameNumber,
  length: number,
): Instant {
  const d = out.state.directions;
  const now = out.now;
  const rate = d.rate[direction]!;
  const takes = rate > 0 ? Math.ceil((length * BIT_NS) / rate) : 0;
  const free = d.free[direction]!;
  if (free <= now) {
    d.free[direction] = now + takes;
    return now;
  }
  const link = out.state.links[direction >> 1]!;
  const end = direction & 1;
  const queue = (link.queues[end] ??= {
    starts: new Float64Array(16),
    sizes: new Uint32Array(16),
    first: 0,
    count: 0,
    octets: 0,
  });
  retire(queue, now);
  const limit = d.queueLimit[direction]!;
  if (queue.octets + length > limit) {
    out.drop(device, port, frame, R['queue-full'], queue.octets, limit);
    return -1;
  }
  enqueue(queue, free, length);
  d.free[direction] = free + takes;
  return free;
}

/** Forgets frames that have begun to leave by `now`. */
export function retire(queue: SendQueue, now: Instant): void {
  const mask = queue.starts.length - 1;
  while (queue.count && queue.starts[queue.first]! <= now) {
    queue.octets -= queue.sizes[queue.first]!;
    queue.first = (queue.first + 1) & mask;
    queue.count--;
  }
}

function enqueue(queue: SendQueue, starts: Instant, size: number): void {
  if (queue.count === queue.starts.length) {
    const old = queue.starts.length;
    const widerStarts = new Float64Array(2 * old);
    const widerSizes = new Uint32Array(2 * old);
    for (let i = 0; i < old; i++) {
      widerStarts[i] = queue.starts[(queue.first + i) & (old - 1)]!;
      widerSizes[i] = queue.sizes[(queue.first + i) & (old - 1)]!;
    }
    queue.starts = widerStarts;
    queue.sizes = widerSizes;
    queue.first = 0;
  }
  const at = (queue.first + queue.count++) & (queue.starts.length - 1);
  queue.starts[at] = starts;
  queue.sizes[at] = size;
  queue.octets += size;
}

/** The way of a frame where faults or chance may touch it. Order: named faults, corruption, loss, delay and reordering, duplication. */
function throughTrouble(
  out: Outside,
  direction: number,
  device: number,
  port: number,
  frame: FrameNumber,
  length: number,
  reason: number,
): void {
  const state = out.state;
  const link = state.links[direction >> 1]!;
  const end = direction & 1;
  const profile = link.profiles[end]!;
  const luck = (link.luck[end] ??= luckFor(state.seed, `${link.name}/${end}`, 'impairment'));
  const faults = matchFault(out, device, port, frame);
  let sent = frame;
  let lost: ReasonName | undefined;
  let lostBy = '';
  let late = 0;
  let copies = 0;
  let copyReason: ReasonName = 'link-duplicate';
  const notes: { reason: ReasonName; fault?: string; y?: number }[] = [];
  for (const fault of faults) {
    if (fault.action === 'drop' && !lost) [lost, lostBy] = ['fault-dropped', fault.name];
    if (fault.action === 'delay') {
      late += fault.by ?? 0;
      notes.push({ reason: 'fault-delayed', fault: fault.name, y: fault.by ?? 0 });
    }
    if (fault.action === 'duplicate') [copies, copyReason] = [copies + 1, 'fault-duplicate'];
    if (fault.action === 'corrupt') {
      sent = corruptBy(out, sent, fault, below(luck, length), 1 << below(luck, 8));
      notes.push({ reason: 'fault-corrupted', fault: fault.name });
    }
  }
  // Every draw is made whether it matters or not, so that one setting does not shift the luck of another.
  const corrupts = happens(luck, profile.corrupt);
  const loses = happens(luck, profile.loss);
  const doubles = happens(luck, profile.duplicate);
  const reorders = happens(luck, profile.reorder);
  const jitter = profile.jitter > 0 ? below(luck, profile.jitter + 1) : 0;
  if (corrupts) {
    sent = out.alteredCopy(sent, below(luck, length), 1 << below(luck, 8), profile.pastFcs);
    notes.push({ reason: 'link-corrupted' });
  }
  if (loses && !lost) lost = 'link-lost';
  if (doubles) copies++;
  const row = fly(
    out,
    direction,
    device,
    port,
    sent,
    length,
    reason,
    lost === undefined,
    late,
    jitter,
    reorders ? profile.reorderBy : 0,
  );
  if (row === NO_ROW) return;
  for (const note of notes)
    out.note(
      NOTE,
      device,
      port,
      frame,
      note.reason,
      row,
      note.fault === undefined ? 0 : out.text(note.fault),
      note.y ?? 0,
    );
  if (lost) out.note(DROP, device, port, sent, lost, row, lostBy === '' ? 0 : out.text(lostBy));
  const cause = out.cause;
  out.cause = row;
  for (let i = 0; i < copies; i++) fly(out, direction, device, port, sent, length, R[copyReason], true, 0, 0, 0);
  out.cause = cause;
}

function corruptBy(out: Outside, frame: FrameNumber, fault: FaultSetup, octet: number, xor: number): FrameNumber {
  return out.alteredCopy(frame, fault.octet ?? octet, fault.xor ?? xor, fault.pastFcs ?? false);
}

/** One flight of a frame that may be late. Only frames that are reordered or delayed by name may be overtaken. Gives its row, NO_ROW when the queue was full. */
function fly(
  out: Outside,
  direction: number,
  device: number,
  port: number,
  frame: FrameNumber,
  length: number,
  reason: number,
  comes: boolean,
  late: number,
  jitter: number,
  reorderBy: number,
): RowNumber {
  const d = out.state.directions;
  const departs = queueFor(out, direction, device, port, frame, length);
  if (departs < 0) return NO_ROW;
  let arrives = d.free[direction]! + d.delay[direction]! + jitter;
  if (late + reorderBy > 0) arrives += late + reorderBy;
  else {
    arrives = Math.max(arrives, d.lastArrival[direction]!);
    d.lastArrival[direction] = arrives;
  }
  const row = out.flight(direction, frame, reason, departs, arrives);
  if (comes)
    push(out.state.queue, arrives, ARRIVE, direction | (d.generation[direction]! << DIRECTION_BITS), frame, row);
  return row;
}

// ── what a person does to cables ────────────────────────────────────────────────────────────────────────────────────────────────

/** Adds a cable between two ports and gives its number. Both ports must be free. */
export function addLink(
  state: WorldState,
  name: string,
  ends: LinkState['ends'],
  profiles: [LinkProfile, LinkProfile],
  hidden = false,
): number {
  const number = state.links.length;
  state.links.push({
    name,
    ends,
    plugged: true,
    profiles,
    hidden,
    luck: [undefined, undefined],
    queues: [undefined, undefined],
  });
  const d = state.directions;
  if (2 * number + 2 > d.device.length) {
    const wider = emptyDirections(Math.max(8, 2 * number + 2));
    for (const key of Object.keys(wider) as (keyof typeof wider)[]) wider[key].set(d[key]);
    state.directions = wider;
  }
  for (const end of [0, 1] as const) {
    const direction = 2 * number + end;
    const [device, port] = ends[end];
    const [toDevice, toPort] = ends[1 - end]!;
    state.directions.device[direction] = toDevice;
    state.directions.port[direction] = toPort;
    if (!hidden || end === 0) state.ports[device]![port] = direction;
    useProfile(state, direction);
  }
  return number;
}

function useProfile(state: WorldState, direction: number): void {
  const link = state.links[direction >> 1]!;
  const p = link.profiles[direction & 1]!;
  const d = state.directions;
  d.rate[direction] = p.rate;
  d.delay[direction] = p.delay;
  d.mtu[direction] = p.mtu;
  d.queueLimit[direction] = p.queue;
  d.open[direction] = link.plugged && p.up ? 1 : 0;
  d.impaired[direction] = p.jitter || p.loss || p.duplicate || p.reorder || p.corrupt ? 1 : 0;
}

/** Changes a link's profile, both ways (`direction` undefined) or one (0: from its first end). Taking it down loses what is on the way. */
export function setLinkProfile(
  out: Outside,
  number: number,
  direction: 0 | 1 | undefined,
  change: Partial<LinkProfile>,
): void {
  const state = out.state;
  const link = state.links[number]!;
  const wasOpen = state.directions.open[2 * number]!;
  for (const end of direction === undefined ? ([0, 1] as const) : [direction]) {
    link.profiles[end] = { ...link.profiles[end], ...change };
    useProfile(state, 2 * number + end);
  }
  const isOpen = state.directions.open[2 * number]!;
  const what = out.text(Object.keys(change).join(' '));
  if (wasOpen && !isOpen) goDark(out, number, 'link-down');
  else if (!wasOpen && isOpen) lightUp(out, number, 'link-up');
  else for (const [device, port] of link.ends) out.note(TABLE, device, port, NO_FRAME, 'link-changed', out.cause, what);
}

/** Pulls a cable out at both ends. What is on the way is lost. */
export function pullCable(out: Outside, number: number): void {
  const state = out.state;
  const link = state.links[number]!;
  if (!link.plugged) return;
  link.plugged = false;
  for (const end of [0, 1] as const) {
    useProfile(state, 2 * number + end);
    const [device, port] = link.ends[end];
    state.ports[device]![port] = -1;
  }
  goDark(out, number, 'cable-pulled');
}

/** Plugs a new cable between two free ports; gives the link's number. */
export function plugCable(out: Outside, name: string, ends: LinkState['ends'], profile: LinkProfile): number {
  const number = addLink(out.state, uniqueName(out.state, name), ends, [profile, profile]);
  if (profile.up) lightUp(out, number, 'cable-plugged');
  return number;
}

function uniqueName(state: WorldState, name: string): string {
  const taken = new Set(state.links.map((l) => l.name));
  let candidate = name;
  for (let n = 2; taken.has(candidate); n++) candidate = `${name}#${n}`;
  return candidate;
}

function goDark(out: Outside, number: number, reason: ReasonName): void {
  const state = out.state;
  const d = state.directions;
  const link = state.links[number]!;
  for (const [device, port] of link.ends) out.note(TABLE, device, port, NO_FRAME, reason, out.cause);
  for (const end of [0, 1] as const) {
    const direction = 2 * number + end;
    d.generation[direction] = (d.generation[direction]! + 1) & 0xfff;
    d.free[direction] = 0;
    d.lastArrival[direction] = 0;
    link.queues[end] = undefined;
  }
  loseOnTheWay(out, number);
  for (const [device, port] of link.ends) portChanged(state.devices[device]!, port, false, out);
}

function lightUp(out: Outside, number: number, reason: ReasonName): void {
  const link = out.state.links[number]!;
  for (const [device, port] of link.ends) out.note(TABLE, device, port, NO_FRAME, reason, out.cause);
  for (const [device, port] of link.ends) portChanged(out.state.devices[device]!, port, true, out);
}

/** Tells of every frame that was on the cable when it went dark. Their arrival events stay and are passed over: their generation is old. */
function loseOnTheWay(out: Outside, number: number): void {
  const { queue, directions, links } = out.state;
  const ends = links[number]!.ends;
  for (let i = 0; i < queue.heads; i++) {
    for (let s = queue.heap[i]!; s !== -1; s = queue.next[s]!) {
      if (queue.kind[s] !== ARRIVE) continue;
      const direction = directionOf(queue.a[s]!);
      if (direction >> 1 !== number) continue;
      if (((generationOf(queue.a[s]!) + 1) & 0xfff) !== directions.generation[direction]) continue;
      const [device, port] = ends[direction & 1]!;
      out.note(DROP, device, port, queue.b[s]!, 'link-cut', queue.c[s]!);
    }
  }
}
