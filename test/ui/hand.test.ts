// The hand on the stage: zooming and dragging are there when the reader moves, though they are loaded only then.
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { language } from '../../src/ui/language.svelte.ts';
import Stage from '../../src/ui/stage/Stage.svelte';
import { pair } from '../support/labs.ts';
import { playerOf } from '../support/playing.ts';

async function open() {
  await language.choose('en');
  const player = await playerOf(pair());
  const screen = await render(Stage, { props: { player } });
  const picture = screen.container.querySelector<HTMLElement>('.stage')!;
  picture.style.width = '600px';
  picture.style.height = '400px';
  const place = (device: number): DOMRect =>
    screen.container.querySelector(`[data-device="${device}"] .ring`)!.getBoundingClientRect();
  const width = (): number => Math.abs(place(0).left - place(1).left);
  await expect.poll(width).toBeGreaterThan(400); // the picture fills its new size
  return { player, screen, place, width };
}

test('the first key that asks for zoom zooms; 0 shows the whole again', async () => {
  const { screen, width } = await open();
  const whole = width();
  screen.container.querySelector<SVGSVGElement>('[role=group]')!.focus();
  await userEvent.keyboard('+');
  await expect.poll(width).toBeGreaterThan(1.2 * whole);
  await userEvent.keyboard('0');
  await expect.poll(width).toBeCloseTo(whole, 0);
});

test('a device is dragged by pointer, and dragging is no click', async () => {
  const { player, screen, place } = await open();
  const before = place(0);
  const device = screen.container.querySelector('[data-device="0"]')!;
  await userEvent.hover(device);
  await import('../../src/ui/stage/hand.ts').then(({ hand }) => hand);
  const target = screen.container.querySelector('[role=group]')!;
  await userEvent.dragAndDrop(device, target, { targetPosition: { x: 300, y: 60 } });
  await expect
    .poll(() => Math.abs(place(0).left - before.left) + Math.abs(place(0).top - before.top))
    .toBeGreaterThan(30);
  expect(player.selection.device).toBeUndefined();
});
