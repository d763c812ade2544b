// The options of TCP (RFC 9293 section 3.2; window scale and timestamps of RFC 7323, SACK of RFC 2018): tables for the parts that each kind has.

import { header, uint } from './field.ts';

export const TCP_OPTION_END = 0;
export const TCP_OPTION_NOP = 1;
export const TCP_OPTION_MSS = 2;
export const TCP_OPTION_WINDOW_SCALE = 3;
export const TCP_OPTION_SACK_PERMITTED = 4;
export const TCP_OPTION_SACK = 5;
export const TCP_OPTION_TIMESTAMPS = 8;

/** Kinds (IANA) that a learner may meet. */
export const TCP_OPTION_KINDS: Readonly<Record<number, string>> = {
  0: 'End of Option List',
  1: 'No-Operation',
  2: 'Maximum Segment Size',
  3: 'Window Scale',
  4: 'SACK Permitted',
  5: 'SACK',
  8: 'Time Stamp Option',
  19: 'MD5 Signature Option',
  28: 'User Timeout Option',
  29: 'Authentication Option',
  30: 'Multipath TCP',
  34: 'TCP Fast Open',
};

const len = uint('len', 8, 'tcp.option_len', 'Length');

/** One option: a kind, and for all but two of them a length, which counts the whole option. */
export const tcpOption = header({
  protocol: 'tcp',
  source: 'RFC 9293',
  title: 'Option',
  layer: 'transport',
  fields: [uint('kind', 8, 'tcp.option_kind', 'Kind', { names: TCP_OPTION_KINDS })],
  variants: {
    /** SACK permitted has no more than these; SACK goes on with edges. */
    any: [len],
    mss: [len, uint('mssVal', 16, 'tcp.options.mss_val', 'MSS Value')],
    windowScale: [len, uint('shift', 8, 'tcp.options.wscale.shift', 'Shift count')],
    timestamps: [
      len,
      uint('tsval', 32, 'tcp.options.timestamp.tsval', 'Timestamp value'),
      uint('tsecr', 32, 'tcp.options.timestamp.tsecr', 'Timestamp echo reply'),
    ],
  },
});

/** The edges of the blocks in a SACK option, one after another. */
export const sackLeft = uint('sackLe', 32, 'tcp.options.sack_le', 'TCP SACK Left Edge');
export const sackRight = uint('sackRe', 32, 'tcp.options.sack_re', 'TCP SACK Right Edge');
/** Values that an option means and no bits of its own say. */
export const sackCount = uint('sackCount', 8, 'tcp.options.sack.count', 'TCP SACK Count');
export const multiplier = uint('multiplier', 16, 'tcp.options.wscale.multiplier', 'Multiplier');

/** Octets that an option of a known kind must have; SACK has 2 and 8 for each block. */
export const TCP_OPTION_SIZES: Readonly<Record<number, number>> = {
  [TCP_OPTION_MSS]: 4,
  [TCP_OPTION_WINDOW_SCALE]: 3,
  [TCP_OPTION_SACK_PERMITTED]: 2,
  [TCP_OPTION_TIMESTAMPS]: 10,
};
