// The labs' runs as digests: the same numbers must come out in Node and in the browser.

import { SECOND } from '../../src/base/time.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { extend, startHistory } from '../../src/sim/history.ts';
import { labOf } from './lab.ts';

const texts: Record<string, string> = import.meta.glob('../labs/*.lab.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Each lab's digest after 20 seconds or 5,000 events of its own, with its rows and frames beside it, so that a difference says where to look. */
export function digests(): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [path, text] of Object.entries(texts)) {
    const history = startHistory(labOf(text));
    extend(history, { until: 20 * SECOND, events: 5_000 });
    const { record } = history;
    out[path.replace(/^.*\//, '').replace('.lab.yaml', '')] =
      `${digestOf(record)} ${record.rowCount} rows ${record.frameCount} frames`;
  }
  return out;
}
