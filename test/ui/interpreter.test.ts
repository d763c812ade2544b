// The interpreter in a module worker of a browser, as the page has it: loaded with progress, and able to suspend a program.
import { expect, test } from 'vitest';
import type { Said } from '../support/interpreterWorker.ts';

/** All that the worker says, until it is done. */
function heard(): Promise<Said[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../support/interpreterWorker.ts', import.meta.url), { type: 'module' });
    const all: Said[] = [];
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }: MessageEvent<Said>) => {
      all.push(data);
      if (data.say === 'progress') return;
      worker.terminate();
      resolve(all);
    };
  });
}

test('Python runs in a worker, after a progress that ends with all of it', async () => {
  const all = await heard();
  expect(all.at(-1)).toEqual({ say: 'ran', canSuspend: true, sum: 2, suspended: 42, fetch: true });
  const progress = all.filter((one) => one.say === 'progress');
  expect(progress.length).toBeGreaterThan(10);
  expect(progress.map(({ octets }) => octets)).toEqual(progress.map(({ octets }) => octets).sort((a, b) => a - b));
  expect(progress.at(-1)!.octets).toBe(progress[0]!.of);
  expect(progress[0]!.of).toBeGreaterThan(10_000_000);
});
