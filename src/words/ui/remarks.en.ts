// Words for what Wireshark's experts remark on TCP segments: its own names, and what each means.
import type { UiTexts } from '../uiText.ts';

export const remarks: UiTexts = {
  'remarks.title': 'Remarks, as Wireshark makes them',
  'remarks.from': 'From a capture at {port}: whoever sees only packets can say no more.',
  'remarks.severity.chat': 'Chat',
  'remarks.severity.note': 'Note',
  'remarks.severity.warning': 'Warning',
  'remark.retransmission': 'These octets have been sent before, and no acknowledgment came in time.',
  'remark.fast_retransmission':
    'These octets have been sent before. Duplicate acknowledgments told of the gap, so the sender did not wait for its timer.',
  'remark.spurious_retransmission': 'These octets are sent again although they have been acknowledged already.',
  'remark.out_of_order': 'This segment has a lower number than one that came before it: it was overtaken on the way.',
  'remark.lost_segment': 'Octets before this segment are missing here: they were lost, or are still on their way.',
  'remark.ack_lost_segment': 'This acknowledges octets that were never seen here.',
  'remark.duplicate_ack':
    'The same acknowledgment again: something came, but not the octet that the receiver waits for.',
  'remark.keep_alive': 'Asks whether the other end is still there, with a number that it already has.',
  'remark.keep_alive_ack': 'Answers a keep-alive: the connection still stands.',
  'remark.zero_window': 'The receive buffer of the sender of this segment is full: nothing more may be sent to it now.',
  'remark.zero_window_probe': 'One octet into a closed window, to learn whether it has opened.',
  'remark.zero_window_probe_ack': 'Answers a probe: the window is still closed.',
  'remark.window_update': 'Nothing new is acknowledged: the receiver tells that it has room again.',
  'remark.window_full': 'With this segment all that the receiver has room for is on its way.',
  'remark.reused_ports': 'A new connection between ports that an earlier one had.',
};
