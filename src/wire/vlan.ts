// The VLAN tag: four octets that stand between the Ethernet addresses and the type (IEEE 802.1Q section 9.6).

import { ETHERTYPE_PROVIDER_VLAN, ETHERTYPE_VLAN, ETHERTYPES, ethernet } from './ethernet.ts';
import { flag, header, uint } from './field.ts';

/** What the priorities are meant for (IEEE 802.1Q table I-2). */
const PRIORITIES: Readonly<Record<number, string>> = {
  0: 'Best Effort (default)',
  1: 'Background',
  2: 'Excellent Effort',
  3: 'Critical Applications',
  4: 'Video, < 100ms latency and jitter',
  5: 'Voice, < 10ms latency and jitter',
  6: 'Internetwork Control',
  7: 'Network Control',
};

/** The tag without the type 0x8100 that announces it, which is the type field of the header before. */
export const vlan = header({
  protocol: 'vlan',
  source: 'IEEE 802.1Q',
  title: '802.1Q Virtual LAN',
  layer: 'link',
  fields: [
    uint('priority', 3, 'vlan.priority', 'Priority', { names: PRIORITIES }),
    flag('dei', 'vlan.dei', 'DEI'),
    uint('id', 12, 'vlan.id', 'ID'),
  ],
  variants: {
    type: [uint('etype', 16, 'vlan.etype', 'Type', { base: 'hex', names: ETHERTYPES })],
    length: [uint('len', 16, 'vlan.len', 'Length')],
  },
  size: 4,
});

/** The outer of two tags, announced by 0x88a8 (IEEE 802.1ad); Wireshark gives it names of its own. */
export const providerVlan = header({
  protocol: 'ieee8021ad',
  source: 'IEEE 802.1ad',
  title: 'IEEE 802.1ad',
  layer: 'link',
  fields: [
    uint('priority', 3, 'ieee8021ad.priority', 'Priority'),
    uint('dei', 1, 'ieee8021ad.dei', 'DEI'),
    uint('id', 12, 'ieee8021ad.id', 'ID'),
    uint('etype', 16, 'ieee8021ah.etype', 'Type', { base: 'hex', names: ETHERTYPES }),
  ],
});

/** Octets of the tag of the frame that begins at `at`, by which it may be longer than others; 0 when it has none. */
export function tagLength(bytes: Uint8Array, at: number): number {
  const type = ethernet.read.type(bytes, at);
  return type === ETHERTYPE_VLAN || type === ETHERTYPE_PROVIDER_VLAN ? vlan.size : 0;
}
