// The door: takes a call of a process as it comes, refuses what makes no sense, and gives it to the socket that it is about. Total: any call gets an answer.

import type { StackSurroundings } from '../surroundings.ts';
import { askForClock } from './arrive.ts';
import {
  failed,
  type Answer,
  type CallName,
  type Failed,
  type Readiness,
  type SocketCall,
  type SocketType,
} from './call.ts';
import {
  bindDatagram,
  closeDatagram,
  connectDatagram,
  createDatagram,
  datagramReadiness,
  placeOf,
  receiveDatagram,
  sendFrom,
  shutdownDatagram,
} from './datagram.ts';
import { asIp } from './optionValue.ts';
import { getOption, setOption } from './options.ts';
import { acceptFrom, bindStream, closeStream, connectStream, createStream, listenOn } from './stream.ts';
import { receiveStream, sendStream, shutdownStream, streamPeer, streamReadiness } from './streamData.ts';
import { addSocket, freeDescriptor, removeSocket, socketOf, type Socket, type SocketStack } from './table.ts';

/** A call as it may come from outside: nothing about its fields is certain. */
type Given = Readonly<Record<string, unknown>>;

/** One kind of call on a socket that exists. */
type Act<C extends CallName> = (stack: SocketStack, socket: Socket, given: Given, out: StackSurroundings) => Answer<C>;

/**
 * Does a call of process `pid`. Never waits, and never throws whatever it is given: what would have to wait fails with EAGAIN, EINPROGRESS or EALREADY.
 * Afterwards news may be there for any process of the machine: `nextEvent`.
 */
export function socketCall<C extends SocketCall>(
  stack: SocketStack,
  pid: number,
  call: C,
  out: StackSurroundings,
): Answer<C['call']> {
  const answer =
    typeof call === 'object' && call !== null ? answerTo(stack, pid, call as unknown as Given, out) : failed('EFAULT');
  askForClock(stack, out);
  return answer as Answer<C['call']>;
}

function answerTo(stack: SocketStack, pid: number, given: Given, out: StackSurroundings): Answer<CallName> {
  const { call } = given;
  if (call === 'socket') return openSocket(stack, pid, given['type'] as SocketType);
  if (call === 'poll') return poll(stack, pid, given['fds']);
  if (typeof call !== 'string' || !Object.hasOwn(acts, call)) return failed('ENOSYS');
  const socket = socketOf(stack, pid, given['fd']);
  return socket ? acts[call as keyof typeof acts](stack, socket, given, out) : failed('EBADF');
}

function openSocket(stack: SocketStack, pid: number, type: SocketType): Answer<'socket'> {
  if (type !== 'stream' && type !== 'datagram') return failed('ESOCKTNOSUPPORT');
  const fd = freeDescriptor(stack, pid);
  if (fd === undefined) return failed('EMFILE');
  addSocket(stack, type === 'stream' ? createStream(stack, pid, fd) : createDatagram(stack, pid, fd));
  return { ok: true, fd };
}

/** An address as it was given; EINVAL where it is none. */
function addressIn({ ip, port }: Given): { ok: true; ip: number; port: number } | Failed {
  const known = asIp(ip);
  const whole = Number.isInteger(port) && (port as number) >= 0 && (port as number) <= 65_535;
  return known === undefined || !whole ? failed('EINVAL') : { ok: true, ip: known, port: port as number };
}

const bytesIn = ({ bytes }: Given): Uint8Array | undefined => (bytes instanceof Uint8Array ? bytes : undefined);

const bind: Act<'bind'> = (stack, socket, given) => {
  const address = addressIn(given);
  if (!address.ok) return address;
  const { ip, port } = address;
  return socket.type === 'stream' ? bindStream(stack, socket, ip, port) : bindDatagram(stack, socket, ip, port);
};

const listen: Act<'listen'> = (stack, socket, { backlog }, out) => {
  if (socket.type !== 'stream') return failed('EOPNOTSUPP');
  if (backlog !== undefined && !Number.isInteger(backlog)) return failed('EINVAL');
  return listenOn(stack, socket, backlog as number | undefined, out);
};

const accept: Act<'accept'> = (stack, socket, _, out) =>
  socket.type === 'stream' ? acceptFrom(stack, socket, out) : failed('EOPNOTSUPP');

const connect: Act<'connect'> = (stack, socket, given, out) => {
  const address = addressIn(given);
  if (!address.ok) return address;
  const { ip, port } = address;
  return socket.type === 'stream'
    ? connectStream(stack, socket, ip, port, out)
    : connectDatagram(stack, socket, ip, port);
};

const send: Act<'send'> = (stack, socket, given, out) => {
  const bytes = bytesIn(given);
  if (!bytes) return failed('EFAULT');
  if (socket.type === 'stream') return sendStream(stack, socket, bytes, out);
  return sendFrom(stack, socket, bytes, undefined, out);
};

/** On a stream the address means nothing, as on Linux. */
const sendto: Act<'sendto'> = (stack, socket, given, out) => {
  const bytes = bytesIn(given);
  if (!bytes) return failed('EFAULT');
  if (socket.type === 'stream') return sendStream(stack, socket, bytes, out);
  const address = addressIn(given);
  return address.ok ? sendFrom(stack, socket, bytes, address, out) : address;
};

const recv: Act<'recv' | 'recvfrom'> = (stack, socket, { size, peek }, out) => {
  if (!Number.isSafeInteger(size) || (size as number) < 0) return failed('EINVAL');
  const look = peek === true;
  if (socket.type === 'stream') return receiveStream(stack, socket, size as number, look, out);
  return receiveDatagram(stack, socket, size as number, look, out);
};

const shutdown: Act<'shutdown'> = (stack, socket, { how }, out) => {
  if (how !== 'read' && how !== 'write' && how !== 'both') return failed('EINVAL');
  const read = how !== 'write';
  const write = how !== 'read';
  if (socket.type === 'stream') return shutdownStream(stack, socket, read, write, out);
  return shutdownDatagram(stack, socket, read, write, out);
};

const close: Act<'close'> = (stack, socket, _, out) => {
  closeSocket(stack, socket, out);
  return { ok: true };
};

const setsockopt: Act<'setsockopt'> = (stack, socket, { option, value }, out) =>
  typeof option === 'string' ? setOption(stack, socket, option, value as number, out) : failed('ENOPROTOOPT');

const getsockopt: Act<'getsockopt'> = (stack, socket, { option }) =>
  typeof option === 'string' ? getOption(stack, socket, option) : failed('ENOPROTOOPT');

const getsockname: Act<'getsockname'> = (stack, socket) => {
  if (socket.type === 'stream') return { ok: true, ip: socket.ip, port: socket.port };
  const place = placeOf(stack, socket);
  return { ok: true, ip: place?.address ?? 0, port: place?.port ?? 0 };
};

const getpeername: Act<'getpeername'> = (stack, socket) => {
  if (socket.type === 'stream') return streamPeer(stack, socket);
  const peer = placeOf(stack, socket)?.peer;
  return peer ? { ok: true, ip: peer.ip, port: peer.port } : failed('ENOTCONN');
};

const acts = {
  ...{ bind, listen, accept, connect, send, sendto, recv, recvfrom: recv, shutdown, close },
  ...{ setsockopt, getsockopt, getsockname, getpeername },
};

function poll(stack: SocketStack, pid: number, fds: unknown): Answer<'poll'> {
  if (!Array.isArray(fds)) return failed('EFAULT');
  return { ok: true, ready: fds.map((fd: unknown) => readiness(stack, pid, fd)) };
}

function readiness(stack: SocketStack, pid: number, fd: unknown): Readiness {
  const socket = socketOf(stack, pid, fd);
  if (socket) return socket.type === 'stream' ? streamReadiness(stack, socket) : datagramReadiness(socket);
  return { fd: fd as number, readable: false, writable: false, error: false, hangup: false, invalid: true };
}

function closeSocket(stack: SocketStack, socket: Socket, out: StackSurroundings): void {
  removeSocket(stack, socket);
  if (socket.type === 'stream') closeStream(stack, socket, out);
  else closeDatagram(stack, socket);
}

/** Closes all that a process has, in the order of opening: it has ended, or was killed. */
export function closeSockets(stack: SocketStack, pid: number, out: StackSurroundings): void {
  for (const socket of [...stack.door.sockets.values()]) if (socket.pid === pid) closeSocket(stack, socket, out);
  stack.door.lowest.delete(pid);
  askForClock(stack, out);
}
