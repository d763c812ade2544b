// The running world behind the page: does what is asked, runs ahead in slices, and tells what has become new. It knows nothing of workers or
// clocks; whoever owns it calls `work` until there is nothing left to do.

import { SECOND, type Instant } from '../base/time.ts';
import { copyOf } from '../base/copy.ts';
import {
  act,
  branch,
  branchBefore,
  dueAt,
  endOf,
  explainArrival,
  explainRow,
  extend,
  ROWS_PER_EVENT,
  RUN_BUDGET,
  startHistory,
  type Checkpoint,
  type History,
} from '../sim/history.ts';
import { carryOut, doAllAgain, planOf } from '../sim/rewrite.ts';
import { vary } from '../sim/variation.ts';
import { requestProblem, type Failed, type Grown, type Request, type Update } from './messages/message.ts';
import { markOf, sliceSince, START, type Mark } from './messages/slice.ts';

/** How far ahead of what the page has asked for the world runs. Beyond that a program that never ends would run for ever. */
const AHEAD = 60 * SECOND;
/** Events between two looks at how far the run has come. */
const STRIDE = 250;

export class Session {
  private history: History | undefined;
  private readonly tell: (update: Update) => void;
  /** What the page has been told. */
  private told: Mark = START;
  private toldLog = 0;
  private numbers = new Map<Checkpoint, number>();
  private nextNumber = 0;
  private horizon: Instant = 0;
  /** Events that may still be done before the run counts as one that does not end by itself. */
  private budget = RUN_BUDGET;
  private fresh = false;
  private keep: Grown['keep'];

  constructor(tell: (update: Update) => void) {
    this.tell = tell;
  }

  /** Does one request, tells what changed and answers it. */
  handle(value: unknown): void {
    const problem = requestProblem(value);
    const id = (value as { id?: number } | null)?.id;
    if (problem !== undefined) {
      this.fail(problem, id);
      return;
    }
    const request = value as Request;
    this.guard(() => {
      const result = this.perform(request);
      this.tell({ type: 'answer', id: request.id, result });
    }, request.id);
  }

  /** True while the world has something to do that the page will want to see. */
  get busy(): boolean {
    const { history } = this;
    return history !== undefined && this.budget > 0 && dueAt(history) <= this.horizon;
  }

  /** Runs on for as long as `goOn` says, at least one stride. Tells what became new when it is done, or when `tell` says so. */
  work(goOn: () => boolean, tell: () => boolean = () => true): void {
    this.guard(() => {
      const { history } = this;
      if (!history || !this.busy) return;
      do {
        const { events, rowCount } = history.live.state;
        extend(history, { events: Math.min(STRIDE, this.budget) });
        const { state } = history.live;
        this.budget -= Math.max(1, state.events - events, Math.floor((state.rowCount - rowCount) / ROWS_PER_EVENT));
        // A stride that was used up is no storm: only the budget of the whole run is.
        if (this.budget > 0) delete history.stopped;
      } while (this.busy && goOn());
      if (!this.busy || tell()) this.report();
    });
  }

  private perform(request: Request): unknown {
    if (request.type === 'start') return this.start(request);
    const { history } = this;
    if (!history) throw new Error('nothing has been started yet');
    if (request.type === 'act') return this.act(history, request);
    if (request.type === 'rewrite') return this.rewrite(history, request);
    if (request.type === 'explain') {
      return request.arrival ? explainArrival(history, request.row) : explainRow(history, request.row);
    }
    if (request.more) this.refill();
    this.horizon = Math.max(this.horizon, request.until + AHEAD);
    return undefined;
  }

  private start(request: Request & { type: 'start' }): number | undefined {
    let history = startHistory(request.lab, request.seed);
    const missed = request.exact ? doAllAgain(history, request.log) : undefined;
    for (const entry of request.exact ? [] : request.log) {
      if (!entry.scripted) history = act(history, entry.at, entry.command).history;
    }
    // Where the run did not come by as it was, there is nothing that could be different from it.
    if (request.varied && missed === undefined) history = vary(history, request.varied);
    this.history = history;
    this.told = START;
    this.toldLog = 0;
    this.numbers = new Map();
    this.fresh = true;
    this.keep = undefined;
    this.horizon = endOf(history) + AHEAD;
    this.refill();
    this.report();
    return missed;
  }

  private rewrite(history: History, { rewriting }: Request & { type: 'rewrite' }): unknown {
    const plan = planOf(history, rewriting);
    const end = endOf(history);
    const target = branchBefore(history, Math.min(plan.before, end));
    this.forget(target, true);
    const result = carryOut(target, plan);
    this.history = target;
    this.horizon = Math.max(end, endOf(target) + AHEAD);
    this.refill();
    // With the answer comes what was changed for: the frame that is struck, as it fares now.
    this.work(
      () => false,
      () => false,
    );
    this.report();
    return result;
  }

  private act(history: History, request: Request & { type: 'act' }): unknown {
    const { at, command } = request;
    let target = history;
    if (at < endOf(history)) {
      target = branch(history, at);
      this.forget(target);
    }
    const done = act(target, at, command);
    this.history = done.history;
    this.horizon = endOf(done.history) + AHEAD;
    this.refill();
    this.report();
    return done.result;
  }

  /** A branch: what the page has been told counts only as far as the branch goes. */
  private forget(cut: History, rewritten = false): void {
    const { rows, frames, texts } = markOf(cut.record);
    this.told = {
      rows: Math.min(rows, this.told.rows),
      frames: Math.min(frames, this.told.frames),
      texts: Math.min(texts, this.told.texts),
    };
    this.toldLog = Math.min(cut.log.length, this.toldLog);
    this.keep = { ...this.told, log: this.toldLog, at: endOf(cut), ...(rewritten ? { rewritten } : {}) };
  }

  private refill(): void {
    this.budget = RUN_BUDGET;
    if (this.history) delete this.history.stopped;
  }

  /** Tells everything that is new since the last report. */
  private report(): void {
    const { history } = this;
    if (!history) return;
    const update: Grown = {
      type: 'grown',
      slice: sliceSince(history.record, this.told),
      log: history.log.slice(this.toldLog),
      state: copyOf(history.live.state),
      running: this.busy,
    };
    if (this.fresh) update.fresh = { lab: history.lab, seed: history.seed };
    if (this.keep) update.keep = this.keep;
    if (history.stopped) update.stopped = history.stopped;
    const checkpoints = this.checkpointNews(history);
    if (checkpoints) update.checkpoints = checkpoints;
    this.told = markOf(history.record);
    this.toldLog = history.log.length;
    this.fresh = false;
    this.keep = undefined;
    this.tell(update);
  }

  private checkpointNews(history: History): Grown['checkpoints'] {
    const added: [number, Checkpoint][] = [];
    const numbers = new Map<Checkpoint, number>();
    for (const checkpoint of history.checkpoints) {
      let number = this.numbers.get(checkpoint);
      if (number === undefined) added.push([(number = this.nextNumber++), checkpoint]);
      numbers.set(checkpoint, number);
    }
    const same = !added.length && numbers.size === this.numbers.size;
    this.numbers = numbers;
    return same ? undefined : { kept: [...numbers.values()], added };
  }

  /** The core never catches: a throw is a mistake of ours, and ends this history. The page gets what is needed to have it again. */
  private guard(task: () => void, id?: number): void {
    try {
      task();
    } catch (error) {
      this.budget = 0;
      this.fail(error instanceof Error ? (error.stack ?? error.message) : String(error), id);
    }
  }

  private fail(message: string, id?: number): void {
    const failed: Failed = { type: 'failed', message };
    if (id !== undefined) failed.id = id;
    if (this.history) {
      failed.seed = this.history.seed;
      failed.log = this.history.log;
    }
    this.tell(failed);
  }
}
