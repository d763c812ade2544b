// Devices, ports and links as answers: their names, and how they are selected on the page.

import type { Selection } from '../../player/player.svelte.ts';
import { deviceNamed, linkNamed, portNamed, portText } from '../../sim/place.ts';
import type { WorldState } from '../../sim/state.ts';

/** Kinds of questions; only the last three are answered with a place. */
export type PlaceKind = 'choice' | 'number' | 'text' | 'device' | 'port' | 'link';

/** All that could be the answer, by name. Only ports with a cable count. */
export function placesOf(state: WorldState, kind: PlaceKind): string[] {
  if (kind === 'device') return state.devices.map((device) => device.name);
  const cables = state.links.filter((link) => !link.hidden && link.plugged);
  if (kind === 'link') return cables.map((link) => link.name);
  if (kind !== 'port') return [];
  return cables.flatMap((link) => link.ends.map((end) => portText(state, end))).sort();
}

/** What is selected, as an answer; '' when nothing of that kind is. */
export function nameOf(state: WorldState, kind: PlaceKind, { device, port, link }: Selection): string {
  if (kind === 'device') return device === undefined ? '' : (state.devices[device]?.name ?? '');
  if (kind === 'link') return link === undefined ? '' : (state.links[link]?.name ?? '');
  if (kind !== 'port' || device === undefined || port === undefined || !state.devices[device]) return '';
  return portText(state, [device, port]);
}

type Change = { device?: number | undefined; port?: number | undefined; link?: number | undefined };

/** What is to be selected so that `name` is the answer. */
export function selectionOf(state: WorldState, kind: PlaceKind, name: string): Change {
  if (kind === 'link') return { link: linkNamed(state, name) };
  if (kind === 'port') {
    const [device, port] = portNamed(state, name) ?? [];
    return { device, port };
  }
  const device = deviceNamed(state, name);
  return { device: device < 0 ? undefined : device, port: undefined };
}
