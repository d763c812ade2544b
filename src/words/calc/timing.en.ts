// What the calculator of sequence numbers and timing says in English.

import type { UiTexts } from '../uiText.ts';

export const timing: UiTexts = {
  'calc.timing': 'Sequence numbers and timing',
  'calc.timing.about':
    'The next sequence number, what a window lets through, when a segment is sent again, and how long a transfer takes.',
  'calc.timing.what': 'What about',
  'calc.timing.what.sequence': 'sequence numbers',
  'calc.timing.what.window': 'window and round trip',
  'calc.timing.what.rto': 'retransmission timeouts',
  'calc.timing.what.transfer': 'transfer time',
  'calc.timing.seq': 'Sequence number',
  'calc.timing.octets': 'Octets of data',
  'calc.timing.syn': 'SYN',
  'calc.timing.fin': 'FIN',
  'calc.timing.window': 'Window, in octets',
  'calc.timing.rtt': 'Round-trip time, in ms',
  'calc.timing.first': 'First timeout (RTO), in ms',
  'calc.timing.tries': 'Timeouts',
  'calc.timing.size': 'Octets to be sent',
  'calc.timing.rate': 'Rate, in bit/s',
  'calc.timing.latency': 'Latency, in ms',

  'E_NUMBER.millis': '“{sign}” at place {at} is no digit: milliseconds are wanted, 40 or 0.25, without a sign.',
  'E_NUMBER.decimals': 'Milliseconds have three decimals at most (place {at}).',
  'E_NUMBER.rtt-zero': 'With a round-trip time of 0 the throughput is not defined: nothing has to be waited for.',
  'E_NUMBER.rate-zero': 'With a rate of 0 the time is not defined: nothing ever arrives.',
  'E_NUMBER.rto-zero': 'A timeout of 0 is none: the segment would be sent again at once, and for ever.',

  'timing.seq': 'Sequence number',
  'timing.length': 'Numbers used (SEG.LEN)',
  'timing.next': 'Next number, which is acknowledged',
  'timing.throughput': 'Throughput at most, in octets a second',
  'timing.megaoctets': 'in MB/s',
  'timing.megabits': 'in Mbit/s',
  'timing.resent': 'Sent again',
  'timing.resent.at': '{number}.  after {at} (waited {wait})',
  'timing.sending': 'Sending',
  'timing.latency': 'Latency',
  'timing.time': 'Together',
  'timing.seconds': 'Seconds',
  'timing.millis': 'Milliseconds',

  'timing.wraps': 'The numbers wrap: behind 4294967295 comes 0.',
  'timing.closed': 'A window of 0 is closed: nothing may be sent but probes.',
  'timing.scale':
    'A window above 65535 does not fit its field of 16 bits: it needs window scaling, here by at least {scale}.',
  'timing.short': 'RFC 6298 asks for at least 1 s.',
  'timing.longest': 'A timeout does not grow beyond {most} here (RFC 6298 asks for 60 s at least).',

  'timing.step.length': 'Each octet has a number; SYN and FIN count as one octet each. This segment uses {length}.',
  'timing.step.next': 'The next number is the sequence number and what was used:',
  'timing.step.wrap': 'The next number is the sequence number and what was used, modulo 2^32: behind the last comes 0.',
  'timing.step.ack': 'The other side acknowledges with {next}: the number that it expects next, not the last it has.',
  'timing.step.trip':
    'Until the first acknowledgment comes, one round trip of {rtt}, no more than the window of {window} octets may be sent.',
  'timing.step.throughput':
    'So at most one window passes every round trip: {throughput} octets a second, however fast the line.',
  'timing.step.scale':
    'The field has 16 bits. With a scale of {scale} the number in it is shifted so many bits to the left.',
  'timing.step.first': 'Without an acknowledgment the segment is sent again after the first timeout: {wait}.',
  'timing.step.doubled': 'After each retransmission the timeout is doubled: the net may be overloaded.',
  'timing.step.added': 'Added up, from the first sending on:',
  'timing.step.bits': 'Rates count bits, files octets:',
  'timing.step.sending': 'Until the last bit is sent: {time}.',
  'timing.step.arrival': 'The last bit is then on its way for the latency. It has arrived after {time}.',

  'drill.timing.next': 'The next number',
  'drill.timing.rto': 'Sent again',
  'drill.timing.throughput': 'Window and round trip',
  'drill.timing.transfer': 'How long does it take?',
  'ask.timing.next.none':
    'A segment has the sequence number {seq} and {octets} octets of data. Which number is acknowledged?',
  'ask.timing.next.syn': 'A SYN without data has the sequence number {seq}. Which number is acknowledged?',
  'ask.timing.next.fin':
    'A segment with FIN has the sequence number {seq} and {octets} octets of data. Which number is acknowledged?',
  'ask.timing.rto':
    'The first timeout is {first} s, and no acknowledgment ever comes. How many seconds after the first sending is the segment sent again for the time number {count}?',
  'ask.timing.throughput':
    'The window is {window} octets, the round-trip time {rtt} ms. How many octets a second get through at most?',
  'ask.timing.transfer':
    'A file of {octets} octets is sent at {megabits} Mbit/s with a latency of {latency} ms. After how many milliseconds has it arrived?',
  'slip.timing.flag-forgotten': 'SYN and FIN count as one octet each.',
  'slip.timing.no-wrap': 'Sequence numbers have 32 bits: behind 4294967295 comes 0.',
  'slip.timing.last': 'That is the number of the last octet. The one expected next is acknowledged.',
  'slip.timing.one-more': 'One too many.',
  'slip.timing.only-length': 'That is the length alone, counted from 0.',
  'slip.timing.not-doubled': 'The timeout doubles each time.',
  'slip.timing.last-wait': 'That is the last wait. All that came before have to be added.',
  'slip.timing.one-late': 'That is one retransmission later.',
  'slip.timing.one-early': 'That is one retransmission before.',
  'slip.timing.as-bits': 'Those are bits a second.',
  'slip.timing.one-way': 'Half the round-trip time was taken. The acknowledgment has to come back, too.',
  'slip.timing.millis': 'That is for one millisecond. A second has 1000.',
  'slip.timing.product': 'Window times round trip was computed. It is divided.',
  'slip.timing.no-eight': 'An octet has 8 bits, and the rate counts bits.',
  'slip.timing.no-latency': 'The latency is missing.',
  'slip.timing.twice': 'The latency counts once: the file goes one way.',
};
