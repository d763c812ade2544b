// What the web server answers to a request (RFC 9110): a file, a list of files, or what is wrong.

import { HOME, entriesOf, readFile, readPart, resolvePath, statOf } from '../host/files.ts';
import type { HostState } from '../host/host.ts';
import { fieldOf, headText, listHas, readHead, readLength, type HttpHead } from './http.ts';

/** An answer under way: the octets of its head, then those of a text or a file, from `at` to `end`. Plain data. */
export interface WebAnswer {
  status: number;
  head: string;
  /** The body, when it is a file of the host; otherwise `text` is it. */
  file: string | undefined;
  text: string;
  /** How far it has gone, and where it ends, head and body together, in octets. */
  at: number;
  end: number;
  /** The connection ends behind it. */
  closes: boolean;
}

export interface WebRequest {
  /** The first line as it came, for the log. */
  line: string;
  answer: WebAnswer;
  /** Octets of the request's own body, which nobody reads. */
  skip: number;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  431: 'Request Header Fields Too Large',
  501: 'Not Implemented',
  505: 'HTTP Version Not Supported',
};

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
};

const INDEX = 'index.html';

/** So many octets of an answer's body from an offset on; a file may have changed since its head was sent, as on a real disk. */
export const bodyPart = (host: HostState, { file, text }: WebAnswer, at: number, count: number): Uint8Array =>
  file === undefined
    ? new TextEncoder().encode(text).subarray(at, at + count)
    : (readPart(host, file, at, count) ?? new Uint8Array(0));

/** Answers a request whose head has come whole. `once`: the server closes after every answer. */
export function answerTo(host: HostState, octets: Uint8Array, once: boolean): WebRequest {
  const head = readHead(octets);
  const match = head && /^([A-Za-z]+) (\S+)(?: HTTP\/(\d)\.(\d))$/.exec(head.first);
  const line = head?.first ?? '';
  if (!head || !match) return { line, answer: refusal(400), skip: 0 };
  const [, method, target, major, minor] = match;
  if (major !== '1') return { line, answer: refusal(505), skip: 0 };
  // RFC 9112 section 3.2: exactly one Host.
  const hosts = head.fields.filter(([name]) => name.toLowerCase() === 'host').length;
  if (hosts > 1 || (hosts === 0 && minor !== '0')) return { line, answer: refusal(400), skip: 0 };
  if (fieldOf(head, 'Transfer-Encoding') !== undefined) return { line, answer: refusal(501), skip: 0 };
  const skip = readLength(fieldOf(head, 'Content-Length') ?? '0');
  if (skip === undefined) return { line, answer: refusal(400), skip: 0 };
  const closes = once || isLast(head, minor === '0');
  const answer = contentOf(host, method!, target!, closes, minor === '0');
  return { line, answer, skip: answer.closes ? 0 : skip };
}

/** RFC 9112 section 9.3. */
function isLast(head: HttpHead, old: boolean): boolean {
  const connection = fieldOf(head, 'Connection');
  return old ? !listHas(connection, 'keep-alive') : listHas(connection, 'close');
}

function contentOf(host: HostState, method: string, target: string, closes: boolean, old: boolean): WebAnswer {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, closes, [['Allow', 'GET, HEAD']]);
  const name = nameIn(target);
  const withBody = method === 'GET';
  if (name === undefined) return refusal(400, closes);
  const file = name === '' ? INDEX : name;
  const found = resolvePath(HOME, file).startsWith(`${HOME}/`) ? statOf(host, file) : undefined;
  if (found && !found.folder) {
    const type = TYPES[/\.([a-z]+)$/.exec(file)?.[1] ?? ''] ?? plainOr(host, file);
    return answer(200, type, found.size, '', file, { closes, withBody, old });
  }
  if (name !== '') return refusal(404, closes, [], withBody);
  const list = listing(host);
  return answer(200, TYPES['html']!, new TextEncoder().encode(list).length, list, undefined, { closes, withBody, old });
}

const plainOr = (host: HostState, file: string): string =>
  isText(readFile(host, file)!) ? 'text/plain; charset=utf-8' : 'application/octet-stream';

/** The file that a target means; '' for the root; undefined where it is no target (RFC 9112 section 3.2). Nothing above home is served. */
function nameIn(target: string): string | undefined {
  const path = /^(?:http:\/\/[^/?#]*)?(\/[^?#]*)/.exec(target)?.[1];
  if (path === undefined || /%(?![0-9a-fA-F]{2})/.test(path)) return undefined;
  const octets: number[] = [];
  for (let i = 1; i < path.length; i++) {
    const isCoded = path[i] === '%';
    octets.push(isCoded ? parseInt(path.slice(i + 1, i + 3), 16) : path.charCodeAt(i));
    if (isCoded) i += 2;
  }
  return new TextDecoder().decode(Uint8Array.from(octets));
}

function isText(octets: Uint8Array): boolean {
  const again = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets));
  return again.length === octets.length && again.every((octet, i) => octet === octets[i]);
}

function listing(host: HostState): string {
  const names = entriesOf(host, HOME)!.filter((name) => !statOf(host, name)!.folder);
  const lines = names.map((name) => `<li><a href="${escaped(name)}">${escaped(name)}</a></li>`);
  const title = `Files of ${escaped(host.name)}`;
  return ['<!DOCTYPE html>', `<title>${title}</title>`, `<h1>${title}</h1>`, '<ul>', ...lines, '</ul>', ''].join('\n');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

type Fields = readonly (readonly [string, string])[];

/** What is answered to a request that cannot be done. After one that was not understood nobody knows where the next begins. */
export function refusal(status: number, closes = true, more: Fields = [], withBody = true): WebAnswer {
  const text = `${status} ${REASONS[status]}\n`;
  return answer(status, 'text/plain; charset=utf-8', text.length, text, undefined, { closes, withBody, more });
}

/** The head has no `Date`: a server without a clock must not send one (RFC 9110 section 6.6.1), and the time of this world is none of a calendar. */
function answer(
  status: number,
  type: string,
  length: number,
  text: string,
  file: string | undefined,
  { closes, withBody, old = false, more = [] }: { closes: boolean; withBody: boolean; old?: boolean; more?: Fields },
): WebAnswer {
  const head = headText(`HTTP/1.1 ${status} ${REASONS[status]}`, [
    ['Content-Type', type],
    ['Content-Length', String(length)],
    ...more,
    ...(closes ? [['Connection', 'close'] as const] : old ? [['Connection', 'keep-alive'] as const] : []),
  ]);
  return { status, head, file, text, at: 0, end: head.length + (withBody ? length : 0), closes };
}
