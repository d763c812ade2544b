// The goals of a step while it is worked on: judged as of the playhead by what has happened since the step began.

import type { Judgement } from '../../lesson/check.ts';
import { beginAt, presentOf, type Beginning, type Present } from '../../lesson/exercise.ts';
import type { Answers, judgeGoal } from '../../lesson/judge.ts';
import type { ConsoleLine, GoalPart } from '../../lesson/lesson.ts';
import type { Rich } from '../../lesson/prose.ts';
import type { Player } from '../../player/player.svelte.ts';
import type { Command } from '../../sim/command.ts';
import { branch } from '../../sim/history.ts';
import { rowsUntil } from '../../sim/record.ts';

export class StepGoals {
  readonly player: Player;
  /** By the id of the goal. */
  judgements = $state.raw<Record<string, Judgement>>({});
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
    this.#beginning = beginAt(branch(history, playhead));
    this.#logged = history.log.length;
  }

  /** The network is being built: nothing can be judged. */
  forget(): void {
    this.judgements = {};
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

  /** Judges (`by`) those goals that are not reached yet: one that was stays so until the step begins anew. Gives the ids of those that are reached now. */
  judge(goals: readonly GoalPart[], answers: Answers, by: typeof judgeGoal): string[] {
    const open = goals.filter((goal) => !this.judgements[goal.id]?.passed);
    if (!open.length || !this.#beginning) return [];
    const present = this.present();
    const found = open.map((goal) => [goal.id, by(goal.checks, present, answers)] as const);
    this.judgements = { ...this.judgements, ...Object.fromEntries(found) };
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

  /** What the author tells those who do just this wrong thing. */
  remarkOn(goal: GoalPart): Rich | undefined {
    const typed = this.player.history.log.slice(this.#logged).map(({ command }) => spellCommand(command));
    const done = (line: ConsoleLine): boolean => line.type === 'wait' || typed.includes(spellTyped(line));
    const told = goal.rejects.filter(({ lines, words }) => lines.length > 0 && words.length > 0);
    return told.find((reject) => reject.lines.every(done))?.words;
  }
}

const squeeze = (text: string): string => text.trim().replace(/\s+/g, ' ');
function spellTyped(line: ConsoleLine): string {
  if (line.type !== 'run' && line.type !== 'type') return '';
  return `${line.on}${line.type === 'run' ? '$' : '>'} ${squeeze(line.line)}`;
}
function spellCommand(command: Command): string {
  if (command.do === 'run') return `${command.on}$ ${squeeze(command.line)}`;
  if (command.do === 'interrupt') return `${command.on}> ^C`;
  return command.do === 'type' ? `${command.on}> ${command.end ? '^D' : squeeze(command.line ?? '')}` : '';
}
