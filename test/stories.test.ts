// Whole runs as text, reviewed like code: what changes in them was meant to change. Rewritten with `npx vitest run --project unit test/stories.test.ts -u`.
import { describe, expect, test } from 'vitest';
import { rowText, sayCodes } from '../src/cli/traceText.ts';
import { SECOND } from '../src/base/time.ts';
import { extend, startHistory } from '../src/sim/history.ts';
import { rowAt } from '../src/sim/record.ts';
import { labOf } from './support/lab.ts';

const texts: Record<string, string> = import.meta.glob('./labs/*.lab.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const told = [
  '03-switch',
  '04-nobody',
  '05-doubled-address',
  '06-probe',
  '08-two-routers',
  '10-small-mtu',
  '15-faults',
  '17-one-way-mask',
  '20-hands',
];

describe('the story of', () => {
  test.each(told)('%s', async (name) => {
    const history = startHistory(labOf(texts[`./labs/${name}.lab.yaml`]!));
    extend(history, { until: 30 * SECOND });
    const lines = Array.from({ length: history.record.rowCount }, (_, i) =>
      rowText(history, rowAt(history.record, i), sayCodes(history)),
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./stories/${name}.txt`);
  });
});
