// The frame of the page: addresses, texts in both languages, sizes, tabs, what is kept.
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { texts as firstEnglish } from '../../src/words/ui.en.ts';
import { texts as firstChinese } from '../../src/words/ui.zh-CN.ts';
import { texts as laterEnglish } from '../../src/words/panes.en.ts';
import { texts as laterChinese } from '../../src/words/panes.zh-CN.ts';
import Help from '../../src/ui/Help.svelte';
import { fillText } from '../../src/words/uiText.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { formatRoute, parseRoute } from '../../src/ui/route.ts';
import Separator from '../../src/ui/kit/Separator.svelte';

const english = { ...firstEnglish, ...laterEnglish };
const chinese = { ...firstChinese, ...laterChinese };

const parameters = (text: unknown): string[] => [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].sort();

test('both languages have the same texts, with the same parameters', () => {
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  for (const [key, text] of Object.entries(english)) expect(parameters(chinese[key]), key).toEqual(parameters(text));
});

test('every text that the page asks for by name is there', () => {
  const files = import.meta.glob(['../../src/ui/**/*.svelte', '../../src/ui/**/*.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const missing = Object.entries(files as Record<string, string>).flatMap(([file, source]) =>
    [...source.matchAll(/\bt\(\s*'([\w.-]+)'/g)].flatMap(([, key]) =>
      english[key!] === undefined ? [`${file}: ${key}`] : [],
    ),
  );
  expect(missing).toEqual([]);
});

test('a text takes its parameters, and its form from count', () => {
  expect(fillText('{a} and {b}', { a: 1, b: 'two' })).toBe('1 and two');
  expect(fillText('{a}', {})).toBe('{a}');
  const forms = { one: 'one frame', other: '{count} frames' };
  expect([1, 2, 0].map((count) => fillText(forms, { count }))).toEqual(['one frame', '2 frames', '0 frames']);
});

test.each([
  ['#/', { page: 'home' }],
  ['', { page: 'home' }],
  ['#/lesson/who-has/3?t=1.0067', { page: 'lesson', lesson: 'who-has', step: 3, at: 1_006_700_000 }],
  ['#/lesson/who-has', { page: 'lesson', lesson: 'who-has', step: 1 }],
  ['#/lesson/%E5%8D%8F/2?t=-1', { page: 'lesson', lesson: '协', step: 2 }],
  ['#/lesson/%ZZ/0', { page: 'lesson', lesson: '%ZZ', step: 1 }],
  ['#/elsewhere/7', { page: 'home' }],
] as const)('the address %s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
  expect(parseRoute(formatRoute(route))).toEqual(route);
});

test('a pane border moves by keys, within its bounds', async () => {
  await language.choose('en');
  const moved: number[] = [];
  const screen = await render(Separator, {
    props: {
      label: 'Width of the lesson',
      controls: 'lesson',
      orientation: 'vertical',
      value: 400,
      least: 300,
      most: 500,
      usual: 390,
      onmove: (value: number) => moved.push(value),
    },
  });
  (screen.getByRole('separator').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowLeft}{Home}{End}{Enter}');
  expect(moved).toEqual([416, 384, 300, 500, 390]);
});

test('the list of keys has words for each, in both languages', async () => {
  for (const name of ['en', 'zh-CN'] as const) {
    await language.choose(name);
    const screen = await render(Help, { props: { onclose: () => {} } });
    const dialog = screen.getByRole('dialog').element();
    expect(dialog.querySelectorAll('dt').length).toBeGreaterThan(25);
    expect(dialog.textContent).not.toMatch(/shell\./);
    await screen.unmount();
  }
});
