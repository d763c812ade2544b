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
import type { LoggedCommand } from '../sim/history.ts';
import { carryOut, doAllAgain, planOf } from '../sim/rewrite.ts';
import { actTurns, extendTurns, runAlone, type Turns } from '../sim/turns.ts';
import { vary } from '../sim/variation.ts';
import {
  requestProblem,
  type Failed,
  type Grown,
  type PythonNews,
  type Request,
  type Update,
} from './messages/message.ts';
import { markOf, sliceSince, START, type Mark } from './messages/slice.ts';
import type { Scripts } from './scripts.ts';

/** How far ahead of what the page has asked for the world runs. Beyond that a program that never ends would run for ever. */
const AHEAD = 60 * SECOND;
/** Events between two looks at how far the run has come. */
const STRIDE = 250;
/** Rows after which a report is made however short a time has passed: the page takes a report in at once, and so many take it about two pictures. */
const REPORT_ROWS = 4_000;

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
  /** What serves scripts; undefined: nobody can, and their programs stay where they are. */
  private scripts: Scripts | undefined;
  /** Why scripts cannot be served, where they cannot; and whether the page has been told. */
  private unable: PythonNews = { type: 'python', state: 'unsupported' };
  private toldUnable = false;
  private readonly loaded: () => void;
  private loading: Promise<boolean> | undefined;

  /** `scripts`: what serves programs of students, where that can be had; `loaded` is called when it has been loaded and there is something to do. */
  constructor(tell: (update: Update) => void, scripts?: Scripts, loaded: () => void = () => {}) {
    this.tell = tell;
    this.scripts = scripts;
    this.loaded = loaded;
  }

  /** Does one request, tells what changed and answers it. A promise where scripts have to be run for that: nothing else may be asked before it is kept. */
  handle(value: unknown): void | Promise<void> {
    const problem = requestProblem(value);
    const id = (value as { id?: number } | null)?.id;
    if (problem !== undefined) {
      this.fail(problem, id);
      return;
    }
    const request = value as Request;
    return this.guard(
      () =>
        after(this.perform(request), (result) => {
          this.tell({ type: 'answer', id: request.id, result });
        }),
      request.id,
    );
  }

  /** True while the world has something to do that the page will want to see. Not while an interpreter is being loaded. */
  get busy(): boolean {
    const { history } = this;
    if (history === undefined || this.budget <= 0) return false;
    return this.turnsWait ? this.scripts!.isLoaded : dueAt(history) <= this.horizon;
  }

  /** It is the turn of a script's thread, and somebody can serve it. */
  private get turnsWait(): boolean {
    return this.scripts !== undefined && (this.history?.live.state.turns.length ?? 0) > 0;
  }

  /** Runs on for as long as `goOn` says, at least one stride. Tells what became new when it is done, or when `tell` says so. A promise: see `handle`. */
  work(goOn: () => boolean, tell: () => boolean = () => true): void | Promise<void> {
    return this.guard(() => {
      if (!this.busy) return undefined;
      do {
        if (this.turnsWait) return this.serve(goOn, tell);
        this.stride();
      } while (this.busy && goOn());
      if (!this.busy || tell()) this.report();
      return undefined;
    });
  }

  /** Scripts have their turns, and what comes of it happens. */
  private async serve(goOn: () => boolean, tell: () => boolean): Promise<void> {
    do {
      const { history, scripts } = this;
      if (!history) return;
      if (this.turnsWait) await this.charged(history, () => scripts!.serve({ history, until: this.horizon }, goOn));
      else this.stride();
    } while (this.busy && goOn());
    if (!this.busy || tell()) this.report();
  }

  private stride(): void {
    const history = this.history!;
    void this.charged(history, () => {
      extend(history, { events: Math.min(STRIDE, this.budget), turns: this.scripts !== undefined });
    });
    // A stride that was used up is no storm: only the budget of the whole run is.
    if (this.budget > 0) delete history.stopped;
    if (history.live.state.rowCount - this.told.rows >= REPORT_ROWS) this.report();
  }

  /** Does something that makes the history go on, and charges it to the budget. */
  private charged(history: History, task: () => void | Promise<void>): void | Promise<void> {
    const { state } = history.live;
    const { events, rowCount } = state;
    return after(task(), () => {
      this.budget -= Math.max(1, state.events - events, Math.floor((state.rowCount - rowCount) / ROWS_PER_EVENT));
    });
  }

  /** Has the interpreter loaded when a script wants it, or tells the page that there is none. */
  private attend(): void {
    if (!this.history?.live.state.turns.length) return;
    const { scripts } = this;
    if (!scripts) {
      if (!this.toldUnable) this.tell(this.unable);
      this.toldUnable = true;
    } else if (!scripts.isLoaded) void this.load(scripts);
  }

  /** Loads the interpreter, and tells how far that has come. False where it cannot be had: then scripts stay where they are. */
  private load(scripts: Scripts): Promise<boolean> {
    if (scripts.isLoaded) return Promise.resolve(true);
    if (this.loading) return this.loading;
    const told = (octets: number, of: number): void => this.tell({ type: 'python', state: 'loading', octets, of });
    told(0, 0);
    const loading = scripts
      .ready(({ octets, of }) => told(octets, of))
      .then(
        () => {
          this.tell({ type: 'python', state: 'ready' });
          return true;
        },
        (reason: unknown) => {
          this.scripts = undefined;
          this.toldUnable = true;
          this.tell((this.unable = { type: 'python', state: 'failed', message: String(reason) }));
          return false;
        },
      );
    this.loading = loading.finally(() => {
      this.loading = undefined;
      this.loaded();
    });
    return this.loading;
  }

  /** Runs what may stop at the turns of scripts. */
  private run<T>(turns: Turns<T>): T | Promise<T> {
    const { scripts } = this;
    if (!scripts) return runAlone(turns);
    const first = turns.next();
    if (first.done) return first.value;
    return this.load(scripts).then(async (isLoaded) => {
      if (!isLoaded) return runAlone(turns);
      await scripts.serve(first.value);
      return scripts.run(turns);
    });
  }

  private perform(request: Request): unknown {
    if (request.type === 'start') return this.start(request);
    const { history } = this;
    if (request.type === 'reach') return import('./lessonRuns.ts').then(({ reached }) => this.run(reached(request)));
    if (!history) throw new Error('nothing has been started yet');
    if (request.type === 'act') return this.act(history, request);
    if (request.type === 'rewrite') return this.rewrite(history, request);
    if (request.type === 'rehearse' || request.type === 'judge')
      return import('./lessonRuns.ts').then(({ answering }) => this.run(answering(history, request)));
    if (request.type === 'explain') {
      return request.arrival ? explainArrival(history, request.row) : explainRow(history, request.row);
    }
    if (request.more) this.refill();
    this.horizon = Math.max(this.horizon, request.until + AHEAD);
    return undefined;
  }

  private start(request: Request & { type: 'start' }): number | undefined | Promise<number | undefined> {
    return after(this.run(begun(request)), ({ history, missed }) => this.begin(history, missed));
  }

  private begin(history: History, missed: number | undefined): number | undefined {
    this.history = history;
    this.toldUnable = false;
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
    return after(this.run(carryOut(target, plan)), (result) => {
      this.history = target;
      this.horizon = Math.max(end, endOf(target) + AHEAD);
      this.refill();
      // With the answer comes what was changed for: the frame that is struck, as it fares now.
      const worked = this.work(
        () => false,
        () => false,
      );
      return after(worked, () => {
        this.report();
        return result;
      });
    });
  }

  private act(history: History, request: Request & { type: 'act' }): unknown {
    const { at, command } = request;
    let target = history;
    if (at < endOf(history)) {
      target = branch(history, at);
      this.forget(target);
    }
    // Scripts have their turns on the way there.
    return after(at > endOf(target) ? this.run(extendTurns(target, { until: at })) : undefined, () => {
      const done = act(target, at, command);
      this.history = done.history;
      this.horizon = endOf(done.history) + AHEAD;
      this.refill();
      this.report();
      return done.result;
    });
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
    this.attend();
    const update: Grown = {
      type: 'grown',
      slice: sliceSince(history.record, this.told),
      log: history.log.slice(this.toldLog),
      state: copyOf(history.live.state),
      running: this.busy || this.loading !== undefined,
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
  private guard(task: () => void | Promise<void>, id?: number): void | Promise<void> {
    const failed = (error: unknown): void => {
      this.budget = 0;
      this.fail(error instanceof Error ? (error.stack ?? error.message) : String(error), id);
    };
    try {
      const begun = task();
      return begun instanceof Promise ? begun.catch(failed) : undefined;
    } catch (error) {
      failed(error);
    }
    return undefined;
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

/** The history that a request wants, and at which command of its log it did not come by. */
function* begun({
  lab,
  seed,
  log,
  exact,
  varied,
}: Request & { type: 'start' }): Turns<{ history: History; missed: number | undefined }> {
  const first = startHistory(lab, seed);
  const missed = exact ? yield* doAllAgain(first, log) : undefined;
  const history = exact ? first : yield* done(first, log);
  // Where the run did not come by as it was, there is nothing that could be different from it.
  return { history: varied && missed === undefined ? yield* vary(history, varied) : history, missed };
}

/** Commands done again, each at its instant; what the lab and what scripts do by themselves comes again by itself. */
function* done(history: History, log: readonly LoggedCommand[]): Turns<History> {
  let present = history;
  for (const { at, command, scripted } of log) {
    if (scripted || command.do === 'call' || command.do === 'crash') continue;
    present = (yield* actTurns(present, at, command)).history;
  }
  return present;
}

/** Goes on with a result, at once where it is there. */
function after<T, U>(result: T | Promise<T>, then: (result: T) => U | Promise<U>): U | Promise<U> {
  return result instanceof Promise ? result.then(then) : then(result);
}
