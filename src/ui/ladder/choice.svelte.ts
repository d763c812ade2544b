// What the reader wants to see in the ladder; kept while other panes are open.

import { SvelteSet } from 'svelte/reactivity';

class LadderChoice {
  /** `tcp.stream` of the one conversation that is shown; undefined: devices. */
  stream = $state<number | undefined>(undefined);
  /** Names of the devices that were chosen; none: the usual ones. */
  readonly devices = new SvelteSet<string>();
  relative = $state(true);
  follows = $state(true);
  /** A picture of its own is being made of it: more is drawn than is in sight. */
  pictured = $state(false);
}

export const choice = new LadderChoice();
