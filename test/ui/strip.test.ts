// The strip as it is drawn: bands in order, dimmed where a device does not look, buttons where asked for.
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { encodeFrame } from '../../src/wire/encode.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { readBy } from '../../src/player/strip.ts';
import Strip from '../../src/ui/kit/Strip.svelte';

const ping = dissect(
  encodeFrame([
    { eth: { dst: '02:00:00:00:00:0b', src: '02:00:00:00:00:0a' } },
    { ip: { src: '192.168.12.1', dst: '192.168.12.2' } },
    { icmp: { type: 8, ident: 1, seq: 1 } },
    { data: 'abcdefgh' },
  ]),
);

test('bands stand in wire order, with the word on the innermost header', async () => {
  const { container } = await render(Strip, { props: { dissection: ping, size: 's' } });
  const bands = [...container.querySelectorAll('.band')];
  expect(bands.map((band) => band.className.split(' ')[1])).toEqual([
    'link',
    'network',
    'network',
    'application',
    'link',
  ]);
  expect(bands.map((band) => band.textContent?.trim())).toEqual(['', '', 'ping 1', '', '']);
  expect(container.querySelector('.strip')?.getAttribute('aria-hidden')).toBe('true');
});

test('a switch lights the Ethernet header alone; padding is never lit', async () => {
  const { container } = await render(Strip, { props: { dissection: ping, size: 's', lit: readBy('switch') } });
  const dim = [...container.querySelectorAll('.band')].map((band) => band.classList.contains('dim'));
  expect(dim).toEqual([false, true, true, true, true]);
});

test('bands can be picked, each by its name and size', async () => {
  const picked: string[] = [];
  const screen = await render(Strip, {
    props: { dissection: ping, size: 'l', label: 'Headers', onpick: (band) => picked.push(band.protocol) },
  });
  await screen.getByRole('button', { name: 'ip 20' }).click();
  expect(picked).toEqual(['ip']);
});

test('nothing sticks out of the strip at any size', async () => {
  for (const size of ['s', 'm', 'l'] as const) {
    const { container } = await render(Strip, { props: { dissection: ping, size } });
    const strip = container.querySelector('.strip')!.getBoundingClientRect();
    for (const band of container.querySelectorAll('.band')) {
      expect(band.getBoundingClientRect().right).toBeLessThanOrEqual(strip.right + 0.6);
    }
    for (const text of container.querySelectorAll('.plate')) {
      const band = text.closest('.band')!.getBoundingClientRect();
      expect(text.getBoundingClientRect().width, `${size} ${text.textContent}`).toBeLessThanOrEqual(band.width + 0.6);
    }
  }
});
