// The calculators on the page: what is typed is worked out, the first mistake is shown, exercises are marked.

import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { calculators } from '../../src/calc/all.ts';
import { setExercise } from '../../src/calc/drill.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { parseRoute } from '../../src/ui/route.ts';
import { openCalc } from '../support/calcPage.ts';

test('what is typed is worked out at once, and kept in the address', async () => {
  const screen = await openCalc('#/calc/subnet');
  const field = screen.getByLabelText('Address with prefix length or mask');
  await expect.element(field).toHaveValue('192.168.12.130/26');
  await field.fill('10.0.5.77/');
  await userEvent.keyboard('20');
  await expect.element(screen.getByRole('region', { name: 'Result' })).toHaveTextContent('10.0.15.255');
  expect(parseRoute(location.hash)).toMatchObject({ values: { address: '10.0.5.77/20' } });
});

test('the first mistake is shown at its place, and what is meant is offered', async () => {
  const screen = await openCalc('#/calc/subnet?address=192.168.012.1/26');
  const field = screen.getByLabelText('Address with prefix length or mask');
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(screen.getByText(/octal, which is 10/).first()).toBeVisible();
  expect(screen.container.querySelector('mark')!.textContent).toBe('0');
  expect(screen.container.querySelector('.result')).toBeNull();
  await screen.getByRole('button', { name: 'Write it as 192.168.12.1/26' }).click();
  await expect.element(field).toHaveValue('192.168.12.1/26');
  await expect.element(screen.getByRole('region', { name: 'Result' })).toBeVisible();
});

test('the border between network and host part is moved by keys and by pointer', async () => {
  const screen = await openCalc('#/calc/subnet?address=192.168.12.130/26');
  const slider = screen.getByLabelText('Move the border');
  await expect.element(slider).toHaveValue('26');
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  const field = screen.getByLabelText('Address with prefix length or mask');
  await expect.element(field).toHaveValue('192.168.12.130/24');
  const bit = screen.container.querySelector('[data-bit="8"]')!;
  const { left, top } = bit.getBoundingClientRect();
  const spot = { bubbles: true, clientX: left + 1, clientY: top + 3 };
  bit.dispatchEvent(new PointerEvent('pointerdown', spot));
  bit.dispatchEvent(new PointerEvent('pointerup', spot));
  await expect.element(field).toHaveValue('192.168.12.130/8');
});

test('the working is shown step by step', async () => {
  const screen = await openCalc('#/calc/subnet');
  const steps = screen.getByRole('region', { name: 'The working' });
  await expect.element(steps.getByText(/The mask of \/26/)).toBeVisible();
  expect(steps.element().querySelectorAll('ol > li')).toHaveLength(1);
  await steps.getByRole('button', { name: 'Next step' }).click();
  await expect.element(steps.getByText(/Address AND mask:/)).toBeVisible();
  await steps.getByRole('button', { name: 'All steps' }).click();
  await expect.poll(() => steps.element().querySelectorAll('ol > li').length).toBe(4);
});

describe('exercises', () => {
  const drill = calculators.flatMap((calculator) => calculator.drills).find(({ id }) => id === 'subnet.network')!;

  test('name the very mistake, and show the solution once it is right', async () => {
    const exercise = setExercise(drill, 2, 7);
    const slip = exercise.slips.find(({ say }) => say.id === 'slip.no-and')!;
    const screen = await openCalc('#/calc/subnet/drills?drill=subnet.network&level=2&seed=7');
    const box = screen.getByLabelText('Network', { exact: true });
    await box.fill(slip.answer[0]!);
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.getByText(/That is the address itself/)).toBeVisible();
    await box.fill(exercise.answer[0]!);
    await expect.element(screen.getByText(/That is the address itself/)).not.toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.getByText('✓ Right.')).toBeVisible();
    await expect.element(screen.getByText('1 right in a row')).toBeVisible();
    await expect.element(screen.getByRole('heading', { name: 'Solution' })).toBeVisible();
  });

  test('what cannot be read is told and not counted', async () => {
    const screen = await openCalc('#/calc/subnet/drills?drill=subnet.network&level=1&seed=7');
    await screen.getByLabelText('Network', { exact: true }).fill('10.0.0');
    await screen.getByRole('button', { name: 'Check' }).click();
    await expect.element(screen.getByText(/exactly four numbers/)).toBeVisible();
  });

  test('bits are switched by keys', async () => {
    const screen = await openCalc('#/calc/prefix/drills?drill=prefix.bits&level=1&seed=1');
    const bits = screen.getByRole('group', { name: /Bits of the answer/ });
    await expect.element(bits).toBeVisible();
    const drills = calculators.find(({ id }) => id === 'prefix')!.drills;
    const { answer } = setExercise(
      drills.find(({ id }) => id === 'prefix.bits')!,
      1,
      1,
    );
    (bits.element().querySelector('button') as HTMLElement).focus();
    for (const bit of answer) await userEvent.keyboard(bit === '1' ? ' {ArrowRight}' : '{ArrowRight}');
    await screen.getByRole('button', { name: 'Check' }).click();
    await expect.element(screen.getByText('✓ Right.')).toBeVisible();
  });
});

test('a field that matters for one choice alone is shown with that choice', async () => {
  const screen = await openCalc('#/calc/checksum');
  const source = screen.getByLabelText('Source address');
  await expect.element(screen.getByLabelText('These are')).toHaveValue('octets');
  await expect.element(source).not.toBeInTheDocument();
  await screen.getByLabelText('These are').selectOptions('udp');
  await expect.element(source).toHaveValue('192.168.12.1');
});

test('a slider goes as far as what is typed allows', async () => {
  const screen = await openCalc('#/calc/text?text=你好&cut=99');
  const slider = screen.getByLabelText('Cut after so many octets');
  await expect.element(slider).toHaveAttribute('max', '6');
  await expect.element(screen.getByText('none: everything comes in one piece')).toBeVisible();
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(screen.getByText('inside “好”: neither piece can be read alone')).toBeVisible();
  await screen.getByLabelText('Codec').selectOptions('gbk');
  await expect.element(slider).toHaveAttribute('max', '4');
});

test('an address without a calculator says so', async () => {
  const screen = await openCalc('#/calc/nothing');
  await expect.element(screen.getByRole('heading', { name: 'There is no calculator “nothing”' })).toBeVisible();
});

test.each([
  ...['#/calc', '#/calc/subnet', '#/calc/subnet?address=1..2', '#/calc/prefix/drills?drill=prefix.bits&seed=3'],
  ...['#/calc/struct?hex=00002328', '#/calc/checksum?kind=ipv4', '#/calc/text', '#/calc/digest'],
])('axe finds nothing on %s in either language', async (hash) => {
  const screen = await openCalc(hash);
  for (const name of ['en', 'zh-CN'] as const) {
    await language.choose(name, false);
    await expect.poll(() => screen.container.querySelector('main h1')?.textContent?.includes('…')).toBe(false);
    const { violations } = await axe.run(screen.container);
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  }
});
