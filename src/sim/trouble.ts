// What goes wrong on a cable: named faults, and damage, loss, delay and doubling by chance.

import { below, happens, luckFor, type Luck } from '../base/rng.ts';
import { NO_ROW, type FrameNumber, type RowNumber } from '../devices/surroundings.ts';
import { R, type ReasonName } from '../stack/reason.ts';
import { scheduleArrival, takeSender } from './departure.ts';
import { matchFault } from './fault.ts';
import type { FaultSetup } from './lab.ts';
import type { Outside } from './outside.ts';
import { DROP, NOTE } from './record.ts';
import type { LuckPurpose } from './state.ts';

/** What happens to one frame on its way. */
interface Accidents {
  /** The frame that leaves: another one where it was damaged. */
  sent: FrameNumber;
  lost?: ReasonName;
  /** The fault that dropped it. */
  lostBy?: string;
  /** How much later it arrives, ns: so that others may overtake it, and so that they may not. */
  late: number;
  jitter: number;
  copies: number;
  copyReason: ReasonName;
  notes: { reason: ReasonName; fault?: string; by?: number }[];
}

/** The way of a frame where faults or chance may touch it. Order: named faults, corruption, loss, delay and reordering, duplication. */
export function throughTrouble(
  out: Outside,
  direction: number,
  device: number,
  port: number,
  frame: FrameNumber,
  length: number,
  reason: number,
): void {
  const accidents: Accidents = { sent: frame, late: 0, jitter: 0, copies: 0, copyReason: 'link-duplicate', notes: [] };
  for (const fault of matchFault(out, device, port, frame)) strike(out, direction, fault, length, accidents);
  tryLuck(out, direction, length, accidents);
  const { sent, lost, lostBy, late, jitter, copies, copyReason, notes } = accidents;
  const row = fly(out, direction, device, port, sent, length, reason, lost === undefined, late, jitter);
  if (row === NO_ROW) return;
  const textOf = (name: string | undefined): number => (name === undefined ? 0 : out.text(name));
  for (const { reason: what, fault, by = 0 } of notes) {
    out.note(NOTE, device, port, frame, what, row, textOf(fault), by);
  }
  if (lost) out.note(DROP, device, port, sent, lost, row, textOf(lostBy));
  const cause = out.cause;
  out.cause = row;
  for (let i = 0; i < copies; i++) fly(out, direction, device, port, sent, length, R[copyReason], true, 0, 0);
  out.cause = cause;
}

const luckAt = ({ state }: Outside, direction: number, purpose: LuckPurpose): Luck => {
  const { name, luck } = state.links[direction >> 1]!;
  const end = direction & 1;
  return (luck[end]![purpose] ??= luckFor(state.seed, `${name}/${end}`, purpose));
};

/** What one named fault does to the frame. */
function strike(out: Outside, direction: number, fault: FaultSetup, length: number, it: Accidents): void {
  const { name, action, by = 0 } = fault;
  if (action === 'drop' && !it.lost) [it.lost, it.lostBy] = ['fault-dropped', name];
  if (action === 'delay') {
    it.late += by;
    it.notes.push({ reason: 'fault-delayed', fault: name, by });
  }
  if (action === 'duplicate') [it.copies, it.copyReason] = [it.copies + 1, 'fault-duplicate'];
  // A frame that has no such octet is left alone.
  if (action === 'corrupt' && (fault.octet ?? 0) < length) {
    damage(out, direction, length, it, fault.pastFcs ?? false, fault.octet, fault.xor);
    it.notes.push({ reason: 'fault-corrupted', fault: name });
  }
}

/** What the cable does by chance. Each setting draws from a stream of its own, so that none shifts the luck of another. */
function tryLuck(out: Outside, direction: number, length: number, it: Accidents): void {
  const profile = out.state.links[direction >> 1]!.profiles[direction & 1]!;
  const hits = (purpose: 'corrupt' | 'loss' | 'duplicate' | 'reorder'): boolean =>
    profile[purpose] > 0 && happens(luckAt(out, direction, purpose), profile[purpose]);
  if (hits('corrupt')) {
    damage(out, direction, length, it, profile.pastFcs);
    it.notes.push({ reason: 'link-corrupted' });
  }
  if (hits('loss')) it.lost ??= 'link-lost';
  if (hits('duplicate')) it.copies++;
  if (hits('reorder')) it.late += profile.reorderBy;
  if (profile.jitter > 0) it.jitter = below(luckAt(out, direction, 'jitter'), profile.jitter + 1);
}

/** Changes one octet, which one and how by luck where that is not given. */
function damage(
  out: Outside,
  direction: number,
  length: number,
  it: Accidents,
  pastFcs: boolean,
  octet?: number,
  xor?: number,
): void {
  const luck = luckAt(out, direction, 'damage');
  it.sent = out.alteredCopy(it.sent, octet ?? below(luck, length), xor ?? 1 << below(luck, 8), pastFcs);
}

/** One flight of a frame that may be late. Only frames that are reordered or delayed by name may be overtaken. Gives its row, NO_ROW when the queue was full. */
function fly(
  out: Outside,
  direction: number,
  device: number,
  port: number,
  frame: FrameNumber,
  length: number,
  reason: number,
  comes: boolean,
  late: number,
  jitter: number,
): RowNumber {
  const d = out.state.directions;
  const departs = takeSender(out, direction, device, port, frame, length);
  if (departs < 0) return NO_ROW;
  let arrives = d.free[direction]! + d.delay[direction]! + jitter;
  if (late > 0) arrives += late;
  else {
    arrives = Math.max(arrives, d.lastArrival[direction]!);
    d.lastArrival[direction] = arrives;
  }
  const row = out.flight(direction, frame, reason, departs, arrives);
  if (comes) scheduleArrival(out, direction, frame, row, arrives);
  return row;
}
