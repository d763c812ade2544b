// Names as people write them (`A`, `A.eth0`, `S.4`, `A-S`) and the numbers that a world knows them by.

import { portIndex, portNames } from '../devices/device.ts';
import type { HostState } from '../devices/host/host.ts';
import type { WorldState } from './state.ts';

/** The index of a device by its name, −1 when there is none. */
export function deviceNamed(state: WorldState, name: string): number {
  return state.devices.findIndex((device) => device.name === name);
}

/** A host or router that is known to be there. */
export const hostNamed = (state: WorldState, name: string): HostState =>
  state.devices[deviceNamed(state, name)] as HostState;

/** A port that can have a cable, by its name. `A` alone means A's only port. Undefined when there is none (or, for `A`, more than one); `lo` is none. */
export function portNamed(state: WorldState, name: string): [device: number, port: number] | undefined {
  const whole = deviceNamed(state, name);
  if (whole >= 0) {
    const names = portNames(state.devices[whole]!).filter((port) => port !== 'lo');
    return names.length === 1 ? [whole, portIndex(state.devices[whole]!, names[0]!)] : undefined;
  }
  const dot = name.lastIndexOf('.');
  const device = deviceNamed(state, name.slice(0, Math.max(dot, 0)));
  const port = device < 0 ? -1 : portIndex(state.devices[device]!, name.slice(dot + 1));
  return port < 0 || name.endsWith('.lo') ? undefined : [device, port];
}

/** How a port is written: `A.eth0`. */
export function portText(state: WorldState, [device, port]: readonly [number, number]): string {
  return `${state.devices[device]!.name}.${portNames(state.devices[device]!)[port]!}`;
}

/** The number of a link by its name; undefined when there is none (a host's loopback is none). Of two with one name the plugged one counts. */
export function linkNamed(state: WorldState, name: string): number | undefined {
  const fits = state.links.flatMap((link, number) => (link.name === name && !link.hidden ? [number] : []));
  return fits.find((number) => state.links[number]!.plugged) ?? fits[0];
}

/** The number of the link whose cable is plugged into a port; undefined when none is. */
export function linkAt(state: WorldState, [device, port]: readonly [number, number]): number | undefined {
  const direction = state.ports[device]![port]!;
  return direction < 0 ? undefined : direction >> 1;
}
