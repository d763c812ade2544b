// Every reason that TCP gives for what it does, with the parameters of its sentence; words for them are keyed by these names.

/** `x` and `y`: what the two numbers of the row mean. `seq` is a raw sequence number, `state` a place in `STATES`. */
export const TCP_REASONS = {
  // why a segment is on the wire
  'tcp-syn': {},
  'tcp-syn-again': {},
  'tcp-syn-ack': {},
  'tcp-data': {},
  'tcp-fin': {},
  'tcp-ack': {},
  'tcp-duplicate-ack': {},
  'tcp-window-update': {},
  'tcp-challenge-ack': {},
  'tcp-retransmission': {},
  'tcp-fast-retransmission': {},
  'tcp-probe': {},
  'tcp-keep-alive': {},
  'tcp-reset': {},
  // what changed
  'tcp-state': { x: 'from', y: 'to' },
  'tcp-written': { x: 'seq', y: 'octets' },
  'tcp-read': { x: 'seq', y: 'octets' },
  'tcp-congestion-avoidance': { x: 'cwnd', y: 'ssthresh' },
  'tcp-fast-recovery': { x: 'cwnd', y: 'ssthresh' },
  'tcp-recovered': { x: 'cwnd', y: 'ssthresh' },
  'tcp-timeout': { x: 'cwnd', y: 'ssthresh' },
  'tcp-idle-restart': { x: 'cwnd', y: 'ssthresh' },
  'tcp-rto': { x: 'rto', y: 'srtt' },
  'tcp-path-mtu': { x: 'mtu', y: 'mss' },
  'tcp-path-doubtful': { x: 'retransmissions', y: 'limit' },
  'tcp-soft-error': { x: 'type', y: 'code' },
  // what was decided about a segment that came
  'tcp-not-in-window': { x: 'seq', y: 'window' },
  'tcp-old-timestamp': { x: 'tsval', y: 'recent' },
  'tcp-reset-ignored': { x: 'seq', y: 'expected' },
  'tcp-ack-ignored': { x: 'ack', y: 'una' },
  'tcp-urgent-ignored': { x: 'pointer', y: 'seq' },
  'tcp-duplicate-data': { x: 'seq', y: 'octets' },
  'tcp-out-of-order': { x: 'seq', y: 'expected' },
  'tcp-beyond-window': { x: 'seq', y: 'octets' },
  'tcp-ack-delayed': { x: 'until', y: 'octets' },
  'tcp-challenge-limited': { x: 'sent', y: 'limit' },
  'tcp-data-after-close': { x: 'seq', y: 'octets' },
  'tcp-backlog-full': { x: 'waiting', y: 'backlog' },
  'tcp-bad-checksum': {},
  'tcp-bad-header': {},
  'tcp-no-port': { x: 'port', y: 'address' },
  // why nothing is sent now
  'tcp-waits-nagle': { x: 'octets', y: 'unacknowledged' },
  'tcp-waits-window': { x: 'octets', y: 'window' },
  'tcp-waits-small-window': { x: 'octets', y: 'window' },
  'tcp-waits-cwnd': { x: 'octets', y: 'cwnd' },
} as const satisfies Record<string, { x?: string; y?: string }>;

export type TcpReason = keyof typeof TCP_REASONS;
