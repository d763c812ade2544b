// The built page opens by itself: nothing in the console, nothing from elsewhere, nothing that axe objects to.
import { expect, test } from '@playwright/test';
import { violations } from '../support/axe.ts';

test('the classroom opens', async ({ page, baseURL }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== baseURL && protocol !== 'data:' && protocol !== 'blob:') complaints.push(`asks ${origin}`);
  });

  await page.goto('/');
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page).toHaveTitle(/Packet Classroom/);
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
