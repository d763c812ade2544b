// Sharing: an address opens to the same run at the same instant, one that says something else is refused with a word, pictures stand by themselves.
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { Player } from '../../src/player/player.svelte.ts';
import { pack } from '../../src/player/share.ts';
import { digestOf } from '../../src/sim/digest.ts';
import LinkPanel from '../../src/ui/device/LinkPanel.svelte';
import { language } from '../../src/ui/language.svelte.ts';
import { parseRoute, type Route } from '../../src/ui/route.ts';
import { addressOf } from '../../src/ui/share/address.ts';
import Opening from '../../src/ui/share/Opening.svelte';
import { openRun, type Opened } from '../../src/ui/share/open.ts';
import OpenLab from '../../src/ui/share/OpenLab.svelte';
import { pictureOf, pngOf } from '../../src/ui/share/picture.ts';
import Ladder from '../../src/ui/ladder/Ladder.svelte';
import Share from '../../src/ui/share/Share.svelte';
import Stage from '../../src/ui/stage/Stage.svelte';
import { labOf, threeHosts } from '../support/lab.ts';
import { lineHere, playerOf } from '../support/playing.ts';

beforeEach(async () => {
  await language.choose('en');
  await language.whole();
});

const lab = labOf(threeHosts('do:\n  - { at: 0 s, on: C, run: ping -c 1 192.168.12.1 }'));
const lesson: Route = { page: 'lesson', lesson: 'who-has', step: 3 };
const here = new URL('https://example.org/classroom/?x=1#/lesson/who-has/3');

async function worked(): Promise<Player> {
  const player = await playerOf(lab);
  await player.act({ do: 'run', on: 'A', line: 'ping -c 2 192.168.12.2' }, 500_000_000);
  await player.act({ do: 'fault', add: { name: 'drop', action: 'drop', filter: 'icmp', nth: [2] } }, 600_000_001);
  player.seek(1_500_600_123);
  return player;
}

test.each(['lesson', 'lab'] as const)('the address of a %s opens to the same', async (kind) => {
  const player = await worked();
  const from = kind === 'lesson' ? lesson : parseRoute('#/lab/1.x');
  const address = new URL((await addressOf(player, from, here))!);
  expect([address.origin, address.pathname, address.search]).toEqual(['https://example.org', '/classroom/', '']);
  const route = parseRoute(address.hash);
  if (route.page !== kind) throw new Error(route.page);
  expect(route).toMatchObject({ at: 1_500_600_123, language: 'en', ...(kind === 'lesson' ? lesson : {}) });
  const again = new Player(lineHere());
  expect(await openRun(again, route.run!, kind === 'lesson' ? lab : undefined)).toEqual({ lab });
  again.seek(route.at!);
  expect(again.history.log).toEqual(player.history.log);
  expect(digestOf(again.history.record)).toBe(digestOf(player.history.record));
  expect(again.world.state).toEqual(player.world.state);
});

test('where nothing was done the address says only where one is', async () => {
  const player = await playerOf(labOf(threeHosts()));
  expect(await addressOf(player, lesson, here, true)).toBe(
    'https://example.org/classroom/?embed#/lesson/who-has/3?t=0&lang=en',
  );
});

const wrong: [string, string | undefined, Opened['problem']][] = [
  ['nonsense', '1.!!!', 'damaged'],
  ['a newer version', '99.abc', 'version'],
  ['no lab', await pack({ seed: 1, log: [] }), 'no-lab'],
  ['a lab with mistakes', await pack({ lab: 'devices: { A: { kind: hots } }', seed: 1, log: [] }), 'lab'],
  ['a lab that is deep', await pack({ lab: '['.repeat(9000), seed: 1, log: [] }), 'lab'],
  ['lines that the lab has not', await pack({ lab: threeHosts(), seed: 1, log: [[0, 0]] }), 'other-lab'],
];
test.each(wrong)('%s is refused with a word in both languages', async (_what, packed, problem) => {
  const player = new Player(lineHere());
  const opened = await openRun(player, packed!);
  expect(opened.problem).toBe(problem);
  expect(player.failure).toBeUndefined();
  const screen = await render(Opening, { props: { opened } });
  for (const name of ['en', 'zh-CN'] as const) {
    await language.choose(name, false);
    await expect.element(screen.getByRole('alert')).not.toHaveTextContent('share.problem');
    expect((await axe.run(screen.container)).violations.map((one) => one.id)).toEqual([]);
  }
});

test('commands that nobody could give are refused in the run, and it goes on', async () => {
  const player = new Player(lineHere());
  const log = [
    [0, 0, { do: '__proto__' }],
    [0, 0, { do: 'run', on: 'A', line: '<script>alert(1)</script>' }],
    [0, 0, { do: 'run', on: ['A'], line: 1 }],
  ] as never;
  expect(await openRun(player, (await pack({ lab: threeHosts(), seed: 1, log }))!)).toMatchObject({
    lab: { name: 'three' },
  });
  expect(player.history.log).toHaveLength(3);
  expect(player.failure).toBeUndefined();
});

test('a log that does not fit the lab is told from where on', async () => {
  const player = new Player(lineHere());
  const packed = await pack({ lab: threeHosts(), seed: 1, log: [[5, 700, { do: 'run', on: 'A', line: 'ls' }]] });
  expect((await openRun(player, packed!)).missed).toEqual({ number: 1, of: 1 });
});

test('the dialog gives links and files', async () => {
  location.hash = '#/lesson/who-has/3';
  const screen = await render(Share, { props: { player: await worked(), onclose: () => undefined } });
  await expect.element(screen.getByRole('textbox', { name: 'Link to this moment' })).toBeVisible();
  const embed = screen.getByRole('textbox', { name: 'For another page' }).element() as HTMLInputElement;
  expect(embed.value).toMatch(/^<iframe src="[^"]+\?embed#[^"]+" /);
  for (const name of ['Lab file', 'Capture (pcapng)', 'Trace as text']) {
    await userEvent.click(screen.getByRole('button', { name }));
    await expect.element(screen.getByRole('status')).toHaveTextContent(/^Saved: three/);
  }
  expect((await axe.run(screen.container)).violations.map((one) => one.id)).toEqual([]);
});

test('a picture stands by itself', async () => {
  const player = await worked();
  const screen = await render(Stage, { props: { player } });
  const svg = screen.container.querySelector<SVGSVGElement>('svg[role=group]')!;
  await expect.poll(() => svg.querySelectorAll('text').length).toBeGreaterThan(5);
  const picture = await pictureOf(svg, 'three at 1.5 s');
  const read = new DOMParser().parseFromString(picture.svg, 'image/svg+xml');
  expect(read.querySelector('parsererror')).toBeNull();
  expect(picture.svg).not.toMatch(/var\(|class=|<script|tabindex|https?:\/\/(?!www\.w3\.org)/);
  expect([...read.querySelectorAll('text')].map((one) => one.textContent)).toEqual(
    expect.arrayContaining(['A', 'B', 'S']),
  );
  const png = await pngOf(picture);
  expect([png.type, png.size > 2000]).toEqual(['image/png', true]);
});

/** What is offered to be saved while something is done. */
async function saved(work: () => Promise<void>): Promise<string> {
  const make = URL.createObjectURL;
  const made: Blob[] = [];
  URL.createObjectURL = (object) => {
    if (object instanceof Blob) made.push(object);
    return make(object);
  };
  try {
    await work();
  } finally {
    URL.createObjectURL = make;
  }
  return made[0]!.text();
}
/** A ladder of so many pings in a small window; what a picture of it holds, and what is said of it. */
async function laddered(count: number): Promise<{ labels: string[]; said: string; player: Player }> {
  const player = await playerOf(
    labOf(threeHosts(`do:\n  - { at: 0 s, on: A, run: ping -c ${count} -i 0.1 192.168.12.2 }`)),
  );
  player.toEnd();
  const shown = await render(Ladder, { props: { player } });
  const view = shown.container as HTMLElement;
  view.style.height = '300px';
  const lines = (): number => Number(view.querySelector<SVGElement>('[data-lines]')?.dataset['lines']?.split(' ')[2]);
  await expect.poll(lines).toBeGreaterThan(2 * count);
  const screen = await render(Share, { props: { player, onclose: () => undefined } });
  const status = screen.getByRole('status');
  const svg = await saved(async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Picture of the ladder: SVG' }));
    await expect.element(status).toHaveTextContent(/^Saved: three/);
  });
  const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const labels = [...read.querySelectorAll('text')].map((one) => one.textContent);
  // Afterwards there is again only what is in sight.
  await expect.poll(() => view.querySelectorAll('.sent').length).toBeLessThan(80);
  const said = status.element().textContent;
  await screen.unmount();
  await shown.unmount();
  return { labels, said, player };
}

test('the picture of a ladder has all of it, also what is not in sight', async () => {
  const { labels, said } = await laddered(100);
  for (const word of ['who-has .2', 'ping 1', 'ping 50', 'ping 100']) expect(labels).toContain(word);
  expect(said).not.toContain('holds no more');
});

test('of a very long ladder the picture tells which lines it shows', async () => {
  const { labels, said } = await laddered(700);
  expect(labels).toContain('ping 700');
  expect(labels).not.toContain('ping 1');
  expect(said).toMatch(/It shows the lines \d+ to 1404 of 1404: a picture holds no more\./);
});

test('a slider of a link is a command, and moved again at the same instant still one', async () => {
  const player = await playerOf(labOf(threeHosts()));
  const screen = await render(LinkPanel, { props: { player, number: 0 } });
  const slider = screen.getByRole('slider', { name: 'Loss' });
  (slider.element() as HTMLInputElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect
    .poll(() => player.history.log.map(({ command }) => command))
    .toEqual([{ do: 'link', link: 'A-S', loss: '0.1 %' }]);
  await expect.poll(() => (slider.element() as HTMLInputElement).disabled).toBe(false);
  (slider.element() as HTMLInputElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect
    .poll(() => player.history.log.map(({ command }) => command))
    .toEqual([{ do: 'link', link: 'A-S', loss: '0.5 %' }]);
  expect(player.world.state.links[0]!.profiles[0].loss).toBe(5000);
});

test('a lab file with mistakes is told with its lines, a right one is opened', async () => {
  const screen = await render(OpenLab);
  const choose = async (text: string): Promise<void> =>
    userEvent.upload(screen.container.querySelector('input[type=file]')!, new File([text], 'mine.yaml'));
  await choose('devices:\n  A: { kind: hots }\n');
  await expect.element(screen.getByText('mine.yaml:2', { exact: false })).toBeVisible();
  await choose(threeHosts());
  await expect.poll(() => location.hash).toMatch(/^#\/lab\/1\./);
});
