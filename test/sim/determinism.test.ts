// The same lab and seed give the same run in Node as in the browser (test/ui/determinism.test.ts): both compare with one file.
// After a change that is meant to change runs: UPDATE_DIGESTS=1 npx vitest run --project unit test/sim/determinism.test.ts
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import recorded from '../golden/digests.json' with { type: 'json' };
import { digests } from '../support/digests.ts';

test('every lab runs in Node as recorded, and twice alike', () => {
  const seen = digests();
  if (process.env['UPDATE_DIGESTS']) writeFileSync('test/golden/digests.json', `${JSON.stringify(seen, null, 2)}\n`);
  else expect(seen).toEqual(recorded);
  expect(Object.keys(seen).length).toBeGreaterThanOrEqual(20);
  expect(digests()).toEqual(seen);
});
