// What devices know, as people read it: ARP cache, MAC table, routing table of a device in a world's state. For whoever shows or judges it.

import type { Instant } from '../base/time.ts';
import { macEntries } from '../devices/switch.ts';
import { ASKING, FAILED, STATIC } from '../stack/arpTable.ts';
import type { WorldState } from './state.ts';

/** One line of an ARP cache. */
export interface ArpLine {
  ip: number;
  /** Absent while nobody has answered. */
  mac?: number;
  state: 'reachable' | 'asking' | 'failed' | 'static' | 'expired';
  /** Index of the interface that it was learned on. */
  port: number;
  /** When a learned entry will no longer be trusted. */
  expiresAt?: Instant;
}

/** One line of a switch's MAC table. */
export interface MacLine {
  mac: number;
  /** Index of the port: 0 is port 1. */
  port: number;
  learnedAt: Instant;
  expiresAt: Instant;
}

/** One line of a routing table. */
export interface RouteLine {
  to: number;
  prefix: number;
  /** Next hop; absent: the destination is on the link. */
  via?: number;
  /** Index of the interface. */
  port: number;
  metric: number;
  source: 'connected' | 'static';
}

/** A host's ARP cache in the order of learning, all interfaces together; empty for what has none. */
export function arpLines(state: WorldState, device: number): ArpLine[] {
  const host = state.devices[device];
  if (!host || (host.kind !== 'host' && host.kind !== 'router')) return [];
  return host.interfaces.flatMap(({ arp }, port) =>
    Array.from({ length: arp.count }, (_, i): ArpLine => {
      const line: ArpLine = { ip: arp.ip[i]!, state: stateName(arp.state[i]!), port };
      if (arp.mac[i]! !== 0) line.mac = arp.mac[i]!;
      if (line.state === 'reachable') {
        line.expiresAt = arp.confirmedAt[i]! + host.options.arpTimeout;
        if (line.expiresAt <= state.now) line.state = 'expired';
      }
      return line;
    }),
  );
}

function stateName(code: number): ArpLine['state'] {
  return code === ASKING ? 'asking' : code === FAILED ? 'failed' : code === STATIC ? 'static' : 'reachable';
}

/** A switch's MAC table in the order of learning; empty for what is no switch. */
export function macLines(state: WorldState, device: number): MacLine[] {
  const one = state.devices[device];
  return one?.kind === 'switch' ? macEntries(one, state.now) : [];
}

/** A host's routing table in the order in which it is looked through; empty for what has none. */
export function routeLines(state: WorldState, device: number): RouteLine[] {
  const host = state.devices[device];
  if (!host || (host.kind !== 'host' && host.kind !== 'router')) return [];
  return host.routes.map((route): RouteLine => {
    const line: RouteLine = {
      to: route.to,
      prefix: route.prefix,
      port: route.interface,
      metric: route.metric,
      source: route.source,
    };
    if (route.via !== undefined) line.via = route.via;
    return line;
  });
}
