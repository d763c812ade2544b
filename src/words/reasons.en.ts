// Why the simulator did what it did, in English: a sentence for each reason, and more where one reason has several faces (sim/tellVariants.ts).

import type { Sentences } from './words.ts';

/** Why a frame is on the wire. */
const sent: Sentences = {
  sent: '{device} sends an IP packet to {ip.dst|named}.',
  'sent.fragment':
    '{device} sends a fragment of its packet to {ip.dst|named}: the data from octet {ip.frag_offset} on.',
  'sent.loopback': '{device} sends an IP packet to itself, over loopback: it never leaves {device}.',
  'sent.via': '{device} sends an IP packet to {ip.dst|named}. The frame goes to {eth.dst|owner}, the next hop.',
  'hub-repeated': '{device} repeats the frame out of every other port. A hub does not read addresses.',
  'switch-forwarded':
    '{device} has {eth.dst|named} in its MAC table at port {port}, so it sends the frame out of that port only.',
  'switch-flooded-unknown':
    '{device} does not know behind which port {eth.dst|named} is, so it floods: the frame goes out of every other port.',
  'switch-flooded-broadcast': 'The frame is a broadcast, so {device} floods: the frame goes out of every other port.',
  'switch-flooded-multicast':
    'The frame is for the group {eth.dst}. {device} does not know who belongs to it, so it floods: the frame goes out of every other port.',
  'switch-mirrored': 'Port mirroring: {device} sends a copy of the frame out of port {port}.',
  'router-forwarded':
    '{device} lowers the TTL to {ip.ttl} and sends the packet on in a new frame, addressed to {eth.dst|owner}.',
  'router-fragmented':
    'The packet is longer than the MTU of {place}, so {device} cuts it. This fragment has the data from octet {ip.frag_offset} on.',
  'arp-request': '{device} asks everybody on the LAN: who has {arp.dst.proto_ipv4}?',
  'arp-request-again': 'Nobody has answered yet, so {device} asks again: who has {arp.dst.proto_ipv4}?',
  'arp-reply': '{device} answers {eth.dst|owner} alone: {arp.src.proto_ipv4} is at {arp.src.hw_mac}.',
  'arp-probe': '{device} wants to use {arp.dst.proto_ipv4} and first asks whether somebody has it already.',
  'arp-announcement': '{device} tells everybody: {arp.src.proto_ipv4} is at {arp.src.hw_mac}.',
  'arp-defence': '{device} defends its address and tells everybody again: {arp.src.proto_ipv4} is at {arp.src.hw_mac}.',
  'echo-request': '{device} sends an echo request, a ping, to {ip.dst|named}.',
  'echo-request.fragment':
    'The ping is longer than the MTU of {place}, so {device} sends it in fragments. This one has the data from octet {ip.frag_offset} on.',
  'echo-request.loopback': '{device} pings itself, over loopback: the packet never leaves {device}.',
  'echo-request.via':
    '{device} sends an echo request, a ping, to {ip.dst|named}. The frame goes to {eth.dst|owner}, the next hop.',
  'echo-reply': '{device} answers the ping: an echo reply to {ip.dst|named}.',
  'echo-reply.fragment':
    'The echo reply is longer than the MTU of {place}, so {device} sends it in fragments. This one has the data from octet {ip.frag_offset} on.',
  'echo-reply.loopback': '{device} answers its own ping, over loopback.',
  'echo-reply.via':
    '{device} answers the ping: an echo reply to {ip.dst|named}. The frame goes to {eth.dst|owner}, the next hop.',
  'icmp-error': '{device} tells {ip.dst|owner} what went wrong with a packet to {quoted.ip.dst}.',
  'icmp-error.net-unreachable': '{device} tells {ip.dst|owner}: no route leads to {quoted.ip.dst}.',
  'icmp-error.host-unreachable':
    '{device} tells {ip.dst|owner}: {quoted.ip.dst} cannot be reached, its LAN gave no answer.',
  'icmp-error.protocol-unreachable': '{device} tells {ip.dst|owner}: protocol {quoted.ip.proto} is not spoken here.',
  'icmp-error.port-unreachable':
    '{device} tells {ip.dst|owner}: no program has opened UDP port {quoted.udp.dstport} here.',
  'icmp-error.fragmentation-needed':
    '{device} tells {ip.dst|owner}: the packet is too long and must not be fragmented. {icmp.mtu} octets would fit.',
  'icmp-error.ttl-exceeded':
    '{device} tells {ip.dst|owner}: the TTL of the packet to {quoted.ip.dst} was used up here.',
  'icmp-error.reassembly-exceeded':
    '{device} tells {ip.dst|owner}: fragments of a packet are missing, and the time is up.',
  'udp-datagram': '{device} sends a UDP datagram to {ip.dst|named}, port {udp.dstport}.',
  'udp-datagram.fragment':
    'The datagram is longer than the MTU of {place}, so {device} sends it in fragments. This one has the data from octet {ip.frag_offset} on.',
  'udp-datagram.loopback': '{device} sends a UDP datagram to itself, over loopback, to port {udp.dstport}.',
  'udp-datagram.via':
    '{device} sends a UDP datagram to {ip.dst|named}, port {udp.dstport}. The frame goes to {eth.dst|owner}, the next hop.',
  'released-after-arp':
    '{device} now has the missing MAC address: the packet that waited goes out in a frame to {eth.dst|named}.',
  'released-after-arp.via':
    '{device} now has the MAC address of the next hop: the packet for {ip.dst|owner} goes out in a frame to {eth.dst|named}.',
  'released-after-arp.syn':
    '{device} now has the missing MAC address, so the SYN that waited goes out: {device} wants a connection with {ip.dst|named}, port {tcp.dstport}.',
  'released-after-arp.syn-via':
    '{device} now has the MAC address of the next hop, {eth.dst|owner}, so the SYN that waited goes out: {device} wants a connection with {ip.dst|named}, port {tcp.dstport}.',
  'frame-sender': '{device} sends a frame made by hand. No protocol has looked at it.',
  'from-outside': 'The frame comes in by the live port, from a network that is no part of the simulation.',
  'fault-duplicate': 'A fault doubles the frame: this is the second copy.',
  'link-duplicate': 'The link doubles the frame: this is the second copy.',
};

/** Where a frame ended: on the cable, at a port, a card, a switch. */
const droppedBelow: Sentences = {
  'nic-not-mine': "{device}'s card ignores the frame: it is addressed to {eth.dst|named}, not to {device}.",
  'nic-bad-fcs': '{device} drops the frame: its check sequence (FCS) does not fit, so something changed on the way.',
  'nic-too-short': '{device} drops the frame: with {octets} octets it is shorter than an Ethernet header.',
  'nic-down': '{device} does not take the frame in: its interface {port} is switched off.',
  'port-no-cable': '{device} sends the frame out of {port}, but no cable is plugged in there. The frame is lost.',
  'own-port': '{device} drops the frame: {eth.dst|named} is behind port {port}, where the frame came from.',
  'switch-bad-source': '{device} drops the frame: no single device can have the source address {source}.',
  'switch-reserved':
    '{device} does not pass the frame on: {destination} means whoever is at the other end of the cable, and nobody behind it.',
  'switch-mirror-port': '{device} drops the frame: port {port} only sends copies out and lets nothing in.',
  'no-other-port': '{device} has no other port with a link, so the frame ends here.',
  'mtu-exceeded': '{device} drops the frame: it carries {octets} octets, and {place} allows {mtu}.',
  'link-down': 'The link at {place} is down, so the frame cannot leave.',
  'link-cut': 'The link went down while the frame was on its way from {device} to {peer}. The frame is lost.',
  'link-lost': 'The frame is lost on its way from {device} to {peer}: this link loses a share of its frames.',
  'queue-full': '{device} drops the frame: {waiting} octets wait at {place} already, and the queue holds {limit}.',
  'fault-dropped': 'The frame is lost on its way from {device} to {peer}. The fault “{fault}” did it.',
  'eth-not-for-me':
    "{device}'s card shows this frame, because it takes everything in. It is addressed to {eth.dst|named}, so {device}'s protocols leave it alone.",
  'unknown-ethertype': '{device} drops the frame: nobody in {device} understands what it carries (type {type}).',
};

/** Where a packet ended: at a protocol. */
const droppedAbove: Sentences = {
  'arp-malformed': '{device} drops the ARP message: it is incomplete, or not about IPv4 on Ethernet.',
  'arp-unresolved': '{device} drops the packet that waited: nobody has said which MAC address {address} has.',
  'arp-forgotten': '{device} drops the packet that waited for {address}: the ARP entry was removed.',
  'arp-queue-full': '{device} drops the packet that has waited longest for {address}: too many wait.',
  'ip-bad-header':
    '{device} drops the packet: its IP header cannot be right (version, a length, an option or a fragment offset).',
  'ip-bad-checksum': '{device} drops the packet: the checksum does not fit the IP header.',
  'ip-bad-source':
    '{device} drops the packet: from {source} to {ip.dst} is nothing that another host can send over a cable.',
  'ip-not-mine': '{device} drops the packet: {destination} is not its address, and it does not send this packet on.',
  'ip-not-mine.host': '{device} drops the packet: {destination} is not its address, and a host sends nothing on.',
  'ip-no-route': '{device} drops the packet: no route leads to {destination}.',
  'ip-ttl-exceeded': '{device} drops the packet: its TTL of {ttl} is used up. This stops packets that go in circles.',
  'ip-df-too-big':
    '{device} drops the packet: it has {octets} octets, the next link allows {mtu}, and it must not be fragmented (DF).',
  'ip-unknown-protocol': '{device} drops the packet: nobody in {device} understands protocol {protocol}.',
  'ip-source-routed':
    '{device} drops the packet: it prescribes its own route, which hosts and routers refuse nowadays.',
  'ip-reassembly-timeout': '{device} drops the fragment: the rest of its packet did not come in time.',
  'ip-reassembly-overlap':
    '{device} drops the fragment: fragments of its packet overlap, so none of them can be trusted.',
  'ip-reassembly-full':
    '{device} drops the fragment: more than {limit} octets of fragments wait, and its packet has waited longest.',
  'ip-fragment-again': '{device} drops the fragment: it has this one already.',
  'icmp-bad-checksum': '{device} drops the ICMP message: its checksum does not fit.',
  'icmp-too-short': '{device} drops the ICMP message: it is shorter than its own header.',
  'icmp-echo-ignored': '{device} is set not to answer a ping like this one.',
  'icmp-unknown-type': '{device} does nothing with an ICMP message of type {type}.',
  'udp-bad-checksum': '{device} drops the datagram: its checksum does not fit.',
  'udp-bad-length': '{device} drops the datagram: the length in its header cannot be right.',
  'udp-no-port': '{device} drops the datagram: no program has opened UDP port {port}.',
  'socket-buffer-full': '{device} drops the datagram: the receive buffer holds {limit} octets and is full.',
};

/** What a table learned or forgot, and settings that changed. */
const changed: Sentences = {
  'arp-learned': '{device} notes in its ARP cache: {address} is at {mac}.',
  'arp-learned.question': '{device} learns from the question who asks: {address} is at {mac}.',
  'arp-learned.answer': '{device} learns from the answer: {address} is at {mac}.',
  'arp-refreshed': '{device} hears from {address} again, so the ARP entry stays good.',
  'arp-changed': '{device} changes an ARP entry: {address} is now at {mac}. ARP believes whom it heard last.',
  'arp-asking': '{device} still has no answer and asks for {address} once more (try {try}).',
  'arp-asking.first': '{device} does not know the MAC address of {address}. The packet waits while {device} asks.',
  'arp-failed': 'Nobody has answered, so {device} stops asking for {address}.',
  'arp-expired': "{device}'s ARP entry for {address} is too old: nothing has confirmed it for too long.",
  'arp-removed': '{device} removes {address} from its ARP cache.',
  'arp-static': 'Entered by hand in the ARP cache of {device}: {address} is at {mac}. This entry does not age.',
  'arp-conflict': '{mac|named} says that {address} is its address, but {address} is the address of {device}.',
  'arp-claim-lost': '{device} gives up {address} before using it: {mac|named} has it or wants it too.',
  'mac-learned': '{device} learns from the source address: {mac|named} is behind port {at}.',
  'mac-moved': '{device} hears {mac|named} behind port {at} now, and changes its MAC table.',
  'mac-expired': '{device} has heard nothing from {mac|named} for too long and removes it from its MAC table.',
  'mac-removed': '{device} removes {mac|named} at port {at} from its MAC table.',
  'route-added': '{device} has a new route: {route}.',
  'route-removed': '{device} has lost a route: {route}.',
  'address-set': '{place} now has the address {address}.',
  'address-removed': '{place} no longer has the address {address}.',
  'mac-set': '{place} now has the MAC address {mac}.',
  'mtu-set': '{place} now has an MTU of {mtu} octets.',
  'promiscuous-set': 'Promiscuous mode has been changed at {place}.',
  'promiscuous-set.on': '{place} now takes in every frame, whoever it is addressed to (promiscuous mode).',
  'promiscuous-set.off': '{place} again takes in only frames that are meant for {device}.',
  'mirror-set': 'Port mirroring has been changed at {device}.',
  'mirror-set.on': '{device} now copies frames from port to port: {mirror}.',
  'mirror-set.off': '{device} no longer copies frames: port mirroring is off.',
  'forwarding-set': 'Forwarding has been changed at {device}.',
  'forwarding-set.on': '{device} now sends packets for others on, as a router does.',
  'forwarding-set.off': '{device} no longer sends packets for others on.',
  'interface-up': '{place} is switched on.',
  'interface-down': '{place} is switched off.',
  'not-kept': 'What happened here is no longer kept.',
  'link-up': 'The link at {place} comes up.',
  'link-down.table': 'The link at {place} goes down.',
  'link-changed': 'The link at {place} has been changed: {what|term}.',
  'cable-plugged': 'A cable is plugged in at {place}.',
  'cable-pulled': 'The cable is pulled out at {place}.',
  'fault-set': 'From now on there is a fault: “{fault}”.',
  'fault-removed': 'The fault “{fault}” is gone.',
  'fault-delayed': 'The fault “{fault}” delays the frame by {by}.',
  'fault-corrupted': 'The fault “{fault}” changes an octet of the frame on its way from {device} to {peer}.',
  'link-corrupted': 'A bit of the frame changes on its way from {device} to {peer}.',
};

/** What people and programs do. */
const programs: Sentences = {
  command: 'Done by hand: {line}',
  'command.run': 'Typed on {device}: {line}',
  'command.interrupt': 'Ctrl+C is pressed on {device}.',
  'command.type': 'Typed on {device}, for the program that reads: {line}',
  'command.type.end': 'Ctrl+D is pressed on {device}: the input ends.',
  'command.set': 'Settings of {of} are changed: {given}.',
  'command.gateway': 'The default gateway of {of} is set to {via}.',
  'command.gateway.none': 'The default gateway of {of} is taken away.',
  'command.link': 'The link {link} is changed: {given}.',
  'command.plug': 'A cable is plugged in from {from} to {to}.',
  'command.unplug': 'The cable is pulled out at {at}.',
  'command.fault': 'A fault is set: “{name}”.',
  'command.unfault': 'The fault “{name}” is removed.',
  'command.send': 'A frame made by hand is sent out of {from}.',
  'command.chop': 'The streams that programs on {on} read are cut by the rule `{rule}`.',
  'command.chop.off': 'The streams that programs on {on} read are cut no more.',
  'command.mirror': 'Port mirroring of {of} is changed.',
  'command.file': 'Files on {device} are changed.',
  'command.call': 'A program on {device} makes a call.',
  'command.crash': 'The interpreter gives up a program on {device}.',
  'command.clear': 'The {table|term} of {of} is emptied.',
  'script-line': '{device} executes {place}.',
  'script-waits': '{program} on {device} waits in {call}().',
  'script-spins':
    '{program} on {device} has called {call}() 2,000 times in a row and got nothing: from now on each such call takes longer.',
  'script-spins.end':
    "2,000 empty reads by {program} on {device}: the peer has closed, and {call}() gives b'' for ever. From now on each such call takes longer.",
  'script-computes':
    '{program} on {device} computes and computes at line {line}, and asks for nothing: a loop without end, perhaps. Ctrl+C ends it.',
  'program-started': '{device} starts {line}',
  'program-line': '{program} on {device} prints: {line}',
  'program-line.empty': '{program} on {device} prints an empty line.',
  'program-error-line': '{program} on {device} prints as an error: {line}',
  'program-edit': '{program} on {device} opens {line} to be edited.',
  'program-manual': '{program} on {device} opens the manual at {page}.',
  'program-exited': '{program} on {device} ends with status {status}.',
  'program-exited.done': '{program} on {device} is done.',
};

/** What a layer decides about a frame. */
const decided: Sentences = {
  'nic-accepted-own': 'The card takes the frame in: it is addressed to {device}.',
  'nic-accepted-broadcast': 'The card takes the frame in: a broadcast is for everybody.',
  'nic-accepted-multicast': 'The card takes the frame in: {device} belongs to the group {eth.dst}.',
  'nic-accepted-promiscuous': 'The card takes in every frame (promiscuous mode), this one for {eth.dst|named} too.',
  'eth-to-arp': 'The type field says ARP, so ARP gets what the frame carries.',
  'eth-to-ip': 'The type field says IPv4, so IP gets what the frame carries.',
  'arp-is-for-me': 'The ARP message is for {address}, an address of {device}.',
  'arp-is-for-me.question': 'The question is about {address}, an address of {device}: {device} answers.',
  'arp-is-for-me.answer': 'The answer is for {address}, an address of {device}.',
  'arp-not-for-me': 'The ARP message is for {address}, which is not an address of {device}.',
  'arp-not-for-me.question':
    'The question is about {address}, which is not an address of {device}: {device} does not answer.',
  'arp-sender-is-me':
    'The ARP message says that it comes from {address}, an address of {device} itself: there is nothing to learn.',
  'arp-cache-hit': 'The ARP cache has {address}: {mac}.',
  'arp-cache-miss': 'The ARP cache does not have {address}.',
  'ip-is-mine': '{destination} is an address of {device} itself.',
  'ip-is-broadcast': '{destination} is not one host: it means all hosts of a LAN, or a group.',
  'ip-on-link': 'The routing table says: {destination} is on the LAN at {by}, so the frame goes straight there.',
  'ip-via-gateway':
    'The routing table says: {destination} is not on this LAN, so the frame goes to {gateway}, the next hop.',
  'ip-forwarding': 'The packet is for {ip.dst|named} and has a TTL of {ttl}, so {device} may send it on.',
  'ip-fragment-waits': 'This is a fragment. It waits for the rest of its packet.',
  'ip-reassembled': 'All fragments are here. Together they are a packet of {octets} octets.',
  'icmp-for-process': 'The message is for the program with process number {pid}.',
  'udp-to-socket': 'A program has opened UDP port {port}: the datagram is for it.',
  'switch-source-known': 'The MAC table has the source, {mac|named}, at port {at} already. The entry stays good.',
  'switch-known-port': 'The MAC table has the destination, {mac|named}, at port {at}.',
  'switch-unknown': 'The MAC table does not have the destination, {mac|named}.',
};

export const reasons: Sentences = { ...sent, ...droppedBelow, ...droppedAbove, ...changed, ...programs, ...decided };
