// The picture of the frame cutter: octets can be cut apart and glued by mouse and keyboard, and everything is said in words, too.

import axe from 'axe-core';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { language } from '../../src/ui/language.svelte.ts';
import { parseRoute } from '../../src/ui/route.ts';
import { openCalc } from '../support/calcPage.ts';

const values = (): unknown => parseRoute(location.hash);

test('a click between two octets cuts there, another one glues', async () => {
  const screen = await openCalc('#/calc/frames?cut=glue');
  const gap = screen.getByRole('button', { name: 'Cut behind octet 5', exact: true });
  await expect.element(gap).toHaveAttribute('aria-pressed', 'false');
  await gap.click();
  await expect.element(gap).toHaveAttribute('aria-pressed', 'true');
  expect(values()).toMatchObject({ values: { cut: 'hand', at: '5' } });
  const result = screen.getByRole('region', { name: 'Result' });
  await expect.element(result).toHaveTextContent('5 + 22');
  await gap.click();
  await expect.element(gap).toHaveAttribute('aria-pressed', 'false');
  expect(values()).toMatchObject({ values: { cut: 'hand', at: '' } });
});

test('by keyboard: arrow keys go from gap to gap, space cuts, and the focus stays', async () => {
  const screen = await openCalc('#/calc/frames?messages=hi&rule=!H&cut=glue');
  const first = screen.getByRole('button', { name: 'Cut behind octet 1', exact: true });
  await expect.element(first).toBeVisible();
  (first.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight} ');
  await expect.poll(values).toMatchObject({ values: { at: '2' } });
  await userEvent.keyboard('{End} {Home}{ArrowLeft} ');
  await expect.poll(values).toMatchObject({ values: { at: '1,2,3' } });
  await expect.element(first).toHaveFocus();
  await expect.element(screen.getByText(/^Piece 1, 1 octet: Message 1, length: 00\./)).toBeInTheDocument();
  await expect.element(screen.getByText(/^Piece 4, 1 octet: Message 1, message: 69\./)).toBeInTheDocument();
});

test('the slider and the rule change the picture; what never arrives cannot be cut', async () => {
  const screen = await openCalc('#/calc/frames?messages=hi&rule=!H&missing=2');
  await expect.element(screen.getByRole('button', { name: 'Cut behind octet 1', exact: true })).toBeVisible();
  expect(screen.getByRole('button', { name: /^Cut behind/ }).elements()).toHaveLength(1);
  await screen.getByLabelText('What marks a message off').selectOptions('fixed');
  await expect.poll(() => screen.getByRole('button', { name: /^Cut behind/ }).elements().length).toBe(5);
});

test.each(['#/calc/frames', '#/calc/frames?rule=fixed&missing=9&messages=a%0A%0Ab', '#/calc/frames/drills?seed=3'])(
  'axe finds nothing on %s in either language',
  async (hash) => {
    const screen = await openCalc(hash);
    for (const name of ['en', 'zh-CN'] as const) {
      await language.choose(name, false);
      await expect.poll(() => screen.container.querySelector('main h1')?.textContent?.includes('…')).toBe(false);
      if (!hash.includes('drills')) await expect.poll(() => screen.container.querySelector('.stream')).not.toBeNull();
      const { violations } = await axe.run(screen.container);
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
  },
);
