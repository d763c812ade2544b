// Which port of a device a click on the stage means: the port itself, the cable in it, or the neighbour at the other end of that cable.

import type { Selection } from '../../../player/player.svelte.ts';
import { deviceNamed, portText } from '../../../sim/place.ts';
import type { WorldState } from '../../../sim/state.ts';

/** The port's name; undefined when the selection means none of the device's ports. */
export function portSelected(state: WorldState, name: string, { device, port, link }: Selection): string | undefined {
  const own = deviceNamed(state, name);
  if (own < 0) return undefined;
  if (device === own && port !== undefined) return portText(state, [own, port]);
  const cables = state.links.filter((one) => one.plugged && !one.hidden && one.ends.some((end) => end[0] === own));
  const meant = cables.find((one) =>
    link !== undefined ? one === state.links[link] : device !== own && one.ends.some((end) => end[0] === device),
  );
  const end = meant?.ends.find((one) => one[0] === own);
  return end && portText(state, end);
}
