// setsockopt and getsockopt: finds the option in the tables; every knob of TCP can also be named as the stack names it.

import { fits, tcpKnobs } from '../knobs.ts';
import type { TcpOptions } from '../tcp/options.ts';
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
  if (socket.type !== 'stream' || !name.startsWith(PREFIX) || !Object.hasOwn(tcpKnobs, key)) return undefined;
  return rawKnob(key as keyof TcpOptions) as Option<Socket>;
}

/** A knob as `TcpOptions` has it, within the same bounds as in a lab; false where there is none (`linger`). */
const rawKnob = (key: keyof TcpOptions): Option<StreamSocket> => ({
  get: (stack, socket) => tcpOptionsOf(stack, socket)[key] ?? false,
  set(stack, socket, value) {
    const knob = tcpKnobs[key];
    const wanted = value === false && 'off' in knob ? knob.off : value;
    if (!fits(knob, wanted)) return 'EINVAL';
    Object.assign(tcpOptionsOf(stack, socket), { [key]: wanted });
    return undefined;
  },
});
