// The sockets of a host's programs: calls through the one door, each with its row in the trace, and the news that they bring, told to the programs.

import { R } from '../../stack/reason.ts';
import type { Answer, SocketCall } from '../../stack/sockets/call.ts';
import type { Surroundings } from '../surroundings.ts';
import type { HostState } from './host.ts';
import type { ProcessState } from './process.ts';
import { endBrokenPipes } from './processes.ts';
import { programNamed } from './program.ts';
import { callAndAnswerText } from './socketText.ts';
import { hasDoor, transport, withDoor } from './transport.ts';

/** Calls that only ask, and are no event of the run. */
const SILENT: ReadonlySet<string> = new Set(['poll', 'getsockopt', 'getsockname', 'getpeername']);
/** Calls that do nothing where nothing has come: then they would have waited, and are no event either. */
const WAITING: ReadonlySet<string> = new Set(['recv', 'recvfrom', 'accept']);

/**
 * A program's call of the socket interface. Never waits: `EAGAIN` and `EINPROGRESS` say that news will come (`Program.socket`). A call that does something
 * is a row of the trace; what it brings about names that row as its cause.
 */
export function callSocket<C extends SocketCall>(
  host: HostState,
  process: ProcessState,
  call: C,
  out: Surroundings,
): Answer<C['call']> {
  const stack = withDoor(host);
  const { socketCall } = transport.get();
  const { pid } = process;
  if (SILENT.has(call.call) || (WAITING.has(call.call) && !hasCome(host, process, call, out))) {
    return socketCall(stack, pid, call, out);
  }
  const before = out.cause;
  const text = out.textLater();
  out.cause = out.called(host.device, R['socket-call'], text, pid);
  const answer = socketCall(stack, pid, call, out);
  out.cause = before;
  out.fillText(text, callAndAnswerText(call, answer));
  return answer;
}

/** Has a call that would wait something to bring? A descriptor that is none has its answer at once, too. */
function hasCome(host: HostState, { pid }: ProcessState, call: SocketCall, out: Surroundings): boolean {
  const fds = [(call as { fd: number }).fd];
  const answer = transport.get().socketCall(withDoor(host), pid, { call: 'poll', fds }, out);
  const [ready] = answer.ok ? answer.ready : [];
  return ready === undefined || ready.readable || ready.error || ready.invalid || ready.hangup;
}

/**
 * Tells the programs what has come for them: news of their sockets, captured frames. To be called after everything that may bring some: a packet, a tick, a
 * command. News that this brings in turn is told too.
 */
export function tellPrograms(host: HostState, out: Surroundings): void {
  if (host.captured?.length) tellCaptured(host, out);
  if (host.brokenPipes) endBrokenPipes(host, out);
  if (!hasDoor(host)) return;
  const before = out.cause;
  const { nextEvent } = transport.get();
  for (let event = nextEvent(host); event; event = nextEvent(host)) {
    const { pid, cause } = event;
    const process = host.processes.find((one) => one.pid === pid);
    if (!process || process.exit !== undefined) continue;
    out.cause = cause;
    programNamed(process.program)?.socket?.(process, host, event, out);
    if (host.captured?.length) tellCaptured(host, out);
    if (host.brokenPipes) endBrokenPipes(host, out);
  }
  out.cause = before;
}

/** From now on the programs that capture are told of every frame that the host's cards take in and hand out. */
export function startCapture(host: HostState): void {
  host.captured ??= [];
}

function tellCaptured(host: HostState, out: Surroundings): void {
  const captured = host.captured!;
  const capturing = host.processes.filter(
    (one) => one.exit === undefined && programNamed(one.program)?.frame !== undefined,
  );
  host.captured = capturing.length ? [] : undefined;
  for (const one of captured) {
    for (const process of capturing) {
      if (process.exit === undefined) programNamed(process.program)!.frame!(process, host, one, out);
    }
  }
}
