// What the ladder writes on a line: of a segment its flags and numbers, of anything else the line that Wireshark's list has. From long to short.

import type { Sent } from '../../player/ladderParts.ts';
import { judgedWhereSent } from '../../sim/analysis/captured.ts';
import { segmentOf, type Segment } from '../../sim/analysis/segment.ts';
import { firstNumbersOf } from '../../sim/analysis/streams.ts';
import { frameIsBad } from '../../sim/record.ts';
import type { Layer } from '../../wire/dissection.ts';
import { add } from '../../wire/seqnum.ts';
import { ACK, FLAG_NAMES } from '../../wire/tcp.ts';
import type { Told } from '../sentence.ts';

/** The ways to say what a frame says, the longest first. `relative`: numbers counted from the SYNs, where these were seen. */
export function labelsOf(player: Told, { frame, row }: Sent, relative: boolean): string[] {
  const { history } = player;
  const { info, word, protocol } = player.dissections.of(frame);
  const s = protocol === 'TCP' ? segmentOf(history.record, frame) : undefined;
  if (!s || s.fragment) return info === word ? [info] : [info, word];
  const first = relative ? firstNumbersOf(history, frame) : undefined;
  const seq = add(s.seq, -(first?.seq ?? 0));
  const ack = s.flags & ACK ? ` Ack=${add(s.ack, -(first?.ack ?? 0))}` : '';
  // Wireshark shows the window in octets; in the header it may be scaled (RFC 7323 section 2.3).
  const window = (relative ? judgedWhereSent(history, row)?.window : undefined) ?? s.window;
  const flags = flagsOf(s);
  const length = s.length ? ` Len=${s.length}` : '';
  const bad = frameIsBad(history.record, frame) ? ' [FCS]' : '';
  return [
    `${flags} Seq=${seq}${ack}${length} Win=${window}${bad}`,
    `${flags} Seq=${seq}${ack}${length}`,
    // What is only an acknowledgment is told by what it acknowledges.
    s.flags === ACK && !s.length ? `ACK${ack}` : `${flags} Seq=${seq}${length}`,
    s.flags === ACK && !s.length ? ack.slice(1) : word,
    word,
  ];
}

const flagsOf = ({ flags }: Segment): string => FLAG_NAMES.filter((_, i) => flags & (1 << i)).join(', ') || '∅';

/** The layer whose message it is: that of the innermost header that is carried. */
export function layerOf(player: Told, { frame }: Sent): Layer {
  const { layers } = player.dissections.of(frame);
  return layers.findLast(({ quoted, protocol }) => !quoted && protocol !== 'data')?.layer ?? 'physical';
}
