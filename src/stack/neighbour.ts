// Entries of the ARP cache that come and go: room for a new one, and one that is taken out.

import { addNeighbour, ASKING, isFull, removeNeighbour, STATIC, type ArpState } from './arpTable.ts';
import type { StackState } from './machine.ts';
import { R } from './reason.ts';
import type { StackSurroundings } from './surroundings.ts';

/** Makes room where the table is full, and puts an entry in. */
export function enterNeighbour(
  stack: StackState,
  port: number,
  ip: number,
  state: number,
  mac: number,
  out: StackSurroundings,
): number {
  const cache = stack.interfaces[port].arp;
  if (isFull(cache)) dropOldest(stack, port, cache, out);
  return addNeighbour(cache, ip, state, mac, out.now);
}

function dropOldest(stack: StackState, port: number, cache: ArpState, out: StackSurroundings): void {
  for (let entry = 0; entry < cache.count; entry++) {
    if (cache.state[entry] === STATIC || cache.state[entry] === ASKING) continue;
    forgetNeighbour(stack, port, entry, out);
    return;
  }
  forgetNeighbour(stack, port, 0, out);
}

/** Takes an entry out of the table. Packets that waited for it are dropped, and nobody is told of them. */
export function forgetNeighbour(stack: StackState, port: number, entry: number, out: StackSurroundings): void {
  const cache = stack.interfaces[port].arp;
  const ip = cache.ip[entry];
  removeNeighbour(cache, entry);
  const before = out.cause;
  out.cause = out.changed(stack.device, port, R['arp-removed'], ip, 0);
  const i = cache.questions.findIndex((one) => one.ip === ip);
  if (i >= 0) {
    const [question] = cache.questions.splice(i, 1);
    for (const { frame } of question.waiting) out.drop(stack.device, port, frame, R['arp-forgotten'], ip);
  }
  out.cause = before;
}
