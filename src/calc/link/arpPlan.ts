// What ARP does in a case (RFC 826; RFC 1122 sections 2.3.2 and 3.3.1): next hop, frames in order, and what everybody has in the cache afterwards.

import { BROADCAST_IP, BROADCAST_MAC, broadcastOf, isMulticastIp, multicastMac } from '../../wire/address.ts';
import { sameLanOf, type View } from '../subnet/verdict.ts';
import type { ArpCase, Neighbour } from './arpCase.ts';
import { packetFrame, replyFrame, requestFrame, type Station } from './arpFrame.ts';

/** How a case ends. `conflict`: more than one answered. */
export type Outcome =
  | 'self'
  | 'loopback'
  | 'broadcast'
  | 'multicast'
  | 'no-route'
  | 'gateway-unreachable'
  | 'cached'
  | 'answered'
  | 'conflict'
  | 'unanswered';

export interface PlannedFrame {
  kind: 'request' | 'reply' | 'packet';
  /** When the sender, or whoever answers, lets it go; time on the way counts as none. */
  seconds: number;
  from: Station;
  /** The one station that it is for; absent: everybody, or a group. */
  to?: number;
  bytes: Uint8Array;
}

export interface ArpPlan {
  outcome: Outcome;
  /** The mask test, as the sender does it. */
  view: View;
  /** Whose MAC address is wanted; absent where none is. */
  nextHop?: number;
  /** To which MAC address the packet goes; absent where it does not leave. */
  mac?: number;
  frames: PlannedFrame[];
  /** Who answers, in order. */
  owners: Neighbour[];
  /** What each of the others has noted for the sender afterwards, in the order of the case. */
  after: (number | undefined)[];
  /** The sender's cache afterwards. */
  cache: Station[];
}

/** RFC 1122 section 2.3.2.1 wants no flood of questions; a second apart, and three of them, is what systems do. */
export const TRIES = 3;

/** Plays a case through. */
export function planOf(one: ArpCase): ArpPlan {
  const { sender, gateway, destination, others } = one;
  const view = sameLanOf({ ...sender, gateway }, { ip: destination, prefix: sender.prefix }).a;
  const still = { view, frames: [], owners: [], after: others.map(({ knows }) => knows), cache: [...one.cache] };
  if (view.way === 'loopback' || view.way === 'self') return { outcome: view.way, ...still };
  const many = manyOf(one);
  if (many) {
    const frames = [packet(one, many.mac, 0)];
    return { ...still, ...many, frames };
  }
  if (view.way === 'direct') return ask(one, still, destination);
  if (gateway === undefined) return { outcome: 'no-route', ...still };
  if (view.gatewayTrouble !== null) return { outcome: 'gateway-unreachable', ...still };
  return ask(one, still, gateway);
}

/** Where the MAC address follows from the IP address alone. */
function manyOf({ sender, destination }: ArpCase): { outcome: 'broadcast' | 'multicast'; mac: number } | undefined {
  const own = sender.prefix < 31 && destination === broadcastOf(sender.ip, sender.prefix);
  if (own || destination === BROADCAST_IP) return { outcome: 'broadcast', mac: BROADCAST_MAC };
  return isMulticastIp(destination) ? { outcome: 'multicast', mac: multicastMac(destination) } : undefined;
}

const packet = ({ sender, destination }: ArpCase, mac: number, seconds: number): PlannedFrame => ({
  kind: 'packet',
  seconds,
  from: sender,
  to: mac,
  bytes: packetFrame(sender, mac, destination),
});

type Still = Omit<ArpPlan, 'outcome'>;

/** Cache, question, answers (RFC 826 "packet reception"). */
function ask(one: ArpCase, still: Still, nextHop: number): ArpPlan {
  const { sender, others, cache } = one;
  const known = cache.find(({ ip }) => ip === nextHop);
  if (known) return { ...still, outcome: 'cached', nextHop, mac: known.mac, frames: [packet(one, known.mac, 0)] };
  const request = (seconds: number): PlannedFrame => ({
    kind: 'request',
    seconds,
    from: sender,
    bytes: requestFrame(sender, nextHop),
  });
  const owners = others.filter(({ ip }) => ip === nextHop);
  // Whoever has an entry for the sender puts the new address in; the one who is asked makes an entry.
  const after = others.map(({ ip, knows }) => (knows !== undefined || ip === nextHop ? sender.mac : undefined));
  if (!owners.length) {
    const frames = Array.from({ length: TRIES }, (_, second) => request(second));
    return { ...still, outcome: 'unanswered', nextHop, frames, after };
  }
  const replies = owners.map(({ ip, mac }): PlannedFrame => {
    return { kind: 'reply', seconds: 0, from: { ip, mac }, to: sender.mac, bytes: replyFrame({ ip, mac }, sender) };
  });
  // The first answer lets the packet go; a later one changes the entry for whatever comes next.
  const mac = owners[0]!.mac;
  return {
    ...still,
    ...{ outcome: owners.length > 1 ? 'conflict' : 'answered', nextHop, mac, owners, after },
    frames: [request(0), ...replies, packet(one, mac, 0)],
    cache: [...cache, { ip: nextHop, mac: owners.at(-1)!.mac }],
  };
}
