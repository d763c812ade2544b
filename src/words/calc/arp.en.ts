// What the ARP walk-through says in English.

import type { UiTexts } from '../uiText.ts';

export const arp: UiTexts = {
  'calc.arp': 'ARP, step by step',
  'calc.arp.about':
    'How a packet finds the MAC address that its frame needs: every question, every answer, every octet.',
  'calc.arp.sender': 'Sender A, with prefix length or mask',
  'calc.arp.mac': 'MAC address of A',
  'calc.arp.gateway': 'Gateway of A (may stay empty)',
  'calc.arp.destination': 'Destination of the packet',
  'calc.arp.cache': 'ARP cache of A: IP and MAC address, a line each',
  'calc.arp.others':
    'Others on the link: IP and MAC address, and behind them the MAC address that they have noted for A, if any',

  'E_MAC.source': '{value} is the address of a group, an invalid source: one single station has to have it.',
  'E_MAC.zero': '{value} stands for “not known yet”. No station has it.',
  'E_MAC.missing': 'Behind {ip} the MAC address is missing.',
  'E_MAC.twice': '{mac} is here twice. Two stations with one MAC address cannot be told apart by a switch.',
  'E_SPACE.more': 'A line has at most {most} addresses; here comes another one.',
  'E_HOST.nowhere': '{value} is no destination: it stands for “no address yet”.',
  'E_HOST.mine': '{value} is the address of A itself.',
  'E_HOST.end': '{value} is the first or last address of {network}, which no station can have.',
  'E_HOST.outside': '{value} is not in the network {network} of this link.',
  'E_HOST.again': '{ip} is in the cache twice. An address has one entry.',

  'arp.outcome': 'How it ends',
  'arp.outcome.self': 'no ARP: the packet stays with the sender',
  'arp.outcome.loopback': 'no ARP: loopback never leaves a host',
  'arp.outcome.broadcast': 'no ARP: the frame goes to everybody',
  'arp.outcome.multicast': 'no ARP: the MAC address is made from the group',
  'arp.outcome.no-route': 'no packet: no route',
  'arp.outcome.gateway-unreachable': 'no packet: gateway unreachable',
  'arp.outcome.cached': 'no ARP: the cache has the answer',
  'arp.outcome.answered': 'one question, one answer, then the packet',
  'arp.outcome.conflict': 'one question, several answers: a conflict',
  'arp.outcome.unanswered': 'three questions, no answer: host unreachable',
  'arp.next-hop': 'Next hop',
  'arp.packet-to': 'The packet’s frame goes to',
  'arp.frames': 'ARP frames on the link',
  'arp.caches': 'ARP caches afterwards (of the others: what they have noted for A)',
  // Names of stations are the same in both languages.
  ...Object.fromEntries([...'ABCDEFGHIR'].map((name) => [`arp.cache.${name}`, name])),
  'arp.sender': 'Address of A',
  'arp.mask': 'Mask of A',
  'arp.own-and': 'A AND mask of A',
  'arp.destination': 'Destination',
  'arp.other-and': 'Destination AND mask of A',

  'arp.to-network': '{destination} is the network itself. No host has it, so nobody will answer.',
  'arp.conflict':
    'Several stations say that {ip} is theirs: {macs}. The packet went by the first answer; the last one stays in the cache, and what follows goes there (RFC 5227).',
  'arp.stale':
    'Nobody on the link has both {ip} and {mac}: the entry is out of date, and the packet is lost without a word.',

  'arp.step.own.no':
    '{destination} is not A’s own address {address}, and not of 127.0.0.0/8. So the packet has to leave.',
  'arp.step.own.self': '{destination} is A’s own address. The packet goes from A to A without a frame.',
  'arp.step.own.loopback': 'Addresses of 127.0.0.0/8 never leave the host that uses them. No frame, no ARP.',
  'arp.step.own.asked':
    'Asking for one’s own address has another purpose. Before using {address}, a host asks with 0.0.0.0 as the sender (a probe): any answer means that it is taken. Afterwards it tells everybody (an announcement), and whoever has an entry puts it right.',
  'arp.step.mask.direct':
    'A’s mask on both addresses gives the same network {network}. The destination is on this link: it is the next hop itself.',
  'arp.step.mask.gateway':
    'A’s mask gives {network} for A and another network for {destination}. So the next hop is the gateway {gateway}; the packet’s destination stays {destination}.',
  'arp.step.mask.no-route':
    'A’s mask gives {network} for A and another network for {destination}. A has no gateway: “no route”, and no packet leaves.',
  'arp.step.mask.gateway-unreachable':
    'A’s mask gives another network for {destination}, so the gateway would be the next hop. But {gateway} is not in {network} either: A cannot reach it, “gateway unreachable”, and no packet leaves.',
  'arp.step.mask.group':
    '{destination} is meant for several on this link. The mask test says nothing about it; no gateway comes into it.',
  'arp.step.many.no': '{destination} is no broadcast address of this network and no group: it is one single station.',
  'arp.step.many.broadcast':
    '{destination} means everybody here. The frame goes to ff:ff:ff:ff:ff:ff, and nobody has to be asked.',
  'arp.step.many.multicast':
    '{destination} is a multicast group. Its MAC address is worked out, nobody has to be asked.',
  'arp.step.cache.hit': 'A looks into its ARP cache: {hop} is {mac}. No question goes out.',
  'arp.step.cache.miss': 'A looks into its ARP cache: nothing about {hop}. The packet waits.',
  'arp.step.request':
    'A asks everybody: who has {hop}? The target’s MAC address is what A wants to know, so there are zeros. The message has 28 octets, with the Ethernet header 42; padding makes 60, the check sequence behind it 64.',
  'arp.step.reply.answered':
    'Everybody gets the question. Whoever has an entry for A puts it right. Only the owner of {hop} answers, and to A alone; it notes A, too, for it will soon have something to say to it.',
  'arp.step.reply.conflict':
    'Everybody gets the question, and {count} stations answer that {hop} is theirs. A takes the first answer, {mac}, and lets each later one replace it.',
  'arp.step.reply.nobody':
    'Everybody gets the question. Whoever has an entry for A puts it right. Nobody has {hop}, so nobody answers; ARP knows no “no”.',
  'arp.step.leaves': 'The packet leaves: the frame to {mac}, the packet in it to {destination}.',
  'arp.step.leaves.gateway':
    'The packet leaves: the frame to the gateway’s {mac}, the packet in it still to {destination}.',
  'arp.step.fails':
    'A asks {tries} times, a second apart. Then it gives up, and A ({sender}) itself tells its program: host unreachable. No router said so.',
  'arp.request': 'Request',
  'arp.reply-of': 'Reply of {mac}',
  'arp.packet': 'Packet (an echo request) in its frame',
  'arp.probe': 'Probe',
  'arp.announcement': 'Announcement',
  'arp.padding': 'padding, {count} octets',

  'arp.field.eth.dst': 'to',
  'arp.field.eth.src': 'from',
  'arp.field.eth.type': 'type',
  'arp.field.arp.hw.type': 'Ethernet',
  'arp.field.arp.proto.type': 'IPv4',
  'arp.field.arp.hw.size': '6 octets',
  'arp.field.arp.proto.size': '4 octets',
  'arp.field.arp.opcode': '1 asks, 2 answers',
  'arp.field.arp.src.hw_mac': 'sender MAC',
  'arp.field.arp.src.proto_ipv4': 'sender IP',
  'arp.field.arp.dst.hw_mac': 'target MAC',
  'arp.field.arp.dst.proto_ipv4': 'target IP',
  'arp.field.ip.src': 'source IP',
  'arp.field.ip.dst': 'destination IP',

  'arp.picture': 'Who sends what to whom',
  'arp.picture.request': '{seconds} s: A to everybody: who has {hop}?',
  'arp.picture.reply': '{name} to A: {hop} is at {mac}',
  'arp.picture.packet': 'A to {mac}: the packet',
  'arp.picture.packet.short': 'the packet',
  'arp.picture.fails': '{seconds} s: A gives up',
  'arp.picture.silent': 'Nothing goes onto the link.',
  'arp.picture.knows': 'knows A',
  'arp.run': 'Run it in the player',
  'arp.run.words': 'The same stations as a lab. At {begins} s A begins; the ARP frames are the very same octets.',
  'arp.run.none': 'A lab cannot have hosts with these addresses.',

  'arp.order.own': 'Is it A’s own address, or loopback?',
  'arp.order.mask': 'A’s mask on both addresses: what is the next hop?',
  'arp.order.many': 'Broadcast or multicast? Then no question is needed.',
  'arp.order.cache': 'Look into the ARP cache',
  'arp.order.request': 'Ask everybody: who has the next hop?',
  'arp.order.reply': 'The owner answers, to A alone',
  'arp.order.leaves': 'The packet leaves in its frame',
  'arp.option.nobody': 'nobody',
  'arp.frame-number': 'Frame {number}',
  'arp.conflict.ip': 'IP address',
  'arp.step.conflict':
    '{ip} is claimed by {first} and by {second}: two stations with one address. In a reply, it is the sender fields that count.',
  'drill.arp.order': 'Put the steps in order',
  'drill.arp.fields': 'Fill in the address fields',
  'drill.arp.caches': 'Who knows A afterwards?',
  'drill.arp.conflict': 'Find the conflict',
  'ask.arp.order': '{sender} has a packet for {destination} and knows nobody yet. Put its steps in order.',
  'ask.arp.request':
    'A ({sender}) wants to send a packet to {destination} in {network} and knows nobody. Which four addresses are in its ARP request? (B is {owner}.)',
  'ask.arp.reply':
    'A ({sender}) has asked for {destination}, which is B ({owner}) in {network}. Which four addresses are in the ARP reply?',
  'ask.arp.request.gateway':
    'A ({sender}) in {network} wants to send a packet to {destination} and knows nobody. Its gateway is {owner}. Which four addresses are in its ARP request?',
  'ask.arp.reply.gateway':
    'A ({sender}) in {network} wants to send a packet to {destination} and has asked. Its gateway is {owner}. Which four addresses are in the ARP reply?',
  'ask.arp.caches':
    'A ({sender}, gateway {gateway}) knows nobody and sends a packet to {destination}. On the link are {list} and the gateway R. {knower} alone has an entry for A, with the MAC address of A’s old card. Who has A’s right MAC address in the cache once ARP is done? Choose all.',
  'ask.arp.conflict': 'Here are {count} ARP replies, without their padding. Which IP address do two stations use?',
  'slip.arp.asked-before-cache': 'The question goes out only when the cache has no answer.',
  'slip.arp.cache-before-mask':
    'Before the mask test A does not know whom to look up: the destination, or the gateway.',
  'slip.arp.mask-after-talk': 'The mask test comes early: without it A does not know for whom to ask.',
  'slip.arp.packet-before-answer': 'The packet has to wait: without the answer its frame has no destination.',
  'slip.arp.reply-first': 'Nobody answers what was not asked.',
  'slip.arp.own-late': 'First of all A looks whether the packet has to leave at all.',
  'slip.arp.many-first':
    'Only with its mask can A say which address is the broadcast address of its network. So the mask comes first.',
  'slip.arp.roles-exchanged': 'Sender and target are exchanged: sender is whoever sends this very message.',
  'slip.arp.behind-gateway': 'ARP never asks for what is on another network. The question is for the gateway.',
  'slip.arp.reply-to-all':
    'The reply goes to the one who asked alone: the target’s MAC address is known from the question.',
  'slip.arp.reply-to-nobody':
    'Zeros are for what is not known. Whoever answers knows the MAC address from the question.',
  'slip.arp.as-in-question':
    'Sender and target stand as they did in the question. In the reply the owner is the sender.',
  'slip.arp.own-target': 'Target of the reply is whoever asked.',
  'slip.arp.target-all':
    'Broadcast is the destination of the frame. In the ARP message the target’s MAC address is not known: zeros.',
  'slip.arp.target-known': 'That is what A wants to find out; it cannot write it into the question. There are zeros.',
  'slip.arp.target-own': 'That is A’s own MAC address. What A does not know yet is written as zeros.',
  'slip.arp.probe':
    'With 0.0.0.0 as the sender it would be a probe, from which nobody learns. A has an address already.',
  'slip.arp.everybody-learns':
    'A question does not make entries everywhere: who is not asked only puts right what it has already.',
  'slip.arp.only-owner': 'Whoever had an entry for A puts it right, too, though it was not asked.',
  'slip.arp.only-knower': 'The one who is asked makes an entry for A: it will soon have something to say to it.',
  'slip.arp.destination-learns':
    'Only who is asked makes an entry. Look again for whom A asks: destination or gateway?',
  'slip.arp.nobody-learns': 'The question itself says who A is. Some of those who hear it use that.',
  'slip.arp.target-in-all':
    '{ip} is the target of every reply here: the one who asked. Conflicts are found in the sender fields.',
  'slip.arp.same-answer-twice':
    '{ip} is there twice, but from the same MAC address both times: one station that answered twice.',
  'slip.arp.one-station': '{ip} is claimed by one MAC address alone.',
};
