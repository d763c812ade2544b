// Both ends of a connection wait to receive, nothing is on its way, and no clock runs: told from the state of a world, because nothing happens that a row could tell of.

import type { RowNumber } from '../../../devices/surroundings.ts';
import type { ScriptData } from '../../../devices/host/kernel/script.ts';
import type { ProcessState } from '../../../devices/host/process.ts';
import type { CallsData } from '../../../devices/programs/calls.ts';
import type { Past } from '../../owners.ts';
import { PROGRAM, rowAt, rowChunkOf, rowIndexOf } from '../../record.ts';
import { connectionAt } from '../buffers.ts';
import type { StreamEnd } from '../stream.ts';
import { streamsOf } from '../streams.ts';
import { calledIn } from './calledText.ts';
import type { Surprise } from './surprise.ts';

/** So many rows are gone back for the last call of a process. */
const FAR = 20_000;

/** What a thread may wait for besides, that only others could bring about: another thread, a new client. */
const IDLE: ReadonlySet<string> = new Set(['accept', 'wait']);

/** The connections of which both ends wait for each other in a world that has come to rest. */
export function bothWait(past: Past): Surprise[] {
  return streamsOf(past).flatMap(({ ends }) => {
    if (!ends.every((end) => waitsForEver(past, end))) return [];
    const last = ends.map((end) => lastCall(past, end));
    const rows = last.flatMap((one) => (one ? [one.row] : [])).sort((a, b) => a - b);
    const row = rows.at(-1);
    if (row === undefined) return [];
    const { device = 0, y: pid } = rowAt(past.record, row);
    const empty = last.some((one) => one?.empty);
    return {
      ...{ code: 'both-wait', row, also: [], device, pid, times: 1, known: rows },
      ...{ group: `both-wait ${device} ${pid}`, variant: empty ? 'empty' : 'reading' },
    } satisfies Surprise;
  });
}

/** Is the connection open, with nothing in its buffers, and can its program only go on when something comes? */
function waitsForEver({ live }: Past, { device, socket, pid, fd }: StreamEnd): boolean {
  if (device === undefined || fd === undefined) return false;
  const tcb = connectionAt(live.state, device, socket!);
  if (tcb?.state !== 'ESTABLISHED' || tcb.eof || tcb.error || tcb.recv.used || tcb.send.used) return false;
  const host = live.state.devices[device]!;
  const process = 'processes' in host ? host.processes.find((one) => one.pid === pid) : undefined;
  return process !== undefined && process.exit === undefined && onlyReceives(process, fd);
}

function onlyReceives({ program, data }: ProcessState, fd: number): boolean {
  if (program === 'calls') {
    const { waits, steps, place, fds } = data as CallsData;
    const action = steps[place]?.action;
    return waits !== undefined && action?.do === 'recv' && fds[action.of] === fd;
  }
  if (typeof data !== 'object' || data === null || !('threads' in data)) return false;
  const threads = (data as ScriptData).threads.filter(({ does }) => does !== 'ended');
  const receives = threads.some(({ call }) => call?.call === 'recv' && call.fd === fd);
  return (
    receives &&
    threads.every(({ does, wakeAt, call }) => {
      if (does !== 'waiting' || wakeAt !== Infinity || !call) return false;
      return IDLE.has(call.call) || call.call === 'recv';
    })
  );
}

/** The last call of an end's program on that connection; `empty`: it sent no octets. */
function lastCall({ record }: Past, { device, pid, fd }: StreamEnd): { row: RowNumber; empty: boolean } | undefined {
  const first = Math.max(record.firstRow, record.rowCount - FAR);
  for (let number = record.rowCount - 1; number >= first; number--) {
    const chunk = rowChunkOf(record, number);
    const i = rowIndexOf(number);
    if (chunk.kind[i] !== PROGRAM || chunk.where[i]! >>> 8 !== device || chunk.y[i] !== pid) continue;
    const row = rowAt(record, number);
    const called = row.reason === 'socket-call' ? calledIn(record.texts[row.x] ?? '') : undefined;
    if (!called || (called.fd !== fd && called.name !== 'accept')) continue;
    return { row: number, empty: called.name === 'send' && called.answer === '0' };
  }
  return undefined;
}
