// The inspector's numbers: headers bit by bit, checksums worked out, numbers counted from the SYNs, experts' remarks, a conversation followed.
import axe from 'axe-core';
import { beforeAll, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import type { Player } from '../../src/player/player.svelte.ts';
import EventList from '../../src/ui/events/EventList.svelte';
import { hexRows, textOf } from '../../src/ui/inspector/followedText.ts';
import Inspector from '../../src/ui/inspector/Inspector.svelte';
import { remarksOn } from '../../src/ui/inspector/remarked.ts';
import { language } from '../../src/ui/language.svelte.ts';
import Layers from '../../src/ui/layers/Layers.svelte';
import '../../src/ui/theme.css';
import { labOf, threeHosts, twoLans } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';
import { TALK } from '../support/talk.ts';

const FORGED =
  'do:\n  - { at: 0 s, on: A, run: send eth0 02000000010 02000000000a 0800 4500001c000140004001 26de c0a80c01 c0a80d01 0800f7fe00000001 }';
const TAGS = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

let talk: Player;
let lossy: Player;
beforeAll(async () => {
  await language.choose('en');
  talk = await playerOf(labOf(threeHosts(TALK)));
  lossy = await playerOf(labOf(threeHosts(`faults:\n  - { drop: tcp, from: A, nth: 3 }\n${TALK}`)));
});

/** Opens a part of the inspector; how it was left by another test does not matter. */
async function unfold(container: Element, title: string): Promise<void> {
  const button = [...container.querySelectorAll<HTMLElement>('h3 button')].find((one) =>
    one.textContent?.includes(title),
  )!;
  if (button.getAttribute('aria-expanded') === 'false') await userEvent.click(button);
}
const flight = (player: Player, reason: string, place = 0) =>
  rowsOf(player, (row) => row.kind === 'flight' && row.reason === reason).at(place)!;
const select = (player: Player, row: { number: number; frame?: number }): void =>
  player.select({ row: row.number, frame: row.frame, field: undefined, layer: undefined });
async function faults(node: Element): Promise<string[]> {
  const { violations } = await axe.run(node as HTMLElement, TAGS);
  return violations.map((one) => `${one.id}: ${one.nodes.map(({ html }) => html).join(' ')}`);
}

test('a cell of the bit diagram is chosen in tree and octets too, and they choose it', async () => {
  select(talk, flight(talk, 'tcp-data'));
  const { container } = await render(Inspector, { player: talk });
  await unfold(container, 'Bit by bit');
  const cells = (): HTMLElement[] => [...container.querySelectorAll<HTMLElement>('.diagram button')];
  const ttl = cells().find((cell) => cell.textContent?.includes('Time to Live'))!;
  await userEvent.click(ttl);
  expect(talk.selection.field).toMatchObject({ filter: 'ip.ttl', bits: 8 });
  expect(container.querySelector('.octet.chosen')?.textContent).toBe('40');
  talk.select({ field: { filter: 'ip.proto', bit: (14 + 9) * 8, bits: 8 } });
  await expect
    .poll(() =>
      cells()
        .filter((cell) => cell.getAttribute('aria-pressed') === 'true')
        .map((cell) => cell.textContent),
    )
    .toHaveLength(1);
  expect(container.querySelector('.diagram [aria-pressed=true]')?.textContent).toContain('6 (TCP)');
  expect(await faults(container)).toEqual([]);
});

test('raw numbers stay in the header, those counted from the SYN stand beside them', async () => {
  select(talk, flight(talk, 'tcp-data', -1));
  const { container } = await render(Inspector, { player: talk });
  const beside = [...container.querySelectorAll('.beside')].map((one) => one.textContent);
  expect(beside[0]).toMatch(/^counted from the SYN: \d{1,2}$/);
  expect(beside).toHaveLength(2);
  await unfold(container, 'In its connection');
  expect(container.textContent).toContain('Sequence number (relative)');
});

test('each checksum is added up word by word, and meets what the header carries', async () => {
  select(talk, flight(talk, 'tcp-data', -1));
  const { container } = await render(Inspector, { player: talk });
  await unfold(container, 'Checksums');
  const parts = [...container.querySelectorAll<HTMLElement>('details')];
  expect(parts.map((one) => one.querySelector('.verdict')?.textContent)).toEqual(['right', 'right']);
  await userEvent.click(parts[1]!.querySelector('summary')!);
  expect(parts[1]!.querySelectorAll('.pseudo')).toHaveLength(6);
  expect(parts[1]!.textContent).toContain('Both are the same');
  expect(await faults(container)).toEqual([]);
});

test('a forged checksum shows forged, in the diagram, the sum and the layers', async () => {
  const player = await playerOf(labOf(twoLans(FORGED.replace('02000000010', '020000000101'))));
  const sent = rowsOf(player, (row) => row.kind === 'flight')[0]!;
  select(player, sent);
  const { container } = await render(Inspector, { player });
  await unfold(container, 'Bit by bit');
  expect(container.querySelector('.cell.odd')?.textContent).toContain('0x26de');
  await unfold(container, 'Checksums');
  expect(container.querySelector('details .verdict')?.textContent).toBe('wrong');

  const view = await render(Layers, { player });
  await expect.poll(() => view.container.querySelector('.sentence')?.textContent).toContain('On the cable');
  (view.container.querySelector('.walk button') as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.poll(() => view.container.querySelector('.fields .odd')?.textContent).toContain('0x26de');
  await userEvent.keyboard('{End}');
  await expect.poll(() => view.container.querySelector('.sentence.wrong')?.textContent).toContain('checksum');
  expect(await faults(view.container)).toEqual([]);
});

test('what Wireshark remarks stands in the inspector and in the event list, with its sign and its name', async () => {
  const again = rowsOf(
    lossy,
    (row) => row.kind === 'flight' && remarksOn(lossy, row.number).includes('retransmission'),
  )[0]!;
  select(lossy, again);
  lossy.seek(again.at);
  const { container } = await render(Inspector, { player: lossy });
  expect(container.textContent).toContain('TCP Retransmission');
  expect(container.querySelector('svg[aria-label=Note]')).not.toBe(null);
  const list = await render(EventList, { player: lossy, onopen: () => undefined });
  await expect.poll(() => list.container.textContent).toContain('[TCP Retransmission]');
});

test('a conversation is followed: both sides in turn, as text, in hexadecimal, by calls of send', async () => {
  talk.toEnd();
  select(talk, flight(talk, 'tcp-data', -1));
  const screen = await render(Inspector, { player: talk });
  await unfold(screen.container, 'In its connection');
  await userEvent.click(screen.getByRole('button', { name: 'Follow the conversation' }));
  const pieces = (): string[] =>
    [...document.querySelectorAll('dialog ol > li pre')].map((one) => one.textContent ?? '');
  await expect.poll(pieces).toEqual(['hello', 'day', 'nice']);
  expect(await faults(document.querySelector('dialog')!)).toEqual([]);
  await userEvent.click(screen.getByText('in hexadecimal'));
  await expect.poll(() => pieces()[2]).toContain('00000005');
  await userEvent.click(screen.getByText('by calls of send'));
  await expect.poll(() => document.querySelector('dialog')?.textContent).toContain('send 2');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => document.querySelector('dialog')).toBe(null);
});

test('axe finds nothing in the layers, in either language', async () => {
  for (const name of ['en', 'zh-CN'] as const) {
    await language.choose(name);
    talk.seek(flight(talk, 'tcp-data').at);
    select(talk, flight(talk, 'tcp-data'));
    const view = await render(Layers, { player: talk });
    await expect.poll(() => view.container.querySelector('.sentence')).not.toBe(null);
    expect(await faults(view.container)).toEqual([]);
    await view.unmount();
  }
  await language.choose('en');
});

test('what cannot be printed is a dot, lines end as they were sent', () => {
  expect(textOf(Uint8Array.of(0x68, 0x0d, 0x0a, 0x00, 0xff))).toBe('h\n··');
  expect(hexRows(new Uint8Array(17), 5).map(({ at, characters }) => [at, characters.length])).toEqual([
    [5, 16],
    [21, 1],
  ]);
});
