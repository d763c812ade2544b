// What the stage shows of a world that stands still: devices with their addresses, cables with their state, ports with their lights.

import type { Point } from '../../player/layout.ts';
import type { LinkProfile } from '../../sim/lab.ts';
import type { WorldState } from '../../sim/state.ts';
import { formatCidr, formatMac } from '../../wire/address.ts';
import { cableLine, type CableLine, type DeviceKind } from './geometry.ts';
import { bareSockets } from './sockets.ts';

export interface SceneDevice {
  index: number;
  name: string;
  kind: DeviceKind;
  place: Point;
  /** Its network cards; none where frames are only passed on. */
  cards: SceneCard[];
  /** All its addresses, as they are said: `192.168.12.1/24`, its MAC; of several cards with their names. */
  lines: string[];
  /** Devices at the other ends of its cables. */
  neighbours: number[];
}

/** A network card: `addresses` as `192.168.12.1/24`. */
export interface SceneCard {
  port: number;
  name: string;
  addresses: string[];
  mac: string;
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
  /** Away from the device, along the cable. */
  out: Point;
  /** `bare`: there is no cable at all, not even one that was pulled out. */
  state: 'up' | 'down' | 'unplugged' | 'bare';
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
  if ('interfaces' in device) return device.interfaces.map((one) => one.name);
  return Array.from(device.link, (_, i) => String(i + 1));
}

/** Which devices are joined by cables, as the lab's links have it. */
export function pairsOf(state: WorldState): [number, number][] {
  return state.links.flatMap(({ hidden, ends: [[a], [b]] }): [number, number][] => (hidden || a === b ? [] : [[a, b]]));
}

/** What is seen when devices stand at `places` (px); `glyph`: how large they are drawn. */
export function sceneOf(places: readonly Point[], state: WorldState, glyph = 1): Scene {
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
    const line = cableLine(places[a], kinds[a]!, places[b], kinds[b]!, { ...lane, glyph });
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
      cards: cardsOf(device),
      lines: addressLines(cardsOf(device)),
      neighbours: near,
    };
  });
  return { devices, cables, ports: portsIn(state, devices, cables, glyph), lines };
}

/** Cables that are shown: all that are plugged, and those pulled out whose ports are still free. Several between two devices lie side by side. */
function lanesOf(state: WorldState): Map<number, { lane: number; lanes: number }> {
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
  const lanes = new Map<number, { lane: number; lanes: number }>();
  for (const same of pairs.values()) same.forEach((number, lane) => lanes.set(number, { lane, lanes: same.length }));
  return lanes;
}

function portsIn(
  state: WorldState,
  devices: readonly SceneDevice[],
  cables: readonly SceneCable[],
  glyph: number,
): ScenePort[] {
  const ports: ScenePort[] = [];
  for (const { line, ends, state: light } of cables) {
    ends.forEach(([device, port], end) => {
      const at = end === 0 ? line.from : line.to;
      const out: Point = end === 0 ? line.along : [-line.along[0], -line.along[1]];
      ports.push({ device, port, name: portsOf(state.devices[device]!)[port] ?? '', at, out, state: light });
    });
  }
  for (const { index, kind, place } of devices) {
    const own = ports.filter((one) => one.device === index);
    const taken = new Set(own.map((one) => one.port));
    const names = portsOf(state.devices[index]!);
    const bare = names.flatMap((name, port) => (name === 'lo' || taken.has(port) ? [] : [{ name, port }]));
    const sockets = bareSockets(place, kind, own, bare.length, glyph);
    bare.forEach(({ name, port }, k) => ports.push({ device: index, port, name, state: 'bare', ...sockets[k]! }));
  }
  return ports;
}

function cardsOf(device: WorldState['devices'][number]): SceneCard[] {
  if (!('interfaces' in device)) return [];
  return device.interfaces.flatMap((one, port) =>
    one.loopback
      ? []
      : [
          {
            port,
            name: one.name,
            addresses: one.addresses.map(({ ip, prefix }) => formatCidr(ip, prefix)),
            mac: formatMac(one.mac),
          },
        ],
  );
}

function addressLines(cards: readonly SceneCard[]): string[] {
  if (cards.length > 1) return cards.map(({ name, addresses }) => `${name} ${addresses.join(', ') || '–'}`);
  return cards.flatMap(({ addresses, mac }) => [...(addresses.length ? addresses : ['–']), mac]);
}
