// Any device: what the world needs of it, whatever kind it is.

import type { Instant } from '../base/time.ts';
import { createHost, hostWakeAt, type HostState } from './host/host.ts';
import { hostPortChanged, hostReceives, hostTicks } from './host/receive.ts';
import { createHub, hubPortChanged, hubReceives, type HubState } from './hub.ts';
import { createOutside, outsidePortChanged, outsideReceives, type OutsideState } from './outside.ts';
import type { DeviceSetup } from './setup.ts';
import type { FrameNumber, Surroundings } from './surroundings.ts';
import { createSwitch, switchPortChanged, switchReceives, type SwitchState } from './switch.ts';

/** A device's whole state: plain data. A router is a host that forwards. */
export type DeviceState = HostState | SwitchState | HubState | OutsideState;

/** A device as the lab describes it; `index` is its place in the lab. Ports count as live until `portChanged` says otherwise. */
export function createDevice(setup: DeviceSetup, index: number, seed: number): DeviceState {
  if (setup.kind === 'switch') return createSwitch(setup, index);
  if (setup.kind === 'hub') return createHub(setup, index);
  if (setup.kind === 'outside') return createOutside(setup, index);
  return createHost(setup, index, seed);
}

/** A frame's last bit has arrived at a port. */
export function receive(device: DeviceState, port: number, frame: FrameNumber, out: Surroundings): void {
  if (device.kind === 'switch') switchReceives(device, port, frame, out);
  else if (device.kind === 'hub') hubReceives(device, port, frame, out);
  else if (device.kind === 'outside') outsideReceives(device, port, frame, out);
  else hostReceives(device, port, frame, out);
}

/** The clock has come to an instant for which the device had asked by `wake`. A tick too early or too often does nothing. */
export function tick(device: DeviceState, out: Surroundings): void {
  if (device.kind === 'host' || device.kind === 'router') hostTicks(device, out);
}

/** When the device next needs a tick; Infinity: never by itself. */
export function wakeAt(device: DeviceState): Instant {
  return device.kind === 'host' || device.kind === 'router' ? hostWakeAt(device) : Infinity;
}

/** The cable at a port came up or went down. */
export function portChanged(device: DeviceState, port: number, up: boolean, out: Surroundings): void {
  if (device.kind === 'switch') switchPortChanged(device, port, up, out);
  else if (device.kind === 'hub') hubPortChanged(device, port, up);
  else if (device.kind === 'outside') outsidePortChanged(device, port, up);
  else hostPortChanged(device, port, up, out);
}

/** The names of the device's ports, in order: `eth0` … of a host, `1` … of anything else. */
export function portNames(device: DeviceState): string[] {
  if ('interfaces' in device) return device.interfaces.map((one) => one.name);
  return Array.from(device.link, (_, i) => String(i + 1));
}

/** The index of a port by its name, −1 when the device has no such port (as `indexOf` says it). */
export function portIndex(device: DeviceState, name: string): number {
  return portNames(device).indexOf(name);
}
