// Brings the interpreter here: in the page's worker from beside the page, with progress; in Node from the files of the package or of the build.
import type { PyodideInterface } from 'pyodide';
import { files, indexURL, library, lock, octets, version } from 'virtual:python';

/** What has come so far of all that is fetched. */
export interface Progress {
  octets: number;
  of: number;
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
  const sizes = new Map([
    [`${indexURL}pyodide.asm.wasm`, octets.wasm],
    [library, octets.library],
  ]);
  const python = await fetching(sizes, options.onProgress, () => loadPyodide(config));
  void keepFiles().catch(() => {}); // without a place to keep them, or where that is forbidden, they come from the network again
  return python;
}

/**
 * Keeps the interpreter for use offline, if the page is (public/sw.js, which answers from here): it is too large for every reader's first visit. Its
 * files were just fetched, so that they come from the browser's own cache.
 */
export async function keepFiles(): Promise<void> {
  if (!('caches' in globalThis) || !(await caches.keys()).some((name) => name.startsWith('classroom-'))) return;
  const cache = await caches.open(`packet-classroom-python-${version}`);
  for (const file of files) {
    const url = indexURL + file;
    if (!(await cache.match(url, { ignoreVary: true }))) await cache.add(url);
  }
}

/**
 * Does `work` while counting what comes of the files that it fetches, each of so many octets. Pyodide waits for ever for a file that does not come, and
 * tells nobody: so this throws in its place.
 */
async function fetching<T>(
  files: ReadonlyMap<string, number>,
  onProgress: ((done: Progress) => void) | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const real = globalThis.fetch;
  const progress = { octets: 0, of: [...files.values()].reduce((sum, size) => sum + size, 0) };
  let fail = (_: Error): void => {};
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => {}); // `work` may be over when a stream that it has left breaks
  const come = (count: number): void => {
    progress.octets += count;
    onProgress?.({ ...progress });
  };
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const size = files.get(url);
    if (size === undefined) return real(input, init);
    const failHere = (why: unknown): void => fail(new Error(`${url}: ${String(why)}`));
    const coming = real(input, init).then((answer) => counted(answer, size, come, failHere));
    coming.catch(failHere);
    return coming;
  };
  try {
    return await Promise.race([work(), failed]);
  } finally {
    globalThis.fetch = real;
  }
}

/** The same answer, each piece of which is told as it comes. What does not come whole fails. */
function counted(
  answer: Response,
  size: number,
  come: (count: number) => void,
  fail: (why: unknown) => void,
): Response {
  if (!answer.ok || !answer.body) throw new Error(`the server answered with ${answer.status}`);
  const reader = answer.body.getReader();
  let rest = size;
  const next = async (): Promise<Uint8Array | undefined> => {
    const { value } = await reader.read();
    rest -= value?.length ?? 0;
    if (value ? rest < 0 : rest > 0) throw new Error(`${size - rest} octets have come in place of ${size}`);
    return value;
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(out) {
      try {
        const piece = await next();
        if (!piece) return out.close();
        come(piece.length);
        out.enqueue(piece);
      } catch (error) {
        fail(error);
        throw error;
      }
    },
  });
  return new Response(body, { headers: answer.headers });
}
