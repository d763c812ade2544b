// What each field of IPv4, its options and ICMP is for, in English. By filter name.

import type { FieldWords } from '../words.ts';

export const fields: Readonly<Record<string, FieldWords>> = {
  ip: { help: 'Carries data from host to host over any number of LANs. Its two addresses stay the same all the way.' },
  'ip.version': { help: 'Which IP this is: 4. A receiver that reads 4 reads all that follows by the rules of IPv4.' },
  'ip.hdr_len': {
    help: 'Where the header ends and the data begins. The field counts words of 4 octets: 5 means 20 octets, the least there is; more means options.',
  },
  'ip.dsfield': {
    help: 'How routers with full queues shall treat the packet. The sender sets it; 0 means: like all others.',
  },
  'ip.dsfield.dscp': {
    help: 'The class of service that the packet belongs to, such as voice. Routers may let some classes go first.',
  },
  'ip.dsfield.ecn': {
    help: 'A router with a long queue can set a mark here instead of dropping the packet, and the sender slows down.',
  },
  'ip.len': {
    help: 'How many octets the packet has, header and data. It tells the packet from the padding of the frame. If it said too much, the receiver would drop the packet.',
  },
  'ip.id': {
    help: 'A number by which the receiver knows fragments of the same packet. If two packets had the same at the same time, their fragments could be mixed up.',
  },
  'ip.flags': {
    help: 'Three bits: whether the packet may be cut into fragments, and whether this is one with more to follow.',
  },
  'ip.flags.rb': { help: 'Not used by anybody. It has to be 0.' },
  'ip.flags.df': {
    help: 'Set: no router may cut this packet. Where it does not fit, the router drops it and tells the sender how much would fit.',
  },
  'ip.flags.mf': {
    help: 'Set: this is a fragment, and more of the packet follow. The last fragment does not have it, and so the receiver knows where the packet ends.',
  },
  'ip.frag_offset': {
    help: 'Where the data of this fragment belongs in the whole packet, in units of 8 octets. If it were wrong, the packet could not be put together.',
  },
  'ip.ttl': {
    help: 'How many more routers the packet may pass. Each takes one off; at 0 the packet is dropped. Without it, packets that go in circles would never end.',
  },
  'ip.proto': {
    help: 'To whom the receiver hands the data: 1 is ICMP, 6 TCP, 17 UDP. For an unknown number the receiver answers with an ICMP error.',
  },
  'ip.checksum': {
    help: 'A sum over the header alone. Each router checks it and works it out anew, because the TTL changes. With a wrong sum the packet is dropped without a word.',
  },
  'ip.checksum.status': { help: 'Whether the checksum fits the header as it arrived.' },
  'ip.src': {
    help: 'The host that the packet comes from, and to which answers go. Routers leave it alone. If it were wrong, the answer would go to somebody else.',
  },
  'ip.dst': {
    help: 'The host that the packet is for. Every router on the way looks it up in its routing table; none changes it.',
  },
  'ip.addr': { help: 'Either of the two addresses, for filters: true when the source or the destination fits.' },
  'ip.cur_rt': { help: 'The next stop of a packet with a source route. It stands where otherwise the destination is.' },
  'ip.rec_rt': { help: 'The address of a router that the packet has passed, entered by that router.' },
  'ip.empty_rt': { help: 'Room in which a router on the way can enter its address.' },
  'ip.src_rt': {
    help: 'A stop that the sender has prescribed. Most routers refuse such packets, because attackers used them.',
  },
  'ip.opt.type': { help: 'Which option this is, and whether it goes into every fragment.' },
  'ip.opt.type.copy': { help: 'Set: every fragment gets a copy of this option, not only the first.' },
  'ip.opt.type.class': { help: 'What the option is for: control, or measuring.' },
  'ip.opt.type.number': { help: 'The number of the option within its class.' },
  'ip.opt.len': {
    help: 'How many octets the option has, type and length included. If it were wrong, all options behind it would be read wrongly.',
  },
  'ip.opt.ptr': { help: 'Where the next entry goes, counted from the first octet of the option, which is 1.' },
  'ip.opt.overflow': { help: 'How many hosts found no room to enter their time.' },
  'ip.opt.flag': { help: 'What is entered: times alone, addresses too, or times only for addresses that are given.' },
  'ip.opt.time_stamp': { help: 'When the packet came past, in milliseconds since midnight (UT).' },
  'ip.opt.time_stamp_addr': { help: 'The address of the host whose time follows.' },
  'ip.opt.ra': { help: 'Asks every router on the way to look into the packet, though it is for somebody else.' },
  'ip.opt.padding': { help: 'Zeros up to the end of the header, whose length is a multiple of 4 octets.' },
  icmp: {
    help: 'How hosts and routers tell each other about the network: whether somebody is there, and why a packet did not arrive.',
  },
  'icmp.type': {
    help: 'What the message is: 8 asks for an echo (ping), 0 is the echo, 3 says that something cannot be reached, 11 that the TTL or the time was used up.',
  },
  'icmp.code': {
    help: 'More exactly what happened. With type 3 for example: 0 no route, 1 host silent, 3 port closed, 4 too long and not to be fragmented.',
  },
  'icmp.checksum': { help: 'A sum over the whole ICMP message. With a wrong sum the receiver drops the message.' },
  'icmp.checksum.status': { help: 'Whether the checksum fits the message as it arrived.' },
  'icmp.ident': {
    help: 'Chosen by the program that pings, and sent back unchanged, so that each of several pings on one host gets its own answers.',
  },
  'icmp.ident_le': { help: 'The identifier read with its low octet first, as some systems write it.' },
  'icmp.seq': {
    help: 'Counts the pings, 1, 2, 3 … The answer brings the number back, and so a gap shows which ping was lost.',
  },
  'icmp.seq_le': { help: 'The sequence number read with its low octet first, as some systems write it.' },
  'icmp.mtu': {
    help: 'The longest packet that fits through the next link. The router that dropped the packet says so, and the sender makes its packets smaller.',
  },
  'icmp.redir_gw': { help: 'The better next hop for this destination, on the same LAN as the host that is told.' },
  'icmp.pointer': { help: 'At which octet of the quoted packet the mistake is.' },
  'icmp.length': {
    help: 'How long the quoted packet is, in words of 4 octets, so that something may follow it; 0 where the sender does not say.',
  },
  'icmp.unused': { help: 'Not used in this message. It has to be 0.' },
  'icmp.ext': { help: 'More about the error, behind the quoted packet.' },
  'icmp.originate_timestamp': { help: 'When the asking host sent the message, in milliseconds since midnight (UT).' },
  'icmp.receive_timestamp': { help: 'When the answering host received it.' },
  'icmp.transmit_timestamp': { help: 'When the answering host sent the answer.' },
};
