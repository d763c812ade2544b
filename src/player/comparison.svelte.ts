// The run that is compared with the player's own; kept as long as the player, whichever view is open.

import type { History } from '../sim/history.ts';
import type { Variation } from '../sim/variation.ts';
import type { Line } from './connection.ts';
import { OtherRun, wantedUntil, type Recipe } from './otherRun.svelte.ts';
import type { Player } from './player.svelte.ts';

/** What the second run is: the first with one thing different, or one that was kept. */
export type Choice = { is: 'varied'; varied: Variation } | { is: 'kept' };

/** A run as it can be had again. */
const recipeOf = ({ lab, seed, log }: History): Recipe => ({ lab, seed, log: log.slice() });

export class Comparison {
  choice = $state.raw<Choice | undefined>(undefined);
  other = $state.raw<OtherRun | undefined>(undefined);
  /** A run that was put aside, to be compared with what is done next. */
  kept = $state.raw<Recipe | undefined>(undefined);
  /** Of the run that `other` was made from. */
  #basis = $state.raw<Recipe | undefined>(undefined);
  readonly #player: Player;
  readonly #line: (() => Line) | undefined;

  /** `line`: to the world of the other run; a worker of its own unless told otherwise. */
  constructor(player: Player, line?: () => Line) {
    this.#player = player;
    this.#line = line;
  }

  /** Is the other run made from something that the player's run no longer is? */
  get stale(): boolean {
    const { choice } = this;
    const basis = this.#basis;
    return choice?.is === 'varied' && basis !== undefined && !isSame(basis, this.#player.history);
  }

  /** Has the other run. */
  choose(choice: Choice | undefined): void {
    this.other?.close();
    this.choice = choice;
    this.other = undefined;
    const { history } = this.#player;
    const recipe = choice?.is === 'kept' ? this.kept : recipeOf(history);
    if (!choice || !recipe) return;
    this.#basis = recipeOf(history);
    const varied = choice.is === 'varied' ? { varied: choice.varied } : {};
    this.other = new OtherRun({ ...recipe, ...varied }, wantedUntil(history), this.#line?.());
  }

  /** Puts the player's run aside as it is now. */
  keep(): void {
    this.kept = recipeOf(this.#player.history);
  }

  /** Has the other run again, of what the player's has become. Where the choice is about a command that is gone, there is none. */
  again(): void {
    const { choice } = this;
    const isGone = choice?.is === 'varied' && 'log' in choice.varied && !this.#hasStill(choice.varied.log);
    this.choose(isGone || this.#basis?.lab.name !== this.#player.history.lab.name ? undefined : choice);
  }

  /** Is the command at that place of the log still the one that it was? */
  #hasStill(place: number): boolean {
    const [was, is] = [this.#basis?.log[place], this.#player.history.log[place]];
    return was !== undefined && is !== undefined && JSON.stringify(was.command) === JSON.stringify(is.command);
  }
}

function isSame({ lab, seed, log }: Recipe, history: History): boolean {
  const same = lab === history.lab && seed === history.seed && log.length === history.log.length;
  return same && log.every((entry, i) => entry === history.log[i]);
}

const comparisons = new WeakMap<Player, Comparison>();

/** The one comparison of a player. */
export function comparisonOf(player: Player): Comparison {
  let comparison = comparisons.get(player);
  if (!comparison) comparisons.set(player, (comparison = new Comparison(player)));
  return comparison;
}
