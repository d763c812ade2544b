// How the trace writes a call of the socket interface and its answer: `send(4, b'hello') = 5`, octets as Python's `repr` shows them.

import { hexOctet } from '../../base/bytes.ts';
import { formatIpv4 } from '../../wire/address.ts';
import type { Answer, CallName, SocketCall } from '../../stack/sockets/call.ts';

/** So many octets are written out; of more only the first (as many as strace shows), and their number. */
const SHOWN = 48;
const SHOWN_OF_MORE = 32;

const NAMED: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };
const [QUOTE, DOUBLE_QUOTE] = [39, 34];

/** What each octet is written as between double quotes: up to four characters, and how many. */
const WRITTEN = new Uint8Array(4 * 256);
const WIDTH = new Uint8Array(256);
for (let octet = 0; octet < 256; octet++) {
  const printable = octet >= 0x20 && octet < 0x7f;
  const text = NAMED[octet] ?? (printable ? String.fromCharCode(octet) : `\\x${hexOctet(octet)}`);
  WIDTH[octet] = text.length;
  for (let i = 0; i < text.length; i++) WRITTEN[4 * octet + i] = text.charCodeAt(i);
}

/**
 * Text in the making, as UTF-8, of which one string is made in the end. A program that moves megabytes makes tens of thousands of these texts, and strings that
 * are put together piece by piece keep all their pieces.
 */
const room = new Uint8Array(4 * SHOWN + 200);
let used = 0;
const decoder = new TextDecoder();
const BACKSLASH = 92;
const ELLIPSIS = new TextEncoder().encode('… ');

/** ASCII only. */
function put(text: string): void {
  for (let i = 0; i < text.length; i++) room[used++] = text.charCodeAt(i);
}

function putNumber(value: number): void {
  if (value > 9) putNumber(Math.floor(value / 10));
  room[used++] = 48 + (value % 10);
}

/** As Python: where there is a single quote and no double one. */
function isDoubleQuoted(octets: Uint8Array, end: number): boolean {
  let single = false;
  for (let i = 0; i < end; i++) {
    if (octets[i] === DOUBLE_QUOTE) return false;
    if (octets[i] === QUOTE) single = true;
  }
  return single;
}

function putOctets(octets: Uint8Array): void {
  const end = octets.length > SHOWN ? SHOWN_OF_MORE : octets.length;
  const double = isDoubleQuoted(octets, end);
  room[used++] = 98;
  room[used++] = double ? DOUBLE_QUOTE : QUOTE;
  for (let i = 0; i < end; i++) {
    const octet = octets[i];
    if (octet === QUOTE && !double) room[used++] = BACKSLASH;
    if (WIDTH[octet] === 1) {
      room[used++] = octet;
      continue;
    }
    const from = 4 * octet;
    room[used] = WRITTEN[from];
    room[used + 1] = WRITTEN[from + 1];
    room[used + 2] = WRITTEN[from + 2];
    room[used + 3] = WRITTEN[from + 3];
    used += WIDTH[octet];
  }
  room[used++] = double ? DOUBLE_QUOTE : QUOTE;
  if (end === octets.length) return;
  room.set(ELLIPSIS, used);
  used += ELLIPSIS.length;
  putNumber(octets.length);
  put(' B');
}

function putTogether(): string {
  const text = decoder.decode(room.subarray(0, used));
  used = 0;
  return text;
}

/** As CPython's `repr(bytes)`, cut where they are many. */
export function octetsText(octets: Uint8Array): string {
  putOctets(octets);
  return putTogether();
}

/** `192.168.12.1:5000`. */
export const addressText = ({ ip, port }: { ip: number; port: number }): string => `${formatIpv4(ip)}:${port}`;

/** The call and its answer, as a row of the trace has them. */
export function callAndAnswerText(call: SocketCall, answer: Answer<CallName>): string {
  // These two are made by the thousand.
  if (call.call === 'send' && answer.ok && 'count' in answer) {
    put('send(');
    putNumber(call.fd);
    put(', ');
    putOctets(call.bytes);
    put(') = ');
    putNumber(answer.count);
    return putTogether();
  }
  if (call.call === 'recv' && !call.peek && answer.ok && 'bytes' in answer && !answer.truncated) {
    put('recv(');
    putNumber(call.fd);
    put(', ');
    putNumber(call.size);
    put(') = ');
    putOctets(answer.bytes);
    return putTogether();
  }
  return `${callText(call)} = ${answerText(answer)}`;
}

/** The call with its parameters, without its answer. */
function callText(call: SocketCall): string {
  const words = parametersOf(call).join(', ');
  return `${call.call}(${words})`;
}

function parametersOf(call: SocketCall): (string | number)[] {
  switch (call.call) {
    case 'socket':
      return [call.type === 'stream' ? 'SOCK_STREAM' : 'SOCK_DGRAM'];
    case 'bind':
    case 'connect':
      return [call.fd, addressText(call)];
    case 'listen':
      return call.backlog === undefined ? [call.fd] : [call.fd, call.backlog];
    case 'send':
      return [call.fd, octetsText(call.bytes)];
    case 'sendto':
      return [call.fd, octetsText(call.bytes), addressText(call)];
    case 'recv':
    case 'recvfrom':
      return call.peek ? [call.fd, call.size, 'MSG_PEEK'] : [call.fd, call.size];
    case 'shutdown':
      return [call.fd, { read: 'SHUT_RD', write: 'SHUT_WR', both: 'SHUT_RDWR' }[call.how]];
    case 'setsockopt':
      return [call.fd, call.option, typeof call.value === 'object' ? JSON.stringify(call.value) : String(call.value)];
    case 'getsockopt':
      return [call.fd, call.option];
    case 'poll':
      return [`[${call.fds.join(', ')}]`];
    default:
      return [call.fd];
  }
}

/** What it answered: the POSIX word of a failure, what was received, a number, or 0 where there is nothing to say. */
function answerText(answer: Answer<CallName>): string {
  if (!answer.ok) return answer.failure;
  if ('bytes' in answer) {
    const text = octetsText(answer.bytes);
    return answer.truncated ? `${text} MSG_TRUNC` : text;
  }
  if ('peer' in answer) return `${answer.fd} ${addressText(answer.peer)}`;
  if ('fd' in answer) return String(answer.fd);
  return 'count' in answer ? String(answer.count) : '0';
}
