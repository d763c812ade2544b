// An interpreter with all that serves scripts, loaded when the first of them wants it.

import { loadInterpreter, type Progress } from './load.ts';
import { Pump } from './pump.ts';

/** Loads it; `onProgress` hears how far that has come. Should the interpreter end, another one is loaded. */
export function preparePump(onProgress: (progress: Progress) => void): Promise<Pump> {
  return Pump.start(() => loadInterpreter({ onProgress }));
}
