// The interpreter in a module worker of a browser, as the page has it: loaded with progress, and able to suspend a program.
import { afterEach, expect, test } from 'vitest';
import type { Said } from '../support/interpreterWorker.ts';

/** All that the worker says, until it says what is waited for. */
function heard(last: Said['say'] = 'ran', name = ''): Promise<Said[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../support/interpreterWorker.ts', import.meta.url), { type: 'module', name });
    const all: Said[] = [];
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }: MessageEvent<Said>) => {
      all.push(data);
      if (data.say !== last && data.say !== 'failed') return;
      worker.terminate();
      resolve(all);
    };
  });
}

const caching = async (): Promise<string[]> => (await caches.keys()).filter((name) => name.includes('python'));
afterEach(async () => {
  for (const name of [...(await caching()), 'classroom-test']) await caches.delete(name);
});

test('Python runs in a worker, after a progress that ends with all of it', async () => {
  const all = await heard();
  expect(all.at(-1)).toEqual({ say: 'ran', canSuspend: true, sum: 2, suspended: 42, fetch: true });
  const progress = all.filter((one) => one.say === 'progress');
  expect(progress.length).toBeGreaterThan(10);
  expect(progress.map(({ octets }) => octets)).toEqual(progress.map(({ octets }) => octets).sort((a, b) => a - b));
  expect(progress.at(-1)!.octets).toBe(progress[0]!.of);
  expect(progress[0]!.of).toBeGreaterThan(10_000_000);
});

test('a file that cannot be had, or does not come whole, is told', async () => {
  const why = (all: Said[]): unknown => all.at(-1);
  expect(why(await heard('ran', 'missing'))).toEqual({ say: 'failed', why: expect.stringContaining('with 404') });
  const short = expect.stringMatching(/python_stdlib\.zip: .*1000000 octets have come in place of \d+/);
  expect(why(await heard('ran', 'short'))).toEqual({ say: 'failed', why: short });
});

test('where the page is kept for use offline, the interpreter is too, once it was used', async () => {
  await heard();
  expect(await caching()).toEqual([]);
  await caches.open('classroom-test');
  await heard('kept');
  const [name = ''] = await caching();
  const kept = await (await caches.open(name)).keys();
  expect(kept.map(({ url }) => new URL(url).pathname.split('/').at(-1)).sort()).toEqual([
    'pyodide.asm.mjs',
    'pyodide.asm.wasm',
    'python_stdlib.zip',
  ]);
});
