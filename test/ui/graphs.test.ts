// Graphs of a connection: values of the samples at the playhead and where keys go, clicks that go there, zoom, and the same as a table.
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { tick } from 'svelte';
import type { Player } from '../../src/player/player.svelte.ts';
import { samplesOf } from '../../src/sim/analysis/samples.ts';
import { streamsOf } from '../../src/sim/analysis/streams.ts';
import Graphs from '../../src/ui/graphs/Graphs.svelte';
import { language, t } from '../../src/ui/language.svelte.ts';
import '../../src/ui/theme.css';
import { labOf, threeHosts } from '../support/lab.ts';
import { playerOf } from '../support/playing.ts';

const lossy = labOf(`
lab: lossy
seed: 24
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a, tcp: { minRto: 200 ms } }
  B: { kind: host, ip: 192.168.12.2/24, mac: 02:00:00:00:00:0b, tcp: { minRto: 200 ms } }
links:
  - { ends: [A, B], rate: 10 Mbit/s, delay: 5 ms, loss: 4 % }
files:
  A:
    sender.calls: |
      connect 192.168.12.2:5000
      send b'0123456789' * 15000
  B:
    reader.calls: |
      listen 5000
      accept
      recv 65536 until end
do:
  - { at: 0 s, on: B, run: calls reader.calls }
  - { at: 10 ms, on: A, run: calls sender.calls }
`);

let player: Player;
let view: HTMLElement;
async function show(lab = lossy): Promise<void> {
  player = await playerOf(lab);
  const { container } = await render(Graphs, { player });
  view = container;
  view.style.cssText = 'display:block;width:1200px;height:300px';
  player.toEnd();
  await tick();
}
const slider = (): HTMLElement => view.querySelector<HTMLElement>('[role=slider]')!;
const choose = async (name: string): Promise<void> => {
  [...view.querySelectorAll<HTMLElement>('.names button')].find((one) => one.textContent === name)!.click();
  await tick();
};
const sampled = (): Promise<void> =>
  expect.poll(() => view.textContent?.includes(t('graphs.working')), { timeout: 30_000 }).toBe(false);

beforeEach(() => language.choose('en'));

test('without a connection it says so', async () => {
  await show(labOf(threeHosts()));
  expect(view.textContent).toContain('No connection yet');
});

test('the legend tells the values of the playhead: those of the samples', async () => {
  await show();
  await sampled();
  await choose('Congestion window');
  const { at, columns } = samplesOf(player.history, streamsOf(player.history)[0]!).ends[0];
  const middle = Math.floor(at.length / 2);
  player.seek(at[middle]!);
  const told = (): string => view.querySelector('.legend')!.textContent!;
  await expect.poll(told).toContain(`cwnd ${columns.cwnd[middle]!.toLocaleString('en')}`);
  expect(view.querySelectorAll('svg .line').length).toBeGreaterThanOrEqual(3);
});

test('each line of a graph has a pattern of its own', async () => {
  await show();
  await sampled();
  for (const name of ['Congestion window', 'Round trips', 'Window', 'Throughput']) {
    await choose(name);
    const patterns = [...view.querySelectorAll('.chart .line')].map((one) =>
      ['solid', 'dashed', 'dotted', 'dashdot'].find((pattern) => one.classList.contains(pattern)),
    );
    expect(new Set(patterns).size).toBe(patterns.length);
  }
});

test('segments that were lost, and those that were sent again, are marked', async () => {
  await show();
  await sampled();
  for (const kind of ['segment', 'again', 'lost', 'sack'])
    expect(view.querySelector(`.chart .mark.${kind}`)?.getAttribute('d'), kind).toBeTruthy();
});

test('keys go from change to change, read it out, and go there', async () => {
  await show();
  await sampled();
  await choose('Congestion window');
  slider().focus();
  await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}');
  const { at, columns } = samplesOf(player.history, streamsOf(player.history)[0]!).ends[0];
  expect(Number(slider().getAttribute('aria-valuenow'))).toBe(at[2]);
  expect(slider().getAttribute('aria-valuetext')).toContain(`cwnd ${columns.cwnd[2]!.toLocaleString('en')}`);
  await userEvent.keyboard('{Enter}');
  expect(player.playhead).toBe(at[2]);
});

test('plus, minus and 0 zoom, and what is dragged over is shown', async () => {
  await show();
  await sampled();
  const ticks = (): string => [...view.querySelectorAll('.chart text')].map((one) => one.textContent).join(' ');
  const whole = ticks();
  slider().focus();
  await userEvent.keyboard('+');
  await expect.poll(ticks).not.toBe(whole);
  await userEvent.keyboard('0');
  await expect.poll(ticks).toBe(whole);
  const { left, top } = slider().getBoundingClientRect();
  const at = (type: string, x: number): boolean =>
    slider().dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: left + x, clientY: top + 40 }),
    );
  slider().setPointerCapture = () => undefined;
  at('pointerdown', 300);
  at('pointermove', 500);
  at('pointerup', 500);
  await expect.poll(ticks).not.toBe(whole);
  expect(player.atEnd).toBe(true);
});

test('a click goes to the moment, and on a segment selects it', async () => {
  await show();
  await sampled();
  const field = slider();
  field.setPointerCapture = () => undefined;
  const { left, top } = field.getBoundingClientRect();
  const path = view.querySelector('.chart .mark.segment')!.getAttribute('d')!;
  const [, x, y] = /M([\d.]+) ([\d.]+)/.exec(path)!;
  for (const type of ['pointerdown', 'pointerup'])
    field.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: left + +x!, clientY: top + +y! }),
    );
  const row = player.row(player.selection.row!);
  expect(row.kind).toBe('flight');
  expect(player.playhead).toBe(row.departs);
});

test('the table has the same values, and its moments lead there', async () => {
  await show();
  await sampled();
  await choose('Buffers');
  view.querySelector<HTMLElement>('summary')!.click();
  await expect.poll(() => view.querySelectorAll('tbody tr').length).toBe(100);
  const rows = view.querySelectorAll('tbody tr');
  rows[3]!.querySelector('button')!.click();
  const { at, columns } = samplesOf(player.history, streamsOf(player.history)[0]!).ends[0];
  const place = at.findLastIndex((one) => one <= player.playhead);
  expect(rows[3]!.querySelector('td')!.textContent).toBe(columns.sendBuffer[place]!.toLocaleString('en'));
});

test('what has not been seen yet is not shown', async () => {
  player = await playerOf(lossy);
  const { container } = await render(Graphs, { player });
  view = container;
  player.seek(60e6);
  await expect.poll(() => slider().getAttribute('aria-valuemax')).toBe('60000000');
});

test.each(['en', 'zh-CN'] as const)('axe finds nothing in %s', async (name) => {
  await language.choose(name);
  await show();
  await sampled();
  expect(view.querySelector('.chart .mark.lost')).toBeTruthy();
  view.querySelector<HTMLElement>('summary')!.click();
  await expect.poll(() => view.querySelector('tbody tr')).toBeTruthy();
  const { violations } = await axe.run(view, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
});
