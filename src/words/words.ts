// What there are words for, in each language: the shapes that `words.*.ts` fill, and (for the help of fields, loaded apart) `fields.*.ts`.

import type { UiTexts } from './uiText.ts';

/** Templates by code; `{name}` is a placeholder (see say.ts). */
export type Sentences = Readonly<Record<string, string>>;

/** What a field is for. `label` where the language does not use that of the header's table, which is Wireshark's. */
export interface FieldWords {
  help: string;
  label?: string;
}

/** By filter name. */
export type FieldTable = Readonly<Record<string, FieldWords>>;

/** What is said about exercises, loaded with the first of them: remarks on wrong answers by code, and the texts of their cards. */
export interface ExerciseWords {
  remarks: Sentences;
  texts: UiTexts;
}

export interface Words {
  /** A name with its address: of `{owner}` and `{address}`. */
  named: string;
  /** So many octets: of `{count}`. A threshold that no loss has set has no limit. */
  octets: Readonly<Record<'one' | 'other' | 'boundless', string>>;
  /** Between the items of a list. */
  comma: string;
  /** By reason, or by reason and variant (`arp-learned.question`). */
  reasons: Sentences;
  /** Titles of layers by protocol; empty where those of the header's tables serve. */
  titles: Sentences;
  /** What is odd about a field or layer, why a check of a goal stands as it does, why a command is refused: by code. */
  problems: Sentences;
  because: Sentences;
  commands: Sentences;
  /** Single words, for what is a code in a parameter: `{table|term}`. */
  terms: Sentences;
}
