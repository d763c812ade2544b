// The way of a connection's end through its states (RFC 9293 section 3.3.2): each change with the edge of the diagram that it went by.

import { EDGES, type Cause, type Edge } from '../../stack/tcp/edges.ts';
import { STATES, type State } from '../../stack/tcp/states.ts';
import { RST, SYN } from '../../wire/tcp.ts';
import { rowAt, type Recording, type Row } from '../record.ts';
import { segmentOf } from './segment.ts';
import type { StateChange, StreamEnd } from './stream.ts';

export type { Cause, Edge, State };

/** All ways from one state to another, as the stack itself has them. */
export const stateEdges: readonly Edge[] = EDGES;
export const stateNames: readonly State[] = STATES;

/** A change of state, and what it went by. */
export interface Step extends StateChange {
  edge: Edge;
}

/** The way of an end, in order; `rows`: as far as so many rows of the record tell. */
export function stepsOf(record: Recording, { states }: StreamEnd, rows = record.rowCount): Step[] {
  return states.filter(({ row }) => row < rows).map((change) => ({ ...change, edge: edgeOf(record, change) }));
}

/** The edge of a change. Where several lead the same way, what brought the change about tells which. */
export function edgeOf(record: Recording, { row, at, from, to }: StateChange): Edge {
  const edges = EDGES.filter((one) => one.from === from && one.to === to);
  if (edges.length > 1) {
    const causes = causesIn(record, row, at);
    for (const cause of causes) {
      const found = edges.find((one) => one.cause === cause);
      if (found) return found;
    }
  }
  const edge = edges[0];
  if (!edge) throw new Error(`no edge from ${from} to ${to}`);
  return edge;
}

/** What may have brought about a change at `at`, the likeliest first: its row's cause is a segment, a call, or where only time has passed since, whatever was last. */
function causesIn(record: Recording, row: number, at: number): readonly Cause[] {
  const { cause } = rowAt(record, row);
  const before = cause === undefined ? undefined : rowAt(record, cause);
  if (!before) return ['timeout'];
  if (before.kind === 'flight') return before.arrives === at ? causesOfArrival(record, before) : ['timeout'];
  // `close` is ABORT where it cannot be CLOSE: with octets that nobody has read, or a linger of 0 (RFC 1122 section 4.2.2.13).
  return before.at === at ? ['CLOSE', 'ABORT'] : ['timeout'];
}

function causesOfArrival(record: Recording, { frame }: Row): readonly Cause[] {
  const segment = segmentOf(record, frame!);
  if (!segment) return ['ICMP'];
  if (segment.flags & RST) return ['RST'];
  if (segment.flags & SYN) return ['SYN', 'SYN,ACK'];
  return segment.length ? ['ACK of FIN', 'data after CLOSE'] : ['ACK of FIN'];
}
