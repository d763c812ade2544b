// How the trace writes a call of the socket interface and its answer: `send(4, b'hello') = 5`, octets as Python's `repr` shows them.

import { hexOctet } from '../../base/bytes.ts';
import { formatIpv4 } from '../../wire/address.ts';
import type { Answer, CallName, SocketCall } from '../../stack/sockets/call.ts';

/** Octets that are written out; more are counted. */
const SHOWN = 48;

const NAMED: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };
const [QUOTE, DOUBLE_QUOTE] = [39, 34];

/** As CPython's `repr(bytes)`, cut where they are many. */
export function octetsText(octets: Uint8Array): string {
  const shown = octets.subarray(0, SHOWN);
  const quote = shown.includes(QUOTE) && !shown.includes(DOUBLE_QUOTE) ? '"' : "'";
  let text = '';
  for (const octet of shown) {
    const printable = octet >= 0x20 && octet < 0x7f;
    if (octet === QUOTE && quote === "'") text += "\\'";
    else text += NAMED[octet] ?? (printable ? String.fromCharCode(octet) : `\\x${hexOctet(octet)}`);
  }
  const repr = `b${quote}${text}${quote}`;
  return octets.length > SHOWN ? `${repr}… ${octets.length} B` : repr;
}

/** `192.168.12.1:5000`. */
export const addressText = ({ ip, port }: { ip: number; port: number }): string => `${formatIpv4(ip)}:${port}`;

/** The call with its parameters, without its answer. */
export function callText(call: SocketCall): string {
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
export function answerText(answer: Answer<CallName>): string {
  if (!answer.ok) return answer.failure;
  if ('bytes' in answer) {
    const text = octetsText(answer.bytes);
    return answer.truncated ? `${text} MSG_TRUNC` : text;
  }
  if ('peer' in answer) return `${answer.fd} ${addressText(answer.peer)}`;
  if ('fd' in answer) return String(answer.fd);
  return 'count' in answer ? String(answer.count) : '0';
}
