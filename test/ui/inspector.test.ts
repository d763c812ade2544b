// The inspector: fields and octets point at each other, causes lead back to the command, the journey tells what a router changed.
import { beforeAll, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { frameBytes } from '../../src/sim/record.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import Inspector from '../../src/ui/inspector/Inspector.svelte';
import { changedFields } from '../../src/ui/inspector/changes.ts';
import { byLayer } from '../../src/ui/inspector/decisions.ts';
import { filterFor } from '../../src/ui/inspector/filterFor.ts';
import { explained } from '../../src/ui/inspector/explained.ts';
import { causesOf, decidingRow, journeyOf } from '../../src/ui/inspector/journey.ts';
import { bitsOfField, holds, octetPlaces } from '../../src/ui/inspector/octets.ts';
import { filterText } from '../../src/ui/events/filterText.svelte.ts';
import { follow, Following } from '../../src/ui/following.svelte.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { compileFilter } from '../../src/wire/filter.ts';
import type { Player } from '../../src/player/player.svelte.ts';
import { labOf, twoLans } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';

let player: Player;
beforeAll(async () => {
  await language.choose('en');
  player = await playerOf(labOf(twoLans('do:\n  - { at: 0 s, on: A, run: ping -c 2 192.168.13.1 }')));
});

/** Opens a part of the inspector; how it was left by another test does not matter. */
async function unfold(container: Element, title: string): Promise<void> {
  const button = [...container.querySelectorAll<HTMLElement>('h3 button')].find((one) =>
    one.textContent?.includes(title),
  )!;
  if (button.getAttribute('aria-expanded') === 'false') await userEvent.click(button);
}

const ping = dissect(
  encodeFrame([{ eth: { dst: 1, src: 2 } }, { ip: { src: '10.0.0.1', dst: '10.0.0.2' } }, { icmp: { type: 8 } }]),
);

test('every octet belongs to a field, padding to none of the messages', () => {
  const places = octetPlaces(ping);
  expect(places).toHaveLength(60);
  expect(places.map((place) => ping.layers[place.layer]!.protocol).slice(12, 16)).toEqual(['eth', 'eth', 'ip', 'ip']);
  expect(places.map((place) => place.filler).indexOf(true)).toBe(42);
  expect([13, 14, 15].map((octet) => holds(octet, { bit: 116, bits: 4 }))).toEqual([false, true, false]);
});

test('a field within an octet is shown bit by bit', () => {
  const [octet] = bitsOfField(Uint8Array.of(0x45), { bit: 4, bits: 4 });
  expect(octet!.bits.map((bit) => (bit.inside ? bit.value : '-')).join('')).toBe('----0101');
});

test('the filter made from any field selects the frame that it was made from', () => {
  for (const layer of ping.layers) {
    for (const span of layer.spans) {
      const text = filterFor(span);
      if (text === undefined) continue;
      const compiled = compileFilter(text);
      expect(compiled.ok && compiled.test(ping), text).toBe(true);
    }
  }
});

test('what a router changes: both MACs, the TTL and the checksum, nothing else', () => {
  const forwarded = rowsOf(player, (row) => row.reason === 'router-forwarded').at(-1)!;
  const arrived = player.row(forwarded.cause!);
  const of = (frame: number) => dissect(frameBytes(player.history.record, frame));
  expect(changedFields(of(arrived.frame!), of(forwarded.frame!)).map((change) => change.filter)).toEqual([
    'eth.dst',
    'eth.src',
    'ip.ttl',
    'ip.checksum',
  ]);
});

test('a journey goes through a router, also where a packet had to wait for a MAC', () => {
  const same = (a: number, b: number): boolean => {
    const key = (frame: number): string =>
      String(
        player.dissections
          .of(frame)
          .layers.find((l) => l.protocol === 'ip')
          ?.spans.find((s) => s.filter === 'ip.id')?.value,
      );
    return key(a) === key(b);
  };
  const released = rowsOf(player, (row) => row.reason === 'released-after-arp');
  const fromA = released[0]!;
  const { hops } = journeyOf(player.history.record, player.index, fromA.number, same);
  expect(hops.map((hop) => hop.flight.reason)).toEqual(['released-after-arp', 'released-after-arp']);
  const whole = journeyOf(player.history.record, player.index, hops[1]!.flight.number, same);
  expect(whole.hops.map((hop) => hop.flight.number)).toEqual(hops.map((hop) => hop.flight.number));
});

test('causes lead to the command', () => {
  const last = rowsOf(player, (row) => row.kind === 'flight').at(-1)!;
  const causes = causesOf(player.history.record, last.number);
  expect(causes.at(-1)!.kind).toBe('command');
  for (const [i, cause] of causes.entries()) if (i) expect(causes[i - 1]!.cause).toBe(cause.number);
});

test('decisions stay in their order and are grouped by layer', () => {
  const groups = byLayer(['nic-accepted-own', 'eth-to-ip', 'ip-is-mine', 'udp-no-port'].map((reason) => ({ reason })));
  expect(groups.map((group) => [group.layer, group.decisions.length])).toEqual([
    ['link', 2],
    ['network', 1],
    ['transport', 1],
  ]);
});

test('arrow keys in the tree choose fields, and their octets light up', async () => {
  const flight = rowsOf(player, (row) => row.kind === 'flight')[0]!;
  player.select({ row: flight.number, frame: flight.frame, field: undefined, layer: undefined });
  const screen = await render(Inspector, { props: { player } });
  (screen.container.querySelector('[role=treeitem][tabindex="0"]') as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(player.selection.field?.filter).toBe('eth.src');
  await expect.poll(() => screen.container.querySelectorAll('.octet.chosen').length).toBe(6);
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(player.selection.field).toBeUndefined();
  await expect
    .poll(() => screen.container.querySelector('[role=treeitem]')?.getAttribute('aria-expanded'))
    .toBe('false');
  await userEvent.keyboard('{ArrowRight}');
});

test('arrow keys in the hexdump walk by octet and choose the field that holds it', async () => {
  const flight = rowsOf(player, (row) => row.kind === 'flight')[0]!;
  player.select({ row: flight.number, frame: flight.frame, field: undefined, layer: undefined });
  const screen = await render(Inspector, { props: { player } });
  await userEvent.click(screen.container.querySelector('[data-octet="12"]')!);
  expect(player.selection.field?.filter).toBe('eth.type');
  await expect.poll(() => screen.container.querySelector('.tree .field.chosen')?.textContent).toContain('Type');
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.poll(() => player.selection.field?.filter).toBe('arp.hw.type');
});

test('a field becomes the filter of the event list', async () => {
  const flight = rowsOf(player, (row) => row.kind === 'flight')[0]!;
  player.select({ row: flight.number, frame: flight.frame, field: { filter: 'eth.type', bit: 96, bits: 16 } });
  const screen = await render(Inspector, { props: { player } });
  await screen.getByRole('button', { name: 'Use as filter' }).click();
  expect(filterText.text).toBe('eth.type == 0x0806');
  filterText.text = '';
});

test('an address leads to the calculators, with its mask as the network has it, in a window of its own', async () => {
  const flight = rowsOf(
    player,
    (row) => row.kind === 'flight' && frameBytes(player.history.record, row.frame!)[12] === 8,
  )
    .filter((row) => frameBytes(player.history.record, row.frame!)[13] === 0)
    .at(-1)!;
  player.select({ row: flight.number, frame: flight.frame, field: { filter: 'ip.src', bit: 26 * 8, bits: 32 } });
  const screen = await render(Inspector, { props: { player } });
  const link = screen.getByRole('link', { name: 'Same LAN?' });
  await expect.element(link, { timeout: 30_000 }).toHaveAttribute('target', '_blank');
  const [a, b] = ['192.168.13.1', '192.168.12.1'].map((address) => encodeURIComponent(`${address}/24`));
  await expect.element(link).toHaveAttribute('href', `#/calc/same-lan?a=${a}&b=${b}`);
  await expect.element(screen.getByRole('link', { name: 'Subnet', exact: true })).toBeVisible();
});

test('the journey says what each layer of the receiver decided', async () => {
  const flight = rowsOf(player, (row) => row.reason === 'router-forwarded').at(-1)!;
  player.select({ row: flight.number, frame: flight.frame, field: undefined, layer: undefined });
  const screen = await render(Inspector, { props: { player } });
  await unfold(screen.container, 'Its journey');
  await expect.element(screen.getByText('R changed:')).toBeVisible();
  await expect
    .poll(() => [...screen.container.querySelectorAll('.here dt')].map((layer) => layer.textContent))
    .toContain('Network');
});

test('a cause that is chosen becomes the selection, and the playhead goes there', async () => {
  const flight = rowsOf(player, (row) => row.kind === 'flight').at(-1)!;
  player.select({ row: flight.number, frame: flight.frame, field: undefined, layer: undefined });
  const screen = await render(Inspector, { props: { player } });
  await unfold(screen.container, 'Why is this here?');
  const steps = screen.container.querySelectorAll<HTMLElement>('.causes button');
  await userEvent.click(steps[steps.length - 1]!);
  expect(player.row(player.selection.row!).kind).toBe('command');
  expect(player.playhead).toBe(0);
});

test('every kind of row can be opened, and says a sentence', async () => {
  const screen = await render(Inspector, { props: { player } });
  for (const kind of ['flight', 'table', 'program', 'command'] as const) {
    const row = rowsOf(player, (one) => one.kind === kind)[0]!;
    player.select({ row: row.number, frame: row.frame });
    await expect
      .poll(() => screen.container.querySelector('.sentence')?.textContent ?? '')
      .toMatch(/^\S.*\.$|^\S.*\?$|^\S.*\d$/);
    expect(screen.container.querySelectorAll('.strip').length > 0).toBe(kind === 'flight');
  }
});

test('a field tells what it is for, and where it is defined', async () => {
  const flight = rowsOf(player, (row) => row.kind === 'flight')[0]!;
  player.select({ row: flight.number, frame: flight.frame, field: { filter: 'eth.type', bit: 96, bits: 16 } });
  const screen = await render(Inspector, { props: { player } });
  await expect.element(screen.getByText(/^RFC 894/)).toBeVisible();
  await expect.poll(() => screen.container.querySelector('.help')?.textContent?.length ?? 0).toBeGreaterThan(30);
});

test('the sender of a packet that had to wait tells of its mask test, not of the answer that let it go', async () => {
  const flight = rowsOf(player, (row) => row.reason === 'released-after-arp')[0]!;
  player.select({ row: flight.number, frame: flight.frame, field: undefined, layer: undefined });
  const screen = await render(Inspector, { props: { player } });
  await unfold(screen.container, 'Its journey');
  const asked = decidingRow(player.history.record, flight);
  expect(player.row(asked).reason).toBe('arp-asking');
  const decisions = await explained(player, asked, false);
  expect(decisions?.map((decision) => decision.reason)).toEqual(['ip-via-gateway', 'arp-cache-miss', 'arp-asking']);
  await expect.poll(() => screen.container.querySelectorAll('.sender dd').length).toBe(3);
  for (const words of screen.container.querySelectorAll('.sender dd')) expect(words.textContent).toMatch(/\.$/);
});

test('with nothing selected the frame of now is shown in brief, and moves with the playhead', async () => {
  const [first, , later] = rowsOf(player, (row) => row.reason === 'arp-request' || row.reason === 'arp-reply');
  follow(player);
  player.seek(first!.at);
  const screen = await render(Inspector, { props: { player } });
  await expect.element(screen.getByText('now', { exact: true })).toBeVisible();
  const number = (): string | undefined => screen.container.querySelector('.what')?.textContent?.trim();
  await expect.poll(number).toContain(`frame ${first!.frame! + 1}`);
  const layers = screen.container.querySelectorAll('[role=treeitem]');
  expect([...layers].map((layer) => layer.getAttribute('aria-expanded'))).toEqual(['false', 'false']);
  expect(layers[0]!.textContent).toContain('→');
  player.seek(later!.at);
  await expect.poll(number).toContain(`frame ${later!.frame! + 1}`);
});

test('a frame is held by a button or by choosing a field, and let go again', async () => {
  const [first, , later] = rowsOf(player, (row) => row.reason === 'arp-request' || row.reason === 'arp-reply');
  follow(player);
  player.seek(first!.at);
  const screen = await render(Inspector, { props: { player } });
  await screen.getByRole('button', { name: 'Hold' }).click();
  expect(player.selection).toMatchObject({ row: first!.number, frame: first!.frame });
  player.seek(later!.at);
  await expect.poll(() => screen.container.querySelector('.what')?.textContent).toContain(`frame ${first!.frame! + 1}`);
  await screen.getByRole('button', { name: 'Follow' }).click();
  await expect.poll(() => screen.container.querySelector('.what')?.textContent).toContain(`frame ${later!.frame! + 1}`);
  // A header that is opened goes on following; a field in it is looked at, and stays, without opening anything else.
  await userEvent.click(screen.container.querySelectorAll('[role=treeitem]')[1]!);
  expect(player.selection.row).toBeUndefined();
  await userEvent.click(screen.container.querySelectorAll('[role=treeitem][aria-level="2"]')[4]!);
  expect(player.selection).toMatchObject({ row: later!.number, field: { filter: 'arp.opcode' } });
  await expect
    .poll(() => screen.container.querySelector('[role=treeitem]')?.getAttribute('aria-expanded'))
    .toBe('false');
  follow(player);
});

test('while playing the panes look a few times a second, and exactly when the picture stands', () => {
  let clock = 0;
  const following = new Following(player, () => clock);
  const flights = rowsOf(player, (row) => row.kind === 'flight');
  follow(player);
  player.seek(flights[0]!.at);
  expect(following.row).toBe(flights[0]!.number);
  player.playing = true;
  player.seek(flights[0]!.at + 1);
  expect(following.row).toBe(flights[0]!.number);
  const next = flights.find((row) => row.at > flights[0]!.at)!;
  clock = 50;
  player.seek(next.at);
  expect(following.row).toBe(flights[0]!.number);
  clock = 400;
  player.seek(next.at + 1);
  expect(following.row).toBe(next.number);
  clock = 450;
  player.seek(flights[0]!.at);
  player.playing = false;
  expect(following.row).toBe(flights[0]!.number);
});

test('of a frame that is kept in part it says how much there is', async () => {
  const cut = await playerOf(labOf(twoLans('do:\n  - { at: 0 s, on: A, run: ping -c 1 192.168.13.1 }')));
  const { record } = cut.history;
  record.snaplen = 40;
  const flight = rowsOf(cut, (row) => row.reason === 'router-forwarded')[0]!;
  cut.select({ row: flight.number, frame: flight.frame });
  const screen = await render(Inspector, { props: { player: cut } });
  await expect.element(screen.getByText('Captured: 40 of 98 octets.', { exact: false })).toBeInTheDocument();
  expect(screen.container.querySelector('.info')!.textContent).toContain('[Packet size limited during capture]');
});
