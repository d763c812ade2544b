// The interpreter of students' programs, loaded when the first of them wants it.

import { canSuspend } from '../python/suspending.ts';
import type { Interpreter, Loading } from './scripts.ts';

/** Can stacks of WebAssembly be suspended here (JSPI)? Without it there are no programs. */
export const canServeScripts = canSuspend;

/** Loads the interpreter and what serves scripts with it. */
export async function loadPump(onProgress: (loading: Loading) => void): Promise<Interpreter> {
  const { preparePump } = await import('../python/prepare.ts');
  return preparePump(onProgress);
}
