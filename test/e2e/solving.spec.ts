// An exercise on the page: typed into terminals, judged at once with a because, and kept; and all of it again without a network connection.
import { expect, test } from '@playwright/test';

test('the silent neighbour is repaired in the terminals', async ({ page }) => {
  await page.goto('/#/lesson/who-has/7');
  const goal = page.getByRole('region', { name: 'Goal' });
  await expect(goal).toContainText('Not reached yet');
  await page.getByRole('tab', { name: 'Terminals' }).click();
  const type = async (host: string, line: string): Promise<void> => {
    await page.getByRole('group', { name: 'Hosts' }).getByRole('button', { name: host, exact: true }).click();
    await page.getByRole('textbox', { name: `Command for ${host}` }).focus();
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('log')).toContainText(line);
  };
  await type('B', 'ip addr del 192.168.12.20/24 dev eth0');
  await type('B', 'ip addr add 192.168.12.2/24 dev eth0');
  await type('A', 'ping -c 1 192.168.12.2');
  await page.getByRole('heading', { level: 1 }).click();
  // The world may still be running when the key comes: then the end is not yet where it will be.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByRole('log')).toContainText('1 received', { timeout: 1_000 });
  }).toPass();
  await expect(goal).toContainText('Reached');
  await expect(page.getByRole('button', { name: /^Next: / })).toBeVisible();

  await page.getByRole('button', { name: 'Reset this step’s network' }).click();
  await expect(goal).toContainText('Reached before');
  await page.goto('/#/');
  await expect(page.getByText('Step 7 of 9').first()).toBeVisible();
});

test('the classroom opens again offline, and plays', async ({ page, context }) => {
  await page.goto('/#/lesson/who-has/1');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ARP: who has that address?');
  await page.goto('/#/lesson/gateway/1');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gateway');
  await expect(page.locator('[data-device]').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Terminals' }).click();
  await page.getByRole('textbox', { name: /Command for/ }).focus();
  await page.keyboard.type('ping -c 1 192.168.12.2');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).click();
  // The world may still be running when the key comes: then the end is not yet where it will be.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByRole('log')).toContainText('1 received', { timeout: 1_000 });
  }).toPass();
});
