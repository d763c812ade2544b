// The goals of a step while it is worked on: judged as of the playhead by what has happened since the step began.

import type { Check, Judgement } from '../../lesson/check.ts';
import { beginAt, presentOf, type Beginning, type Present } from '../../lesson/exercise.ts';
import type { Answers } from '../../lesson/judge.ts';
import type { GoalPart } from '../../lesson/lesson.ts';
import type { Rich } from '../../lesson/prose.ts';
import type { Player } from '../../player/player.svelte.ts';
import type { Command } from '../../sim/command.ts';
import { branch } from '../../sim/history.ts';
import { rowsUntil } from '../../sim/record.ts';
import { noPrograms } from './programsRun.ts';

/** What judges, loaded when there is something to be judged. */
type Judging = Pick<typeof import('./judging.ts'), 'judgeNow' | 'runsAgain' | 'rejectDone'>;

/** Without what makes it watched, so that it can be sent. */
const plainly = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export class StepGoals {
  readonly player: Player;
  /** By the id of the goal. */
  judgements = $state.raw<Record<string, Judgement>>({});
  /** By the id of the goal: what the author tells those who have done just this wrong thing. */
  remarks = $state.raw<Record<string, Rich | undefined>>({});
  /** Where the step began: checks look at what came after. */
  #beginning = $state.raw<Beginning | undefined>();
  /** How many commands had been done by then. */
  #logged = 0;

  constructor(player: Player) {
    this.player = player;
  }

  /** The step begins at the playhead. */
  begin(): void {
    const { history, playhead } = this.player;
    this.judgements = {};
    this.remarks = {};
    this.#beginning = beginAt(branch(history, playhead));
    this.#asked = {};
    this.#logged = history.log.length;
  }

  /** The network is being built: nothing can be judged. */
  forget(): void {
    this.judgements = {};
    this.remarks = {};
    this.#beginning = undefined;
  }

  /** The world at the playhead, and what has happened there since the step began. */
  present(): Present {
    const { history, playhead, branchedAt } = this.player;
    const now = branch(history, playhead);
    const beginning = this.#beginning ?? beginAt(now);
    // Acting in a past before the step began makes what was done there part of the step.
    const row =
      branchedAt === undefined ? beginning.row : Math.min(beginning.row, rowsUntil(history.record, branchedAt));
    const first = branchedAt === undefined ? -1 : history.log.findIndex(({ at }) => at >= branchedAt);
    const commands = first < 0 ? beginning.commands : Math.min(beginning.commands, first);
    // Rows and commands begin at one instant: where a run is had again it is had from there.
    const at = commands < beginning.commands ? Math.min(beginning.at, branchedAt!) : beginning.at;
    return presentOf(now, { ...beginning, at, row, commands });
  }

  /**
   * Judges (by `judging`) those goals that are not reached yet: one that was stays so until the step begins anew. Gives the ids of those that are reached now.
   * What only a run had again can tell is asked of the running world when all the rest is so; `reached` hears of it later.
   */
  judge(
    goals: readonly GoalPart[],
    answers: Answers,
    { judgeNow, runsAgain, rejectDone }: Judging,
    reached: (id: string) => void,
  ): string[] {
    const open = goals.filter((goal) => !this.judgements[goal.id]?.passed);
    if (!open.length || !this.#beginning) return [];
    const present = this.present();
    const found: (readonly [string, Judgement])[] = [];
    for (const { id, checks } of open) {
      const judgement = judgeNow(checks, present, answers);
      const isWorth = judgement.checks.every(({ passed }, i) => passed || runsAgain(checks[i]!));
      if (judgement.passed || !isWorth || this.#cannotRun) found.push([id, judgement]);
      // The verdict of before stands until there is another.
      else if (!this.#hadAgain(id, checks, present, answers, reached)) found.push([id, judgement]);
    }
    this.judgements = { ...this.judgements, ...Object.fromEntries(found) };
    const done = this.#done();
    this.remarks = Object.fromEntries(open.map(({ id, rejects }) => [id, rejectDone(rejects, done)?.words]));
    return found.flatMap(([id, { passed }]) => (passed ? [id] : []));
  }

  /** There are programs, and nobody who runs them: to have the run again would only show that nothing comes of it. */
  get #cannotRun(): boolean {
    return this.player.hasScripts && noPrograms(this.player) !== undefined;
  }

  /** By goal: for which present its run was had again, or is being had; so that it is asked once. */
  #asked: Record<string, string> = {};

  /** True when the verdict is there, or one of before is: then that stands. */
  #hadAgain(
    id: string,
    checks: readonly Check[],
    present: Present,
    answers: Answers,
    reached: (id: string) => void,
  ): boolean {
    const { player } = this;
    const { beginning, at } = present;
    // While the picture runs there is something new all the time.
    if (player.playing || player.running) return this.judgements[id] !== undefined;
    const key = JSON.stringify([present.until, player.history.log.length, beginning.row, answers]);
    if (this.#asked[id] === key) return this.judgements[id] !== undefined;
    this.#asked[id] = key;
    const asked = player.askAhead({ type: 'judge', at, beginning, checks: [...checks], answers: plainly(answers) });
    asked.then(
      (judgement) => {
        if (this.#asked[id] !== key || !this.#beginning) return;
        this.judgements = { ...this.judgements, [id]: judgement };
        if (judgement.passed) reached(id);
      },
      () => {
        delete this.#asked[id]; // the player shows what failed
      },
    );
    return false;
  }

  canShow(row: number): boolean {
    return row < this.player.history.record.rowCount;
  }

  /** Goes to the first row that shows it, and selects it. */
  show(evidence: readonly number[]): void {
    const number = evidence.find((row) => this.canShow(row));
    if (number === undefined) return;
    const row = this.player.row(number);
    this.player.pause();
    this.player.seek(row.at);
    this.player.select({ row: number, frame: row.frame, device: row.device });
  }

  /** What has been done since the step began; acting in a past before it makes what was done there part of the step. */
  #done(): Command[] {
    const { history, branchedAt } = this.player;
    const commands = history.log.filter(
      ({ at, scripted }, i) => !scripted && (i >= this.#logged || (branchedAt !== undefined && at >= branchedAt)),
    );
    return commands.map(({ command }) => command);
  }
}
