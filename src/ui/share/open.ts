// A run that came in an address: unpacked, checked, and put before the reader as it was, or refused with a word.

import type { FileError } from '../../base/result.ts';
import type { Player } from '../../player/player.svelte.ts';
import { logOf, pack, unpack, type ShareProblem } from '../../player/share.ts';
import type { Lab } from '../../sim/lab.ts';

export interface Opened {
  /** Why nothing could be opened. */
  problem?: ShareProblem | 'no-lab' | 'lab' | 'other-lab';
  /** Mistakes in the text of the lab, each with its line. */
  errors?: FileError[];
  /** Of how many commands, from 1, the first that this classroom could not place as it had been. */
  missed?: { number: number; of: number };
  lab?: Lab;
}

/** Opens a packed run. `lessonLab`: that of the lesson's step, which a run within a lesson is in. Never throws for what an address may say. */
export async function openRun(player: Player, packed: string, lessonLab?: Lab): Promise<Opened> {
  const unpacked = await unpack(packed);
  if (!unpacked.ok) return { problem: unpacked.problem };
  const { run } = unpacked;
  let lab = lessonLab;
  if (!lab) {
    if (run.lab === undefined) return { problem: 'no-lab' };
    const read = await readLab(run.lab);
    if ('errors' in read) return { problem: 'lab', errors: read.errors };
    lab = read;
  }
  const log = logOf(run, lab);
  if (!log) return { problem: 'other-lab', lab };
  const missed = await player.load(lab, { seed: run.seed, log, exact: true });
  return missed === undefined ? { lab } : { lab, missed: { number: missed + 1, of: log.length } };
}

/** A lab from its text, or its mistakes. */
export async function readLab(text: string, file = 'lab'): Promise<Lab | { errors: FileError[] }> {
  const { parseLab } = await import('../../sim/labText.ts');
  const read = parseLab(text, file);
  return read.ok ? read.value : { errors: read.errors };
}

/** The address of a lab as somebody wrote it; undefined where it is too large for one. */
export const packLab = (text: string, lab: Lab): Promise<string | undefined> =>
  pack({ lab: text, seed: lab.seed, log: [] });
