// What each field is for that analysis of a whole run offers, in English. By filter name. Remarks have their words elsewhere: they are the same.

import { remarks } from '../ui/remarks.en.ts';
import type { FieldWords } from '../words.ts';

const told = Object.entries(remarks).flatMap(([key, help]) =>
  key.startsWith('remark.') ? [[key.replace('remark.', 'tcp.analysis.'), { help: String(help) }] as const] : [],
);

export const fields: Readonly<Record<string, FieldWords>> = {
  'tcp.stream': {
    help: 'Counts the connections of the run from 0: all segments of one connection have the same number, so a filter can show one conversation alone.',
  },
  'tcp.seq': {
    help: 'The number of the first octet of data, counted from the start of the connection: the SYN has 0, the first octet 1. What is on the wire begins at a number that nobody can guess.',
  },
  'tcp.nxtseq': { help: 'The number that the next segment of this end begins with, if nothing is sent again.' },
  'tcp.ack': { help: 'The next octet that is waited for, counted from the start of the connection of the other end.' },
  'tcp.window_size': {
    help: 'How many octets the receiver has room for: the field of the header times the factor that both ends agreed on in their SYNs.',
  },
  'tcp.window_size_scalefactor': {
    help: 'By what the window in the header is multiplied. Both ends have to ask for it in their SYNs.',
  },
  'tcp.time_relative': { help: 'How long after the first segment of the connection this one was sent.' },
  'tcp.time_delta': {
    help: 'How long after the segment before it, in either direction of the connection, this one was sent.',
  },
  'tcp.analysis': { help: 'There for every segment of which something could be concluded from those before it.' },
  'tcp.analysis.flags': {
    help: 'There for every segment with a remark: something is not as it is in a run without trouble.',
  },
  'tcp.analysis.acks_frame': { help: 'The frame whose octets are acknowledged here for the first time.' },
  'tcp.analysis.ack_rtt': {
    help: 'How long it took from that frame to this acknowledgment: the round trip as one can see it from here.',
  },
  'tcp.analysis.initial_rtt': { help: 'The round trip of the handshake, from the SYN to the ACK that ends it.' },
  'tcp.analysis.bytes_in_flight': {
    help: 'How many octets of this end have been sent and are not acknowledged yet, with this segment.',
  },
  'tcp.analysis.push_bytes_sent': {
    help: 'How many octets have been sent since a segment with PSH: about what the program wrote with one call.',
  },
  'tcp.analysis.rto': {
    help: 'How long after the segment that was lost this one was sent: the retransmission timer as one sees it work.',
  },
  'tcp.analysis.rto_frame': { help: 'The frame that is sent again here, from which that time is counted.' },
  'tcp.analysis.duplicate_ack_num': {
    help: 'Which repetition of the same acknowledgment it is. The third makes the sender send again without waiting.',
  },
  'tcp.analysis.duplicate_ack_frame': { help: 'The frame with the acknowledgment that is repeated here.' },
  ...Object.fromEntries(told),
};
