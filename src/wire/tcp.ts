// The TCP header (RFC 9293 section 3.1, with the ECN bits of RFC 3168 and the one that accurate ECN takes).

import { flag, group, header, uint, type Field } from './field.ts';

const reserved: Field<'flagsRes'> = { ...flag('flagsRes', 'tcp.flags.res', 'Reserved'), bits: 3 };

/** The fixed part, 20 octets; options follow when `hdrLen` (the data offset, in 32-bit words) is more than 5. */
export const tcp = header({
  protocol: 'tcp',
  source: 'RFC 9293',
  title: 'Transmission Control Protocol',
  layer: 'transport',
  fields: [
    uint('srcport', 16, 'tcp.srcport', 'Source Port'),
    uint('dstport', 16, 'tcp.dstport', 'Destination Port'),
    uint('seqRaw', 32, 'tcp.seq_raw', 'Sequence Number (raw)'),
    uint('ackRaw', 32, 'tcp.ack_raw', 'Acknowledgment number (raw)'),
    uint('hdrLen', 4, 'tcp.hdr_len', 'Header Length', { scale: 4 }),
    group('flags', 'tcp.flags', 'Flags', { base: 'hex' }, [
      reserved,
      flag('flagsAe', 'tcp.flags.ae', 'Accurate ECN'),
      flag('flagsCwr', 'tcp.flags.cwr', 'Congestion Window Reduced'),
      flag('flagsEce', 'tcp.flags.ece', 'ECN-Echo'),
      flag('flagsUrg', 'tcp.flags.urg', 'Urgent'),
      flag('flagsAck', 'tcp.flags.ack', 'Acknowledgment'),
      flag('flagsPush', 'tcp.flags.push', 'Push'),
      flag('flagsReset', 'tcp.flags.reset', 'Reset'),
      flag('flagsSyn', 'tcp.flags.syn', 'Syn'),
      flag('flagsFin', 'tcp.flags.fin', 'Fin'),
    ]),
    uint('windowSizeValue', 16, 'tcp.window_size_value', 'Window'),
    uint('checksum', 16, 'tcp.checksum', 'Checksum', { base: 'hex' }),
    uint('urgentPointer', 16, 'tcp.urgent_pointer', 'Urgent Pointer'),
  ],
});

/** The control bits as they lie in `flags`. */
export const FIN = 0x001;
export const SYN = 0x002;
export const RST = 0x004;
export const PSH = 0x008;
export const ACK = 0x010;
export const URG = 0x020;
export const ECE = 0x040;
export const CWR = 0x080;
export const AE = 0x100;

/** The name of each control bit, from the lowest on. */
export const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'] as const;
