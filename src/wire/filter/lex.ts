// The words of a display filter: cuts the text into tokens, and says where it cannot (Wireshark's scanner of version 4.0).

/** What is wrong with a filter, and where: `position` and `length` count UTF-16 units of its text. */
export interface FilterError {
  position: number;
  length: number;
  /** One sentence that begins with the thing at fault. */
  message: string;
  /** What would be right. */
  hint?: string;
}

export interface Place {
  position: number;
  length: number;
}

/**
 * `word`: a name or a bare value, told apart later by what is known and what is expected. `range`: one piece between square brackets.
 * `operator` also covers the words among them (`and`, `contains`); its `text` is the canonical sign.
 */
export type TokenKind = 'word' | 'string' | 'char' | 'range' | 'operator' | 'mark';

export interface Token extends Place {
  kind: TokenKind;
  text: string;
  /** How it stands in the filter, where that is not `text`. */
  written?: string;
  /** What a string or a character stands for, as UTF-8. */
  octets?: Uint8Array;
}

/** Operators that are words, and the sign that each stands for. */
const WORD_OPERATORS: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  xor: '^^',
  not: '!',
  eq: '==',
  any_eq: '==',
  all_eq: '===',
  ne: '!=',
  all_ne: '!=',
  any_ne: '!==',
  gt: '>',
  lt: '<',
  ge: '>=',
  le: '<=',
  bitwise_and: '&',
  contains: 'contains',
  matches: 'matches',
  in: 'in',
  any: 'any',
  all: 'all',
};
const SIGN_ALIASES: Readonly<Record<string, string>> = { '~=': '!==', '~': 'matches' };

// Longest first. A value with colons is taken whole, so that "02:00:0" can be called a short address and not a stray colon.
const COLONS = /:?[0-9a-fA-F]+(?::[0-9a-fA-F]+)+|:[0-9a-fA-F]+/y;
const CIDR = /\d+\.\d+\.\d+\.\d+\/\d+(?:\.\d+)*/y;
const WORD = /\.?[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*/y;
const SIGN = /===|!==|==|!=|~=|>=|<=|&&|\|\||\^\^|[><!&+\-*/%~]/y;
const MARK = /\.\.|[(){},#]/y;

/** The tokens up to the end or up to what cannot be read. */
export function lex(text: string): { tokens: Token[]; error?: FilterError } {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at])) {
      at++;
      continue;
    }
    const next = text[at] === '[' ? brackets(text, at) : token(text, at);
    if ('message' in next) return { tokens, error: next };
    tokens.push(...next);
    const last = next[next.length - 1];
    at = last.position + last.length;
  }
  return { tokens };
}

function token(text: string, at: number): Token[] | FilterError {
  const raw = /[rR]"/y;
  raw.lastIndex = at;
  if (raw.test(text)) return rawString(text, at);
  if (text[at] === '"' || text[at] === "'") return quoted(text, at);
  const word = run(COLONS, text, at) ?? run(CIDR, text, at) ?? run(WORD, text, at);
  if (word !== undefined) {
    const sign = Object.hasOwn(WORD_OPERATORS, word) ? WORD_OPERATORS[word] : undefined;
    return [{ kind: sign ? 'operator' : 'word', text: sign ?? word, written: word, position: at, length: word.length }];
  }
  const mark = run(MARK, text, at);
  if (mark) return [{ kind: 'mark', text: mark, position: at, length: mark.length }];
  const sign = run(SIGN, text, at);
  if (sign)
    return [{ kind: 'operator', text: SIGN_ALIASES[sign] ?? sign, written: sign, position: at, length: sign.length }];
  return stray(text, at);
}

function run(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function stray(text: string, at: number): FilterError {
  const sign = String.fromCodePoint(text.codePointAt(at)!);
  const hints: Record<string, string> = {
    '=': 'two equals signs compare: ==',
    '|': 'two bars mean or: ||',
    '^': 'two mean exclusive or: ^^',
    ';': 'tests are joined with && or ||',
    '“': 'strings stand between straight quotes: "…"',
    '”': 'strings stand between straight quotes: "…"',
    '‘': 'strings stand between straight quotes: "…"',
    '’': 'strings stand between straight quotes: "…"',
    '≠': 'not equal is written !=',
    '≤': 'write <=',
    '≥': 'write >=',
    ']': 'a slice begins with [',
  };
  const hint = hints[sign];
  return {
    position: at,
    length: sign.length,
    message: `"${sign}" means nothing in a filter`,
    ...(hint ? { hint } : {}),
  };
}

/** `[0:3,5]`: a bracket, its pieces, a bracket. */
function brackets(text: string, at: number): Token[] | FilterError {
  const close = text.indexOf(']', at);
  if (close < 0)
    return { position: at, length: 1, message: 'The bracket "[" is never closed', hint: 'for example eth.src[0:3]' };
  const tokens: Token[] = [{ kind: 'mark', text: '[', position: at, length: 1 }];
  let from = at + 1;
  for (const piece of text.slice(at + 1, close).split(',')) {
    const trimmed = piece.trim();
    const position = trimmed ? from + piece.indexOf(trimmed) : from;
    tokens.push({ kind: 'range', text: trimmed, position, length: trimmed.length });
    from += piece.length + 1;
  }
  tokens.push({ kind: 'mark', text: ']', position: close, length: 1 });
  return tokens;
}

/** `r"…"`: a backslash stays a backslash, but `\"` does not end the string. Made for `matches`. */
function rawString(text: string, at: number): Token[] | FilterError {
  let end = at + 2;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' && text[end + 1] === '"' ? 2 : 1;
  if (end >= text.length) return unclosed(at, 2);
  const octets = new TextEncoder().encode(text.slice(at + 2, end));
  return [{ kind: 'string', text: text.slice(at, end + 1), octets, position: at, length: end + 1 - at }];
}

function unclosed(position: number, length: number): FilterError {
  return { position, length, message: 'The quote that begins here is never closed' };
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  ...{ '\\': 0x5c, '"': 0x22, "'": 0x27, a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 },
};
const ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\\"'abfnrtv]))/y;

/** `"…"` or `'…'`: a string, or the number of one character. */
function quoted(text: string, at: number): Token[] | FilterError {
  const quote = text[at];
  const octets: number[] = [];
  let end = at + 1;
  while (end < text.length && text[end] !== quote) {
    if (text[end] !== '\\') {
      const sign = String.fromCodePoint(text.codePointAt(end)!);
      octets.push(...new TextEncoder().encode(sign));
      end += sign.length;
      continue;
    }
    const escape = run(ESCAPE, text, end);
    const meant = escape === undefined ? undefined : escaped(escape);
    if (escape === undefined || meant === undefined) {
      const length = Math.min(2, text.length - end);
      const message = `${text.slice(end, end + length)} is no escape sequence`;
      return { position: end, length, message, hint: 'a backslash itself is written \\\\, or use a raw string r"…"' };
    }
    octets.push(...meant);
    end += escape.length;
  }
  if (end >= text.length) return unclosed(at, 1);
  const place = { position: at, length: end + 1 - at };
  if (quote === "'" && octets.length !== 1) {
    return {
      ...place,
      message: `${text.slice(at, end + 1)} is not one character`,
      hint: 'a string stands in double quotes',
    };
  }
  const kind = quote === "'" ? 'char' : 'string';
  return [{ kind, text: text.slice(at, end + 1), octets: Uint8Array.from(octets), ...place }];
}

/** The octets an escape sequence stands for; undefined where it is beyond an octet or beyond Unicode. */
function escaped(escape: string): (ArrayLike<number> & Iterable<number>) | undefined {
  const [, hex, short, long, octal, simple] = new RegExp(ESCAPE.source).exec(escape)!;
  if (hex) return [parseInt(hex, 16)];
  if (octal) return parseInt(octal, 8) > 255 ? undefined : [parseInt(octal, 8)];
  if (simple) return [SIMPLE_ESCAPES[simple]];
  const point = parseInt((short ?? long)!, 16);
  return point > 0x10ffff ? undefined : new TextEncoder().encode(String.fromCodePoint(point));
}
