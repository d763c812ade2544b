// A view that throws shows that it has, with a report to copy, and nothing else stops; trying again brings it back.
import { afterEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { language } from '../../src/ui/language.svelte.ts';
import { trouble } from '../../src/ui/trouble.svelte.ts';
import Faulty from '../support/Faulty.svelte';

const leave = trouble.attend(() => ({ lab: 'two-lans', seed: 7, log: [{ do: 'run', on: 'A', line: 'ping B' }] }));
afterEach(() => (trouble.report = undefined));

test('a fault stays in its view', async () => {
  await language.choose('en');
  const screen = await render(Faulty);
  await expect.element(screen.getByText('ladder: 3 rungs')).toBeVisible();
  await screen.getByRole('button', { name: 'Break it' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('“Ladder” has stopped');
  await expect.element(screen.getByText('the others: going on')).toBeVisible();
  await screen.getByText('What the report says').click();
  const report = screen.getByRole('alert').element().querySelector('pre')!.textContent;
  expect(report).toContain('no such rung');
  expect(report).toContain('Ladder');
  expect(report).toContain('"seed":7');
  expect(report).toContain('ping B');
  // The window heard nothing of it: the panel about the whole classroom stays away.
  expect(trouble.report).toBeUndefined();

  await screen.getByRole('button', { name: 'Mend it' }).click();
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByText('ladder: 3 rungs')).toBeVisible();
  expect(screen.getByRole('alert').query()).toBeNull();
  leave();
});
