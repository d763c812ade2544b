// Octets that are marked in a hexdump: ranges as an answer has them, and what a key, a click or a drag makes of them.

import { octetsIn, rangesOf } from '../../../lesson/exercises/mark.ts';

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
