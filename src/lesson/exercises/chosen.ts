// Finds the frames that exercises are about in a run, and the world as it was when one arrived.

import { flightsOf, type Flight } from '../../sim/flights.ts';
import { beginningOf, worldAt } from '../../sim/history.ts';
import { deviceNamed } from '../../sim/place.ts';
import { rowAt, type Recording } from '../../sim/record.ts';
import type { WorldState } from '../../sim/state.ts';
import type { Present } from '../exercise.ts';
import type { ChosenFrame } from './exercise.ts';
import type { Unposed } from './verdict.ts';

/** The flight that is meant, among those that `may` be; or why there is none. */
export function flightOf(
  present: Present,
  { filter, which, at }: ChosenFrame,
  may: (flight: Flight) => boolean = () => true,
): Flight | Unposed {
  const found: Flight[] = [];
  for (const flight of flightsOf(present, filter, at)) {
    if (!may(flight)) continue;
    found.push(flight);
    if (found.length === which) return flight;
  }
  const last = which === 'last' ? found[found.length - 1] : undefined;
  return last ?? { why: `no frame fits ${filter}${found.length ? ` so often (${found.length})` : ' here'}` };
}

/** The flight that is meant, among those that arrive at a device. */
export function arrivalOf(present: Present, device: string, chosen: ChosenFrame): Flight | Unposed {
  const number = deviceNamed(present.state, device);
  const found = flightOf(present, chosen, (flight) => flight.arrived && flight.to[0] === number);
  return 'why' in found ? { why: `${found.why}, arriving at ${device}` } : found;
}

/** The world right before a flight arrives; before the first instant there is none, so what comes in that one finds it as it is then. */
export const worldBefore = ({ history }: Present, { arrives }: Flight): WorldState =>
  worldAt(history, Math.max(arrives - 1, beginningOf(history))).state;

/** Was a row caused by another, at however many removes? */
export function isCausedBy(record: Recording, row: number, cause: number): boolean {
  let at: number | undefined = row;
  while (at !== undefined && at > cause) at = rowAt(record, at).cause;
  return at === cause;
}

/** Rows that led to one, the nearest first; at most `most`. */
export function causesOf(record: Recording, row: number, most = 40): number[] {
  const causes: number[] = [];
  for (let at = rowAt(record, row).cause; at !== undefined && causes.length < most; at = rowAt(record, at).cause)
    causes.push(at);
  return causes;
}
