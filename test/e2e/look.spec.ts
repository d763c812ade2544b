// Home page, reference and lesson in every dress: axe finds nothing, nothing sticks out sideways, the language changes and the place stays.
import { expect, test, type Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { overhang, runExperiment } from '../support/classroom.ts';

// Colours that are on their way from one to another are no colours to judge.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** The first experiment of the first lesson, foretold rightly. */
const runFirstExperiment = (page: Page): Promise<void> => runExperiment(page, 'who-has', 2, 1);

const dresses = [
  { name: 'light', locale: 'en-GB', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'dark', locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'Chinese', locale: 'zh-CN', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'medium', locale: 'en-GB', colorScheme: 'light', viewport: { width: 900, height: 800 } },
  { name: 'phone, dark, Chinese', locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

for (const { name, ...dress } of dresses) {
  test.describe(name, () => {
    test.use(dress);

    test('home page', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.getAttribute('html', 'lang')).toBe(dress.locale === 'zh-CN' ? 'zh-CN' : 'en');
      expect(await overhang(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
    });

    test('search, and the reference', async ({ page }) => {
      await page.goto('/');
      await page.getByRole('searchbox').fill('arp');
      await expect(page.locator('search li').first()).toBeVisible();
      expect(await overhang(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
      await page.goto('/#/reference/tcp.flags.syn');
      await expect(page.locator('[id="ref-tcp.flags.syn"]')).toBeFocused();
      expect(await overhang(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
    });

    test('a lesson, with a frame and a device open', async ({ page }) => {
      await runFirstExperiment(page);
      if (dress.viewport.width >= 1200) {
        await page.locator('[data-device]').first().focus();
        await page.keyboard.press('Enter');
        // The list stands at its end, where the ping prints: a filter brings the frames of the beginning into sight.
        await page.locator('input[role=combobox]').fill('arp');
        await page.keyboard.press('Enter');
        await page.getByRole('row').filter({ hasText: '192.168.12.2' }).first().click();
      }
      expect(await overhang(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        expect(await violations(page), (await tab.textContent()) ?? '').toEqual([]);
      }
    });
  });
}

// With a connection there is something to see in each view.
for (const { name, ...dress } of [dresses[0], dresses[2], dresses[4]]) {
  test.describe(`${name}, with TCP`, () => {
    test.use(dress);

    test('every view', async ({ page }) => {
      await runExperiment(page, 'sticky', 2);
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await expect(page.getByRole('tabpanel')).not.toBeEmpty();
        await expect(page.getByRole('alert')).toHaveCount(0);
        expect(await violations(page), (await tab.textContent()) ?? '').toEqual([]);
        expect(await overhang(page)).toBe(0);
      }
    });
  });
}

test('presenter mode, dialogs, menus and high contrast', async ({ page }) => {
  await runFirstExperiment(page);
  await page.keyboard.press('f');
  await expect(page.locator('main.presenter')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('v');
  await expect(page.locator('main.presenter').getByRole('tablist')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.locator('main.wide')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('checkbox', { name: 'High contrast' }).check();
  await page.getByRole('radio', { name: 'Larger' }).check();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  expect(await page.getAttribute('html', 'data-contrast')).toBe('more');
  expect(await page.getAttribute('html', 'data-text')).toBe('larger');
});

test('the language changes, and the place, the answer and the network stay', async ({ page }) => {
  await runFirstExperiment(page);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^第一/);
  expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
  await expect(page).toHaveTitle(/数据包课堂/);
  await expect(page.locator('form.told')).toContainText('正是这样');
  await expect(page.locator('.experiment')).toContainText('1 received');
  await page.getByRole('button', { name: 'EN', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The first frame');
});
