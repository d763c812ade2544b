// How soon a lesson answers to a reader who comes for the first time: the network of Lighthouse's desktop preset (40 ms round trip, 10 Mbit/s), a processor
// that is not slowed down, nothing kept.
import { spread } from './tracing.mjs';

const NETWORK = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };
const LONG_TASK = 50;

/** What the page notes about itself, ms since it was asked for. @typedef {{ complete: number, fcp: number, lcp: number, cls: number, blocked: number, interactive: number }} Load */

/** Runs in the page, before anything of it: watches for the first sight to be complete, and for long tasks. */
function watch() {
  const seen = { complete: 0, fcp: 0, lcp: 0, cls: 0, tasks: /** @type {{ start: number, end: number }[]} */ ([]) };
  Object.assign(window, { seen });
  /** @param {string} type @param {(entry: any) => void} take */
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('paint', (entry) => entry.name === 'first-contentful-paint' && (seen.fcp = entry.startTime));
  observe('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  observe('layout-shift', (entry) => (seen.cls += entry.hadRecentInput ? 0 : entry.value));
  observe('longtask', ({ startTime, duration }) => seen.tasks.push({ start: startTime, end: startTime + duration }));
  const look = () => {
    const there = ['#step-title', '.next', '[data-device]', '.axis', '[role=tab]', '.sentence'];
    if (there.every((one) => document.querySelector(one))) seen.complete = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** @param {import('@playwright/test').Browser} browser @param {string} url @param {string} lesson @param {number} step @param {string} locale */
async function once(browser, url, lesson, step, locale) {
  const context = await browser.newContext({ viewport: { width: 1350, height: 940 }, locale, serviceWorkers: 'block' });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000); // a busy machine is no mistake
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', NETWORK);
  await page.addInitScript(watch);
  await page.goto(`${url}#/lesson/${lesson}/${step}`, { waitUntil: 'commit' });
  await page.waitForFunction(() => /** @type {any} */ (window).seen.complete > 0);
  await page.waitForTimeout(1500);
  const { tasks, ...seen } = await page.evaluate(() => /** @type {any} */ (window).seen);
  const interactive = Math.max(seen.complete, ...tasks.map((/** @type {{ end: number }} */ { end }) => end));
  const blocked = tasks
    .filter((/** @type {{ start: number }} */ { start }) => start > seen.fcp)
    .reduce((/** @type {number} */ all, /** @type {any} */ { start, end }) => all + end - start - LONG_TASK, 0);
  // The first thing a reader does: what only that loads comes now.
  const asked = await page.evaluate(() => performance.now());
  await page.keyboard.press('n');
  await page.waitForFunction(
    (next) => location.hash.endsWith(`/${next}`) && document.activeElement?.id === 'step-title',
    step + 1,
  );
  const next = (await page.evaluate(() => performance.now())) - asked;
  await context.close();
  return { ...seen, blocked, interactive, next };
}

/** @param {import('@playwright/test').Browser} browser @param {string} url @param {number} rounds */
export async function measureLoading(browser, url, rounds) {
  const found = [];
  for (const [lesson, step, locale] of /** @type {[string, number, string][]} */ ([
    ['hang-up', 1, 'en'],
    ['hang-up', 1, 'zh-CN'],
    ['sticky', 3, 'en'],
  ])) {
    const loads = /** @type {Awaited<ReturnType<typeof once>>[]} */ ([]);
    for (let i = 0; i < rounds; i++) loads.push(await once(browser, url, lesson, step, locale));
    /** @param {'complete' | 'fcp' | 'lcp' | 'cls' | 'blocked' | 'interactive' | 'next'} key */
    const of = (key) => spread(loads.map((load) => load[key]));
    found.push({
      ...{ lesson, step, locale, fcp: of('fcp'), lcp: of('lcp'), cls: of('cls'), blocked: of('blocked') },
      ...{ interactive: of('interactive'), next: of('next') },
    });
  }
  return found;
}
