// The ladder: only what is in sight is in the page, keys and clicks select, the playhead is followed, and everything is said in words too.
import axe from 'axe-core';
import { tick } from 'svelte';
import '../../src/ui/theme.css';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import type { Player } from '../../src/player/player.svelte.ts';
import Ladder from '../../src/ui/ladder/Ladder.svelte';
import { choice } from '../../src/ui/ladder/choice.svelte.ts';
import { MOST_PICTURED, partPictured } from '../../src/ui/ladder/parts.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { labOf, threeHosts } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';

beforeEach(async () => {
  await language.choose('en');
  Object.assign(choice, { stream: undefined, relative: true, follows: true });
  choice.devices.clear();
});

const pings = labOf(threeHosts('do:\n  - { at: 0 s, on: A, run: ping -c 20 192.168.12.2 }'));
const lossy = labOf(
  threeHosts(`faults:
  - { drop: tcp.len == 5, nth: 1 }
do:
  - { at: 0 s, on: B, run: nc -l 5000 }
  - { at: 1 s, on: A, run: 'echo four | nc -N 192.168.12.2 5000' }
`),
);

/** For what is done in several turns, on a busy machine. */
const LONG = { timeout: 20_000 };

interface Shown {
  player: Player;
  view: HTMLElement;
  list: HTMLElement;
  options: () => HTMLElement[];
}

async function show(lab: typeof pings): Promise<Shown> {
  const player = await playerOf(lab);
  const { container } = await render(Ladder, { player });
  const view = container as HTMLElement;
  view.style.height = '400px';
  await tick();
  const list = view.querySelector<HTMLElement>('[role=listbox]')!;
  return { player, view, list, options: () => [...view.querySelectorAll<HTMLElement>('[role=option]')] };
}
const chosen = ({ view }: Shown): HTMLElement | null => view.querySelector('.sent.chosen');

test('20,000 rows make a long picture, and few elements', async () => {
  const shown = await show(labOf(threeHosts('do:\n  - { at: 0 s, on: A, run: ping -c 4100 -i 0.01 192.168.12.2 }')));
  const { player, view, list, options } = shown;
  player.toEnd();
  expect(player.history.record.rowCount).toBeGreaterThan(20_000);
  const ends = (): boolean => list.scrollHeight > 100_000;
  await expect.poll(ends, LONG).toBe(true);
  await expect.poll(() => options().length).toBeGreaterThan(5);
  expect(view.querySelectorAll('*').length).toBeLessThan(1500);
  // The end of the run was followed; the first line is somewhere above.
  await expect.poll(() => Number(options()[0]?.getAttribute('aria-posinset')), LONG).toBeGreaterThan(8000);
  list.scrollTop = 0;
  await expect.poll(() => options()[0]?.getAttribute('aria-posinset')).toBe('1');
  expect(view.querySelectorAll('*').length).toBeLessThan(1500);
});

test('keys go from line to line, and Enter to the instant of one', async () => {
  const shown = await show(pings);
  const { player, list, options } = shown;
  list.focus();
  await userEvent.keyboard('{Home}');
  const [first] = rowsOf(player, (row) => row.kind === 'flight');
  expect(player.selection).toMatchObject({ row: first!.number, frame: first!.frame });
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  const option = (): HTMLElement | undefined => options().find((one) => one.ariaSelected === 'true');
  await expect.poll(() => option()?.getAttribute('aria-posinset')).toBe('3');
  expect(list.getAttribute('aria-activedescendant')).toBe(option()!.id);
  expect(option()!.textContent).toMatch(/^A sends at .*: ICMP Echo \(ping\) request .*\. It arrives at B at /);
  await expect.poll(() => chosen(shown)?.dataset['place']).toBe('2');
  await userEvent.keyboard('{Enter}');
  expect(player.playhead).toBe(player.row(player.selection.row!).departs);
  await userEvent.keyboard('{End}');
  await expect.poll(() => chosen(shown)).not.toBeNull();
  expect(list.scrollTop).toBeGreaterThan(0);
});

test('what is selected elsewhere is shown here, whichever hop of it', async () => {
  const shown = await show(pings);
  const flights = rowsOf(shown.player, (row) => row.kind === 'flight');
  const last = flights[flights.length - 1]!;
  // From the switch on to A: no line of its own.
  shown.player.select({ row: last.number, frame: last.frame });
  await expect.poll(() => chosen(shown)?.dataset['place']).toBe('41');
  expect(chosen(shown)!.textContent).toContain('pong 20');
});

test('a click selects', async () => {
  const shown = await show(pings);
  const label = [...shown.view.querySelectorAll('.sent .label')].find((one) => one.textContent === 'ping 1')!;
  await userEvent.click(label);
  await expect.poll(() => chosen(shown)?.textContent).toContain('ping 1');
  expect(shown.player.dissections.of(shown.player.selection.frame!).info).toContain('request');
});

test('a loss is crossed and says why; what was sent again leads to it and back', async () => {
  const shown = await show(lossy);
  const { player, view, options } = shown;
  player.toEnd();
  const lost = (): HTMLElement | undefined => options().find((one) => one.textContent.includes('does not arrive'));
  await expect.poll(lost).toBeDefined();
  expect(lost()!.textContent).toMatch(/TCP PSH, ACK Seq=1 Ack=1 Len=5 .* does not arrive at B: lost \(fault\)/);
  expect(view.querySelectorAll('.cross').length).toBe(1);
  expect(view.querySelectorAll('path.link').length).toBe(1);
  const again = rowsOf(player, (row) => row.reason === 'tcp-retransmission')[0]!;
  player.select({ row: again.number, frame: again.frame });
  await expect.poll(() => chosen(shown)?.textContent).toContain('↺');
  const button = (name: string): HTMLElement | undefined =>
    [...view.querySelectorAll<HTMLElement>('button')].find((one) => one.textContent.includes(name));
  button('To the original')!.click();
  await expect.poll(() => chosen(shown)?.querySelector('.cross')).toBeTruthy();
  button('To its retransmission')!.click();
  await expect.poll(() => player.selection.row).toBe(again.number);
});

test('one conversation has the states of both ends and the calls beside it; numbers are relative or as they are', async () => {
  const shown = await show(lossy);
  const { player, view } = shown;
  player.toEnd();
  const select = view.querySelector('select')!;
  await userEvent.selectOptions(select, 'A:49152 ↔ B:5000');
  const states = (): string[] => [...view.querySelectorAll('.state .name')].map((one) => one.textContent);
  await expect.poll(states).toEqual(expect.arrayContaining(['SYN-SENT', 'SYN-RECEIVED', 'ESTABLISHED', 'FIN-WAIT-1']));
  expect(view.querySelectorAll('.call').length).toBe(2);
  const syn = (): string =>
    [...view.querySelectorAll('.label')].map((one) => one.textContent).find((one) => one.includes('SYN'))!;
  expect(syn()).toContain('Seq=0');
  await userEvent.click(view.querySelector('.tools input')!);
  await expect.poll(syn).not.toMatch(/Seq=0 /);
  // A mark beside the column is a call.
  const mark = view.querySelector<SVGElement>('.call')!;
  mark.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(player.row(player.selection.row!).reason).toBe('tcp-written');
});

test('devices are chosen; a switch with a column divides the lines', async () => {
  const shown = await show(pings);
  const { view } = shown;
  const heads = (): string[] => [...view.querySelectorAll('.heads strong')].map((one) => one.textContent);
  expect(heads()).toEqual(['A', 'B', 'C']);
  const menu = [...view.querySelectorAll('button')].find((one) => one.textContent.includes('Devices'))!;
  await userEvent.click(menu);
  await userEvent.click(view.querySelector<HTMLElement>('fieldset label:nth-of-type(4) input')!);
  await expect.poll(heads).toEqual(['A', 'B', 'C', 'S']);
  await expect.poll(() => shown.options()[1]?.textContent).toMatch(/^S sends/);
});

test('the playhead is followed, until the reader scrolls while it plays', async () => {
  const { player, list } = await show(pings);
  player.toEnd();
  await expect.poll(() => list.scrollTop).toBeGreaterThan(300);
  player.toStart();
  await expect.poll(() => list.scrollTop).toBe(0);
  player.play();
  list.dispatchEvent(new WheelEvent('wheel', { deltaY: 10 }));
  expect(choice.follows).toBe(false);
  player.toEnd();
  await tick();
  await tick();
  expect(list.scrollTop).toBe(0);
});

test('where nothing has been sent it says so', async () => {
  const { view } = await show(labOf(threeHosts()));
  expect(view.textContent).toContain('Nothing has been sent yet');
});

test('axe finds nothing, in either language', async () => {
  const shown = await show(lossy);
  const { player, view } = shown;
  player.toEnd();
  const again = rowsOf(player, (row) => row.reason === 'tcp-retransmission')[0]!;
  player.select({ row: again.number, frame: again.frame });
  for (const name of ['en', 'zh-CN'] as const) {
    await language.choose(name);
    document.documentElement.lang = name;
    await tick();
    const { violations } = await axe.run(view, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  }
});

test('a picture is of the whole ladder, or of a long one around the window', () => {
  expect(partPictured(400, 300, 2000)).toEqual({ top: 0, height: 2000 });
  const whole = 4 * MOST_PICTURED;
  expect(partPictured(0, 300, whole)).toEqual({ top: 0, height: MOST_PICTURED });
  expect(partPictured(whole - 300, 300, whole)).toEqual({ top: whole - MOST_PICTURED, height: MOST_PICTURED });
  const { top, height } = partPictured(whole / 2, 300, whole);
  expect([top <= whole / 2, top + height >= whole / 2 + 300]).toEqual([true, true]);
});

test('a jump fills the lines that are there anew, and makes few', async () => {
  const shown = await show(labOf(threeHosts('do:\n  - { at: 0 s, on: A, run: ping -c 400 -i 0.01 192.168.12.2 }')));
  const { player, view, options } = shown;
  const lines = (): SVGElement[] => [...view.querySelectorAll<SVGElement>('[data-place]')];
  await expect.poll(() => options()[0]?.getAttribute('aria-posinset'), LONG).toBe('1');
  const before = [...lines(), ...options()];
  player.toEnd();
  await expect.poll(() => Number(options()[0]?.getAttribute('aria-posinset')), LONG).toBeGreaterThan(700);
  expect(Number(lines()[0]!.dataset['place'])).toBeGreaterThan(700);
  const stayed = before.filter((one) => one.isConnected);
  expect(stayed.length).toBeGreaterThan(before.length / 2);
  expect(options().every(({ textContent }) => /^[AB] sends at /.test(textContent))).toBe(true);
});
