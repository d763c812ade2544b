// Exercises in the lesson pane: each kind is answered by keyboard and mouse, its mistake is named, and a shown solution does not count.
import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { Player } from '../../src/player/player.svelte.ts';
import { deviceNamed } from '../../src/sim/place.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { moved, span } from '../../src/ui/lesson/exercises/octetRanges.ts';
import { portSelected } from '../../src/ui/lesson/exercises/stagePorts.ts';
import LessonPane from '../../src/ui/lesson/LessonPane.svelte';
import { LessonRun } from '../../src/ui/lesson/lessonRun.svelte.ts';
import { progress } from '../../src/ui/lesson/progress.svelte.ts';
import { lit } from '../../src/ui/stage/lit.svelte.ts';
import Stage from '../../src/ui/stage/Stage.svelte';
import { lineHere } from '../support/playing.ts';

const lab = `~~~lab
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a, gateway: 192.168.12.9 }
  B: { kind: host, ip: 192.168.12.2/24, mac: 02:00:00:00:00:0b }
  C: { kind: host, ip: 192.168.13.1/24, mac: 02:00:00:00:00:0c, gateway: 192.168.13.254 }
  S: { kind: switch }
  R: { kind: router, interfaces: { eth0: { ip: 192.168.12.254/24 }, eth1: { ip: 192.168.13.254/24 } } }
links: [[A, S], [B, S], [R.eth0, S], [R.eth1, C]]
~~~
`;
const ping = 'run: A$ ping -c 1 192.168.12.2';

async function open(block: string, words = '') {
  const text = `---\nid: drill\ntitle: Drill\n---\n${lab}\n${block}`;
  const parsed = parseLesson(text, 'drill/lesson.md', () => undefined);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  const player = new Player(lineHere());
  const run = new LessonRun(player, parsed.value);
  await run.enter(0);
  const screen = await render(LessonPane, { props: { run, onstep: () => undefined } });
  await expect.element(screen.getByRole('button', { name: words || 'Check', exact: true }).first()).toBeVisible();
  const check = () =>
    screen
      .getByRole('button', { name: words || 'Check', exact: true })
      .first()
      .click();
  return { player, run, screen, check };
}

beforeEach(async () => {
  localStorage.clear();
  progress.lessons = {};
  await language.choose('en');
});

test('ports are chosen in the list and on the stage; hints come first, and a shown solution does not count as solved', async () => {
  const { player, screen, check } = await open(
    `~~~device id=flood\nports: S\nask: Out of which ports?\nframe: arp.opcode == 1\n${ping}\n~~~\n\n~~~hint for=flood\nWho is everybody?\n~~~\n`,
  );
  await screen.getByLabelText('S.1').click();
  await check();
  await expect.element(screen.getByText('The frame came in by S.1.')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Show the solution' })).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Give me a hint' }).click();
  await expect.element(screen.getByText('Who is everybody?')).toBeVisible();
  await screen.getByRole('button', { name: 'Show the solution' }).click();
  expect(progress.of('drill').goals).toEqual({});
  expect(progress.of('drill').passed).toEqual([]);

  await screen.getByLabelText('S.1').first().click();
  player.select({ device: deviceNamed(player.world.state, 'B'), port: undefined, link: undefined });
  await expect.element(screen.getByLabelText('S.2').first()).toBeChecked();
  player.select({ device: undefined, link: player.world.state.links.findIndex((one) => one.name.includes('R')) });
  await expect.element(screen.getByLabelText('S.3').first()).toBeChecked();
  await check();
  await expect.element(screen.getByText('It does not count as solved.')).toBeVisible();
  expect(progress.of('drill').goals).toEqual({ flood: 'shown' });
  expect(progress.of('drill').answers['flood']).toEqual({ given: ['S.2', 'S.3'], right: true, truth: [] });
});

test('what is chosen stands out on the stage, and a second click there takes it back', async () => {
  const { player, screen, check } = await open(
    `~~~device id=one\nports: S\nask: Which?\nframe: arp.opcode == 1\n${ping}\n~~~\n\n~~~device id=two\nports: S\nask: Which now?\nframe: arp.opcode == 2\n${ping}\n~~~\n`,
  );
  const stage = await render(Stage, { player, bare: true });
  const arrows = (): string[] => lit.ports.map(({ port, way }) => `${way} S.${port + 1}`);
  const cards = screen.container.querySelectorAll('form.lesson-card');
  await expect.poll(arrows).toEqual(['in S.1']);
  expect(stage.container.querySelectorAll('.lit.in')).toHaveLength(1);
  const select = (name: string | undefined) =>
    player.select({
      device: name === undefined ? undefined : deviceNamed(player.world.state, name),
      port: undefined,
      link: undefined,
    });
  select('R');
  await expect.poll(arrows).toEqual(['out S.3', 'in S.1']);
  select(undefined);
  await expect.poll(arrows).toEqual(['in S.1']);
  select('B');
  await expect.poll(arrows).toEqual(['out S.2', 'in S.1']);
  select('R');
  await expect.poll(arrows).toEqual(['out S.2', 'out S.3', 'in S.1']);
  expect(stage.container.querySelectorAll('.lit.out')).toHaveLength(2);
  // Solved: the stage is for the next one.
  await check();
  await expect.element(screen.getByText('Right.')).toBeVisible();
  await expect.poll(arrows).toEqual(['in S.2']);
  // R is still selected: the click on it ends that, and chooses its port here.
  select(undefined);
  await expect.poll(arrows).toEqual(['out S.3', 'in S.2']);
  select('R');
  await expect.poll(arrows).toEqual(['in S.2']);
  select('A');
  await expect.poll(arrows).toEqual(['out S.1', 'in S.2']);
  expect(cards[1]!.querySelector<HTMLInputElement>('input')!.checked).toBe(true);
  await screen.unmount();
  expect(lit.ports).toEqual([]);
});

test('octets are marked by key, and what was marked instead is named', async () => {
  const { screen, check } = await open(`~~~mark id=m\nask: Where to?\nframe: icmp\nfield: ip.dst\n${ping}\n~~~\n`);
  const cell = (octet: number) => screen.container.querySelector<HTMLElement>(`[data-octet="${octet}"]`)!;
  cell(0).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}{ArrowRight}');
  const at = Number((document.activeElement as HTMLElement).dataset['octet']);
  expect([26, 50]).toContain(at);
  cell(26).focus();
  await userEvent.click(cell(26));
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}');
  await expect.element(screen.getByText('4 octets are marked: 26-29')).toBeVisible();
  await check();
  await expect.element(screen.getByText('These octets are the field ip.src.')).toBeVisible();
  await screen.getByRole('button', { name: 'Clear the marks' }).click();
  await userEvent.click(cell(30));
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}');
  await check();
  await expect.element(screen.getByText('Right.')).toBeVisible();
  expect(progress.of('drill').goals).toEqual({ m: 'alone' });
  expect(progress.of('drill').passed).toEqual(['opening']);
});

test('of a long frame the headers and the first octets are shown, until all are wanted', async () => {
  const { screen, check } = await open(
    '~~~mark id=m\nask: Where to?\nframe: icmp\nfield: ip.dst\nrun: A$ ping -c 1 -s 1400 192.168.12.2\n~~~\n',
  );
  const cells = () => [...screen.container.querySelectorAll<HTMLElement>('[data-octet]')];
  await expect.poll(() => cells().length).toBe(80); // 14 + 20 + 8 of headers, and more than 32 behind them
  await expect.element(screen.getByText('… and 1362 octets more.')).toBeVisible();
  // Keys stay among what is shown.
  cells()[0]!.focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await expect.poll(() => (document.activeElement as HTMLElement).dataset['octet']).toBe('79');
  screen.getByRole('button', { name: 'Show all octets' }).element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => cells().length).toBe(1442);
  await expect.poll(() => (document.activeElement as HTMLElement).dataset['octet']).toBe('80');
  await expect.element(screen.getByRole('button', { name: 'Show all octets' })).not.toBeInTheDocument();
  await userEvent.click(cells()[30]!);
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}');
  await check();
  await expect.element(screen.getByText('Right.')).toBeVisible();
});

test('fields are filled in beside their bit diagram; each has its own remark', async () => {
  const { screen, check } = await open(
    `~~~fill id=f\nask: What stands there?\nframe: icmp.type == 0\nfields: [ip.ttl, ip.dst]\n${ping}\n~~~\n`,
  );
  const [ttl, to] = [screen.getByLabelText(/Time to Live/), screen.getByLabelText(/Destination Address/)];
  await ttl.fill('40');
  await to.fill('192.168.12.2');
  await check();
  await expect.element(screen.getByText('The digits 40 are right in hexadecimal.')).toBeVisible();
  await expect
    .element(screen.getByText('192.168.12.2 does stand in this frame, but in the field ip.src.'))
    .toBeVisible();
  await expect.element(to).toHaveAttribute('aria-invalid', 'true');
  await ttl.fill('0x40');
  await to.fill('192.168.12.1');
  await check();
  await expect.element(screen.getByText('Right.')).toBeVisible();
  await screen.getByRole('button', { name: 'Do it again' }).click();
  await expect.element(ttl).toHaveValue('');
  await expect.element(screen.getByText('Solved')).toBeVisible();
});

test('steps are moved by their buttons, which keep the focus', async () => {
  const { screen, check } = await open(
    `~~~order id=o\nask: In order?\n${ping}\nsteps:\n  q: { text: question, first: arp.opcode == 1 }\n  a: { text: answer, first: arp.opcode == 2 }\n  p: { text: ping, first: icmp }\n~~~\n`,
  );
  const order = (): string[] =>
    screen
      .getByRole('listitem')
      .elements()
      .map((one) => one.querySelector('.text')?.textContent ?? '')
      .filter(Boolean);
  const shown = order();
  expect(shown).not.toEqual(['question', 'answer', 'ping']);
  await check();
  await expect.element(screen.getByText('cannot come before')).toBeVisible();
  for (const [to, name] of ['question', 'answer', 'ping'].entries()) {
    while (order().indexOf(name) > to) await screen.getByRole('button', { name: `Up: ${name}` }).click();
  }
  expect(order()).toEqual(['question', 'answer', 'ping']);
  await screen.getByRole('button', { name: 'Up: answer' }).click();
  await check();
  await expect.element(screen.getByText('“answer” cannot come before “question”')).toBeVisible();
  await screen.getByRole('button', { name: 'Down: answer' }).click();
  await check();
  await expect.element(screen.getByText('Right.')).toBeVisible();
});

test('a setting is tried, and what still fails is said', async () => {
  const { screen, check } = await open(
    `~~~choose id=c\nask: Which one?\nsettings:\n  mask: { text: the mask of C, try: C$ ip link set eth0 mtu 1400 }\n  gateway: { text: the gateway of A, shows: A.gateway, try: A$ ip route replace default via 192.168.12.254 }\nchecks: [ping: { from: A, to: C }]\n~~~\n`,
    'Try it',
  );
  await expect.element(screen.getByText('now 192.168.12.9')).toBeVisible();
  await screen.getByLabelText('the mask of C').click();
  await check();
  await expect.element(screen.getByText(/it still fails\. A asks for 192\.168\.12\.9/)).toBeVisible();
  await screen.getByLabelText('the gateway of A').click();
  await check();
  await expect.element(screen.getByText('Right.')).toBeVisible();
});

test('an ARP question, a route and an acknowledgment are answered', async () => {
  const arp = await open(`~~~device id=a\narp: B\nask: Answer?\nframe: arp.opcode == 1\n${ping}\n~~~\n`);
  await arp.screen.getByLabelText('Answer, with these addresses').click();
  const [b, a] = ['02:00:00:00:00:0b', '02:00:00:00:00:0a'];
  for (const [name, text] of [
    ['Sender MAC', b],
    ['Sender IP', '192.168.12.2'],
    ['Target MAC', '02:00:00:00:00:0c'],
    ['Target IP', '192.168.12.1'],
  ])
    await arp.screen.getByLabelText(name!).fill(text!);
  await arp.check();
  await expect.element(arp.screen.getByText('is the MAC address of C, which is not on this LAN')).toBeVisible();
  await arp.screen.getByLabelText('Target MAC').fill(a);
  await arp.check();
  await expect.element(arp.screen.getByText('Right.')).toBeVisible();
  await arp.screen.unmount();

  progress.lessons = {};
  const route = await open('~~~device id=r\nroute: R\nask: Where to?\nto: 192.168.13.1\n~~~\n');
  await route.screen.getByLabelText('On, to this next hop').click();
  await route.screen.getByLabelText('Next hop (IP address)').fill('192.168.13.254');
  await route.screen.getByRole('combobox', { name: 'Interface' }).selectOptions('R.eth1');
  await route.check();
  await expect.element(route.screen.getByText('is an address of the device itself')).toBeVisible();
  await route.screen.getByLabelText('Next hop (IP address)').fill('192.168.13.1');
  await route.check();
  await expect.element(route.screen.getByText('Right.')).toBeVisible();
  await route.screen.unmount();

  progress.lessons = {};
  const ack = await open(
    '~~~device id=k\nack: B\nask: Which number?\nframe: tcp.len == 6\nrun: |\n  B$ nc -l 5000\n  A$ nc 192.168.12.2 5000\n  A> hello\n~~~\n',
  );
  await ack.screen.getByRole('textbox').fill('6');
  await ack.check();
  await expect.element(ack.screen.getByText('6 is the last octet that has come.')).toBeVisible();
  await ack.screen.getByRole('textbox').fill('7');
  await ack.check();
  await expect.element(ack.screen.getByText('Right.')).toBeVisible();
});

test('speaks Chinese', async () => {
  const { screen, check } = await open(`~~~device id=x\nroute: A\nask: x\nto: 8.8.8.8\n~~~\n`);
  await screen.getByLabelText('Nowhere: no route fits').click();
  await check();
  await language.choose('zh-CN');
  await expect.element(screen.getByText('表里有一条路由匹配 8.8.8.8。')).toBeVisible();
  await expect.element(screen.getByText('你就是 A')).toBeVisible();
});

test('boxes of fields are called by what the language calls the fields, also those that are counted', async () => {
  const { screen } = await open(
    '~~~fill id=f\nask: x\nframe: tcp.len == 6\nfields: [tcp.seq, tcp.len, ip.dst]\nrun: |\n  B$ nc -l 5000\n  A$ nc 192.168.12.2 5000\n  A> hello\n~~~\n',
  );
  await expect.element(screen.getByLabelText('Sequence number (relative) tcp.seq')).toBeVisible();
  await language.choose('zh-CN');
  await expect.element(screen.getByLabelText('序号（相对） tcp.seq')).toBeVisible();
  await expect.element(screen.getByLabelText('数据长度 tcp.len')).toBeVisible();
  await expect.element(screen.getByLabelText('目的地址 ip.dst')).toBeVisible();
});

test('octets: stretches and keys', () => {
  expect(span(['4-6'], 8, 9, true, 20)).toEqual(['4-6', '8-9']);
  expect(span(['4-9'], 7, 5, false, 20)).toEqual(['4', '8-9']);
  expect(moved(5, 'ArrowDown', 16, 20, false)).toBe(5);
  expect(moved(2, 'ArrowDown', 16, 20, false)).toBe(18);
  expect(moved(18, 'Home', 16, 20, false)).toBe(16);
  expect(moved(18, 'End', 16, 20, false)).toBe(19);
  expect(moved(18, 'Home', 16, 20, true)).toBe(0);
  expect(moved(18, 'x', 16, 20, false)).toBeUndefined();
});

test('a click on the stage means a port, its cable, or the neighbour behind it', async () => {
  const player = new Player(lineHere());
  const parsed = parseLesson(`---\nid: d\ntitle: D\n---\n${lab}`, 'd.md', () => undefined);
  if (!parsed.ok) throw new Error();
  await player.load(parsed.value.steps[0]!.lab!, {});
  const { state } = player.world;
  const device = (name: string): number => deviceNamed(state, name);
  expect(portSelected(state, 'S', { device: device('S'), port: 1 })).toBe('S.2');
  expect(portSelected(state, 'S', { device: device('R') })).toBe('S.3');
  expect(portSelected(state, 'S', { device: device('C') })).toBeUndefined();
  expect(portSelected(state, 'S', { device: device('S') })).toBeUndefined();
  expect(portSelected(state, 'S', {})).toBeUndefined();
});
