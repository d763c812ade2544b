// A lesson being worked through: which step, what was run, answered and reached, on the network that the player holds.

import type {
  ConsoleLine,
  ConsolePart,
  ExercisePart,
  GoalPart,
  Lesson,
  QuestionPart,
  SpotPart,
  Step,
} from '../../lesson/lesson.ts';
import { beginAt, presentOf } from '../../lesson/exercise.ts';
import { linesFor, mark } from '../../lesson/mark.ts';
import { reachedRunOf, type ReachedRun } from '../../lesson/reached.ts';
import type { Measured } from '../../lesson/measure.ts';
import type { Rich } from '../../lesson/prose.ts';
import type { Player } from '../../player/player.svelte.ts';
import { branch, doAgain, extend, startHistory } from '../../sim/history.ts';
import { commandProblemText } from '../sentence.ts';
import { hasScripts } from '../../sim/labProgram.ts';
import type { Rehearsal } from '../../lesson/rehearsal.ts';
import * as places from './places.ts';
import { progress, type LessonProgress } from './progress.svelte.ts';
import { noPrograms } from './programsRun.ts';
import type { Recordings } from './recordings.svelte.ts';
import { StepExperiments } from './stepExperiments.svelte.ts';
import { StepGoals } from './stepGoals.svelte.ts';
import { experimentFor, openParts, predictionsFor } from './visibleParts.ts';

type Judging = typeof import('./judging.ts');
type Whole = () => Promise<Lesson | undefined>;

/** A run to begin with, and where its reader stands in it. `exact`: its log is all of it, what programs called among it. */
type Start = ReachedRun & { exact?: boolean };

/** How lines were done: when each was typed, and why some were not. */
export type Done = Pick<Rehearsal, 'typed' | 'from' | 'until'> & { refusal: string };

export class LessonRun {
  readonly player: Player;
  lesson: Lesson = $state.raw()!;
  index = $state(0);
  readonly goals: StepGoals;
  readonly experiments: StepExperiments;
  /** What was recorded, where programs cannot be run; loaded when that is known. */
  recordings: Recordings | undefined = $state.raw();
  busy = $state(false);
  #revealed = $state(false);
  /** The step whose network the player holds; −1: none yet. */
  #built = -1;
  #saves: number;
  /** Counts how often a network was begun to be built: the last one wins. */
  #turn = 0;
  /** What does and judges the reader's work; loaded when there is some. */
  #judging: Judging | undefined;

  /** Gives the lesson with all of its steps, where the one at hand has only its first. */
  #whole: Whole | undefined;
  /** Counts the ways to another step that were begun: the last one wins. */
  #way = 0;

  constructor(player: Player, lesson: Lesson, saves = 0, whole?: Whole) {
    this.player = player;
    this.lesson = lesson;
    this.#saves = saves;
    this.#whole = whole;
    this.goals = new StepGoals(player);
    this.experiments = new StepExperiments(player);
  }

  /** Gets the steps behind the first, if they are not there yet. Tries anew after it could not. */
  async complete(): Promise<void> {
    const whole = this.#whole;
    const lesson = await whole?.();
    if (whole !== this.#whole) return; // another language has come meanwhile
    this.#whole = undefined;
    if (lesson) this.lesson = lesson;
  }

  /** The same lesson in another language, or (`saves` has grown) as its author has just saved it: then the step's network is built again. */
  async replace(lesson: Lesson, saves: number, whole?: Whole): Promise<void> {
    this.#whole = whole;
    if (whole && this.index > 0) await this.complete();
    else this.lesson = lesson;
    this.index = Math.min(this.index, lesson.steps.length - 1);
    if (saves === this.#saves) return;
    this.#saves = saves;
    this.#built = this.index;
    await this.reset();
  }

  // ── what is shown ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

  get step(): Step {
    return this.lesson.steps[this.index]!;
  }

  get kept(): LessonProgress {
    return progress.of(this.lesson.id);
  }

  get passed(): boolean {
    return this.kept.passed.includes(this.step.id);
  }

  get hasNetwork(): boolean {
    return this.lesson.steps.slice(0, this.index + 1).some((step) => step.lab !== undefined);
  }

  get visible(): number {
    if (this.#revealed || this.passed) return this.step.parts.length;
    return openParts(this.step.parts, (part) => this.experiments.seen(part));
  }

  reveal(): void {
    this.#revealed = true;
  }

  // ── steps ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Goes to a step. Its network is built anew, unless the reader comes from the step before and has done there what the next one builds on. */
  async enter(index: number): Promise<void> {
    const target = Math.min(Math.max(index, 0), this.lesson.steps.length - 1);
    const way = ++this.#way;
    while (target > 0 && this.#whole) await this.complete();
    if (way !== this.#way) return;
    // A run that was recorded is had from its beginning.
    const goesOn =
      target === this.#built + 1 &&
      !this.lesson.steps[target]!.lab &&
      !this.recordings?.isThere &&
      this.#everythingRan();
    const stays = target === this.#built;
    if (this.#built >= 0 && this.index < target && this.#allDone()) this.#pass();
    this.index = target;
    this.#revealed = false;
    progress.change(this.lesson.id, { step: target + 1, steps: this.lesson.steps.length });
    if (stays) return;
    this.#built = target;
    if (goesOn) this.goals.begin();
    else await this.reset();
  }

  /** Builds the network of the step again, as it is when the step begins. */
  async reset(): Promise<void> {
    const turn = ++this.#turn;
    this.experiments.forget();
    this.goals.forget();
    this.busy = this.hasNetwork;
    if (!this.hasNetwork) return;
    const { lab } = this.step;
    const recorded = await (await this.#recordings())?.start();
    if (turn !== this.#turn) return;
    const start: Start | undefined = recorded
      ? { ...recorded, exact: true }
      : lab
        ? reachedRunOf(startHistory(lab))
        : await this.#reach();
    if (turn !== this.#turn || !start) return;
    const { seed, exact = false } = start;
    const log = exact ? start.log : start.log.filter((entry) => !entry.scripted);
    await this.player.load(start.lab, { seed, log, exact });
    if (turn !== this.#turn) return; // another step was entered meanwhile
    this.player.seek(start.end);
    this.busy = false;
    this.goals.begin();
  }

  /** The run with which a step begins that goes on with the steps before it. Where they have programs only the running world can have it, and it comes with what they called. */
  async #reach(): Promise<Start | undefined> {
    const { lesson, index } = this;
    const lab = lesson.steps.slice(0, index).findLast((step) => step.lab)?.lab;
    if (!lab || !hasScripts(lab)) {
      const history = (await this.#load()).historyAt(lesson, index);
      return history && reachedRunOf(history);
    }
    const reached = await this.player.askAhead({ type: 'reach', lesson, index });
    // Only now it may be known that programs cannot be run.
    const run = (await (await this.#recordings())?.start()) ?? reached;
    return run && { ...run, exact: true };
  }

  /** Nothing that the step asks for is missing from its network. */
  #everythingRan(): boolean {
    return this.step.parts.every(
      (part) =>
        (part.type !== 'console' || this.experiments.of(part) !== undefined) &&
        (part.type !== 'goal' || this.goals.judgements[part.id]?.passed === true),
    );
  }

  #allDone(): boolean {
    const { kept } = this;
    return this.step.parts.every((part) => {
      if (part.type === 'goal' || part.type === 'exercise') return kept.goals[part.id] !== undefined;
      if (part.type === 'predict' || part.type === 'quiz') return kept.answers[part.id] !== undefined;
      if (part.type === 'spot') return part.statements.every((one, i) => kept.spots[part.id]?.[i] === one.wrong);
      return part.type !== 'console' || this.experiments.seen(part);
    });
  }

  #pass(): void {
    const { passed } = this.kept;
    if (!passed.includes(this.step.id)) progress.change(this.lesson.id, { passed: [...passed, this.step.id] });
  }

  // ── experiments ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  experimentState(part: ConsolePart): 'locked' | 'ready' | 'busy' | 'watching' | 'done' {
    if (this.busy) return 'busy';
    const run = this.experiments.of(part);
    if (run && !run.refusal) return this.player.playhead < run.until ? 'watching' : 'done';
    const waiting = predictionsFor(this.step.parts, part).some((id) => this.kept.answers[id] === undefined);
    return waiting ? 'locked' : 'ready';
  }

  /** Runs the block at the playhead, marks the predictions before it, and lets the picture play. */
  async experiment(part: ConsolePart): Promise<void> {
    if (this.busy) return;
    const judging = await this.#ready();
    if (!judging) return;
    const predictions = predictionsFor(this.step.parts, part);
    const known = predictions.length > 0 && predictions.every((id) => this.kept.answers[id]?.right !== undefined);
    for (const one of this.step.parts) {
      if (one.type === 'predict' && predictions.includes(one.id)) await this.#mark(one, judging);
    }
    const { typed, from, until, refusal } = await this.#perform(part, part.lines, judging);
    this.experiments.keep(part, { typed, until, seen: known || until <= from, ...(refusal && { refusal }) });
    // What takes no time has been seen at once.
    if (this.#allDone()) this.#pass();
    this.player.play();
  }

  async #load(): Promise<Judging> {
    return (this.#judging ??= await import('./judging.ts'));
  }

  /** Loads what is needed to act; undefined when the reader has gone to another step meanwhile. */
  async #ready(): Promise<Judging | undefined> {
    const turn = this.#turn;
    const { index } = this;
    this.busy = true;
    try {
      const judging = await this.#load();
      return turn === this.#turn && index === this.index ? judging : undefined;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /**
   * Rehearses lines on a branch, which tells at which instants they are to be typed, and then does them in the world. Where programs cannot be run, and what
   * they do was recorded, that is shown.
   */
  async #perform(part: ConsolePart | GoalPart, lines: readonly ConsoleLine[], { rehearse }: Judging): Promise<Done> {
    this.busy = true;
    const rehearsal = this.recordings?.isThere ? undefined : await this.#ahead(lines, rehearse);
    // Only now it may be known that programs cannot be run.
    const recordings = await this.#recordings();
    const recorded = await recordings?.doing(part);
    if (recorded) return recordings!.show(recorded, part);
    const { typed, from, until, commands } = rehearsal ?? (await this.#ahead(lines, rehearse));
    const results = await Promise.all(commands.map(({ at, command }) => this.player.act(command, at)));
    this.busy = false;
    const refusal = results.flatMap((result) => (result.ok ? [] : result.problems.map(commandProblemText))).join(' ');
    return { typed, from, until, refusal };
  }

  async #recordings(): Promise<Recordings | undefined> {
    if (!noPrograms(this.player)) return undefined;
    const { Recordings: made } = await import('./recordings.svelte.ts');
    return (this.recordings ??= new made(this));
  }

  /** What lines would do from the playhead on. Where there are programs only the running world can tell. */
  async #ahead(lines: readonly ConsoleLine[], rehearse: Judging['rehearse']): Promise<Rehearsal> {
    const { player } = this;
    const at = player.playhead;
    if (!player.hasScripts) return rehearse(player.history, at, lines);
    return player.askAhead({ type: 'rehearse', at, lines: [...lines] });
  }

  /** To be called whenever the playhead has moved. */
  notice(): void {
    if (this.experiments.notice() && this.#allDone()) this.#pass();
  }

  // ── questions ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  answerTo(id: string) {
    return Object.hasOwn(this.kept.answers, id) ? this.kept.answers[id] : undefined;
  }

  commit(part: QuestionPart, given: string[]): void {
    progress.change(this.lesson.id, { answers: { ...this.kept.answers, [part.id]: { given, truth: [] } } });
    // Needed at once, or, after a prediction, with the run that comes next.
    const judging = this.#load();
    if (!experimentFor(this.step.parts, part.id)) void judging.then((loaded) => void this.#mark(part, loaded));
    if (this.#allDone()) this.#pass();
    this.judge();
  }

  retract(part: QuestionPart): void {
    const answers = { ...this.kept.answers };
    delete answers[part.id];
    progress.change(this.lesson.id, { answers });
  }

  /** Lets the simulator find the answer: a prediction's by running ahead from the playhead, a quiz's in what has happened. */
  async #mark(part: QuestionPart, judging: Judging): Promise<void> {
    const kept = this.answerTo(part.id);
    if (!kept || kept.right !== undefined) return;
    const { step } = this;
    const { question } = part;
    const found =
      part.type === 'predict'
        ? await this.#predict(part, linesFor(step, part.id) ?? [], judging)
        : judging.answersNow(this.goals.present(), question);
    const truth = found.ok ? found.answers : [];
    const { right } = mark(question, truth, kept.given);
    progress.change(this.lesson.id, {
      answers: { ...this.kept.answers, [part.id]: { given: kept.given, right, truth } },
    });
  }

  /** The right answers to a prediction. What programs do is found out in the running world, and had again here from what they called. */
  async #predict({ id, question }: QuestionPart, lines: readonly ConsoleLine[], judging: Judging): Promise<Measured> {
    const { player } = this;
    const ahead = branch(player.history, player.playhead);
    if (!player.hasScripts || !question.measure) return judging.predict(ahead, question, lines);
    const rehearsal = this.recordings?.isThere ? undefined : await this.#ahead(lines, judging.rehearse);
    const answers = await (await this.#recordings())?.answers(id);
    if (answers) return { ok: true, answers };
    const { log, end } = rehearsal ?? (await this.#ahead(lines, judging.rehearse));
    const beginning = beginAt(ahead);
    for (const entry of log) doAgain(ahead, entry);
    extend(ahead, { until: end });
    return judging.measure(presentOf(ahead, beginning), question.measure);
  }

  /** What the author says to the answer that was given. */
  whyOf(part: QuestionPart): Rich | undefined {
    const kept = this.answerTo(part.id);
    return kept && mark(part.question, kept.truth, kept.given).why;
  }

  /** The experiment that shows it runs, and has not been seen to its end. */
  watching(part: QuestionPart): boolean {
    const experiment = experimentFor(this.step.parts, part.id);
    const run = experiment && this.experiments.of(experiment);
    return run !== undefined && !run.seen;
  }

  /** The truth may be shown. */
  toldOf(part: QuestionPart): boolean {
    return !this.watching(part);
  }

  placesOf = (kind: places.PlaceKind): string[] => places.placesOf(this.player.world.state, kind);
  nameOfSelection = (kind: places.PlaceKind): string =>
    places.nameOf(this.player.world.state, kind, this.player.selection);
  selectPlace = (kind: places.PlaceKind, name: string): void =>
    this.player.select(places.selectionOf(this.player.world.state, kind, name));

  // ── spot the mistake ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  spotted(id: string, statement: number): number | undefined {
    return this.kept.spots[id]?.[statement];
  }

  spot(part: SpotPart, statement: number, chosen: number): void {
    const { spots } = this.kept;
    progress.change(this.lesson.id, { spots: { ...spots, [part.id]: { ...spots[part.id], [statement]: chosen } } });
    if (this.#allDone()) this.#pass();
  }

  // ── goals ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Judges the goals that are open to see. */
  judge(): void {
    if (this.busy) return;
    const goals = this.step.parts.slice(0, this.visible).filter((part) => part.type === 'goal');
    if (!goals.length) return;
    if (!this.#judging) {
      void this.#load().then(() => this.judge());
      return;
    }
    const answers = Object.fromEntries(
      Object.entries(this.kept.answers).map(([id, { given, right = false }]) => [id, { given, right }]),
    );
    for (const id of this.goals.judge(goals, answers, this.#judging, (late) => this.#goalReached(late)))
      this.#goalReached(id);
  }

  #goalReached(id: string): void {
    const { goals, opened } = this.kept;
    if (goals[id] !== 'alone') {
      progress.change(this.lesson.id, { goals: { ...goals, [id]: opened.includes(id) ? 'shown' : 'alone' } });
    }
    if (this.#allDone()) this.#pass();
  }

  /** Has the run that an exercise is about, where programs run in it; it can be shown after that. */
  async beforeExercise(part: ExercisePart): Promise<void> {
    const { lesson, player } = this;
    const { fetchBefore } = await import('./exercises/setting.ts');
    await fetchBefore(lesson, part, async (index) => {
      const reach = { type: 'reach', lesson, index, exercise: part.id } as const;
      const reached = this.recordings?.isThere ? undefined : await player.askAhead(reach);
      const recorded = await (await this.#recordings())?.exercise(lesson, index, part.id);
      return recorded ?? reached ?? player.askAhead(reach);
    });
  }

  /** Keeps an answer to an exercise. A right one solves it, unless its solution was opened. */
  answerExercise({ id }: ExercisePart, given: readonly string[], right: boolean): void {
    progress.change(this.lesson.id, {
      answers: { ...this.kept.answers, [id]: { given: [...given], right, truth: [] } },
    });
    if (right) this.#goalReached(id);
  }

  /** How many hints the reader has asked for. */
  hintsOf({ id, hints }: GoalPart | ExercisePart): number {
    return Math.min(this.kept.hints[id] ?? 0, hints.length);
  }

  hint(part: GoalPart | ExercisePart): void {
    progress.change(this.lesson.id, { hints: { ...this.kept.hints, [part.id]: this.hintsOf(part) + 1 } });
  }

  /** The solution has been opened. */
  opened({ id }: GoalPart | ExercisePart): boolean {
    return this.kept.opened.includes(id);
  }

  /** Opening the solution is noted before the goal can be reached with it. */
  openSolution({ id }: GoalPart | ExercisePart): void {
    progress.change(this.lesson.id, { opened: [...this.kept.opened, id] });
  }

  async solve(goal: GoalPart): Promise<void> {
    if (this.busy) return;
    const judging = await this.#ready();
    if (!judging) return;
    await this.#perform(goal, goal.solution, judging);
    // Nobody can try here whether it does what it should; that was tried when it was recorded.
    if (this.recordings?.isThere) this.#goalReached(goal.id);
    this.player.play();
  }
}
