// How curl reads an answer: its head, however many pieces it comes in, and its body by length, by chunks, or to the end (RFC 9112 section 6).

import type { HostState } from '../host/host.ts';
import { isOutputFull, joined } from '../host/pipes.ts';
import type { ProcessState } from '../host/process.ts';
import type { Surroundings } from '../surroundings.ts';
import { dataOf, deliver, note } from './curlData.ts';
import { methodOf } from './curlText.ts';
import { errnoText } from './errno.ts';
import { fieldOf, headEnd, latin1, listHas, readHead, readLength, takeBody, type Body } from './http.ts';
import { receive } from './stream.ts';

/** Octets that one recv asks for, and the longest head that is taken. */
const SIZE = 16_384;
const LONGEST_HEAD = 102_400;

/** How a transfer ends: an exit code of curl and its words. `again`: a kept connection was dead, a new one may do. */
export type Ending = { code: number; why: string } | 'again';

const WELL: Ending = { code: 0, why: '' };
const wrong = (code: number, why: string): Ending => ({ code, why });

/** Reads what has come; undefined while more is to come. */
export function readAnswer(host: HostState, process: ProcessState, out: Surroundings): Ending | undefined {
  let ending: Ending | undefined;
  const take = (octets: Uint8Array): boolean => {
    ending = takeOctets(host, process, octets, out);
    return ending === undefined && process.exit === undefined && !isOutputFull(host, process);
  };
  const came = receive(host, process, dataOf(process).connection!.link.fd, SIZE, take, out);
  if (ending !== undefined || process.exit !== undefined || came === 'later') return ending;
  return came === 'end' ? atEnd(process) : failed(process, came);
}

/** The server has ended the connection. */
function atEnd(process: ProcessState): Ending {
  const { body, got, status, reused } = dataOf(process);
  if (!body) {
    if (got.length === 0 && status === 0) return reused ? 'again' : wrong(52, 'Empty reply from server');
    return wrong(56, 'Connection closed before the answer was complete');
  }
  if (body.by === 'closed') return WELL;
  return body.by === 'length'
    ? wrong(18, `transfer closed with ${body.left} bytes remaining to read`)
    : wrong(18, 'transfer closed with outstanding read data remaining');
}

function failed(process: ProcessState, failure: string): Ending {
  const { reused, got, status } = dataOf(process);
  if (reused && got.length === 0 && status === 0) return 'again';
  return wrong(56, `Recv failure: ${errnoText(failure)}`);
}

function takeOctets(host: HostState, process: ProcessState, octets: Uint8Array, out: Surroundings): Ending | undefined {
  const data = dataOf(process);
  let rest = octets;
  while (!data.body) {
    data.got = joined([data.got, rest]);
    const begin = latin1(data.got.subarray(0, 5));
    if (!'HTTP/'.startsWith(begin) && begin !== 'HTTP/') return wrong(1, 'Received HTTP/0.9 when not allowed');
    const end = headEnd(data.got);
    if (end === undefined) {
      return data.got.length > LONGEST_HEAD ? wrong(56, 'Too large response headers') : undefined;
    }
    const head = data.got.slice(0, end);
    rest = data.got.slice(end);
    data.got = new Uint8Array(0);
    const ending = takeHead(host, process, head, out);
    if (ending || process.exit !== undefined) return ending;
    if (!data.body && rest.length === 0) return undefined; // 1xx: another head follows
  }
  return takeMore(host, process, data.body, rest, out);
}

/** The head is whole: what it says of the body, of the connection, and of success. */
function takeHead(host: HostState, process: ProcessState, octets: Uint8Array, out: Surroundings): Ending | undefined {
  const data = dataOf(process);
  const { options } = data;
  const head = readHead(octets);
  const match = head && /^HTTP\/1\.([01]) (\d{3})(?: .*)?$/.exec(head.first);
  if (!match) return wrong(8, 'Weird server reply');
  const lines = latin1(octets).split('\n').slice(0, -1);
  note(host, process, lines.map((line) => `< ${line.replace(/\r$/, '')}`).join('\n'), out);
  data.status = Number(match[2]);
  if (options.include || options.head) deliver(host, process, octets, out);
  if (process.exit !== undefined || data.status < 200) return undefined;
  if (options.failing && data.status >= 400) {
    data.keeps = false;
    return wrong(22, `The requested URL returned error: ${data.status}`);
  }
  const connection = fieldOf(head, 'Connection');
  const isOld = match[1] === '0';
  data.keeps = isOld ? listHas(connection, 'keep-alive') : !listHas(connection, 'close');
  const chunked = listHas(fieldOf(head, 'Transfer-Encoding'), 'chunked');
  const given = fieldOf(head, 'Content-Length');
  const length = given === undefined || chunked ? undefined : readLength(given);
  if (given !== undefined && !chunked && length === undefined) return wrong(8, 'Invalid Content-Length: value');
  const hasBody = methodOf(options) !== 'HEAD' && !options.head && data.status !== 204 && data.status !== 304;
  data.expected = length;
  data.body = !hasBody
    ? none()
    : chunked
      ? chunks()
      : length === undefined
        ? { by: 'closed' }
        : { by: 'length', left: length };
  if (data.body.by === 'closed') data.keeps = false;
  return data.body.by === 'length' && data.body.left === 0 ? WELL : undefined;
}

const none = (): Body => ({ by: 'length', left: 0 });
const chunks = (): Body => ({ by: 'chunks', part: 'size', left: 0, line: '' });

function takeMore(
  host: HostState,
  process: ProcessState,
  body: Body,
  octets: Uint8Array,
  out: Surroundings,
): Ending | undefined {
  const data = dataOf(process);
  const { data: pieces, done, bad } = takeBody(body, octets);
  for (const piece of pieces) {
    data.received += piece.length;
    deliver(host, process, piece, out);
    if (process.exit !== undefined) return undefined;
  }
  if (bad) return wrong(56, 'Malformed encoding found in chunked-encoding');
  return done ? WELL : undefined;
}
