// What the calculator of two hosts on one LAN says in English.

import type { UiTexts } from '../uiText.ts';

export const sameLan: UiTexts = {
  'calc.same-lan': 'Same LAN?',
  'calc.same-lan.about':
    'Does a host send straight to the other, or to its gateway? Each decides by its own mask, and two hosts may disagree.',
  'calc.same-lan.a': 'Host A, with prefix length or mask',
  'calc.same-lan.b': 'Host B, with prefix length or mask',
  'calc.same-lan.gatewayA': 'Gateway of A (may stay empty)',
  'calc.same-lan.gatewayB': 'Gateway of B (may stay empty)',

  'E_HOST.none': 'No host can have {value}: it stands for “no address yet”.',
  'E_HOST.all': 'No host can have {value}: it means everybody on the link.',
  'E_HOST.group': 'No host can have {value} as its own: from 224 to 239 addresses are of multicast groups.',

  'same-lan.both': 'Both together',
  'same-lan.outcome': 'Verdicts',
  'same-lan.outcome.agree': 'the hosts agree',
  'same-lan.outcome.disagree': 'the hosts disagree: one sends straight, the other to its gateway',
  'same-lan.outcome.conflict': 'the same address twice: a conflict',
  'same-lan.outcome.loopback': 'loopback: no LAN involved',
  'same-lan.common': 'Bits at the front that are the same in both',
  'same-lan.by.A': 'What A works out',
  'same-lan.by.B': 'What B works out',
  'same-lan.own': 'Own address AND own mask',
  'same-lan.other': 'The other’s address AND own mask',
  'same-lan.compared': 'The two compared',
  'same-lan.equal': 'equal',
  'same-lan.first': 'they first differ in bit {bit}',
  'same-lan.first-bit': 'bit {bit} is the first that differs',
  'same-lan.way': 'So it sends',
  'same-lan.way.direct': 'straight to the other',
  'same-lan.way.gateway': 'to its gateway',
  'same-lan.row.address': 'Address of {host}',
  'same-lan.row.other': 'Address of {other}',
  'same-lan.row.mask': 'Mask of {host}',
  'same-lan.row.own-and': '{host} AND mask of {host}',
  'same-lan.row.other-and': '{other} AND mask of {host}',
  'same-lan.host': 'Address of {host}',

  'same-lan.conflict':
    'Both have the same address. Whatever one sends there never leaves it, and the others on the LAN hear two answers to each ARP request.',
  'same-lan.loopback':
    'Addresses from 127.0.0.0 to 127.255.255.255 never leave the host that uses them. No mask, no cable and no LAN comes into it.',
  'same-lan.is-network':
    '{host}: {address} is the network itself under /{prefix}, and not usable as the address of a host.',
  'same-lan.is-broadcast':
    '{host}: {address} is the broadcast address of its own network under /{prefix}, and not usable as the address of a host.',
  'same-lan.seen-as-network':
    'By the mask of {host}, {address} is no host but the network itself: {host} will not send to {other} there.',
  'same-lan.seen-as-broadcast':
    'By the mask of {host}, {address} is the broadcast address: what {host} means for {other} goes to everybody.',
  'same-lan.gateway.none': '{host} has no gateway: what it cannot send straight, it cannot send at all.',
  'same-lan.gateway.itself': '{host} is its own gateway: nobody is there to pass its packets on.',
  'same-lan.gateway.outside':
    'The gateway {gateway} of {host} is not in its own network {network}: {host} cannot reach it.',
  'same-lan.gateway.end':
    'The gateway {gateway} of {host} is the first or last address of {network}, which no router can have.',

  'same-lan.picture': 'How the packets go',
  'same-lan.picture.direct': '{from} → {to}: straight, to the MAC address of {to}',
  'same-lan.picture.gateway': '{from} → {to}: to the MAC address of the gateway of {from}',
  'same-lan.picture.lost': '{from} → {to}: nowhere, for there is no gateway that {from} could send to',
  'same-lan.picture.box': 'gateway',
  'same-lan.picture.nothing': 'no gateway',
  'same-lan.picture.beyond': 'further only if a router there knows the way',

  'same-lan.step.own': '{host} takes its own address and its own mask, /{prefix}: address AND mask is {ownAnd}.',
  'same-lan.step.other':
    '{host} takes the address of {other} and again its own mask, never that of {other}, which it does not know: {otherAnd}.',
  'same-lan.step.equal':
    'Both results are {ownAnd}: for {host}, {other} is on the same link. It asks for the MAC address of {other} by ARP and sends straight there.',
  'same-lan.step.differ':
    '{ownAnd} and {otherAnd} first differ in bit {bit}: for {host}, {other} is elsewhere. It sends to the MAC address of its gateway.',
  'same-lan.step.both-direct':
    'Both send straight. The first {common} bits are the same, and neither mask is longer than that. Whether a cable joins the two is another question.',
  'same-lan.step.both-gateway':
    'Both send to their gateways: only the first {common} bits are the same, and both masks reach further. Even two hosts on one switch talk through a router then.',
  'same-lan.step.one-way':
    '{straight} sends straight to {round}, but {round} sends its answer to its gateway. If there is none, or it does not know the way, traffic goes one way only: {round} hears {straight}, and {straight} hears nothing.',
  'same-lan.step.longest': 'The first {common} bits are the same; bit {bit} is the first that differs.',
  'same-lan.step.configured':
    'So /{common} is the longest prefix with which both results of the AND are equal. Each shorter one joins them, too; which one holds is set up on the hosts, not chosen to fit.',
  'same-lan.step.same-masks': 'Write all masks in one way: {mask} is /{prefix}, and two of the hosts have it.',
  'same-lan.step.wrong-mask':
    '{name} has /{wrong}. With it {name} gets {own} for itself and {theirs} for {other}: they differ in bit {bit}. So {name} sends to its gateway, while {other} sends straight to {name}.',

  'same-lan.choice.both-direct': 'both send straight',
  'same-lan.choice.both-gateway': 'both send to their gateways',
  'same-lan.choice.only-A': 'A sends straight, B to its gateway',
  'same-lan.choice.only-B': 'B sends straight, A to its gateway',
  'same-lan.trap.disagree':
    'The hosts disagree: this is how a ping gets lost although “the cable is in”. The masks are set up on each host by hand.',

  'drill.same-lan.verdict': 'Straight or to the gateway?',
  'drill.same-lan.and': 'The other’s address AND my mask',
  'drill.same-lan.longest': 'The longest mask that joins two',
  'drill.same-lan.wrong-mask': 'Find the wrong mask',
  'ask.same-lan.verdict': 'A has {a}, B has {b}. How do they send to one another?',
  'ask.same-lan.and':
    'A has {a}, B has {b}. A wants to send to B: what does it get for the address of B AND the mask that it uses?',
  'ask.same-lan.longest':
    'A has {a}, B has {b}. Which is the longest prefix with which each sends straight to the other?',
  'ask.same-lan.wrong-mask':
    'Three hosts on one LAN. A has {a}, B has {b}, C has {c}. One mask is wrong, and its host sends to its gateway what it could send straight. Which host is it?',

  'slip.same-lan.each-own-mask':
    'Here each address was taken with “its” mask. But a host uses its own mask for both addresses, so there are two verdicts.',
  'slip.same-lan.masks-exchanged': 'The masks were exchanged: A decides by the mask of A, B by the mask of B.',
  'slip.same-lan.no-and':
    'The addresses themselves were compared. They always differ; what counts is address AND mask.',
  'slip.same-lan.whole-octets':
    'Only whole numbers between the dots were compared. Bit by bit the first {common} bits are the same.',
  'slip.same-lan.turned-round': 'It is the other way round: equal means straight, different means to the gateway.',
  'slip.same-lan.other-mask':
    'That is the AND with the mask of B. A does not know that one and uses its own, /{prefix}.',
  'slip.same-lan.own-address': 'That is the address of A with its mask. Asked is the address of B with it.',
  'slip.same-lan.not-masked':
    'That is the address of B as it is. The bits behind the first {prefix} have to become zero.',
  'slip.same-lan.wildcard':
    'The AND was done with the wildcard: the bits before the border are kept, not those behind it.',
  'slip.same-lan.or-for-and': 'The bits behind the border have become one. An AND with zero gives zero.',
  'slip.same-lan.first-difference': 'The first bit that differs was counted in. The prefix has to end before it.',
  'slip.same-lan.one-short': 'One bit more is the same. That prefix does join them, but it is not the longest.',
  'slip.same-lan.octets-only':
    'Only whole numbers between the dots were counted. That prefix does join them, but inside the next number some bits are the same, too.',
  'slip.same-lan.octet-ended':
    'The octet that differs was counted in. The prefix has to end before the first bit that differs.',
  'slip.same-lan.counted-behind': 'Those are the bits behind the border. Count from the front.',
  'slip.same-lan.equal-bits': 'All equal bits were counted. What counts are those before the first that differs.',
  'slip.same-lan.good-mask': '{name} has /{prefix}, as another host has. Write the masks in one way and compare.',
};
