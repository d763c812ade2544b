// What each field of Ethernet, VLAN tags, LLC and ARP is for, in English. By filter name.

import type { FieldWords } from '../words.ts';

export const fields: Readonly<Record<string, FieldWords>> = {
  eth: {
    help: 'Carries a packet to the next device on the same LAN. Its addresses mean nothing behind the next router.',
  },
  'eth.dst': {
    help: 'Whose card shall take the frame in. A switch looks for this address in its MAC table; a card that finds neither its own address, nor a broadcast, nor a group of its own ignores the frame.',
  },
  'eth.src': {
    help: 'The card that sent the frame. A switch learns from it behind which port that card is. If it were wrong, the switch would send the answers to the wrong port.',
  },
  'eth.addr': { help: 'Either of the two addresses, for filters: true when the source or the destination fits.' },
  'eth.type': {
    help: 'Which protocol the frame carries, so that the receiver knows who gets it: 0x0800 is IPv4, 0x0806 ARP. Behind an unknown number nobody looks.',
  },
  'eth.len': {
    help: 'How many octets of data follow, in frames of the older kind of IEEE 802.3. Up to 1500 it is a length; from 1536 on the same two octets are a type.',
  },
  'eth.invalid_lentype': {
    help: 'A number between 1501 and 1535: too large for a length, too small for a type. Nobody can say what the frame carries.',
  },
  'eth.padding': {
    help: 'Zeros that fill a short frame up to 60 octets, because Ethernet carries nothing shorter. The receiver knows the true length from the IP header and passes over them.',
  },
  'eth.trailer': { help: 'Octets behind the packet that are no mere padding. No protocol asked for them.' },
  'eth.fcs.status': {
    help: 'Whether the four octets of the check sequence, which the sending card works out over the whole frame, fit what arrived. Where they do not, the card drops the frame and says nothing.',
  },
  'eth.dst.ig': {
    help: 'The first bit on the wire: 1 means a group of stations (a broadcast goes to all), 0 a single card.',
  },
  'eth.src.ig': { help: 'The group bit of the source. It has to be 0, because a group cannot send.' },
  'eth.ig': {
    help: 'The first bit on the wire: 1 means a group of stations (a broadcast goes to all), 0 a single card.',
  },
  'eth.dst.lg': {
    help: '1 means that somebody chose the address (as here in class), 0 that the maker of the card burnt it in and no other card has it.',
  },
  'eth.src.lg': {
    help: '1 means that somebody chose the address (as here in class), 0 that the maker of the card burnt it in and no other card has it.',
  },
  'eth.lg': {
    help: '1 means that somebody chose the address (as here in class), 0 that the maker of the card burnt it in and no other card has it.',
  },
  vlan: { help: 'A tag that says to which of several LANs on the same cables a frame belongs.' },
  'vlan.priority': {
    help: 'How urgent the frame is, from 0 to 7. A switch with a full queue may let higher numbers go first.',
  },
  'vlan.dei': { help: 'Set: where something has to be dropped, this frame may go before others.' },
  'vlan.id': {
    help: 'The number of the LAN that the frame belongs to, from 1 to 4094; 0 only gives a priority. With a wrong number the frame ends up in the wrong LAN.',
  },
  'vlan.etype': { help: 'What the frame carries behind the tag, in the place of the type that the tag moved back.' },
  'vlan.len': { help: 'How many octets of data follow the tag, in a frame of the IEEE 802.3 kind.' },
  ieee8021ad: { help: "A provider's tag outside the customer's own: it keeps the LANs of different customers apart." },
  'ieee8021ad.priority': {
    help: 'How urgent the frame is on its way through the network of the provider, from 0 to 7.',
  },
  'ieee8021ad.dei': { help: 'Set: where the provider has to drop something, this frame may go before others.' },
  'ieee8021ad.id': { help: 'The number that the provider gave to this customer.' },
  'ieee8021ah.etype': { help: "What follows the provider's tag: mostly 0x8100, the customer's own tag." },
  llc: { help: 'Says what an IEEE 802.3 frame carries, because its length field leaves no room for a type.' },
  'llc.dsap': { help: 'For which protocol at the receiver the data is. 0xaa means that SNAP follows with a type.' },
  'llc.dsap.sap': { help: 'The number of the protocol at the receiver, without the lowest bit.' },
  'llc.dsap.ig': { help: 'Set: a group of protocols is meant.' },
  'llc.ssap': { help: 'From which protocol at the sender the data comes. Mostly the same as the destination.' },
  'llc.ssap.sap': { help: 'The number of the protocol at the sender, without the lowest bit.' },
  'llc.ssap.cr': { help: 'Set: this is a response; not set: a command.' },
  'llc.control': { help: 'What kind of LLC frame this is. 0x03 means: simply data, without numbering.' },
  'llc.oui': { help: 'Who gave out the number that follows. 0 means: it is an EtherType.' },
  'llc.type': { help: 'Which protocol the frame carries, as in the type field of Ethernet II.' },
  'llc.pid': { help: 'Which protocol the frame carries, by a number of that organization.' },
  arp: {
    help: 'Finds out which MAC address belongs to an IP address on the same LAN: one asks everybody, one answers.',
  },
  'arp.hw.type': {
    help: 'What kind of network the hardware addresses are of: 1 is Ethernet. A receiver that does not know the kind drops the message.',
  },
  'arp.proto.type': { help: 'For which protocol an address is sought: 0x0800 is IPv4.' },
  'arp.hw.size': {
    help: 'How many octets a hardware address has: 6 on Ethernet. It says where the next address begins.',
  },
  'arp.proto.size': { help: 'How many octets a protocol address has: 4 for IPv4.' },
  'arp.opcode': { help: 'Question or answer: 1 asks, 2 answers. Whoever is asked answers with 2.' },
  'arp.src.hw_mac': {
    help: 'The MAC address of whoever sends this message. The one who is asked notes it together with the IP address beside it, and so need not ask back.',
  },
  'arp.src.proto_ipv4': {
    help: 'The IP address of whoever sends this message. If it is not true, others note a wrong entry: ARP believes everybody.',
  },
  'arp.dst.hw_mac': {
    help: 'In a question all zeros: this is the blank that is to be filled in. In an answer the MAC address of the one who asked.',
  },
  'arp.dst.proto_ipv4': {
    help: 'The IP address that the message is about: in a question the one whose owner is sought. Everybody on the LAN compares it with their own; the owner answers.',
  },
  'arp.src.hw': { help: 'The hardware address of the sender, of an unusual size.' },
  'arp.src.proto': { help: 'The protocol address of the sender, of an unusual size.' },
  'arp.dst.hw': { help: 'The hardware address that is sought, of an unusual size.' },
  'arp.dst.proto': { help: 'The protocol address that is asked for, of an unusual size.' },
  'arp.isgratuitous': {
    help: 'Whether sender and target are the same IP address: nobody is asked, the sender makes itself known.',
  },
  'arp.isprobe': {
    help: 'Whether this is a question without a sender address: somebody wants to use the target address and first looks whether it is free.',
  },
  'arp.isannouncement': { help: 'Whether the sender announces that it uses this address from now on.' },
};
