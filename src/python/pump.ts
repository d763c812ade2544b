// Runs the threads of scripts, one at a time, each for its turn: a stack goes on until a call that the world does not answer at once, and is suspended there.

import { below, luckFor, type Luck } from '../base/rng.ts';
import type { ScriptAnswer, ScriptCall, Told } from '../devices/host/kernel/call.ts';
import type { Turn } from '../devices/host/kernel/script.ts';
import type { HostState } from '../devices/host/host.ts';
import { programNamed } from '../devices/host/program.ts';
import type { PyodideInterface } from 'pyodide';
import { Interpreter, type Door } from './interpreter.ts';
import { leaveRealm } from './realm.ts';
import type { ScriptWorld } from './world.ts';

/** A thread's stack. */
interface Stack {
  turn: Turn;
  /** Goes on with an answer; undefined while it runs. */
  resume: (() => void) | undefined;
  /** The call that it makes, and those that are to be made before it. */
  calls: { call: ScriptCall; told: Told }[];
  /** Has been told so often that its process has ended. */
  killed: number;
}

type Looked = NonNullable<ReturnType<ScriptWorld['look']>>;

const NO_OCTETS = new Uint8Array(0);
/** An answer that says nothing but that it went well. */
const DONE = '1';
/** Instead of an answer: the process has ended. */
const KILLED = '!';
/** A stack that catches what unwinds it so often is not resumed any more. */
const MOST_KILLS = 50;

/** What a preempted program computes, ns (shim/programs.py). */
const PREEMPTED = 1_000_000;

const processKey = ({ device, pid }: Turn): string => `${device} ${pid}`;
const stackKey = (turn: Turn): string => `${processKey(turn)} ${turn.tid}`;

/** Holds the stacks of all threads of one world, and lets one of them go on at a time. */
export class Pump implements Door {
  private readonly load: () => Promise<PyodideInterface>;
  private interpreter: Interpreter;
  private readonly stacks = new Map<string, Stack>();
  /** Luck of each process, from its begin on. */
  private readonly lucks = new Map<string, Luck>();
  private world: ScriptWorld | undefined;
  private running: Stack | undefined;
  private received: Uint8Array = NO_OCTETS;
  /** What the stack that is resumed goes on with. */
  private given = DONE;
  private sliceDone: () => void = () => {};
  /** What went wrong in a slice, on our side. */
  private failure: unknown;
  /** Why the interpreter cannot go on. */
  private fatal: unknown;

  private constructor(pyodide: PyodideInterface, load: () => Promise<PyodideInterface>) {
    this.load = load;
    this.interpreter = Interpreter.prepare(pyodide, this);
  }

  /** A pump with an interpreter that `load` brings, and another one should that end. */
  static async start(load: () => Promise<PyodideInterface>): Promise<Pump> {
    return new Pump(await load(), load);
  }

  /** Serves the first turn: runs that thread until a call of it has to wait. */
  async slice(world: ScriptWorld): Promise<void> {
    const turn = world.turn();
    if (!turn) return;
    this.world = world;
    const answer = world.take(turn);
    const looked = world.look(turn);
    if (!looked) throw new Error(`a turn of a thread that is not there: ${stackKey(turn)}`);
    const stack = this.stacks.get(stackKey(turn));
    if (!stack) return this.runNew(turn, looked);
    const given = this.afterwards(stack, answer!);
    if (!given) return;
    const resume = stack.resume!;
    stack.resume = undefined;
    this.given = this.encode(given);
    await this.run(stack, looked.host, resume);
  }

  private async runNew(turn: Turn, looked: Looked): Promise<void> {
    const stack: Stack = { turn, resume: undefined, calls: [], killed: 0 };
    this.stacks.set(stackKey(turn), stack);
    await this.run(stack, looked.host, () => this.begin(stack, looked));
  }

  /** What a stack goes on with: the answer; or, where other calls stand behind that one, the answer of the last, undefined when one of them waits now. */
  private afterwards(stack: Stack, answer: ScriptAnswer): ScriptAnswer | undefined {
    const done = stack.calls.shift()!;
    // A signal that came instead is told to the program, which then makes its call again.
    if (!answer.ok && answer.failure === 'EINTR') stack.calls = [];
    const host = this.world!.look(stack.turn)?.host;
    if (done.call.call === 'file' && host) this.interpreter.files.known(host, done.call.changes);
    return stack.calls.length && host ? this.next(stack) : answer;
  }

  /** Makes the first of the calls that a stack is to make, and those behind it as far as they are answered at once. */
  private next(stack: Stack): ScriptAnswer | undefined {
    const { turn, calls } = stack;
    const world = this.world!;
    if (world.made?.(turn) === 'compute' && calls[0]!.call.call !== 'compute') {
      calls.unshift({ call: { call: 'compute', duration: PREEMPTED }, told: {} });
    }
    const { call, told } = calls[0]!;
    const answer = world.call(turn, call, told);
    return answer && this.afterwards(stack, answer);
  }

  private async run(stack: Stack, host: HostState, go: () => void): Promise<void> {
    const { interpreter } = this;
    this.running = stack;
    const done = new Promise<void>((resolve) => (this.sliceDone = resolve));
    interpreter.files.enter(host);
    interpreter.enter();
    try {
      go();
      await done;
    } finally {
      leaveRealm();
      interpreter.files.leave();
      this.running = undefined;
    }
    if (this.failure !== undefined) throw this.failure;
    if (this.fatal !== undefined) await this.mourn(stack);
  }

  private begin(stack: Stack, { host, process, script }: Looked): void {
    const { turn } = stack;
    const about = turn.tid === 0 ? JSON.stringify(aboutOf(host, process, script)) : '';
    const ended = (reason?: unknown): void => {
      if (this.stacks.get(stackKey(turn)) === stack) this.stacks.delete(stackKey(turn));
      if (reason !== undefined) this.fatal = reason;
      else if (turn.tid === 0) this.interpreter.free();
      this.sliceDone();
    };
    this.interpreter.begin(processKey(turn), turn.tid, about).then(
      (fault) => ended(fault === '' ? undefined : fault),
      (reason: unknown) => ended(reason ?? 'unknown'),
    );
  }

  /** The interpreter has ended: so have all processes that it ran; the next ones have a new one. */
  private async mourn(last: Stack): Promise<void> {
    const text = `Fatal Python error: ${String(this.fatal).split('\n', 1)[0]}`;
    this.fatal = undefined;
    const turns = [last, ...this.stacks.values()].map(({ turn }) => turn);
    this.stacks.clear();
    this.lucks.clear();
    const seen = new Set<string>();
    for (const turn of turns) {
      if (seen.has(processKey(turn)) || !this.world!.look(turn)) continue;
      seen.add(processKey(turn));
      this.world!.crash(turn, text);
    }
    this.interpreter = Interpreter.prepare(await this.load(), this);
  }

  /** Drops all stacks. */
  async forget(): Promise<void> {
    await this.drop(() => true);
    this.interpreter.files.forget();
    this.lucks.clear();
  }

  /** Drops the stacks of processes that have ended in that world. */
  async dropEnded(world: ScriptWorld): Promise<void> {
    await this.drop(({ turn }) => !world.look(turn));
  }

  private async drop(gone: (stack: Stack) => boolean): Promise<void> {
    const dropped = [...this.stacks.values()].filter(gone);
    if (!dropped.length) return;
    for (const key of new Set(dropped.map(({ turn }) => processKey(turn)))) {
      this.interpreter.kill(key);
      this.lucks.delete(key);
    }
    for (const stack of dropped) {
      this.stacks.delete(stackKey(stack.turn));
      await this.unwind(stack);
    }
    this.interpreter.free();
  }

  private async unwind(stack: Stack): Promise<void> {
    for (; stack.resume && stack.killed < MOST_KILLS; stack.killed++) {
      const { resume } = stack;
      stack.resume = undefined;
      this.running = stack;
      const done = new Promise<void>((resolve) => (this.sliceDone = resolve));
      this.given = KILLED;
      resume();
      await done;
      this.running = undefined;
    }
    this.fatal = undefined;
  }

  // What the shim asks for (Door).

  now(): number {
    return this.world?.now ?? 0;
  }

  call(text: string, octets: Uint8Array | undefined): string | undefined {
    const stack = this.running;
    const { world } = this;
    if (!stack || !world || text === '"never"' || this.failure !== undefined) return undefined;
    const { turn } = stack;
    if (!world.look(turn) || this.stacks.get(stackKey(turn)) !== stack) return KILLED;
    try {
      return this.ask(stack, world, text, octets);
    } catch (failure) {
      this.failure = failure;
      return undefined;
    }
  }

  private ask(stack: Stack, world: ScriptWorld, text: string, octets: Uint8Array | undefined): string | undefined {
    const [call, told] = JSON.parse(text) as [ScriptCall & { bytes?: Uint8Array }, Told];
    if (octets) call.bytes = octets;
    const { turn } = stack;
    // Where a loop is preempted hangs on how warm the interpreter was. A replay is preempted as it was then (`next`), not by itself.
    const made = world.made?.(turn);
    if (call.call === 'compute' && made !== undefined && made !== 'compute') return DONE;
    const changes = this.interpreter.files.taken();
    if (changes.length) {
      const { lines: _, ...rest } = told;
      stack.calls.push({ call: { call: 'file', changes }, told }, { call, told: rest });
    } else stack.calls.push({ call, told });
    const answer = this.next(stack);
    if (answer) return this.encode(answer);
    if (!world.look(turn)) return KILLED;
    return undefined;
  }

  suspended(): Promise<void> {
    const stack = this.running;
    const isToGoOn = stack !== undefined && this.failure === undefined && stack.calls.length > 0;
    // Heard in a microtask, when the stack is really suspended.
    this.sliceDone();
    return new Promise((resolve) => {
      if (isToGoOn) stack.resume = resolve;
    });
  }

  answer(): string {
    return this.given;
  }

  octets(): Uint8Array {
    return this.received;
  }

  /** An answer for the shim. */
  private encode(answer: ScriptAnswer): string {
    if (!('bytes' in answer)) return Object.keys(answer).length === 1 ? DONE : JSON.stringify(answer);
    const { bytes, ...rest } = answer;
    this.received = bytes;
    return JSON.stringify(rest);
  }

  hostByName(name: string): number {
    return this.running && this.world ? (this.world.hostByName(this.running.turn, name) ?? -1) : -1;
  }

  namesOf(ip: number): string {
    return this.running && this.world ? this.world.namesOf(this.running.turn, ip).join('\n') : '';
  }

  hasProgram(name: string): boolean {
    return programNamed(name) !== undefined;
  }

  luck(count: number): Uint8Array {
    const octets = new Uint8Array(count);
    const { running, world } = this;
    const looked = running && world?.look(running.turn);
    if (!running || !looked) return octets;
    const key = processKey(running.turn);
    let luck = this.lucks.get(key);
    if (!luck) this.lucks.set(key, (luck = luckFor(world!.seed, looked.host.name, `python ${running.turn.pid}`)));
    for (let i = 0; i < count; i++) octets[i] = below(luck, 256);
    return octets;
  }
}

function aboutOf(host: HostState, process: Looked['process'], script: Looked['script']): object {
  const { runs, file, argv, cwd } = script;
  return {
    ...{ pid: process.pid, runs, file, argv, cwd, host: host.name },
    ...{ typed: process.from === undefined, shown: process.into === undefined },
    interfaces: host.interfaces.map(({ name }) => name),
  };
}
