// The ARP cache as terminal commands show it.

import type { Instant } from '../../base/time.ts';
import { arpEntries, type ArpEntry } from '../host/settings.ts';
import type { HostState } from '../host/host.ts';

/**
 * The entries that count. Those whose time is over are left out: Linux would list them as stale and try them once more, but here they are asked for
 * anew, so that showing them would promise what is not so.
 */
export const neighbours = (host: HostState, now: Instant): ArpEntry[] =>
  arpEntries(host, now).filter((entry) => entry.state !== 'expired');

/** Is the MAC known? */
export const isKnown = (entry: ArpEntry): boolean => entry.state === 'reachable' || entry.state === 'static';
