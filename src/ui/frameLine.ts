// The line that says a frame in Wireshark's words: numbers of TCP count from the SYNs, where this run has seen them.

import type { Player } from '../player/player.svelte.ts';
import { firstNumbersOf } from '../sim/analysis/streams.ts';
import { dissectFrame } from '../sim/dissected.ts';

/** The info of a frame, such as `49152 → 9000 [SYN] Seq=0 Win=65535 Len=0`. */
export function frameLine({ history, dissections }: Player, frame: number): string {
  const first = firstNumbersOf(history, frame);
  return first ? dissectFrame(history.record, frame, first).info : dissections.of(frame).info;
}
