// The commands of a line: one pipeline after another, each with its streams, and what stands behind one that has ended (POSIX XCU 2.9).

import type { Surroundings } from '../surroundings.ts';
import { findCommand, type Found } from './commandFiles.ts';
import type { Pipeline } from './commandLine.ts';
import { commandsIn, expandStage, type Expanded, type Target } from './expand.ts';
import { readFile, resolvePath, statOf, whyNotRead, writeFile, type FileFailure } from './files.ts';
import { failureText } from './fileFailure.ts';
import type { HostState } from './host.ts';
import { readersOf } from './output.ts';
import { PIPE_CAPACITY } from './pipes.ts';
import type { ProcessState, Sink } from './process.ts';
import { fail, newProcess } from './processes.ts';
import { programNamed } from './program.ts';
import { commandEnded, contextOf, handOn, noteStatus, type ShellContext } from './shellProcess.ts';
import { endInput, feed, runningWith } from './standardInput.ts';

/**
 * Runs pipelines, one after another those that may follow at once; the rest waits in the process that runs on. `shell`: the process whose commands they are;
 * undefined for a line typed into a terminal. `status`: the exit status of what ran before. Gives the first process started; undefined when there was nothing to run.
 */
export function runPipelines(
  host: HostState,
  commands: readonly Pipeline[],
  shell: number | undefined,
  status: number,
  out: Surroundings,
): ProcessState | undefined {
  let first: ProcessState | undefined;
  let last = status;
  const waitFor = (process: ProcessState, rest: readonly Pipeline[]): void => {
    process.awaited = true;
    if (rest.length) process.next = [...rest];
  };
  for (let i = 0; i < commands.length; i++) {
    let command = commands[i]!;
    const { after } = command;
    if (!command.values && ((after === '&&' && last !== 0) || (after === '||' && last === 0))) continue;
    for (let line = lineToRun(command); line !== undefined; line = lineToRun(command)) {
      const inner = startKept(host, line, shell, out);
      first ??= inner;
      if (inner.exit === undefined) {
        waitFor(inner, [{ ...command, values: command.values ?? [] }, ...commands.slice(i + 1)]);
        return first;
      }
      command = withValue(command, inner);
      last = inner.exit;
    }
    const pipeline = start(host, command, contextOf(host, shell), last, out);
    const process = pipeline.at(-1);
    first ??= pipeline[0];
    if (command.background) last = 0;
    else if (process?.exit === undefined && process) {
      waitFor(process, commands.slice(i + 1));
      return first;
    } else last = process?.exit ?? (command.values ? last : 0);
    noteStatus(host, shell, last);
  }
  commandEnded(host, shell, last, out);
  return first;
}

/** What waited for a process that has ended: the rest of its line, or the shell whose last command it was. */
export function goOnBehind(host: HostState, process: ProcessState, status: number, out: Surroundings): void {
  const { next, shell, awaited } = process;
  delete process.next;
  delete process.awaited;
  if (!awaited || (shell !== undefined && !runningWith(host, shell))) return;
  noteStatus(host, shell, status);
  if (!next) return commandEnded(host, shell, status, out);
  const [first, ...rest] = next;
  const commands = first!.values && process.kept !== undefined ? [withValue(first!, process), ...rest] : next;
  runPipelines(host, commands, shell, status, out);
}

/** The next command line in the words of a command that is still to be run. */
const lineToRun = ({ stages, values = [] }: Pipeline): string | undefined => commandsIn(stages)[values.length];

/** What a command line in its words has printed, without the line ends behind it (POSIX XCU 2.6.3). */
function withValue(command: Pipeline, inner: ProcessState): Pipeline {
  const octets = Uint8Array.from(inner.kept ?? '', (c) => c.charCodeAt(0));
  delete inner.kept;
  const text = new TextDecoder().decode(octets).replaceAll('\0', '').replace(/\n+$/, '');
  return { ...command, values: [...(command.values ?? []), text] };
}

/** A shell of its own for a command line in the words of another. */
function startKept(host: HostState, line: string, shell: number | undefined, out: Surroundings): ProcessState {
  const context = contextOf(host, shell);
  const process = newProcess(host, ['bash', '-c', line], 'bash', out);
  process.kept = '';
  process.cwd = context.cwd;
  if (shell !== undefined) process.shell = shell;
  process.stdout = { to: 'kept', pid: process.pid };
  if (context.stderr) process.stderr = context.stderr;
  if (context.relays) process.stdin = 'shell';
  begin(host, process, out);
  return process;
}

/** Starts all commands of a pipeline: the readers run first, so that somebody is there to read. */
function start(
  host: HostState,
  command: Pipeline,
  context: ShellContext,
  status: number,
  out: Surroundings,
): ProcessState[] {
  const values = [...(command.values ?? [])];
  const expanded = command.stages.map((stage) => expandStage(host, stage, { ...context, status }, values));
  if (expanded.length === 1 && 'argv' in expanded[0]! && !expanded[0].argv.length && !expanded[0].targets.length)
    return [];
  const begun = expanded.map((one) => stageOf(host, one, context, out));
  begun.forEach(({ process }, i) => {
    const [before, behind] = [begun[i - 1]?.process.pid, begun[i + 1]?.process.pid];
    if (before !== undefined) process.from = before;
    else if (command.background) process.stdin = 'none';
    else if (context.relays) process.stdin = 'shell';
    if (behind === undefined) leadOn(process, context);
    else process.into = behind;
    if (context.stderr) process.stderr = context.stderr;
  });
  const before = out.cause;
  const inputs = begun.map((one) => direct(host, one, context, out));
  for (let i = begun.length - 1; i >= 0; i--) {
    const { process, refusal } = begun[i]!;
    out.cause = process.wakeCause;
    if (process.exit !== undefined) continue;
    if (refusal) fail(host, process, refusal.status, complaint(context, refusal.text), out);
    else begin(host, process, out);
    if (inputs[i]) feedAll(host, process, inputs[i]!, out);
  }
  begun.forEach(({ process }, i) => {
    const behind = begun[i + 1]?.process;
    if (behind && !readersOf(process).includes(behind.pid)) endInput(host, behind.pid, out);
  });
  out.cause = before;
  return begun.map(({ process }) => process);
}

interface Begun {
  process: ProcessState;
  targets: Target[];
  refusal?: { status: number; text: string } | undefined;
}

/** A process for a command, not begun. */
function stageOf(host: HostState, expanded: Expanded, context: ShellContext, out: Surroundings): Begun {
  const argv = 'argv' in expanded ? expanded.argv : [];
  const found: Found = argv.length ? findCommand(host, argv, context.cwd) : { argv: [':'], program: 'true' };
  const process = newProcess(host, found.argv, found.program, out);
  process.cwd = context.cwd;
  if (context.shell !== undefined) process.shell = context.shell;
  if ('message' in expanded) return { process, targets: [], refusal: { status: 1, text: expanded.message } };
  return { process, targets: expanded.targets, refusal: found.refusal };
}

function leadOn(process: ProcessState, { into, stdout }: ShellContext): void {
  if (into !== undefined) process.into = into;
  else if (stdout) process.stdout = stdout;
}

/** Leads the streams of a process where its redirections say, from left to right; gives what it is to read from a file. */
function direct(host: HostState, begun: Begun, { cwd }: ShellContext, out: Surroundings): Uint8Array | undefined {
  const { process, targets } = begun;
  let input: Uint8Array | undefined;
  for (const target of targets) {
    if (target.how === 'as') {
      const other = target.as === 1 ? outputOf(process) : process.stderr;
      lead(process, target.fd, other ?? { to: 'terminal', err: target.as === 2 });
      continue;
    }
    const { name, how, fd } = target;
    const refuse = (failure: FileFailure): undefined => {
      begun.refusal = { status: 1, text: `${name}: ${failureText(failure)}` };
      return undefined;
    };
    if (how === 'from') {
      input = readFile(host, name, cwd);
      if (!input) return refuse(whyNotRead(host, name, cwd));
      process.stdin = 'file';
      continue;
    }
    const isThere = how === 'append' && statOf(host, name, cwd)?.folder === false;
    const failure = isThere ? undefined : writeFile(host, name, new Uint8Array(0), cwd, out.now);
    if (failure) return refuse(failure);
    lead(process, fd, { to: 'file', path: resolvePath(cwd, name) });
  }
  return input;
}

const outputOf = ({ into, stdout }: ProcessState): Sink | undefined =>
  into === undefined ? stdout : { to: 'process', pid: into };

function lead(process: ProcessState, fd: 0 | 1 | 2, sink: Sink | undefined): void {
  if (fd === 2) {
    if (sink) process.stderr = sink;
    else delete process.stderr;
    return;
  }
  delete process.into;
  delete process.stdout;
  if (sink?.to === 'process') process.into = sink.pid;
  else if (sink) process.stdout = sink;
}

function begin(host: HostState, process: ProcessState, out: Surroundings): void {
  programNamed(process.program)!.start(process, host, out);
  const shell = process.stdin === 'shell' ? runningWith(host, process.shell!) : undefined;
  if (shell && process.exit === undefined) handOn(host, shell, out);
}

/** As bash says it; `/bin/sh` of Debian, which is what scripts get, says it in its own way. */
const complaint = ({ prefix }: ShellContext, text: string): string =>
  prefix === '/bin/sh' ? `/bin/sh: 1: ${text.replace(/: command not found$/, ': not found')}` : `${prefix}: ${text}`;

function feedAll(host: HostState, process: ProcessState, octets: Uint8Array, out: Surroundings): void {
  for (let at = 0; at < octets.length; at += PIPE_CAPACITY) {
    feed(host, process.pid, octets.slice(at, at + PIPE_CAPACITY), out);
  }
  endInput(host, process.pid, out);
}
