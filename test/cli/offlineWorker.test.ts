// The worker that serves the page offline: a page with ?embed has other headers than one without, and neither is given for the other.
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
