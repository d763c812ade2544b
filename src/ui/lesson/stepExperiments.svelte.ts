// The experiments of a step as they were run: what each has said so far, and whether its reader has seen it to its end.

import type { Instant } from '../../base/time.ts';
import type { ConsolePart, Part } from '../../lesson/lesson.ts';
import type { Player } from '../../player/player.svelte.ts';
import { deviceNamed } from '../../sim/place.ts';
import { linesAfter, terminalLines, type TerminalLine } from '../terminal/transcript.ts';

/** An experiment that was run: which commands of the log it made, and until when there is something to see. */
export interface Run {
  /** By line of the block: the instant at which it was typed; undefined for waiting. */
  typed: (Instant | undefined)[];
  until: Instant;
  /** The playhead has been at the end. */
  seen: boolean;
  /** Why it could not be done. */
  refusal?: string;
}

export class StepExperiments {
  readonly player: Player;
  #runs = $state.raw<Record<string, Run>>({});

  constructor(player: Player) {
    this.player = player;
  }

  /** The network is being built: nothing has been run. */
  forget(): void {
    this.#runs = {};
  }

  keep(part: ConsolePart, run: Run): void {
    this.#runs = { ...this.#runs, [keyOf(part)]: run };
  }

  /** How a part was run; undefined for what is no experiment, or has not been run. */
  of(part: Part): Run | undefined {
    return part.type === 'console' ? this.#runs[keyOf(part)] : undefined;
  }

  seen(part: Part): boolean {
    return this.of(part)?.seen ?? false;
  }

  /** By line of the block: what its host has said to it, as of the playhead. */
  outputOf(part: ConsolePart): TerminalLine[][] {
    const run = this.of(part);
    if (!run) return [];
    const { player } = this;
    return part.lines.map((line, i) => {
      const at = run.typed[i];
      if ((line.type !== 'run' && line.type !== 'type') || at === undefined) return [];
      const device = deviceNamed(player.world.state, line.on);
      return device < 0 ? [] : linesAfter(terminalLines(player, device), line.line, at);
    });
  }

  /** The playhead goes to its end, or stays if it is farther. */
  toEndOf(part: ConsolePart): void {
    const run = this.of(part);
    if (!run) return;
    this.player.pause();
    this.player.seek(Math.max(run.until, this.player.playhead));
  }

  /** Notes which experiments the playhead has passed; true when there is one that it had not passed before. */
  notice(): boolean {
    const { playhead } = this.player;
    const late = Object.entries(this.#runs).filter(([, run]) => !run.seen && playhead >= run.until);
    if (!late.length) return false;
    this.#runs = { ...this.#runs, ...Object.fromEntries(late.map(([key, run]) => [key, { ...run, seen: true }])) };
    return true;
  }
}

const keyOf = (part: ConsolePart): string => `${part.place.line}`;
