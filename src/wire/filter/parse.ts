// The grammar of display filters: tokens become a tree. Precedence as in Wireshark 4.0: or, (xor,) and, not, comparison, &, + −, * / %.

import type { FilterError, Place, Token } from './lex.ts';

export type Relation = '==' | '===' | '!=' | '!==' | '<' | '<=' | '>' | '>=' | 'contains' | 'matches';
export type Quantifier = 'any' | 'all';
export type Arithmetic = '+' | '-' | '*' | '/' | '%' | '&';

/** One piece of a slice or of a layer number, as it is written: `0:3`, `2-4`, `-1`, `:2`. */
export type Piece = Place & { text: string };

/** Something that has values: a field, a value written down, or what is made of them. */
export type Entity = Place &
  (
    | { kind: 'word'; text: string }
    | { kind: 'layer'; of: Entity; pieces: Piece[] }
    | { kind: 'string' | 'char'; text: string; octets: Uint8Array }
    | { kind: 'slice'; of: Entity; pieces: Piece[] }
    | { kind: 'call'; name: string; given: Entity[] }
    | { kind: 'arithmetic'; operator: Arithmetic; left: Entity; right: Entity }
    | { kind: 'negative'; of: Entity }
  );

/** One member of a set, or everything from `low` to `high`. */
export interface Member {
  low: Entity;
  high?: Entity;
}

/** Something that is true or false of a frame. */
export type Test = Place &
  (
    | { kind: 'and' | 'or' | 'xor'; tests: Test[] }
    | { kind: 'not'; of: Test }
    | { kind: 'relation'; relation: Relation; quantifier?: Quantifier; left: Entity; right: Entity }
    | { kind: 'in'; quantifier?: Quantifier; left: Entity; members: Member[] }
    | { kind: 'given'; of: Entity }
  );

/** Brackets and braces within each other; a person needs three. */
const DEEPEST = 64;

const RELATIONS = new Set<string>(['==', '===', '!=', '!==', '<', '<=', '>', '>=', 'contains', 'matches']);

interface Reader {
  readonly tokens: readonly Token[];
  /** Where the text ends, for "something is missing here". */
  readonly end: number;
  at: number;
  depth: number;
  error?: FilterError;
}

/** The tree of a filter that has at least one token; of several mistakes the first is told. */
export function parse(tokens: readonly Token[], end: number): Test | FilterError {
  const reader: Reader = { tokens, end, at: 0, depth: 0 };
  const test = combination(reader, 0);
  if (test && reader.at < tokens.length) unexpected(reader, 'tests are joined with && or ||');
  return reader.error ?? test!;
}

function fail(r: Reader, place: Place, message: string, hint?: string): undefined {
  r.error ??= { position: place.position, length: place.length, message, ...(hint ? { hint } : {}) };
  return undefined;
}

/** Reports the token that stands here, or the end of the filter, as not fitting. */
function unexpected(r: Reader, hint?: string): undefined {
  const token = r.tokens[r.at];
  if (!token)
    return fail(r, { position: r.end, length: 0 }, 'The filter ends too early', hint ?? 'something must follow');
  const spoken = /^(?:AND|OR|NOT|XOR|EQ|NE|GT|LT|GE|LE|IN|CONTAINS|MATCHES)$/i.test(token.text);
  const small = spoken ? `operators are written in small letters: ${token.text.toLowerCase()}` : undefined;
  return fail(r, token, `"${token.written ?? token.text}" does not fit here`, small ?? hint);
}

function is(r: Reader, text: string, kind?: Token['kind']): boolean {
  const token = r.tokens[r.at];
  return token?.text === text && (kind ? token.kind === kind : token.kind === 'operator' || token.kind === 'mark');
}

function take(r: Reader, text: string): boolean {
  if (!is(r, text)) return false;
  r.at++;
  return true;
}

function expect(r: Reader, text: string, hint: string): boolean {
  return take(r, text) || unexpected(r, hint) !== undefined;
}

const from = (first: Place, last: Place): Place => ({
  position: first.position,
  length: last.position + last.length - first.position,
});

const COMBINATIONS = [
  { sign: '||', kind: 'or' },
  { sign: '^^', kind: 'xor' },
  { sign: '&&', kind: 'and' },
] as const;

/** `a || b`, `a ^^ b`, `a && b`; each binds tighter than the one before. Many of one kind become one flat list. */
function combination(r: Reader, level: number): Test | undefined {
  if (level === COMBINATIONS.length) return negation(r);
  const { sign, kind } = COMBINATIONS[level];
  const tests: Test[] = [];
  do {
    const test = combination(r, level + 1);
    if (!test) return undefined;
    tests.push(test);
  } while (take(r, sign));
  return tests.length === 1 ? tests[0] : { kind, tests, ...from(tests[0], tests[tests.length - 1]) };
}

function negation(r: Reader): Test | undefined {
  const first = r.tokens[r.at];
  let negations = 0;
  while (take(r, '!')) negations++;
  const test = is(r, '(') ? bracketed(r) : comparison(r);
  return test && negations % 2 ? { kind: 'not', of: test, ...from(first, test) } : test;
}

function bracketed(r: Reader): Test | undefined {
  const open = r.tokens[r.at++];
  if (++r.depth > DEEPEST) return fail(r, open, `More than ${DEEPEST} brackets stand within each other`);
  const test = combination(r, 0);
  if (!test || !expect(r, ')', 'a closing bracket')) return undefined;
  r.depth--;
  return test;
}

/** `a == b`, `a == b < c` (both must hold), `a in {…}`, or a field alone. */
function comparison(r: Reader): Test | undefined {
  const first = r.tokens[r.at];
  const quantifier: { quantifier?: Quantifier } = take(r, 'any')
    ? { quantifier: 'any' }
    : take(r, 'all')
      ? { quantifier: 'all' }
      : {};
  let left = entity(r, 0);
  if (!left) return undefined;
  if (is(r, 'in') || (is(r, '!') && r.tokens[r.at + 1]?.text === 'in')) return membership(r, left, first, quantifier);
  const tests: Test[] = [];
  for (let token = r.tokens[r.at]; token?.kind === 'operator' && RELATIONS.has(token.text); token = r.tokens[r.at]) {
    r.at++;
    const right = entity(r, 0);
    if (!right) return undefined;
    tests.push({
      kind: 'relation',
      relation: token.text as Relation,
      ...quantifier,
      left,
      right,
      ...from(left, right),
    });
    left = right;
  }
  if (tests.length > 1) return { kind: 'and', tests, ...from(first, left) };
  if (tests.length === 1) return tests[0];
  if (quantifier.quantifier)
    return unexpected(r, `"${quantifier.quantifier}" needs a comparison, as in all ip.ttl > 1`);
  return { kind: 'given', of: left, position: left.position, length: left.length };
}

function membership(r: Reader, left: Entity, first: Place, quantifier: { quantifier?: Quantifier }): Test | undefined {
  const negated = take(r, '!');
  r.at++;
  const hint = 'a set, as in {1, 64} or {1 .. 9}';
  if (!expect(r, '{', hint)) return undefined;
  const members: Member[] = [];
  do {
    const low = entity(r, 1);
    if (!low) return undefined;
    if (!take(r, '..')) {
      members.push({ low });
      continue;
    }
    const high = entity(r, 1);
    if (!high) return undefined;
    members.push({ low, high });
  } while (take(r, ','));
  const close = r.tokens[r.at];
  if (!expect(r, '}', 'members are told apart by commas, and the set ends with }')) return undefined;
  const place = from(first, close);
  const test: Test = { kind: 'in', ...quantifier, left, members, ...place };
  return negated ? { kind: 'not', of: test, ...place } : test;
}

const ARITHMETIC: readonly (readonly string[])[] = [['&'], ['+', '-'], ['*', '/', '%']];

function entity(r: Reader, level: number): Entity | undefined {
  if (level === ARITHMETIC.length) return signed(r);
  let left = entity(r, level + 1);
  while (left) {
    const token: Token | undefined = r.tokens[r.at];
    if (token?.kind !== 'operator' || !ARITHMETIC[level].includes(token.text)) return left;
    r.at++;
    const right = entity(r, level + 1);
    if (!right) return undefined;
    left = { kind: 'arithmetic', operator: token.text as Arithmetic, left, right, ...from(left, right) };
  }
  return undefined;
}

function signed(r: Reader): Entity | undefined {
  const first = r.tokens[r.at];
  let negative = false;
  for (;;) {
    if (take(r, '-')) negative = !negative;
    else if (!take(r, '+')) break;
  }
  const of = sliced(r);
  return of && negative ? { kind: 'negative', of, ...from(first, of) } : of;
}

/** A primary with the slices and layer numbers behind it. */
function sliced(r: Reader): Entity | undefined {
  let of = primary(r);
  while (of && (is(r, '[') || is(r, '#'))) {
    const kind = r.tokens[r.at++].text === '#' ? 'layer' : 'slice';
    const single: Token | undefined = r.tokens[r.at];
    if (kind === 'layer' && single?.kind === 'word') {
      r.at++;
      of = { kind, of, pieces: [single], ...from(of, single) };
      continue;
    }
    if (kind === 'layer' && !expect(r, '[', 'the number of a layer, as in ip.ttl#2')) return undefined;
    const pieces: Piece[] = [];
    while (r.tokens[r.at].kind === 'range') pieces.push(r.tokens[r.at++]);
    of = { kind, of, pieces, ...from(of, r.tokens[r.at++]) };
  }
  return of;
}

function primary(r: Reader): Entity | undefined {
  const token = r.tokens[r.at];
  if (token?.kind === 'string' || token?.kind === 'char') {
    r.at++;
    return { ...token, kind: token.kind, octets: token.octets! };
  }
  if (token?.kind === 'word') {
    r.at++;
    return is(r, '(') ? call(r, token) : { ...token, kind: 'word' };
  }
  if (!is(r, '{')) return unexpected(r);
  r.at++;
  if (++r.depth > DEEPEST) return fail(r, token, `More than ${DEEPEST} braces stand within each other`);
  const inner = entity(r, 0);
  if (!inner || !expect(r, '}', 'a closing brace')) return undefined;
  r.depth--;
  return inner;
}

function call(r: Reader, name: Token): Entity | undefined {
  const open = r.tokens[r.at++];
  if (++r.depth > DEEPEST) return fail(r, open, `More than ${DEEPEST} brackets stand within each other`);
  const given: Entity[] = [];
  if (!is(r, ')')) {
    do {
      const one = entity(r, 0);
      if (!one) return undefined;
      given.push(one);
    } while (take(r, ','));
  }
  const close = r.tokens[r.at];
  if (!expect(r, ')', 'a closing bracket')) return undefined;
  r.depth--;
  return { kind: 'call', name: name.text, given, ...from(name, close) };
}
