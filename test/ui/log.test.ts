// What was done: the log tells every command, takes them back, and frames that are struck by hand are commands in it.
import axe from 'axe-core';
import { beforeAll, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import type { Player } from '../../src/player/player.svelte.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { language } from '../../src/ui/language.svelte.ts';
import CommandLog from '../../src/ui/log/CommandLog.svelte';
import { entriesOf, fromHereOn } from '../../src/ui/log/entries.ts';
import Strike from '../../src/ui/log/Strike.svelte';
import { labOf, threeHosts } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';

beforeAll(() => language.choose('en'));

const run = (line: string) => ({ do: 'run', on: 'A', line }) as const;

async function worked(): Promise<Player> {
  const player = await playerOf(labOf(threeHosts('do:\n  - { at: 0 s, on: C, run: ping -c 1 192.168.12.1 }')));
  await player.act(run('ping -c 1 192.168.12.2'), 1e9);
  await player.act({ do: 'unplug', at: 'nobody' }, 2e9);
  await player.act({ do: 'link', link: 'A-S', loss: '5 %' }, 3e9);
  return player;
}

test('each command has its row, one that was refused has none', async () => {
  const player = await worked();
  const entries = entriesOf(player.history);
  expect(entries.map(({ at, scripted, row }) => [at / 1e9, scripted, row !== undefined])).toEqual([
    [0, true, true],
    [1, false, true],
    [2, false, false],
    [3, false, true],
  ]);
  expect(entries.flatMap(({ row }) => (row === undefined ? [] : player.row(row).reason))).toEqual(
    Array(3).fill('command'),
  );
  expect(fromHereOn(entries, 2)).toEqual([2, 3]);
});

test('a command is taken back, or all from one on', async () => {
  const player = await worked();
  player.seek(4e9);
  const screen = await render(CommandLog, { props: { player } });
  expect((await axe.run(screen.container)).violations.map((one) => one.id)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Take back: link link A-S loss 5 %' }));
  await expect.element(screen.getByRole('status')).toHaveTextContent('Taken back');
  expect(player.history.log.map(({ command }) => command.do)).toEqual(['run', 'run', 'unplug']);
  expect(player.playhead).toBe(4e9);
  expect(player.world.state.links[0]!.profiles[0].loss).toBe(0);
  await userEvent.click(
    screen.getByRole('button', { name: 'Take back what was done at 1.000000000 s, and all after' }),
  );
  await expect.poll(() => player.history.log.length).toBe(1);
});

test('a frame is lost by hand, and comes back when that is taken back', async () => {
  const player = await worked();
  const before = digestOf(player.history.record);
  const flight = rowsOf(player, (row) => row.kind === 'flight' && row.at >= 1e9)[0]!;
  player.seek(flight.at);
  player.select({ row: flight.number, frame: flight.frame });
  const screen = await render(Strike, { props: { player, row: flight.number } });
  expect((await axe.run(screen.container)).violations.map((one) => one.id)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Lose it' }));
  await expect.element(screen.getByRole('status')).toHaveTextContent('is in the log');
  const fault = player.history.log.find(({ command }) => command.do === 'fault')!;
  expect(fault.command).toMatchObject({ add: { action: 'drop', nth: [1] } });
  // What was done later than the playhead is lost, the line that sent the frame is not.
  expect(player.history.log.map(({ command }) => command.do)).toEqual(['run', 'fault', 'run']);
  expect(rowsOf(player, (row) => row.reason === 'fault-dropped')).toHaveLength(1);
  expect(player.row(player.selection.row!)).toMatchObject({
    kind: 'flight',
    at: flight.at,
    direction: flight.direction,
  });
  await userEvent.click(screen.getByRole('button', { name: 'Take back' }));
  await expect.poll(() => rowsOf(player, (row) => row.reason === 'fault-dropped')).toHaveLength(0);
  await player.act({ do: 'unplug', at: 'nobody' }, 2e9);
  await player.act({ do: 'link', link: 'A-S', loss: '5 %' }, 3e9);
  expect(digestOf(player.history.record)).toBe(before);
});

test.each([
  ['Double it', 'fault-duplicate'],
  ['Damage it', 'fault-corrupted'],
  ['Delay by', 'fault-delayed'],
])('%s', async (button, reason) => {
  const player = await worked();
  const flight = rowsOf(player, (row) => row.kind === 'flight' && row.at >= 1e9)[0]!;
  const screen = await render(Strike, { props: { player, row: flight.number } });
  await userEvent.click(screen.getByRole('button', { name: button }));
  await expect.poll(() => rowsOf(player, (row) => row.reason === reason)).toHaveLength(1);
});
