// Whole runs as text, reviewed like code: what changes in them was meant to change. Rewritten with `npx vitest run --project unit test/stories.test.ts -u`.
import { describe, expect, test } from 'vitest';
import { linesOf } from '../src/cli/runText.ts';
import { tcpChanges } from '../src/cli/tcpText.ts';
import { sayCodes } from '../src/sim/traceText.ts';
import { SECOND } from '../src/base/time.ts';
import { extend, startHistory } from '../src/sim/history.ts';
import { rowAt } from '../src/sim/record.ts';
import { labOf } from './support/lab.ts';

const texts: Record<string, string> = import.meta.glob('./labs/*.lab.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
/** Labs whose story is kept, and whether it is one of TCP. */
const told: Record<string, boolean> = {
  '03-switch': false,
  '04-nobody': false,
  '05-doubled-address': false,
  '06-probe': false,
  '08-two-routers': false,
  '10-small-mtu': false,
  '15-faults': false,
  '17-one-way-mask': false,
  '20-hands': false,
  '21-talk': true,
  '22-lost-segment': true,
  '23-late-reader': true,
};

describe('the story of', () => {
  test.each(Object.keys(told))('%s', async (name) => {
    const history = startHistory(labOf(texts[`./labs/${name}.lab.yaml`]!));
    extend(history, { until: 30 * SECOND });
    const rows = Array.from({ length: history.record.rowCount }, (_, i) => rowAt(history.record, i));
    // Who talks over TCP is told as `classroom run --tcp` does.
    const lines = linesOf(history, rows, sayCodes(history), told[name] ? tcpChanges(history) : undefined);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./stories/${name}.txt`);
  });
});
