// The goals of a step while it is worked on: judged as of the playhead by what has happened since the step began.

import type { Judgement } from '../../lesson/check.ts';
import { beginAt, presentOf, type Beginning, type Present } from '../../lesson/exercise.ts';
import type { Answers } from '../../lesson/judge.ts';
import type { GoalPart } from '../../lesson/lesson.ts';
import type { Rich } from '../../lesson/prose.ts';
import type { Player } from '../../player/player.svelte.ts';
import type { Command } from '../../sim/command.ts';
import { branch } from '../../sim/history.ts';
import { rowsUntil } from '../../sim/record.ts';

/** What judges, loaded when there is something to be judged. */
type Judging = Pick<typeof import('./judging.ts'), 'judgeGoal' | 'rejectDone'>;

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
    return presentOf(now, { ...beginning, row });
  }

  /** Judges (by `judging`) those goals that are not reached yet: one that was stays so until the step begins anew. Gives the ids of those that are reached now. */
  judge(goals: readonly GoalPart[], answers: Answers, { judgeGoal, rejectDone }: Judging): string[] {
    const open = goals.filter((goal) => !this.judgements[goal.id]?.passed);
    if (!open.length || !this.#beginning) return [];
    const present = this.present();
    const found = open.map((goal) => [goal.id, judgeGoal(goal.checks, present, answers)] as const);
    this.judgements = { ...this.judgements, ...Object.fromEntries(found) };
    const done = this.#done();
    this.remarks = Object.fromEntries(open.map(({ id, rejects }) => [id, rejectDone(rejects, done)?.words]));
    return found.flatMap(([id, { passed }]) => (passed ? [id] : []));
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
