// Each kind of exercise, in the lessons that have it: a typical mistake is named, the right answer counts, and it stays after a reload.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { openStep, runExperiment } from '../support/classroom.ts';

test.use({ viewport: { width: 1440, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });

const card = (page: Page, asks: string | RegExp): Locator => page.getByRole('form').filter({ hasText: asks });
const check = (form: Locator, word = 'Check'): Promise<void> =>
  form.getByRole('button', { name: word, exact: true }).click();
const solved = (form: Locator): Promise<void> => expect(form.getByText('Solved', { exact: true })).toBeVisible();

/** Asks for hints until there are no more. */
async function showHints(form: Locator): Promise<void> {
  const solution = form.getByRole('button', { name: 'Show the solution' });
  const hint = form.getByRole('button', { name: /^(Give me a|Another) hint$/ });
  await expect(hint.or(solution)).toBeVisible();
  for (let number = 1; await hint.isVisible(); number++) {
    await hint.click();
    await expect(form.getByText(`Hint ${number} of`)).toBeVisible();
  }
}

/** Moves the steps of an order until they stand as wanted. Each is named by the beginning of its text. */
async function bringIntoOrder(form: Locator, wanted: readonly string[]): Promise<void> {
  const steps = form.locator('li:has(.text)');
  for (const [to, text] of wanted.entries()) {
    const step = steps.filter({ hasText: text });
    const place = async (): Promise<number> => (await steps.allTextContents()).findIndex((one) => one.includes(text));
    for (let at = await place(); at > to; at--) {
      await step.getByRole('button', { name: /^Up: / }).click();
      await expect.poll(place).toBe(at - 1);
    }
  }
}

test('to be the receiver, to order, to fill in', async ({ page }) => {
  await openStep(page, 'lost-and-found', 2);
  const ack = card(page, 'a reaches B: octets 1 to 100');
  await ack.getByRole('textbox').fill('100');
  await check(ack);
  await expect(ack.getByText('100 is the last octet that has come.')).toBeVisible();
  await ack.getByRole('button', { name: 'Give me a hint' }).click();
  await ack.getByRole('textbox').fill('101');
  await ack.getByRole('textbox').press('Enter');
  await solved(ack);

  await runExperiment(page, 'lost-and-found', 2);
  await solved(ack);
  const order = card(page, 'What has happened? Put it into order.');
  await check(order);
  await expect(order.getByText(/cannot come before|happened before/).first()).toBeVisible();
  await bringIntoOrder(order, [
    'b is lost',
    'B acknowledges a',
    'c makes B say the same',
    'A sends b a second time',
    'B acknowledges everything',
  ]);
  await check(order);
  await solved(order);

  const fill = card(page, 'The segment in which A repeats b.');
  await fill.getByRole('textbox').first().fill('301');
  await fill.getByRole('textbox').last().fill('1');
  await check(fill);
  await expect(fill.getByRole('textbox').first()).toHaveAttribute('aria-invalid', 'true');
  await fill.getByRole('textbox').first().fill('101');
  await check(fill);
  await solved(fill);
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await solved(ack);
});

test('to mark octets by key, and to choose the one setting that helps', async ({ page }) => {
  await runExperiment(page, 'hang-up', 2);
  const mark = card(page, 'Mark the octet in which the flag FIN is.');
  await mark.locator('[role=gridcell][tabindex="0"]').press('Control+Home');
  for (let octet = 0; octet < 46; octet++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await check(mark);
  await expect(mark.getByText('These octets are the field tcp.hdr_len.')).toBeVisible();
  await mark.getByRole('button', { name: 'Clear the marks' }).click();
  await mark.locator('[role=gridcell][tabindex="0"]').press('ArrowRight');
  await page.keyboard.press('Space');
  await check(mark);
  await solved(mark);
  expect(await violations(page)).toEqual([]);

  await openStep(page, 'two-buffers', 5);
  const choose = card(page, 'all 40,000 octets leave A within two tenths of a second');
  await choose.getByText('the line gets ten times as fast').click();
  await check(choose, 'Try it');
  await expect(choose).toContainText('With this change alone it still fails.');
  // The solution is there for who wants it, and then it does not count.
  await showHints(choose);
  await expect(choose.getByRole('button', { name: 'Show the solution' })).toBeVisible();
  await choose.getByText("B's receive buffer gets eight times as large").click();
  await check(choose, 'Try it');
  await solved(choose);
  expect(await violations(page)).toEqual([]);
});

test('to be the switch, the host that is asked, and the router; and what was shown does not count', async ({
  page,
}) => {
  await openStep(page, 'switch', 3);
  const ports = card(page, "B's first reply comes in.");
  await ports.getByLabel('S.2').check();
  await check(ports);
  await expect(ports.getByText('The frame came in by S.2.')).toBeVisible();
  await ports.getByLabel('S.2').uncheck();
  await ports.getByLabel('S.1').check();
  await check(ports);
  await solved(ports);
  // A port may be clicked in the network.
  const question = card(page, 'C looks for D and asks everybody.');
  await question.getByLabel('S.1').focus();
  await page.getByRole('button', { name: /^A, 192/ }).click();
  await expect(question.getByLabel('S.1')).toBeChecked();

  await openStep(page, 'layers', 4);
  const arp = card(page, "A's ARP question reaches R.");
  await arp.getByLabel('Keep silent').check();
  await check(arp);
  await expect(arp.getByText(/is an address of R/)).toBeVisible();
  await showHints(arp);
  await arp.getByRole('button', { name: 'Show the solution' }).click();
  await expect(arp.getByText('An exercise whose solution was opened does not count as solved.')).toBeVisible();

  const route = card(page, "What does R's network layer decide?");
  await route.getByLabel('Nowhere: no route fits').check();
  await check(route);
  await expect(route.locator('.remark').first()).toBeVisible();
  await route.getByLabel('On, to this next hop').check();
  await route.getByLabel('Next hop (IP address)').fill('192.168.13.1');
  await route.getByRole('combobox', { name: 'Interface' }).selectOption('R.eth1');
  await check(route);
  await solved(route);
  expect(await violations(page)).toEqual([]);
});
