// What a connection asks of the world around it: room for segments, and ears for what happens.

import type { RowNumber } from '../surroundings.ts';
import type { Ends, Tcb } from './tcb.ts';
import type { TcpReason } from './reasons.ts';

/** Something that the user of a connection may wait for. The connection itself tells what it is (`eof`, `error`, what is buffered). */
export type TcpEvent = 'connected' | 'readable' | 'writable' | 'error' | 'closed';

export interface TcpOut {
  /** The row of the trace that makes happen what happens now. In a tick the layer sets it to what last concerned the connection. */
  cause: RowNumber;
  /**
   * Room for a segment of `length` octets between these ends, all zero, or nothing where no packet can be sent at present (no route, interface
   * down): the segment is then lost like any other. The header begins at `at` in it. `end` must follow.
   */
  begin(ends: Ends, length: number): Uint8Array | undefined;
  readonly at: number;
  /** Sends what `begin` began. `why` is for the trace. */
  end(why: TcpReason): void;
  /** Tells the user's side. Called at most a few times a segment; it must not call back into the connection. */
  event(tcb: Tcb, what: TcpEvent): void;
  /** The segment that has just come ends here, without effect on any connection. */
  ignored(why: TcpReason, x: number, y: number): void;
  /** The MTU of the interface towards a peer; undefined while no way leads there. */
  mtuTo(ends: Ends): number | undefined;
  /** A change worth a row of the trace; `x` and `y` as the reason's parameters say. */
  changed(tcb: Tcb, why: TcpReason, x: number, y: number): void;
  /** True while somebody looks at this very event: only then is `decide` called. */
  readonly explaining: boolean;
  /** One decision of the moment, such as why nothing may be sent. */
  decide(tcb: Tcb, why: TcpReason, x: number, y: number): void;
}
