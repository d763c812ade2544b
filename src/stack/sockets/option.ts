// What a socket option is, and the kinds that most of them are of: a flag, a number, a knob of TCP.

import { SECOND } from '../../base/time.ts';
import { bufferKnob, fits, tcpKnobs } from '../knobs.ts';
import type { StackSurroundings } from '../surroundings.ts';
import { settle } from '../tcp/layer.ts';
import { segmentsOf } from './segments.ts';
import type { TcpOptions } from '../tcp/options.ts';
import type { Tcb } from '../tcp/tcb.ts';
import type { Failure, OptionValue } from './call.ts';
import { asNumber } from './optionValue.ts';
import { tcpOptionsOf } from './stream.ts';
import { connectionOf, type Socket, type SocketStack, type StreamSocket } from './table.ts';

/** One option. Without `set` it can only be asked for. `get` gives undefined where only a connection would have an answer. */
export interface Option<S extends Socket> {
  get(stack: SocketStack, socket: S): unknown;
  set?(stack: SocketStack, socket: S, value: OptionValue, out: StackSurroundings): Failure | undefined;
}

export type Options<S extends Socket> = Readonly<Record<string, Option<S>>>;

type KeysOf<S, T> = { [K in keyof S]-?: S[K] extends T ? K : never }[keyof S];

/** A flag of the socket's own record. */
export const flag = <S extends Socket>(key: KeysOf<S, boolean>): Option<S> => ({
  get: (_, socket) => Number(socket[key]),
  set(_, socket, value) {
    const on = asNumber(value);
    if (on === undefined) return 'EINVAL';
    (socket[key] as boolean) = on !== 0;
    return undefined;
  },
});

/** A number of the socket's own record. `read` makes it of what was given, undefined where that cannot be. */
export const number = <S extends Socket>(
  key: KeysOf<S, number>,
  read: (value: number) => number | undefined,
): Option<S> => ({
  get: (_, socket) => socket[key],
  set(_, socket, value) {
    const given = asNumber(value);
    const wanted = given === undefined ? undefined : read(given);
    if (wanted === undefined) return 'EINVAL';
    (socket[key] as number) = wanted;
    return undefined;
  },
});

/** A knob of TCP, within the bounds that labs have too: `tell` and `read` translate between its value and the program's number; `after` does what must follow at once. */
export const knob = <K extends keyof TcpOptions>(
  key: K,
  tell: (value: TcpOptions[K]) => number,
  read: (value: number, stack: SocketStack) => TcpOptions[K] | undefined,
  after?: (tcb: Tcb, stack: SocketStack, out: StackSurroundings) => void,
): Option<StreamSocket> => ({
  get: (stack, socket) => tell(tcpOptionsOf(stack, socket)[key]),
  set(stack, socket, value, out) {
    const given = asNumber(value);
    const wanted = given === undefined ? undefined : read(given, stack);
    if (wanted === undefined || !fits(tcpKnobs[key], wanted)) return 'EINVAL';
    tcpOptionsOf(stack, socket)[key] = wanted;
    const tcb = after && connectionOf(stack, socket);
    if (!tcb) return undefined;
    after(tcb, stack, out);
    settle(stack.door.tcp, tcb, segmentsOf(stack, out));
    return undefined;
  },
});

/** The family of all sockets, as SO_DOMAIN tells it: IPv4. */
export const AF_INET = 2;

export const same = (value: number): number => value;

export const within =
  (least: number, most: number) =>
  (value: number): number | undefined =>
    value < least || value > most ? undefined : value;

/** Whole seconds of the program as ns of the stack, at least one. */
export const seconds = (value: number): number | undefined => (value < 1 ? undefined : value * SECOND);

export const inSeconds = (value: number): number => value / SECOND;

/** Octets of a buffer: too many or too few are no error, it gets as near as it may. Linux also doubles them; this one is exact, so that a lesson can count. */
export const buffer = (value: number): number => Math.min(bufferKnob.most, Math.max(bufferKnob.least, value));

/** IP_TTL: -1 is the machine's own, as on Linux; 0 none may have. */
export const timeToLive = (value: number): number | undefined => (value === -1 ? 0 : within(1, 255)(value));
