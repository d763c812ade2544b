// The code view: texts go to their hosts, where programs wait is told as of the playhead, lines are stepped through and linked with calls and segments.
import axe from 'axe-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { MILLISECOND } from '../../src/base/time.ts';
import { Player } from '../../src/player/player.svelte.ts';
import { Scripts } from '../../src/live/scripts.ts';
import { endOf, startHistory, type History } from '../../src/sim/history.ts';
import { filesOn, textOn } from '../../src/sim/hostFiles.ts';
import { actTurns, extendTurns } from '../../src/sim/turns.ts';
import Code from '../../src/ui/code/Code.svelte';
import { deskOf } from '../../src/ui/code/desk.svelte.ts';
import Programs from '../../src/ui/code/Programs.svelte';
import { language } from '../../src/ui/language.svelte.ts';
import { FakeInterpreter } from '../support/fakeScripts.ts';
import { CLIENT, scriptHistory, scriptLab, SERVER } from '../player/scriptRun.ts';
import { lineHere, playerOf, rowsOf } from '../support/playing.ts';
import '../../src/ui/theme.css';

const [A, B] = [0, 1];
const PATH = '/home/student/client.py';
let history: History;

beforeAll(async () => {
  history = await scriptHistory();
});
beforeEach(async () => {
  localStorage.clear();
  await language.choose('en');
});

/** A player that has the run in which both programs have talked. */
async function talked(): Promise<Player> {
  const player = new Player(lineHere());
  await player.load(history.lab, { seed: history.seed, log: [...history.log], exact: true });
  return player;
}

async function opened(player: Player, size = 'height: 600px; width: 1000px') {
  const screen = await render(Code, { props: { player } });
  (screen.container as HTMLElement).style.cssText = size;
  await expect.poll(() => shown(), { timeout: 30_000 }).not.toBe('');
  return screen;
}

/** The text in the editor, without what stands behind its lines. */
function shown(): string {
  const lines = [...document.querySelectorAll('.cm-line')].map((line) =>
    [...line.childNodes]
      .filter((node) => !(node instanceof HTMLElement && node.classList.contains('cm-said')))
      .map((node) => node.textContent)
      .join(''),
  );
  return lines.join('\n');
}
/** What stands behind lines, by the text of the line. */
const said = (): [string, string][] =>
  [...document.querySelectorAll('.cm-said')].map((one) => [
    one.parentElement!.textContent.replace(one.textContent, '').trim(),
    one.textContent,
  ]);
const content = (): HTMLElement => document.querySelector('.cm-content')!;
const waits = (): string[] =>
  [...document.querySelectorAll('.waits .where, .waits .end')].map((one) =>
    one.textContent.replace(/\s+/g, ' ').trim(),
  );
const hostTo = async (screen: Awaited<ReturnType<typeof opened>>, name: string): Promise<void> =>
  screen.getByRole('combobox', { name: 'Host' }).selectOptions(name);

async function clean(container: Element): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await axe.run(container, { runOnly: tags });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('what is typed stands on the host after Ctrl+S, and is kept for another visit', async () => {
  const player = await playerOf(scriptLab());
  const screen = await opened(player);
  await expect.poll(shown).toBe(CLIENT);
  content().focus();
  await userEvent.keyboard('{Control>}{Home}{/Control}# mine{Enter}');
  await expect.poll(shown).toBe(`# mine\n${CLIENT}`);
  await expect.element(screen.getByRole('button', { name: /client\.py.*not on A yet/ })).toBeVisible();
  expect(textOn(player.world.state, A, PATH)).toBe(CLIENT);

  // Another page finds it, although no host of its run has it.
  const other = await playerOf(scriptLab());
  deskOf(other).enter(other.history.lab);
  expect(deskOf(other).textOf(A, PATH)).toBe(`# mine\n${CLIENT}`);
  expect(deskOf(other).isUnsaved(A, PATH)).toBe(true);

  await userEvent.keyboard('{Control>}s{/Control}');
  await expect.poll(() => textOn(player.world.state, A, PATH)).toBe(`# mine\n${CLIENT}`);
  await expect.element(screen.getByRole('button', { name: 'client.py', exact: true })).toBeVisible();
  expect(player.history.log.map(({ command }) => command.do)).toEqual(['file']);
});

test('where programs wait, in both languages, as of the playhead', async () => {
  const player = await talked();
  const screen = await opened(player);
  await hostTo(screen, 'B');
  await expect.poll(shown).toBe(SERVER);
  player.seek(5 * MILLISECOND);
  await expect.poll(said).toEqual([['conn, addr = s.accept()', 'waits for a connection to 0.0.0.0:9000']]);
  expect(waits()[0]).toMatch(/^accept\(\) — waits for a connection to 0\.0\.0\.0:9000; line 5 for 4\.9\d\d ms$/);
  await expect.element(screen.getByRole('table', { name: 'Variables at line 5' })).toHaveTextContent(/s<socket 9000>/);
  await language.choose('zh-CN');
  await expect.poll(() => waits()[0]).toMatch(/^accept\(\) — 等待有人连接 0\.0\.0\.0:9000；第 5 行 已 4\.9\d\d ms$/);
  await clean(screen.container);
  await language.choose('en');
  player.seek(500 * MILLISECOND);
  await expect
    .poll(() => said()[0])
    .toEqual(['data = conn.recv(1024)', expect.stringMatching(/^waits for octets from 192\.168\.12\.1:\d+$/)]);
  player.seek(0);
  await expect.poll(said).toEqual([]);
  player.toEnd();
  await expect.poll(() => waits()[0]).toMatch(/^ended with status 0 at 1\.0\d+ s$/);
  await clean(screen.container);
});

test('an error is marked at its line, and its traceback leads there', async () => {
  const player = await talked();
  const screen = await opened(player);
  await hostTo(screen, 'A');
  player.toEnd();
  await expect.poll(() => document.querySelector('.cm-line.cm-error')?.textContent).toContain("int('x')");
  const error = screen.getByRole('group', { name: 'Error' });
  await expect.element(error).toHaveTextContent(/ValueError: invalid literal/);
  await error.getByRole('button', { name: 'client.py, line 7' }).click();
  expect(deskOf(player).chosen).toEqual({ device: A, path: PATH, line: 7 });
  await expect.poll(() => document.querySelector('.cm-diagnostic, .cm-lintRange-error')).not.toBeNull();
  // Before it there was none.
  player.seek(500 * MILLISECOND);
  await expect.poll(() => document.querySelector('.cm-line.cm-error')).toBeNull();
});

test('a line lists its calls and their frames; a frame that is selected marks the line it comes from', async () => {
  const player = await talked();
  const screen = await opened(player);
  await hostTo(screen, 'A');
  player.toEnd();
  deskOf(player).goTo(A, 'client.py:4');
  await expect.element(screen.getByRole('heading', { name: 'Socket calls of line 4' })).toBeVisible();
  await screen.getByRole('button', { name: /send\(\d+, b'hello'\) = 5/ }).click();
  const [written] = rowsOf(player, ({ reason, device }) => reason === 'socket-call' && device === A).filter(({ x }) =>
    player.history.record.texts[x]!.startsWith('send('),
  );
  expect(player.selection.row).toBe(written!.number);
  expect(player.playhead).toBe(written!.at);
  await expect.poll(() => document.querySelector('.cm-chosen')?.textContent).toContain("c.sendall(b'hello')");

  const reply = rowsOf(
    player,
    ({ kind, reason, x }) => kind === 'flight' && reason === 'tcp-data' && x > written!.at + 5000,
  );
  const fromB = reply.find(({ number }) => player.index.consequencesOf(number).length > 0)!;
  player.select({ row: fromB.number, frame: fromB.frame });
  await expect.element(screen.getByText(/comes from server\.py, line 10 on B/)).toBeVisible();
  await screen.getByRole('button', { name: 'Go to the line' }).click();
  await expect.poll(shown).toBe(SERVER);
  await expect.poll(() => document.querySelector('.cm-chosen')?.textContent).toContain('conn.sendall');
});

test('keys go from line to line, to the stops that were set, and to the next frame', async () => {
  const player = await talked();
  const screen = await opened(player);
  await hostTo(screen, 'B');
  await expect.poll(shown).toBe(SERVER);
  const lineNow = (): number | undefined => deskOf(player).chosen?.line;
  await userEvent.keyboard('{F8}');
  expect(lineNow()).toBe(1);
  await userEvent.keyboard('{F8}{F8}');
  expect(lineNow()).toBe(3);
  const third = player.playhead;
  await userEvent.keyboard('{F8}{Shift>}{F8}{/Shift}');
  expect([lineNow(), player.playhead]).toEqual([3, third]);
  // A stop: a click on the line's place in the gutter.
  const place = document.querySelectorAll<HTMLElement>('.cm-marks .cm-gutterElement')[7]!;
  await userEvent.click(place);
  await expect.poll(() => deskOf(player).stopsOf(B, '/home/student/server.py')).toEqual([7]);
  await userEvent.keyboard('{F9}');
  expect(lineNow()).toBe(7);
  const first = player.playhead;
  await userEvent.keyboard('{F9}');
  expect(player.playhead).toBeGreaterThan(first);
  await userEvent.keyboard('{Shift>}{F9}{/Shift}');
  expect(player.playhead).toBe(first);
  await userEvent.keyboard('{F2}');
  expect(player.row(player.selection.row!).kind).toBe('flight');
  await expect.element(screen.getByText(/^B sends a frame/)).toBeVisible();
  player.toEnd();
  await userEvent.keyboard('{F9}');
  await expect.element(screen.getByText(/there is no such moment/)).toBeVisible();
});

test('lines that a lesson has locked stay as they are', async () => {
  const player = await playerOf(scriptLab());
  const screen = await opened(player);
  await screen.rerender({ locked: [{ host: 'A', file: 'client.py', locked: [{ from: 2, to: 3 }] }] });
  await expect.element(screen.getByText('The lesson has locked the hatched lines.')).toBeVisible();
  await expect.poll(() => document.querySelectorAll('.cm-locked').length).toBe(2);
  content().focus();
  await userEvent.keyboard('{Control>}a{/Control}{Delete}');
  const [, second, third] = CLIENT.split('\n');
  await expect.poll(() => shown().trim()).toBe(`${second}\n${third}`);
  await userEvent.keyboard('{Control>}{End}{/Control}xyz{Control>}{Home}{/Control}xyz{End}xyz{ArrowLeft}{Backspace}');
  expect(shown().split('\n').filter(Boolean)).toEqual([second, third]);
  await userEvent.keyboard('{Control>}{End}{/Control}{Enter}more');
  await expect.poll(() => shown().split('\n').filter(Boolean)).toEqual([second, third, 'more']);
});

test('files are made, renamed, copied, taken from disk and deleted', async () => {
  const player = await playerOf(scriptLab());
  const screen = await opened(player);
  const names = (device: number): string[] => filesOn(player.world.state, device).map(({ path }) => path.slice(14));
  await screen.getByRole('button', { name: 'New file' }).click();
  await screen.getByLabelText('Name of the new file').fill('client.py');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('A has a file of this name already.')).toBeVisible();
  await screen.getByLabelText('Name of the new file').fill('工具.py');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => names(A)).toEqual(['client.py', '工具.py']);
  await screen.getByRole('button', { name: 'Files' }).click();
  await screen.getByRole('button', { name: 'Rename' }).click();
  await screen.getByLabelText('New name for 工具.py').fill('tool.py');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => names(A)).toEqual(['client.py', 'tool.py']);
  await screen.getByRole('button', { name: 'Files' }).click();
  await screen.getByRole('button', { name: 'Copy to B' }).click();
  await expect.poll(() => names(B)).toEqual(['server.py', 'tool.py']);
  await screen.getByRole('button', { name: 'Files' }).click();
  await screen.getByRole('button', { name: 'Delete' }).click();
  await screen.getByRole('button', { name: 'Delete' }).last().click();
  await expect.poll(() => names(A)).toEqual(['client.py']);

  const drop = new DataTransfer();
  drop.items.add(new File(['print(1)\r\n'], 'one.py'));
  drop.items.add(new File([new Uint8Array([0xff, 0xfe, 0])], 'two.py'));
  document
    .querySelector('.files')!
    .dispatchEvent(new DragEvent('drop', { dataTransfer: drop, bubbles: true, cancelable: true }));
  await expect.poll(() => textOn(player.world.state, A, '/home/student/one.py')).toBe('print(1)\n');
  await expect.element(screen.getByText(/two\.py is no text/)).toBeVisible();
});

test('running saves what was written and types the line, with arguments', async () => {
  const player = await playerOf(scriptLab());
  const screen = await opened(player);
  await screen.getByLabelText('Arguments for client.py').fill('9000 now');
  content().focus();
  await userEvent.keyboard('{Control>}{Home}{/Control}# x{Enter}');
  const run = screen.getByRole('button', { name: 'Run client.py on A' });
  (run.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => player.history.log.map(({ command }) => ('line' in command ? command.line : command.do)))
    .toEqual(['file', 'python client.py 9000 now']);
  await expect.element(screen.getByRole('button', { name: 'Stop', exact: true })).toHaveFocus();
  player.pause();
});

test('Tab indents; Escape, then Tab, leaves, and that is said; search speaks the language of the page', async () => {
  const player = await playerOf(scriptLab());
  await opened(player);
  content().focus();
  expect(content()).toHaveAccessibleDescription(/Escape, then Tab/);
  expect(content()).toHaveAccessibleName('client.py on A');
  await userEvent.keyboard('{Control>}{Home}{/Control}{Tab}');
  await expect.poll(shown).toBe(`    ${CLIENT}`);
  await userEvent.keyboard('{Escape}{Tab}');
  expect(document.activeElement).not.toBe(content());
  await language.choose('zh-CN');
  await expect.poll(() => content().getAttribute('aria-label')).toBe('A 上的 client.py');
  content().focus();
  await userEvent.keyboard('{Control>}f{/Control}');
  await expect.poll(() => document.querySelector<HTMLInputElement>('.cm-search input')?.placeholder).toBe('查找');
});

test('where a program waits for a line, a button leads to the terminal', async () => {
  const asking = new FakeInterpreter({
    *'client.py'() {
      yield [
        { call: 'read', fd: 0, size: 80 },
        { as: 'input', lines: [1] },
      ];
    },
  });
  const scripts = new Scripts(() => Promise.resolve(asking));
  const begun = startHistory(scriptLab());
  const acted = actTurns(begun, endOf(begun), { do: 'run', on: 'A', line: 'python client.py' });
  const { history: run } = await scripts.run(acted);
  await scripts.run(extendTurns(run, { until: 10 * MILLISECOND }));
  const player = new Player(lineHere());
  await player.load(run.lab, { seed: run.seed, log: [...run.log], exact: true });
  player.toEnd();
  const screen = await render(Programs, { props: { player, alone: true } });
  (screen.container as HTMLElement).style.cssText = 'height: 700px; width: 1200px';
  await expect.poll(() => document.querySelectorAll('.xterm textarea').length, { timeout: 30_000 }).toBe(2);
  await screen.getByRole('button', { name: 'Type a line in the terminal' }).click();
  await expect.element(screen.getByRole('textbox', { name: 'A line for python3 on A' })).toHaveFocus();
});

test('two programs stand side by side with their terminals, and the ladder between them', async () => {
  const player = await talked();
  player.seek(500 * MILLISECOND);
  const screen = await render(Programs, { props: { player, alone: true } });
  (screen.container as HTMLElement).style.cssText = 'height: 700px; width: 1200px';
  await expect.poll(() => document.querySelectorAll('.cm-content').length, { timeout: 30_000 }).toBe(2);
  await expect.poll(() => document.querySelectorAll('.xterm').length, { timeout: 30_000 }).toBe(2);
  const left = screen.getByRole('region', { name: 'Program on A' });
  const right = screen.getByRole('region', { name: 'Program on B' });
  await expect
    .element(left.getByRole('button', { name: /^sleep\(\) — sleeps, until 1\.0\d* s; line 6/ }))
    .toBeVisible();
  await expect.element(right.getByRole('button', { name: /^recv\(\) — waits for octets from/ })).toBeVisible();
  await expect.element(screen.getByRole('region', { name: 'What goes between A and B' })).toBeVisible();
  await clean(screen.container);
  await language.choose('zh-CN');
  await clean(screen.container);
});
