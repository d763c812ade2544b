// HTTP/1.1 messages on a byte stream (RFC 9112): where a head ends, its lines and fields, and where a body ends, whatever pieces they come in.

export interface HttpHead {
  /** The request line or status line. */
  first: string;
  /** Field names as they were written, and their values, in order. */
  fields: [name: string, value: string][];
}

const LF = 10;
const CR = 13;
const CRLF = '\r\n';

/** The offset behind the empty line that ends a head; undefined while it has not come. A line may end with LF alone (section 2.2), as those typed into nc do. */
export function headEnd(octets: Uint8Array): number | undefined {
  let lineStart = 0;
  for (let at = octets.indexOf(LF); at >= 0; at = octets.indexOf(LF, at + 1)) {
    const length = at - lineStart - (octets[at - 1] === CR && at > lineStart ? 1 : 0);
    // Empty lines before a message are to be passed over (section 2.2).
    if (length === 0 && lineStart > 0 && hasLine(octets, lineStart)) return at + 1;
    lineStart = at + 1;
  }
  return undefined;
}

const hasLine = (octets: Uint8Array, end: number): boolean => {
  for (let at = 0; at < end; at++) if (octets[at] !== CR && octets[at] !== LF) return true;
  return false;
};

/** The text of a head, each octet a character (section 2.2: never as UTF-8). */
export function latin1(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += String.fromCharCode(octet);
  return text;
}

/** Takes a whole head apart; undefined where a line is no field (section 5.1: no white space before the colon). */
export function readHead(octets: Uint8Array): HttpHead | undefined {
  const lines = latin1(octets)
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
  const begin = lines.findIndex((line) => line !== '');
  const first = lines[begin] ?? '';
  const fields: [string, string][] = [];
  for (const line of lines.slice(begin + 1)) {
    if (line === '') break;
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (!match) return undefined;
    fields.push([match[1]!, match[2]!]);
  }
  return { first, fields };
}

/** The value of a field, several of one name joined (RFC 9110 section 5.3); undefined where there is none. */
export function fieldOf({ fields }: HttpHead, name: string): string | undefined {
  const values = fields.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length ? values.join(', ') : undefined;
}

/** Does a list such as `Connection` hold a word? */
export const listHas = (list: string | undefined, word: string): boolean =>
  (list ?? '').split(',').some((one) => one.trim().toLowerCase() === word);

/** A head as it is sent. */
export const headText = (first: string, fields: readonly (readonly [string, string])[]): string =>
  [first, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''].join(CRLF);

/** A `Content-Length`; undefined for anything that is no number (section 6.3: then nobody knows where the body ends). */
export const readLength = (value: string): number | undefined => (/^\d{1,15}$/.test(value) ? Number(value) : undefined);

/** How much of a body is still to come (section 6.3). `closed`: until the connection ends. */
export type Body =
  | { by: 'length'; left: number }
  | { by: 'closed' }
  | { by: 'chunks'; part: 'size' | 'data' | 'after' | 'trailer'; left: number; line: string };

export interface BodyTaken {
  /** What of the given octets belongs to the body, without the framing of chunks. */
  data: Uint8Array[];
  /** How many octets were used: what stands behind is the next message. */
  used: number;
  done: boolean;
  bad: boolean;
}

const LONGEST_LINE = 4096;

/** Takes what belongs to a body from octets that have come, and notes in `body` how far it is. */
export function takeBody(body: Body, octets: Uint8Array): BodyTaken {
  if (body.by === 'closed') return { data: [octets], used: octets.length, done: false, bad: false };
  if (body.by === 'length') {
    const used = Math.min(body.left, octets.length);
    body.left -= used;
    return { data: used ? [octets.subarray(0, used)] : [], used, done: body.left === 0, bad: false };
  }
  return takeChunks(body, octets);
}

/** Section 7.1. */
function takeChunks(body: Extract<Body, { by: 'chunks' }>, octets: Uint8Array): BodyTaken {
  const taken: BodyTaken = { data: [], used: 0, done: false, bad: false };
  while (taken.used < octets.length) {
    if (body.part === 'data') {
      const data = octets.subarray(taken.used, taken.used + body.left);
      taken.data.push(data);
      taken.used += data.length;
      body.left -= data.length;
      if (body.left === 0) body.part = 'after';
      continue;
    }
    const octet = octets[taken.used++]!;
    if (octet !== LF) {
      body.line += String.fromCharCode(octet);
      if (body.line.length > LONGEST_LINE) return { ...taken, bad: true };
      continue;
    }
    const line = body.line.replace(/\r$/, '');
    body.line = '';
    if (!endLine(body, line)) return { ...taken, bad: true };
    if (body.part === 'trailer' && line === '') return { ...taken, done: true };
  }
  return taken;
}

/** A line between chunks is complete. */
function endLine(body: Extract<Body, { by: 'chunks' }>, line: string): boolean {
  if (body.part === 'after') {
    body.part = 'size';
    return line === '';
  }
  if (body.part === 'trailer') return true;
  const size = /^([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?$/.exec(line);
  if (!size) return false;
  body.left = parseInt(size[1]!, 16);
  body.part = body.left > 0 ? 'data' : 'trailer';
  return true;
}
