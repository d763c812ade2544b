// The terminals: typed lines go to the program that reads, or to the shell; prompts and what is typed behind them share a line.
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import type { Player } from '../../src/player/player.svelte.ts';
import { registerProgram, type Program } from '../../src/devices/host/program.ts';
import { exitWith, print, put } from '../../src/devices/host/processes.ts';
import { language } from '../../src/ui/language.svelte.ts';
import Terminals from '../../src/ui/terminal/Terminals.svelte';
import { linesAfter, terminalLines } from '../../src/ui/terminal/transcript.ts';
import { threeHosts, labOf } from '../support/lab.ts';
import { playerOf } from '../support/playing.ts';

/** Asks for a name, greets, and asks again until the input ends. */
const greeter: Program = {
  start: (process, host, out) => put(host, process, 'Name: ', out),
  input(process, host, octets, out) {
    print(host, process, `Hello ${new TextDecoder().decode(octets).trim()}`, out);
    put(host, process, 'Name: ', out);
  },
  inputEnds: (process, host, out) => exitWith(host, process, 0, out),
};
registerProgram('greeter', greeter);

beforeEach(async () => {
  await language.choose('en');
});

async function started(line: string): Promise<Player> {
  const player = await playerOf(labOf(threeHosts()));
  await player.runLine('A', line);
  player.toEnd();
  return player;
}

const shown = (): string[] =>
  [...document.querySelectorAll('.lines p')].map((one) => one.textContent.replace(/\s+/g, ' ').trim());

test('what is typed goes to the program that reads, behind its prompt; Ctrl-D ends its input', async () => {
  const player = await started('greeter');
  const screen = await render(Terminals, { props: { player } });
  const input = screen.getByLabelText('A line for greeter on A');
  await input.fill('Ada');
  await userEvent.keyboard('{Enter}');
  await expect.poll(shown).toEqual(['A$greeter', 'Name: Ada', 'Hello Ada', 'Name:']);
  await userEvent.keyboard('{Control>}d{/Control}');
  await expect.poll(() => player.world.state.devices[0]).toMatchObject({ processes: [{ exit: 0 }] });
  await expect.element(screen.getByLabelText('Command for A')).toBeVisible();
});

test('the shell can still be reached, and Ctrl-C ends only the program that is typed to', async () => {
  const player = await started('greeter');
  const screen = await render(Terminals, { props: { player } });
  await screen.getByRole('button', { name: 'A$' }).click();
  await screen.getByLabelText('Command for A').fill('hostname');
  await userEvent.keyboard('{Enter}');
  await expect.poll(shown).toEqual(['A$greeter', 'Name:', 'A$hostname', 'A']);
  await screen.getByRole('button', { name: 'greeter>' }).click();
  await screen.getByLabelText('A line for greeter on A').click();
  await userEvent.keyboard('{Control>}c{/Control}');
  await expect.poll(() => shown().at(-1)).toBe('^C');
});

test('what came of a typed line is found by its instant', async () => {
  const player = await started('greeter');
  const at = player.playhead;
  await player.act({ do: 'type', on: 'A', line: 'Bob' });
  player.toEnd();
  const lines = terminalLines(player, 0);
  expect(lines.map(({ kind, text, echo }) => [kind, text, echo?.text])).toEqual([
    ['typed', 'greeter', undefined],
    ['out', 'Name: ', 'Bob'],
    ['out', 'Hello Bob', undefined],
    ['out', 'Name: ', undefined],
  ]);
  expect(linesAfter(lines, 'Bob', at).map((line) => line.text)).toEqual(['Hello Bob', 'Name: ']);
  expect(linesAfter(lines, 'Bob', at + 1)).toEqual([]);
});
