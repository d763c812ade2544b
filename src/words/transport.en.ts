// Why TCP did what it did, what changed about sockets, and what programs call, in English: a sentence for each reason and variant.

import type { Sentences } from './words.ts';

/** Why a segment is on the wire. */
const sent: Sentences = {
  'tcp-syn':
    '{device} wants a connection with {ip.dst|named}, port {tcp.dstport}: a SYN. It counts its octets from {tcp.seq_raw} on.',
  'tcp-syn-again':
    'No answer has come in time, so {device} sends its SYN to {ip.dst|named}, port {tcp.dstport}, once more.',
  'tcp-syn-ack':
    '{device} accepts the connection with {ip.dst|owner}: it acknowledges the SYN, and sends its own. It counts its octets from {tcp.seq_raw} on.',
  'tcp-data': '{device} sends {tcp.len|octets} to {ip.dst|owner}, port {tcp.dstport} (seq {tcp.seq}).',
  'tcp-data.fin':
    '{device} sends the last {tcp.len|octets} to {ip.dst|owner}, port {tcp.dstport} (seq {tcp.seq}), and a FIN with them.',
  'tcp-fin': '{device} has no more to send to {ip.dst|owner}, port {tcp.dstport}: a FIN (seq {tcp.seq}).',
  'tcp-ack': '{device} acknowledges to {ip.dst|owner} everything before number {tcp.ack}.',
  'tcp-ack.handshake': '{device} acknowledges the SYN of {ip.dst|owner}: the third segment of the handshake.',
  'tcp-duplicate-ack':
    '{device} answers at once what it cannot use yet, or has already: it waits for number {tcp.ack} from {ip.dst|owner}.',
  'tcp-duplicate-ack.sack':
    '{device} tells {ip.dst|owner} that something is missing: it waits for number {tcp.ack}, and has a block behind the gap (SACK).',
  'tcp-duplicate-ack.twice':
    '{device} tells {ip.dst|owner} that something has come twice (D-SACK): it waits for number {tcp.ack}.',
  'tcp-window-update':
    '{device} has room again and tells {ip.dst|owner}: the receive window is {tcp.window_size|octets}.',
  'tcp-challenge-ack':
    '{device} doubts that the segment came from {ip.dst|owner}, and asks with an ACK (challenge ACK): the right {ip.dst|owner} will answer it.',
  'tcp-retransmission':
    '{device} sends {tcp.len|octets} to {ip.dst|owner}, port {tcp.dstport}, again (seq {tcp.seq}): no acknowledgment has come.',
  'tcp-retransmission.fin':
    '{device} sends its FIN to {ip.dst|owner}, port {tcp.dstport}, again (seq {tcp.seq}): no acknowledgment has come.',
  'tcp-fast-retransmission':
    'The ACKs from {ip.dst|owner} say that octets are missing, so {device} sends {tcp.len|octets} again (seq {tcp.seq}) and does not wait for the timer.',
  'tcp-fast-retransmission.fin':
    'The ACKs from {ip.dst|owner} say that the FIN is missing, so {device} sends it again (seq {tcp.seq}) and does not wait for the timer.',
  'tcp-probe': '{device} asks {ip.dst|owner} whether its receive window is still closed: a window probe.',
  'tcp-keep-alive':
    '{device} has heard nothing from {ip.dst|owner} for a while and asks whether it is still there: a keep-alive.',
  'tcp-reset': '{device} breaks the connection with {ip.dst|owner}, port {tcp.dstport}, off: a reset (RST).',
  'tcp-reset.refused':
    '{device} refuses the connection: no program listens on port {tcp.srcport}. It answers {ip.dst|owner} with a reset (RST).',
};

/** Where a segment ended. */
const dropped: Sentences = {
  'tcp-bad-header': '{device} drops the segment: its TCP header cannot be right (a length, or an option).',
  'tcp-bad-checksum': '{device} drops the segment: the checksum does not fit. Whoever sent it will send it again.',
  'tcp-no-port':
    '{device} drops the segment: at {address}, port {port}, nobody listens, and it belongs to no connection.',
  'tcp-backlog-full':
    '{device} drops the segment: connections that wait for accept() already: {waiting} (backlog {backlog}).',
};

/** What changed about a socket. */
const changed: Sentences = {
  'tcp-opened': '{program} on {device} opens a connection: {connection}.',
  'tcp-opened.passive': 'A SYN has come for port {localPort} of {device}, so there is a new connection: {connection}.',
  'tcp-listening': '{device} listens on {at} for connections (backlog {backlog}).',
  'tcp-accepted':
    '{program} on {device} accepts the connection with {peer}, port {remotePort}, as descriptor {fd}. The handshake is done already.',
  'tcp-state': "{device}'s connection with {peer}, port {remotePort}: {before} → {state}.",
  'tcp-state.CLOSED-to-LISTEN':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. It begins as its listening socket does.",
  'tcp-state.SYN-SENT-to-SYN-RECEIVED':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. Both sides have sent a SYN at the same time.",
  'tcp-state.SYN-SENT-to-CLOSED':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. It has not come about.",
  'tcp-state.SYN-SENT':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. {device} waits for the answer to its SYN.",
  'tcp-state.SYN-RECEIVED':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. The SYN of {peer} is here. {device} answers and waits for the ACK.",
  'tcp-state.ESTABLISHED':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. Data may go both ways.",
  'tcp-state.FIN-WAIT-1':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. {device} has closed, and its FIN has still to be acknowledged.",
  'tcp-state.FIN-WAIT-2':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. {device}'s FIN is acknowledged, and {peer} may still send.",
  'tcp-state.CLOSE-WAIT':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. {peer} sends no more. TCP waits until {device}'s program closes too.",
  'tcp-state.CLOSING':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. Both sides have closed at the same time.",
  'tcp-state.LAST-ACK':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. Now {device} has closed too, and its FIN has still to be acknowledged.",
  'tcp-state.TIME-WAIT':
    "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. All is done. {device} waits a while, in case its last ACK was lost.",
  'tcp-state.CLOSED': "{device}'s connection with {peer}, port {remotePort}: {before} → {state}. It is over.",
  'tcp-written':
    "{device}'s program has written {octets|octets} into the send buffer (send number {write}, seq {seq}).",
  'tcp-read': "{device}'s program has read {octets|octets} from the receive buffer (seq {seq}).",
  'tcp-peeked':
    "{device}'s program has looked at {octets|octets} in the receive buffer (seq {seq}) and taken nothing out.",
  'udp-written':
    "{device}'s program has handed {octets|octets} over to UDP, to be sent from port {localPort} in one datagram.",
  'udp-read': "{device}'s program has read a datagram that came for UDP port {localPort}: {octets|octets}.",
  'udp-peeked':
    "{device}'s program has looked at a datagram that came for UDP port {localPort}: {octets|octets}. It stays in the receive buffer.",
  'tcp-congestion-avoidance':
    '{device} ends slow start on its connection with {peer}: the congestion window, {cwnd|octets}, has reached ssthresh, {ssthresh|octets}. From now on it grows slowly (congestion avoidance).',
  'tcp-fast-recovery':
    '{device} takes a segment to {peer} for lost, because of what the ACKs say. It sends less: congestion window {cwnd|octets}, ssthresh {ssthresh|octets}.',
  'tcp-recovered':
    '{device} has made good the loss on its connection with {peer}: congestion window {cwnd|octets}, ssthresh {ssthresh|octets}.',
  'tcp-timeout':
    '{device} has waited too long for an ACK from {peer}: the retransmission timer has expired. Congestion window {cwnd|octets}, ssthresh {ssthresh|octets}.',
  'tcp-idle-restart':
    '{device} has sent nothing to {peer} for a while and begins carefully: congestion window {cwnd|octets}, ssthresh {ssthresh|octets}.',
  'tcp-rto':
    '{device} has measured the way to {peer} and back: {srtt} on average (SRTT). Without an ACK it now sends again after {rto} (RTO).',
  'tcp-path-mtu': '{device} now knows that packets to {peer} may have {mtu|octets} at most: {mss|octets} in a segment.',
  'tcp-path-doubtful':
    '{device} has sent to {peer} again and again in vain: {retransmissions} times so far. After {limit} it gives up.',
  'tcp-soft-error':
    '{device} has got an ICMP error about its connection with {peer} (type {type}, code {code}). That may pass, so the connection goes on.',
  'tcp-data-after-close':
    '{device} has got {octets|octets} from {peer} (seq {seq}) that nobody will read: its program has closed. So the connection is reset.',
  'tcp-urgent-ignored':
    '{device} is told that urgent data has come (seq {seq}, urgent pointer {pointer}). It is treated like all other data.',
};

const programs: Sentences = {
  'socket-call': '{program} on {device}: {call}',
  'program-error-text': '{program} on {device} prints as an error, and goes on in the same line: {line}',
  'program-text': '{program} on {device} prints, and goes on in the same line: {line}',
};

/** What TCP decides about a segment, and why it sends nothing now. */
const decided: Sentences = {
  'tcp-not-in-window':
    'The segment (seq {seq}) lies outside of the receive window, which has {window|octets}: nothing of it is taken.',
  'tcp-old-timestamp':
    'The timestamp of the segment, {tsval}, is older than {recent}, which came before: an old copy. It is not taken.',
  'tcp-reset-ignored':
    'The reset has number {seq}, and not exactly the next one, {expected}: whoever sent it may be guessing. It is not obeyed.',
  'tcp-ack-ignored':
    'The segment acknowledges number {ack}, which cannot be: everything before {una} is acknowledged, or it was never sent. It is not taken.',
  'tcp-duplicate-data': 'Nothing new: these octets are here already ({octets|octets}, seq {seq}).',
  'tcp-out-of-order':
    'The segment (seq {seq}) is ahead of its turn: number {expected} is missing. It waits in the receive buffer.',
  'tcp-beyond-window': 'What lies beyond the receive window is cut off: {octets|octets}, from seq {seq} on.',
  'tcp-ack-delayed':
    'The ACK of {octets|octets} waits until {until} at the latest: perhaps data will go back that can take it along.',
  'tcp-challenge-limited': 'No challenge ACK is sent: {sent} went out a short while ago, and {limit} are allowed.',
  'tcp-waits-nagle':
    "Nagle's algorithm holds {octets|octets} back: {unacknowledged|octets} not acknowledged yet, and too little for a full segment.",
  'tcp-waits-window':
    'The receive window of the other side holds {octets|octets} back: it has room for {window|octets} more.',
  'tcp-waits-small-window':
    'The receive window of the other side holds {octets|octets} back: it has room for {window|octets} only, and so small a segment is not worth its headers.',
  'tcp-waits-cwnd':
    'The congestion window, {cwnd|octets}, holds {octets|octets} back: as much as it allows is under way.',
};

export const reasons: Sentences = { ...sent, ...dropped, ...changed, ...programs, ...decided };
