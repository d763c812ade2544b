// What Wireshark remarks on a segment that it sees in a row of others (User's Guide, "TCP Analysis"); each is a field `tcp.analysis.…`.

/** In the order of Wireshark's own list; the place of each is its bit. */
export const REMARKS = [
  'retransmission',
  'fast_retransmission',
  'spurious_retransmission',
  'out_of_order',
  'lost_segment',
  'ack_lost_segment',
  'duplicate_ack',
  'keep_alive',
  'keep_alive_ack',
  'zero_window',
  'zero_window_probe',
  'zero_window_probe_ack',
  'window_update',
  'window_full',
  'reused_ports',
] as const;
export type Remark = (typeof REMARKS)[number];

/** The bit of each remark. */
export const REMARK = Object.fromEntries(REMARKS.map((name, i) => [name, 1 << i])) as Record<Remark, number>;

/** The remarks whose bits are set, in the order of the list. */
export const remarksIn = (bits: number): Remark[] => REMARKS.filter((_, i) => bits & (1 << i));
