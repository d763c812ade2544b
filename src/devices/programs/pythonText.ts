// How Python writes what goes into a call of its socket module and what comes out: addresses as tuples, octets, and exceptions by class and text.

import { formatIpv4 } from '../../wire/address.ts';
import type { Failure } from '../../stack/sockets/call.ts';
import { octetsText } from '../host/socketText.ts';
import type { Action, Address } from './callsFile.ts';
import { errnoText } from './errno.ts';
import { lengthOf, octetsFrom } from './octetsText.ts';

/** Classes of exceptions (PEP 3151); all the others are plain OSErrors. */
const classes: Partial<Record<Failure, string>> = {
  EAGAIN: 'BlockingIOError',
  EALREADY: 'BlockingIOError',
  EINPROGRESS: 'BlockingIOError',
  EACCES: 'PermissionError',
  ECONNABORTED: 'ConnectionAbortedError',
  ECONNREFUSED: 'ConnectionRefusedError',
  ECONNRESET: 'ConnectionResetError',
  EPIPE: 'BrokenPipeError',
  ETIMEDOUT: 'TimeoutError',
};

/** The numbers of Linux (asm-generic/errno.h); other systems have others. */
const numbers: Readonly<Record<Failure, number>> = {
  ...{ EBADF: 9, EAGAIN: 11, EACCES: 13, EFAULT: 14, ENODEV: 19, EINVAL: 22, EMFILE: 24, EPIPE: 32, ENOSYS: 38 },
  ...{ EPROTO: 71, EDESTADDRREQ: 89, EMSGSIZE: 90, ENOPROTOOPT: 92, ESOCKTNOSUPPORT: 94, EOPNOTSUPP: 95 },
  ...{ EADDRINUSE: 98, EADDRNOTAVAIL: 99, ENETDOWN: 100, ENETUNREACH: 101, ECONNABORTED: 103, ECONNRESET: 104 },
  ...{ EISCONN: 106, ENOTCONN: 107, ETIMEDOUT: 110, ECONNREFUSED: 111, EHOSTUNREACH: 113, EALREADY: 114 },
  EINPROGRESS: 115,
};

/** `ConnectionRefusedError: [Errno 111] Connection refused`. */
export const exceptionText = (failure: Failure): string =>
  `${classes[failure] ?? 'OSError'}: [Errno ${numbers[failure]}] ${errnoText(failure)}`;

/** `('192.168.12.2', 5000)`. */
export const tupleText = ({ ip, port }: Address): string => `('${formatIpv4(ip)}', ${port})`;

/** The call as a line of Python: `c = l.accept()`, `c.recv(1024)`; a socket without a name is left out. */
export function pythonCall(action: Action): string {
  const call = `${action.do}(${parametersOf(action).join(', ')})`;
  const of = 'of' in action && action.of[0] !== '#' ? action.of : '';
  if (action.do === 'socket') return of ? `${of} = ${call}` : call;
  const made = action.do === 'accept' && action.name[0] !== '#' ? `${action.name} = ` : '';
  return `${made}${of && `${of}.`}${call}`;
}

function parametersOf(action: Action): (string | number)[] {
  switch (action.do) {
    case 'socket':
      return [`SOCK_${action.type === 'stream' ? 'STREAM' : 'DGRAM'}`];
    case 'bind':
    case 'connect':
      return [tupleText(action)];
    case 'listen':
      return action.backlog === undefined ? [] : [action.backlog];
    case 'send':
    case 'sendto': {
      const text = octetsText(octetsFrom(action, 0, lengthOf(action)));
      return action.do === 'send' ? [text] : [text, tupleText(action.to)];
    }
    case 'recv':
    case 'recvfrom':
      return action.peek ? [action.size, 'MSG_PEEK'] : [action.size];
    case 'shutdown':
      return [{ read: 'SHUT_RD', write: 'SHUT_WR', both: 'SHUT_RDWR' }[action.how]];
    case 'setsockopt':
      return [action.option, typeof action.value === 'object' ? JSON.stringify(action.value) : String(action.value)];
    case 'getsockopt':
      return [action.option];
    default:
      return [];
  }
}
