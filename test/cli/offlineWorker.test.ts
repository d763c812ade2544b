// The worker that serves the page offline: what it gives for what, and what it keeps of versions before.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

type Asked = {
  request: { method: string; mode: string; url: string };
  respondWith: (answer: Promise<unknown>) => void;
};

/** The worker with a cache that tells by which name, and how, something was looked for in it. */
function workerAt(origin: string): (url: string, mode: string) => Promise<unknown> {
  const listeners: Record<string, (event: Asked) => void> = {};
  const match = (key: string | Asked['request'], { ignoreSearch }: { ignoreSearch: boolean }): Promise<string> =>
    Promise.resolve(`${typeof key === 'string' ? key : key.url}${ignoreSearch ? ' whatever its query' : ''}`);
  runInNewContext(readFileSync('public/sw.js', 'utf8'), {
    self: {
      __PRECACHE: { version: '1', files: ['./', './?embed'] },
      location: { origin },
      addEventListener: (name: string, listener: (event: Asked) => void) => (listeners[name] = listener),
    },
    caches: { open: () => Promise.resolve({ match }), match },
    URL,
  });
  return (url, mode) =>
    new Promise((resolve) =>
      listeners['fetch']!({ request: { method: 'GET', mode, url }, respondWith: (answer) => resolve(answer) }),
    );
}

test('a page in a frame comes from its own copy', async () => {
  const answer = workerAt('https://a.example');
  expect(await answer('https://a.example/c/?embed#/lesson/x/1', 'navigate')).toBe('./?embed');
  expect(await answer('https://a.example/c/?lang=en&embed', 'navigate')).toBe('./?embed');
  expect(await answer('https://a.example/c/?utm=1', 'navigate')).toBe('./');
  expect(await answer('https://a.example/c/main.js?v=1', 'no-cors')).toBe(
    'https://a.example/c/main.js?v=1 whatever its query',
  );
});

/** Which caches are left of those that were there when a new version takes over, in the order in which they were made. */
async function leftOf(keys: readonly string[]): Promise<string[]> {
  const left = new Set(keys);
  const listeners: Record<string, (event: { waitUntil: (done: Promise<unknown>) => void }) => void> = {};
  runInNewContext(readFileSync('public/sw.js', 'utf8'), {
    self: {
      __PRECACHE: { version: '9', python: '314.0.7-0', files: [] },
      addEventListener: (name: string, listener: (typeof listeners)[string]) => (listeners[name] = listener),
      clients: { claim: () => Promise.resolve() },
    },
    caches: { keys: () => Promise.resolve([...left]), delete: (key: string) => Promise.resolve(left.delete(key)) },
  });
  await new Promise((resolve) => listeners['activate']!({ waitUntil: (done) => void done.then(resolve) }));
  return [...left];
}

test('a new version keeps the one before, and nothing older', async () => {
  expect(await leftOf(['classroom-1', 'classroom-2', 'another', 'classroom-9'])).toEqual([
    'classroom-2',
    'another',
    'classroom-9',
  ]);
});

test('the interpreter outlives versions that have the same one', async () => {
  const kept = 'packet-classroom-python-314.0.7-0';
  expect(await leftOf(['classroom-1', kept, 'classroom-2', 'classroom-9'])).toEqual([
    kept,
    'classroom-2',
    'classroom-9',
  ]);
  const older = ['packet-classroom-python-313', 'packet-classroom-python-314'];
  expect(await leftOf([...older, 'classroom-9'])).toEqual([older[1], 'classroom-9']);
});
