// The panes follow what happens as long as nothing is selected: exactly while the picture stands, a few times a second while it plays.

import { copiesOf, deviceNow, frameRowNow } from '../player/now.ts';
import type { Player } from '../player/player.svelte.ts';
import type { Recording } from '../sim/record.ts';

/** ms of the wall clock between two looks while playing. */
const BETWEEN = 300;

interface Look {
  record: Recording;
  row: number | undefined;
  device: number | undefined;
}

export class Following {
  readonly player: Player;
  #clock: () => number;
  #looked = -Infinity;
  #last: Look | undefined;

  constructor(player: Player, clock: () => number = () => performance.now()) {
    this.player = player;
    this.#clock = clock;
  }

  readonly #now: Look = $derived.by(() => {
    const { playhead, playing, rowsSoFar, history } = this.player;
    const { record } = history;
    const clock = this.#clock();
    if (playing && this.#last?.record === record && clock - this.#looked < BETWEEN) return this.#last;
    this.#looked = clock;
    const row = frameRowNow(record, rowsSoFar, playhead);
    const device = deviceNow(record, history.live.state, rowsSoFar);
    const last = this.#last;
    if (last?.record !== record || last.row !== row || last.device !== device) this.#last = { record, row, device };
    return this.#last!;
  });

  /** The row of the frame that is on its way, or was last; undefined before the first. */
  get row(): number | undefined {
    return this.#now.row;
  }

  /** The frame of that row. */
  readonly frame: number | undefined = $derived.by(() => {
    const { row, record } = this.#now;
    return row === undefined || row >= record.rowCount ? undefined : this.player.row(row).frame;
  });

  /** All rows by which that frame left its sender at once. */
  readonly copies: number[] = $derived.by(() => {
    const { row, record } = this.#now;
    return row === undefined || row >= record.rowCount ? [] : copiesOf(record, row);
  });

  /** Where something happened last. */
  get device(): number | undefined {
    return this.#now.device;
  }
}

const kept = new WeakMap<Player, Following>();

/** The one that all panes of a player share. */
export function followingOf(player: Player): Following {
  const there = kept.get(player);
  if (there) return there;
  // What is derived in the life of a pane would end with it: this outlives the pane that asks first.
  let following!: Following;
  $effect.root(() => void (following = new Following(player)));
  kept.set(player, following);
  return following;
}

/** Is what the inspector shows held by a selection? */
export const isHeld = (player: Player): boolean =>
  player.selection.row !== undefined || player.selection.frame !== undefined;

/** Lets go of the selected frame, so that the panes follow again. */
export const follow = (player: Player): void =>
  player.select({ row: undefined, frame: undefined, field: undefined, layer: undefined });
