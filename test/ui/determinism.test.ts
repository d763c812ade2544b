// The same lab and seed give the same run in the browser as in Node (test/sim/determinism.test.ts): both compare with one file.
import { expect, test } from 'vitest';
import recorded from '../golden/digests.json' with { type: 'json' };
import { digests } from '../support/digests.ts';

test('every lab runs in the browser as recorded in Node, octet for octet', () => {
  expect(navigator.userAgent).toContain('Chrome');
  expect(digests()).toEqual(recorded);
});
