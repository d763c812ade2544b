// A worksheet on the page: the same for all who have its address, checked and corrected, saved as a table, printed without what is around it.

import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { calculators } from '../../src/calc/all.ts';
import { exercisesOf, readSheet } from '../../src/calc/worksheet.ts';
import '../../src/ui/theme.css';
import { practised } from '../../src/ui/calc/practice.svelte.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { openCalc, valuesInAddress } from '../support/calcPage.ts';

const PATIENT = { timeout: 30_000 };
const address = { drills: 'subnet.network:2,prefix.mask:1', count: '3', seed: '7' };
const hash = `#/calc/subnet/sheet?${new URLSearchParams(address)}`;
const known = calculators.flatMap(({ drills }) => drills);
const exercises = exercisesOf(readSheet(address, known, known).sheet);

const open = (where = hash) => openCalc(where);

afterEach(() => {
  vi.restoreAllMocks();
});

test('is answered, checked with the very mistake, and corrected', async () => {
  const screen = await open();
  const boxes = screen.getByRole('list').getByRole('textbox');
  await expect.poll(() => boxes.elements().length, PATIENT).toBe(3);
  const [first, second] = [boxes.nth(0), boxes.nth(1)];
  await first.fill(exercises[0]!.slips.find(({ say }) => say.id === 'slip.no-and')!.answer[0]!);
  await second.fill(exercises[1]!.answer[0]!);
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('1 of 3 right'), PATIENT).toBeVisible();
  await expect.element(screen.getByText(/That is the address itself/)).toBeVisible();
  await expect.element(screen.getByText('Answer first.')).toBeVisible();
  expect(practised.now.cards).toMatchObject([{ drill: 'subnet.network', box: 0 }]);
  await first.fill(exercises[0]!.answer[0]!);
  await expect.element(screen.getByText(/That is the address itself/)).not.toBeInTheDocument();
  await boxes.nth(2).fill(exercises[2]!.answer[0]!);
  await screen.getByRole('button', { name: 'Check all' }).click();
  await expect.element(screen.getByText('✓ All right.'), PATIENT).toBeVisible();
});

test('is saved as a table, with the name and what was wrong', async () => {
  const saved: { text: Promise<string>; name: string }[] = [];
  let blob: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((made) => {
    blob = made as Blob;
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ text: blob!.text(), name: this.download });
  });
  const screen = await open();
  await screen.getByLabelText('Name').fill('=李雷');
  await screen.getByRole('list').getByRole('textbox').nth(0).fill('10.0.0');
  await screen.getByRole('checkbox', { name: 'With answers' }).click();
  await expect.element(screen.getByText(/^Answer:/).first(), PATIENT).toBeVisible();
  await screen.getByRole('button', { name: /CSV/ }).click();
  expect(saved[0]!.name).toBe('-李雷 7.csv');
  const rows = (await saved[0]!.text).split('\r\n');
  expect(rows).toHaveLength(5);
  expect(rows[1]).toMatch(/^'=李雷,7,1,subnet\.network:2,.*,10\.0\.0,cannot be read,,.*,0,yes$/);
});

test('other exercises, another seed and number are in the address at once', async () => {
  const screen = await open('#/calc/prefix/sheet');
  await screen.getByText('Choose the exercises').click();
  const subnet = screen.getByRole('group', { name: 'Subnet', exact: true });
  await subnet.getByRole('checkbox', { name: 'Find the network' }).click();
  await subnet.getByLabelText('Find the network: How hard').selectOptions('3');
  await screen.getByLabelText('How many').fill('4');
  await userEvent.keyboard('{Tab}');
  await screen.getByLabelText('Seed', { exact: true }).fill('99');
  await userEvent.keyboard('{Tab}');
  await expect.poll(valuesInAddress, PATIENT).toMatchObject({ count: '4', seed: '99' });
  expect(valuesInAddress()['drills']).toMatch(/^subnet\.network:3,prefix\.mask:1,/);
  await expect.poll(() => document.querySelectorAll('.screen li').length, PATIENT).toBe(4);
  await screen.getByRole('button', { name: 'Other numbers' }).click();
  await expect.poll(() => valuesInAddress()['seed'], PATIENT).toMatch(/^[1-9]\d{3}$/);
});

test('a part of the address that cannot be read is told', async () => {
  const screen = await open('#/calc/subnet/sheet?drills=nothing:1&count=900');
  await expect
    .element(screen.getByText(/cannot be read and was left out: nothing:1, count=900/), PATIENT)
    .toBeVisible();
});

test('axe finds nothing in either language, before and after a check', async () => {
  const screen = await open(`#/calc/prefix/sheet?drills=prefix.bits:1,subnet.network:1&count=4`);
  await screen.getByText('Choose the exercises').click();
  for (const name of ['en', 'zh-CN'] as const) {
    await language.choose(name, false);
    await expect.poll(() => screen.container.querySelector('main h1')?.textContent?.includes('…'), PATIENT).toBe(false);
    const { violations } = await axe.run(screen.container);
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    screen.container.querySelector<HTMLButtonElement>('form .primary')!.click();
  }
});
