// The world at the playhead: goes forward by replaying, back or far ahead from the nearest copy. Leaves copies of its own along long ways, so that scrubbing
// back and forth stays quick.

import { copyOf } from '../base/copy.ts';
import type { Instant } from '../base/time.ts';
import { replayTo, worldAt, type Checkpoint, type History } from '../sim/history.ts';
import type { WorldState } from '../sim/state.ts';
import { openWorld, type World } from '../sim/world.ts';

/** Events between two copies, and how many are kept. */
const STRIDE = 2_000;
const KEPT = 24;
/** A copy that lies so many events ahead is nearer than going there. */
const FAR = 500;

interface Crumb {
  at: Instant;
  state: WorldState;
}

export class WorldCursor {
  private history: History;
  private world: World;
  private at: Instant;
  private crumbs: Crumb[] = [];
  /** Counts every time that the world is another one than before: a copy taken earlier is then out of date. */
  version = 0;

  constructor(history: History, at: Instant = 0) {
    this.history = history;
    this.world = worldAt(history, at);
    this.at = at;
  }

  /** The history has gone on, or (`branched`) another one has taken its place, the same as far as `common`. */
  follow(history: History, common: Instant = Infinity): void {
    this.history = history;
    const target = this.at;
    if (common !== Infinity) {
      this.crumbs = this.crumbs.filter((crumb) => crumb.at < common);
      this.world = this.nearest(target);
      this.version++;
    }
    this.move(target);
  }

  /** Moves to an instant; true when the world is another one than before. */
  moveTo(at: Instant): boolean {
    const before = this.version;
    if (at < this.at || this.eventsNear(at) > this.world.state.events + FAR) {
      this.world = this.nearest(at);
      this.version++;
    }
    this.move(at);
    return this.version !== before;
  }

  /** The world here and now, as a copy: it stays as it is. */
  copy(): World {
    return openWorld(this.world.lab, copyOf(this.world.state), this.world.record);
  }

  private move(at: Instant): void {
    this.at = at;
    const { state } = this.world;
    const { events, commands } = state;
    replayTo(this.history, this.world, at);
    if (state.events !== events || state.commands !== commands) this.version++;
    const last = this.crumbs[this.crumbs.length - 1];
    if (state.events - events > STRIDE && (!last || state.events - last.state.events > STRIDE)) this.drop();
  }

  /** Leaves a copy of where the world is. Crumbs are in order of time, because they are only left ahead of the last. */
  private drop(): void {
    this.crumbs.push({ at: this.at, state: copyOf(this.world.state) });
    if (this.crumbs.length > KEPT) this.crumbs = this.crumbs.filter((_, i) => i % 2 === 1);
  }

  /** How many events the latest copy before an instant has behind it. */
  private eventsNear(at: Instant): number {
    return Math.max(this.crumbBefore(at)?.state.events ?? 0, this.checkpointBefore(at)?.events ?? 0);
  }

  private crumbBefore(at: Instant): Crumb | undefined {
    return this.crumbs.findLast((one) => one.at <= at);
  }

  private checkpointBefore(at: Instant): Checkpoint | undefined {
    return this.history.checkpoints.findLast((one) => one.at < at);
  }

  private nearest(at: Instant): World {
    const crumb = this.crumbBefore(at);
    const checkpoint = this.checkpointBefore(at);
    if (!crumb || (checkpoint && checkpoint.events >= crumb.state.events)) return worldAt(this.history, at);
    return openWorld(this.history.lab, copyOf(crumb.state), this.history.record);
  }
}
