// `npm run bench -- --python`: programs in a worker of Chromium: time to the first output, what calls cost, a transfer, threads, memory; and the page from
// the click to the first output. `--write` puts the figures into test/bench/README.md; `--rounds N` of each.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { launchOptions } from '../../../scripts/browser.mjs';
import { build as buildIfNewer, root } from '../../../scripts/fresh.mjs';
import { python } from '../../../scripts/python.mjs';
import { addressOfLab, serve } from '../page/site.mjs';

const { values } = parseArgs({
  options: {
    python: { type: 'boolean' },
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
  },
});
const rounds = Number(values.rounds);

/** As the worker says it. @typedef {{ name: string, ms: number, rows: number }} Measured */
/** @typedef {import('./runs.ts').BenchRun} BenchRun */

/** The worker and the list of its runs, built into a folder with an empty page beside them. @param {string} folder */
async function builtInto(folder) {
  const common = { configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('warn'), base: './' };
  const input = { worker: join(root, 'test/bench/python/worker.ts'), runs: join(root, 'test/bench/python/runs.ts') };
  await build({
    ...common,
    root,
    publicDir: false,
    plugins: [python()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false, resolveDependencies: () => [] },
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'assets/[name]-[hash].mjs' },
      },
    },
  });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>bench</title>');
}

/** @param {number[]} numbers */
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** Memory of the browser's renderers that is theirs (proportional set size), MB. @param {import('@playwright/test').Browser} browser */
async function rendererMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let kilobytes = 0;
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1]);
  }
  return kilobytes / 1000;
}

/** Starts a worker and has it do runs, one after another; the first time is since its start. @param {string[]} names */
function inPage(names) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const worker = new Worker('./worker.mjs', { type: 'module' });
    const found = /** @type {Measured[]} */ ([]);
    let first = 0;
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }) => {
      if (data.error) return reject(new Error(data.error));
      first ||= performance.now() - began;
      found.push(data);
      const next = names[found.length];
      if (next) worker.postMessage(next);
      else resolve({ first, found });
    };
    worker.postMessage(names[0]);
  });
}

/** @param {import('@playwright/test').Page} page @param {string[]} names @returns {Promise<{ first: number, found: Measured[] }>} */
const had = (page, names) => page.evaluate(inPage, names);

/** Runs in the page: from the click on Run to the first picture that shows what the program prints, ms. @returns {Promise<number>} */
function clicked() {
  return new Promise((resolve) => {
    const began = performance.now();
    const look = () => {
      if (document.body.textContent?.includes('42 is the answer')) resolve(performance.now() - began);
      else requestAnimationFrame(look);
    };
    /** @type {HTMLElement | null} */ (document.querySelector('[aria-label="Run main.py on A"]'))?.click();
    look();
  });
}

/** The classroom's own page, in a browser that was just started: the first program after a click. @param {import('@playwright/test').BrowserContext} context @param {string} url */
async function clickIn(context, url) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  page.setDefaultTimeout(120_000); // a busy machine is no mistake
  const lab = {
    devices: { A: { kind: 'host', ip: '10.0.0.1/24' }, B: { kind: 'host', ip: '10.0.0.2/24' } },
    files: { A: { 'main.py': `print(6 * 7, 'is the answer')\n` } },
  };
  await page.goto(url + addressOfLab(JSON.stringify(lab)));
  await page.getByRole('tab', { name: 'Two programs' }).click();
  await page.getByRole('button', { name: 'Run main.py on A' }).waitFor();
  await page.waitForTimeout(1000); // what is loaded in idle moments
  return page.evaluate(clicked);
}

/** @param {string} url @param {readonly BenchRun[]} runs @param {string} classroom */
async function measure(url, runs, classroom) {
  const options = { ...(await launchOptions()), locale: 'en', serviceWorkers: /** @type {const} */ ('block') };
  const profile = mkdtempSync(join(tmpdir(), 'python-bench-'));
  const cold = /** @type {number[]} */ ([]);
  const warm = /** @type {number[]} */ ([]);
  const click = { cold: /** @type {number[]} */ ([]), warm: /** @type {number[]} */ ([]) };
  const all = /** @type {Measured[][]} */ ([]);
  const memory = { empty: 0, loaded: 0, after: 0 };
  let version = '';
  try {
    for (let round = 0; round < rounds; round++) {
      rmSync(profile, { recursive: true, force: true });
      const fresh = await chromium.launchPersistentContext(profile, options);
      const page = await fresh.newPage();
      await page.goto(url);
      cold.push((await had(page, ['hello'])).first);
      click.cold.push(await clickIn(fresh, classroom));
      await fresh.close();
      // The browser is started again: what it has is in its cache on disk.
      const again = await chromium.launchPersistentContext(profile, options);
      const later = await again.newPage();
      await later.goto(url);
      warm.push((await had(later, ['hello'])).first);
      await again.close();
      const third = await chromium.launchPersistentContext(profile, options);
      click.warm.push(await clickIn(third, classroom));
      await third.close();
      const browser = await chromium.launch(options);
      version = browser.version();
      const tab = await browser.newPage();
      await tab.goto(url);
      memory.empty = await rendererMemory(browser);
      await had(tab, ['hello']);
      memory.loaded = await rendererMemory(browser);
      await tab.reload();
      all.push((await had(tab, ['hello', ...runs.map(({ name }) => name)])).found.slice(1));
      memory.after = await rendererMemory(browser);
      await browser.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  return { version, cold, warm, click, all, memory };
}

if (!buildIfNewer('page')) process.exit(1);
const folder = join(root, 'dist-bench/python');
await builtInto(folder);
/** @type {{ runs: readonly BenchRun[] }} */
const { runs } = await import(join(folder, 'runs.mjs'));
const site = await serve(folder);
const classroom = await serve(join(root, 'dist'));
const { version, cold, warm, click, all, memory } = await measure(site.url, runs, classroom.url);
site.close();
classroom.close();

/** @param {number} ms */
const time = (ms) =>
  ms >= 10 ? `${ms.toFixed(0)} ms` : ms >= 0.1 ? `${ms.toFixed(2)} ms` : `${(ms * 1000).toFixed(1)} µs`;
const [load = 0] = loadavg();
const said = [
  `${new Date().toISOString().slice(0, 10)}, Chromium ${version}, ${cpus().length} × ${cpus()[0]?.model}, load average ${load.toFixed(1)}; medians of ${rounds}.`,
  '',
  '| to the first output | from the start of a worker | from the click on Run in the page |',
  '|---|--:|--:|',
  `| nothing in the browser's cache | ${time(median(cold))} | ${time(median(click.cold))} |`,
  `| files in its cache, the browser just started | ${time(median(warm))} | ${time(median(click.warm))} |`,
  '',
  '| what | all of it | each | rows of the record |',
  '|---|--:|--:|--:|',
  ...runs.map(({ name, what, count }) => {
    const found = all.map((round) => round.find((one) => one.name === name));
    const ms = median(found.map((one) => one?.ms ?? NaN));
    return `| ${count > 1 ? `${count} × ` : ''}${what} | ${time(ms)} | ${time(ms / count)} | ${found[0]?.rows} |`;
  }),
  '',
  `Memory of the renderer (proportional set size): ${memory.empty.toFixed(0)} MB with an empty page, ${memory.loaded.toFixed(0)} MB with the interpreter, ${memory.after.toFixed(0)} MB after all of these with their records.`,
];
console.log(said.join('\n'));
if (values.write) {
  const file = join(root, 'test/bench/README.md');
  const marks = /(<!-- python -->\n)[\s\S]*(<!-- python end -->)/;
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(marks, (_, begin, end) => `${begin}\n${said.join('\n')}\n\n${end}`),
  );
}
