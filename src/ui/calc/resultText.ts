// A result as text: to copy, to read aloud, to paste into an answer.

import type { Worked } from '../../calc/calculator.ts';
import type { Said } from '../../calc/said.ts';

/** Lines, notes and the working, one below the other. */
export function resultText(worked: Extract<Worked, { state: 'right' }>, says: (said: Said) => string): string {
  const either = (text: Said | string): string => (typeof text === 'string' ? text : says(text));
  const lines = worked.lines.map(({ id, value, group }) => {
    const name = says({ id });
    return `${group ? `${says(group)} · ` : ''}${name}: ${either(value)}`;
  });
  const steps = worked.steps.flatMap(({ say, source, bits = [], sum = [] }, place) => [
    `${place + 1}. ${says(say)}${source ? ` [${source}]` : ''}`,
    ...bits.map((row) => `   ${row.bits.replace(/.{8}(?!$)/g, '$& ')}  ${row.value}  ${says(row.label)}`),
    ...sum.map((line) => `   ${line}`),
  ]);
  return [...lines, ...worked.notes.map(says), '', ...steps].join('\n').trimEnd();
}
