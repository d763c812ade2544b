// The ranges that ports fall into (RFC 6335 section 6), those that systems choose from, and what speaks against a port for one's own server.

import { serviceAt } from '../../wire/services.ts';

/** RFC 6335 section 6. */
export type PortRange = 'reserved' | 'system' | 'user' | 'dynamic';
export const ranges: readonly { id: PortRange; from: number; to: number }[] = [
  { id: 'reserved', from: 0, to: 0 },
  { id: 'system', from: 1, to: 1023 },
  { id: 'user', from: 1024, to: 49_151 },
  { id: 'dynamic', from: 49_152, to: 65_535 },
];

/** The range of a port from 0 to 65535. */
export const rangeOf = (port: number): (typeof ranges)[number] => ranges.find(({ to }) => port <= to)!;

/** From which ports systems choose for their clients: those of RFC 6335 (here, Windows, macOS) and Linux (ip_local_port_range). */
export const ephemeral = {
  iana: { from: 49_152, to: 65_535 },
  linux: { from: 32_768, to: 60_999 },
} as const;
export type EphemeralOf = keyof typeof ephemeral;

/** Why a port is no good one for a server of one's own; the first is the worst. */
export type Against = 'zero' | 'privilege' | 'ephemeral' | 'assigned';

/** All that speaks against a port for one's own server, on a host of this kind. */
export function against(port: number, host: EphemeralOf): Against[] {
  const { from, to } = ephemeral[host];
  const found: Against[] = [];
  if (port === 0) found.push('zero');
  else if (port <= 1023) found.push('privilege');
  if (port >= from && port <= to) found.push('ephemeral');
  if (serviceAt(port)) found.push('assigned');
  return found;
}
