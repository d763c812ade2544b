// `node test/bench/page.mjs`: main-thread time per animation frame while 50 frames fly, from Chromium's own tracing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { launchOptions } from '../../scripts/browser.mjs';

const LIMIT_MS = 8;
const root = fileURLToPath(new URL('./page/', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'page-bench-'));
const config = {
  root,
  configFile: /** @type {const} */ (false),
  logLevel: /** @type {const} */ ('error'),
  plugins: [svelte({ configFile: fileURLToPath(new URL('../../svelte.config.js', import.meta.url)) })],
  build: { outDir: out, emptyOutDir: true, target: 'es2022' },
  worker: { format: /** @type {const} */ ('es') },
};

/** @typedef {{ name: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number }} TraceEvent */

/**
 * Time of all tasks of the page's main thread, per picture. Processor time decides: on a busy machine the clock on the wall also counts the time in
 * which others had the processor.
 * @param {TraceEvent[]} events
 */
function perPicture(events) {
  const main = events.find((event) => event.name === 'FireAnimationFrame');
  if (!main) throw new Error('no animation frame was traced');
  const mine = events.filter((event) => event.pid === main.pid && event.tid === main.tid);
  const pictures = mine.filter((event) => event.name === 'FireAnimationFrame').map((event) => event.ts);
  const tasks = mine.filter((event) => event.name === 'RunTask' && event.ph === 'X');
  const busy = pictures.slice(0, -1).map((from, i) => {
    const to = pictures[i + 1] ?? Infinity;
    // A picture is drawn in the task that its callback is called in, and the tasks until the next.
    const own = tasks.filter((task) => task.ts + (task.dur ?? 0) > from && task.ts + (task.dur ?? 0) <= to);
    return { cpu: sum(own.map((task) => task.tdur ?? 0)), wall: sum(own.map((task) => task.dur ?? 0)) };
  });
  return { cpu: spread(busy.map((one) => one.cpu)), wall: spread(busy.map((one) => one.wall)), count: busy.length };
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** Mean, median and so on, in milliseconds. @param {number[]} microseconds */
function spread(microseconds) {
  const sorted = microseconds.map((one) => one / 1000).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { mean: sum(sorted) / sorted.length, median: at(0.5), p95: at(0.95), most: at(1) };
}

await build(config);
const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0 } });
const url = server.resolvedUrls?.local[0];
const browser = await chromium.launch(await launchOptions());
try {
  const page = await browser.newPage({ viewport: { width: 720, height: 620 } });
  const errors = /** @type {string[]} */ ([]);
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${url}?hosts=52`);
  await page.waitForFunction(() => 'player' in window);
  await page.waitForFunction(() => !(/** @type {any} */ (window).player.running));
  // To just before the flood leaves the switch; a quarter of the speed keeps it in the air for almost three seconds.
  await page.evaluate(() => {
    const { player } = /** @type {any} */ (window);
    player.stepForward();
    player.speed = 0.25;
    player.play();
  });
  await page.waitForFunction(() => /** @type {any} */ (window).player.flyers.length >= 50);
  await page.waitForTimeout(600); // the dwell before the flight
  const trace = join(out, 'trace.json');
  await browser.startTracing(page, {
    path: trace,
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'],
  });
  await page.waitForTimeout(1800);
  const flying = await page.evaluate(() => /** @type {any} */ (window).player.flyers.length);
  await browser.stopTracing();
  if (errors.length) throw new Error(errors.join('\n'));
  const { traceEvents } = JSON.parse(readFileSync(trace, 'utf8'));
  const { cpu, wall, count } = perPicture(traceEvents);
  console.log(
    `${flying} frames in flight, ${count} pictures; the page's main thread, ms per picture (limit ${LIMIT_MS}):`,
  );
  for (const [name, one] of Object.entries({ 'processor time': cpu, 'on the wall': wall })) {
    const figures = Object.entries(one).map(([key, ms]) => `${key} ${ms.toFixed(2)}`);
    console.log(`  ${name.padEnd(15)} ${figures.join('   ')}`);
  }
  process.exitCode = cpu.p95 > LIMIT_MS ? 1 : 0;
} finally {
  await browser.close();
  await new Promise((done) => server.httpServer.close(done));
  rmSync(out, { recursive: true, force: true });
}
