// What was recorded of a lesson's programs, asked for where they cannot be run: because of the browser, or because the interpreter could not be loaded.

import type { ConsolePart, GoalPart, Lesson, Part } from '../../lesson/lesson.ts';
import type { ReachedRun } from '../../lesson/reached.ts';
import type { RecordedPart } from '../../lesson/recorded.ts';
import type { Player } from '../../player/player.svelte.ts';
import { hasScripts } from '../../sim/labProgram.ts';
import { noPrograms, startsPrograms, type NoPrograms } from './programsRun.ts';
import type { RecordedRuns } from './recordedRuns.ts';

/** Where the reader is. */
interface Where {
  readonly player: Player;
  readonly lesson: Lesson;
  readonly index: number;
}

export class Recordings {
  readonly #where: Where;
  /** Null: nothing was recorded; undefined: nobody has asked for it yet. */
  #runs: RecordedRuns | null | undefined = $state.raw();

  constructor(where: Where) {
    this.#where = where;
  }

  /** Why programs cannot be run in this step; undefined where they can, or where it has none. */
  get noPrograms(): NoPrograms | undefined {
    const { player, lesson, index } = this.#where;
    const lab = lesson.steps.slice(0, index + 1).findLast((step) => step.lab)?.lab;
    return lab && hasScripts(lab) ? noPrograms(player) : undefined;
  }

  /** Programs cannot be run in this step, and what they do was recorded, or was not. Undefined: they can, or that is not known yet. */
  get isThere(): boolean | undefined {
    return this.noPrograms && this.#runs !== undefined ? this.#runs !== null : undefined;
  }

  /** Programs run in a console, or for a goal. */
  hasPrograms(part: ConsolePart | GoalPart): boolean {
    const lines = part.type === 'goal' ? part.solution : part.lines;
    return startsPrograms(lines) || (this.known(part)?.calls ?? false);
  }

  /** How a console was done, or a goal solved, where that has been asked for. */
  known(part: Part): RecordedPart | undefined {
    const { lesson, index } = this.#where;
    return this.#runs?.doing(lesson, index, part)?.part;
  }

  /** The run with which the step begins. */
  async start(): Promise<ReachedRun | undefined> {
    const { lesson, index } = this.#where;
    return (await this.#ask())?.start(lesson, index);
  }

  /** How a console was done, or a goal solved, with the run up to there. */
  async doing(part: Part): Promise<{ part: RecordedPart; run: ReachedRun } | undefined> {
    const { lesson, index } = this.#where;
    return (await this.#ask())?.doing(lesson, index, part);
  }

  /** The run that an exercise is set on. */
  async exercise(lesson: Lesson, index: number, id: string): Promise<ReachedRun | undefined> {
    return (await this.#ask())?.exercise(lesson, index, id);
  }

  /** The right answers to a prediction. */
  async answers(id: string): Promise<string[] | undefined> {
    return (await this.#ask())?.answers(id);
  }

  async #ask(): Promise<RecordedRuns | undefined> {
    if (!this.noPrograms) return undefined;
    if (this.#runs === undefined) {
      const { id } = this.#where.lesson;
      const found = import('./recordedRuns.ts').then(({ recordedRunsOf }) => recordedRunsOf(id));
      this.#runs = (await found.catch(() => undefined)) ?? null;
    }
    return this.#runs ?? undefined;
  }
}
