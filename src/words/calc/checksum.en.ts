// What the calculator of the Internet checksum says in English.

import type { UiTexts } from '../uiText.ts';

export const checksum: UiTexts = {
  'calc.checksum': 'Checksum',
  'calc.checksum.about':
    'The sum that IPv4, ICMP, UDP and TCP send along, word by word, with every carry, and what a receiver makes of it.',
  'calc.checksum.hex': 'Octets in hexadecimal',
  'calc.checksum.kind': 'These are',
  'calc.checksum.kind.octets': 'any octets',
  'calc.checksum.kind.ipv4': 'an IPv4 header',
  'calc.checksum.kind.icmp': 'an ICMP message',
  'calc.checksum.kind.udp': 'a UDP datagram',
  'calc.checksum.kind.tcp': 'a TCP segment',
  'calc.checksum.src': 'Source address',
  'calc.checksum.dst': 'Destination address',

  'E_TOOBIG.octets': 'Here are {count} octets; this calculator takes at most {most}.',
  'E_HEX.short': 'At least {least} octets are wanted; here are {count}.',
  'E_HEX.no-ipv4':
    'The first octet of an IPv4 header has version 4 and at least 5 words of length; here it says version {version} and {words} words.',

  'checksum.sum': 'Sum',
  'checksum.checksum': 'Checksum',
  'checksum.sent': 'Sent as',
  'checksum.carried': 'In the header',
  'checksum.check': 'A receiver finds it',
  'checksum.is-right': 'right: with it the sum is ffff',
  'checksum.is-wrong': 'wrong, and drops it',
  'checksum.is-none': 'not there: 0000 says that none was sent',
  'checksum.octets': 'Octets',
  'checksum.message': 'Header and data',
  'checksum.pseudo': 'Pseudo header, which is added up and never sent',
  'checksum.pseudo.src': 'source address',
  'checksum.pseudo.dst': 'destination address',
  'checksum.pseudo.protocol': 'zero, protocol',
  'checksum.pseudo.length': 'length',
  'checksum.own': 'the checksum itself: counts as 0000',
  'checksum.padded': 'one octet left: 00 is added for the sum',
  'checksum.behind': {
    one: '1 octet after the header does not count.',
    other: '{count} octets after the header do not count.',
  },
  'checksum.length':
    'The header says {length} octets, but here are {count}. The pseudo header counts those that are here.',
  'checksum.ones': 'A UDP checksum that comes out as 0000 is sent as ffff: to a receiver both are zero (RFC 768).',
  'checksum.none': 'A UDP header with 0000 says “no checksum”: over IPv4 that is allowed, and nobody checks anything.',
  'checksum.holds': 'The sum is ffff: these octets hold their own right checksum.',

  'checksum.step.words': {
    one: 'Two octets make a word of 16 bits, the first one high. Here is 1 word.',
    other: 'Two octets make a word of 16 bits, the first one high. Here are {count} words.',
  },
  'checksum.step.pseudo':
    'Before the octets come the words of a pseudo header: both addresses, the protocol and the length. So a datagram that reaches the wrong host is noticed. In all {count} words.',
  'checksum.step.own':
    'The field of the checksum lies in the middle of what it covers. It counts as 0000 while it is worked out.',
  'checksum.step.odd': 'One octet is left over. For the sum, and only for it, a 00 is put behind it; nothing is sent.',
  'checksum.step.add': 'Add {word}: the sum is {sum}.',
  'checksum.step.carry':
    'Add {word}: that needs 17 bits. The one in front is taken off and added at the end (end-around carry): {sum}.',
  'checksum.step.several': 'Words {from} to {to} in the same way.',
  'checksum.step.complement': 'Every bit turned round: the checksum of the sum {sum} is {checksum}.',
  'checksum.step.verify':
    'A receiver adds all words, this one too, and gets {total}. Turned round that is 0000: nothing was found.',
  'checksum.step.wrong':
    'The header carries {carried}, but {sent} would be right: the receiver drops it without a word.',
  'checksum.step.none': 'The header carries 0000: the sender worked out no checksum, and the receiver looks for none.',
  'checksum.step.ttl':
    'The TTL {ttl} becomes {less}. It is the high octet of a word with the protocol: {from} becomes {to}. No other word changes.',
  'checksum.step.ttl-sum':
    'The old word is taken out and the new one put in, in one’s complement: from {before} to {after}. The header need not be added up again.',
  'checksum.step.order': 'Addition does not mind the order, and what one word gains another may lose.',
  'checksum.step.change.same': 'The checksum is still {checksum}: not noticed.',
  'checksum.step.change.seen': 'The checksum would be {checksum}: noticed.',
  'checksum.change.swapped': 'the two words change places: {octets}',
  'checksum.change.balanced': 'the first word grows by 1, the second shrinks by 1: {octets}',
  'checksum.change.bit': 'one bit flips: {octets}',
  'checksum.change.turned': 'the two octets of the first word change places: {octets}',
  'checksum.change.zeroed': 'the first word becomes zero: {octets}',
  'checksum.trap':
    'So “TCP has no errors” is not true: 16 bits miss some. Whoever moves a file compares a digest, such as SHA-256, as well.',

  'drill.checksum.missed': 'What it does not notice',
  'drill.checksum.sum': 'Work out a checksum',
  'drill.checksum.ttl': 'After a router',
  'ask.checksum.missed':
    'Four octets are on their way with the checksum {checksum}. Which changes does the receiver not notice?',
  'ask.checksum.sum': 'What is the Internet checksum of these octets?',
  'ask.checksum.ttl':
    'An IPv4 header has the checksum {before}, and the word with TTL and protocol is {from}. A router takes 1 off the TTL. What is the checksum now?',
  'slip.checksum.no-complement': 'That is the sum. The checksum is its complement: every bit turned round.',
  'slip.checksum.carry-lost': 'A carry was lost. What goes over 16 bits is added again at the end.',
  'slip.checksum.two-complement':
    'That is the two’s complement. Here the bits are turned round, and nothing is added after that.',
  'slip.checksum.odd-in-front':
    'The single octet at the end was taken as the low half of its word. The 00 stands behind it.',
  'slip.checksum.turned': 'The two octets are in the wrong order: the high one comes first.',
  'slip.checksum.octets-added': 'Octets were added one by one. Words of two octets are added.',
  'slip.checksum.other-way': 'Wrong direction: when the sum goes down, its complement goes up.',
  'slip.checksum.low-octet': 'The TTL is the high octet of its word: one less is 0100 less.',
  'slip.checksum.low-octet-down':
    'The TTL is the high octet of its word, and when the sum goes down its complement goes up.',
  'slip.checksum.left-alone': 'The TTL is part of the header, so the checksum changes with it.',
  'slip.checksum.only-swapped': 'That is one of them. One word may also gain what another loses.',
  'slip.checksum.only-balanced': 'That is one of them. Addition does not mind the order of the words, either.',
  'slip.checksum.octets-too': 'Octets that change places within a word change its value: that is noticed.',
  'slip.checksum.one-bit-too': 'A single bit that flips changes the sum: that is always noticed.',
  'slip.checksum.sees-nothing': 'Some of these change the sum: a single bit is always noticed.',
  'slip.checksum.the-seen': 'Those are the ones that it does notice.',
};
