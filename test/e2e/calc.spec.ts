// The calculators on the built page: from a lesson to one, worked by keyboard, a lab made of it, and the way from a field of a packet.
import { expect, test } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { openStep, overhang, packetPane, runExperiment } from '../support/classroom.ts';

test.use({ viewport: { width: 1440, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });

test('a lesson leads to a calculator with its numbers, and what it works out becomes a lab', async ({ page }) => {
  await openStep(page, 'planning', 6);
  const [calc] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: /100, 50, 10 and 2 out of/ }).click(),
  ]);
  await expect(calc.getByRole('heading', { level: 1 })).toHaveText('Divide a network (VLSM)');
  await expect(calc.getByLabel('Network', { exact: true }).first()).toHaveValue('192.168.20.0/24');
  await expect(calc.getByRole('region', { name: 'Result' })).toContainText('192.168.20.208/30');
  await calc.getByRole('button', { name: 'Make a lab of it' }).click();
  await expect(calc).toHaveURL(/#\/lab\//);
  await expect(calc.locator('[data-device]').first()).toBeVisible();
});

test('an exercise by keyboard alone: a mistake is named, the right answer leads on', async ({ page }) => {
  await page.goto('/#/calc/subnet/drills?drill=subnet.network&level=1&seed=7');
  const ask = page.locator('.ask');
  await expect(ask).toHaveText(/^A host has [\d.]+\/\d+\. What is its network\?$/);
  const [, host, length] = /has ([\d.]+)\/(\d+)/.exec((await ask.textContent())!)!;
  await page.getByLabel('Network', { exact: true }).focus();
  await page.keyboard.type(host!);
  await page.keyboard.press('Enter');
  await expect(page.getByText('That is the address itself.')).toBeVisible();
  const octets = host!.split('.').map((octet, place) => (place < Number(length) / 8 ? octet : '0'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(octets.join('.'));
  await page.keyboard.press('Enter');
  await expect(page.getByText('✓ Right.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('✓ Right.')).toBeHidden();
  await expect(page).not.toHaveURL(/seed=7/);
});

test('a field of a packet leads to the calculator for its very numbers', async ({ page }) => {
  await runExperiment(page, 'sticky', 2);
  const packet = packetPane(page);
  await packet.getByRole('button', { name: 'Hold' }).click();
  await packet.getByRole('treeitem', { name: /^Header Checksum/ }).click();
  const [calc] = await Promise.all([
    page.waitForEvent('popup'),
    packet
      .getByRole('link', { name: /Checksum/ })
      .first()
      .click(),
  ]);
  await expect(calc.getByRole('heading', { level: 1 })).toHaveText('Checksum');
  await expect(calc.getByRole('region', { name: 'Result' })).toBeVisible();
});

for (const [name, use] of Object.entries({
  'English, light': { locale: 'en-GB' },
  'Chinese, dark, phone': { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
} as const)) {
  test.describe(name, () => {
    test.use(use);
    test('every family of calculators fits the page, and axe finds nothing', async ({ page }) => {
      for (const path of [
        '',
        '/same-lan',
        '/vlsm',
        '/arp',
        '/struct',
        '/frames',
        '/ipv6/drills?seed=1',
        '/mac/sheet?seed=1',
      ]) {
        await page.goto(`/#/calc${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        if (!path.includes('?') && path) await expect(page.locator('.result')).toBeVisible();
        expect(await overhang(page), path).toBe(0);
        expect(await violations(page), path).toEqual([]);
      }
    });
  });
}
