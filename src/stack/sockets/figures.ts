// What TCP_INFO tells of a connection: the numbers behind `ss -tin`.

import { diff } from '../../wire/seqnum.ts';
import { wakeAt, type Tcb, smssOf } from '../tcp/tcb.ts';
import type { Nanoseconds, Instant } from '../../base/time.ts';
import type { StreamSocket } from './table.ts';

export interface TcpFigures {
  /** Of RFC 9293 figure 5. */
  state: string;
  /** Octets: congestion window and threshold, what the peer's window allows, what is unacknowledged, waits to be sent, waits to be read. */
  cwnd: number;
  ssthresh: number;
  sendWindow: number;
  unacknowledged: number;
  unsent: number;
  unread: number;
  /** Octets of a full segment, sent and received; of the path's packets. */
  sendMss: number;
  receiveMss: number;
  mtu: number;
  rto: Nanoseconds;
  rtt: Nanoseconds;
  rttvar: Nanoseconds;
  /** Retransmissions since the last progress. */
  retransmits: number;
  backoff: number;
  recovery: string;
  /** Options agreed on; the shifts of the windows where they are scaled. */
  timestamps: boolean;
  sack: boolean;
  scaling: boolean;
  sendScale: number;
  receiveScale: number;
  /** Initial sequence numbers, and the next ones. */
  iss: number;
  irs: number;
  sendNext: number;
  sendUnacknowledged: number;
  receiveNext: number;
  /** When the next of its timers runs out. */
  deadline: Instant;
}

/** The figures of a socket's connection; without one only its state. */
export const figuresOf = (socket: StreamSocket, tcb: Tcb | undefined): TcpFigures | { state: string } =>
  tcb ? connectionFigures(tcb) : { state: socket.listener ? 'LISTEN' : 'CLOSED' };

/** The figures of a connection, whether a socket still has it or not. */
export function connectionFigures(tcb: Tcb): TcpFigures {
  const { state, congestion, mtu, rto, rttvar, backoff, recovery, timestamps, sack, scaling, iss, irs } = tcb;
  const unacknowledged = Math.max(0, diff(tcb.sndMax, tcb.sndUna));
  return {
    ...{ state, cwnd: congestion.cwnd, ssthresh: congestion.ssthresh, sendWindow: tcb.sndWnd, unacknowledged },
    ...{ unsent: Math.max(0, tcb.send.used - unacknowledged), unread: tcb.recv.used },
    ...{ sendMss: smssOf(tcb), receiveMss: tcb.rcvMss, mtu, rto, rtt: tcb.srtt, rttvar },
    ...{ retransmits: tcb.retries, backoff, recovery, timestamps, sack, scaling },
    ...{ sendScale: tcb.sndScale, receiveScale: tcb.rcvScale, iss, irs },
    ...{ sendNext: tcb.sndNxt, sendUnacknowledged: tcb.sndUna, receiveNext: tcb.rcvNxt, deadline: wakeAt(tcb) },
  };
}
