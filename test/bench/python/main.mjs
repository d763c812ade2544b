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

/** What the renderers of a browser have used: processor time, ms, and memory that is theirs (proportional set size), MB. @param {import('@playwright/test').Browser} browser */
async function usedBy(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const used = { ms: 0, megabytes: 0 };
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    // Fields 14 and 15 of proc(5), in hundredths of a second; the name before them may hold blanks.
    const [user, system] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
    used.ms += 10 * (Number(user) + Number(system));
    used.megabytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1]) / 1000;
  }
  return used;
}

/** Runs in the page: has its worker do a run, and starts the worker for the first. Resolves with what it says, and the time until then, ms. @param {string} name @returns {Promise<Measured & { since: number }>} */
function inPage(name) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const holder = /** @type {{ worker?: Worker }} */ (globalThis);
    const worker = (holder.worker ??= new Worker('./worker.mjs', { type: 'module' }));
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }) => {
      if (data.error) reject(new Error(data.error));
      else resolve({ ...data, since: performance.now() - began });
    };
    worker.postMessage(name);
  });
}

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
  const all = /** @type {(Measured & { cpu: number })[]} */ ([]);
  const memory = { empty: 0, loaded: 0, after: 0 };
  let version = '';
  try {
    for (let round = 0; round < rounds; round++) {
      rmSync(profile, { recursive: true, force: true });
      const fresh = await chromium.launchPersistentContext(profile, options);
      const page = await fresh.newPage();
      await page.goto(url);
      cold.push((await page.evaluate(inPage, 'hello')).since);
      click.cold.push(await clickIn(fresh, classroom));
      await fresh.close();
      // The browser is started again: what it has is in its cache on disk.
      const again = await chromium.launchPersistentContext(profile, options);
      const later = await again.newPage();
      await later.goto(url);
      warm.push((await later.evaluate(inPage, 'hello')).since);
      await again.close();
      const third = await chromium.launchPersistentContext(profile, options);
      click.warm.push(await clickIn(third, classroom));
      await third.close();
      const browser = await chromium.launch(options);
      version = browser.version();
      const tab = await browser.newPage();
      await tab.goto(url);
      let before = await usedBy(browser);
      memory.empty = before.megabytes;
      for (const name of ['first', ...runs.map((run) => run.name)]) {
        const measured = await tab.evaluate(inPage, name === 'first' ? 'hello' : name);
        const after = await usedBy(browser);
        if (name === 'first') memory.loaded = after.megabytes;
        all.push({ ...measured, name, cpu: after.ms - before.ms });
        before = after;
      }
      memory.after = before.megabytes;
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
  '| what | all of it: wall | processor | each: wall | processor | rows of the record |',
  '|---|--:|--:|--:|--:|--:|',
  ...[{ name: 'first', what: 'first run, with the interpreter loaded', count: 1 }, ...runs].map(
    ({ name, what, count }) => {
      const found = all.filter((one) => one.name === name);
      const ms = median(found.map((one) => one.ms));
      const cpu = median(found.map((one) => one.cpu));
      const each = count > 1 ? `${time(ms / count)} | ${time(cpu / count)}` : ' | ';
      return `| ${count > 1 ? `${count} × ` : ''}${what} | ${time(ms)} | ${time(cpu)} | ${each} | ${found[0]?.rows} |`;
    },
  ),
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
