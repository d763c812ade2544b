// A second run beside the player's, in a worker of its own: for comparing. It is had once, up to where the first is known, and is never acted upon.

import { SECOND, type Instant } from '../base/time.ts';
import { mirrorAfter, type Mirror } from '../live/messages/mirror.ts';
import { dueAt, endOf, type History, type LoggedCommand } from '../sim/history.ts';
import type { Lab } from '../sim/lab.ts';
import type { Variation } from '../sim/variation.ts';
import { Connection, workerLine, type Line } from './connection.ts';
import { Dissections } from './dissections.ts';

/** A run by what it is made of: which can be kept, and had again. */
export interface Recipe {
  lab: Lab;
  seed: number;
  log: readonly LoggedCommand[];
  /** One thing that is different from the run that these make. */
  varied?: Variation;
}

/** Rows that a run may have to be compared: beyond that it ends there. */
export const MOST_ROWS = 20_000;
/** How much further a world runs than it is asked to. */
const AHEAD = 60 * SECOND;

/** When nothing will happen any more in the first run, the second is waited for so long, from there on. */
const PATIENCE = 1200 * SECOND;

/** Until when a run is known: Infinity where nothing will happen any more. */
export const knownUntil = (history: History): Instant =>
  history.stopped || dueAt(history) !== Infinity ? endOf(history) : Infinity;

/** How far another run has to be known to be compared with this one. */
export const wantedUntil = (history: History): Instant =>
  knownUntil(history) === Infinity ? endOf(history) + PATIENCE : endOf(history);

/** `running`; `whole`: as far as the first run is known; `cut`: it had too many rows, or the reader ended it; `failed`: it could not be had. */
export type Progress = 'running' | 'whole' | 'cut' | 'failed';

export class OtherRun {
  /** Replaced whenever it has grown; undefined until something has come. */
  history = $state.raw<History | undefined>(undefined);
  progress = $state<Progress>('running');
  /** Why it failed. */
  problem = $state('');
  /** Its frames taken apart; there as soon as `history` is. */
  dissections: Dissections | undefined;
  #mirror: Mirror | undefined;
  #connection: Connection;
  #closed = false;

  /** Has the run up to `until`, or a little beyond. */
  constructor({ lab, seed, log, varied }: Recipe, until: Instant, line: Line = workerLine()) {
    this.#connection = new Connection(
      line,
      (update) => {
        if (this.#closed) return;
        this.#mirror = mirrorAfter(this.#mirror, update);
        const { history } = this.#mirror;
        if (this.history?.record !== history.record) this.dissections = new Dissections(history.record);
        this.history = history;
        if (history.record.rowCount > MOST_ROWS || history.stopped) this.#end('cut');
        else if (!update.running && dueAt(history) > until) this.#end('whole');
      },
      ({ message }) => this.#fail(message),
    );
    const what = { lab, seed, log: [...log], exact: true, ...(varied ? { varied } : {}) };
    this.#connection.ask({ type: 'start', ...what }).then(
      (missed) => (missed === undefined ? undefined : this.#fail('')),
      () => undefined, // told as a failure
    );
    this.#connection.ask({ type: 'ahead', until: Math.max(0, until - AHEAD) }).catch(() => undefined);
  }

  /** Ends it where it is. */
  stop(): void {
    if (this.progress === 'running') this.#end('cut');
  }

  close(): void {
    this.#closed = true;
    this.#connection.close();
  }

  #end(progress: Progress): void {
    this.progress = progress;
    this.close();
  }

  #fail(message: string): void {
    if (this.#closed) return;
    this.problem = message;
    this.#end('failed');
  }
}
