// Home, reference and glossary: finding a lesson, keeping progress as a file, and looking things up from where they occur.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { clock, packetPane, runExperiment } from '../support/classroom.ts';

test.use({ viewport: { width: 1440, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });

test('progress goes into a file and comes out of it in another browser', async ({ page, browser }) => {
  await runExperiment(page, 'sticky', 2);
  await page.getByRole('link', { name: /All lessons/ }).click();
  await expect(page.getByRole('link', { name: /^Continue: / })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save it to a file' }).click(),
  ]);
  const buffer = readFileSync(await download.path());

  const context = await browser.newContext({ locale: 'en-GB' });
  const other = await context.newPage();
  await other.goto(new URL('/', page.url()).href);
  await expect(other.getByText('Begin here')).toBeVisible();
  const input = other.locator('input[type=file][accept*=json]');
  await input.setInputFiles({ name: 'holiday.json', mimeType: 'application/json', buffer: Buffer.from('{"a":') });
  await expect(other.getByText('This file is not readable: it is no JSON.')).toBeVisible();
  await input.setInputFiles({ name: 'progress.json', mimeType: 'application/json', buffer });
  await expect(other.getByText('Progress of one lesson was taken over.')).toBeVisible();
  await other.getByRole('link', { name: /^Continue: / }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('A late reader');
  await context.close();
});

test('a word is found in the lessons, a field in the reference, and the reference by the field of a frame', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('stream has no messages');
  const places = page.getByRole('search').getByRole('link');
  await places.first().click();
  await expect(page).toHaveURL(/#\/lesson\/sticky\/\d/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.goto('/#/reference');
  await page.getByRole('searchbox').fill('window scale');
  await expect(page.getByText(/^\d+ entries$|^One entry$/)).toBeVisible();
  await expect(page.locator('[id="ref-tcp.options.wscale.shift"]')).toBeVisible();
  await page.getByRole('searchbox').fill('粘包');
  await expect(page.getByRole('definition').first()).toContainText('byte stream');
  await page.getByRole('searchbox').fill('');
  await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Glossary' }).click();
  await expect(page.getByRole('heading', { name: 'Glossary' })).toBeInViewport();

  await runExperiment(page, 'sticky', 2);
  const packet = packetPane(page);
  await packet.getByRole('button', { name: 'Hold' }).click();
  await packet.getByRole('treeitem', { name: /^Time to Live/ }).click();
  // In a window of its own: here the run goes on.
  const [other] = await Promise.all([
    page.waitForEvent('popup'),
    packet.getByRole('link', { name: 'ip.ttl', exact: true }).click(),
  ]);
  await expect(other.locator('[id="ref-ip.ttl"]')).toBeFocused();
  await expect(clock(page)).toHaveText(/^12\.012/);
});
