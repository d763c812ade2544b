// What a device has at its ports, as whoever looks from outside sees it: cables, link, mirroring, what waits to be sent.

import type { Instant } from '../base/time.ts';
import { portNames, type DeviceState } from '../devices/device.ts';
import type { HostState, InterfaceState } from '../devices/host/host.ts';
import { NO_PORT } from '../devices/surroundings.ts';
import type { WorldState } from './state.ts';

export type { DeviceState, HostState, InterfaceState };

/** True for machines with a stack: hosts and routers. */
export const isHost = (device: DeviceState | undefined): device is HostState =>
  device?.kind === 'host' || device?.kind === 'router';

/** One port of any device, loopback left out. */
export interface PortLine {
  port: number;
  name: string;
  /** The link whose cable is plugged in, by number. */
  link?: number;
  /** A cable is plugged in and the link is up. */
  live: boolean;
  /** The other end of the cable. */
  peer?: [device: number, port: number];
  /** Switches: what goes in or out here is copied, or copies go out here. */
  mirror?: 'from' | 'to';
}

/** The ports of a device in order. */
export function portLines(state: WorldState, device: number): PortLine[] {
  const it = state.devices[device];
  if (!it) return [];
  const lines: PortLine[] = [];
  portNames(it).forEach((name, port) => {
    if (isHost(it) && it.interfaces[port]!.loopback) return;
    const direction = state.ports[device]![port]!;
    const line: PortLine = { port, name, live: direction >= 0 && state.directions.open[direction] === 1 };
    if (direction >= 0) {
      line.link = direction >> 1;
      line.peer = state.links[line.link]!.ends[1 - (direction & 1)]!;
    }
    if (it.kind === 'switch' && it.mirrorTo !== NO_PORT) {
      if (it.mirrorTo === port) line.mirror = 'to';
      else if (it.mirrored[port]) line.mirror = 'from';
    }
    lines.push(line);
  });
  return lines;
}

/** How many packets of a host wait for the MAC of a neighbour. */
export function waitingFor(device: DeviceState | undefined, port: number, ip: number): number {
  if (!isHost(device)) return 0;
  return device.interfaces[port]?.arp.questions.find((question) => question.ip === ip)?.waiting.length ?? 0;
}

/** What waits at the sending end of a direction: frames that have not begun to leave, their octets, and the most that may wait. */
export function queueAt(
  state: WorldState,
  direction: number,
  now: Instant = state.now,
): { frames: number; octets: number; limit: number } {
  const queue = state.links[direction >> 1]?.queues[direction & 1];
  let frames = 0;
  let octets = 0;
  for (let i = 0; queue && i < queue.count; i++) {
    const slot = (queue.first + i) & (queue.starts.length - 1);
    if (queue.starts[slot]! <= now) continue;
    frames++;
    octets += queue.sizes[slot]!;
  }
  return { frames, octets, limit: state.directions.queueLimit[direction]! };
}
