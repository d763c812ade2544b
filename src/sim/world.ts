// A world: state, its record, and the step from one event to the next. Nothing here looks at a clock on the wall.

import { copyOf } from '../base/copy.ts';
import { nextTime, pop } from '../base/queue.ts';
import type { Instant } from '../base/time.ts';
import { createDevice, portChanged, portIndex, portNames, receive, tick, wakeAt } from '../devices/device.ts';
import { NO_ROW, type FrameNumber } from '../devices/surroundings.ts';
import { addLink } from './cable.ts';
import { addFault } from './fault.ts';
import type { Lab, LinkProfile } from './lab.ts';
import { directionOf, generationOf } from './departure.ts';
import { releaseFrames } from './inUse.ts';
import { ARRIVE, Outside } from './outside.ts';
import { createRecording, type Recording } from './record.ts';
import { emptyState, type WorldState } from './state.ts';

export interface World {
  readonly lab: Lab;
  state: WorldState;
  record: Recording;
  outside: Outside;
}

/** Loopback of a host: no rate, no delay, no loss (lo's MTU is Linux's). */
const LOOPBACK: LinkProfile = {
  rate: 0,
  delay: 0,
  jitter: 0,
  loss: 0,
  duplicate: 0,
  reorder: 0,
  reorderBy: 0,
  corrupt: 0,
  pastFcs: false,
  queue: Infinity,
  mtu: 65536,
  up: true,
};

/** A world at instant 0: devices made, cables plugged, nothing sent. The lab has been checked (labText.ts). `snaplen`: octets of each frame that its record keeps. */
export function createWorld(lab: Lab, seed = lab.seed, snaplen = Infinity): World {
  const state = emptyState(seed);
  state.devices = lab.devices.map((setup, index) => createDevice(setup, index, seed));
  state.ports = state.devices.map((device) => new Int32Array(portNames(device).length).fill(-1));
  state.wakes = new Float64Array(state.devices.length).fill(Infinity);
  const find = (end: { device: string; port: string }): [number, number] => {
    const device = lab.devices.findIndex((d) => d.name === end.device);
    return [device, portIndex(state.devices[device]!, end.port)];
  };
  for (const link of lab.links) {
    const [a, b] = link.ends;
    addLink(state, link.name, [find(a), find(b)], [link.profile, link.back ?? link.profile]);
  }
  for (const device of state.devices) {
    if (device.kind !== 'host' && device.kind !== 'router') continue;
    const lo: [number, number] = [device.device, device.interfaces.length - 1];
    addLink(state, `${device.name}.lo`, [lo, lo], [LOOPBACK, LOOPBACK], true);
  }
  for (const fault of lab.faults) addFault(state, fault);
  const world = openWorld(lab, state, createRecording(snaplen));
  tellPorts(world);
  // Addresses that are probed for want the clock before anybody acts (RFC 5227).
  for (const device of state.devices)
    if (wakeAt(device) !== Infinity) world.outside.wake(device.device, wakeAt(device));
  return world;
}

/** Ports without a cable and links that begin down are no news: devices learn of them without a row. */
function tellPorts(world: World): void {
  const { state, outside } = world;
  outside.telling = false;
  state.ports.forEach((directions, device) => {
    directions.forEach((direction, port) => {
      const open = direction >= 0 && state.directions.open[direction] === 1;
      if (!open) portChanged(state.devices[device]!, port, false, outside);
    });
  });
  outside.telling = true;
}

/** A world from a state that is there (a checkpoint's copy) and a record that it continues or replays. `whole`: frames under way of which the record has only the beginnings. */
export function openWorld(
  lab: Lab,
  state: WorldState,
  record: Recording,
  whole?: ReadonlyMap<FrameNumber, Uint8Array>,
): World {
  const outside = new Outside(state, record);
  if (whole && outside.whole) outside.whole = new Map(whole);
  outside.now = state.now;
  return { lab, state, record, outside };
}

/** A second world of the same record whose state can go its own way in replay. */
export function copyWorld(world: World): World {
  return openWorld(world.lab, copyOf(world.state), world.record, world.outside.whole);
}

/** When the next event is due; Infinity when nothing will happen by itself. */
export const nextEventAt = (world: World): Instant => nextTime(world.state.queue);

/** Is an event due by `until`? `until` may be Infinity: then any that waits. */
export const isDue = (world: World, until: Instant): boolean => {
  const queue = world.state.queue;
  return queue.waiting > 0 && nextTime(queue) <= until;
};

/** Does exactly one event. False when none waits. */
export function advance(world: World): boolean {
  const { state, outside } = world;
  if (outside.whole) releaseFrames(outside);
  const queue = state.queue;
  const slot = pop(queue);
  if (slot < 0) return false;
  const now = queue.time[slot]!;
  const kind = queue.kind[slot]!;
  const a = queue.a[slot]!;
  state.now = now;
  outside.now = now;
  state.events++;
  if (kind === ARRIVE) {
    const directions = state.directions;
    const direction = directionOf(a);
    if (generationOf(a) !== directions.generation[direction]) return true;
    outside.cause = queue.c[slot]!;
    receive(state.devices[directions.device[direction]!]!, directions.port[direction]!, queue.b[slot]!, outside);
  } else if (state.wakes[a] === now) {
    state.wakes[a] = Infinity;
    outside.cause = NO_ROW;
    tick(state.devices[a]!, outside);
  }
  return true;
}

/** Does all events up to and including `until`, at most `budget` of them, and sets the clock to `until`. Gives how many were done, and whether the budget ended it. */
export function advanceTo(world: World, until: Instant, budget = Infinity): { events: number; cut: boolean } {
  let events = 0;
  while (isDue(world, until)) {
    if (events >= budget) return { events, cut: true };
    advance(world);
    events++;
  }
  if (until !== Infinity && until > world.state.now) {
    world.state.now = until;
    world.outside.now = until;
  }
  return { events, cut: false };
}

/** The ends of a direction: who sends into it, who receives. */
export function endsOf(state: WorldState, direction: number): { from: [number, number]; to: [number, number] } {
  const ends = state.links[direction >> 1]!.ends;
  const end = direction & 1;
  return { from: ends[end]!, to: ends[1 - end]! };
}
