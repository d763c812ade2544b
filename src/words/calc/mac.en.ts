// What the calculator of MAC addresses says in English.

import type { UiTexts } from '../uiText.ts';

export const mac: UiTexts = {
  'calc.mac': 'MAC address',
  'calc.mac.about':
    'One address in all its forms, what its first octet says, and the addresses of groups and of IPv6 that go with it.',
  'calc.mac.mac': 'MAC address',
  'calc.mac.group': 'Or an IPv4 multicast group',

  'E_MAC.other': 'Packets for {group} go to {mac}, not to {other}. Empty one of the two fields.',
  'E_RANGE.group': '{value} is no multicast group: those go from 224.0.0.0 to 239.255.255.255.',

  'mac.mac': 'MAC address',
  'mac.hyphens': 'As IEEE writes it',
  'mac.dots': 'As some routers write it',
  'mac.digits': 'Twelve hex digits',
  'mac.kind': 'Kind',
  'mac.ig': 'Last bit of the first octet',
  'mac.ul': 'The bit before it',
  'mac.ig.0': 'I/G bit 0: one single station',
  'mac.ig.1': 'I/G bit 1: a group of stations',
  'mac.ul.0': 'U/L bit 0: universal, given out by a maker',
  'mac.ul.1': 'U/L bit 1: local, set by whoever runs the network',
  'mac.maker': 'Maker',
  'mac.no-maker': 'none: only universal addresses of single stations have one',
  'mac.unlisted':
    'The first three octets {oui} are not in our list. It is short on purpose, and nothing is looked up elsewhere.',
  'mac.source': 'As the source of a frame',
  'mac.source.yes': 'allowed',
  'mac.source.no': 'invalid source',
  'mac.link-local': 'IPv6 link-local address made of it',
  'mac.groups': 'IPv4 groups that share it (32)',
  'mac.group': 'Group',
  'mac.oui': 'whose (OUI)',
  'mac.serial': 'which one of theirs',
  'mac.first-octet': 'First octet',
  'mac.stretched': 'With ff:fe in the middle',
  'mac.identifier': 'Interface identifier',
  'mac.mark.group': 'of every group the same',
  'mac.mark.lost': 'lost: they have no place in the MAC address',
  'mac.mark.kept': 'the low 23 bits, kept',
  'mac.mark.start': '01:00:5e and a zero bit, of every IPv4 group the same',

  'mac.kind.broadcast': 'broadcast: everybody on the link',
  'mac.kind.zero': 'all zeros: nobody',
  'mac.kind.ipv4-multicast': 'IPv4 multicast group',
  'mac.kind.ipv6-multicast': 'IPv6 multicast group',
  'mac.kind.bridge-group': 'group of bridges; switches do not forward it',
  'mac.kind.documentation': 'documentation: for examples in texts',
  'mac.kind.group': 'a group of stations',
  'mac.kind.local': 'one single station, set locally',
  'mac.kind.universal': 'one single station, from a maker',

  'mac.zero': 'All octets are zero. In ARP that stands for “not known yet”; no station should have it.',
  'mac.invalid-source': 'A group can be the destination of a frame, never its source: somebody must have sent it.',

  'mac.step.octets':
    'Twelve hex digits are six octets: {mac}. Separators are only for the eye; {digits} is the same address.',
  'mac.step.bits':
    'The last two bits of the first octet are signs. The very last, I/G, goes onto the wire first, so that a card knows at once whether a group is meant. Beside it is U/L.',
  'mac.step.kind.broadcast': '{mac}: all bits are one. Every station takes such a frame.',
  'mac.step.kind.zero': '{mac} names nobody.',
  'mac.step.kind.ipv4-multicast': '{mac} begins with 01:00:5e and a zero bit: an IPv4 multicast group.',
  'mac.step.kind.ipv6-multicast':
    '{mac} begins with 33:33: an IPv6 multicast group. Its last four octets are those of the IPv6 address.',
  'mac.step.kind.bridge-group': '{mac} is for bridges among themselves, such as spanning tree. It stays on its cable.',
  'mac.step.kind.documentation':
    '{mac} lies in 00:00:5e:00:53:00 to 00:00:5e:00:53:ff, which are for examples and belong to no card.',
  'mac.step.kind.group': '{mac} has the I/G bit set: a group of stations.',
  'mac.step.kind.local':
    '{mac} is of one single station. It was set by somebody here, so nothing says who made the card. Many phones choose such addresses at random.',
  'mac.step.kind.universal':
    '{mac} is of one single station, and its first three octets name a maker. It still can be changed in software.',
  'mac.step.maker': 'The first three octets {oui} belong to {maker}.',
  'mac.step.stretch': 'For IPv6, 48 bits become 64: ff:fe is put between the third and the fourth octet.',
  'mac.step.turn':
    'Then the U/L bit is turned round: {before} becomes {after}. So short identifiers that people choose, such as ::1, count as local.',
  'mac.step.link-local':
    'Behind fe80::/64 that is the link-local address {address}. Many systems choose a random identifier instead, so that the MAC address stays private.',
  'mac.step.shared':
    'A group has 28 bits of its own, and only 23 find room. So 32 groups share this address: {first}, {second}, and 30 more. The receiver has to look at the IP address, too.',
  'mac.step.group': '{group} in bits: four fixed bits, five that get lost, 23 that are kept.',
  'mac.step.mapped': '01:00:5e, a zero bit, then the 23 bits: {mac}. No question goes out for that; ARP is not needed.',
  'mac.step.sender':
    'What counts is the last bit of the first octet: zero is one single station, and only such a one can send.',
  'mac.trap.lost':
    '{other} has the same MAC address: the first bit of the second number is one of those that get lost.',

  'drill.mac.bits': 'Read the first octet',
  'drill.mac.sender': 'Who can be a sender?',
  'drill.mac.group': 'From group to MAC address',
  'drill.mac.eui': 'Make an IPv6 identifier',
  'ask.mac.bits': 'What does {mac} say of itself?',
  'ask.mac.sender': 'Which of these can be the source of a frame? Choose all.',
  'ask.mac.group': 'To which MAC address are packets for {group} sent?',
  'ask.mac.eui': 'Which interface identifier of eight octets does IPv6 make of {mac}?',
  'mac.option.single-universal': 'one single station, universal',
  'mac.option.single-local': 'one single station, local',
  'mac.option.group-universal': 'a group, universal',
  'mac.option.group-local': 'a group, local',

  'slip.mac.exchanged': 'The two bits were exchanged: the last bit of {octet} is I/G, the one before it U/L.',
  'slip.mac.wrong-end': 'The bits were read from the wrong end: the two signs are the last two bits of {octet}.',
  'slip.mac.wrong-octet': 'That is what the last octet would say. The signs are in the first: {octet}.',
  'slip.mac.ig': 'Look again at the last bit of {octet}: it says whether a group is meant.',
  'slip.mac.ul': 'Look again at the last bit but one of {octet}: it says whether the address is local.',
  'slip.mac.only-universal':
    'Local addresses were left out. They are as good as those of makers, as long as nobody else on the link has the same.',
  'slip.mac.by-local-bit': 'That is sorted by the U/L bit. What counts for a sender is I/G, the last bit.',
  'slip.mac.not-broadcast-only': 'Not only broadcast cannot send: no group can.',
  'slip.mac.groups-chosen': 'Those are the groups: they can be a destination, never a source.',
  'slip.mac.locals-chosen': 'Those are the local ones. What counts is the last bit of the first octet.',
  'slip.mac.bit-kept': 'All 24 bits were kept. Only 23 are: the first bit of the second number becomes zero.',
  'slip.mac.decimal-digits': 'The decimal digits were copied. Each number has to be written in hexadecimal.',
  'slip.mac.front-octets': 'Those are the front numbers of the group. The low 23 bits stand at the end.',
  'slip.mac.ipv6-start': '33:33 is the beginning for IPv6 groups. Those of IPv4 begin with 01:00:5e.',
  'slip.mac.broadcast': 'That would reach everybody. A group of IPv4 has an address of its own.',
  'slip.mac.turned-round': 'The last three numbers were written backwards.',
  'slip.mac.not-turned': 'The U/L bit was not turned round.',
  'slip.mac.wrong-bit': 'The last bit was turned round. U/L is the last but one.',
  'slip.mac.high-bit': 'A bit at the wrong end was turned round. U/L is the last bit but one of the first octet.',
  'slip.mac.fffe-behind': 'ff fe was put at the end. It belongs in the middle.',
  'slip.mac.fffe-before': 'ff fe was put at the front. It belongs in the middle.',
  'slip.mac.feff': 'It is ff fe, not fe ff.',
  'slip.mac.nothing-put-in': 'Those are six octets; ff fe in the middle is missing.',
};
