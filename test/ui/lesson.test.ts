// The lesson pane: predictions before runs, marks by the simulator, goals as of the playhead, hints by degrees, progress that is kept.
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import type { Lesson } from '../../src/lesson/lesson.ts';
import { openingOf } from '../../src/lesson/opening.ts';
import { Player } from '../../src/player/player.svelte.ts';
import { language } from '../../src/ui/language.svelte.ts';
import LessonPane from '../../src/ui/lesson/LessonPane.svelte';
import { LessonRun } from '../../src/ui/lesson/lessonRun.svelte.ts';
import { progress } from '../../src/ui/lesson/progress.svelte.ts';
import { lineHere } from '../support/playing.ts';

const text = `---
id: knock
title: "Who is there?"
minutes: 5
aims: [say what a ping proves]
---
Two computers and one cable.

~~~lab
lab: pair
devices:
  A: { kind: host, ip: 10.0.0.1/24, mac: 02:00:00:00:00:0a }
  B: { kind: host, ip: 10.0.0.22/24, mac: 02:00:00:00:00:0b }
links:
  - [A, B]
~~~

## Ask

~~~predict id=how-many
number: How many ARP frames cross the cable?
unit: frames
measure: { count: arp }
why: { 1: "One would do if somebody answered.", "*": "A asks three times.", right: "Three questions, no answer." }
~~~

~~~console
A$ ping -c 1 10.0.0.2
~~~

What comes after gives it away: <b>nobody</b> answered.

## Repair

~~~goal id=reach
title: A reaches B at 10.0.0.2.
checks:
  - ping: { from: A, to: 10.0.0.2 }
  - unchanged: [A, B.mac, cables]
~~~

~~~hint for=reach
Whose settings are wrong?
~~~

~~~hint for=reach
Look at B.
~~~

~~~solution for=reach
B$ ip addr add 10.0.0.2/24 dev eth0
~~~

~~~reject for=reach because=host-unreachable
B$ ip addr add 10.0.0.3/24 dev eth0
# That is not the address that A asks for.
~~~

## Spot it

~~~spot id=myth
- text: The cable | ~~asks~~ | who is there.
  why: A host asks.
~~~
`.replaceAll('~~~', '```');

function lesson(of = text): Lesson {
  const parsed = parseLesson(of.replace(/<\/?b>/g, '**'), 'lesson.md', () => undefined);
  if (!parsed.ok) throw new Error(parsed.errors.map((one) => `${one.line}: ${one.message}`).join('\n'));
  return parsed.value;
}

async function open(step: number, of = text) {
  const player = new Player(lineHere());
  const run = new LessonRun(player, lesson(of));
  await run.enter(step - 1);
  const screen = await render(LessonPane, { props: { run, onstep: (index: number) => void run.enter(index) } });
  return { player, run, screen };
}

beforeEach(async () => {
  localStorage.clear();
  progress.lessons = {};
  await language.choose('en');
});

test('a prediction comes before the run, is marked by the simulator, and told when the run has been seen', async () => {
  const { player, run, screen } = await open(2);
  const button = screen.getByRole('button', { name: 'Run', exact: true });
  await expect.element(button).toBeDisabled();
  await expect.element(screen.getByText('gives it away')).not.toBeInTheDocument();

  await screen.getByRole('textbox', { name: /Your number|How many/ }).fill('1');
  await screen.getByRole('button', { name: 'That is my prediction' }).click();
  await expect.element(screen.getByRole('textbox')).not.toBeInTheDocument();
  // What was pressed is gone: the reader's place is the question, and then the run.
  await expect.element(screen.getByRole('form')).toHaveFocus();
  await button.click();
  await expect.element(screen.getByText('Watch what happens')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Run again' })).toHaveFocus();
  expect(progress.of('knock').answers['how-many']).toEqual({ given: ['1'], right: false, truth: ['3'] });

  player.toEnd();
  run.notice();
  await expect.element(screen.getByText('You expected 1 frames. It is 3 frames.')).toBeVisible();
  await expect.element(screen.getByText('One would do if somebody answered.')).toBeVisible();
  await expect.element(screen.getByText('gives it away')).toBeVisible();
  await expect.element(screen.getByText('Destination Host Unreachable')).toBeVisible();
  expect(progress.of('knock').passed).toEqual(['ask']);

  player.toStart();
  await expect.element(screen.getByText('Destination Host Unreachable')).not.toBeInTheDocument();
});

test('an experiment that takes no time has been seen when it has been run, and its step is done', async () => {
  const { screen } = await open(2, text.replace('A$ ping -c 1 10.0.0.2', 'A$ hostname'));
  await screen.getByRole('textbox', { name: /Your number|How many/ }).fill('0');
  await screen.getByRole('button', { name: 'That is my prediction' }).click();
  await screen.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.element(screen.getByText('So it is.')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Next: Repair' })).toBeVisible();
  expect(progress.of('knock').passed).toEqual(['ask']);
});

test('a goal is judged as of the playhead; hints come one by one, the solution last, and reaching it so is marked', async () => {
  const { run, player, screen } = await open(3);
  run.judge();
  await expect.element(screen.getByText('Not reached yet')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Show the solution' })).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Give me a hint' }).click();
  await screen.getByRole('button', { name: 'Another hint' }).click();
  // The last hint has taken its button with it; the reader's place stays in the goal.
  await expect.element(screen.getByRole('button', { name: 'Show the solution' })).toBeVisible();
  await expect.poll(() => document.activeElement?.closest('.lesson-card')).not.toBeNull();
  await screen.getByRole('button', { name: 'Show the solution' }).click();
  await expect.element(screen.getByText('B$ ip addr add 10.0.0.2/24 dev eth0')).toBeVisible();

  await player.runLine('B', 'ip addr add 10.0.0.3/24 dev eth0');
  run.judge();
  await expect.element(screen.getByText('That is not the address that A asks for.')).toBeVisible();

  await screen.getByRole('button', { name: 'Do it for me' }).click();
  await expect.poll(() => run.busy).toBe(false);
  run.judge();
  await expect.element(screen.getByText('Reached, with the solution open')).toBeVisible();
  expect(progress.of('knock').goals).toEqual({ reach: 'shown' });

  await run.reset();
  run.judge();
  await expect.element(screen.getByText('Reached before')).toBeVisible();
  await player.runLine('B', 'ip addr add 10.0.0.2/24 dev eth0');
  run.judge();
  await expect.element(screen.getByText('Reached', { exact: true })).not.toBeInTheDocument();
});

test('what must stay unchanged is named in the language of the page', async () => {
  const { run, screen } = await open(3);
  run.judge();
  await expect.element(screen.getByText('Unchanged since the start: A, B.mac, cables.')).toBeVisible();
  await language.choose('zh-CN');
  await expect.element(screen.getByText(/A、B\.mac、网线/)).toBeVisible();
});

test('the part that is wrong is found by choosing', async () => {
  const { screen } = await open(4);
  await screen.getByRole('button', { name: 'The cable' }).click();
  await expect.element(screen.getByText('That part is true.')).toBeVisible();
  await screen.getByRole('button', { name: 'asks' }).click();
  await expect.element(screen.getByText('A host asks.')).toBeVisible();
  await expect.poll(() => document.activeElement?.tagName).toBe('LI');
  expect(progress.of('knock').passed).toEqual(['spot-it']);
});

test('a step that goes on finds the network as the step before leaves it, wherever one comes from', async () => {
  const { run, player } = await open(3);
  expect(player.history.log.map(({ command }) => command.do === 'run' && command.line)).toEqual(['ping -c 1 10.0.0.2']);
  await run.enter(1);
  expect(player.history.log).toEqual([]);
});

test('a lesson is begun with its first step; whoever goes on before the others are there waits for them, and the last way counts', async () => {
  const whole = lesson();
  const player = new Player(lineHere());
  const waiting: ((lesson: Lesson) => void)[] = [];
  const run = new LessonRun(player, openingOf(whole), 0, () => new Promise((resolve) => waiting.push(resolve)));
  await run.enter(0);
  expect(run.lesson.steps.map((step) => step.parts.length > 0)).toEqual(whole.steps.map((_, i) => i === 0));
  const screen = await render(LessonPane, { props: { run, onstep: (index: number) => void run.enter(index) } });
  await expect.element(screen.getByText('Two computers and one cable.')).toBeVisible();
  const overtaken = run.enter(3);
  const last = run.enter(1);
  expect(run.index).toBe(0);
  for (const bring of waiting) bring(whole);
  await Promise.all([overtaken, last]);
  expect(run.index).toBe(1);
  expect(run.lesson).toBe(whole);
  await expect.element(screen.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});

test('another language that comes while the other steps are on their way is not overtaken by them', async () => {
  const [whole, other] = [lesson(), { ...lesson(), language: 'zh-CN' }];
  const run = new LessonRun(new Player(lineHere()), openingOf(whole), 0, () => Promise.resolve(whole));
  await run.enter(0);
  const late = run.complete();
  await run.replace(openingOf(other), 0, () => Promise.resolve(other));
  await late;
  expect(run.lesson.language).toBe('zh-CN');
  await run.enter(2);
  expect(run.lesson).toBe(other);
});
