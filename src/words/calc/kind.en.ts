// What the calculator of kinds of IPv4 addresses says in English.

import type { UiTexts } from '../uiText.ts';

export const kind: UiTexts = {
  'calc.kind': 'Kind of address',
  'calc.kind.about':
    'What an IPv4 address is for: private, public, loopback, multicast and so on, and the class it once had.',
  'calc.kind.address': 'IPv4 address',
  'kind.block': 'Block',
  'kind.from-to': 'From – to',
  'kind.history': 'History: before 1993',
  'kind.class': 'Class',
  'kind.last': 'Last address',
  'kind.about.this-host': 'A host that has no address yet writes this one as its own. Nobody can be reached by it.',
  'kind.about.this-network': 'The first number 0 means “this network”. No host can be reached by it.',
  'kind.about.private':
    'Anybody may use it, as often as they like; on the public Internet it is not routed. Routers between private networks do forward it.',
  'kind.about.shared':
    'For the NAT of carriers, between them and their customers: not for networks of one’s own, and not public.',
  'kind.about.loopback': 'It never leaves the host: what is sent to it comes back inside.',
  'kind.about.link-local':
    'A host gives it to itself where nobody hands out addresses. It holds on one link only; no router forwards it.',
  'kind.about.documentation': 'For examples in books and lessons. Nobody has it.',
  'kind.about.benchmark': 'For measurements of devices in a laboratory.',
  'kind.about.multicast': 'A group of hosts, not one host: it can be a destination and never a source.',
  'kind.about.broadcast': 'Everybody on this link. No router forwards it.',
  'kind.about.reserved': 'Kept back for a purpose that never came. Most systems refuse it.',
  'kind.about.public': 'It lies in no block with a purpose of its own: it belongs to somebody on the public Internet.',
  'kind.step.fits': 'The first {prefix} bits are those of {block}, which goes from {first} to {last}.',
  'kind.step.none':
    'No block with a purpose fits. The nearest is {block}, from {first} to {last}: bit {bit} differs, which is within its first {prefix}.',
  'kind.step.class':
    'By its first bits it would have been of class {class} before 1993. That says nothing about the mask it has today.',
  'kind.trap': 'The block is {block}: from {first} to {last}.',

  'drill.kind.which': 'Private, public, or what?',
  'drill.kind.last': 'Where the block ends',
  'ask.kind.which': 'What kind of address is {address}?',
  'ask.kind.last': 'What is the last address of {block}?',
  'slip.kind.whole-numbers':
    'Only whole numbers between the dots were compared. The border of {block} lies inside a number.',
  'slip.kind.next-number-fixed':
    '{block} is larger than that: its border lies inside a number, which may go on changing.',
  'slip.kind.first-number': 'The first number alone does not make an address private. The nearest block is {block}.',
  'slip.kind.all-but-private':
    'There is more than private and public: some blocks have purposes of their own. The nearest one here is {block}.',
  'slip.kind.first-for-last': 'That is the first address of the block.',
  'slip.kind.octet-kept': 'The number with the border in it was kept whole. Behind {prefix} bits all become one.',
  'slip.kind.octet-freed':
    'The number with the border in it was filled up whole. Only the bits behind the first {prefix} become one.',
  'slip.kind.octet-further': 'The border is off by a whole number: it stands after {prefix} bits.',
  'slip.kind.border-late': 'The border was drawn one bit too late: it stands after {prefix} bits.',
  'slip.kind.border-early': 'The border was drawn one bit too early: it stands after {prefix} bits.',
  'slip.kind.one-less': 'One more still belongs to the block: all bits behind the border are one in the last.',
  'slip.kind.next-block': 'That is the first address behind the block.',
};
