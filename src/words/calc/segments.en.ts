// What the calculator of segments and fragments says in English.

import type { UiTexts } from '../uiText.ts';

export const segments: UiTexts = {
  'calc.segments': 'Segments, fragments, overhead',
  'calc.segments.about': 'Into which packets data is cut on its way, and how much of what is sent is headers.',
  'calc.segments.protocol': 'Sent by',
  'calc.segments.protocol.tcp': 'TCP, as a stream',
  'calc.segments.protocol.udp': 'UDP, as one datagram',
  'calc.segments.data': 'Octets of data',
  'calc.segments.mtu': 'MTU of the link',
  'calc.segments.timestamps': 'With timestamps (12 octets of options)',

  'E_TOOBIG.udp':
    '{value} octets do not go into one datagram: over IPv4 {most} is the most, for its lengths have 16 bits.',
  'E_RANGE.mtu':
    'An MTU of {value} is refused: IPv4 needs {min} at least. (The 576 that is often named is what every host has to accept, not a smallest MTU.)',

  'segments.mss': 'MSS',
  'segments.room': 'Data in a full segment',
  'segments.count.tcp': 'Segments',
  'segments.count.udp': 'IP packets',
  'segments.data': 'Data in each, in octets',
  'segments.offsets': 'Fragment offset (in eights)',
  'segments.in-ip': 'Octets behind the IP header',
  'segments.more': 'More fragments (MF)',
  'segments.ip': 'Octets of all IP packets',
  'segments.frames': 'Octets of all frames, without FCS',
  'segments.with-fcs': 'Octets of all frames, with FCS',
  'segments.share': 'of these, data',
  'segments.fragment': 'Flags and offset; {octets} octets',
  'segments.last': 'Data in the last one',
  'segments.last-offset': 'Offset field of the last one',
  'segments.last-octets': 'Octets behind its IP header',
  'segments.one-frame': 'Octets of the frame',

  'segments.nothing.tcp': 'Without data TCP sends no segment: there is nothing to read on the other side.',
  'segments.nothing.udp': 'An empty datagram is a datagram: it is sent, and the reader gets a message of 0 octets.',
  'segments.all-or-none':
    'If one of the {count} fragments is lost, the whole datagram is lost: UDP sends nothing again.',
  'segments.small': 'With an MTU below 576 not even what every host has to accept goes through whole.',

  'segments.step.mss':
    'The MSS is what the IP header and the TCP header, without options, leave of the MTU: {mss} octets of data.',
  'segments.step.timestamps': 'Options take their place from the data: timestamps have 12 octets.',
  'segments.step.segments': 'The stream is cut into full segments, and the rest. That makes {count}.',
  'segments.step.last': 'The last one has {last} octets. Borders of messages play no part.',
  'segments.step.datagram': 'The datagram is the header of UDP and the data: {octets} octets for IP to carry.',
  'segments.step.fits': 'With its IP header it fits into {mtu} octets: it goes as it is.',
  'segments.step.room':
    'Each fragment has an IP header of its own. What is behind it has to be a multiple of 8, for the offset counts in eights: {room} octets.',
  'segments.step.fragments':
    'The datagram is cut into {count} fragments. The header of UDP is in the first alone: the others have no ports.',
  'segments.step.offset':
    'In 16 bits of the IP header: 0, DF, MF (more fragments follow), and the offset in eights of octets.',
  'segments.step.frame': 'Ethernet adds 14 octets before each packet and the FCS of 4 behind it.',
  'segments.step.padded':
    'Ethernet adds 14 octets before each packet and the FCS of 4 behind it. A frame has at least 60 octets (64 with FCS): what is missing is filled up.',
  'segments.step.share':
    'Of {octets} octets in frames {data} are data; the rest is overhead. Acknowledgments come on top.',
  'segments.trap.padded':
    'Short frames are filled up to 60 octets; only the length in the IP header tells where the data ends.',

  'drill.segments.tcp': 'Cut a stream',
  'drill.segments.fragments': 'Cut a datagram',
  'drill.segments.frame': 'Size of a frame',
  'ask.segments.tcp':
    'A program sends {data} octets by TCP at once. The MTU is {mtu}, there are no options. How many segments with data, and how many octets has the last?',
  'ask.segments.fragments':
    'A datagram of UDP with {data} octets of data meets an MTU of {mtu}. How many fragments, and what is in the last one?',
  'ask.segments.frame':
    'A datagram of UDP with {data} octets of data goes over Ethernet (IPv4, no options). How many octets has its frame, without the FCS?',
  'slip.segments.tcp.no-headers': 'The headers were forgotten: of the MTU, 40 octets are not data.',
  'slip.segments.tcp.ip-alone': 'Only the IP header was taken off. TCP has a header, too.',
  'slip.segments.tcp.udp-header': 'That is with the header of UDP. The one of TCP has 20 octets.',
  'slip.segments.tcp.ethernet-too': 'The MTU is what Ethernet carries: its own header is not part of it.',
  'slip.segments.tcp.rounded-down': 'The rest needs a segment of its own.',
  'slip.segments.tcp.last-full': 'That is a full segment. The last one has what is left.',
  'slip.segments.fragments.in-octets': 'That is the offset in octets. The field counts in eights.',
  'slip.segments.fragments.no-udp-header': 'The 8 octets of the UDP header are part of what is cut.',
  'slip.segments.fragments.no-ip-header': 'Every fragment has an IP header, which is part of the MTU.',
  'slip.segments.fragments.no-eights':
    'All fragments but the last need a multiple of 8 octets; otherwise the next one has no offset.',
  'slip.segments.fragments.header-each': 'Only the first fragment has the header of UDP.',
  'slip.segments.frame.unpadded': 'A frame has at least 60 octets: it is filled up.',
  'slip.segments.frame.fcs': 'That is with the FCS.',
  'slip.segments.frame.fcs-for-all': 'That is with the FCS.',
  'slip.segments.frame.ip-alone': 'That is the IP packet. Ethernet puts a header of 14 octets before it.',
  'slip.segments.frame.no-ip': 'The IP header is missing.',
  'slip.segments.frame.tcp-header': 'That is with the header of TCP. The one of UDP has 8 octets.',
};
