// An interpreter whose programs are generators written in TypeScript: what a script's thread yields are its calls. For tests of the kernel and of turns without Python.

import type { ScriptAnswer, ScriptCall, Told } from '../../src/devices/host/kernel/call.ts';
import type { Turn } from '../../src/devices/host/kernel/script.ts';
import type { Interpreter } from '../../src/live/scripts.ts';
import type { ScriptWorld } from '../../src/python/world.ts';

export type Step = ScriptCall | [ScriptCall, Told];
/** A thread of a program. What `yield` gives is what the call answered. */
export type Thread = Generator<Step, void, ScriptAnswer>;
/** The main thread of each file, and the threads that it starts, by name. */
export type Files = Record<string, (argv: string[], thread: string) => Thread>;

export class FakeInterpreter implements Interpreter {
  private readonly files: Files;
  private stacks = new Map<string, { thread: Thread; turn: Turn }>();
  /** How many threads have begun: a test sees what was run again. */
  begun = 0;

  constructor(files: Files) {
    this.files = files;
  }

  slice(world: ScriptWorld): Promise<void> {
    const turn = world.turn()!;
    const key = `${turn.device} ${turn.pid} ${turn.tid}`;
    const { script, thread } = world.look(turn)!;
    let answer = world.take(turn);
    let stack = this.stacks.get(key);
    if (!stack) {
      if (answer) throw new Error(`${key} has an answer and no stack`);
      this.begun++;
      const name = script.file.split('/').at(-1)!;
      stack = { thread: this.files[name]!(script.argv, thread.name), turn };
      this.stacks.set(key, stack);
    }
    for (;;) {
      const next = answer ? stack.thread.next(answer) : stack.thread.next();
      const end: Step = turn.tid ? { call: 'thread-end' } : { call: 'exit', status: 0 };
      const step = next.done ? end : next.value;
      const [call, told] = Array.isArray(step) ? step : [step, {}];
      answer = world.call(turn, call, told);
      if (!answer) return Promise.resolve();
    }
  }

  forget(): Promise<void> {
    this.stacks.clear();
    return Promise.resolve();
  }

  dropEnded(world: ScriptWorld): Promise<void> {
    for (const [key, { turn }] of this.stacks) if (!world.look(turn)) this.stacks.delete(key);
    return Promise.resolve();
  }
}
