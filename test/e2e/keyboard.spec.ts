// The first lesson by keyboard alone: from the home page through a prediction and a run, with the tables checked forward and back.
import { expect, test, type Locator, type Page } from '@playwright/test';

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let i = 0; i < most; i++) {
    if (await target.evaluate((node) => node === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

const row = (page: Page, table: RegExp, text: string): Locator =>
  page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text });

test('a lesson goes by keyboard alone, and its tables go back in time', async ({ page }) => {
  await page.goto('/');
  await tabTo(page, page.getByRole('link', { name: 'ARP: who has that address?', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ARP: who has that address?');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The first frame');
  await expect(page).toHaveURL(/#\/lesson\/who-has\/2$/);

  // The prediction comes first.
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeDisabled();
  await tabTo(page, page.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'a question to everybody' })).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'That is my prediction' }));
  await page.keyboard.press('Enter');
  await expect(run).toBeEnabled();
  await tabTo(page, run);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Watch what happens')).toBeVisible();

  // A's cache at the end of the run.
  await tabTo(page, page.locator('[data-device]').first());
  await page.keyboard.press('Enter');
  // On a device the arrow keys, Home and End belong to the network; beside it they belong to time.
  await tabTo(page, page.getByRole('button', { name: /^(Play|Pause)$/ }));
  await page.keyboard.press('k');
  // The world may still be running when the key comes: then the end is not yet where it will be.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByText('So it is.')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(row(page, /ARP/, '192.168.12.2')).toContainText('02:00:00:00:00:0b');

  // Back to the beginning: A has just asked, and nobody knows anybody. Step by step forward: known; and back: forgotten.
  // What happens is said as well.
  const known = row(page, /ARP/, '02:00:00:00:00:0b');
  const said = page.locator('#stage [aria-live=polite]');
  await page.keyboard.press('Home');
  await expect(said).toHaveText(/A asks everybody on the LAN: who has 192\.168\.12\.2\?$/);
  await expect(row(page, /ARP/, '192.168.12.2')).toContainText('?');
  await expect(known).toHaveCount(0);
  const sentences: string[] = [];
  for (let i = 0; i < 12 && (await known.count()) === 0; i++) {
    const before = await said.textContent();
    await page.keyboard.press('l');
    await expect(said).not.toHaveText(before!);
    sentences.push((await said.textContent())!);
  }
  expect(sentences).toEqual([
    'S learns from the source address: A (02:00:00:00:00:0a) is behind port 1. The frame is a broadcast, so S floods: the frame goes out of every other port.',
    'B learns from the question who asks: 192.168.12.1 is at 02:00:00:00:00:0a. B answers A alone: 192.168.12.2 is at 02:00:00:00:00:0b.',
    'S learns from the source address: B (02:00:00:00:00:0b) is behind port 2. S has A (02:00:00:00:00:0a) in its MAC table at port 1, so it sends the frame out of that port only.',
    'A learns from the answer: 192.168.12.2 is at 02:00:00:00:00:0b. A now has the missing MAC address: the packet that waited goes out in a frame to B (02:00:00:00:00:0b).',
  ]);
  await expect(known).toContainText('192.168.12.2');
  await page.keyboard.press('j');
  await expect(known).toHaveCount(0);

  // The switch: empty at first, at the end it knows where A and B are.
  await tabTo(page, page.getByRole('combobox', { name: /device/i }));
  await page.keyboard.type('S');
  await tabTo(page, page.getByRole('button', { name: /^(Play|Pause)$/ }));
  await page.keyboard.press('Home');
  await expect(row(page, /MAC/, '02:00:00:00:00:0a')).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(row(page, /MAC/, '02:00:00:00:00:0a')).toContainText('1');
  await expect(row(page, /MAC/, '02:00:00:00:00:0b')).toContainText('2');

  // On through the lesson: the step is passed, and the place is kept over a reload.
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who has learned what');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who has learned what');
  await page.keyboard.press('p');
  await expect(page.getByText('So it is.')).toBeVisible();
});
