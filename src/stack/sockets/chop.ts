// How a machine hands streams to its programs: in pieces by a rule, for all its TCP sockets at once, those that there are and those that will be.

import type { StackSurroundings } from '../surroundings.ts';
import { segmentsOf } from './segments.ts';
import type { SocketStack } from './table.ts';

/** `rule`: as the knob `chop` has it. Octets that have come and wait are cut by it, too; who waits for them is told to look again. */
export function chopStreams(stack: SocketStack, rule: string, out: StackSurroundings): void {
  const { door } = stack;
  door.settings = { ...door.settings, tcp: { ...door.settings.tcp, chop: rule } };
  for (const { options } of door.tcp.listeners) options.chop = rule;
  for (const socket of door.sockets.values())
    if (socket.type === 'stream' && socket.options) socket.options.chop = rule;
  for (const tcb of door.tcp.connections) {
    tcb.options.chop = rule;
    if (tcb.recv.used > 0) segmentsOf(stack, out).event(tcb, 'readable');
  }
}
