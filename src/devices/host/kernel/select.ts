// select: which of a script's descriptors are ready (POSIX select): sockets, pipes and standard input.

import type { Readiness } from '../../../stack/sockets/call.ts';
import type { Surroundings } from '../../surroundings.ts';
import type { HostState } from '../host.ts';
import type { ProcessState } from '../process.ts';
import { callSocket } from '../sockets.ts';
import type { ScriptAnswer, ScriptCall } from './call.ts';
import { type ScriptData, scriptOf } from './script.ts';
import { isReadable, isStandard, pipeWith } from './streams.ts';

/** Undefined: none is ready yet. When its patience is over it answers that none is. */
export function select(
  process: ProcessState,
  host: HostState,
  call: Extract<ScriptCall, { call: 'select' }>,
  late: boolean,
  out: Surroundings,
): ScriptAnswer | undefined {
  const { read, write, except } = call;
  const script = scriptOf(process);
  const asked = [...new Set([...read, ...write, ...except])];
  const ready = readinessOf(process, host, script, asked, out).flatMap((one) => {
    if (one.invalid) return [one];
    const readable = read.includes(one.fd) && (one.readable || one.error || one.hangup);
    const writable = write.includes(one.fd) && (one.writable || one.error);
    return readable || writable ? [{ ...one, readable, writable }] : [];
  });
  if (ready.length || late || call.timeout === 0) return { ok: true, ready };
  return undefined;
}

function readinessOf(
  process: ProcessState,
  host: HostState,
  script: ScriptData,
  fds: readonly number[],
  out: Surroundings,
): Readiness[] {
  const sockets = fds.filter((fd) => !isStandard(fd) && !pipeWith(script, fd));
  const answer = sockets.length ? callSocket(host, process, { call: 'poll', fds: sockets }, out) : undefined;
  const polled = answer?.ok ? answer.ready : [];
  return fds.map((fd) => {
    const found = polled.find((one) => one.fd === fd);
    if (found) return found;
    const readable = isReadable(script, fd);
    return { fd, readable, writable: fd !== 0, error: false, hangup: false, invalid: false };
  });
}
