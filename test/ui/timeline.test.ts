// Time: buttons, keys, axis and notices move the one playhead; the player tells what has become of the run.
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { tick } from 'svelte';
import { SECOND } from '../../src/base/time.ts';
import { Player } from '../../src/player/player.svelte.ts';
import { arpLines, macLines } from '../../src/sim/tables.ts';
import { language } from '../../src/ui/language.svelte.ts';
import Timeline from '../../src/ui/timeline/Timeline.svelte';
import '../../src/ui/theme.css';
import { pair, ring } from '../support/labs.ts';
import { lineHere } from '../support/playing.ts';

let player: Player;
let view: HTMLElement;

async function show(line?: string, lab = pair()): Promise<void> {
  player = new Player(lineHere());
  await player.load(lab);
  if (line) await player.act({ do: 'run', on: 'A', line });
  const { container } = await render(Timeline, { player });
  view = container;
  view.style.cssText = 'display:block;width:700px';
  await tick();
}

const press = async (label: string): Promise<void> => {
  view.querySelector<HTMLElement>(`[aria-label="${label}"]`)!.click();
  await tick();
};
const slider = (): HTMLElement => view.querySelector<HTMLElement>('[role=slider]')!;

beforeEach(() => language.choose('en'));
afterEach(() => player.close());

test('on the smallest phone everything stands within the screen', async () => {
  const usual = [innerWidth, innerHeight] as const;
  await page.viewport(360, 740);
  await show('ping -c 1 -i 200 192.168.12.2');
  player.seek((100 * SECOND) as never);
  view.style.width = '360px';
  await tick();
  const sticksOut = (): string[] =>
    [...view.querySelectorAll<HTMLElement>('button, select, output, [role=slider]')]
      .filter((one) => one.offsetWidth > 0)
      .filter((one) => one.getBoundingClientRect().right > 360 - 4 || one.getBoundingClientRect().left < 4)
      .map((one) => one.ariaLabel ?? one.tagName);
  await expect.poll(sticksOut).toEqual([]);
  await page.viewport(...usual);
});

describe('buttons', () => {
  test('step through every event and back, with every table as it was', async () => {
    await show('ping -c 1 192.168.12.2');
    const seen: { at: number; arp: number; mac: number }[] = [];
    const look = () => ({
      at: player.playhead,
      arp: arpLines(player.world.state, 0).length,
      mac: macLines(player.world.state, 2).length,
    });
    seen.push(look());
    while (player.playhead < player.end) {
      const before = player.playhead;
      await press('Next event');
      if (player.playhead === before) break;
      seen.push(look());
    }
    expect(seen.length).toBeGreaterThan(6);
    expect(seen[0]).toEqual({ at: 0, arp: 1, mac: 0 });
    expect(seen.at(-1)).toMatchObject({ arp: 1, mac: 2 });
    for (const moment of seen.slice(0, -1).reverse()) {
      await press('Previous event');
      expect(look()).toEqual(moment);
    }
  });

  test('go to the end and the beginning', async () => {
    await show('ping -c 1 192.168.12.2');
    await press('To the end');
    expect(player.playhead).toBe(player.end);
    expect(player.atEnd).toBe(true);
    await press('To the beginning');
    expect(player.playhead).toBe(0);
  });

  test('play and pause; at the end playing begins anew', async () => {
    await show('ping -c 1 192.168.12.2');
    await press('Play');
    expect(player.playing).toBe(true);
    player.advanceBy(1_000);
    expect(player.playhead).toBeGreaterThan(0);
    await press('Pause');
    expect(player.playing).toBe(false);
    player.toEnd();
    await tick();
    await press('Play');
    expect(player.playhead).toBe(0);
    player.advanceBy(60_000);
    expect(player.playing).toBe(false);
    expect(player.atEnd).toBe(true);
  });
});

describe('keys', () => {
  test('on the page step and play', async () => {
    await show('ping -c 1 192.168.12.2');
    await userEvent.keyboard('l');
    const first = player.playhead;
    expect(first).toBeGreaterThan(0);
    await userEvent.keyboard('{ArrowRight}');
    expect(player.playhead).toBeGreaterThan(first);
    await userEvent.keyboard('j');
    expect(player.playhead).toBe(first);
    await userEvent.keyboard('{End}');
    expect(player.playhead).toBe(player.end);
    await userEvent.keyboard('{Home}');
    expect(player.playhead).toBe(0);
    await userEvent.keyboard(' ');
    expect(player.playing).toBe(true);
    await userEvent.keyboard('k');
    expect(player.playing).toBe(false);
  });

  test('typed into a box mean what they say', async () => {
    await show('ping -c 1 192.168.12.2');
    const box = document.createElement('input');
    document.body.append(box);
    box.focus();
    await userEvent.keyboard('lkj {ArrowRight}');
    expect(box.value).toBe('lkj ');
    expect(player.playhead).toBe(0);
    expect(player.playing).toBe(false);
    box.remove();
  });

  test('on the axis move the playhead, which says where it is', async () => {
    await show('ping -c 1 192.168.12.2');
    slider().focus();
    await userEvent.keyboard('{ArrowRight}');
    const at = player.playhead;
    expect(at).toBeGreaterThan(0);
    await tick();
    expect(slider().getAttribute('aria-valuenow')).toBe(String(at));
    expect(slider().getAttribute('aria-valuetext')).toMatch(/^0\.00\d{7} seconds$/);
    await userEvent.keyboard('{PageUp}');
    expect(player.playhead).toBeGreaterThan(at);
    await userEvent.keyboard('{End}');
    expect(player.playhead).toBe(player.end);
  });
});

describe('the axis', () => {
  test('marks what happened by kind, and folds waiting', async () => {
    await show('ping -c 2 192.168.12.2');
    view.style.width = '1100px';
    await new Promise((done) => requestAnimationFrame(done));
    await tick();
    expect(view.querySelectorAll('.tick.link').length).toBe(4);
    expect(view.querySelectorAll('.tick.network').length).toBe(8);
    expect(view.querySelectorAll('.command')).toHaveLength(1);
    expect(view.querySelectorAll('.table').length).toBeGreaterThan(2);
    expect(view.querySelectorAll('.fold')).toHaveLength(1);
    await expect.poll(() => view.querySelector('.waited')?.textContent).toMatch(/^99\d ms$/);
  });

  test('is dragged along', async () => {
    await show('ping -c 1 192.168.12.2');
    await new Promise((done) => requestAnimationFrame(done));
    const box = slider().getBoundingClientRect();
    const at = (x: number) => ({
      bubbles: true,
      button: 0,
      pointerId: 1,
      clientX: box.left + x * box.width,
      clientY: box.top + 10,
    });
    slider().setPointerCapture = () => undefined;
    slider().dispatchEvent(new PointerEvent('pointerdown', at(0.5)));
    const half = player.playhead;
    expect(half).toBeGreaterThan(0);
    slider().dispatchEvent(new PointerEvent('pointermove', at(0.9)));
    expect(player.playhead).toBeGreaterThan(half);
    slider().dispatchEvent(new PointerEvent('pointerup', at(0.9)));
    slider().dispatchEvent(new PointerEvent('pointermove', at(0.1)));
    expect(player.playhead).toBeGreaterThan(half);
  });
});

describe('speed', () => {
  test('changes how fast the story is told, not what happens', async () => {
    await show('ping -c 1 192.168.12.2');
    const after = (speed: number): number => {
      player.toStart();
      player.speed = speed;
      player.play();
      player.advanceBy(1_000);
      player.pause();
      return player.playhead;
    };
    expect(after(4)).toBeGreaterThan(after(1));
    expect(after(1)).toBeGreaterThan(after(0.25));
  });

  test('true time passes as in the network', async () => {
    await show('ping -c 3 192.168.12.2');
    player.trueTime = true;
    player.speed = 1;
    player.play();
    player.advanceBy(1_500);
    expect(player.playhead).toBe(1.5 * SECOND);
  });
});

describe('notices', () => {
  test('a change of the past is told, once', async () => {
    await show('ping -c 1 192.168.12.2');
    player.toEnd();
    player.seek(2_500_000);
    await player.act({ do: 'unplug', at: 'B.eth0' });
    await tick();
    expect(player.branchedAt).toBe(2_500_000);
    expect(view.querySelector('[role=status]')!.textContent).toContain('0.002500000');
    view.querySelector<HTMLElement>('.notice button')!.click();
    await tick();
    expect(view.querySelector('[role=status]')).toBeNull();
    expect(player.branchedAt).toBe(2_500_000);
  });

  test('what nobody has seen yet is no past', async () => {
    await show('ping -c 1 192.168.12.2');
    player.seek(1_000_000);
    await player.act({ do: 'unplug', at: 'B.eth0' });
    expect(player.branchedAt).toBeUndefined();
  });

  test('a storm says that it was stopped, and can be let go on', async () => {
    await show('ping -c 1 192.168.12.2', ring());
    expect(view.querySelector('[role=status]')!.textContent).toContain('400000 events');
    const before = player.end;
    view.querySelector<HTMLElement>('.notice button')!.click();
    await expect.poll(() => player.end, { timeout: 15_000 }).toBeGreaterThan(before);
  });
});

test('axe finds nothing', async () => {
  await show('ping -c 1 192.168.12.2');
  const { violations } = await axe.run(view, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
});

test('a world in its worker does the same', async () => {
  player = new Player();
  await player.load(pair());
  await player.act({ do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' });
  await expect.poll(() => player.running).toBe(false);
  const here = new Player(lineHere());
  await here.load(pair());
  await here.act({ do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' });
  expect(player.history.record.rowCount).toBe(here.history.record.rowCount);
  expect(player.history.live.state).toEqual(here.history.live.state);
  expect(player.failure).toBeUndefined();
});
