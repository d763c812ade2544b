// The event list: filter and kinds, thousands of rows without thousands of elements, tied to selection and playhead.
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { createRecording, appendRow, DROP, FLIGHT, TABLE } from '../../src/sim/record.ts';
import { knownFields } from '../../src/wire/filter/fields.ts';
import EventList from '../../src/ui/events/EventList.svelte';
import { complete, completions, wantsValue, wordAt } from '../../src/ui/events/completion.ts';
import { filterText } from '../../src/ui/events/filterText.svelte.ts';
import { captureOfRows, textOfRows } from '../../src/ui/events/export.ts';
import { createSieve, kindGroups, placeOf, sift } from '../../src/ui/events/sieve.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { labOf, threeHosts } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';

beforeEach(async () => {
  await language.choose('en');
  filterText.text = '';
});

const NONE = 0xffffffff;
const all = new Set(kindGroups);

test('a sieve grows with the record and keeps the order', () => {
  const record = createRecording();
  for (const kind of [FLIGHT, DROP, TABLE, FLIGHT])
    appendRow(record, kind, 0, 0, 0, kind === TABLE ? NONE : 0, NONE, 0, 0);
  const sieve = createSieve(record, new Set(['frames'] as const));
  expect(sift(sieve, record.rowCount, 1)).toBe(false);
  expect(sift(sieve, record.rowCount)).toBe(true);
  expect(sieve.rows).toEqual([0, 3]);
  appendRow(record, FLIGHT, 0, 0, 0, 0, NONE, 0, 0);
  sift(sieve, record.rowCount);
  expect(sieve.rows).toEqual([0, 3, 4]);
});

test('a display filter leaves out rows that have no frame', () => {
  const record = createRecording();
  for (const frame of [0, NONE, 1]) appendRow(record, frame === NONE ? TABLE : FLIGHT, 0, 0, 0, frame, NONE, 0, 0);
  const sieve = createSieve(record, all, (_, frame) => frame === 1);
  sift(sieve, record.rowCount);
  expect(sieve.rows).toEqual([2]);
});

test('the place of a row among those shown, or of the last one before it', () => {
  expect([0, 4, 5, 8, 100].map((row) => placeOf([4, 7, 8], row))).toEqual([-1, 0, 0, 2, 2]);
});

test('names are completed where a name stands, not where a value does', () => {
  const fields = knownFields();
  expect(completions(fields, 'ip.t').map((field) => field.name)).toContain('ip.ttl');
  expect(completions(fields, 'ttl').map((field) => field.name)).toContain('ip.ttl');
  expect(completions(fields, '64')).toEqual([]);
  expect(wordAt('arp and ip.t', 12)).toEqual({ start: 8, end: 12, typed: 'ip.t' });
  expect(complete('arp and ip.t', 12, 'ip.ttl')).toEqual({ text: 'arp and ip.ttl', caret: 14 });
  expect(['ip.ttl == ', 'frame contains "', 'arp and '].map((text) => wantsValue(text, text.length))).toEqual([
    true,
    true,
    false,
  ]);
});

const pings = labOf(threeHosts('do:\n  - { at: 0 s, on: A, run: ping -c 40 192.168.12.2 }'));

test('only what is in sight is in the page, and the count tells all', async () => {
  const player = await playerOf(pings);
  const screen = await render(EventList, { props: { player } });
  const { rowCount } = player.history.record;
  expect(rowCount).toBeGreaterThan(150);
  await expect.element(screen.getByText(`${rowCount} of ${rowCount}`)).toBeVisible();
  expect(screen.container.querySelectorAll('.rows [role=row]').length).toBeLessThan(60);
});

test('a filter that is typed selects frames; one with a mistake says where it is', async () => {
  const player = await playerOf(pings);
  const screen = await render(EventList, { props: { player } });
  const box = screen.getByRole('combobox', { name: 'Display filter' });
  await box.fill('arp.opcode == 2');
  const replies = rowsOf(
    player,
    (row) => row.frame !== undefined && player.dissections.of(row.frame).info.includes('is at'),
  );
  expect(replies.length).toBeGreaterThan(0);
  await expect.element(screen.getByText(`${replies.length} of ${player.history.record.rowCount}`)).toBeVisible();
  await box.fill('ip.ttl === 3 and');
  await expect.element(box).toHaveAttribute('aria-invalid', 'true');
  await expect.poll(() => screen.container.querySelector('mark')).not.toBeNull();
});

test('completion by keyboard alone', async () => {
  const player = await playerOf(pings);
  const screen = await render(EventList, { props: { player } });
  const box = screen.getByRole('combobox', { name: 'Display filter' });
  await box.click();
  await userEvent.keyboard('icmp.se{ArrowDown}{Enter}');
  await expect.element(box).toHaveValue('icmp.seq');
  await expect.element(box).toHaveAttribute('aria-expanded', 'false');
});

test('keys move the selection, and the playhead with it', async () => {
  const player = await playerOf(pings);
  const opened: number[] = [];
  const screen = await render(EventList, { props: { player, onopen: (row) => opened.push(row) } });
  (screen.container.querySelector('[role=grid]') as HTMLElement).focus();
  await userEvent.keyboard('{End}');
  const last = player.history.record.rowCount - 1;
  expect(player.selection.row).toBe(last);
  expect(player.playhead).toBe(player.row(last).at);
  await expect.poll(() => screen.container.querySelector('.row.selected')?.id).toContain(`-${last}`);
  await userEvent.keyboard('{ArrowUp}{Enter}');
  expect(player.selection.row).toBe(last - 1);
  expect(opened).toEqual([last - 1]);
  await userEvent.keyboard('{Home}');
  expect(player.playhead).toBe(0);
});

test('kinds are switched off and on', async () => {
  const player = await playerOf(pings);
  const screen = await render(EventList, { props: { player } });
  const frames = rowsOf(player, (row) => row.kind === 'flight').length;
  await screen.getByRole('button', { name: 'Show' }).click();
  for (const kind of ['Drops', 'Tables', 'Programs', 'Notes'])
    await screen.getByRole('checkbox', { name: kind }).click();
  await expect.element(screen.getByText(`${frames} of ${player.history.record.rowCount}`)).toBeVisible();
});

test('what comes after the playhead is dimmed', async () => {
  const player = await playerOf(pings);
  player.seek(0);
  const screen = await render(EventList, { props: { player } });
  const rows = (): boolean[] =>
    [...screen.container.querySelectorAll('.rows .row')].map((row) => row.classList.contains('later'));
  await expect.poll(() => rows().includes(true) && rows().includes(false)).toBe(true);
  player.toEnd();
  await expect.poll(() => rows().includes(true)).toBe(false);
});

test('what is listed can be had as text and as a capture', async () => {
  const player = await playerOf(pings);
  const rows = rowsOf(player, (row) => row.kind === 'flight').slice(0, 4);
  const numbers = rows.map((row) => row.number);
  const lines = textOfRows(player, numbers).trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('A.eth0 → S.1\tARP\t');
  const capture = await captureOfRows(player, numbers);
  expect([...capture.subarray(0, 4)]).toEqual([0x0a, 0x0d, 0x0d, 0x0a]);
  const text = new TextDecoder().decode(capture);
  expect(text).toContain('S.1');
});

test('frames are found by the port that they left by', async () => {
  const player = await playerOf(pings);
  filterText.text = 'frame.interface_name == "B.eth0"';
  const screen = await render(EventList, { props: { player } });
  await expect.poll(() => screen.container.querySelectorAll('.rows .row').length).toBeGreaterThan(3);
  for (const where of screen.container.querySelectorAll('.rows .where')) {
    expect(where.textContent).toBe('B → S');
    expect(where.getAttribute('title')).toBe('B.eth0 → S.2');
  }
});

test('a frame that is left alone is no loss; what a program wrote stands for itself', async () => {
  const player = await playerOf(
    labOf(
      threeHosts(`do:
  - { at: 0 s, on: A, run: arp -s 192.168.12.2 02:00:00:00:00:0b }
  - { at: 1 s, on: A, run: ping -c 1 192.168.12.2 }
  - { at: 3 s, on: A, run: ping -c 1 192.168.12.99 }
`),
    ),
  );
  const screen = await render(EventList, { props: { player } });
  const looks = async (number: number): Promise<HTMLElement> => {
    player.select({ row: number });
    const row = (): HTMLElement | null => screen.container.querySelector('.row.selected');
    await expect.poll(() => row()?.id).toMatch(new RegExp(`-${number}$`));
    return row()!;
  };
  const drops = rowsOf(player, (row) => row.kind === 'drop');
  for (const drop of drops)
    expect((await looks(drop.number)).classList.contains('loss'), drop.reason).toBe(drop.reason === 'arp-unresolved');
  expect(new Set(drops.map((drop) => drop.reason))).toEqual(new Set(['nic-not-mine', 'arp-unresolved']));
  const line = rowsOf(player, (row) => row.reason === 'program-line')[0]!;
  const row = await looks(line.number);
  expect(row.querySelector('.info')?.textContent?.trim()).toMatch(/^PING 192/);
  expect(row.querySelector('.time')?.textContent).toBe('1.000000');
  expect(row.querySelector('.time')?.getAttribute('title')).toBe('1.000000000 s');
});

test('what happens at a socket is told, and a click on it selects its host', async () => {
  const words = `do:
  - { at: 0 s, on: B, run: nc -l 5000 }
  - { at: 0 s, on: A, run: 'echo hello | nc -N 192.168.12.2 5000' }`;
  const player = await playerOf(labOf(threeHosts(words)));
  const [call] = rowsOf(player, (row) => row.reason === 'socket-call');
  const written = rowsOf(player, (row) => row.reason === 'tcp-written')[0]!;
  const screen = await render(EventList, { props: { player } });
  await expect.element(screen.getByText('socket(SOCK_STREAM) = 3').first()).toBeInTheDocument();
  expect(call!.device).toBe(1);
  player.select({ row: written.number });
  const told = "A's program has written 6 octets into the send buffer (send number 1, seq 1).";
  await screen.getByText(told).click();
  expect(player.selection).toMatchObject({ row: written.number, device: 0 });
  expect(player.selection.frame).toBeUndefined();
});
