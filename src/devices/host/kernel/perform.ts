// What the calls of a script do to its host. Each either has its answer at once, or has to wait and is tried again when something has come.

import type { Answer, CallName, SocketCall } from '../../../stack/sockets/call.ts';
import type { Surroundings } from '../../surroundings.ts';
import { changeFile } from '../files.ts';
import type { HostState } from '../host.ts';
import type { ProcessState } from '../process.ts';
import { exitWith } from '../processes.ts';
import { callSocket } from '../sockets.ts';
import { killPid, spawn, waitpid } from './children.ts';
import type { ScriptAnswer, ScriptCall, ScriptSocketCall } from './call.ts';
import { closePipe, readFrom, writeTo } from './streams.ts';
import { type ScriptThread, scriptOf } from './script.ts';
import { select } from './select.ts';
import { addThread, answerEarly, patienceOf } from './threads.ts';

const DONE: ScriptAnswer = { ok: true };
/** Its patience, given by the program, is over. */
const LATE: ScriptAnswer = { ok: false, failure: 'ETIMEDOUT', timedOut: true };

/** Tries the call of a thread. Undefined: it has to wait. `late`: its patience is over. */
export function perform(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  late: boolean,
  out: Surroundings,
): ScriptAnswer | undefined {
  const call = thread.call!;
  const script = scriptOf(process);
  switch (call.call) {
    case 'sleep':
      return late || call.duration === 0 ? DONE : undefined;
    case 'compute':
      return DONE;
    case 'select':
      return select(process, host, call, late, out);
    case 'read':
      return readFrom(process, host, call, out) ?? impatient(call, late);
    case 'write':
      return writeTo(process, host, thread, call, out);
    case 'wait':
      return impatient(call, late);
    case 'wake': {
      let woken = 0;
      for (const one of script.threads) {
        if (woken >= call.count) break;
        const waits = one.call?.call === 'wait' && one.call.on === call.on && !one.answer;
        if (!waits || (one.does !== 'waiting' && one.does !== 'busy')) continue;
        answerEarly(process, host, one, DONE, out);
        woken++;
      }
      return { ok: true, count: woken };
    }
    case 'thread':
      return { ok: true, tid: addThread(process, host, call, thread.cause, out).tid };
    case 'thread-end':
      thread.does = 'ended';
      return undefined;
    case 'exit':
      exitWith(host, process, call.status & 0xff, out);
      return undefined;
    case 'spawn':
      return spawn(process, host, call, out);
    case 'waitpid':
      return waitpid(host, call) ?? impatient(call, late);
    case 'kill':
      return killPid(host, call, out);
    case 'signal':
      script.handled = script.handled.filter((one) => one !== call.signal);
      if (call.handled) script.handled.push(call.signal);
      return DONE;
    case 'chdir':
      script.cwd = call.path;
      return DONE;
    case 'file': {
      for (const change of call.changes) {
        const failure = changeFile(host, change, out.now);
        if (failure !== undefined) return { ok: false, failure: failure as 'ENOENT' };
      }
      return DONE;
    }
    default:
      return performSocket(process, host, thread, call, late, out);
  }
}

/** What a call answers that can wait no longer: not at all (`EAGAIN`), or not so long. */
function impatient(call: ScriptCall, late: boolean): ScriptAnswer | undefined {
  if (patienceOf(call) === 0) return { ok: false, failure: 'EAGAIN' };
  return late ? LATE : undefined;
}

const WOULD_WAIT: ReadonlySet<string> = new Set(['EAGAIN', 'EINPROGRESS', 'EALREADY']);

function performSocket(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  call: ScriptSocketCall,
  late: boolean,
  out: Surroundings,
): ScriptAnswer | undefined {
  if (call.call === 'close' && closePipe(process, host, call.fd, out)) return DONE;
  if (call.call === 'send' && thread.done < call.bytes.length) return send(process, host, thread, call, late, out);
  const answer = callSocket<SocketCall>(host, process, call, out) as Answer<CallName>;
  if (answer.ok || !WOULD_WAIT.has(answer.failure)) return answer;
  if (patienceOf(call) === 0) return answer;
  return late ? LATE : undefined;
}

/** A blocking send waits until everything has gone in; what an error cuts answers with what went in before (Linux tcp_sendmsg). */
function send(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  call: Extract<ScriptSocketCall, { call: 'send' }>,
  late: boolean,
  out: Surroundings,
): ScriptAnswer | undefined {
  const { fd, bytes, all = false } = call;
  const patient = patienceOf(call) === undefined || all;
  for (;;) {
    const rest = thread.done ? bytes.subarray(thread.done) : bytes;
    const answer = callSocket(host, process, { call: 'send', fd, bytes: rest }, out) as Answer<'send'>;
    if (!answer.ok && !WOULD_WAIT.has(answer.failure)) {
      return thread.done && !all ? { ok: true, count: thread.done } : answer;
    }
    if (answer.ok) thread.done += answer.count;
    if (thread.done >= bytes.length) return { ok: true, count: thread.done };
    if (answer.ok && answer.count > 0 && patient) continue;
    if (thread.done && !patient) return { ok: true, count: thread.done };
    if (patienceOf(call) === 0) return { ok: false, failure: 'EAGAIN' };
    return late ? LATE : undefined;
  }
}
