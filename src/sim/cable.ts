// What a person does to cables: laying, pulling, taking a link down, changing its properties.

import { portChanged } from '../devices/device.ts';
import { NO_FRAME } from '../devices/surroundings.ts';
import type { ReasonName } from '../stack/reason.ts';
import { directionOf, generationOf } from './departure.ts';
import type { LinkProfile } from './lab.ts';
import { ARRIVE, type Outside } from './outside.ts';
import { DROP, TABLE } from './record.ts';
import { emptyDirections, type LinkState, type WorldState } from './state.ts';

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
    luck: [{}, {}],
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

/**
 * Changes a link's profile, both ways (`direction` undefined) or one (0: from its first end). Up and down always go both ways: a cable that carries
 * only one way has no link. Taking it down loses what is on the way.
 */
export function setLinkProfile(
  out: Outside,
  number: number,
  direction: 0 | 1 | undefined,
  change: Partial<LinkProfile>,
): void {
  const state = out.state;
  const link = state.links[number]!;
  const wasOpen = state.directions.open[2 * number]!;
  const both: Partial<LinkProfile> = change.up === undefined ? {} : { up: change.up };
  for (const end of [0, 1] as const) {
    link.profiles[end] = { ...link.profiles[end], ...(direction === undefined || direction === end ? change : both) };
    useProfile(state, 2 * number + end);
  }
  const isOpen = state.directions.open[2 * number]!;
  if (wasOpen && !isOpen) goDark(out, number, 'link-down');
  else if (!wasOpen && isOpen) {
    tellEnds(out, number, 'link-up');
    tellPorts(out, number, true);
  } else tellEnds(out, number, 'link-changed', out.text(Object.keys(change).join(' ')));
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

/** Plugs a new cable between two free ports; `profiles` as seen from each of the ends. Gives the link's number. */
export function plugCable(
  out: Outside,
  name: string,
  ends: LinkState['ends'],
  profiles: [LinkProfile, LinkProfile],
): number {
  const number = addLink(out.state, uniqueName(out.state, name), ends, profiles);
  tellEnds(out, number, 'cable-plugged');
  if (out.state.directions.open[2 * number]) tellPorts(out, number, true);
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
  tellEnds(out, number, reason);
  for (const end of [0, 1] as const) {
    const direction = 2 * number + end;
    d.generation[direction] = (d.generation[direction]! + 1) & 0xfff;
    d.free[direction] = 0;
    d.lastArrival[direction] = 0;
    link.queues[end] = undefined;
  }
  loseOnTheWay(out, number);
  tellPorts(out, number, false);
}

function tellEnds(out: Outside, number: number, reason: ReasonName, x = 0): void {
  for (const [device, port] of out.state.links[number]!.ends)
    out.note(TABLE, device, port, NO_FRAME, reason, out.cause, x);
}

function tellPorts(out: Outside, number: number, up: boolean): void {
  const { links, devices } = out.state;
  for (const [device, port] of links[number]!.ends) portChanged(devices[device]!, port, up, out);
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
