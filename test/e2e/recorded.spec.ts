// A browser that cannot suspend programs: lessons show their recorded runs, and say which browsers can; everything else works.
import { expect, test, type Page } from '@playwright/test';

test.use({ serviceWorkers: 'block' });

/** As older browsers are: nothing that suspends stacks of WebAssembly, neither in the page nor in the worker of the world. */
const older = 'delete WebAssembly.Suspending; delete WebAssembly.promising;';

async function open(page: Page, address: string): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.addInitScript(older);
  await page.route(/\/assets\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${older}\n${await response.text()}` });
  });
  const started = page.waitForEvent('worker');
  await page.goto(address);
  const worker = await started;
  const canSuspend = (): boolean => 'Suspending' in WebAssembly;
  expect([await page.evaluate(canSuspend), await worker.evaluate(canSuspend)]).toEqual([false, false]);
  return asked;
}

const since = 'Chrome and Edge can from version 137 on, Firefox from 153 on, Safari from 27 on.';

test('an experiment with programs shows its recorded run, and predictions are marked by it', async ({ page }) => {
  const asked = await open(page, '/#/lesson/datagram/2');
  const experiment = page.getByRole('region', { name: 'Experiment' });
  await expect(experiment.getByRole('note')).toContainText(since);
  await expect(experiment.getByRole('note')).toContainText('Here you see the run as it was recorded.');
  for (const [place, answer] of [8, 3].entries()) {
    const box = page.getByRole('textbox', { name: 'Your number' }).first();
    await box.fill(`${answer}`);
    await page.getByRole('button', { name: 'That is my prediction' }).first().click();
    await expect(page.getByRole('textbox', { name: 'Your number' })).toHaveCount(1 - place);
  }
  await expect(page.getByText('So it is.')).toBeVisible();
  await experiment.getByRole('button', { name: 'Run' }).click();
  await experiment.getByRole('button', { name: 'Play to the end' }).click();
  await expect(experiment).toContainText("月亮 from ('192.168.12.2', 9005)");
  await expect(page.getByText('You expected 3 datagrams. It is 2 datagrams.')).toBeVisible();
  await expect(page.getByText('To which port did B send its answer?')).toBeVisible();

  // What the network does by itself goes on from there.
  await page.getByRole('tab', { name: 'Terminals' }).click();
  await page.getByRole('group', { name: 'Hosts' }).getByRole('button', { name: 'A', exact: true }).click();
  await page.getByRole('textbox', { name: 'Command for A' }).focus();
  await page.keyboard.type('ping -c 1 192.168.12.2');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByRole('log')).toContainText('1 received', { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(asked.filter((url) => url.includes('/pyodide/'))).toEqual([]);
});

test('a goal that asks for a program says what it needs, and its solution is shown as it was recorded', async ({
  page,
}) => {
  await open(page, '/#/lesson/datagram/10');
  const goal = page.getByRole('region', { name: 'Goal' });
  await expect(goal.getByRole('note')).toContainText(since);
  await expect(goal.getByRole('note')).toContainText('All else in the lesson works here.');
  for (const hint of ['Give me a hint', 'Another hint', 'Another hint', 'Show the solution', 'Do it for me'])
    await goal.getByRole('button', { name: hint }).click();
  await expect(goal).toContainText('Reached');
  await page.getByRole('tab', { name: 'Terminals' }).click();
  await page.getByRole('group', { name: 'Hosts' }).getByRole('button', { name: 'A', exact: true }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByRole('log')).toContainText('月亮', { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('in Chinese, too, and in a step that goes on with what programs have done', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ locale: 'zh-CN', serviceWorkers: 'block', baseURL: baseURL ?? '' });
  await open(page, '/#/lesson/waiting/3');
  await expect(page.getByRole('note').first()).toContainText('Safari 从 27 版起');
  await page.close();
});
