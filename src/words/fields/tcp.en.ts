// What each field of TCP is for, in English. By filter name.

import type { FieldWords } from '../words.ts';

export const fields: Readonly<Record<string, FieldWords>> = {
  tcp: {
    help: 'Makes a reliable stream of octets between two programs: numbers every octet, confirms what came, sends again what was lost, and slows down when the receiver or the network is full.',
  },
  'tcp.srcport': {
    help: 'From which port, and so from which program, the segment comes. Both ports and both IP addresses together name the connection.',
  },
  'tcp.dstport': {
    help: 'For which port the segment is. Where no program listens there, the host answers with a reset.',
  },
  'tcp.port': { help: 'Either of the two ports, for filters: true when the source or the destination fits.' },
  'tcp.seq_raw': {
    help: 'The number of the first octet of data in this segment, as it stands on the wire. It begins at a number that nobody can guess, and lets the receiver put octets in order and notice gaps.',
  },
  'tcp.ack_raw': {
    help: 'The number of the next octet that the sender of this segment waits for: all before it have come.',
  },
  'tcp.hdr_len': {
    help: 'Where the header ends and the data begins. The field counts words of 4 octets: 5 means 20 octets, more means options.',
  },
  'tcp.flags': { help: 'Single bits that say what the segment is for: opening, confirming, closing, breaking off.' },
  'tcp.flags.res': { help: 'Not used. These bits have to be 0.' },
  'tcp.flags.ae': { help: 'One more bit for counting congestion marks exactly, where both ends agree on it.' },
  'tcp.flags.cwr': { help: 'The sender has slowed down, because it heard of congestion.' },
  'tcp.flags.ece': {
    help: 'The receiver passes on that a router has marked a packet: there is congestion on the way.',
  },
  'tcp.flags.urg': { help: 'Set: the urgent pointer counts. Hardly any program uses it.' },
  'tcp.flags.ack': {
    help: 'Set: the acknowledgment number counts. It is set in every segment but the very first of a connection.',
  },
  'tcp.flags.push': {
    help: 'Set: the sender has nothing more to send for now, so the receiver should give the data to the program.',
  },
  'tcp.flags.reset': { help: 'Set: the connection is broken off at once, or there never was one.' },
  'tcp.flags.syn': { help: 'Set: a connection is opened. The sequence number is where this side begins to count.' },
  'tcp.flags.fin': { help: 'Set: this side will send no more data. The other side may go on.' },
  'tcp.flags.str': { help: 'All flags in one line, a letter for each that is set.' },
  'tcp.window_size_value': {
    help: 'How many more octets the sender of this segment can take in, as it stands on the wire. At 0 the other side has to wait.',
  },
  'tcp.checksum': {
    help: 'A sum over the segment and the IP addresses. With a wrong sum the receiver drops the segment, and the sender has to send it again.',
  },
  'tcp.checksum.status': { help: 'Whether the checksum fits the segment as it arrived.' },
  'tcp.urgent_pointer': { help: 'Where urgent data ends. It counts only where the urgent flag is set.' },
  'tcp.len': {
    help: 'How many octets of data the segment carries. TCP has no field for it: it follows from the length of the IP packet.',
  },
  'tcp.payload': {
    help: 'The piece of the byte stream that this segment carries. Where it is cut says nothing about the messages of the program.',
  },
  'tcp.options': { help: 'What the header has beyond its fixed 20 octets.' },
  'tcp.option_kind': { help: 'Which option this is: 2, for example, is the maximum segment size.' },
  'tcp.option_len': { help: 'How many octets the option has, kind and length included.' },
  'tcp.options.mss_val': {
    help: 'The largest piece of data that this side wants in one segment, so that packets need not be fragmented.',
  },
  'tcp.options.wscale.shift': {
    help: 'How often the window is to be doubled, because 16 bits are too few for fast links.',
  },
  'tcp.options.wscale.multiplier': {
    help: 'By how much the value in the window field is to be multiplied to give octets.',
  },
  'tcp.options.timestamp.tsval': { help: 'The clock of the sender when it sent the segment.' },
  'tcp.options.timestamp.tsecr': {
    help: 'The clock value that came from the other side last: from it the other side learns how long a round trip takes.',
  },
  'tcp.options.sack_le': { help: 'The first octet of a block that has come although octets before it are missing.' },
  'tcp.options.sack_re': {
    help: 'The octet after the last of that block. What lies between blocks has to be sent again, and nothing else.',
  },
  'tcp.options.sack.count': { help: 'How many such blocks are named.' },
};
