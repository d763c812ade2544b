// The ARP walk-through on the page: its picture says what its frames do, and the case runs in the player at one click.

import axe from 'axe-core';
import { expect, test } from 'vitest';
import { arp } from '../../src/calc/link/arp.ts';
import { unpack } from '../../src/player/share.ts';
import { parseRoute } from '../../src/ui/route.ts';
import { openCalc } from '../support/calcPage.ts';

test('the picture tells every frame, in words too, and axe finds nothing', async () => {
  const screen = await openCalc('#/calc/arp');
  const picture = screen.getByRole('region', { name: 'Who sends what to whom' });
  await expect.element(picture.getByText('0 s: A to everybody: who has 192.168.12.2?')).toBeVisible();
  await expect.element(picture.getByText('B to A: 192.168.12.2 is at 02:00:00:00:00:0b')).toBeVisible();
  expect(picture.element().querySelectorAll('.way')).toHaveLength(3);
  // The question reaches all four others; answer and packet one station each.
  expect(picture.element().querySelectorAll('.tip')).toHaveLength(6);
  const { violations } = await axe.run(screen.container);
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
});

test('nobody answers: three questions and the end of patience', async () => {
  const screen = await openCalc('#/calc/arp?destination=192.168.12.9');
  const picture = screen.getByRole('region', { name: 'Who sends what to whom' });
  await expect.element(picture.getByText('2 s: A to everybody: who has 192.168.12.9?')).toBeVisible();
  await expect.element(picture.getByText('3 s: A gives up')).toBeVisible();
});

test('the case is a lab in the player at one click', async () => {
  const screen = await openCalc('#/calc/arp?destination=8.8.8.8');
  await screen.getByRole('button', { name: 'Run it in the player' }).click();
  await expect.poll(() => parseRoute(location.hash).page, { timeout: 20_000 }).toBe('lab');
  const route = parseRoute(location.hash);
  const unpacked = await unpack(route.page === 'lab' ? route.run : '');
  const worked = arp.work({ destination: '8.8.8.8' });
  expect(unpacked.ok && unpacked.run.lab).toBe(worked.state === 'right' && worked.result.lab!.text);
});

test('where no lab can be, it is said', async () => {
  const screen = await openCalc('#/calc/arp?sender=10.1.2.3/0&gateway=&others=');
  await expect.element(screen.getByText('A lab cannot have hosts with these addresses.')).toBeVisible();
  expect(screen.container.querySelector('.run')).toBeNull();
});
