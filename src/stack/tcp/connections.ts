// The connections of one machine: found by number, by ends and by the instant at which they want the clock, however many there are.

import { type Instant, NEVER } from '../../base/time.ts';
import { createIndex, findEntry, type Index, insertEntry, moveEntry, removeEntry } from './lookup.ts';
import { type Ends, type Tcb, wakeAt } from './tcb.ts';
import { createWakes, earliestWake, setWake, type Wakes } from './wakes.ts';

/** The part of a layer that this file keeps in order. */
export interface Connections {
  /** In no order worth mentioning: where one goes, the last takes its place. Numbers (`id`) tell which are older. */
  connections: Tcb[];
  /** By number: the place in `connections`. */
  places: Map<number, number>;
  /** By ends, of those that are not CLOSED: whoever has ended frees them, even while a user still holds the record. */
  index: Index;
  wakes: Wakes;
  /** The earliest deadline of all. */
  nextWake: Instant;
}

export const createConnections = (): Connections => ({
  ...{ connections: [], places: new Map<number, number>(), index: createIndex() },
  ...{ wakes: createWakes(), nextWake: NEVER },
});

export const connectionWith = ({ connections, places }: Connections, id: number): Tcb | undefined =>
  connections[places.get(id) ?? -1];

/** The connection between these ends, or nothing. */
export const connectionBetween = ({ connections, index }: Connections, ends: Ends): Tcb | undefined =>
  connections[findEntry(index, connections, ends)];

/** No other that is not CLOSED may have the same ends. */
export function addConnection(all: Connections, tcb: Tcb): Tcb {
  all.places.set(tcb.id, all.connections.length);
  all.connections.push(tcb);
  insertEntry(all.index, all.connections, all.connections.length - 1);
  return tcb;
}

/** Its timers or its state may have changed. */
export function noteChange(all: Connections, tcb: Tcb): void {
  const place = all.places.get(tcb.id);
  if (place === undefined) return;
  if (tcb.state === 'CLOSED') removeEntry(all.index, all.connections, place);
  setWake(all.wakes, place, wakeAt(tcb));
  all.nextWake = earliestWake(all.wakes);
}

/** Forgets it. Once too often does nothing. */
export function removeConnection(all: Connections, tcb: Tcb): void {
  const { connections, places, index, wakes } = all;
  const place = places.get(tcb.id);
  if (place === undefined) return;
  removeEntry(index, connections, place);
  places.delete(tcb.id);
  const last = connections.length - 1;
  setWake(wakes, last, NEVER);
  if (place !== last) {
    moveEntry(index, connections, last, place);
    connections[place] = connections[last];
    places.set(connections[place].id, place);
    setWake(wakes, place, wakeAt(connections[place]));
  }
  connections.pop();
  all.nextWake = earliestWake(wakes);
}
