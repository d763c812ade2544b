// Which devices have a column in the ladder, and which conversations there are to choose from.

import type { LadderColumn } from '../../player/ladderParts.ts';
import type { Side, Stream } from '../../sim/analysis/stream.ts';
import { numberedStreams } from '../../sim/analysis/streams.ts';
import type { History } from '../../sim/history.ts';
import { FLIGHT, rowChunkOf, rowIndexOf } from '../../sim/record.ts';
import { endsOf } from '../../sim/world.ts';

/** Columns that a large network begins with. */
const MOST = 8;

/** The devices that have a column where nobody has chosen: all hosts, of many those that are the first to send something. */
export function usualDevices({ record, live }: History): number[] {
  const { devices } = live.state;
  const hosts = devices.flatMap(({ kind }, i) => (kind === 'host' || kind === 'outside' ? [i] : []));
  if (hosts.length <= MOST) return hosts.length > 1 ? hosts : devices.map((_, i) => i).slice(0, MOST);
  const speak = new Set<number>();
  for (let row = 0; row < record.rowCount && speak.size < MOST; row++) {
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    if (chunk.kind[i] !== FLIGHT) continue;
    const { from } = endsOf(live.state, chunk.where[i]!);
    if (hosts.includes(from[0])) speak.add(from[0]);
  }
  for (const host of hosts) if (speak.size < MOST) speak.add(host);
  return [...speak].sort((a, b) => a - b);
}

/** Both ends of a conversation; an end that no simulated host has is where its segments come from. */
export const columnsOf = ({ ends }: Stream, history: History): LadderColumn[] =>
  ends.map((end, side) => ({ device: end.device ?? senderOf(history, end.flights[0]) ?? -1, side: side as Side }));

function senderOf({ record, live }: History, flight: number | undefined): number | undefined {
  if (flight === undefined) return undefined;
  return endsOf(live.state, rowChunkOf(record, flight).where[rowIndexOf(flight)]!).from[0];
}

/** The conversations that were seen on a cable. */
export const conversationsIn = (history: History): readonly Stream[] => numberedStreams(history);
