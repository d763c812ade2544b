// The knobs of TCP, for a machine and for each of its connections. Times in ns, sizes in octets.

import { MILLISECOND, SECOND, type Nanoseconds } from '../../base/time.ts';
import type { CongestionName } from './congestion.ts';

export interface TcpOptions {
  /** Most octets that wait unacknowledged, and unread (SO_SNDBUF, SO_RCVBUF). */
  sendBuffer: number;
  receiveBuffer: number;
  /** Largest segment that is announced and sent (TCP_MAXSEG); 0: what the MTU leaves. */
  mss: number;
  /** What is offered in the SYN: window scale and timestamps (RFC 7323), SACK (RFC 2018), and with it D-SACK (RFC 2883). */
  windowScale: boolean;
  timestamps: boolean;
  sack: boolean;
  dsack: boolean;
  /** RFC 896; off with TCP_NODELAY. */
  nagle: boolean;
  /** How long an acknowledgment waits for company (RFC 1122 section 4.2.3.2: at most 500 ms); 0: none waits. */
  delayedAck: Nanoseconds;
  /** RFC 6298: the timeout before anything was measured, and its bounds. */
  firstRto: Nanoseconds;
  minRto: Nanoseconds;
  maxRto: Nanoseconds;
  /** R1 and R2 of RFC 9293 section 3.8.3, in retransmissions; and R2 for a SYN (RFC 1122 wants 3 minutes; Linux gives up after 127 s). */
  retries1: number;
  retries2: number;
  synRetries: number;
  /** Segments that leave before the first acknowledgment (RFC 6928). */
  initialWindow: number;
  /** Duplicate ACKs that mean a loss (RFC 5681), and new data for the first two (RFC 3042). */
  dupThresh: number;
  limitedTransmit: boolean;
  congestion: CongestionName;
  /** RFC 1122 section 4.2.3.6. */
  keepAlive: boolean;
  keepIdle: Nanoseconds;
  keepInterval: Nanoseconds;
  keepProbes: number;
  /** 2 MSL: 4 minutes by RFC 9293, 60 s on Linux, 10 s in class. */
  timeWait: Nanoseconds;
  /** How long a connection whose user has gone waits for the peer's FIN. */
  finWait2: Nanoseconds;
  /** How long a sender without anything in flight waits for a window worth using (RFC 9293 section 3.8.6.2.1: 0.1 to 1 s). */
  override: Nanoseconds;
  /** Challenge ACKs in any five seconds (RFC 5961 section 7). */
  challengeLimit: number;
  /** SO_LINGER: undefined: `close` leaves the rest to TCP; 0: it resets; otherwise for so long. */
  linger: Nanoseconds | undefined;
  /** Packets may not be fragmented, and ICMP tells what fits (RFC 1191). */
  pathMtuDiscovery: boolean;
  /** Of its packets: time to live, 0: the machine's; and the octet that was the type of service (RFC 2474). */
  ttl: number;
  dsfield: number;
  /** In which pieces the user gets what comes (wire/chopper.ts): `off`, or a rule such as `1`, `glue`, `seed:7`, `at:3,7`. The stream stays as it is. */
  chop: string;
}

/** What a connection has where neither lab nor program say otherwise: the course's values. */
export const defaultTcpOptions: Readonly<TcpOptions> = {
  sendBuffer: 65_536,
  receiveBuffer: 65_536,
  mss: 0,
  windowScale: true,
  timestamps: false,
  sack: true,
  dsack: true,
  nagle: true,
  delayedAck: 40 * MILLISECOND,
  firstRto: SECOND,
  minRto: SECOND,
  maxRto: 120 * SECOND,
  retries1: 3,
  retries2: 15,
  synRetries: 6,
  initialWindow: 10,
  dupThresh: 3,
  limitedTransmit: true,
  congestion: 'reno',
  keepAlive: false,
  keepIdle: 7200 * SECOND,
  keepInterval: 75 * SECOND,
  keepProbes: 9,
  timeWait: 10 * SECOND,
  finWait2: 60 * SECOND,
  override: 500 * MILLISECOND,
  challengeLimit: 10,
  linger: undefined,
  pathMtuDiscovery: true,
  ttl: 0,
  dsfield: 0,
  chop: 'off',
};
