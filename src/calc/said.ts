// What calculators say is a code with parameters; `words/calc` has the sentence in each language. So a result is data: the same in page, command line and test.

/** A sentence by its code. */
export interface Said {
  id: string;
  params?: Readonly<Record<string, string | number>>;
}

/** What can be wrong with what was typed. */
export type ErrorId =
  | 'E_SPACE'
  | 'E_FULLWIDTH'
  | 'E_ZERO'
  | 'E_OCTETS'
  | 'E_RANGE'
  | 'E_CHAR'
  | 'E_PREFIX'
  | 'E_MASK'
  | 'E_V6'
  | 'E_MAC'
  | 'E_PORT'
  | 'E_NUMBER'
  | 'E_CODEC'
  | 'E_HEX'
  | 'E_TOOBIG'
  | 'E_ALLOC'
  | 'E_HOST';

/** The first wrong place in what was typed. */
export interface Problem {
  id: ErrorId;
  /** Which of this error's sentences fits; none: the plain one. The code of the sentence is `id` or `id.variant`. */
  variant?: string;
  params?: Readonly<Record<string, string | number>>;
  /** First wrong UTF-16 unit of the text as it was typed, and how many are wrong; at the end of the text where something is missing. */
  at: number;
  length: number;
  /** What the text would be if the mistake is only one of writing; offered, never assumed. */
  instead?: string;
}

/** The sentence of a problem. */
export const sentenceOf = ({ id, variant, params, at }: Problem): Said => ({
  id: variant ? `${id}.${variant}` : id,
  params: { at: at + 1, ...params },
});

/** Either a value or the first thing that is wrong. */
export type Read<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const right = <T>(value: T): Read<T> => ({ ok: true, value });

/** A problem at a place. `params` besides the place, which every sentence may name as `{at}`, counted from 1. */
export function wrong(
  id: ErrorId,
  at: number,
  length: number,
  more: { variant?: string; params?: Problem['params']; instead?: string } = {},
): { ok: false; problem: Problem } {
  return { ok: false, problem: { id, at, length, ...more } as Problem };
}
