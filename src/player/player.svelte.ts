// The page's one mutable object: the history, where the playhead is, what is selected. Everything that is shown is derived from these.

import { SECOND, type Instant } from '../base/time.ts';
import type { Answers, PythonNews, Failed, Grown, LessonRequest, RequestBody } from '../live/messages/message.ts';
import { mirrorAfter, type Mirror } from '../live/messages/mirror.ts';
import type { Command, CommandResult } from '../sim/command.ts';
import type { History, LoggedCommand } from '../sim/history.ts';
import { startHistory } from '../sim/history.ts';
import type { Lab } from '../sim/lab.ts';
import { hasScripts } from '../sim/labProgram.ts';
import type { Decision } from '../sim/outside.ts';
import { rowAt, rowsUntil, type Row } from '../sim/record.ts';
import type { Rewriting } from '../sim/rewrite.ts';
import type { World } from '../sim/world.ts';
import { Connection, workerLine, type Line } from './connection.ts';
import { Dissections } from './dissections.ts';
import type { Layout, layoutOf } from './layout.ts';
import { boxed, givenLayout } from './places.ts';
import { flyersAt, waitingAt, type Flyer } from './positions.ts';
import { RowIndex, type FrameNumber, type RowNumber } from './rowIndex.ts';
import { StoryBuilder } from './storyBuilder.ts';
import {
  emptyStory,
  instantAt,
  lastInstant,
  nextInstant,
  placeOf,
  previousInstant,
  storyEnd,
  type Story,
} from './storyTime.ts';
import { WorldCursor } from './worldCursor.ts';

/** What somebody points at. All of it may be absent. */
export interface Selection {
  row?: RowNumber;
  frame?: FrameNumber;
  device?: number;
  port?: number;
  link?: number;
  field?: { filter: string; bit: number; bits: number };
  layer?: number;
}

/** A run in which nothing is and nothing happens; what the page has before it has loaded anything. */
const EMPTY: Lab = { name: '', seed: 0, devices: [], links: [], faults: [], do: [], at: {}, notes: {} };

/** So near to the end of what is known the world is asked to run on. */
const NEAR = 20 * SECOND;

export class Player {
  /** Replaced whenever it has grown. The page reads and replays it; only the worker extends it. */
  history = $state.raw<History>(startHistory(EMPTY));
  /** Everything up to and including this instant has happened. Set it with `seek`. */
  playhead = $state<Instant>(0);
  playing = $state(false);
  /** Story seconds, or with `trueTime` virtual seconds, per second of the clock on the wall. */
  speed = $state(1);
  trueTime = $state(false);
  selection = $state.raw<Selection>({});
  story = $state.raw<Story>(emptyStory);
  layout = $state.raw<Layout>(boxed([]));
  /** The world is still running ahead. */
  running = $state(false);
  /** Where acting in the past last put an end to a future that had been seen, until the next load; and how often that has been. */
  branchedAt = $state<Instant | undefined>(undefined);
  branches = $state(0);
  /** Why the world has failed: a mistake of ours, with what is needed to have it again. */
  failure = $state.raw<Failed | undefined>(undefined);
  /** Counts how often the world at the playhead became another one. */
  #moment = $state(0);
  /** Where playing is, in story seconds; exact only while playing. */
  #place = 0;

  #mirror: Mirror | undefined;
  #index: RowIndex;
  #builder: StoryBuilder;
  #cursor: WorldCursor;
  #dissections: Dissections;
  #connection: Connection;
  #indexVersion = $state(0);
  /** The cursor's version that `#moment` stands for, and up to where the world has been asked to run. */
  #seen = 0;
  #asked: Instant = 0;
  /** How often a run was begun. */
  #loads = 0;
  /** Places devices that have no place of their own; loaded before the world is asked for a lab that has such. */
  #layoutOf: typeof layoutOf | undefined;
  /** The latest instant of this run that has been on show. */
  #farthest = $state<Instant>(0);

  /** The world at the playhead, a copy that stays as it is: compare, keep, show. */
  readonly world: World = $derived.by(() => {
    void this.#moment;
    return this.#cursor.copy();
  });

  /** What was heard last of the interpreter of students' programs; undefined as long as no program has wanted it. */
  python = $state.raw<PythonNews | undefined>();

  constructor(line: Line = workerLine()) {
    const { record } = this.history;
    this.#index = new RowIndex(record);
    this.#builder = new StoryBuilder(record);
    this.#cursor = new WorldCursor(this.history);
    this.#dissections = new Dissections(record);
    this.#connection = new Connection(
      line,
      (update) => this.#grown(update),
      (failure) => (this.failure = failure),
      (news) => (this.python = news),
    );
  }

  /** What can be looked up about rows. Grows with the history. */
  get index(): RowIndex {
    void this.#indexVersion;
    return this.#index;
  }

  /** How far the reader has seen: what lies beyond may be replaced without a word. */
  get farthest(): Instant {
    return this.#farthest;
  }

  get dissections(): Dissections {
    return this.#dissections;
  }

  // ── what is there ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The last instant at which something happens, as far as is known. */
  readonly end: Instant = $derived.by(() => Math.max(lastInstant(this.story), this.playhead));

  /** How many rows have been written by the playhead; the last of them is what happened last. */
  readonly rowsSoFar: number = $derived.by(() => {
    void this.#moment;
    void this.#indexVersion;
    return rowsUntil(this.history.record, this.playhead);
  });

  /** The row that happened last, if any. */
  readonly latest: Row | undefined = $derived.by(() =>
    this.rowsSoFar > 0 ? rowAt(this.history.record, this.rowsSoFar - 1) : undefined,
  );

  row(number: RowNumber): Row {
    return rowAt(this.history.record, number);
  }

  nameOf(device: number): string {
    return this.world.state.devices[device]?.name ?? '';
  }

  /** Where playing is in the story, in seconds. */
  get place(): number {
    return this.playing && !this.trueTime ? this.#place : placeOf(this.story, this.playhead, 'after');
  }

  /** Every frame on its way at the playhead, and where. Worked out anew each time. */
  get flyers(): Flyer[] {
    return flyersAt(this.#index, this.story, this.playhead, this.trueTime && this.playing ? undefined : this.place);
  }

  /** How many frames wait at the sending port of each direction at the playhead. */
  get queued(): Map<number, number> {
    return waitingAt(this.#index, this.playhead);
  }

  // ── moving the playhead ────────────────────────────────────────────────────────────────────────────────────────────────────────

  play(): void {
    if (this.playing) return;
    if (this.atEnd && !this.running) return;
    this.#place = placeOf(this.story, this.playhead, 'after');
    this.playing = true;
  }

  pause(): void {
    this.playing = false;
  }

  toggle(): void {
    if (this.playing) this.pause();
    else {
      if (this.atEnd && !this.running) this.toStart();
      this.play();
    }
  }

  get atEnd(): boolean {
    return this.playhead >= lastInstant(this.story);
  }

  /** Playing goes on by so many milliseconds of the clock on the wall. Whoever draws calls this before each picture. */
  advanceBy(ms: number): void {
    if (!this.playing) return;
    const seconds = (ms / 1000) * this.speed;
    const last = lastInstant(this.story);
    if (this.trueTime) this.#moveTo(Math.min(last, this.playhead + Math.round(seconds * 1e9)));
    else {
      this.#place = Math.min(storyEnd(this.story), this.#place + seconds);
      this.#moveTo(instantAt(this.story, this.#place));
    }
    const over = this.trueTime ? this.playhead >= last : this.#place >= storyEnd(this.story);
    if (over && !this.running) this.pause();
  }

  /** Puts the playhead to an instant, exactly. */
  seek(t: Instant): void {
    this.#moveTo(Math.max(0, Math.round(t)));
    this.#place = placeOf(this.story, this.playhead, 'after');
  }

  /** To the next instant at which something happens. False when there is none. */
  stepForward(): boolean {
    this.pause();
    const next = nextInstant(this.story, this.playhead);
    if (next === undefined) return false;
    this.seek(next);
    return true;
  }

  stepBack(): boolean {
    this.pause();
    const previous = previousInstant(this.story, this.playhead);
    if (previous === undefined) return false;
    this.seek(previous);
    return true;
  }

  toStart(): void {
    this.seek(0);
  }

  toEnd(): void {
    this.pause();
    this.seek(lastInstant(this.story));
  }

  // ── pointing and acting ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Adds to what is selected; a key that is given as undefined is taken away. */
  select(change: { [K in keyof Selection]?: Selection[K] | undefined }): void {
    const next: Record<string, unknown> = { ...this.selection };
    for (const [key, value] of Object.entries(change)) {
      if (value === undefined) delete next[key];
      else next[key] = value;
    }
    this.selection = next as Selection;
  }

  /** Does a command at the playhead, or at another instant. In the past the run branches: what came after is no more. */
  async act(command: Command, at: Instant = this.playhead): Promise<CommandResult> {
    const result = await this.#connection.ask({ type: 'act', at, command });
    // What a command does at once is to be seen at once.
    if (this.playhead === at) this.#moveTo(at);
    return result;
  }

  /** Types a line into a host's terminal, and lets the picture run. */
  async runLine(device: string, line: string): Promise<CommandResult> {
    const result = await this.act({ do: 'run', on: device, line });
    this.play();
    return result;
  }

  /**
   * Begins another run. The playhead is at 0. When two are begun at once, the later one counts. `exact`: the log is all of another run's, and each command
   * is done at its very place; gives the place in the log of the first at which the run did not come by there.
   */
  async load(
    lab: Lab,
    { seed = lab.seed, log = [], exact = false }: { seed?: number; log?: LoggedCommand[]; exact?: boolean } = {},
  ): Promise<number | undefined> {
    this.pause();
    this.failure = undefined;
    this.selection = {};
    this.branchedAt = undefined;
    const turn = ++this.#loads;
    if (!givenLayout(lab)) ({ layoutOf: this.#layoutOf } = await import('./layout.ts'));
    if (turn !== this.#loads) return undefined;
    return this.#connection.ask({ type: 'start', lab, seed, log, ...(exact ? { exact } : {}) });
  }

  /** Has the run again with another log; the playhead stays. Gives what became of the command that was put in. */
  async rewrite(rewriting: Rewriting): Promise<CommandResult> {
    this.pause();
    return this.#connection.ask({ type: 'rewrite', rewriting });
  }

  /** Lets a run that was stopped by its budget go on. */
  async goOn(): Promise<void> {
    await this.#connection.ask({ type: 'ahead', until: this.playhead, more: true });
  }

  /** What each layer decided when a row was written, or when its flight arrived. */
  explain(row: RowNumber, arrival: boolean): Promise<Decision[] | undefined> {
    return this.#connection.ask({ type: 'explain', row, arrival });
  }

  /** The running world answers a question about a lesson, where only its interpreter can: see `LessonRequest`. */
  askAhead<T extends LessonRequest['type']>(request: LessonRequest & { type: T }): Promise<Answers[T]> {
    return this.#connection.ask<T>(request as RequestBody & { type: T });
  }

  /** A program for an interpreter is on some host, or has been wanted: what runs ahead must run where that is. */
  get hasScripts(): boolean {
    return this.python !== undefined || hasScripts(this.history.lab);
  }

  moveDevice(device: number, x: number, y: number): void {
    const places = this.layout.places.slice();
    places[device] = [x, y];
    this.layout = boxed(places);
  }

  close(): void {
    this.pause();
    this.#connection.close();
  }

  // ── news from the world ────────────────────────────────────────────────────────────────────────────────────────────────────────

  #grown(update: Grown): void {
    const old = this.history;
    this.#mirror = mirrorAfter(this.#mirror, update);
    const { history } = this.#mirror;
    this.history = history;
    this.running = update.running;
    if (update.fresh) this.#begin(history);
    const branched = !update.fresh && history.record !== old.record;
    if (branched) this.#branched(old, history, update.keep!);
    this.#index.grow();
    this.#indexVersion++;
    this.story = this.#builder.grow(history.live.state.now);
    if (branched) this.#place = placeOf(this.story, this.playhead, 'after');
    this.#cursor.follow(history);
    this.#moveTo(this.playhead);
  }

  #begin(history: History): void {
    this.#index = new RowIndex(history.record);
    this.#builder = new StoryBuilder(history.record);
    this.#cursor = new WorldCursor(history);
    this.#dissections = new Dissections(history.record);
    this.layout = givenLayout(history.lab) ?? this.#layoutOf!(history.lab);
    this.playhead = 0;
    this.#place = 0;
    this.#asked = 0;
    this.#farthest = 0;
    this.#seen = -1;
  }

  #branched(old: History, history: History, keep: NonNullable<Grown['keep']>): void {
    this.#index = new RowIndex(history.record);
    this.#builder = new StoryBuilder(history.record);
    this.#dissections.follow(history.record, keep.frames);
    // What had not been seen is not missed: the world had only run ahead.
    if (keep.rows < old.record.rowCount && rowAt(old.record, keep.rows).at <= this.#farthest) {
      this.branchedAt = Math.min(keep.at, this.playhead);
      if (!keep.rewritten) this.branches++;
    }
    this.#farthest = this.playhead;
    this.#cursor.follow(history, Math.min(keep.at, this.playhead));
    const { row } = this.selection;
    if (row !== undefined && row >= keep.rows) this.select({ row: undefined, frame: undefined });
  }

  #moveTo(t: Instant): void {
    this.playhead = t;
    if (t > this.#farthest) this.#farthest = t;
    this.#cursor.moveTo(t);
    if (this.#cursor.version !== this.#seen) {
      this.#seen = this.#cursor.version;
      this.#moment++;
    }
    if (!this.running && t > this.#asked && this.history.live.state.now - t < NEAR) this.#askAhead(t);
  }

  /** The playhead comes near the end of what is known: a run that has not ended goes on. */
  #askAhead(t: Instant): void {
    this.#asked = t + NEAR;
    void this.#connection.ask({ type: 'ahead', until: t });
  }
}
