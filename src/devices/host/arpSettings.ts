// The ARP caches of a host as somebody sees and changes them: `arp -a`, `arp -d`, `arp -s`.

import { setStaticNeighbour } from '../../stack/arp.ts';
import { ASKING, FAILED, STATIC } from '../../stack/arpTable.ts';
import { isOwn } from '../../stack/machine.ts';
import { forgetNeighbour } from '../../stack/neighbour.ts';
import { isGroupMac } from '../../wire/address.ts';
import type { Instant } from '../../base/time.ts';
import type { Surroundings } from '../surroundings.ts';
import type { HostState } from './host.ts';

export interface ArpEntry {
  interface: number;
  ip: number;
  /** 0 while it is not known. */
  mac: number;
  /** `expired`: too old to be used; seen as such only when it is looked at, and asked for again when it is needed. */
  state: 'reachable' | 'asking' | 'failed' | 'static' | 'expired';
  learnedAt: Instant;
  /** When a reachable entry will be too old; Infinity for the others. */
  expiresAt: Instant;
}

/** The entries of one interface, or of all, in the order of learning. */
export function arpEntries(host: HostState, now: Instant, only?: number): ArpEntry[] {
  const entries: ArpEntry[] = [];
  host.interfaces.forEach((one, port) => {
    if (only !== undefined && only !== port) return;
    for (let i = 0; i < one.arp.count; i++) {
      const learnedAt = one.arp.confirmedAt[i];
      const code = one.arp.state[i];
      const ages = code !== ASKING && code !== FAILED && code !== STATIC;
      const expiresAt = ages ? learnedAt + host.options.arpTimeout : Infinity;
      const state =
        code === ASKING
          ? 'asking'
          : code === FAILED
            ? 'failed'
            : code === STATIC
              ? 'static'
              : now < expiresAt
                ? 'reachable'
                : 'expired';
      entries.push({ interface: port, ip: one.arp.ip[i], mac: one.arp.mac[i], state, learnedAt, expiresAt });
    }
  });
  return entries;
}

/** Forgets neighbours: all of them, those of one interface, those with one address. Static entries go too when their address is named. */
export function flushArp(host: HostState, out: Surroundings, which: { interface?: number; ip?: number } = {}): void {
  host.interfaces.forEach((one, port) => {
    if (which.interface !== undefined && which.interface !== port) return;
    for (let i = one.arp.count - 1; i >= 0; i--) {
      const fits = which.ip === undefined ? one.arp.state[i] !== STATIC : one.arp.ip[i] === which.ip;
      if (fits) forgetNeighbour(host, port, i, out);
    }
  });
}

/** Enters a neighbour for good: it is neither asked for nor changed by what others say. `EINVAL`: no single other station can be that. */
export function setStaticArp(
  host: HostState,
  port: number,
  ip: number,
  mac: number,
  out: Surroundings,
): 'EINVAL' | 'ENODEV' | undefined {
  const one = host.interfaces[port];
  if (!one || one.loopback) return 'ENODEV';
  if (mac === 0 || isGroupMac(mac) || ip === 0 || ip >>> 28 >= 0xe || isOwn(host, ip)) return 'EINVAL';
  setStaticNeighbour(host, port, ip, mac, out);
  return undefined;
}
