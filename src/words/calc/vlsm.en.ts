// What the calculator that divides a network says in English.

import type { UiTexts } from '../uiText.ts';

export const vlsm: UiTexts = {
  'calc.vlsm': 'Divide a network (VLSM)',
  'calc.vlsm.about':
    'One network divided among several that need different numbers of hosts, and its addresses as a picture that you can split and join by hand.',
  'calc.vlsm.network': 'Network',
  'calc.vlsm.hosts': 'Hosts, one number to a line, a name before it if you like',
  'calc.vlsm.pairs': 'Point-to-point links use /31',
  'calc.vlsm.singles': 'Single hosts as /32',
  'vlsm.named': { one: '{name}: 1 host', other: '{name}: {count} hosts' },
  'vlsm.unnamed': { one: 'Line {line}: 1 host', other: 'Line {line}: {count} hosts' },
  'vlsm.rest': 'What is left',
  'vlsm.network': 'Network',
  'vlsm.range': 'Addresses for hosts',
  'vlsm.waste': 'Not needed',
  'vlsm.waste.of': '{waste} of {usable}',
  'vlsm.free': 'Free prefixes',
  'vlsm.left': 'Free addresses',
  'vlsm.pairs-off':
    'Two hosts get a /30 here. A link between two routers could do with a /31 (RFC 3021): the switch above.',
  'vlsm.singles-off': 'One host gets a /30 here, so that there is room for a gateway. The switch above makes it a /32.',
  'vlsm.step.order':
    'The largest blocks first, for {order} hosts. Blocks of falling size that follow one another always begin at a multiple of their size.',
  'vlsm.step.block':
    '{hosts} hosts, and the network and broadcast address: the smallest block is one of {size} addresses, /{prefix}. It begins where the last one ended: {cidr}.',
  'vlsm.step.pair': '{hosts} hosts at the two ends of a link need no broadcast address: {size} addresses, {cidr}.',
  'vlsm.step.single': '{hosts} host alone is a /{prefix}: {cidr}, {size} address.',
  'vlsm.step.size':
    '{hosts} hosts, and the network and broadcast address: the smallest block is one of {size} addresses, /{prefix}.',
  'vlsm.step.free': '{left} addresses are left. As prefixes, each beginning at a multiple of its size:',
  'vlsm.step.full': 'Nothing is left.',
  'vlsm.step.split':
    '{bits} more bits make {count} networks, /{prefix}. Each has {size} addresses, so one begins every {size}.',
  'vlsm.step.number': 'Before number {number} lie {before} of {size} addresses each: it is {cidr}.',
  'vlsm.trap.ends':
    'A block of exactly that size would do for {hosts} addresses, but not for {hosts} hosts: two more are needed, for the network and for broadcast.',

  'E_SPACE.list': 'Each number stands on a line of its own; at place {at} another one begins.',
  'E_NUMBER.no-hosts': 'How many hosts? After “{name}” the number is missing.',
  'E_NUMBER.no-zero': 'A network for no host at all is none: a whole number from {min} to {max} is wanted.',
  'E_TOOBIG.lines': 'That is too much: at most {most} lines.',
  'E_TOOBIG.name': 'The name is too long: at most {most} signs.',
  E_ALLOC:
    'Line {line} ({hosts} hosts) does not fit: it needs a block of {block} addresses, and {left} are left. {missing} are missing.',

  'drill.vlsm.fit': 'How large a block',
  'drill.vlsm.place': 'Where a block comes to lie',
  'drill.vlsm.split': 'Equal parts',
  'ask.vlsm.fit': 'Which is the longest prefix whose network has room for {hosts} hosts?',
  'ask.vlsm.place':
    '{network} is divided among networks for {list} hosts, the largest first. Which network, with its length, do the {hosts} hosts get?',
  'ask.vlsm.split': '{network} is split into {count} networks /{prefix}. Which is number {number}, counted from 1?',
  'slip.vlsm.no-ends':
    'Room for {hosts} addresses, but the network and the broadcast address need two of them. So it has to be larger.',
  'slip.vlsm.host-bits': 'Those are the host bits. The prefix has the rest of the 32.',
  'slip.vlsm.no-length': 'The address is right; its length is missing, and without it nobody knows where it ends.',
  'slip.vlsm.unsorted': 'That is its place if the list is worked off as it stands. The largest goes first.',
  'slip.vlsm.hosts-step': 'Only the addresses for hosts were counted. Each block also has a first and a last address.',
  'slip.vlsm.on-broadcast': 'That is the last address of the block before. The next one begins behind it.',
  'slip.vlsm.from-zero': 'That is one too far: before the first there is none.',
  'slip.vlsm.half-step': 'The step is twice as long: a /{prefix} has {size} addresses.',
  'slip.vlsm.double-step': 'The step is half as long: a /{prefix} has {size} addresses.',
  'slip.vlsm.old-length': 'The address is right, but its length is that of the whole. Its own is /{prefix}.',
};
