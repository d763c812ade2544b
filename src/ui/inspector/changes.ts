// What differs between a frame as it came in and the frame that went out for it: the fields a router (or a fault) has rewritten.

import type { Dissection, Span } from '../../wire/dissection.ts';

/** One field that differs. `from` or `to` absent: the field is only in one of the frames. */
export interface FieldChange {
  filter: string;
  label: string;
  from?: string;
  to?: string;
  /** Where it lies in the later frame (in the earlier one, when it is gone). */
  bit: number;
  bits: number;
}

/** The fields that differ, in wire order. Fields are matched by name and, where a name comes twice, by their turn. */
export function changedFields(before: Dissection, after: Dissection): FieldChange[] {
  const old = byTurn(before);
  const changes: FieldChange[] = [];
  for (const [key, span] of byTurn(after)) {
    const was = old.get(key);
    old.delete(key);
    if (was && was.text === span.text) continue;
    changes.push({ ...placeOf(span), ...(was ? { from: was.text } : {}), to: span.text });
  }
  for (const span of old.values()) changes.push({ ...placeOf(span), from: span.text });
  return changes;
}

const placeOf = ({ filter, label, bit, bits }: Span): Pick<FieldChange, 'filter' | 'label' | 'bit' | 'bits'> => ({
  filter,
  label,
  bit,
  bits,
});

function byTurn(dissection: Dissection): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const layer of dissection.layers) {
    for (const span of layer.spans) {
      let turn = 0;
      while (spans.has(`${span.filter}#${turn}`)) turn++;
      spans.set(`${span.filter}#${turn}`, span);
    }
  }
  return spans;
}
