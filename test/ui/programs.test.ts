// Programs of the course in a browser's worker: the very runs that Node has.
import { expect, test } from 'vitest';
import golden from '../golden/programs.json';
import type { Ran } from '../support/programsWorker.ts';

function ran(): Promise<Ran[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../support/programsWorker.ts', import.meta.url), { type: 'module' });
    const all: Ran[] = [];
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }: MessageEvent<Ran>) => {
      if ('failed' in data) reject(new Error(data.failed));
      if ('name' in data) all.push(data);
      if ('done' in data) {
        worker.terminate();
        resolve(all);
      }
    };
  });
}

test('programs run in a worker as they do in Node', async () => {
  const known = golden as Record<string, string>;
  const all = await ran();
  expect(all.length).toBeGreaterThan(8);
  expect(all).toEqual(all.map((one) => ('name' in one ? { ...one, digest: known[one.name], short: [] } : one)));
}, 120_000);
