// What carries out commands and the programs of labs: provided apart, because a network at rest does without (see equipment.ts).

import { later } from '../base/later.ts';
import type { applyCommand } from './command.ts';
import type { History } from './history.ts';
import type { DueDeed, nextProgramDeed } from './programs.ts';

interface Acting {
  applyCommand: typeof applyCommand;
  nextProgramDeed: typeof nextProgramDeed;
}

export const acting = later<Acting>('what carries out commands');

/** No step of a program is due. */
export const NOTHING_DUE: DueDeed = { at: Infinity, watch: false };

/** What the programs of a history's lab have to do next. */
export const programDeed = (history: History): DueDeed =>
  history.lab.programs ? acting.get().nextProgramDeed(history) : NOTHING_DUE;
