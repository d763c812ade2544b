// Which layer of a device took a decision: from the name of its reason, for grouping.

import type { Layer } from '../../wire/dissection.ts';

const STARTS: readonly (readonly [start: string, layer: Layer])[] = [
  ['port-', 'physical'],
  ['link-', 'physical'],
  ['cable-', 'physical'],
  ['queue-', 'physical'],
  ['hub-', 'physical'],
  ['nic-down', 'physical'],
  ['nic-', 'link'],
  ['eth-', 'link'],
  ['switch-', 'link'],
  ['mac-', 'link'],
  ['own-port', 'link'],
  ['no-other-port', 'link'],
  ['mtu-', 'link'],
  ['unknown-ethertype', 'link'],
  ['arp-', 'link'],
  ['released-', 'link'],
  ['ip-', 'network'],
  ['icmp-', 'network'],
  ['echo-', 'network'],
  ['router-', 'network'],
  ['route-', 'network'],
  ['udp-', 'transport'],
  ['tcp-', 'transport'],
  ['socket-', 'application'],
  ['program-', 'application'],
];

/** The layer at which a reason is decided. */
export function layerOf(reason: string): Layer {
  return STARTS.find(([start]) => reason.startsWith(start))?.[1] ?? 'application';
}

/** Runs of decisions of one layer, in the order in which they were taken. */
export function byLayer<T extends { reason: string }>(decisions: readonly T[]): { layer: Layer; decisions: T[] }[] {
  const groups: { layer: Layer; decisions: T[] }[] = [];
  for (const decision of decisions) {
    const layer = layerOf(decision.reason);
    const last = groups[groups.length - 1];
    if (last?.layer === layer) last.decisions.push(decision);
    else groups.push({ layer, decisions: [decision] });
  }
  return groups;
}
