// The life of a script's threads: they begin, execute lines, make calls, wait, and have their turn again. What a call does stands in perform.ts.

import { MICROSECOND, MILLISECOND, NEVER, type Instant, type Nanoseconds } from '../../../base/time.ts';
import { R } from '../../../stack/reason.ts';
import type { RowNumber, Surroundings } from '../../surroundings.ts';
import type { HostState } from '../host.ts';
import type { ProcessState } from '../process.ts';
import type { Line, ScriptAnswer, ScriptCall, Told } from './call.ts';
import { perform } from './perform.ts';
import { FRUITLESS_TOLD, scriptOf, type ScriptData, type ScriptThread } from './script.ts';

/** What executing one line of a program takes, and what a system call takes: about as long as CPython and Linux need. */
const LINE_TIME: Nanoseconds = MICROSECOND;
const CALL_TIME: Nanoseconds = 2 * MICROSECOND;
/** What each fruitless call takes once that has been told. */
const FRUITLESS_TIME: Nanoseconds = MILLISECOND;
/** After so many turns of computing without a call it is told, and each turn counts for ten times as long; after twice as many, for a hundred times. */
const COMPUTED_TOLD = 100;

/** What a process runs as a script. It begins when its main thread is added. */
export function newScript(
  process: ProcessState,
  { runs, file, argv, cwd }: Pick<ScriptData, 'runs' | 'file' | 'argv' | 'cwd'>,
): ScriptData {
  const script: ScriptData = {
    ...{ runs, file, argv, cwd, threads: [], nextTid: 0, stdin: new Uint8Array(0), stdinEnded: false, pipes: [] },
    ...{ signals: [], handled: [] },
  };
  process.data = script;
  return script;
}

/** Begins a thread of a script: its turn comes at once. */
export function addThread(
  process: ProcessState,
  host: HostState,
  { name, daemon }: { name: string; daemon: boolean },
  cause: RowNumber,
  out: Surroundings,
): ScriptThread {
  const script = scriptOf(process);
  const thread: ScriptThread = {
    ...{ tid: script.nextTid++, name, daemon, does: 'ready', lines: [], nextLine: 0, file: script.file, line: 0 },
    ...{ frames: [], variables: [], since: out.now, wakeAt: NEVER, done: 0, fruitless: 0, computed: 0, cause },
  };
  script.threads.push(thread);
  out.turn(host.device, process.pid, thread.tid);
  return thread;
}

/** A call of a thread whose turn it was: its lines are executed, then the call is made. The clock goes on meanwhile. */
export function beginCall(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  call: ScriptCall,
  told: Told,
  out: Surroundings,
): void {
  out.turnTaken(host.device, process.pid, thread.tid);
  delete thread.answer;
  thread.call = call;
  if (told.as === undefined) delete thread.as;
  else thread.as = told.as;
  if (told.frames) thread.frames = told.frames;
  if (told.variables) thread.variables = told.variables;
  thread.lines = withFiles(told.lines ?? [], thread.file);
  // Who computes on and on is not told line by line again and again: a loop without end would fill the record.
  if (call.call === 'compute' && thread.computed > 0) thread.lines.splice(0, thread.lines.length - 1);
  thread.nextLine = 0;
  thread.done = 0;
  thread.does = 'busy';
  thread.since = out.now;
  if (call.call !== 'compute') thread.computed = 0;
  thread.wakeAt = out.now + (thread.lines.length ? LINE_TIME : timeOf(process, host, thread, call, out));
  setClock(process, host, out);
}

function withFiles(lines: readonly Line[], file: string): [string, number][] {
  let present = file;
  return lines.map((one) => {
    if (typeof one === 'number') return [present, one];
    [present] = one;
    return [...one];
  });
}

/** What a call takes before it is made. */
function timeOf(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  call: ScriptCall,
  out: Surroundings,
): Nanoseconds {
  if (call.call === 'compute') return call.duration * computeFactor(process, host, thread, out);
  return thread.fruitless >= FRUITLESS_TOLD ? FRUITLESS_TIME : CALL_TIME;
}

function computeFactor(process: ProcessState, host: HostState, thread: ScriptThread, out: Surroundings): number {
  thread.computed++;
  if (thread.computed === COMPUTED_TOLD) say(process, host, thread, 'script-computes', String(thread.line), out);
  return thread.computed <= COMPUTED_TOLD ? 1 : thread.computed <= 2 * COMPUTED_TOLD ? 10 : 100;
}

/** What is due of a script's threads now: lines, calls, the end of their patience. In the order of their times. */
export function runThreads(process: ProcessState, host: HostState, out: Surroundings): void {
  const script = scriptOf(process);
  for (const thread of script.threads.filter((one) => one.wakeAt <= out.now)) {
    if (process.exit !== undefined) return;
    if (thread.wakeAt > out.now) continue;
    thread.wakeAt = NEVER;
    if (thread.does === 'busy') goOn(process, host, thread, out);
    else if (thread.does === 'waiting') attempt(process, host, thread, out, true);
  }
  if (process.exit === undefined) setClock(process, host, out);
}

/** The next line, or the call behind the last one. */
function goOn(process: ProcessState, host: HostState, thread: ScriptThread, out: Surroundings): void {
  const next = thread.lines[thread.nextLine];
  if (!next) return attempt(process, host, thread, out, false);
  [thread.file, thread.line] = next;
  thread.nextLine++;
  thread.cause = say(process, host, thread, 'script-line', `${next[0]}:${next[1]}`, out);
  const last = thread.nextLine === thread.lines.length;
  thread.wakeAt = out.now + (last ? timeOf(process, host, thread, thread.call!, out) : LINE_TIME);
}

/** Writes a row about a thread, blamed on what it did before. */
export function say(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  reason: 'script-line' | 'script-waits' | 'script-spins' | 'script-computes',
  text: string,
  out: Surroundings,
): RowNumber {
  const before = out.cause;
  out.cause = thread.cause;
  const row = out.program(host.device, R[reason], text, process.pid);
  out.cause = before;
  return row;
}

/** Tries the call. What it has to wait for, news of it or the clock try again; `late`: its patience is over. */
export function attempt(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  out: Surroundings,
  late: boolean,
): void {
  const waited = thread.does === 'waiting';
  const isMain = thread.tid === 0;
  const before = out.cause;
  if (!waited) out.cause = thread.cause;
  const signal = isMain ? takeSignal(scriptOf(process)) : undefined;
  const answer: ScriptAnswer | undefined =
    signal !== undefined
      ? { ok: false, failure: 'EINTR', signal }
      : (thread.answer ?? perform(process, host, thread, late, out));
  if (process.exit === undefined && thread.does !== 'ended') {
    if (answer) finish(process, host, thread, answer, waited, out);
    else if (!waited) beginWaiting(process, host, thread, out);
  }
  out.cause = before;
}

function takeSignal({ signals }: ScriptData): number | undefined {
  return signals.shift();
}

function beginWaiting(process: ProcessState, host: HostState, thread: ScriptThread, out: Surroundings): void {
  thread.does = 'waiting';
  thread.since = out.now;
  thread.cause = say(process, host, thread, 'script-waits', thread.as ?? thread.call!.call, out);
  const patience = patienceOf(thread.call!);
  thread.wakeAt = patience === undefined ? NEVER : out.now + patience;
}

/** How long a call waits at most; undefined: for ever. */
export function patienceOf(call: ScriptCall): Nanoseconds | undefined {
  if (call.call === 'sleep') return call.duration;
  return 'timeout' in call ? call.timeout : undefined;
}

/** The call is answered: the thread's turn comes. */
function finish(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  answer: ScriptAnswer,
  waited: boolean,
  out: Surroundings,
): void {
  count(process, host, thread, answer, waited, out);
  if (waited) thread.cause = out.cause;
  thread.answer = answer;
  thread.does = 'ready';
  thread.since = out.now;
  thread.wakeAt = NEVER;
  out.turn(host.device, process.pid, thread.tid);
}

/** Calls that wait, or bring something, end a row of fruitless ones. */
function count(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  answer: ScriptAnswer,
  waited: boolean,
  out: Surroundings,
): void {
  const { call } = thread.call!;
  const empty = 'bytes' in answer && answer.bytes.length === 0 && (call === 'recv' || call === 'read');
  const refused = !answer.ok && answer.failure === 'EAGAIN';
  if (empty || refused) {
    thread.fruitless++;
    if (thread.fruitless === FRUITLESS_TOLD) {
      const what = `${thread.as ?? call} ${empty ? 'end' : 'EAGAIN'}`;
      thread.cause = say(process, host, thread, 'script-spins', what, out);
    }
  } else if (waited || (answer.ok && BRINGS.has(call) && !sendsNothing(thread.call!))) thread.fruitless = 0;
}

/** On a stream that is no call at all: who echoes an empty read goes round all the same. */
const sendsNothing = (call: ScriptCall): boolean => call.call === 'send' && call.bytes.length === 0;

const BRINGS: ReadonlySet<string> = new Set(['accept', 'recv', 'recvfrom', 'read', 'sleep', 'send', 'sendto', 'wait']);

/** News has come that may end a wait: the threads for which it is news try again. */
export function tryAgain(
  process: ProcessState,
  host: HostState,
  concerns: (thread: ScriptThread) => boolean,
  out: Surroundings,
): void {
  for (const thread of scriptOf(process).threads) {
    if (process.exit !== undefined) return;
    if (thread.does === 'waiting' && concerns(thread)) attempt(process, host, thread, out, false);
  }
  if (process.exit === undefined) setClock(process, host, out);
}

/** Gives a thread that waits or is about to wait its answer. */
export function answerEarly(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  answer: ScriptAnswer,
  out: Surroundings,
): void {
  if (thread.does === 'waiting') finish(process, host, thread, answer, true, out);
  else thread.answer = answer;
}

/** The main thread is told of a signal at once where it waits, and with its next call otherwise. */
export function raiseSignal(process: ProcessState, host: HostState, signal: number, out: Surroundings): void {
  const script = scriptOf(process);
  script.signals.push(signal);
  const main = script.threads[0];
  if (main?.does === 'waiting') attempt(process, host, main, out, false);
  setClock(process, host, out);
}

/** Asks for the clock at the earliest time at which a thread wants it. */
export function setClock(process: ProcessState, host: HostState, out: Surroundings): void {
  let at: Instant = NEVER;
  for (const thread of scriptOf(process).threads) at = Math.min(at, thread.wakeAt);
  process.wakeAt = at;
  process.wakeCause = out.cause;
  if (at !== NEVER) out.wake(host.device, at);
}
