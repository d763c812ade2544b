// calls: does the socket calls of a file, one after another, as a student's program would that blocks: each line begins when the one before it is done.

import type { Answer, CallName, Failure, SocketCall, SocketEvent } from '../../stack/sockets/call.ts';
import { readFile, whyNotRead } from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import type { ProcessState } from '../host/process.ts';
import { exitWith, fail } from '../host/processes.ts';
import { complain, print } from '../host/output.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import { octetsText } from '../host/socketText.ts';
import { callSocket } from '../host/sockets.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Action, Step } from './callsFile.ts';
import { mistakeText, readCalls } from './callsText.ts';
import { readGiven } from './callsValues.ts';
import { verbs } from './callsVerbs.ts';
import { addressOf } from './names.ts';
import { lengthOf, octetsFrom } from './octetsText.ts';
import { exceptionText, pythonCall, tupleText } from './pythonText.ts';

/** What the process remembers. */
export interface CallsData {
  file: string;
  steps: Step[];
  /** The next step, or the one that is under way. */
  place: number;
  /** Where the program waits: the line of its file, and the call as Python writes it. Undefined while it runs, or waits for the clock (`wakeAt`). */
  waits?: { line: number; call: string; failure: Failure };
  /** Descriptors by the sockets' names. */
  fds: Record<string, number>;
  /** Rounds left of the repetitions that are under way, the innermost last. */
  rounds: number[];
  /** Octets of the present call that are done; when a `wait` is over. */
  done: number;
  until?: number;
}

/** Most octets that are handed over at a time. */
const PIECE = 1 << 20;
const USAGE = 'Usage: calls FILE [NAME=VALUE ...]\nDoes the socket calls that stand in FILE, one a line:';

export const calls: Program = {
  start(process, host, out) {
    const [, file, ...more] = process.argv;
    const given = readGiven(more);
    if (file === undefined || !given || file === '--help') return printUsage(host, process, out);
    const content = readFile(host, file, process.cwd);
    if (!content) {
      return fail(host, process, 1, `calls: ${file}: ${failureText(whyNotRead(host, file, process.cwd))}`, out);
    }
    const text = new TextDecoder().decode(content);
    const read = readCalls(text, (word) => addressOf(host, word), given);
    if (!read.ok) return fail(host, process, 2, read.mistakes.map((one) => mistakeText(file, one)).join('\n'), out);
    const data: CallsData = { file, steps: read.steps, place: 0, fds: {}, rounds: [], done: 0 };
    process.data = data;
    goOn(process, host, out);
  },
  wake: goOn,
  socket(process, host, event, out) {
    if (concerns(dataOf(process), event)) goOn(process, host, out);
  },
};

const dataOf = (process: ProcessState): CallsData => process.data as CallsData;

function printUsage(host: HostState, process: ProcessState, out: Surroundings): void {
  const forms = [
    'at 100 ms CALL, try CALL, repeat 3:',
    'let size = 5, then recv $size',
    ...Object.values(verbs).map((verb) => verb.use),
  ];
  complain(host, process, [USAGE, ...forms.map((form) => `  ${form}`)].join('\n'), out);
  exitWith(host, process, 2, out);
}

/** Is it news for the call that waits? A `send` that found no room waits until it is told of room. */
function concerns({ waits, steps, place, fds }: CallsData, { fd, what }: SocketEvent): boolean {
  const action = steps[place]?.action;
  if (!waits || !action || !('of' in action) || fds[action.of] !== fd) return false;
  return action.do !== 'send' || what !== 'readable';
}

/** Does one step after another until one has to wait or none is left. */
function goOn(process: ProcessState, host: HostState, out: Surroundings): void {
  const data = dataOf(process);
  while (process.exit === undefined) {
    const step = data.steps[data.place];
    if (!step) return exitWith(host, process, 0, out);
    const due = step.at === undefined ? 0 : process.startedAt + step.at;
    if (due > out.now) return wakeProcess(process, host, due, out);
    delete data.waits;
    if (!goThrough(process, host, step, out)) return;
  }
}

/** Does a step. False: it has to wait, or the program has ended. */
function goThrough(process: ProcessState, host: HostState, step: Step, out: Surroundings): boolean {
  const data = dataOf(process);
  const { action } = step;
  if (action.do === 'wait') {
    data.until ??= out.now + action.duration;
    if (data.until > out.now) {
      wakeProcess(process, host, data.until, out);
      return false;
    }
    delete data.until;
  } else if (action.do === 'repeat') data.rounds.push(action.times);
  else if (action.do === 'again') {
    const left = data.rounds.pop()! - 1;
    if (left > 0) {
      data.rounds.push(left);
      data.place = action.begin;
      return true;
    }
  } else return call(process, host, step, action, out);
  data.place++;
  return true;
}

type SocketAction = Exclude<Action, { do: 'wait' | 'repeat' | 'again' }>;

/** Makes the call of a step; what it answers is printed. False: it has to wait, or the program has ended. */
function call(
  process: ProcessState,
  host: HostState,
  { line, tries, quiet }: Step,
  action: SocketAction,
  out: Surroundings,
): boolean {
  const data = dataOf(process);
  const sending = action.do === 'send';
  const text = pythonCall(action);
  const answer = callSocket<SocketCall>(host, process, socketCall(data, action), out) as Answer<CallName>;
  if (process.exit !== undefined) return false;
  const wait = (failure: Failure): boolean => {
    data.waits = { line, call: text, failure };
    return false;
  };
  if (!answer.ok) {
    if (['EAGAIN', 'EINPROGRESS', 'EALREADY'].includes(answer.failure)) return wait(answer.failure);
    const raised = `${text} -> ${exceptionText(answer.failure)}`;
    data.done = 0;
    data.place++;
    if (tries) print(host, process, raised, out);
    else fail(host, process, 1, `${data.file}:${line}: ${raised}`, out);
    return process.exit === undefined;
  }
  if (sending && 'count' in answer) {
    data.done += answer.count;
    if (data.done < lengthOf(action)) return answer.count ? true : wait('EAGAIN');
  }
  if (!quiet) print(host, process, resultText(data, action, text, answer), out);
  if ('fd' in answer) data.fds[action.do === 'accept' ? action.name : action.of] = answer.fd;
  if (!isOver(data, action, answer)) return true;
  data.done = 0;
  data.place++;
  return true;
}

/** Has the call done all that its line asks for? */
function isOver(data: CallsData, action: SocketAction, answer: Answer<CallName>): boolean {
  if (!('until' in action) || !answer.ok || !('bytes' in answer) || !answer.bytes.length) return true;
  data.done += answer.bytes.length;
  return action.until === 'exactly' && data.done >= action.size;
}

const NOT_OPEN = -1;

function socketCall({ fds, done }: CallsData, action: SocketAction): SocketCall {
  const fd = fds[action.of] ?? NOT_OPEN;
  switch (action.do) {
    case 'socket':
      return { call: 'socket', type: action.type };
    case 'bind':
    case 'connect':
      return { call: action.do, fd, ip: action.ip, port: action.port };
    case 'listen':
      return { call: 'listen', fd, ...(action.backlog === undefined ? {} : { backlog: action.backlog }) };
    case 'send':
      return { call: 'send', fd, bytes: octetsFrom(action, done, PIECE) };
    case 'sendto':
      return { call: 'sendto', fd, bytes: octetsFrom(action, 0, PIECE), ...action.to };
    case 'recv':
    case 'recvfrom': {
      const size = action.until === 'exactly' ? action.size - done : action.size;
      return { call: action.do, fd, size, ...(action.peek && { peek: true }) };
    }
    case 'shutdown':
      return { call: 'shutdown', fd, how: action.how };
    case 'setsockopt':
      return { call: 'setsockopt', fd, option: action.option, value: action.value };
    case 'getsockopt':
      return { call: 'getsockopt', fd, option: action.option };
    default:
      return { call: action.do, fd };
  }
}

/** The call and what it answers; what Python answers with None is left out. */
function resultText(data: CallsData, action: SocketAction, text: string, answer: Answer<CallName>): string {
  if (!answer.ok) return text;
  if (action.do === 'send') return `${text} -> ${data.done}`;
  if ('bytes' in answer) {
    const shown = action.do === 'recv' && action.until === 'exactly' ? recvText(action, data.done) : text;
    const octets = octetsText(answer.bytes);
    return `${shown} -> ${action.do === 'recvfrom' ? `(${octets}, ${answer.from ? tupleText(answer.from) : 'None'})` : octets}`;
  }
  if ('peer' in answer) return `${text} -> ${tupleText(answer.peer)}`;
  if ('count' in answer) return `${text} -> ${answer.count}`;
  if ('value' in answer)
    return `${text} -> ${typeof answer.value === 'object' ? JSON.stringify(answer.value) : String(answer.value)}`;
  return 'ip' in answer ? `${text} -> ${tupleText(answer)}` : text;
}

/** `exactly` is a loop around `recv` which asks for what is missing. */
const recvText = (action: Extract<SocketAction, { size: number }>, done: number): string =>
  pythonCall({ ...action, size: action.size - done });
