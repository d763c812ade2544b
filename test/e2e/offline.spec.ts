// After the first visit the classroom works without a network; a new version is offered, and neither progress nor place are lost to it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { startServer, type Serving } from '../../src/cli/server.ts';

// A server of its own, which can be stopped: that is what offline means.
let folder = '';
let serving: Serving;
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'classroom-'));
  cpSync(process.env['DIST'] ?? 'dist', folder, { recursive: true });
  serving = await startServer(folder, 0);
});
test.afterEach(async () => {
  await serving.close();
  rmSync(folder, { recursive: true });
});

/** Opens the page and waits until it has a copy of everything. */
async function firstVisit(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(serving.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return complaints;
}

test('after the first visit everything is there without a network', async ({ page }) => {
  const complaints = await firstVisit(page);
  await serving.close();

  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('searchbox').fill('broadcast');
  await expect(page.locator('search').getByRole('link').first()).toBeVisible();
  await page.getByRole('link', { name: 'Reference' }).click();
  await expect(page.getByRole('heading', { name: 'Transmission Control Protocol' })).toBeVisible();
  await page.goto(`${serving.url}#/lesson/handshake/1`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await expect(page.getByRole('tabpanel')).not.toBeEmpty();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  expect(complaints).toEqual([]);
});

test('Python is fetched with the first program, and is there without a network from then on', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const python = (): Promise<string[]> =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('packet-classroom-python-')));
  await firstVisit(page);
  const lab = {
    devices: { A: { kind: 'host' }, B: { kind: 'host' } },
    files: { A: { 'main.py': `print(6 * 7, 'is the answer')\n` } },
  };
  const packed = deflateRawSync(JSON.stringify({ lab: JSON.stringify(lab), seed: 1, log: [] })).toString('base64url');
  const runs = async (): Promise<void> => {
    await page.goto(`${serving.url}#/lab/1.${packed}`);
    await page.reload();
    await page.getByRole('tab', { name: 'Two programs' }).click();
    await page.getByRole('button', { name: 'Run main.py on A' }).click();
    await expect(page.getByText('42 is the answer').first()).toBeVisible({ timeout: 60_000 });
  };
  expect(asked.filter((url) => url.includes('/pyodide/'))).toEqual([]);
  expect(await python()).toEqual([]);
  await runs();
  const files = async (): Promise<number> => {
    const [name = ''] = await python();
    return page.evaluate(async (one) => (one ? (await (await caches.open(one)).keys()).length : 0), name);
  };
  await expect.poll(files).toBe(3);
  await serving.close();
  await runs();
});

test('a new version is offered; progress and place stay, and a tab that is open goes on', async ({ page, context }) => {
  await firstVisit(page);
  await page.goto(`${serving.url}#/lesson/who-has/2`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const other = await context.newPage();
  await other.goto(`${serving.url}#/reference`);
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();

  // The next version: another list of files, one of them new.
  const path = join(folder, 'sw.js');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/"version":"\w+"/, '"version":"next"'));
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  const offer = page.getByRole('status').filter({ hasText: 'newer version' });
  await expect(offer).toBeVisible();
  const kept = await page.evaluate(() => localStorage.getItem('packet-classroom.progress'));
  expect(kept).toContain('who-has');
  await Promise.all([page.waitForEvent('load'), offer.getByRole('button', { name: 'Use it now' }).click()]);
  await expect(page).toHaveURL(/#\/lesson\/who-has\/2$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => caches.keys())).toContain('classroom-next');
  expect(JSON.parse((await page.evaluate(() => localStorage.getItem('packet-classroom.progress')))!)).toMatchObject(
    Object.fromEntries(Object.keys(JSON.parse(kept!) as object).map((id) => [id, { step: 2 }])),
  );

  // The other tab was not loaded anew, and gets its parts from what is kept even when the server has gone.
  await serving.close();
  await expect(other.getByRole('status').filter({ hasText: 'newer version' })).toHaveCount(0);
  await other.keyboard.press('?');
  await expect(other.getByRole('dialog')).toBeVisible();
});

test('the page says itself what it may run, for servers that do not', async ({ page }) => {
  const html = await (await page.request.get(serving.url)).text();
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'") ?? '';
  expect(policy.split('; ')).toContain("script-src 'self' 'wasm-unsafe-eval'");
  await page.goto(serving.url);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = true';
    document.head.append(script);
    return 'ran' in globalThis;
  });
  expect(ran).toBe(false);
});

test.describe('without a copy', () => {
  test.use({ serviceWorkers: 'block' });

  test('a part that cannot be fetched is no fault of the classroom, and is told so', async ({ page }) => {
    await page.route(/\/assets\/(Home|Reference)-/, (route) => route.abort());
    await page.goto(serving.url);
    await expect(page.getByRole('alert')).toContainText('A part of the page could not be loaded');
    await page.unrouteAll();
    await page.getByRole('alert').getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});
