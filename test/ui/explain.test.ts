// "Explain this result": what surprises is marked where it stands, offered where it is selected, and told with its events, which lead to their moments.
import axe from 'axe-core';
import { entries } from 'virtual:shelf';
import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Player } from '../../src/player/player.svelte.ts';
import { explained, surpriseCodes, surpriseSpecs } from '../../src/sim/analysis/surprises.ts';
import EventList from '../../src/ui/events/EventList.svelte';
import { choice, surprisesBy } from '../../src/ui/explain/choice.svelte.ts';
import Explain from '../../src/ui/explain/Explain.svelte';
import { language } from '../../src/ui/language.svelte.ts';
import Sockets from '../../src/ui/sockets/Sockets.svelte';
import Terminals from '../../src/ui/terminal/Terminals.svelte';
import '../../src/ui/theme.css';
import { texts as english } from '../../src/words/panes.en.ts';
import { texts as chinese } from '../../src/words/panes.zh-CN.ts';
import { labOf, threeHosts } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';

const lab = labOf(
  threeHosts(`files:
  A:
    client.calls: |
      connect 192.168.12.2:5000
      send b'hello'
      wait 50 ms
      send b'nice'
      wait 1 s
  B:
    server.calls: |
      listen 5000
      accept
      at 500 ms recv 1024
      recv 1024
do:
  - { at: 0 s, on: B, run: calls server.calls }
  - { at: 0 s, on: A, run: calls client.calls }
  - { at: 3 s, on: A, run: calls client.calls }
`),
);

let player: Player;
beforeEach(async () => {
  choice.chosen = undefined;
  await language.choose('en');
  await language.whole();
  player = await playerOf(lab);
});
const row = (text: string): number =>
  rowsOf(player, (one) => one.reason === 'socket-call' && player.history.record.texts[one.x]!.includes(text)).at(-1)!
    .number;
const squeezed = (element: Element): string => element.textContent.replace(/\s+/g, ' ').trim();

test('where nothing has surprised it says so', async () => {
  const screen = await render(Explain, { player: await playerOf(labOf(threeHosts())) });
  expect(screen.container.textContent).toContain('Nothing has surprised yet');
});

test('the last result by the playhead is explained, with the very events', async () => {
  player.seek(600e6);
  const screen = await render(Explain, { player });
  const card = screen.container.querySelector('section')!;
  expect(squeezed(card)).toContain('Several sends in one recv A called send 2 times (numbers 1 to 2)');
  const events = [...card.querySelectorAll('ol button')].map(squeezed);
  expect(events.length).toBe(5);
  expect(events[0]).toContain("send(3, b'hello') = 5");
  expect(events[4]).toContain("recv(4, 1024) = b'hellonice'");
  expect(card.querySelector('a')!.getAttribute('href')).toBe('#/lesson/sticky/1');
});

test('an event leads to its moment, by key as well, and the card stays', async () => {
  player.seek(600e6);
  const screen = await render(Explain, { player });
  const second = screen.getByRole('button', { name: /send\(3, b'nice'\)/ });
  await second.click();
  const at = player.row(row("send(3, b'nice')")).at;
  expect(player.selection.row).toBe(row("send(3, b'nice')"));
  expect(player.playhead).toBe(at);
  await screen.getByRole('button', { name: /Several sends/ }).click();
  player.seek(at);
  const result = screen.container.querySelector<HTMLElement>('ol .own')!;
  expect(result.textContent).toContain('has not happened yet');
  result.focus();
  await userEvent.keyboard('{Enter}');
  expect(player.selection.row).toBe(row('hellonice'));
  expect(result.getAttribute('aria-current')).toBe('true');
});

test('each in the list can be chosen', async () => {
  player.seek(player.end);
  const screen = await render(Explain, { player });
  const titles = [...screen.container.querySelectorAll('ul .title')].map((one) => one.textContent);
  expect(titles).toEqual(['Several sends in one recv', "recv gives b''", 'Connection refused']);
  await expect.element(screen.getByRole('heading', { name: 'Connection refused' })).toBeVisible();
  await screen.getByRole('button', { name: /^recv gives/ }).click();
  await expect.element(screen.getByRole('heading', { name: "recv gives b''" })).toBeVisible();
});

test('a selected row of the event list offers to be explained, and rows are marked', async () => {
  player.seek(600e6);
  const views: string[] = [];
  const context = new Map([['view', (name: string) => (views.push(name), Promise.resolve())]]);
  const screen = await render(EventList, { props: { player }, context });
  player.select({ row: row('hellonice') });
  const offer = screen.getByRole('button', { name: 'Explain this result: Several sends in one recv' });
  await expect.element(offer).toBeVisible();
  expect(screen.container.querySelectorAll('[role=row] svg[aria-label^="Can be explained"]').length).toBeGreaterThan(0);
  await offer.click();
  expect(views).toEqual(['explain']);
  expect(choice.chosen).toEqual({ row: row('hellonice'), code: 'sends-joined' });
  player.select({ row: row("send(3, b'nice')") });
  await expect.element(offer).not.toBeInTheDocument();
});

test('what has not happened by the playhead is not offered', async () => {
  player.seek(0);
  const screen = await render(Sockets, { player });
  player.select({ row: row('hellonice') });
  expect(screen.container.querySelector('.offer')).toBeNull();
});

test('sockets and terminals offer it as well', async () => {
  player.seek(600e6);
  player.select({ row: row('hellonice') });
  const sockets = await render(Sockets, { player });
  await expect.poll(() => sockets.container.querySelectorAll('.offer').length).toBe(1);
  expect(sockets.container.querySelector('.recvs svg[aria-label^="Can be explained"]')).not.toBeNull();
  player.seek(2e9);
  player.select({ device: 1 });
  const terminals = await render(Terminals, { player });
  await expect.poll(() => terminals.container.querySelector('.offer')?.textContent).toContain("recv gives b''");
});

test('there are words for every variant in both languages, with all that they need', () => {
  for (const texts of [english, chinese]) {
    for (const code of surpriseCodes) {
      const { variants, parameters } = surpriseSpecs[code];
      const known: readonly string[] = parameters;
      for (const end of ['', '.try', ...variants.map((one) => `.${one}`)]) {
        const text = texts[`explain.${code}${end}`];
        expect(text, `${code}${end}`).toBeDefined();
        const forms = typeof text === 'string' ? [text] : [text!.one, text!.other];
        for (const [, name] of forms.join(' ').matchAll(/\{(\w+)\}/g)) expect(known, `${code}${end}`).toContain(name);
      }
    }
  }
});

test('a link leads to a lesson that there is', () => {
  const linked = surpriseCodes.flatMap((code) =>
    entries.filter(({ id }) => (surpriseSpecs[code].lessons as readonly string[]).includes(id)),
  );
  expect(new Set(linked.map(({ id }) => id)).size).toBeGreaterThan(2);
});

test.each([
  ['en', 1000],
  ['zh-CN', 1000],
  ['en', 360],
] as const)('axe finds nothing in %s, %i px wide', async (name, width) => {
  await language.choose(name);
  player.seek(player.end);
  player.select({ row: row('hellonice') });
  const { container } = await render(Explain, { player });
  container.style.cssText = `display:block;width:${width}px`;
  expect(container.textContent).not.toMatch(/explain\.|\{\w+\}/);
  const { violations } = await axe.run(container, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(container.scrollWidth).toBeLessThanOrEqual(width);
});

test('what is explained has all that its words need', () => {
  for (const one of surprisesBy(player)) {
    const { code, parameters } = explained(player.history, one);
    expect(Object.keys(parameters).sort()).toEqual([...surpriseSpecs[code].parameters].sort());
  }
});
