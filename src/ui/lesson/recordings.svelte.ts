// What was recorded of a lesson's programs, asked for where they cannot be run: because of the browser, or because the interpreter could not be loaded.

import type { ConsolePart, GoalPart, Lesson, Part } from '../../lesson/lesson.ts';
import type { ReachedRun } from '../../lesson/reached.ts';
import type { RecordedPart } from '../../lesson/recorded.ts';
import { hasScripts } from '../../sim/labProgram.ts';
import { t } from '../language.svelte.ts';
import type { Done, LessonRun } from './lessonRun.svelte.ts';
import { noPrograms, startsPrograms, type NoPrograms } from './programsRun.ts';
import type { RecordedRuns } from './recordedRuns.ts';

const timesOf = ({ typed, until }: RecordedPart): Pick<Done, 'typed' | 'until'> => ({
  typed: typed.map((at) => at ?? undefined),
  until,
});

export class Recordings {
  readonly #run: LessonRun;
  /** Null: nothing was recorded; undefined: nobody has asked for it yet. */
  #runs: RecordedRuns | null | undefined = $state.raw();

  constructor(run: LessonRun) {
    this.#run = run;
  }

  /** Why programs cannot be run in this step; undefined where they can, or where it has none. */
  get noPrograms(): NoPrograms | undefined {
    const { player, lesson, index } = this.#run;
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
    const { lesson, index } = this.#run;
    return this.#runs?.doing(lesson, index, part)?.part;
  }

  /** The run with which the step begins. */
  async start(): Promise<ReachedRun | undefined> {
    const { lesson, index } = this.#run;
    return (await this.#ask())?.start(lesson, index);
  }

  /** How a console was done, or a goal solved, with the run up to there. */
  async doing(part: Part): Promise<{ part: RecordedPart; run: ReachedRun } | undefined> {
    const { lesson, index } = this.#run;
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

  /** Lets it take the place of the run, up to the end of a console or of a solution. What stands before it in the step has been done there, too. */
  async show({ part, run: { lab, seed, log } }: { part: RecordedPart; run: ReachedRun }, shown: Part): Promise<Done> {
    const run = this.#run;
    const { player, step } = run;
    const missed = await player.load(lab, { seed, log, exact: true });
    player.seek(part.from);
    run.busy = false;
    for (const one of step.parts.slice(0, step.parts.indexOf(shown))) {
      const before = this.known(one);
      if (!before) continue;
      if (one.type === 'console') run.experiments.keep(one, { ...timesOf(before), seen: true });
      else if (one.type === 'goal' && !run.kept.goals[one.id] && !run.opened(one)) run.openSolution(one);
    }
    const refusal = missed === undefined ? '' : t('programs.unrecorded', { why: '' });
    return { ...timesOf(part), from: part.from, refusal };
  }

  async #ask(): Promise<RecordedRuns | undefined> {
    if (!this.noPrograms) return undefined;
    if (this.#runs === undefined) {
      const { id } = this.#run.lesson;
      const found = import('./recordedRuns.ts').then(({ recordedRunsOf }) => recordedRunsOf(id));
      this.#runs = (await found.catch(() => undefined)) ?? null;
    }
    return this.#runs ?? undefined;
  }
}
