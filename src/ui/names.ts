// How places and moments are written on the page: `A`, `A.eth0`, `S.4`, `A.eth0 → S.4`, `1.2 s`.

import { formatDuration, type Instant } from '../base/time.ts';
import { portText } from '../sim/place.ts';
import { endsOf } from '../sim/world.ts';
import type { WorldState } from '../sim/state.ts';
import type { Row } from '../sim/record.ts';

/** A device, or one of its ports. */
export function placeText(state: WorldState, device: number, port?: number): string {
  if (!state.devices[device]) return '';
  return port === undefined ? state.devices[device].name : portText(state, [device, port]);
}

/** The two ends of a flight; undefined for other rows, and for a cable that the world at hand does not know yet. */
export function flightEnds(state: WorldState, row: Row): { from: [number, number]; to: [number, number] } | undefined {
  if (row.direction === undefined || !state.links[row.direction >> 1]) return undefined;
  return endsOf(state, row.direction);
}

/** Where a row happened: `A → S` for a flight, else the device or port. `whole`: with ports. */
export function whereText(state: WorldState, row: Row, whole = false): string {
  const ends = flightEnds(state, row);
  if (ends) {
    const [from, to] = [ends.from, ends.to].map(([device, port]) => placeText(state, device, whole ? port : undefined));
    return `${from} → ${to}`;
  }
  return row.device === undefined ? '' : placeText(state, row.device, whole ? row.port : undefined);
}

/** A moment as the time since the world began, in a fitting unit: `4.019 ms`. */
export const momentText = (at: Instant): string => formatDuration(at - 0);

/** The port that a row's frame left by, or where it was; '' where a row is at no port. */
export function portOfRow(state: WorldState, row: Row): string {
  const [device, port] = flightEnds(state, row)?.from ?? [row.device, row.port];
  return device === undefined || port === undefined ? '' : placeText(state, device, port);
}

/** From where to where a frame went that left by several ports at once: `S → B, C, D`; a single flight, or another row, as it is with its ports. */
export function whereOfCopies(state: WorldState, copies: readonly Row[], row: Row): string {
  const ends = copies.map((copy) => flightEnds(state, copy)).filter((one) => one !== undefined);
  if (ends.length < 2) return whereText(state, row, true);
  const names = ends.map(({ to }) => placeText(state, to[0]));
  const told = names.length > 4 ? [...names.slice(0, 3), '…'] : names;
  return `${placeText(state, ends[0]!.from[0])} → ${told.join(', ')}`;
}
