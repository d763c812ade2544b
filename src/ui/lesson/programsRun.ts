// Whether programs of a lesson can be run here; where they cannot, runs that were recorded are shown (recordedRuns.ts).

import type { ConsoleLine } from '../../lesson/lesson.ts';
import type { Player } from '../../player/player.svelte.ts';
import { isSupported } from '../code/supported.ts';

/** Why not: this browser cannot suspend them, or the interpreter could not be loaded. */
export type NoPrograms = 'unsupported' | 'failed';

/** Undefined where they can be run, as far as is known. */
export function noPrograms({ python }: Player): NoPrograms | undefined {
  if (!isSupported() || python?.state === 'unsupported') return 'unsupported';
  return python?.state === 'failed' ? 'failed' : undefined;
}

/** Some line starts a program in Python, or replaces one. */
export const startsPrograms = (lines: readonly ConsoleLine[]): boolean =>
  lines.some(
    (line) =>
      line.type === 'file' || (line.type === 'run' && /(^|[\s;&|])(python3?|\S+\.py)($|[\s;&|])/.test(line.line)),
  );
