// Where links of a lesson may lead besides the web and files beside it: to a view of the classroom, to a term of the glossary.

import type { Part } from './lesson.ts';
import type { Block, Inline } from './prose.ts';

/** Views that a lesson may open with `[Layers](view:layers)`, as the page calls them. */
export const viewNames = [
  'events',
  'layers',
  'ladder',
  'sockets',
  'states',
  'graphs',
  'compare',
  'terminals',
  'code',
  'programs',
  'log',
  'table',
  'packet',
  'device',
] as const;
export type ViewName = (typeof viewNames)[number];

/** Terms that a lesson may explain with `[ARP cache](term:arp-cache)`: those of words/glossary, which a test compares. */
export const termNames = [
  'acknowledgment',
  'address',
  'application-layer',
  'arp-cache',
  'authentication',
  'backlog',
  'bind',
  'bitwise-and',
  'blocking',
  'bridge',
  'broadcast',
  'buffer',
  'byte-order',
  'byte-stream',
  'challenge',
  'checksum',
  'client',
  'congestion-control',
  'connection',
  'datagram',
  'default-gateway',
  'delimiter',
  'digest',
  'encapsulation',
  'encryption',
  'ephemeral-port',
  'file-descriptor',
  'flooding',
  'flow-control',
  'forwarding',
  'fragment',
  'frame',
  'framing',
  'full-duplex',
  'half-close',
  'handshake',
  'hash',
  'header',
  'host',
  'interface',
  'length-prefix',
  'link-layer',
  'listen',
  'loopback',
  'loss',
  'mac-table',
  'mask',
  'message',
  'message-boundary',
  'multicast',
  'nagle',
  'network-layer',
  'next-hop',
  'octet',
  'packet',
  'payload',
  'physical-layer',
  'port',
  'prefix',
  'presentation-layer',
  'private-address',
  'public-address',
  'receive-buffer',
  'receive-window',
  'reliable',
  'replay',
  'reset',
  'retransmission',
  'router',
  'routing-table',
  'salt',
  'segment',
  'send-buffer',
  'sequence-number',
  'server',
  'session-layer',
  'socket',
  'sticky-packets',
  'subnet',
  'subnet-mask',
  'switch',
  'thread',
  'timeout',
  'topology',
  'transport-layer',
  'ttl',
  'unicast',
  'wildcard-mask',
  'zero-window',
] as const;

/** What may be linked by name. Calculators are linked by their whole address, which calcLink.ts looks up. */
type Target = 'view' | 'term';
const targets: Record<Target, readonly string[]> = { view: viewNames, term: termNames };

/** Of `view:layers` and `term:arp-cache`: what is linked, its name, and the names that there are. Undefined for any other link. */
export function targetOf(url: string): { what: Target; name: string; names: readonly string[] } | undefined {
  const [, what, name = ''] = /^(view|term):(.*)$/.exec(url) ?? [];
  const known = what as Target | undefined;
  return known && { what: known, name, names: targets[known] };
}

/** The views, or terms, that the prose of these parts links to, in its order. */
export const linksIn = (parts: readonly Part[], what: Target): string[] =>
  parts.flatMap((part) => (part.type === 'prose' ? part.blocks.flatMap((block) => inBlock(block, what)) : []));

function inBlock(block: Block, what: Target): string[] {
  switch (block.type) {
    case 'list':
      return block.items.flat().flatMap((one) => inBlock(one, what));
    case 'quote':
      return block.children.flatMap((one) => inBlock(one, what));
    case 'table':
      return [block.head, ...block.rows].flat().flatMap((cell) => inWords(cell, what));
    case 'paragraph':
    case 'heading':
      return inWords(block.children, what);
    default:
      return [];
  }
}

const inWords = (words: readonly Inline[], what: Target): string[] =>
  words.flatMap((one) => {
    if (!('children' in one)) return [];
    const target = one.type === 'link' ? targetOf(one.url) : undefined;
    return target?.what === what ? [target.name] : inWords(one.children, what);
  });
