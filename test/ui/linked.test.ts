// Links of a lesson that stay in the classroom: a term shows what it means where it stands; a view is opened by its link, and with the step that is about it.
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import '../../src/ui/theme.css';
import Classroom from '../../src/ui/Classroom.svelte';
import { language } from '../../src/ui/language.svelte.ts';
import type { Route } from '../../src/ui/route.ts';

const PATIENT = { timeout: 30_000 };

type LessonRoute = Extract<Route, { page: 'lesson' }>;
const stepOf = (lesson: string, step: number): LessonRoute => ({ page: 'lesson', lesson, step });
const onheading = (): void => undefined;
const openTab = (): string | undefined =>
  document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.dataset['tab'];

beforeEach(async () => {
  await page.viewport(1440, 900);
  await language.choose('en', false);
});

test('a term shows its meaning by key, closes by Escape, and leads to the reference', async () => {
  const screen = await render(Classroom, { route: stepOf('layers', 1), onheading });
  const term = screen.getByRole('button', { name: 'header', exact: true });
  await expect.element(term, PATIENT).toBeVisible();
  term.element().focus();
  await userEvent.keyboard('{Enter}');
  const card = screen.getByRole('note');
  await expect.element(card, PATIENT).toBeVisible();
  await expect.element(card).toHaveTextContent(/^header 首部 What a layer writes before its data/);
  await expect.element(term).toHaveAttribute('aria-expanded', 'true');

  const { violations } = await axe.run(document.getElementById('lesson')!, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
  });
  expect(violations.map(({ id }) => id)).toEqual([]);

  await userEvent.keyboard('{Tab}');
  const more = card.getByRole('link', { name: 'In the reference' });
  expect(document.activeElement).toBe(more.element());
  await expect.element(more).toHaveAttribute('href', '#/reference/word-header');

  await userEvent.keyboard('{Escape}');
  await expect.element(term).toHaveAttribute('aria-expanded', 'false');
  expect(document.activeElement).toBe(term.element());
  await userEvent.keyboard('{Enter}');
  await expect.element(term).toHaveAttribute('aria-expanded', 'true');
  await term.click(); // the second press closes
  await expect.element(term).toHaveAttribute('aria-expanded', 'false');
});

test('on a phone the meaning stays within the page, in the language of the page', async () => {
  await page.viewport(360, 740);
  await language.choose('zh-CN', false);
  const screen = await render(Classroom, { route: stepOf('layers', 1), onheading });
  const term = screen.getByRole('button', { name: '端口', exact: true });
  await expect.element(term, PATIENT).toBeVisible();
  await term.click();
  const card = screen.getByRole('note');
  await expect.element(card, PATIENT).toHaveTextContent(/^端口 port /);
  const box = card.element().getBoundingClientRect();
  expect(box.left).toBeGreaterThanOrEqual(0);
  expect(box.top).toBeGreaterThanOrEqual(0);
  expect(box.right).toBeLessThanOrEqual(innerWidth);
  expect(box.bottom).toBeLessThanOrEqual(innerHeight);
});

test('a step opens the view that it is about, once; its link opens it again', async () => {
  const screen = await render(Classroom, { route: stepOf('layers', 2), onheading });
  await expect.poll(openTab, PATIENT).toBe('layers');
  await screen.getByRole('tab', { name: 'Events' }).click();
  expect(openTab()).toBe('events');

  // The same step, with a moment in the address: the reader's choice stays.
  await screen.rerender({ route: { ...stepOf('layers', 2), run: 'x' } });
  await expect.element(screen.getByText(/This link/), PATIENT).toBeVisible();
  expect(openTab()).toBe('events');

  await screen.rerender({ route: stepOf('layers', 3) });
  await expect.poll(openTab, PATIENT).toBe('layers');
  await screen.getByRole('tab', { name: 'Events' }).click();
  await screen.getByRole('button', { name: 'Layers', exact: true }).first().click();
  await expect.poll(openTab).toBe('layers');
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Layers' }).element());
});

test('where the lesson stands among the tabs it stays; a link goes to the view', async () => {
  await page.viewport(390, 844);
  const screen = await render(Classroom, { route: stepOf('layers', 3), onheading });
  const link = screen.getByRole('button', { name: 'Layers', exact: true }).first();
  await expect.element(link, PATIENT).toBeVisible();
  expect(openTab()).toBe('lesson');
  await link.click();
  await expect.poll(openTab).toBe('layers');
});

test('a pane that is always there is gone to, and no tab changes', async () => {
  const screen = await render(Classroom, { route: stepOf('who-has', 3), onheading });
  const link = screen.getByRole('button', { name: 'Device', exact: true });
  await expect.element(link, PATIENT).toBeVisible();
  expect(openTab()).toBe('events');
  await link.click();
  await expect.poll(() => document.activeElement?.id).toBe('device');
  expect(openTab()).toBe('events');
});
