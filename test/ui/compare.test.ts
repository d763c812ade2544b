// Two runs side by side: the second is had beside the first, the first difference is marked and said, and what is selected in the first is selected everywhere.
import axe from 'axe-core';
import '../../src/ui/theme.css';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { Comparison } from '../../src/player/comparison.svelte.ts';
import type { Player } from '../../src/player/player.svelte.ts';
import { digestOf } from '../../src/sim/digest.ts';
import Compare from '../../src/ui/compare/Compare.svelte';
import { language } from '../../src/ui/language.svelte.ts';
import { labOf } from '../support/lab.ts';
import { lineHere, playerOf } from '../support/playing.ts';
import { threeSends } from '../support/threeSends.ts';

beforeEach(() => language.choose('en'));

/** For what is done in several turns, on a busy machine. */
const LONG = { timeout: 20_000 };

const lab = labOf(threeSends('compare:\n  - { of: A, tcp: { nagle: off } }\n  - { link: A-S, loss: 30 % }\n'));

interface Shown {
  player: Player;
  comparison: Comparison;
  view: HTMLElement;
  choose: (name: RegExp) => Promise<void>;
}

async function shown(): Promise<Shown> {
  const player = await playerOf(lab);
  const comparison = new Comparison(player, lineHere);
  const screen = await render(Compare, { player, comparison });
  const view = screen.container.querySelector<HTMLElement>('.compare')!;
  view.style.height = '600px';
  const choose = async (name: RegExp): Promise<void> => {
    const select = view.querySelector('select')!;
    const option = [...select.options].find((one) => name.test(one.text))!;
    await userEvent.selectOptions(select, option);
  };
  return { player, comparison, view, choose };
}

const textOf = (view: HTMLElement, selector: string): string => view.querySelector(selector)?.textContent ?? '';
const marks = (view: HTMLElement): number => view.querySelectorAll('.mark.first').length;

test('what the lab offers comes first; without Nagle the first difference is said, why the first run holds back, and marked in both', async () => {
  const { player, view, choose } = await shown();
  const before = digestOf(player.history.record);
  const [first] = view.querySelectorAll('optgroup');
  expect([...first!.querySelectorAll('option')].map(({ text }) => text)).toEqual([
    'A: Nagle’s algorithm off',
    'A-S: loss 30 %',
  ]);
  expect(textOf(view, '.none')).toContain('Choose one thing');
  await choose(/Nagle’s algorithm off/);
  await expect.poll(() => textOf(view, '.headline'), LONG).toContain('First difference, at 10.05 ms');
  await expect.poll(() => textOf(view, '.said'), LONG).toMatch(/1 Does not send: Nagle.*2 A sends 4 octets/s);
  await expect.poll(() => marks(view), LONG).toBe(2);
  expect(view.querySelectorAll('svg[data-picture=ladder]')).toHaveLength(2);
  // The run of the page is as it was.
  expect(digestOf(player.history.record)).toBe(before);
});

test('both stand on one scale, and scroll together', async () => {
  const { view, choose } = await shown();
  await choose(/Nagle’s algorithm off/);
  await expect.poll(() => marks(view), LONG).toBe(2);
  const [a, b] = view.querySelectorAll<HTMLElement>('.scroller');
  const heights = [...view.querySelectorAll<HTMLElement>('.whole')].map(({ style }) => style.height);
  expect(heights[0]).toBe(heights[1]);
  const tops = [...view.querySelectorAll<HTMLElement>('.mark.first')].map(({ style }) => style.insetBlockStart);
  expect(tops[0]).toBe(tops[1]);
  a!.scrollTop = 90;
  await expect.poll(() => b!.scrollTop, LONG).toBe(90);
  b!.scrollTop = 30;
  await expect.poll(() => a!.scrollTop, LONG).toBe(30);
});

test('the sums of both stand side by side, with what each recv returned', async () => {
  const { view, choose } = await shown();
  await choose(/Nagle’s algorithm off/);
  const row = (name: string): string[] => {
    const found = [...view.querySelectorAll('.figures tr')].find((one) => one.textContent.includes(name));
    return [...(found?.querySelectorAll('td') ?? [])].map(({ textContent }) => textContent);
  };
  await expect.poll(() => row('calls of recv'), LONG).toEqual(['2', '3', '+1']);
  const cells = [...view.querySelectorAll('dd')].map((one) =>
    [...one.querySelectorAll('.cells')].map((run) => run.getAttribute('aria-label')),
  );
  expect(cells).toEqual([
    ['send 1: hello (5 octets)', 'send 2: nice (4 octets); send 3: day (3 octets)'],
    ['send 1: hello (5 octets)', 'send 2: nice (4 octets)', 'send 3: day (3 octets)'],
  ]);
});

test('the next difference is gone to with its button, with a key and from the table; the player goes there and selects what the first run has', async () => {
  const { player, view, choose } = await shown();
  await choose(/Nagle’s algorithm off/);
  await expect.poll(() => textOf(view, '.count'), LONG).toMatch(/^1 of \d+$/);
  const next = view.querySelector<HTMLButtonElement>('button[aria-label="Next difference"]')!;
  next.click();
  next.click();
  await expect.poll(() => textOf(view, '.count'), LONG).toMatch(/^3 of /);
  expect(player.playhead).toBe(12_059_520);
  expect(player.row(player.selection.row!).reason).toBe('tcp-read');
  next.focus();
  await userEvent.keyboard('[[');
  await expect.poll(() => textOf(view, '.count'), LONG).toMatch(/^2 of /);
  view.querySelector<HTMLButtonElement>('.differences button')!.click();
  await expect.poll(() => textOf(view, '.count'), LONG).toMatch(/^1 of /);
  expect(view.querySelector('.differences [aria-current]')?.textContent).toContain('Len=7');
});

test('what is chosen in the first run is selected in the player; of the second its sentence is said', async () => {
  const { player, view, choose } = await shown();
  await choose(/Nagle’s algorithm off/);
  await expect.poll(() => marks(view), LONG).toBe(2);
  const [a, b] = view.querySelectorAll<HTMLElement>('.scroller');
  a!.focus();
  await userEvent.keyboard('{Home}');
  const chosen = (): number | undefined => {
    const { row } = player.selection;
    return row === undefined ? undefined : player.row(row).departs;
  };
  await expect.poll(chosen, LONG).toBe(2_000_000);
  const { frame } = player.selection;
  b!.focus();
  await userEvent.keyboard('{End}');
  await expect.poll(() => textOf(view, '.said'), LONG).toMatch(/2 A sends at .*ACK/s);
  expect(player.selection.frame).toBe(frame);
});

test('when something else is done in the first run, the second is had again', async () => {
  const { player, comparison, view, choose } = await shown();
  await choose(/loss 30 %/);
  await expect.poll(() => comparison.other?.progress, LONG).toBe('whole');
  await expect.poll(() => textOf(view, '.said'), LONG).toContain('which is lost');
  const before = comparison.other;
  await player.act({ do: 'run', on: 'C', line: 'ping -c 1 192.168.12.1' }, 5e6);
  await expect.poll(() => comparison.other !== before && comparison.other?.progress, LONG).toBe('whole');
  expect(comparison.other!.history!.log).toHaveLength(3);
});

test('a run that was kept can be compared with what was done since; of the same run nothing differs', async () => {
  const { player, view, choose } = await shown();
  [...view.querySelectorAll('button')].find(({ textContent }) => textContent === 'Keep this run')!.click();
  await expect.poll(() => view.querySelector('option[value=kept]') !== null, LONG).toBe(true);
  await choose(/the run that was kept/);
  await expect.poll(() => textOf(view, '.headline'), LONG).toContain('do not differ');
  await player.act({ do: 'link', link: 'B-S', loss: '100 %' }, 5e6);
  await choose(/choose what is different/);
  await choose(/the run that was kept/);
  await expect.poll(() => textOf(view, '.headline'), LONG).toContain('First difference');
});

test('another line can be run in place of one; what is not there yet is said', async () => {
  const { comparison, view, choose } = await shown();
  await choose(/instead of A\$ calls plain.calls/);
  const input = view.querySelector<HTMLInputElement>('form input')!;
  expect(input.value).toBe('calls plain.calls');
  await userEvent.fill(input, 'calls three.calls nodelay=1');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => comparison.other?.progress, LONG).toBe('whole');
  await expect.poll(() => textOf(view, '.headline'), LONG).toContain('octets: 7 | 4');
});

test('a second run with far too many rows is ended, and it is said until when the two are compared', async () => {
  const { comparison, view, choose } = await shown();
  await choose(/instead of A\$ calls plain.calls/);
  await userEvent.fill(view.querySelector<HTMLInputElement>('form input')!, 'ping -c 4000 -i 0.01 192.168.12.2');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => comparison.other?.progress, LONG).toBe('cut');
  await expect.poll(() => textOf(view, '.cut'), { timeout: 60_000 }).toContain('20,000 rows');
  expect(marks(view)).toBe(2);
}, 90_000);

test.each(['en', 'zh-CN'] as const)('axe finds nothing in %s', async (name) => {
  await language.choose(name);
  const { view, choose } = await shown();
  await choose(/Nagle/);
  await expect.poll(() => marks(view), LONG).toBe(2);
  const { violations } = await axe.run(view, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
