// Practising with the calculators: by keyboard throughout, what went wrong comes again, order by dragging, mixed practice, and what is kept.

import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { calculators } from '../../src/calc/all.ts';
import { setExercise, type Exercise } from '../../src/calc/drill.ts';
import { type Card } from '../../src/calc/repetition.ts';
import '../../src/ui/theme.css';
import Words from '../../src/ui/lesson/Words.svelte';
import OrderList from '../../src/ui/calc/OrderList.svelte';
import { practised } from '../../src/ui/calc/practice.svelte.ts';
import { rightNow } from '../../src/ui/calc/today.ts';
import { parseRoute } from '../../src/ui/route.ts';
import { openCalc, valuesInAddress } from '../support/calcPage.ts';

const PATIENT = { timeout: 30_000 };
const drill = calculators.flatMap((calculator) => calculator.drills).find(({ id }) => id === 'subnet.network')!;
const exerciseOf = (seed: number, level = 1): Exercise => setExercise(drill, level, seed);
const at = (seed: number): string => `#/calc/subnet/drills?drill=subnet.network&level=1&seed=${seed}`;

test('Enter checks, and Enter again gives the next one, with the box in focus', async () => {
  const screen = await openCalc(at(7));
  const box = screen.getByLabelText('Network', { exact: true });
  await box.fill(exerciseOf(7).answer[0]!);
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('✓ Right.'), PATIENT).toBeVisible();
  await expect.poll(() => document.activeElement?.textContent, PATIENT).toBe('Another one');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => valuesInAddress()['seed'], PATIENT).not.toBe('7');
  await expect.poll(() => document.activeElement?.tagName, PATIENT).toBe('INPUT');
  await expect.element(box).toHaveValue('');
});

test('the wrong place in a box is marked and picked, and what is meant is offered', async () => {
  const screen = await openCalc(at(7));
  const box = screen.getByLabelText('Network', { exact: true });
  await box.fill('10.300.0.0');
  await userEvent.keyboard('{Enter}');
  await expect.element(box, PATIENT).toHaveAttribute('aria-invalid', 'true');
  expect(screen.container.querySelector('.answer mark')!.textContent).toBe('300');
  await expect.element(box).toHaveAccessibleDescription(/300 at place 4 is too large/);
  await expect.poll(() => document.getSelection()!.toString(), PATIENT).toBe('300');
  expect(practised.now.answered).toBe(0);
  await box.fill('１０.0.0.0');
  await userEvent.keyboard('{Enter}');
  await screen.getByRole('button', { name: 'Write it as 10.0.0.0' }).click();
  await expect.element(box).toHaveValue('10.0.0.0');
});

test('the solution is shown step by step, and counts as not known', async () => {
  const screen = await openCalc(at(7));
  await screen.getByRole('button', { name: 'Solution' }).click();
  const working = screen.getByRole('region', { name: 'The working' });
  await expect.poll(() => working.element().querySelectorAll('li').length, PATIENT).toBe(1);
  await working.getByRole('button', { name: 'All steps' }).click();
  await expect.poll(() => working.element().querySelectorAll('li').length, PATIENT).toBe(exerciseOf(7).worked.length);
  expect(practised.now.cards).toMatchObject([{ seed: 7, box: 0 }]);
  await screen.getByLabelText('Network', { exact: true }).fill(exerciseOf(7).answer[0]!);
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('✓ Right.'), PATIENT).toBeVisible();
  expect(practised.now.streaks['subnet.network']).toMatchObject({ now: 0 });
});

describe('what went wrong', () => {
  const card = (seed: number): Card => ({
    ...{ drill: drill.id, level: 1, seed, box: 0, count: 0, at: 1 },
    day: rightNow().day - 1,
  });

  test('is kept in this browser, and offered first when it is due', async () => {
    practised.load({ answered: 9, cards: [card(41), card(42)], streaks: {} });
    const screen = await openCalc('#/calc/subnet/drills');
    await expect.element(screen.getByText(/This one went wrong before/), PATIENT).toBeVisible();
    await expect.element(screen.getByRole('button', { name: /^Find the network\s*2 again$/ })).toBeVisible();
    await screen.getByLabelText('Network', { exact: true }).fill(exerciseOf(41).answer[0]!);
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.getByText('✓ Right.'), PATIENT).toBeVisible();
    expect(practised.now.cards.find(({ seed }) => seed === 41)).toMatchObject({ box: 1, day: rightNow().day + 1 });
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => valuesInAddress()['seed'], PATIENT).toBe('42');
  });

  test('of two tabs neither writes over what the other has kept', async () => {
    practised.answer({ drill: drill.id, level: 1, seed: 1 }, false);
    const other = JSON.parse(localStorage.getItem('packet-classroom.practice')!);
    other.cards.push(card(2));
    localStorage.setItem('packet-classroom.practice', JSON.stringify(other));
    practised.answer({ drill: drill.id, level: 1, seed: 3 }, false);
    const kept = JSON.parse(localStorage.getItem('packet-classroom.practice')!);
    expect(kept.cards.map(({ seed }: Card) => seed).sort()).toEqual([1, 2, 3]);
  });
});

test('mixed practice leads through the exercises of the whole group', async () => {
  const screen = await openCalc(at(7));
  await screen.getByRole('button', { name: 'All of them, mixed' }).click();
  await expect.poll(() => valuesInAddress()['mixed'], PATIENT).toBe('on');
  const seen = new Set<string>();
  for (let i = 0; i < 60 && seen.size < 3; i++) {
    await screen.getByRole('button', { name: 'Another one' }).click();
    seen.add(valuesInAddress()['drill']!.split('.')[0]!);
  }
  expect(seen.size).toBeGreaterThan(1);
});

describe('an order', () => {
  const items = ['a', 'b', 'c'].map((id) => ({ id, text: `item ${id}` }));
  const list = async () => {
    let order = ['a', 'b', 'c'];
    const screen = await render(OrderList, {
      items,
      order,
      onorder: (next: string[]) => {
        order = next;
        void screen.rerender({ order: next });
      },
    });
    return { screen, now: () => order.join('') };
  };

  test('is made by buttons, which keep the focus', async () => {
    const { screen, now } = await list();
    const down = screen.getByRole('button', { name: 'Move down: item a' });
    (down.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(now, PATIENT).toBe('bac');
    expect(document.activeElement).toBe(down.element());
    await userEvent.keyboard('{Enter}');
    await expect.poll(now, PATIENT).toBe('bca');
    await expect.poll(() => document.activeElement?.getAttribute('aria-label'), PATIENT).toBe('Move up: item a');
  });

  test('is made by dragging', async () => {
    const { screen, now } = await list();
    const rows = screen.container.querySelectorAll('li');
    const { left, top } = rows[0]!.getBoundingClientRect();
    const end = rows[2]!.getBoundingClientRect();
    const point = (y: number) => ({ bubbles: true, pointerType: 'mouse', clientX: left + 5, clientY: y });
    rows[0]!.dispatchEvent(new PointerEvent('pointerdown', point(top + 2)));
    window.dispatchEvent(new PointerEvent('pointermove', point(end.top + 2)));
    await expect.poll(now, PATIENT).toBe('bca');
    window.dispatchEvent(new PointerEvent('pointerup', point(end.top + 2)));
    window.dispatchEvent(new PointerEvent('pointermove', point(top + 2)));
    expect(now()).toBe('bca');
  });
});

test('a link of a lesson opens the calculator with its values, in a window of its own', async () => {
  const url = 'calc:subnet?address=10.0.5.77/20';
  const screen = await render(Words, { words: [{ type: 'link', url, children: [{ type: 'text', value: 'subnet' }] }] });
  const link = screen.getByRole('link', { name: 'subnet' });
  await expect.element(link).toHaveAttribute('target', '_blank');
  await expect.element(link).toHaveAttribute('href', '#/calc/subnet?address=10.0.5.77/20');
  expect(parseRoute('#/calc/subnet?address=10.0.5.77/20')).toEqual({
    ...{ page: 'calc', calculator: 'subnet', part: 'work' },
    values: { address: '10.0.5.77/20' },
  });
});
