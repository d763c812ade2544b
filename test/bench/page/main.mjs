// `npm run bench -- --page`: the built page in Chromium: main-thread time per picture with 500 frames in flight, per move while scrubbing 100,000 events, and how
// soon a lesson answers. `--write` puts the figures into test/bench/README.md; `--only flights,scrub,load` measures some; `--dist FOLDER` another build.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { launchOptions } from '../../../scripts/browser.mjs';
import { build, root } from '../../../scripts/fresh.mjs';
import { measureFlights } from './flights.mjs';
import { measureLoading } from './load.mjs';
import { measureScrubbing } from './scrub.mjs';
import { serve } from './site.mjs';

const { values } = parseArgs({
  options: {
    page: { type: 'boolean' },
    write: { type: 'boolean', default: false },
    only: { type: 'string', default: 'flights,scrub,load' },
    rounds: { type: 'string', default: '5' },
    dist: { type: 'string' },
  },
});
const only = values.only.split(',');
if (!values.dist && !build('page')) process.exit(1);

/** @param {import('./tracing.mjs').Spread} spread @param {number} [digits] */
const cells = ({ median, p95, most }, digits = 1) => [median, p95, most].map((one) => one.toFixed(digits)).join(' | ');

/** @type {Record<string, (browser: import('@playwright/test').Browser, url: string, file: string) => Promise<string[]>>} */
const parts = {
  async flights(browser, url, file) {
    const { cpu, wall, flying, devices } = await measureFlights(browser, url, file);
    return [
      `**Frames in flight** (aim: 8 ms): ${flying} frames between ${devices} devices; the main thread for each of ${cpu.count} pictures, ms.`,
      '',
      '| | median | 95 % | most |',
      '|---|--:|--:|--:|',
      `| processor time | ${cells(cpu)} |`,
      `| on the wall | ${cells(wall)} |`,
    ];
  },
  async scrub(browser, url, file) {
    const found = await measureScrubbing(browser, url, file);
    return [
      '**Scrubbing 100,000 events** (aim: 50 ms): from a move of the pointer to the picture that follows it, ms; the longest task is in processor time.',
      '',
      '| view | moves | processor: median | 95 % | most | wall: median | 95 % | most | longest task |',
      '|---|---|--:|--:|--:|--:|--:|--:|--:|',
      ...found.map(({ view, how, moves, opening = 0 }) =>
        moves
          ? `| ${view} | ${moves.wall.count} ${how} | ${cells(moves.cpu)} | ${cells(moves.wall)} | ${moves.longest.toFixed(1)} |`
          : `| ${view} | ${how} | | | | | | | ${opening.toFixed(1)} |`,
      ),
    ];
  },
  async load(browser, url) {
    const found = await measureLoading(browser, url, Number(values.rounds));
    return [
      `**A lesson opened for the first time** (aim: interactive within 1000 ms, nothing moves): median and worst of ${values.rounds}, ms on the wall.`,
      '',
      '| lesson, step | first paint | largest paint | blocked | interactive: median | most | layout shift (most) | first key to the next step |',
      '|---|--:|--:|--:|--:|--:|--:|--:|',
      ...found.map(
        ({ lesson, step, locale, fcp, lcp, cls, blocked, interactive, next }) =>
          `| ${lesson} ${step}, ${locale} | ${[fcp, lcp, blocked, interactive].map(({ median }) => median.toFixed(0)).join(' | ')} | ` +
          `${interactive.most.toFixed(0)} | ${cls.most.toFixed(3)} | ${next.median.toFixed(0)} |`,
      ),
    ];
  },
};

const scratch = mkdtempSync(join(tmpdir(), 'page-bench-'));
const site = await serve(resolve(root, values.dist ?? 'dist'));
const browser = await chromium.launch(await launchOptions());
const said = /** @type {string[]} */ ([]);
try {
  const version = browser.version();
  const [load = 0] = loadavg();
  said.push(
    `${new Date().toISOString().slice(0, 10)}, Chromium ${version}, ${cpus().length} × ${cpus()[0]?.model}, load average ${load.toFixed(1)}.`,
  );
  for (const name of only) {
    const part = parts[name];
    if (!part) throw new Error(`there is no part ${name}: ${Object.keys(parts).join(', ')}`);
    const lines = await part(browser, site.url, join(scratch, 'trace.json'));
    console.log(lines.join('\n'));
    said.push('', ...lines);
  }
} finally {
  await browser.close();
  site.close();
  rmSync(scratch, { recursive: true, force: true });
}
if (values.write) {
  const file = join(root, 'test/bench/README.md');
  const marks = /(<!-- page -->\n)[\s\S]*(<!-- page end -->)/;
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(marks, (_, begin, end) => `${begin}\n${said.join('\n')}\n\n${end}`),
  );
}
