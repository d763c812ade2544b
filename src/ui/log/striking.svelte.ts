// Striking a frame by hand: the run is had again from just before the frame leaves, with a named fault that strikes it and no other.

import type { Player } from '../../player/player.svelte.ts';
import type { CommandResult } from '../../sim/command.ts';
import { strikeOn, type StrikeAction } from '../../sim/strike.ts';
import { t } from '../language.svelte.ts';
import { commandProblemText } from '../sentence.ts';

type Struck = { name: string; result: CommandResult };

/** Strikes the frame of a flight. What was done behind the playhead is lost, as always when the past is changed. Undefined where there is nothing to strike. */
async function strikeFrame(
  player: Player,
  row: number,
  action: StrikeAction,
  by?: number,
): Promise<Struck | undefined> {
  await import('../../sim/equipment.ts'); // the filter that tells the frame from others
  const { history } = player;
  const strike = strikeOn(history, row, action, by);
  if (!strike) return undefined;
  const { before, fault, what, of } = strike;
  const told = player.row(row);
  const name = freeName(player, t(`strike.name.${action}`, { what, of }));
  const present = Math.max(player.playhead, before);
  const without = history.log.flatMap((entry, i) => (entry.at > present && !entry.scripted ? [i] : []));
  const result = await player.rewrite({
    without,
    insert: { before, command: { do: 'fault', add: { name, ...fault } } },
  });
  if (result.ok) show(player, told.frame, told.direction, before);
  return { name, result };
}

/** The frame as it fares now is selected, and the playhead is where it can be seen. */
function show(player: Player, frame: number | undefined, direction: number | undefined, before: number): void {
  const { record } = player.history;
  const flight = frame === undefined || frame >= record.frameCount ? [] : player.index.flightsOf(frame);
  const again = flight.map((number) => player.row(number)).find((one) => one.direction === direction);
  const { at = before, arrives = before } = again ?? {};
  if (player.playhead < at || player.playhead >= arrives) player.seek(at);
  player.select(again ? { row: again.number, frame: again.frame } : { row: undefined, frame: undefined });
}

/** A second fault of one name would take the place of the first. */
function freeName(player: Player, name: string): string {
  const taken = new Set(player.history.live.state.faults.map((fault) => fault.setup.name));
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name} (${n})`;
  return free;
}

/** The place in the log of the fault of this name; undefined when it is there no more. */
function placeOfFault(player: Player, name: string): number | undefined {
  const at = player.history.log.findLastIndex(({ command }) => command.do === 'fault' && command.add.name === name);
  return at < 0 ? undefined : at;
}

/** What is being done to frames of a run, and what became of it. */
class Striking {
  readonly player: Player;
  busy = $state(false);
  said = $state('');
  failed = $state(false);
  /** The fault that was made last, so that it can be taken back at once. */
  #made = $state<string | undefined>();

  constructor(player: Player) {
    this.player = player;
  }

  /** The place in the log of what was made last, while it is there. */
  get undoable(): number | undefined {
    return this.#made === undefined ? undefined : placeOfFault(this.player, this.#made);
  }

  async strike(row: number, action: StrikeAction, by?: number): Promise<void> {
    this.busy = true;
    try {
      const struck = await strikeFrame(this.player, row, action, by);
      this.failed = !struck?.result.ok;
      this.#made = struck?.result.ok ? struck.name : undefined;
      if (!struck) this.said = t('strike.none');
      else if (struck.result.ok) this.said = t('strike.done', { name: struck.name });
      else this.said = struck.result.problems.map(commandProblemText).join(' ');
    } finally {
      this.busy = false;
    }
  }

  async takeBack(): Promise<void> {
    const { undoable } = this;
    if (undoable === undefined) return;
    await this.player.rewrite({ without: [undoable] });
    this.said = t('log.undone', { what: this.#made ?? '' });
    this.#made = undefined;
  }
}

const known = new WeakMap<Player, Striking>();

/** One for each player: where the inspector is drawn anew, what was said stays. */
export function strikingOf(player: Player): Striking {
  let striking = known.get(player);
  if (!striking) known.set(player, (striking = new Striking(player)));
  return striking;
}
