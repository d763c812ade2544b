// Serves scripts with one interpreter: whichever history has a thread whose turn it is. Stacks belong to one history at a time; those of another are had again by
// running its scripts once more against what its log says.

import { copyOf } from '../base/copy.ts';
import type { History } from '../sim/history.ts';
import type { Pause, Turns } from '../sim/turns.ts';
import { openWorld } from '../sim/world.ts';
import type { ScriptWorld } from '../python/world.ts';

/** What runs the threads of scripts (python/pump.ts). */
export interface Interpreter {
  /** Serves the first turn of a world: runs that thread up to its next call that has to wait. */
  slice(world: ScriptWorld): Promise<void>;
  /** Drops all stacks. */
  forget(): Promise<void>;
  /** Drops the stacks of processes that have ended in that world. */
  dropEnded(world: ScriptWorld): Promise<void>;
}

/** How far the interpreter has been loaded, in octets. */
export interface Loading {
  octets: number;
  of: number;
}

/** What of the kernel of hosts serves an interpreter: loaded with it, because most worlds never have a script. */
const loadWorlds = async () => ({ ...(await import('./scriptWorlds.ts')), ...(await import('./runningScripts.ts')) });
type Worlds = Awaited<ReturnType<typeof loadWorlds>>;

export class Scripts {
  private readonly load: (onProgress: (loading: Loading) => void) => Promise<Interpreter>;
  private interpreter: Interpreter | undefined;
  private worlds: Worlds | undefined;
  private loading: Promise<Interpreter> | undefined;
  /** The history whose stacks the interpreter holds. */
  private owner: History | undefined;

  constructor(load: (onProgress: (loading: Loading) => void) => Promise<Interpreter>) {
    this.load = load;
  }

  get isLoaded(): boolean {
    return this.interpreter !== undefined;
  }

  /** Loads the interpreter, once; a failure may be tried again. */
  async ready(onProgress: (loading: Loading) => void = () => {}): Promise<Interpreter> {
    this.loading ??= Promise.all([this.load(onProgress), loadWorlds()]).then(
      ([interpreter, worlds]) => {
        this.worlds = worlds;
        return (this.interpreter = interpreter);
      },
      (reason: unknown) => {
        this.loading = undefined;
        throw reason;
      },
    );
    return this.loading;
  }

  /** Runs what stops at turns, and serves them. */
  async run<T>(turns: Turns<T>): Promise<T> {
    for (;;) {
      const next = turns.next();
      if (next.done) return next.value;
      await this.serve(next.value);
    }
  }

  /** Serves the turns of a history until there is none, or `goOn` says that it is enough for now. At least one. */
  async serve({ history, until }: Pause, goOn: () => boolean = () => true): Promise<void> {
    const interpreter = await this.ready();
    const world = new this.worlds!.LiveScripts(history, until);
    if (this.owner !== history) await this.adopt(history, interpreter);
    else await interpreter.dropEnded(world);
    while (world.turn()) {
      await interpreter.slice(world);
      if (!goOn()) break;
    }
    await interpreter.dropEnded(world);
  }

  /** Has the stacks of a history's scripts that still run: they are run from their start, and are answered what they were answered. */
  private async adopt(history: History, interpreter: Interpreter): Promise<void> {
    this.owner = undefined;
    await interpreter.forget();
    const { runningScripts, ReplayedScripts } = this.worlds!;
    const running = runningScripts(history);
    if (running.size) {
      const [first] = history.checkpoints;
      if (!first || first.events > 0)
        throw new Error('scripts cannot be run again: the beginning of this run is not kept');
      const world = openWorld(history.lab, copyOf(first.state), history.record, first.whole);
      const replayed = new ReplayedScripts(history, world, running);
      for (;;) {
        if (replayed.turn()) await interpreter.slice(replayed);
        else if (!replayed.step()) break;
      }
    }
    this.owner = history;
  }
}
