// Brings the interpreter here: in the page's worker from beside the page, with progress; in Node from the files of the package or of the build.
import type { PyodideInterface } from 'pyodide';
import { indexURL, library, lock, octets } from 'virtual:python';

/** What has come so far of all that is fetched. */
export interface Progress {
  octets: number;
  of: number;
}

/**
 * Versions that can suspend a program's stack (WebAssembly's JavaScript Promise Integration), the oldest of each. Node 20 and 22 have an older way
 * behind a flag, which the command gives itself (`cli/suspending.ts`).
 */
export const suspendingSince = { chrome: 137, edge: 137, firefox: 153, safari: 27, node: 24 } as const;

/** Whether programs can run here; everything else of the classroom does anyway. */
export function canSuspend(): boolean {
  return 'Suspending' in WebAssembly || 'Suspender' in WebAssembly;
}

/** Loads an interpreter: nothing is run in it yet. Throws in words when a file cannot be had. */
export async function loadInterpreter(
  options: { onProgress?: (done: Progress) => void } = {},
): Promise<PyodideInterface> {
  const { loadPyodide } = await import('pyodide');
  const config = {
    indexURL,
    stdLibURL: library,
    lockFileContents: lock,
    packageBaseUrl: indexURL,
    // Sets are walked in the order of hashes: the same in each run.
    env: { PYTHONHASHSEED: '0' },
  };
  if (import.meta.env.SSR) return loadPyodide(config);
  return fetching([`${indexURL}pyodide.asm.wasm`, library], options.onProgress, () => loadPyodide(config));
}

/**
 * Does `work` while counting what comes of the files that it fetches. Pyodide waits for ever for a file that does not come, and tells nobody: so this
 * throws in its place.
 */
async function fetching<T>(
  urls: string[],
  onProgress: ((done: Progress) => void) | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const real = globalThis.fetch;
  const of = octets.wasm + octets.library;
  let done = 0;
  let fail = (_: Error): void => {};
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const counted = async (url: string): Promise<Response> => {
    const response = await real(url);
    if (!response.ok || !response.body) throw new Error(`${url}: the server answered ${response.status}`);
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, out) {
        done += piece.length;
        onProgress?.({ octets: done, of });
        out.enqueue(piece);
      },
    });
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(count), { status, headers });
  };
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!urls.includes(url)) return real(input, init);
    const coming = counted(url);
    coming.catch(fail);
    return coming;
  };
  try {
    return await Promise.race([work(), failed]);
  } finally {
    globalThis.fetch = real;
  }
}
