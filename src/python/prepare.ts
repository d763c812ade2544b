// An interpreter with all that serves scripts, loaded when the first of them wants it.

import { loadInterpreter, type Progress } from './load.ts';
import { Pump } from './pump.ts';

/** Kilobytes of each suspended stack in a Node that has less than browsers: recursion through C needs them. */
const NODE_STACK = 2500;

/** Loads it; `onProgress` hears how far that has come. Should the interpreter end, another one is loaded. */
export function preparePump(onProgress: (progress: Progress) => void): Promise<Pump> {
  if (import.meta.env.SSR && Number.parseInt(process.versions.node, 10) < 24) {
    process.getBuiltinModule('v8').setFlagsFromString(`--wasm-stack-switching-stack-size=${NODE_STACK}`);
  }
  return Pump.start(() => loadInterpreter({ onProgress }));
}
