// The stage: what is drawn follows the playhead, keys reach every device, and screen readers are told.
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { tick } from 'svelte';
import { Player } from '../../src/player/player.svelte.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { placeOf } from '../../src/player/storyTime.ts';
import Stage from '../../src/ui/stage/Stage.svelte';
import '../../src/ui/theme.css';
import { labOf } from '../support/lab.ts';
import { four, pair, twoLans } from '../support/labs.ts';
import type { Lab } from '../../src/sim/lab.ts';
import { lineHere, rowsOf as rows } from '../support/playing.ts';

let player: Player;
let view: HTMLElement;

async function show(lab: Lab, line?: string): Promise<void> {
  player = new Player(lineHere());
  const { container } = await render(Stage, { player });
  view = container;
  view.style.cssText = 'display:block;width:760px;height:560px';
  await player.load(lab);
  if (line) await player.act({ do: 'run', on: 'A', line });
  await pictures();
}

/** Waits until the picture shows what is so now. */
async function pictures(): Promise<void> {
  await tick();
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
}

const all = (selector: string): Element[] => [...view.querySelectorAll(selector)];
const flyers = (): Element[] => all('.flyer[data-row]');
const button = (name: string): SVGGElement => view.querySelector<SVGGElement>(`[aria-label^="${name},"]`)!;
const protocolOf = (band: Element): string | undefined => (band as SVGElement).dataset['protocol'];
/** Plays, as slowly as can be, from a share of the time for which the story stands at an instant. */
function playFrom(t: number, share: number): void {
  player.seek(t - 1);
  player.speed = 1e-6;
  player.play();
  const [from, to] = [placeOf(player.story, t, 'before'), placeOf(player.story, t, 'after')];
  player.advanceBy((from + (to - from) * share - player.place) * 1000 * 1e6);
}
const rowsOf = (reason: string) => rows(player, (row) => row.reason === reason);

beforeEach(() => language.choose('en'));
afterEach(() => player.close());

describe('the network', () => {
  test('is drawn with names, addresses, and a light at each port', async () => {
    await show(four());
    expect(all('.name').map((name) => name.textContent)).toEqual(['A', 'B', 'C', 'D', 'S']);
    expect(view.textContent).toContain('192.168.12.3/24');
    expect(view.textContent).toContain('02:00:00:00:00:0d');
    expect(all('.port.up')).toHaveLength(8);
    expect(all('.cable')).toHaveLength(4);
  });

  test('shows a cable that is pulled out, and ports without one', async () => {
    await show(pair());
    await player.act({ do: 'unplug', at: 'A.eth0' });
    await pictures();
    expect(all('.cable.unplugged')).toHaveLength(1);
    expect(all('.port.none')).toHaveLength(2);
    expect(view.textContent).toContain('unplugged');
  });

  test('says at a cable what is not ordinary about it', async () => {
    const lab = labOf(`
lab: far
devices:
  A: { kind: host, ip: 10.0.0.1/24 }
  B: { kind: host, ip: 10.0.0.2/24 }
links:
  - { ends: [A, B], delay: 20 ms, loss: 1 %, rate: 10 Mbit/s }
`);
    await show(lab);
    expect(view.querySelector('.badge')!.textContent).toBe('loss 1 % · 20 ms · 10 Mbit/s');
  });

  test('follows a setting that is changed', async () => {
    await show(pair());
    await player.act({ do: 'set', of: 'A.eth0', ip: ['10.1.2.3/8'] });
    await pictures();
    expect(view.textContent).toContain('10.1.2.3/8');
  });
});

describe('on a phone', () => {
  const size = async (lab: Lab, line: string): Promise<void> => {
    await show(lab, line);
    view.style.cssText = 'display:block;width:390px;height:304px';
    await pictures();
  };

  test.each([
    ['four', four(), 'ping -c 1 192.168.12.2'],
    ['two LANs', twoLans(), 'ping -c 1 192.168.13.1'],
  ])('%s: nothing on the stage is smaller than 11.5 px, and no strip is lower than 16', async (_, lab, line) => {
    await size(lab, line);
    player.select({ device: 0 });
    for (let step = 0; step < 6; step++) {
      await pictures();
      const small = all('.picture text').filter((one) => parseFloat(getComputedStyle(one).fontSize) < 11.5);
      expect(small.map((one) => one.textContent)).toEqual([]);
      for (const rect of all('.flyer .frame')) expect(Number(rect.getAttribute('height'))).toBeGreaterThanOrEqual(16);
      player.stepForward();
    }
  });

  test('the sentence is whole, and however long it is the picture keeps its size', async () => {
    await size(twoLans(), 'ping -c 1 192.168.13.1');
    const picture = view.querySelector('.picture')!;
    const { height } = picture.getBoundingClientRect();
    do {
      await tick();
      const sentence = view.querySelector('.sentence')!;
      expect(sentence.scrollHeight).toBeLessThanOrEqual(sentence.clientHeight + 1);
      expect(picture.getBoundingClientRect().height).toBe(height);
    } while (player.stepForward());
  });

  test('what has no room beside a device is told when it is pointed at', async () => {
    await size(twoLans(), 'ping -c 1 192.168.13.1');
    const mac = /02:[0-9a-f:]{14}/;
    expect(mac.test(view.querySelector('.picture')!.textContent!)).toBe(false);
    button('A').focus();
    await pictures();
    expect(mac.test(view.querySelector('.picture')!.textContent!)).toBe(true);
  });
});

describe('frames', () => {
  test('fly where the playhead says: a flood is on every other cable', async () => {
    await show(four(), 'ping -c 1 192.168.12.2');
    const [flood] = rowsOf('switch-flooded-broadcast');
    player.seek(flood!.departs! + 400_000);
    await pictures();
    expect(flyers()).toHaveLength(3);
    expect(flyers().map((flyer) => flyer.querySelector('.word')!.textContent)).toEqual(Array(3).fill('who-has .2'));
    player.toStart();
    await pictures();
    expect(flyers().length).toBe(1);
  });

  test('move with the playhead, and are the same again when it comes back', async () => {
    await show(pair(), 'ping -c 1 192.168.12.2');
    const [flight] = rowsOf('arp-request');
    const placeAt = async (t: number): Promise<string> => {
      player.seek(t);
      await pictures();
      return flyers()[0]!.getAttribute('transform')!;
    };
    const early = await placeAt(flight!.departs! + 200_000);
    const late = await placeAt(flight!.departs! + 800_000);
    expect(late).not.toBe(early);
    expect(await placeAt(flight!.departs! + 200_000)).toBe(early);
  });

  test('show of a switch only the band that it reads, and lose their header at a router', async () => {
    await show(twoLans(), 'ping -c 1 192.168.13.1');
    const [routed] = rowsOf('router-forwarded');
    // While the router works, the story goes on and the clock stands.
    playFrom(routed!.at, 0.4);
    await pictures();
    const arrived = view.querySelector('.flyer.arrived')!;
    expect([...arrived.querySelectorAll('.strip > .band.dim')].map(protocolOf)).toEqual(['icmp', 'data']);
    expect(protocolOf(arrived.querySelector('.strip > .band')!)).toBe('eth');
    expect(arrived.querySelector<SVGElement>('.strip > .band')!.style.display).toBe('none');
    expect(arrived.querySelector<SVGElement>('.chip')!.style.display).toBe('');
    player.pause();
    const [switched] = rowsOf('switch-forwarded');
    player.seek(switched!.at);
    await pictures();
    const lit = all('.flyer.leaving .strip > .band:not(.dim)').map(protocolOf);
    expect(new Set(lit)).toEqual(new Set(['eth']));
  });

  test('that have arrived are gone: at the end of a run nothing is left on the stage', async () => {
    await show(four(), 'ping -c 1 192.168.12.2');
    const [reply] = rowsOf('arp-reply');
    player.seek(reply!.arrives!);
    await pictures();
    expect(flyers().map((one) => Number(one.getAttribute('data-row')))).not.toContain(reply!.number);
    player.toEnd();
    await pictures();
    expect(flyers()).toEqual([]);
    expect(all('.drawer, .ending')).toEqual([]);
  });

  test('glide from step to step, and are where they belong after a quarter of a second', async () => {
    await show(pair(), 'ping -c 1 192.168.12.2');
    player.toStart();
    await pictures();
    const at = (): string | undefined => flyers()[0]?.getAttribute('transform') ?? undefined;
    const before = at();
    player.stepForward();
    await pictures();
    const between = at();
    const seen = new Set([before, between]);
    const start = performance.now();
    while (performance.now() - start < 300) {
      await pictures();
      seen.add(at());
    }
    expect(seen.size).toBeGreaterThan(3);
    const after = at();
    await pictures();
    expect(at()).toBe(after);
  });

  test('that are lost fall, with the reason', async () => {
    const lab = labOf(`
lab: lossy
devices:
  A: { kind: host, ip: 10.0.0.1/24 }
  B: { kind: host, ip: 10.0.0.2/24 }
links:
  - { ends: [A, B], loss: 100 % }
`);
    await show(lab, 'ping -c 1 10.0.0.2');
    player.seek(900_000);
    await pictures();
    expect(all('.flyer.lost')).toHaveLength(1);
    expect(view.querySelector('.ending')!.textContent).toBe('✕ lost');
  });

  test('are chosen by a click', async () => {
    await show(pair(), 'ping -c 1 192.168.12.2');
    const [flight] = rowsOf('arp-request');
    player.seek(flight!.departs! + 500_000);
    await pictures();
    flyers()[0]!
      .querySelector('.band')!
      .dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(player.selection).toMatchObject({ row: flight!.number, frame: flight!.frame });
    await pictures();
    expect(flyers()[0]!.classList.contains('chosen')).toBe(true);
  });
});

describe('tables', () => {
  test('open beside devices when they change, the line that is new marked, and go with the playhead', async () => {
    await show(pair(), 'ping -c 1 192.168.12.2');
    const [learned] = rowsOf('mac-learned');
    player.seek(learned!.at);
    await pictures();
    const drawer = all('.drawer').find((one) => one.textContent!.includes('MAC table of S'))!;
    expect(drawer.textContent).toContain('02:00:00:00:00:0a');
    expect(drawer.querySelectorAll('.glow')).toHaveLength(1);
    player.toStart();
    await pictures();
    expect(all('.drawer').some((one) => one.textContent!.includes('MAC table'))).toBe(false);
  });

  test('open when a device is chosen', async () => {
    await show(pair());
    player.select({ device: 0 });
    await pictures();
    expect(all('.drawer')).toHaveLength(1);
    expect(view.querySelector('.drawer')!.textContent).toContain('ARP cache of A');
    expect(view.querySelector('.drawer')!.textContent).toContain('empty');
  });
});

test('a stage that is not shown draws nothing wrong, and comes back', async () => {
  await show(four());
  view.style.display = 'none';
  await pictures();
  await player.act({ do: 'run', on: 'A', line: 'ping -c 1 192.168.12.2' });
  player.toEnd();
  await pictures();
  expect(view.innerHTML).not.toContain('NaN');
  view.style.display = 'block';
  await pictures();
  await expect.poll(() => all('.name').map((name) => name.textContent)).toEqual(['A', 'B', 'C', 'D', 'S']);
});

describe('without a pointer', () => {
  test('devices are buttons in the order of the lab, arrows lead to neighbours, Enter chooses', async () => {
    await show(pair());
    const [a, b, s] = [button('A'), button('B'), button('S')];
    expect(a.getAttribute('aria-label')).toBe('A, 192.168.12.1/24, 02:00:00:00:00:0a, host');
    a.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(s);
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(b);
    await userEvent.keyboard('{Enter}');
    expect(player.selection.device).toBe(1);
    await tick();
    expect(b.getAttribute('aria-pressed')).toBe('true');
    await userEvent.keyboard('{Enter}');
    expect(player.selection.device).toBeUndefined();
  });

  test('plus, minus and 0 change the view', async () => {
    await show(pair());
    const scene = view.querySelector<SVGGElement>('.picture > svg > g')!;
    const first = scene.getAttribute('transform');
    button('A').focus();
    await userEvent.keyboard('+');
    await pictures();
    expect(scene.getAttribute('transform')).not.toBe(first);
    await userEvent.keyboard('0');
    await pictures();
    expect(scene.getAttribute('transform')).toBe(first);
  });

  test('what happens is said in a live region', async () => {
    await show(pair(), 'ping -c 1 192.168.12.2');
    const said = view.querySelector('[aria-live=polite]')!;
    const first = said.textContent;
    player.stepForward();
    await tick();
    expect(said.textContent).not.toBe(first);
    expect(said.textContent!.length).toBeGreaterThan(5);
  });

  test('axe finds nothing, in either language', async () => {
    await show(twoLans(), 'ping -c 1 192.168.13.1');
    player.select({ device: 0 });
    player.stepForward();
    for (const name of ['en', 'zh-CN'] as const) {
      await language.choose(name);
      document.documentElement.lang = name;
      await pictures();
      const { violations } = await axe.run(view, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
  });
});
