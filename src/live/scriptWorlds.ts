// The two worlds in which an interpreter serves scripts: one that goes on, and one that is replayed so that suspended stacks can be had again.

import type { Instant } from '../base/time.ts';
import { sameValue } from '../base/same.ts';
import type { ScriptAnswer, ScriptCall, ScriptCallName, Told } from '../devices/host/kernel/call.ts';
import { logged } from '../devices/host/kernel/logged.ts';
import { type Turn, isScript, scriptOf } from '../devices/host/kernel/script.ts';
import type { HostState } from '../devices/host/host.ts';
import { addressOf, namesOf } from '../devices/programs/names.ts';
import type { ScriptWorld } from '../python/world.ts';
import { actNow, dueAt, extend, replayStep, type History, type LoggedCommand } from '../sim/history.ts';
import type { WorldState } from '../sim/state.ts';
import type { World } from '../sim/world.ts';

type Looked = ReturnType<ScriptWorld['look']>;

/** While its call takes its time, a thread's stack stays where it is for so many events at the most; then it is suspended. */
const STAYS = 64;

/** What both worlds can be asked. */
abstract class Looking {
  abstract readonly state: WorldState;
  abstract readonly seed: number;

  get now(): Instant {
    return this.state.now;
  }

  look({ device, pid, tid }: Turn): Looked {
    const host = this.hostOf(device);
    const process = host.processes.find((one) => one.pid === pid);
    if (!process || process.exit !== undefined || !isScript(process)) return undefined;
    const script = scriptOf(process);
    const thread = script.threads.find((one) => one.tid === tid);
    return thread && { host, process, script, thread };
  }

  take(turn: Turn): ScriptAnswer | undefined {
    return this.look(turn)?.thread.answer;
  }

  hostByName({ device }: Turn, name: string): number | undefined {
    return addressOf(this.hostOf(device), name);
  }

  namesOf({ device }: Turn, ip: number): string[] {
    return namesOf(this.hostOf(device), ip);
  }

  protected hostOf(device: number): HostState {
    return this.state.devices[device] as HostState;
  }

  /** Lets the world go on until a call is answered, as long as that takes no other thread's turn. */
  protected answered(turn: Turn, { call }: ScriptCall, goOn: () => boolean): ScriptAnswer | undefined {
    // Who computes always gives up its stack: the count to its next preemption begins there.
    if (call === 'compute') return undefined;
    for (let events = 0; events < STAYS; events++) {
      const [first] = this.state.turns;
      if (first) return isSame(first, turn) ? this.take(turn) : undefined;
      if (this.look(turn)?.thread.does !== 'busy' || !goOn()) return undefined;
    }
    return undefined;
  }
}

const isSame = (a: Turn, b: Turn): boolean => a.device === b.device && a.pid === b.pid && a.tid === b.tid;

/** The world at the end of a history, which goes on with what scripts do, up to `until` at the most. */
export class LiveScripts extends Looking implements ScriptWorld {
  private readonly history: History;
  private readonly until: Instant;

  constructor(history: History, until: Instant) {
    super();
    this.history = history;
    this.until = until;
  }

  get state(): WorldState {
    return this.history.live.state;
  }

  get seed(): number {
    return this.history.seed;
  }

  turn(): Turn | undefined {
    return this.state.turns[0];
  }

  call(turn: Turn, call: ScriptCall, told: Told): ScriptAnswer | undefined {
    const { history } = this;
    const { pid, tid } = turn;
    const on = this.hostOf(turn.device).name;
    const result = actNow(history, { do: 'call', on, pid, tid, call: logged(call), told });
    if (!result.ok) throw new Error(`a call of a script is refused: ${JSON.stringify([result.problems, call.call])}`);
    return this.answered(turn, call, () => {
      // Not beyond the next thing that is due: where nothing comes after it, the clock is not for us to move.
      const due = dueAt(history);
      if (due > this.until) return false;
      extend(history, { until: due, events: 1, turns: true });
      delete history.stopped;
      return true;
    });
  }

  crash({ device, pid }: Turn, text: string): void {
    actNow(this.history, { do: 'crash', on: this.hostOf(device).name, pid, text });
  }
}

/** A replay of a history in which scripts make again the calls that stand in its log. */
export class ReplayedScripts extends Looking implements ScriptWorld {
  private readonly history: History;
  private readonly world: World;
  /** The device and pid of each script whose stacks are wanted. */
  private readonly wanted: ReadonlySet<string>;

  constructor(history: History, world: World, wanted: ReadonlySet<string>) {
    super();
    this.history = history;
    this.world = world;
    this.wanted = wanted;
  }

  get state(): WorldState {
    return this.world.state;
  }

  get seed(): number {
    return this.history.seed;
  }

  /** One event or command that is none of a script's that is wanted. False: it is such a script's turn, or the end is reached. */
  step(): boolean {
    return this.turn() === undefined && replayStep(this.history, this.world, this.history.live.state.now);
  }

  turn(): Turn | undefined {
    const entry = this.entry();
    if (!entry || entry.command.do !== 'call') return undefined;
    const { on, pid, tid } = entry.command;
    const device = this.state.devices.findIndex((one) => one.name === on);
    return this.wanted.has(`${device} ${pid}`) ? { device, pid, tid } : undefined;
  }

  /** The command that comes next, where it comes before the next event. */
  private entry(): LoggedCommand | undefined {
    const entry = this.history.log[this.state.commands];
    return entry?.after === this.state.events ? entry : undefined;
  }

  /** Where a thread that only computes had to let others have their turn depends on how warm its interpreter was: here it is as it was then. */
  made(turn: Turn): ScriptCallName | undefined {
    const command = this.entry()?.command;
    const isIts = command?.do === 'call' && command.pid === turn.pid && command.tid === turn.tid;
    return isIts ? command.call.call : undefined;
  }

  call(turn: Turn, call: ScriptCall, told: Told): ScriptAnswer | undefined {
    const before = this.entry()?.command;
    const made = logged(call);
    const expected = this.turn();
    if (!expected || !isSame(expected, turn) || before?.do !== 'call' || !sameValue(before.call, made)) {
      const wanted = before?.do === 'call' ? JSON.stringify(before.call) : 'nothing';
      throw new Error(
        `run again, a script does something else (line ${String(told.lines?.at(-1))}): ${JSON.stringify(made)} instead of ${wanted}`,
      );
    }
    const { now } = this.history.live.state;
    replayStep(this.history, this.world, now);
    return this.answered(turn, call, () => !this.entry() && replayStep(this.history, this.world, now));
  }

  crash(_: Turn, text: string): void {
    throw new Error(`run again, a script ends: ${text}`);
  }
}
