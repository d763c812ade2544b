// The pages of the calculators about addresses: two hosts with their own borders and a picture, forms that exclude one another, the bits of IPv6.

import axe from 'axe-core';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { language } from '../../src/ui/language.svelte.ts';
import { openCalc } from '../support/calcPage.ts';

test('of two hosts each has its own border, moved by keys, and the picture says how packets go', async () => {
  const screen = await openCalc('#/calc/same-lan?a=192.168.12.1/16&b=192.168.13.1/16');
  const straight = (from: string, to: string): string => `${from} → ${to}: straight, to the MAC address of ${to}`;
  await expect.element(screen.getByText(straight('B', 'A'))).toBeVisible();
  const slider = screen.getByRole('slider', { name: 'Move the border: What B works out' });
  await expect.element(slider).toHaveValue('16');
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}'.repeat(8));
  await expect.element(screen.getByLabelText('Host B, with')).toHaveValue('192.168.13.1/24');
  await expect.element(screen.getByLabelText('Host A, with')).toHaveValue('192.168.12.1/16');
  await expect.element(screen.getByText('B → A: to the MAC address of the gateway of B')).toBeVisible();
  await expect.element(screen.getByText(straight('A', 'B'))).toBeVisible();
  await expect
    .element(screen.getByRole('region', { name: 'Result' }))
    .toHaveTextContent('the hosts disagree: one sends straight, the other to its gateway');
  await screen.getByLabelText('Gateway of A').fill('192.168.12.254');
  await expect.element(screen.getByText('B → A: nowhere, for there is no gateway')).toBeVisible();
});

test('typing in one form of an address empties the others', async () => {
  const screen = await openCalc('#/calc/ipv4');
  const dots = screen.getByLabelText('Four numbers with dots');
  await expect.element(dots).toHaveValue('192.168.12.1');
  await screen.getByLabelText('Eight hex digits').fill('0a000001');
  await expect.element(dots).toHaveValue('');
  await expect.element(screen.getByRole('region', { name: 'Result' })).toHaveTextContent('10.0.0.1');
  await dots.fill('10.0.0.2');
  await expect.element(screen.getByLabelText('Eight hex digits')).toHaveValue('');
  await expect.element(screen.getByRole('region', { name: 'Result' })).toHaveTextContent('0a000002');
});

test.each([
  '#/calc/same-lan?a=192.168.12.1/16&b=192.168.13.1/24&gatewayA=192.168.12.254',
  '#/calc/same-lan/drills?drill=same-lan.verdict&level=3&seed=4',
  '#/calc/ipv4/drills?drill=ipv4.repair&level=1&seed=4',
  '#/calc/kind',
  '#/calc/ipv6?address=2001:db8::1/48&into=56&mac=02:00:00:00:00:0a',
])('axe finds nothing on %s in either language', async (hash) => {
  const screen = await openCalc(hash);
  for (const name of ['en', 'zh-CN'] as const) {
    await language.choose(name, false);
    await expect.poll(() => screen.container.querySelector('main h1')?.textContent ?? '…').not.toContain('…');
    const { violations } = await axe.run(screen.container);
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  }
});
