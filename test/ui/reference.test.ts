// The reference is made from the tables: every field stands in it once, every kind of header has words, every example of a filter works.
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { analysisFields } from '../../src/sim/analysis/fields.ts';
import { compileFilter } from '../../src/wire/filter.ts';
import { headerTables, knownFields } from '../../src/wire/filter/fields.ts';
import { FUNCTIONS } from '../../src/wire/filter/functions.ts';
import { tcp } from '../../src/wire/tcp.ts';
import { ethernet } from '../../src/wire/ethernet.ts';
import { bitFieldsOf, bitRows } from '../../src/ui/kit/bitRows.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { combinations, comparisons, functionExamples } from '../../src/ui/reference/filterLanguage.ts';
import { headerSections } from '../../src/ui/reference/headers.ts';
import Reference from '../../src/ui/reference/Reference.svelte';
import { glossary } from '../../src/words/glossary.ts';
import { texts as english } from '../../src/words/panes.en.ts';

test('a header is cut into rows of 32 bits, of 16, and of 8; every bit stands in one cell', () => {
  for (const columns of [32, 16, 8]) {
    for (const { header } of headerTables) {
      for (const whole of [header.fields, ...Object.values<typeof header.fields>(header.whole)]) {
        const cells = bitRows(bitFieldsOf(whole), columns);
        let bit = 0;
        for (const { row, from, to } of cells) {
          expect(row * columns + from).toBe(bit);
          expect(to).toBeLessThanOrEqual(columns);
          bit += to - from;
        }
        expect(bit).toBe(whole.reduce((sum, { bits }) => sum + bits, 0));
      }
    }
  }
});

test('an address that goes over three rows has its words where it is widest, and its name once', () => {
  const cells = bitRows(bitFieldsOf(ethernet.fields), 32);
  expect(
    cells.map(({ filter, row, from, to, main, after, before }) => [filter, row, from, to, main, after, before]),
  ).toEqual([
    ['eth.dst', 0, 0, 32, true, false, true],
    ['eth.dst', 1, 0, 16, false, true, false],
    ['eth.src', 1, 16, 32, false, false, true],
    ['eth.src', 2, 0, 32, true, true, false],
  ]);
  expect(bitRows(bitFieldsOf(tcp.fields), 32).filter(({ row }) => row === 3)).toHaveLength(12);
});

test('every field that a filter may name stands in one section', () => {
  const names = headerSections().flatMap(({ fields }) => fields.map(({ name }) => name));
  const wanted = [...knownFields(), ...analysisFields]
    .filter(({ type }) => type !== 'protocol')
    .map(({ name }) => name);
  expect(names.toSorted()).toEqual(wanted.toSorted());
});

test('every kind of header, kind of field and part of the filter language has words', () => {
  const missing: string[] = [];
  const need = (key: string): void => void (key in english || missing.push(key));
  for (const { key, protocol, diagrams, fields } of headerSections()) {
    if (key !== protocol) for (const what of ['title', 'about']) need(`reference.${what}.${key}`);
    for (const { variant } of diagrams) if (variant) need(`reference.variant.${key}.${variant}`);
    for (const { type } of fields) need(`reference.type.${type}`);
  }
  for (const { means } of [...comparisons, ...combinations]) need(`reference.filter.${means}`);
  for (const name of Object.keys(FUNCTIONS)) need(`reference.function.${name}`);
  expect(missing).toEqual([]);
});

test('every example of a filter works', () => {
  expect(Object.keys(functionExamples)).toEqual(Object.keys(FUNCTIONS));
  const examples = [
    ...[...comparisons, ...combinations].map(({ example }) => example),
    ...Object.values(functionExamples),
  ];
  expect(examples.map((text) => [text, compileFilter(text)] as const).filter(([, filter]) => !filter.ok)).toEqual([]);
});

test('the glossary has each term once, in both languages', () => {
  for (const of of [(one: (typeof glossary)[number]) => one.id, (one: (typeof glossary)[number]) => one.en.term])
    expect(new Set(glossary.map(of)).size).toBe(glossary.length);
  for (const { id, en, 'zh-CN': zh } of glossary) {
    expect(id).toMatch(/^[a-z][a-z-]+$/);
    expect(en.means).toMatch(/^[A-Z].*\.$/);
    expect(zh.means).toMatch(/\p{Script=Han}.*。$/u);
  }
});

test('an address leads to its entry, a search to what it asks for', async () => {
  await language.choose('en');
  const screen = await render(Reference, { props: { route: { page: 'reference', entry: 'tcp.flags.syn' } } });
  await expect.element(screen.getByText('a connection is opened', { exact: false }).first()).toBeVisible();
  await expect.poll(() => document.activeElement?.id).toBe('ref-tcp.flags.syn');
  const diagram = screen.getByRole('group', { name: 'Transmission Control Protocol, bit by bit' });
  expect(diagram.getByRole('link', { name: 'Syn, bit 110' }).element().getAttribute('href')).toBe(
    '#/reference/tcp.flags.syn',
  );
  await userEvent.fill(screen.getByRole('searchbox'), 'urgent');
  await expect.element(screen.getByRole('status')).toHaveTextContent(/^\d entries$/);
  expect(screen.container.querySelectorAll('[id="ref-tcp.urgent_pointer"]')).toHaveLength(1);
  expect(screen.container.querySelectorAll('[id="ref-ip.ttl"]')).toHaveLength(0);
  await userEvent.fill(screen.getByRole('searchbox'), '粘包');
  await expect.element(screen.getByText('“sticky packets”')).toBeVisible();
  await userEvent.fill(screen.getByRole('searchbox'), 'zzz');
  await expect.element(screen.getByRole('status')).toHaveTextContent('Nothing here has all these words.');
});
