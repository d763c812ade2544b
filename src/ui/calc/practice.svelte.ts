// What the reader has practised with calculators: what went wrong and comes again, and streaks. Kept in this browser, movable with the file of progress.
import {
  afterAnswer,
  afterCorrection,
  combine,
  readPractice,
  type Practice,
  type Which,
} from '../../calc/repetition.ts';
import { recall, remember, whenKept } from '../storage.ts';
import { rightNow } from './today.ts';

class Practised {
  now = $state.raw<Practice>(readPractice(recall('practice')));

  constructor() {
    whenKept('practice', (value) => (this.now = combine(this.now, readPractice(value))));
  }

  /** Notes the first answer to an exercise. */
  answer(which: Which, right: boolean): void {
    this.#keep(afterAnswer(this.#withOthers(), which, right, rightNow()));
  }

  /** Notes that a wrong answer was corrected. */
  correct(which: Which): void {
    this.#keep(afterCorrection(this.#withOthers(), which, rightNow()));
  }

  /** Takes over what a file of progress has. */
  load(kept: unknown): void {
    this.#keep(combine(this.#withOthers(), readPractice(kept)));
  }

  /** With what another tab may have kept since, so that neither writes over the other. */
  #withOthers(): Practice {
    return combine(this.now, readPractice(recall('practice')));
  }

  #keep(practice: Practice): void {
    this.now = practice;
    remember('practice', practice);
  }
}

export const practised = new Practised();
