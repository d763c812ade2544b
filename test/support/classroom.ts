// The built page as a reader uses it: going to a step, predicting, running, and where its parts are found. For browser tests.
import { expect, type Locator, type Page } from '@playwright/test';

/** Opens a step of a lesson, and waits until it stands there. Steps count from 1. */
export async function openStep(page: Page, lesson: string, step: number): Promise<void> {
  await page.goto(`/#/lesson/${lesson}/${step}`);
  await expect(page.locator('#step-title')).toBeVisible();
  await expect(page.locator('[data-device]').first()).toBeVisible();
}

/** Commits to an answer to each prediction that stands there: of choices the one at this place. */
async function predict(page: Page, choice: number): Promise<void> {
  const open = page.locator('form.predict:has(button)');
  for (let left = await open.count(); left > 0; left--) {
    const form = open.first();
    const choices = form.locator('input[type=radio], input[type=checkbox]');
    if (await choices.count()) await choices.nth(choice).check();
    else if (await form.locator('select').count()) await form.locator('select').selectOption({ index: 1 });
    else await form.locator('input').fill('2');
    await form.locator('button').click();
    await expect(open).toHaveCount(left - 1);
  }
}

/** Goes to the end until what is to be there at the end is there: the world may still be running, and then the end is not yet where it will be. */
export async function toTheEnd(page: Page, there: Locator): Promise<void> {
  await expect(async () => {
    await page.getByRole('slider', { name: /^(Position in time|时间位置)$/ }).press('End');
    await expect(there).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
}

/** Opens a step, predicts something, runs its first experiment, and goes to its end. */
export async function runExperiment(page: Page, lesson: string, step: number, choice = 0): Promise<void> {
  await openStep(page, lesson, step);
  await predict(page, choice);
  await page.locator('.experiment button').first().click();
  await expect(page.locator('.experiment .quiet')).toBeVisible(); // there is something to watch
  await toTheEnd(page, page.locator('form.told').first());
}

/** Brings a view to the front; its panel. */
export async function view(page: Page, name: string | RegExp): Promise<Locator> {
  await page.getByRole('tab', { name, exact: true }).click();
  return page.getByRole('tabpanel');
}

export const packetPane = (page: Page): Locator => page.locator('#packet');

/** The instant of the playhead, as the clock shows it: `0.008040320s`. */
export const clock = (page: Page): Locator => page.getByRole('status', { name: 'Virtual time' });

/** How far the page can be scrolled sideways, px. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
