// Runs in which scripts take part: whatever makes a history go on stops where it is the turn of a script's thread, and whoever has an interpreter serves it.
// Generators, because the core waits for nothing.

import type { Instant } from '../base/time.ts';
import type { Command, CommandResult } from './command.ts';
import { act, branch, endOf, extend, RUN_BUDGET, type History } from './history.ts';

/** A history in which threads have their turn: serve them, and let it go on by itself up to `until` at the most. */
export interface Pause {
  history: History;
  until: Instant;
}

/** What stops at turns. Going on without having served them means that nobody can: scripts then stay where they are. */
export type Turns<T> = Generator<Pause, T, void>;

/** Runs it to its end without an interpreter. */
export function runAlone<T>(turns: Turns<T>): T {
  for (;;) {
    const next = turns.next();
    if (next.done) return next.value;
  }
}

/** As `extend`, with scripts. */
export function* extendTurns(
  history: History,
  limits: { until?: Instant; events?: number } = {},
): Turns<'idle' | 'until' | 'budget'> {
  const { state } = history.live;
  const most = limits.events ?? RUN_BUDGET;
  const begun = state.events;
  const until = limits.until ?? Infinity;
  for (;;) {
    const events = Math.max(0, most - (state.events - begun));
    const ended = extend(history, { until, events, turns: true });
    if (ended !== 'turn') return ended;
    if (events === 0) return 'budget';
    const { commands } = state;
    yield { history, until };
    if (state.commands === commands) {
      const alone = extend(history, { until, events });
      return alone === 'turn' ? 'idle' : alone;
    }
  }
}

/** As `act`, with scripts on the way to `at`, and until it is no script's turn any more. */
export function* actTurns(
  history: History,
  at: Instant,
  command: Command,
): Turns<{ history: History; result: CommandResult }> {
  const target = at < endOf(history) ? branch(history, at) : history;
  if (at > endOf(target)) yield* extendTurns(target, { until: at });
  const done = act(target, endOf(target), command);
  yield* serveTurns(done.history);
  return done;
}

/** Lets those have their turn whose turn it is, as far as that goes without the clock. */
export function* serveTurns(history: History): Turns<void> {
  yield* extendTurns(history, { until: endOf(history) });
}
