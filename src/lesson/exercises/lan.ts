// Who is on one LAN: the interfaces that a frame can reach through cables, switches and hubs alone.

import { linkAt, portText } from '../../sim/place.ts';
import type { WorldState } from '../../sim/state.ts';

/** Names of all interfaces (`A.eth0`) on the LAN of a port, that one included. */
export function lanOf(state: WorldState, start: readonly [device: number, port: number]): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting: (readonly [number, number])[] = [start];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const key = at.join();
    if (seen.has(key)) continue;
    seen.add(key);
    const device = state.devices[at[0]];
    if (!device) continue;
    if ('interfaces' in device) found.add(portText(state, at));
    else if (device.kind === 'switch' || device.kind === 'hub')
      state.ports[at[0]]!.forEach((_, port) => waiting.push([at[0], port]));
    const link = linkAt(state, at);
    if (link !== undefined) waiting.push(...state.links[link]!.ends);
  }
  return [...found];
}
