// Where programs can run: their stacks must be suspended, which WebAssembly's JavaScript Promise Integration (JSPI) does.

/** The oldest version of each that can. Node 20 and 22 have an older way, behind a flag (`suspendingFlags`). */
export const suspendingSince = { chrome: 137, edge: 137, firefox: 153, safari: 27, node: 24 } as const;

/** Whether programs can run here; everything else of the classroom does anyway. */
export function canSuspend(): boolean {
  return 'Suspending' in WebAssembly || 'Suspender' in WebAssembly; // the second: as Node 20 and 22 have it
}

/** What a version of Node (`22.11.0`) must be started with so that it can; newer ones refuse the flag. */
export function suspendingFlags(version: string): string[] {
  const major = Number.parseInt(version, 10);
  if (major >= 24) return [];
  return [major >= 22 ? '--experimental-wasm-jspi' : '--experimental-wasm-stack-switching'];
}
