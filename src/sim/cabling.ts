// Commands about cables: changing a link, plugging and pulling.

import { parseDuration } from '../base/time.ts';
import type { Command, Ready } from './command.ts';
import { problem, type CommandProblem } from './commandCheck.ts';
import { defaultProfile, type LinkProfile } from './lab.ts';
import { parseChance, parseRate, parseSize } from './labUnits.ts';
import { plugCable, pullCable, setLinkProfile } from './cable.ts';
import { linkAt, linkNamed, portNamed } from './place.ts';
import type { WorldState } from './state.ts';
import type { World } from './world.ts';

type Of<Kind extends Command['do']> = Command & { do: Kind };
type Place = readonly [device: number, port: number];

const same = (a: Place, b: Place): boolean => a[0] === b[0] && a[1] === b[1];

/** Changes the properties of a link, both ways or one. */
export function prepareLink({ state, outside }: World, command: Of<'link'>): Ready | CommandProblem {
  const number = linkNamed(state, command.link)!;
  let direction: 0 | 1 | undefined;
  if (command.from !== undefined) {
    const place = portNamed(state, command.from)!;
    const [first, second] = state.links[number]!.ends;
    if (!same(place, first) && !same(place, second)) {
      return problem('port-not-at-link', { port: command.from, link: command.link });
    }
    direction = same(place, first) ? 0 : 1;
  }
  return () => setLinkProfile(outside, number, direction, readProfileChange(command));
}

/** The change in numbers. The texts have been checked. */
function readProfileChange(command: Of<'link'>): Partial<LinkProfile> {
  const change: Partial<LinkProfile> = {};
  if (command.rate !== undefined) change.rate = parseRate(command.rate)!;
  if (command.queue !== undefined) change.queue = parseSize(command.queue)!;
  for (const key of ['delay', 'jitter', 'reorderBy'] as const) {
    if (command[key] !== undefined) change[key] = parseDuration(command[key])!;
  }
  for (const key of ['loss', 'duplicate', 'reorder', 'corrupt'] as const) {
    if (command[key] !== undefined) change[key] = parseChance(command[key])!;
  }
  if (command.mtu !== undefined) change.mtu = command.mtu;
  if (command.up !== undefined) change.up = command.up;
  if (command.pastFcs !== undefined) change.pastFcs = command.pastFcs;
  return change;
}

/** Pulls the cable at a port. */
export function prepareUnplug({ state, outside }: World, command: Of<'unplug'>): Ready | CommandProblem {
  const number = linkAt(state, portNamed(state, command.at)!);
  if (number === undefined) return problem('cable-missing', { port: command.at });
  return () => pullCable(outside, number);
}

/** Plugs a cable in; the one that is at `from` goes with its end at `from`. */
export function preparePlug({ state, outside }: World, command: Of<'plug'>): Ready | CommandProblem {
  const from = portNamed(state, command.from)!;
  const to = portNamed(state, command.to)!;
  if (same(from, to)) return problem('value-wrong', { key: 'to', value: command.to, right: 'S.4' });
  const there = linkAt(state, from);
  const taken = linkAt(state, to);
  if (taken !== undefined && taken !== there) return problem('port-taken', { port: command.to });
  if (taken !== undefined) return () => undefined; // they are joined already
  const profiles = profilesFor(state, from, to);
  const name = `${state.devices[from[0]]!.name}-${state.devices[to[0]]!.name}`;
  return () => {
    if (there !== undefined) pullCable(outside, there);
    plugCable(outside, name, [[...from], [...to]], profiles);
  };
}

/** What the cable is like in both ways, from `from` and from `to`: as the one that is or was last plugged in at one of the ends, otherwise as the course's. */
function profilesFor(state: WorldState, from: Place, to: Place): [LinkProfile, LinkProfile] {
  for (const [place, isFrom] of [
    [from, true],
    [to, false],
  ] as const) {
    for (let number = state.links.length - 1; number >= 0; number--) {
      const { ends, profiles, hidden } = state.links[number]!;
      if (hidden || !ends.some((end) => same(end, place))) continue;
      const [out, back] = profiles;
      return same(ends[0], place) === isFrom ? [out, back] : [back, out];
    }
  }
  return [defaultProfile, defaultProfile];
}
