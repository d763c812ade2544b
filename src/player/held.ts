// Why a run does not send now what another one does: asked of the connection that would have to.

import type { Instant } from '../base/time.ts';
import { buffersAt } from '../sim/analysis/buffers.ts';
import { streamsOf } from '../sim/analysis/streams.ts';
import { whyWaits, type Waits } from '../sim/analysis/waiting.ts';
import { worldAt, type History } from '../sim/history.ts';
import { rowsUntil } from '../sim/record.ts';
import type { Happening } from './happenings.ts';
import type { RowNumber } from './rowIndex.ts';

export interface Held extends Waits {
  device: number;
  /** The row that was written last by then. */
  row: RowNumber;
}

/** Why `history` holds at `at` what in another run is sent then; undefined where it has no such connection, or nothing that waits. */
export function heldBack(history: History, sent: Happening, at: Instant): Held | undefined {
  const { member } = sent;
  const row = rowsUntil(history.record, at) - 1;
  if (sent.kind !== 'sent' || !member || row < 0) return undefined;
  const [a, b] = member.stream.ends;
  const stream = streamsOf(history).findLast(
    ({ ends: [near, far], row: first }) =>
      first <= row && near.ip === a.ip && near.port === a.port && far.ip === b.ip && far.port === b.port,
  );
  const { device, socket } = stream?.ends[member.side] ?? {};
  if (device === undefined || socket === undefined) return undefined;
  const { state } = worldAt(history, at);
  const buffers = buffersAt(history, state, device, socket);
  const waits = buffers?.send.unsent ? whyWaits(buffers.tcb, at) : undefined;
  return waits && { ...waits, device, row };
}
