// A running world with a live port: keeps pace with the wall, lets frames in at the instant at which they come, and gives those that leave. It knows
// nothing of sockets or timers; whoever owns it calls `turn` when something came in, and when `turn` said.

import { toHex } from '../base/bytes.ts';
import { MILLISECOND, SECOND, type Nanoseconds } from '../base/time.ts';
import { FRAMES_REMEMBERED, type OutsideState } from '../devices/outside.ts';
import type { FrameNumber } from '../devices/surroundings.ts';
import type { Command, CommandResult } from '../sim/command.ts';
import { act, dueAt, endOf, extend, startHistory, type History } from '../sim/history.ts';
import type { Lab } from '../sim/lab.ts';
import { frameBytes, type Recording } from '../sim/record.ts';
import { Pace, type Clock } from './pace.ts';

/** Events between two looks at the clock and at what has left; fewer than an outside remembers. */
const STRIDE = FRAMES_REMEMBERED / 4;
/** How long a turn may run on before its owner looks after its streams again. */
const TURN = 10 * MILLISECOND;
/** A world that is later than this (a storm, a machine that slept) does not run after the wall any more. */
const LATEST = SECOND;

/** Spells octets as lower-case digits with nothing between. */
type Spell = (octets: Uint8Array) => string;

/** What has gone through a live port, and what has not. */
export interface LiveCounts {
  framesIn: number;
  octetsIn: number;
  framesOut: number;
  octetsOut: number;
  /** How often, and by how much in all, the world was too slow for the wall. */
  slips: number;
  slipped: Nanoseconds;
}

/**
 * The command that let a frame in, as it stays in the log. The octets are in the record already, and as text they would take three times their room
 * once more: so the text is made when somebody looks. JSON and copies see it as if it stood there.
 */
function logged(from: string, record: Recording, number: FrameNumber, length: number, hex: Spell): Command {
  return {
    do: 'inject',
    from,
    get frame() {
      return hex(frameBytes(record, number).subarray(0, length));
    },
  };
}

export class LivePort {
  readonly history: History;
  readonly counts: LiveCounts = { framesIn: 0, octetsIn: 0, framesOut: 0, octetsOut: 0, slips: 0, slipped: 0 };
  private readonly device: number;
  private readonly pace: Pace;
  private readonly clock: Clock;
  private readonly hex: Spell;
  private asked: (() => void)[] = [];
  private waiting: Uint8Array[] = [];
  private octetsWaiting = 0;
  /** Frames that have been given out, of those that left. */
  private given = 0;

  /** A new run of a lab that has a live port (sim/livePort.ts). `hex`: where the platform is quicker at spelling. */
  constructor(lab: Lab, seed: number, clock: Clock, hex: Spell = (octets) => toHex(octets, '')) {
    this.history = startHistory(lab, seed);
    this.device = this.history.live.state.devices.findIndex((device) => device.kind === 'outside');
    if (this.device < 0) throw new Error('this lab has no live port');
    this.clock = clock;
    this.hex = hex;
    this.pace = new Pace(clock, 0);
  }

  private get outside(): OutsideState {
    return this.history.live.state.devices[this.device] as OutsideState;
  }

  /** Octets that have come and not been let in yet: their sender should wait while they are many. */
  get unread(): number {
    return this.octetsWaiting;
  }

  /** Frames that have come from outside, in their order. They are let in by the next turn that has brought the world up to the wall. */
  take(frames: readonly Uint8Array[]): void {
    for (const frame of frames) {
      this.waiting.push(frame);
      this.octetsWaiting += frame.length;
    }
  }

  /** Does a command in the next turn that has brought the world up to the wall: what a person types. `told` hears what came of it. */
  do(command: Command, told: (result: CommandResult) => void = () => undefined): void {
    this.asked.push(() => told(this.perform(command)));
  }

  /**
   * Brings the world up to the wall, lets in what has come, and hands what has left to `give`, frame after frame (views into the record: look, do
   * not write). Gives how long the owner may sleep: 0 when there is more to do at once, Infinity when nothing will happen by itself.
   */
  turn(give: (frames: Uint8Array[]) => void): Nanoseconds {
    const { history } = this;
    const left: Uint8Array[] = [];
    const upToDate = this.runOn(left);
    if (upToDate) {
      for (const ask of this.asked.splice(0)) ask();
      for (const frame of this.waiting) this.letIn(frame);
      this.waiting = [];
      this.octetsWaiting = 0;
    }
    if (left.length) give(left);
    if (!upToDate) return 0;
    return Math.max(0, dueAt(history) - this.pace.now());
  }

  /** Runs up to the wall, for one turn at the most. True when the world is there. */
  private runOn(left: Uint8Array[]): boolean {
    const { history, pace } = this;
    const stop = this.clock() + TURN;
    const until = pace.now();
    for (;;) {
      const ended = extend(history, { until, events: STRIDE });
      delete history.stopped;
      this.collect(left);
      if (ended !== 'budget') return true;
      if (this.clock() >= stop) break;
    }
    const late = pace.now() - endOf(history);
    if (late > LATEST) {
      pace.slip(late);
      this.counts.slips++;
      this.counts.slipped += late;
    }
    return false;
  }

  private perform(command: Command): CommandResult {
    return act(this.history, endOf(this.history), command).result;
  }

  private letIn(frame: Uint8Array): void {
    const { hex, history } = this;
    const { log, record, live } = history;
    const number = live.state.frameCount;
    const from = this.outside.name;
    this.perform({ do: 'inject', from, frame: hex(frame) });
    log[log.length - 1]!.command = logged(from, record, number, frame.length, hex);
    this.counts.framesIn++;
    this.counts.octetsIn += frame.length;
  }

  private collect(left: Uint8Array[]): void {
    const { outside, counts } = this;
    for (; this.given < outside.left; this.given++) {
      const frame = this.history.live.outside.octets(outside.last[this.given % FRAMES_REMEMBERED]!);
      left.push(frame);
      counts.framesOut++;
      counts.octetsOut += frame.length;
    }
  }
}
