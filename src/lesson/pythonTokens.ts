// The words of a Python program without its comments: names, numbers, operators and strings (Python's reference, chapter 2). Total: any text gives some.

export interface Token {
  is: 'name' | 'number' | 'string' | 'operator';
  /** As it is written; of a string prefix and content, its quotation marks made one kind. */
  text: string;
  /** Counts from 1. */
  line: number;
}

const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}]*/uy;
const NUMBER =
  /(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?)/y;
const OPERATOR = /(?:\*\*=?|\/\/=?|>>=?|<<=?|->|:=|\.\.\.|[-+*/%@&|^=<>!]=|[^\s\w])/y;
const STRING_START = /([rRbBuUfFtT]{0,2})("""|'''|"|')/y;

/** The tokens of a text; a string that does not end ends with its line, or with the text where it has three quotation marks. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  const taken = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const sign = text[at]!;
    if (sign === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (/\s/.test(sign) || sign === '\\') {
      if (sign === '\n') line++;
      at++;
    } else {
      const string = taken(STRING_START);
      const found = string
        ? stringFrom(text, at, string)
        : (tokenIn('name', taken(NAME)) ?? tokenIn('number', taken(NUMBER)) ?? tokenIn('operator', taken(OPERATOR)));
      const length = found?.length ?? 1;
      if (found) tokens.push({ is: found.is, text: found.text, line });
      for (let i = at; i < at + length; i++) if (text[i] === '\n') line++;
      at += length;
    }
  }
  return tokens;
}

type Found = { is: Token['is']; text: string; length: number };

const tokenIn = (is: Token['is'], match: RegExpExecArray | null): Found | undefined =>
  match && match[0] !== '' ? { is, text: match[0], length: match[0].length } : undefined;

function stringFrom(text: string, at: number, start: RegExpExecArray): Found {
  const [whole, prefix = '', quote = '"'] = start;
  const begin = at + whole.length;
  const long = quote.length === 3;
  let end = begin;
  while (end < text.length && !text.startsWith(quote, end) && (long || text[end] !== '\n'))
    end += text[end] === '\\' ? 2 : 1;
  end = Math.min(end, text.length);
  const closed = text.startsWith(quote, end) ? quote.length : 0;
  return { is: 'string', text: `${prefix.toLowerCase()}'${text.slice(begin, end)}'`, length: end + closed - at };
}

/** The line on which these words stand one after another; undefined where they do not. */
export function lineWith(tokens: readonly Token[], words: string): number | undefined {
  const wanted = tokensOf(words);
  if (wanted.length === 0) return undefined;
  const at = tokens.findIndex((_, i) =>
    wanted.every((one, j) => tokens[i + j]?.is === one.is && tokens[i + j]!.text === one.text),
  );
  return at < 0 ? undefined : tokens[at]!.line;
}
