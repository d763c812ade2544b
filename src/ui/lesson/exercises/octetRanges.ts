// Octets that are marked in a hexdump: ranges as an answer has them, and what a key, a click or a drag makes of them.

import { octetsIn, rangesOf } from '../../../lesson/exercises/mark.ts';
import type { Dissection } from '../../../wire/dissection.ts';

/** Of what the headers carry so many octets are shown at first; a frame that is hardly longer than that is shown whole. */
const CARRIED = 32;
const HARDLY = 48;
/** They are shown in whole rows, of the longer kind. */
const ROW = 16;

/** How many octets of a frame are shown at first: its headers, and the beginning of what they carry. */
export function firstOctets({ bytes, layers }: Dissection): number {
  let headers = 0;
  for (const { protocol, spans } of layers) {
    if (protocol === 'data') continue;
    for (const { filter, bit, bits } of spans)
      if (!/\.(padding|trailer)$/.test(filter)) headers = Math.max(headers, (bit + bits) >>> 3);
  }
  const first = Math.ceil((headers + CARRIED) / ROW) * ROW;
  return bytes.length <= first + HARDLY ? bytes.length : first;
}

/** With the octets from `anchor` to `to` marked, or (`on` false) not marked. */
export function span(given: readonly string[], anchor: number, to: number, on: boolean, length: number): string[] {
  const octets = new Set(octetsIn(given, length));
  for (let octet = Math.min(anchor, to); octet <= Math.max(anchor, to); octet++) {
    if (on) octets.add(octet);
    else octets.delete(octet);
  }
  return rangesOf([...octets]);
}

/** Where a key leads from an octet; undefined for a key that moves nowhere. */
export function moved(at: number, key: string, perRow: number, length: number, control: boolean): number | undefined {
  const inRow = at % perRow;
  const steps: Record<string, number> = {
    ...{ ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow },
    Home: control ? -at : -inRow,
    End: control ? length : perRow - 1 - inRow,
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  const to = at + step;
  return key === 'End' ? Math.min(to, length - 1) : to < 0 || to >= length ? at : to;
}
