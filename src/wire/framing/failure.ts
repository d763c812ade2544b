// Why a message cannot be framed, and why a stream is refused: one table of codes with the parameters that each sentence needs.

/**
 * Every failure of framing and its parameters, as far as they are not `message` and `at`: those two, the number of the message from 0 and the
 * offset of its first octet in the stream, a decoder adds to each of its failures. Words live in `words/`, keyed by these names.
 */
const table = {
  // a rule that cannot be followed
  'rule-number': ['field', 'value', 'min', 'max'],
  'rule-delimiter-empty': [],
  'rule-escape-clash': ['escape', 'delimiter'],
  'chop-rule': ['text'],
  'format-not-one-integer': ['format'],
  // a number that a struct format cannot write, or octets that it cannot read
  'integer-fraction': ['value'],
  'integer-range': ['format', 'value', 'min', 'max'],
  'integer-octets': ['format', 'needed', 'found'],
  // what an encoder refuses, because its decoder would not give it back
  'message-kind': ['wanted'],
  'length-over-format': ['format', 'length', 'max'],
  'delimiter-inside': ['offset'],
  'delimiter-across-end': ['offset'],
  'fixed-size': ['length', 'size'],
  'padding-at-end': ['padding'],
  'size-mismatch': ['field', 'value', 'length'],
  // what both refuse
  'over-limit': ['part', 'length', 'limit'],
  'header-not-json': [],
  'header-not-object': [],
  'header-too-deep': ['deepest'],
  'size-missing': ['field'],
  'size-not-a-count': ['field', 'value'],
  // what a decoder refuses: the stream is closed
  'length-negative': ['length'],
  'length-not-exact': ['length'],
  'length-below-prefix': ['length', 'prefix'],
  'varint-unended': ['octets'],
  'header-not-utf8': [],
  'undelimited-over-limit': ['limit'],
  'octet-unescaped': ['octet'],
  'escape-unknown': ['octet'],
  // how a stream ends badly
  incomplete: ['part', 'have', 'missing'],
  undelimited: ['have'],
  'after-end': ['octets'],
} as const;

export type FramingCode = keyof typeof table;

/** The table of failures: each code with the names of its parameters. */
export const framingFailures: { readonly [C in FramingCode]: readonly string[] } = table;

/** One failure, to be worded by `words/`. Numbers that a double does not hold exactly are decimal text. */
export interface FramingFailure {
  code: FramingCode;
  parameters: Record<string, string | number>;
}

/** A value, or why there is none. */
export type Framed<T> = { ok: true; value: T } | { ok: false; failure: FramingFailure };

type ParametersOf<C extends FramingCode> = Record<(typeof table)[C][number], string | number>;

/** A failure with exactly the parameters that the table names. */
export function failureOf<C extends FramingCode>(code: C, parameters: ParametersOf<C>): FramingFailure {
  return { code, parameters };
}

export function refused<C extends FramingCode>(
  code: C,
  parameters: ParametersOf<C>,
): { ok: false; failure: FramingFailure } {
  return { ok: false, failure: failureOf(code, parameters) };
}

export const framed = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** The failure of a rule whose number is no whole number from `min` to `max`; undefined when it is one. */
export function numberFault(field: string, value: number, min: number, max: number): FramingFailure | undefined {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return undefined;
  return failureOf('rule-number', { field, value: String(value), min, max });
}
