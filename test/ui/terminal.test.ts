// The terminals: what is typed goes to the program that reads, or to the shell; what is on show follows the playhead; keys edit, complete, interrupt and leave.
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import type { Player } from '../../src/player/player.svelte.ts';
import { registerProgram, type Program } from '../../src/devices/host/program.ts';
import { exitWith } from '../../src/devices/host/processes.ts';
import { print, put } from '../../src/devices/host/output.ts';
import { language } from '../../src/ui/language.svelte.ts';
import Terminals from '../../src/ui/terminal/Terminals.svelte';
import { linesAfter, terminalLines } from '../../src/ui/terminal/transcript.ts';
import { threeHosts, labOf } from '../support/lab.ts';
import { playerOf } from '../support/playing.ts';
import '../../src/ui/theme.css';

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

async function started(line?: string): Promise<Player> {
  const player = await playerOf(labOf(threeHosts()));
  if (line !== undefined) await player.runLine('A', line);
  player.toEnd();
  return player;
}

/** What a screen reader finds. */
const said = (): string[] =>
  [...document.querySelectorAll('[role=log] p')].map((one) => one.textContent.replace(/\s+/g, ' ').trim());
/** What is on the screen of the emulator, row by row, without the empty ones below. */
const seen = (): string =>
  [...document.querySelectorAll('.xterm-rows > div')]
    .map((row) => row.textContent.replace(/\u00a0/g, ' ').trimEnd())
    .join('\n')
    .trimEnd();

/** Opens the terminals, and waits until the emulator shows something. */
async function opened(player: Player) {
  const screen = await render(Terminals, { props: { player } });
  (screen.container as HTMLElement).style.cssText = 'height: 300px; width: 700px';
  await expect.poll(seen, { timeout: 30_000 }).not.toBe('');
  return screen;
}

const focusOn = async (screen: Awaited<ReturnType<typeof opened>>, label = 'Command for A'): Promise<void> => {
  const field = screen.getByLabelText(label);
  await expect.element(field).toBeInTheDocument();
  (field.element() as HTMLElement).focus();
};

test('what is typed goes to the program that reads, behind its prompt; Ctrl-D ends its input', async () => {
  const player = await started('greeter');
  const screen = await opened(player);
  await expect.poll(seen).toBe('A$ greeter\nName:');
  await focusOn(screen, 'A line for greeter on A');
  await userEvent.keyboard('Ada');
  await expect.poll(seen).toBe('A$ greeter\nName: Ada');
  await userEvent.keyboard('{Enter}');
  await expect.poll(said).toEqual(['A$ greeter', 'Name: Ada', 'Hello Ada', 'Name:']);
  await expect.poll(seen).toBe('A$ greeter\nName: Ada\nHello Ada\nName:');
  await userEvent.keyboard('{Control>}d{/Control}');
  await expect.poll(() => player.world.state.devices[0]).toMatchObject({ processes: [{ exit: 0 }] });
  await expect.element(screen.getByLabelText('Command for A')).toBeInTheDocument();
});

test('the shell can still be reached, and Ctrl-C ends only the program that is typed to', async () => {
  const player = await started('greeter');
  const screen = await opened(player);
  await screen.getByRole('button', { name: 'A$' }).click();
  await focusOn(screen);
  await userEvent.keyboard('hostname{Enter}');
  await expect.poll(said).toEqual(['A$ greeter', 'Name:', 'A$ hostname', 'A']);
  await expect.poll(seen).toBe('A$ greeter\nName:\nA$ hostname\nA\nA$');
  await screen.getByRole('button', { name: 'greeter>' }).click();
  await focusOn(screen, 'A line for greeter on A');
  await userEvent.keyboard('{Control>}c{/Control}');
  await expect.poll(() => said().at(-1)).toBe('^C');
});

test('what came of a typed line is found by its instant', async () => {
  const player = await started('greeter');
  const at = player.playhead;
  await player.act({ do: 'type', on: 'A', line: 'Bob' });
  player.toEnd();
  const lines = terminalLines(player, 0);
  expect(lines.map(({ kind, text, echo, open }) => [kind, text, echo?.text, open ?? false])).toEqual([
    ['typed', 'greeter', undefined, false],
    ['out', 'Name: ', 'Bob', false],
    ['out', 'Hello Bob', undefined, false],
    ['out', 'Name: ', undefined, true],
  ]);
  expect(linesAfter(lines, 'Bob', at).map((line) => line.text)).toEqual(['Hello Bob', 'Name: ']);
  expect(linesAfter(lines, 'Bob', at + 1)).toEqual([]);
});

test('going back takes lines away, and playing adds them', async () => {
  const player = await started('ping -c 2 192.168.12.2');
  await opened(player);
  await expect.poll(seen).toContain('2 packets transmitted, 2 received');
  const whole = seen();
  player.seek(0.5e9);
  await expect.poll(seen).not.toContain('icmp_seq=2');
  expect(seen()).toContain('icmp_seq=1');
  player.seek(0);
  await expect.poll(seen).not.toContain('icmp_seq=1');
  player.toEnd();
  await expect.poll(seen).toBe(whole);
});

test('keys edit the line, Tab completes it, and lines typed before come back', async () => {
  const player = await started();
  const screen = await opened(player);
  await focusOn(screen);
  await userEvent.keyboard('hostn{Tab}');
  await expect.poll(seen).toBe('A$ hostname');
  await userEvent.keyboard('{Enter}');
  await expect.poll(seen).toBe('A$ hostname\nA\nA$');
  await userEvent.keyboard('i{Tab}{Tab}');
  await expect.poll(seen).toContain('ifconfig');
  await expect.element(screen.getByRole('status')).toHaveTextContent(/ifconfig ip ipconfig/);
  await userEvent.keyboard('{Control>}u{/Control}{ArrowUp}{Home}{Control>}k{/Control}ec中{ArrowLeft}ho {Enter}');
  await expect.poll(() => said().at(-1)).toBe('中');
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(screen.getByRole('status')).toHaveTextContent('echo 中');
});

test('a page of the manual is in the language of the page, from its beginning, and the run stays the same', async () => {
  const player = await started();
  const screen = await opened(player);
  await focusOn(screen);
  await userEvent.keyboard('man nc{Enter}');
  await expect.poll(seen).toMatch(/^A\$ man nc\nNC\(1\)\nNAME\n/);
  const rows = player.history.record.rowCount;
  await language.choose('zh-CN');
  await expect.poll(said).toContain('名称');
  await expect.poll(seen).toMatch(/^A\$ man nc\nNC\(1\)\n名称\n/);
  expect(player.history.record.rowCount).toBe(rows);
});

test('what cannot be typed is told, and a click on a key is a key', async () => {
  const player = await started();
  const screen = await opened(player);
  await focusOn(screen);
  const data = new DataTransfer();
  data.setData('text/plain', 'x'.repeat(3000));
  const field = screen.getByLabelText('Command for A').element();
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  await expect.element(screen.getByRole('alert')).toHaveTextContent(/too long/);
  await userEvent.keyboard('sleep 9{Enter}');
  await screen.getByRole('button', { name: 'Ctrl+C' }).click();
  await expect.poll(() => said().at(-1)).toBe('^C');
  expect(document.activeElement).toBe(field);
});

test('what cannot be typed is not carried out, wherever it comes from', async () => {
  const player = await started();
  const screen = await opened(player);
  await focusOn(screen);
  const data = new DataTransfer();
  data.setData('text/plain', 'echo \x1b[31mred\x07\r\nhostname\r\nec');
  const field = screen.getByLabelText('Command for A').element();
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  await expect.poll(seen).toBe('A$ echo [31mred\n[31mred\nA$ hostname\nA\nA$ ec');
  await player.act({ do: 'run', on: 'A', line: 'echo "\x1b[2J\x1b]0;title\x07"' });
  player.toEnd();
  await expect.poll(seen).toContain('^[[2J^[]0;title^G');
});

test('lines that are pasted wait until the one before has ended', async () => {
  const player = await started();
  const screen = await opened(player);
  await focusOn(screen);
  const data = new DataTransfer();
  data.setData('text/plain', 'sleep 2\nhostname\n');
  const field = screen.getByLabelText('Command for A').element();
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  await expect.element(screen.getByText(/One pasted line waits/)).toBeVisible();
  expect(said()).toEqual(['A$ sleep 2']);
  player.toEnd();
  await expect.poll(said).toEqual(['A$ sleep 2', 'A$ hostname', 'A']);
  expect(player.history.log.map(({ at }) => at)).toEqual([0, 2e9]);
});

test('Tab leads on where nothing is typed, and behind Escape; axe finds nothing', async () => {
  const player = await started('hostname');
  const screen = await opened(player);
  await focusOn(screen);
  const field = screen.getByLabelText('Command for A').element();
  expect(field).toHaveAccessibleDescription(/Escape, then Tab, leaves/);
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement).not.toBe(field);
  await focusOn(screen);
  await userEvent.keyboard('zz{Tab}');
  expect(document.activeElement).toBe(field);
  await userEvent.keyboard('{Escape}{Tab}');
  expect(document.activeElement).not.toBe(field);
  await focusOn(screen);
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  expect(document.activeElement).not.toBe(field);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await axe.run(screen.container, { runOnly: tags });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('the colours follow the page', async () => {
  const player = await started('nonsense');
  await opened(player);
  const colour = (): string => getComputedStyle(document.querySelector('.xterm-fg-1')!).color;
  await expect.poll(seen).toContain('command not found');
  const light = colour();
  document.documentElement.dataset['theme'] = 'dark';
  await expect.poll(colour).not.toBe(light);
  document.documentElement.dataset['theme'] = 'light';
  await expect.poll(colour).toBe(light);
  delete document.documentElement.dataset['theme'];
});
