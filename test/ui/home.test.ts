// The home page: modules in the course's order, how far the reader is, one lesson to go on with, and searching by keyboard.
import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { entries } from 'virtual:shelf';
import { modulesOf, nextOf, shelfOf, stateOf } from '../../src/ui/home/course.ts';
import Home from '../../src/ui/home/Home.svelte';
import { language } from '../../src/ui/language.svelte.ts';
import { progress, type LessonProgress } from '../../src/ui/lesson/progress.svelte.ts';
import type { ShelfEntry } from '../../src/ui/lessons.svelte.ts';

const lesson = (id: string, folder: string, rest: Partial<ShelfEntry> = {}): ShelfEntry => ({
  ...{ id, folder, minutes: 10, needs: [], titles: { en: id }, aims: {}, steps: ['opening', 'do'], goals: ['g'] },
  ...rest,
});
const kept = (change: Partial<LessonProgress>): LessonProgress => ({
  ...{ step: 1, steps: 2, passed: [], answers: {}, hints: {}, goals: {}, opened: [], spots: {}, at: 0 },
  ...change,
});
const shelf = [
  lesson('arp', '1-link/5-arp'),
  lesson('gate', '2-lan/6-gate', { needs: ['arp'] }),
  lesson('tcp', '5-tcp/14'),
];

beforeEach(() => {
  localStorage.clear();
  progress.lessons = {};
});

test('how far a lesson is: of its steps of today, by goals that were reached alone', () => {
  const [arp] = shelf;
  expect(stateOf(arp!, undefined)).toEqual({ is: 'new', step: 1, passed: 0, of: 2, goals: 0, ofGoals: 1 });
  expect(stateOf(arp!, kept({ step: 7, passed: ['opening', 'gone'], goals: { g: 'shown' } }))).toMatchObject({
    ...{ is: 'begun', step: 2, passed: 1, goals: 0 },
  });
  expect(stateOf(arp!, kept({ passed: ['opening', 'do'], goals: { g: 'alone' } }))).toMatchObject({
    is: 'done',
    goals: 1,
  });
});

test('what comes next', () => {
  const next = (of: Record<string, LessonProgress>): string | undefined => nextOf(shelf, (id) => of[id])?.id;
  const done = kept({ passed: ['opening', 'do'] });
  expect(next({})).toBe('arp');
  expect(next({ arp: done })).toBe('gate');
  expect(next({ tcp: done })).toBe('arp');
  expect(next({ gate: kept({ at: 3 }), tcp: kept({ at: 5 }) })).toBe('tcp');
  expect(next({ arp: done, gate: done, tcp: done })).toBeUndefined();
  expect(nextOf([lesson('bad', '1/1', { mistakes: ['1:1 no'] })], () => undefined)).toBeUndefined();
});

test('modules in the order of the course, a teacher’s lessons before them and in place of those with the same id', () => {
  const own = lesson('tcp', '1-mine', { teacher: true });
  const all = modulesOf(shelfOf([own], shelf), [{ folder: '2-lan', titles: { en: 'Beyond' }, aims: {} }]);
  expect(all.map(({ key, module, lessons }) => [key, module?.titles['en'], lessons.map(({ id }) => id)])).toEqual([
    ['teacher', undefined, ['tcp']],
    ['1-link', undefined, ['arp']],
    ['2-lan', 'Beyond', ['gate']],
  ]);
});

test('the page leads on where the reader was, and finds passages by keyboard', async () => {
  await language.choose('en');
  const [first] = entries;
  progress.change(first!.id, { step: 2, steps: first!.steps.length, passed: [first!.steps[0]!] });
  const screen = await render(Home);
  const title = first!.titles['en']!;
  const next = screen.getByRole('region', { name: title });
  await expect.element(next.getByText(`Step 2 of ${first!.steps.length}`)).toBeVisible();
  expect(next.getByRole('link').element().getAttribute('href')).toBe(`#/lesson/${first!.id}/2`);

  await userEvent.keyboard('/');
  expect(document.activeElement).toBe(screen.getByRole('searchbox').element());
  await userEvent.keyboard(title.split(' ')[0]!);
  await expect.element(screen.getByText(/^\d+ places$|^One place$/)).toBeVisible();
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement?.getAttribute('href')).toMatch(/^#\/lesson\//);
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(screen.getByRole('searchbox').element());
  expect(screen.container.querySelectorAll('search li')).toHaveLength(0);
});

test('a file of progress is taken over, and one that is none is refused in words', async () => {
  await language.choose('en');
  const screen = await render(Home);
  const input = screen.container.querySelector<HTMLInputElement>('.file input')!;
  const choose = (text: string): Promise<void> => userEvent.upload(input, new File([text], 'progress.json'));
  await choose('{}');
  await expect
    .element(screen.getByText('This file holds no progress of this classroom. Nothing was changed.'))
    .toBeVisible();
  await choose(
    JSON.stringify({ 'packet-classroom': 'progress', version: 1, lessons: { [entries[0]!.id]: kept({ step: 3 }) } }),
  );
  await expect.element(screen.getByText('Progress of one lesson was taken over.')).toBeVisible();
  expect(progress.of(entries[0]!.id).step).toBe(3);
});
