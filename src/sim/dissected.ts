// What the octets of a recorded frame say: all of it, or one field.

import { dissect } from '../wire/dissect.ts';
import type { FirstNumbers } from '../wire/dissect/reading.ts';
import type { Dissection } from '../wire/dissection.ts';
import { frameBytes, frameIsBad, frameLength, type Recording } from './record.ts';

/** What a recorded frame's octets say. `tcp`: where its stream's numbers count from (`firstNumbersOf`), for its line. */
export const dissectFrame = (record: Recording, frame: number, tcp?: FirstNumbers): Dissection =>
  dissect(frameBytes(record, frame), {
    badFcs: frameIsBad(record, frame),
    length: frameLength(record, frame),
    ...(tcp && { tcp }),
  });

/** The value of a field in a frame: the first span or derived value of that name in a layer that is not quoted, or in one that is. */
export function fieldIn(
  dissection: Dissection,
  name: string,
  quoted = false,
): { value: unknown; text: string } | undefined {
  for (const layer of dissection.layers) {
    if (layer.quoted !== quoted) continue;
    for (const one of [...layer.spans, ...layer.derived]) if (one.filter === name) return one;
  }
  return undefined;
}
