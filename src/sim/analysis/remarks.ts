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

/** What Wireshark calls each of them in its packet list, in every language. */
export const REMARK_NAMES: Readonly<Record<Remark, string>> = {
  retransmission: 'TCP Retransmission',
  fast_retransmission: 'TCP Fast Retransmission',
  spurious_retransmission: 'TCP Spurious Retransmission',
  out_of_order: 'TCP Out-Of-Order',
  lost_segment: 'TCP Previous segment not captured',
  ack_lost_segment: 'TCP ACKed unseen segment',
  duplicate_ack: 'TCP Dup ACK',
  keep_alive: 'TCP Keep-Alive',
  keep_alive_ack: 'TCP Keep-Alive ACK',
  zero_window: 'TCP ZeroWindow',
  zero_window_probe: 'TCP ZeroWindowProbe',
  zero_window_probe_ack: 'TCP ZeroWindowProbeAck',
  window_update: 'TCP Window Update',
  window_full: 'TCP Window Full',
  reused_ports: 'TCP Port numbers reused',
};

/** How much a remark matters, as Wireshark's expert information grades it, from the least on. */
export const SEVERITIES = ['chat', 'note', 'warning'] as const;
export type Severity = (typeof SEVERITIES)[number];

const SEVERITY: Record<Remark, Severity> = {
  ...{ retransmission: 'note', fast_retransmission: 'note', spurious_retransmission: 'note', out_of_order: 'warning' },
  ...{ lost_segment: 'warning', ack_lost_segment: 'warning', duplicate_ack: 'note', keep_alive: 'note' },
  ...{ keep_alive_ack: 'note', zero_window: 'warning', zero_window_probe: 'note', zero_window_probe_ack: 'note' },
  ...{ window_update: 'chat', window_full: 'warning', reused_ports: 'note' },
};

/** The grade of a remark. */
export const severityOf = (remark: Remark): Severity => SEVERITY[remark];

/** The one of them that matters most; of equals the first. Undefined of none. */
export function gravest(remarks: readonly Remark[]): Remark | undefined {
  const grade = (remark: Remark): number => SEVERITIES.indexOf(severityOf(remark));
  return remarks.reduce<Remark | undefined>(
    (best, one) => (best !== undefined && grade(best) >= grade(one) ? best : one),
    undefined,
  );
}
