// Texts of the sockets view: connections, buffers, calls of send and recv.
import type { UiTexts } from '../uiText.ts';

export const sockets: UiTexts = {
  'sockets.connection': 'Connection',
  'sockets.figures': 'congestion window {cwnd} · ssthresh {ssthresh} · peer’s window {window} · RTO {rto}',
  'sockets.lane': '{from} → {to}',
  'sockets.sends': 'What {name}’s program sends',
  'sockets.lane.empty': '{from} has sent nothing yet.',
  'sockets.recvs': 'What {name}’s program receives',
  'sockets.recvs.none': 'nothing yet',
  'sockets.send-buffer': 'Send buffer',
  'sockets.receive-buffer': 'Receive buffer',
  'sockets.wire': 'On the wire',
  'sockets.wire.none': 'no data',
  'sockets.segment': 'To this segment',
  'sockets.again': 'sent again',
  'sockets.level': '{used} of {of} octets',
  'sockets.unacknowledged': '{count} sent and unacknowledged, {unsent} waiting (dashed)',
  'sockets.window': 'room for {count} more, as last announced',
  'sockets.gone': 'There is no connection here now.',
  'sockets.gap': 'Something is missing here: what follows waits for it.',
  'sockets.run': { one: 'send {write}: {text} (1 octet)', other: 'send {write}: {text} ({count} octets)' },
  'sockets.run.unknown': { one: 'one octet {text}', other: '{count} octets {text}' },
};
