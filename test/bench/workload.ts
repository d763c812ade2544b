// One workload: a world that is ready to run, how many frames it must deliver, and a check that it did all of its work.

import { FLIGHT, rowChunkOf, rowIndexOf } from '../../src/sim/record.ts';
import type { World } from '../../src/sim/world.ts';
import { R } from '../../src/stack/reason.ts';

export interface Workload {
  name: string;
  /** The peer's program and its arguments, for ns-3's side of the comparison. */
  peer: string[];
  /** Frames received at devices (cards of hosts and ports of switches alike, as the peer counts), worked out on paper. */
  frames: number;
  /** A world in which everything is scheduled and nothing has run. `snaplen`: see `Recording`. */
  build(snaplen?: number): World;
  /** Throws unless the run did exactly what the workload asks. */
  check(world: World): void;
}

/** Flights in the record that arrived. */
export function flightsIn({ record }: World): number {
  let flights = 0;
  for (let row = 0; row < record.rowCount; row++) {
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    if (chunk.kind[i] === FLIGHT) flights++;
    else if (chunk.reason[i] === R['link-lost']) flights--;
  }
  return flights;
}

export function mustBe(what: string, seen: number, right: number): void {
  if (seen !== right) throw new Error(`${what}: ${seen} instead of ${right}`);
}
