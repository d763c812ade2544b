// Calculators' sentences and pictures as lines of text.
import { toHex } from '../base/bytes.ts';
import type { BitRow, OctetRow } from '../calc/calculator.ts';
import type { Said } from '../calc/said.ts';
import type { Say } from '../calc/worksheet.ts';
import { fillText, type UiTexts } from '../words/uiText.ts';
import { columns } from './labCommand.ts';

/** Says sentences in a language. A code without a sentence shows itself; a test finds such codes. */
export const sayingIn =
  (texts: UiTexts): Say =>
  (said: Said | string) => {
    if (typeof said === 'string') return said;
    const text = texts[said.id];
    return text === undefined ? said.id : fillText(text, said.params);
  };

/** Rows of bits, octet by octet. */
export const bitLines = (rows: readonly BitRow[], say: Say): string[] =>
  columns(rows.map(({ label, bits, value }) => [`   ${bits.replace(/.{8}(?!$)/g, '$& ')}`, value, say(label)]));

/** Rows of octets in hexadecimal. */
export const octetLines = (rows: readonly OctetRow[], say: Say): string[] =>
  rows.map(({ label, bytes }) => `   ${say(label)}: ${toHex(bytes, ' ')}`);
