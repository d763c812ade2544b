// setsockopt and getsockopt: finds the option in the tables; every knob of TCP can also be named as the stack names it.

import { defaultTcpOptions, type TcpOptions } from '../tcp/options.ts';
import type { StackSurroundings } from '../surroundings.ts';
import { DONE, failed, type Answer, type OptionValue } from './call.ts';
import { datagramOptions } from './datagramOptions.ts';
import type { Option } from './option.ts';
import { tcpOptionsOf } from './stream.ts';
import { streamOptions } from './streamOptions.ts';
import type { Socket, SocketStack, StreamSocket } from './table.ts';

/** `tcp.minRto`: a knob by its own name, in its own unit. */
const PREFIX = 'tcp.';

export function setOption(
  stack: SocketStack,
  socket: Socket,
  name: string,
  value: OptionValue,
  out: StackSurroundings,
): Answer<'setsockopt'> {
  const option = optionNamed(socket, name);
  if (!option?.set) return failed('ENOPROTOOPT');
  const failure = option.set(stack, socket, value, out);
  return failure ? failed(failure) : DONE;
}

export function getOption(stack: SocketStack, socket: Socket, name: string): Answer<'getsockopt'> {
  const option = optionNamed(socket, name);
  if (!option) return failed('ENOPROTOOPT');
  const value = option.get(stack, socket);
  return value === undefined ? failed('ENOTCONN') : { ok: true, value };
}

function optionNamed(socket: Socket, name: string): Option<Socket> | undefined {
  const table = socket.type === 'stream' ? streamOptions : datagramOptions;
  if (Object.hasOwn(table, name)) return table[name] as Option<Socket>;
  const key = name.slice(PREFIX.length);
  if (socket.type !== 'stream' || !name.startsWith(PREFIX) || !Object.hasOwn(defaultTcpOptions, key)) return undefined;
  return rawKnob(key as keyof TcpOptions) as Option<Socket>;
}

/** A knob as `TcpOptions` has it; those that are words, or may be nothing, have an option of their own. */
const rawKnob = (key: keyof TcpOptions): Option<StreamSocket> => ({
  get: (stack, socket) => tcpOptionsOf(stack, socket)[key] ?? false,
  set(stack, socket, value) {
    const kind = typeof defaultTcpOptions[key];
    const fits = kind === 'number' ? Number.isSafeInteger(value) && (value as number) >= 0 : kind === 'boolean';
    if (!fits || typeof value !== kind) return 'EINVAL';
    (tcpOptionsOf(stack, socket) as unknown as Record<string, OptionValue>)[key] = value;
    return undefined;
  },
});
