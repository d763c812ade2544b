// What each field of UDP is for, and what lies beside all headers, in English. By filter name.

import type { FieldWords } from '../words.ts';

export const fields: Readonly<Record<string, FieldWords>> = {
  udp: {
    help: 'Adds ports to IP, so that programs and not only hosts can be reached, and a checksum. Nothing is acknowledged or sent again.',
  },
  'udp.srcport': {
    help: 'From which port, and so from which program, the datagram comes. An answer goes to this port.',
  },
  'udp.dstport': {
    help: 'For which port the datagram is. The program that has opened it gets the data; where nobody has, the host answers with an ICMP error.',
  },
  'udp.port': { help: 'Either of the two ports, for filters: true when the source or the destination fits.' },
  'udp.length': { help: 'How many octets the datagram has, its header of 8 included.' },
  'udp.checksum': {
    help: 'A sum over the datagram and the IP addresses, so that a datagram at the wrong host is found out too. 0 means: the sender worked out none.',
  },
  'udp.checksum.status': { help: 'Whether the checksum fits the datagram as it arrived.' },
  'udp.payload': { help: 'What one program sends to the other. UDP does not look at it, and keeps it in one piece.' },
  data: {
    help: 'What the innermost known protocol carries: for whoever sent it, not for the network. In a ping it is filling that comes back unchanged.',
  },
  'data.data': {
    help: 'What the innermost known protocol carries: for whoever sent it, not for the network. In a ping it is filling that comes back unchanged.',
  },
  'data.len': { help: 'How many octets of data there are.' },
  undissected: {
    help: 'Octets that no header explains: what is left of a header that is cut short, or lies behind the end that a length gives.',
  },
  '_ws.malformed': { help: 'Set where a packet cannot be read to its end.' },
  frame: { help: 'One frame as a whole, with what is known of it besides its octets.' },
  'frame.number': { help: 'The number of the frame in this run, counted from 1.' },
  'frame.len': { help: 'How many octets the frame has on the wire, without the check sequence.' },
  'frame.cap_len': { help: 'How many octets of the frame were stored. Here always all of them.' },
  'frame.time_relative': { help: 'When the frame began to leave, since the beginning of the run.' },
  'frame.protocols': { help: 'Which protocols the frame holds, from the outside in.' },
  'frame.interface_name': { help: 'At which port the frame was captured.' },
  'frame.comment': { help: 'A remark that was saved with the frame.' },
};
