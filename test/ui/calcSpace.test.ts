// Address space as a picture: split and joined by keys and buttons, taken back, kept in the address, made a lab; and a summary beside its cover.

import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { unpack } from '../../src/player/share.ts';
import App from '../../src/ui/App.svelte';
import { language } from '../../src/ui/language.svelte.ts';
import { place } from '../../src/ui/place.svelte.ts';
import { parseRoute } from '../../src/ui/route.ts';
import { openCalc, valuesInAddress } from '../support/calcPage.ts';

/** Chunks of the page come when the machine has time for them. */
const PATIENT = { timeout: 40_000 };

async function open(hash: string) {
  const screen = await openCalc(hash);
  await expect.poll(() => screen.container.querySelector('.map'), PATIENT).not.toBeNull();
  return screen;
}
type Screen = Awaited<ReturnType<typeof open>>;

const PLAN = ['.0/25', '.128/26', '.192/27', '.224/28', '.240/30', '.244/30', '.248/29'];
/** The blocks of the table, without what they have in common. */
const blocks = (screen: Screen): string[] =>
  [...screen.container.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim().replace('192.168.20', ''));
const inAddress = (): string | undefined => valuesInAddress()['space'];
const focused = (): string | null | undefined => document.activeElement?.getAttribute('title');
const block = (screen: Screen, name: string) =>
  screen.getByRole('group', { name: /Blocks of/ }).getByRole('button', { name });

describe('the picture of a division', () => {
  test('shows the plan, and by keys it is split, joined and taken back', async () => {
    const screen = await open('#/calc/vlsm');
    expect(blocks(screen)).toEqual(PLAN);
    await block(screen, '192.168.20.0/25, 100 hosts, blue').click();
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe('192.168.20.128/26, 50 hosts, orange');
    await userEvent.keyboard('s');
    await expect.poll(() => blocks(screen)).toEqual(['.0/25', '.128/27', '.160/27', ...PLAN.slice(2)]);
    expect(inAddress()).toMatch(/^192\.168\.20\.0\/24;25b=100 hosts;27o=50 hosts;27;27g/);
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe('192.168.20.160/27, free');
    await userEvent.keyboard('j');
    await expect.poll(() => blocks(screen)).toEqual(PLAN);
    // The upper half is gone; one stands on what has its addresses now.
    await expect.poll(focused).toBe('192.168.20.128/26, 50 hosts, orange');
    await userEvent.keyboard('zz');
    await expect.poll(inAddress).toBeUndefined();
    await expect.element(screen.getByRole('button', { name: 'Take back' })).toBeDisabled();
    await screen.getByRole('button', { name: 'Do again' }).click();
    await expect.poll(() => blocks(screen)).toContain('.160/27');
  });

  test('notes and colours are given to the chosen block, and the plan comes back', async () => {
    const screen = await open('#/calc/vlsm');
    await screen.getByRole('button', { name: '192.168.20.248/29', exact: true }).click();
    const panel = screen.getByRole('region', { name: 'The chosen block' });
    await expect.element(panel).toHaveTextContent('192.168.20.249 – 192.168.20.254');
    await panel.getByLabelText('Note').fill('printers');
    await userEvent.keyboard('{Tab}');
    await panel.getByRole('radio', { name: 'pink' }).click();
    await expect.element(block(screen, '192.168.20.248/29, printers, pink')).toBeVisible();
    expect(inAddress()).toMatch(/;29p=printers$/);
    await panel.getByRole('button', { name: 'Join to 192.168.20.240/28' }).click();
    await expect.element(block(screen, '192.168.20.240/28, 2 hosts + printers, grey')).toBeVisible();
    await screen.getByRole('button', { name: 'Show the plan again' }).click();
    await expect.poll(() => blocks(screen)).toEqual(PLAN);
    expect(inAddress()).toBeUndefined();
  });

  test('an address that says nothing right, or is of another network, leaves the plan', async () => {
    for (const space of ['192.168.20.0/24;25;99', '10.0.0.0/8;8']) {
      const screen = await open(`#/calc/vlsm?${new URLSearchParams({ space })}`);
      expect(blocks(screen)).toEqual(PLAN);
      await cleanup();
    }
    const screen = await open(`#/calc/vlsm?${new URLSearchParams({ space: '192.168.20.0/24;25=a;25' })}`);
    expect(blocks(screen)).toEqual(['.0/25', '.128/25']);
  });

  test('a closer look shows small blocks large, and what is around them', async () => {
    const screen = await open('#/calc/vlsm?network=10.0.0.0/8&hosts=60000%0A2');
    const small = screen.container.querySelector<HTMLElement>('.map [title^="10.1.0.0/30"]')!;
    expect(small.offsetWidth).toBeLessThan(12);
    await screen.getByRole('button', { name: '10.1.0.0/30', exact: true }).click();
    await screen.getByRole('button', { name: 'Look closer' }).click();
    await expect.element(screen.getByRole('group', { name: 'Blocks of 10.1.0.0/26' })).toBeVisible();
    expect(screen.container.querySelector<HTMLElement>('.map [title^="10.1.0.0/30"]')!.offsetWidth).toBeGreaterThan(
      100,
    );
    // What lies outside is chosen in the table, and is shown.
    await screen.getByRole('button', { name: '10.0.0.0/16', exact: true }).click();
    await expect.element(screen.getByRole('group', { name: 'Blocks of 10.0.0.0/12' })).toBeVisible();
  });

  test('says why it can be no lab', async () => {
    const screen = await open('#/calc/vlsm?network=127.0.0.0/8&hosts=5');
    await expect.element(screen.getByRole('button', { name: 'Make a lab of it' })).toBeDisabled();
    await expect.element(screen.getByText(/No lab can be made of these blocks/)).toBeVisible();
  });
});

test('a summary stands beside its cover, with what is foreign in it', async () => {
  const screen = await open('#/calc/summary');
  const both = screen.getByRole('region', { name: 'Both in the picture of the cover' });
  await expect.element(both).toHaveTextContent('2 networks, and not one address more.');
  await expect.element(both).toHaveTextContent('Covered by 192.168.12.0/22 512 foreign addresses come along.');
  const foreign = (): number => screen.container.querySelectorAll('.map .foreign').length;
  expect(foreign()).toBe(2);
  await screen.getByLabelText('Networks, one to a line').fill('192.168.12.0/24\n192.168.13.0/24');
  await expect.element(both).toHaveTextContent('The same: nothing foreign is in it.');
  expect(foreign()).toBe(0);
});

test.each(['#/calc/vlsm', '#/calc/summary', '#/calc/vlsm/drills?drill=vlsm.place&seed=3'])(
  'axe finds nothing on %s in either language, in light and dark',
  async (hash) => {
    place.go(parseRoute(hash));
    const screen = await render(App, {});
    for (const name of ['en', 'zh-CN'] as const) {
      await language.choose(name, false);
      await expect.poll(() => screen.container.querySelector('.map, .ask')?.textContent, PATIENT).toMatch(/[^…]/);
      for (const theme of ['light', 'dark']) {
        document.documentElement.dataset['theme'] = theme;
        const { violations } = await axe.run(screen.container);
        expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      }
    }
    delete document.documentElement.dataset['theme'];
  },
);

// The last one, because the page of the lab goes on loading behind it.
test('a division becomes a lab at one click', async () => {
  const screen = await open('#/calc/vlsm');
  await expect.element(screen.getByText(/in each of 5 blocks/)).toBeVisible();
  await screen.getByRole('button', { name: 'Make a lab of it' }).click();
  await expect.poll(() => place.route.page, PATIENT).toBe('lab');
  const unpacked = await unpack((place.route as { run: string }).run);
  expect(unpacked.ok && unpacked.run.lab).toContain('eth4: { ip: 192.168.20.242/30 }');
});
