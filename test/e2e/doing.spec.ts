// What a hand does to a run (frames struck, cables pulled, links slowed) is in its log, can be taken back, and opens to the same in another browser.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { clock, overhang, packetPane, runExperiment, toTheEnd, view } from '../support/classroom.ts';

test.use({ viewport: { width: 1440, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });

const sentence = (page: Page) => page.locator('#stage [aria-live]');

test('a frame is lost by hand, a cable pulled, a link made slower, and each is taken back', async ({ page }) => {
  await runExperiment(page, 'sticky', 2);
  const packet = packetPane(page);
  const events = await view(page, 'Events');
  await events.getByRole('combobox', { name: 'Display filter' }).fill('tcp.len == 5');
  await events.getByRole('button', { name: 'Show' }).click();
  await expect(events.getByRole('status')).toHaveText(/^2 of /);
  await events.getByRole('row').filter({ hasText: 'A → S' }).click();
  await packet.getByRole('button', { name: 'Lose it' }).click();
  await expect(packet.getByText('is in the log.')).toBeVisible();
  await expect(packet).toContainText(/lost|drop/);
  // The loss, and A sends it again: from A to S and from S to B.
  await expect(events.getByRole('status')).toHaveText(/^4 of /);

  const log = await view(page, 'What was done');
  await expect(log.getByRole('listitem')).toHaveCount(3);
  await log.getByRole('button', { name: /^Take back: drop the / }).click();
  await expect(log.getByRole('listitem')).toHaveCount(2);
  await expect(log.getByRole('status')).toContainText('Taken back');
  await toTheEnd(page, page.getByText('B has closed too').or(sentence(page).getByText('It is over.')).first());
  await view(page, 'Events');
  await expect(events.getByRole('status')).toHaveText(/^2 of /);

  // The cable, and the link's sliders.
  await page.getByRole('button', { name: 'To the beginning', exact: true }).click();
  const device = page.getByRole('region', { name: 'Device' });
  await device.getByRole('combobox').selectOption({ label: 'A-S' });
  const delay = device.getByRole('slider', { name: 'Delay' });
  await delay.press('ArrowRight');
  await view(page, 'What was done');
  await expect(log.getByRole('listitem').filter({ hasText: 'A-S' })).toHaveCount(1);
  await device.getByRole('button', { name: 'Pull the cable' }).click();
  await expect(device.getByText('The cable is not plugged in.')).toBeVisible();
  await expect(log.getByRole('listitem').filter({ hasText: /unplug|cable/i })).not.toHaveCount(0);
  await log.getByRole('button', { name: /^Take back: unplug/ }).click();
  await expect(device.getByText('The cable is plugged in and the link is up.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a link opens to the same moment in another browser, a lab file too; and embedded', async ({ page, browser }) => {
  await runExperiment(page, 'sticky', 2);
  const sockets = await view(page, 'Sockets');
  await sockets.getByRole('button', { name: 'recv(4, 1024)' }).first().click();
  for (let back = 0; back < 2; back++) await page.keyboard.press('j');
  const [at, said] = [await clock(page).textContent(), await sentence(page).textContent()];
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  const link = await dialog.getByRole('textbox', { name: 'Link to this moment' }).inputValue();
  const embedded = /src="([^"]+)"/.exec(await dialog.getByRole('textbox', { name: 'For another page' }).inputValue())!;
  expect(await violations(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Lab file' }).click(),
  ]);
  const file = await download.path();
  expect(readFileSync(file, 'utf8')).toContain('calls sender.calls');

  // Another reader, whose browser speaks Chinese: the link says English.
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  const other = await context.newPage();
  await other.goto(link);
  await expect(clock(other)).toHaveText(at!);
  await expect(sentence(other)).toHaveText(said!);
  await view(other, 'Sockets');
  await expect(other.getByRole('tabpanel').getByRole('img').last()).toHaveAccessibleName(
    'send 1: hello (5 octets); send 2: nice (4 octets)',
  );
  await expect((await view(other, 'What was done')).getByRole('listitem')).toHaveCount(2);

  await other.goto(embedded[1]!.replaceAll('&amp;', '&'));
  await expect(clock(other)).toHaveText(at!);
  await expect(other.getByRole('tablist')).toHaveCount(0);
  await expect(other.getByRole('banner')).toHaveCount(0);
  expect(await violations(other)).toEqual([]);
  expect(await overhang(other)).toBe(0);

  // The lab file, opened on the home page, brings what was done with it.
  await other.goto(new URL('/', link).href);
  await other
    .locator('input[type=file][accept*=yaml]')
    .setInputFiles({ name: 'late.lab.yaml', mimeType: 'application/yaml', buffer: readFileSync(file) });
  await expect(other).toHaveURL(/#\/lab\/1\./);
  await expect((await view(other, '操作记录')).getByRole('listitem')).toHaveCount(2);
  await context.close();
});

test('addresses that say something else are refused with a word, and nothing of them runs', async ({ page }) => {
  const ran: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => ran.push(String(error)));
  const deflated = (text: string): Promise<string> =>
    page.evaluate(async (text) => {
      const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
      const octets = new Uint8Array(await new Response(stream).arrayBuffer());
      return `1.${btoa(String.fromCharCode(...octets))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replace(/=+$/, '')}`;
    }, text);
  await page.goto('/');
  const run = (log: unknown[], lab?: string): Promise<string> => deflated(JSON.stringify({ seed: 1, log, lab }));
  const whole = await run([], 'devices: { A: { kind: host } }\n');
  const addresses: [string, RegExp][] = [
    [encodeURIComponent('1.<script>alert(1)</script>'), /damaged/],
    [`1.${'A'.repeat(40_000)}`, /longer than any/],
    [await deflated(' '.repeat(5_000_000)), /more in it than the classroom takes/],
    [await deflated(`${'['.repeat(20_000)}${']'.repeat(20_000)}`), /no run of a network/],
    [await run([], '['.repeat(9000)), /\blab:1/],
    [whole.slice(0, whole.length >> 1), /damaged/],
    ['99.AAAA', /newer version/],
    [await run([], 'devices: { "<img src=x onerror=alert(1)>": { kind: host } }'), /lab:1/],
  ];
  for (const [packed, word] of addresses) {
    await page.goto(`/#/lab/${packed}?t=1`);
    await page.reload();
    await expect(page.getByRole('alert'), packed.slice(0, 40)).toContainText(word);
  }
  await page.goto('/#/lesson/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E/1');
  await expect(page.getByText('There is no lesson of this name here.')).toBeVisible();
  expect(ran).toEqual([]);
});

test('presenter mode: large, with the views beside it by a key, and back to where one was', async ({ page }) => {
  await runExperiment(page, 'sticky', 2);
  const at = await clock(page).textContent();
  await page.getByRole('button', { name: 'Presenter mode' }).click();
  await expect(page.locator('main.presenter')).toBeVisible();
  await expect(clock(page)).toHaveText(at!);
  await page.keyboard.press('j');
  await expect(clock(page)).not.toHaveText(at!);
  await page.keyboard.press('v');
  const sockets = await view(page, 'Sockets');
  await expect(sockets.getByRole('button', { name: 'recv(4, 1024)' })).toBeVisible();
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    expect(await violations(page), (await tab.textContent()) ?? '').toEqual([]);
    expect(await overhang(page)).toBe(0);
  }
  await page.getByRole('main').press('Escape');
  await expect(page.locator('main.wide')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A late reader');
});
