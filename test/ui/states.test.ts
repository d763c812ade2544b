// The TCP states of both ends: what was walked by the playhead is lit and listed, and every step leads to its moment.
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { tick } from 'svelte';
import type { Player } from '../../src/player/player.svelte.ts';
import { language } from '../../src/ui/language.svelte.ts';
import States from '../../src/ui/states/States.svelte';
import '../../src/ui/theme.css';
import { labOf, threeHosts } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';

const talk = labOf(
  threeHosts(`files:
  A:
    client.calls: |
      connect 192.168.12.2:5000
      send b'hello'
      wait 1 s
      close
  B:
    server.calls: |
      listen 5000
      accept
      recv 1024
      recv 1024
      close
do:
  - { at: 0 s, on: B, run: calls server.calls }
  - { at: 0 s, on: A, run: calls client.calls }
`),
);

let player: Player;
let view: HTMLElement;
async function show(lab = talk, width = 1000): Promise<void> {
  player = await playerOf(lab);
  const { container } = await render(States, { player });
  view = container;
  view.style.cssText = `display:block;width:${width}px`;
  await tick();
}
const now = (): string[] => [...view.querySelectorAll('.box.now')].map((one) => one.textContent!.trim());
const steps = (end: number): string[] =>
  [...view.querySelectorAll('ol')[end]!.querySelectorAll('button')].map((one) =>
    one.textContent!.replace(/\s+/g, ' ').trim(),
  );

beforeEach(() => language.choose('en'));

test('before anybody connects it says so', async () => {
  await show(labOf(threeHosts()));
  expect(view.textContent).toContain('No connection yet');
});

test('the way up to the playhead is lit, and goes out again', async () => {
  await show();
  const opened = rowsOf(player, (row) => row.reason === 'tcp-state');
  player.seek(opened[0]!.at);
  await expect.poll(now).toEqual(['SYN-SENT']);
  expect(view.textContent).toContain('B knows nothing of this connection yet.');
  player.toEnd();
  await expect.poll(now).toEqual(['CLOSED', 'CLOSED']);
  expect(steps(0)[0]).toBe('1 active OPEN → SYN-SENT 0 ns');
  expect(steps(0).length).toBe(6);
  expect(view.querySelectorAll('.way.lit').length).toBe(12);
  player.seek(opened[0]!.at);
  await expect.poll(now).toEqual(['SYN-SENT']);
  expect(view.querySelectorAll('.way.lit').length).toBe(1);
});

test('a step of the list and a way of the diagram go to the row that tells of it', async () => {
  await show();
  player.toEnd();
  await tick();
  const fin = rowsOf(player, (row) => row.reason === 'tcp-state' && row.device === 1).at(-3)!;
  view.querySelectorAll('ol')[1]!.querySelectorAll('button')[3]!.click();
  expect([player.playhead, player.selection.row]).toEqual([fin.at, fin.number]);
  await expect.poll(() => view.querySelectorAll('[aria-current=true]').length).toBe(1);
  player.toEnd();
  await tick();
  const way = view.querySelectorAll('svg')[1]!.querySelector<SVGGElement>('[data-part="ESTABLISHED → CLOSE-WAIT"]')!;
  way.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect([player.playhead, player.selection.row]).toEqual([fin.at, fin.number]);
});

test('keys go from part to part, and tell what leads along a way and where the RFC says so', async () => {
  await show();
  player.toEnd();
  await tick();
  const [svg] = view.querySelectorAll('svg');
  expect(svg!.querySelectorAll('[tabindex="0"]').length).toBe(1);
  svg!.querySelector<SVGGElement>('[tabindex="0"]')!.focus();
  await userEvent.keyboard('{Home}{ArrowRight}');
  expect(document.activeElement!.getAttribute('aria-label')).toBe('CLOSED to LISTEN: passive OPEN');
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement!.getAttribute('aria-label')).toBe('CLOSED to SYN-SENT: active OPEN; walked in step 1');
  const words = document.getElementById(document.activeElement!.getAttribute('aria-describedby')!)!;
  expect(words.textContent).toContain('a program calls connect');
  expect(words.textContent).toContain('RFC 9293 section 3.10.1: OPEN call');
  await userEvent.keyboard('{Enter}');
  expect(player.row(player.selection.row!).reason).toBe('tcp-state');
});

test('where there is little room a switch chooses the end', async () => {
  await show(talk, 380);
  player.toEnd();
  await tick();
  const shown = (): boolean[] =>
    [...view.querySelectorAll<HTMLElement>('section')].map((one) => one.offsetParent !== null);
  expect(shown()).toEqual([true, false]);
  [...view.querySelectorAll<HTMLElement>('.switch button')][1]!.click();
  await expect.poll(shown).toEqual([false, true]);
});

test.each(['en', 'zh-CN'] as const)('axe finds nothing in %s', async (name) => {
  await language.choose(name);
  await show();
  player.toEnd();
  await tick();
  const { violations } = await axe.run(view, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
});

test('in a low pane the states of both ends, the present one in the picture and the last step are in sight', async () => {
  await show(talk, 615);
  view.style.cssText = 'container: below / size; display:block; height:230px; width:615px; overflow:auto';
  player.toEnd();
  await expect.poll(() => now().length).toBe(2);
  const inSight = (part: Element): boolean => {
    const { top, bottom, height } = part.getBoundingClientRect();
    const around = [view, part.closest('.told, .picture') ?? view].map((one) => one.getBoundingClientRect());
    return height > 0 && around.every((one) => top >= one.top - 1 && bottom <= one.bottom + 1);
  };
  const parts = (what: string): Element[] => [...view.querySelectorAll(what)].filter((one) => one.checkVisibility());
  for (const { at } of rowsOf(player, (row) => row.reason === 'tcp-state')) {
    player.seek(at);
    await expect.poll(() => parts('.box.now, li:last-child, .switch .mono').map(inSight)).not.toContain(false);
  }
  expect(parts('.switch button').map((one) => one.textContent!.trim())).toEqual(['A CLOSED', 'B CLOSED']);
  expect(parts('.box.now')).toHaveLength(1);
});
