// What the stage shows of a world that stands still: devices with their addresses, cables with their state, ports with their lights.

import type { Point } from '../../player/layout.ts';
import type { LinkProfile } from '../../sim/lab.ts';
import type { WorldState } from '../../sim/state.ts';
import { formatCidr, formatMac } from '../../wire/address.ts';
import { cableLine, edgeToward, HALF, labelSide, type CableLine, type DeviceKind, type LabelSide } from './geometry.ts';

export interface SceneDevice {
  index: number;
  name: string;
  kind: DeviceKind;
  place: Point;
  /** Lines below the name: addresses, in Mono. */
  lines: string[];
  /** Where its name and addresses stand: where its cables do not leave. */
  side: LabelSide;
  /** Devices at the other ends of its cables. */
  neighbours: number[];
}

export interface SceneCable {
  link: number;
  name: string;
  line: CableLine;
  ends: [[device: number, port: number], [device: number, port: number]];
  state: 'up' | 'down' | 'unplugged';
  profiles: [LinkProfile, LinkProfile];
}

export interface ScenePort {
  device: number;
  port: number;
  name: string;
  at: Point;
  /** Away from the device: where the port's name stands. */
  out: Point;
  state: 'up' | 'down' | 'unplugged';
}

export interface Scene {
  devices: SceneDevice[];
  cables: SceneCable[];
  ports: ScenePort[];
  /** By number of link; none for loopbacks. */
  lines: (CableLine | undefined)[];
}

/** Names of a device's ports in order; a host's last one is `lo`. */
export function portsOf(device: WorldState['devices'][number]): string[] {
  if (device.kind === 'switch' || device.kind === 'hub') return Array.from(device.link, (_, i) => String(i + 1));
  return device.interfaces.map((one) => one.name);
}

/** Which devices are joined by cables, as the lab's links have it. */
export function pairsOf(state: WorldState): [number, number][] {
  return state.links.flatMap(({ hidden, ends: [[a], [b]] }): [number, number][] => (hidden || a === b ? [] : [[a, b]]));
}

export function sceneOf(places: readonly Point[], state: WorldState): Scene {
  const kinds = state.devices.map((device) => device.kind);
  const neighbours = state.devices.map((): number[] => []);
  const cables: SceneCable[] = [];
  const lines: Scene['lines'] = [];
  const lanes = lanesOf(state);
  state.links.forEach((link, number) => {
    if (link.hidden) return;
    const [[a], [b]] = link.ends;
    const lane = lanes.get(number);
    if (!places[a] || !places[b]) return;
    const line = cableLine(places[a], kinds[a]!, places[b], kinds[b]!, lane?.lane, lane?.of);
    lines[number] = line;
    if (!lane) return;
    neighbours[a]!.push(b);
    neighbours[b]!.push(a);
    const open = state.directions.open[2 * number] === 1;
    cables.push({
      link: number,
      name: link.name,
      line,
      ends: link.ends,
      state: !link.plugged ? 'unplugged' : open ? 'up' : 'down',
      profiles: link.profiles,
    });
  });
  const devices = state.devices.map((device, index): SceneDevice => {
    const place = places[index] ?? [0, 0];
    const near = neighbours[index]!;
    return {
      index,
      name: device.name,
      kind: device.kind,
      place,
      lines: addressLines(device),
      side: labelSide(
        place,
        near.map((n) => places[n]!),
        addressLines(device).length,
      ),
      neighbours: near,
    };
  });
  return { devices, cables, ports: portsIn(state, devices, cables), lines };
}

/** Cables that are shown: all that are plugged, and those pulled out whose ports are still free. Several between two devices lie side by side. */
function lanesOf(state: WorldState): Map<number, { lane: number; of: number }> {
  const shown = state.links.flatMap((link, number) => {
    const free = link.ends.every(([device, port]) => state.ports[device]![port]! < 0);
    return !link.hidden && (link.plugged || free) ? [number] : [];
  });
  const pairs = new Map<string, number[]>();
  for (const number of shown) {
    const [[a], [b]] = state.links[number]!.ends;
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
    const same = pairs.get(key);
    if (same) same.push(number);
    else pairs.set(key, [number]);
  }
  const lanes = new Map<number, { lane: number; of: number }>();
  for (const same of pairs.values()) same.forEach((number, lane) => lanes.set(number, { lane, of: same.length }));
  return lanes;
}

function portsIn(state: WorldState, devices: readonly SceneDevice[], cables: readonly SceneCable[]): ScenePort[] {
  const ports: ScenePort[] = [];
  for (const { line, ends, state: light } of cables) {
    ends.forEach(([device, port], end) => {
      const at = end === 0 ? line.from : line.to;
      const out: Point = end === 0 ? line.along : [-line.along[0], -line.along[1]];
      ports.push({ device, port, name: portsOf(state.devices[device]!)[port] ?? '', at, out, state: light });
    });
  }
  for (const { index, kind, place, side } of devices) {
    const names = portsOf(state.devices[index]!).filter((name) => name !== 'lo');
    const bare = names.flatMap((name, port) =>
      ports.some((one) => one.device === index && one.port === port) ? [] : [{ name, port }],
    );
    // Ports that never had a cable stand along the edge where no name is.
    const down = side === 'below' ? -1 : 1;
    bare.forEach(({ name, port }, k) => {
      const at = edgeToward(place, kind, [
        place[0] + ((k - (bare.length - 1) / 2) * 2 * HALF[kind][0]) / Math.max(3, bare.length),
        place[1] + 60 * down,
      ]);
      ports.push({ device: index, port, name, at, out: [0, down], state: 'unplugged' });
    });
  }
  return ports;
}

/** Addresses as they stand below a name: `192.168.12.1/24`, its MAC; of several interfaces with their names. */
function addressLines(device: WorldState['devices'][number]): string[] {
  if (device.kind === 'switch' || device.kind === 'hub') return [];
  const real = device.interfaces.filter((one) => !one.loopback);
  return real.flatMap((one) => {
    const name = real.length > 1 ? `${one.name} ` : '';
    const ips = one.addresses.map((address) => `${name}${formatCidr(address.ip, address.prefix)}`);
    if (!ips.length) ips.push(`${name}–`);
    return real.length > 1 ? ips : [...ips, formatMac(one.mac)];
  });
}
