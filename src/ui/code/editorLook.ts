// How code looks in the editor: everything from the page's own colours, so that light, dark and high contrast come of themselves.

import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const frame = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--ink)',
    backgroundColor: 'var(--panel)',
    fontSize: 'var(--code-size, var(--size-s))',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', fontVariantLigatures: 'none' },
  '.cm-content': { caretColor: 'var(--accent)', paddingBlock: 'var(--space-2)' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 24%, transparent)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ink) 4%, transparent)' },
  '.cm-gutters': {
    backgroundColor: 'var(--panel)',
    color: 'var(--muted)',
    border: '0',
    borderInlineEnd: '1px solid var(--line)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2ch', padding: '0 var(--space-2) 0 2px' },
  '.cm-marks': { width: '1.5em', cursor: 'pointer' },
  '.cm-marks .cm-gutterElement': { display: 'grid' },
  '.cm-sign': { display: 'grid', placeItems: 'center' },
  '.cm-marks .cm-gutterElement:hover': { backgroundColor: 'color-mix(in srgb, var(--wrong) 14%, transparent)' },
  '.cm-stop': {
    width: '0.75em',
    height: '0.75em',
    borderRadius: '50%',
    background: 'var(--wrong)',
    gridArea: '1 / 1',
  },
  '.cm-arrow': { gridArea: '1 / 1', width: '1em', height: '1em', fill: 'var(--link)', stroke: 'var(--panel)' },
  '.cm-arrow[data-does=runs]': { fill: 'var(--right)' },
  '.cm-line.cm-now': { backgroundColor: 'var(--link-soft)' },
  '.cm-line.cm-now-runs': { backgroundColor: 'var(--right-soft)' },
  '.cm-line.cm-chosen': { boxShadow: 'inset 2px 0 var(--accent)', backgroundColor: 'var(--accent-soft)' },
  '.cm-line.cm-error': {
    backgroundColor: 'var(--wrong-soft)',
    textDecoration: 'underline wavy color-mix(in srgb, var(--wrong) 70%, transparent) 1px',
    textUnderlineOffset: '0.25em',
  },
  '.cm-line.cm-locked': {
    backgroundImage:
      'repeating-linear-gradient(135deg, transparent 0 7px, color-mix(in srgb, var(--ink) 5%, transparent) 7px 8px)',
  },
  '.cm-said': {
    marginInlineStart: '2ch',
    padding: '0 0.5em',
    borderRadius: 'var(--corner-small)',
    color: 'color-mix(in srgb, var(--link) 72%, var(--ink))',
    fontFamily: 'var(--sans)',
    fontSize: '0.92em',
    whiteSpace: 'nowrap',
    userSelect: 'none',
  },
  '.cm-said[data-does=runs]': { color: 'color-mix(in srgb, var(--right) 72%, var(--ink))' },
  '.cm-said[data-does=error]': { color: 'var(--wrong)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--line-strong)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    color: 'var(--wrong)',
    backgroundColor: 'transparent',
  },
  '.cm-searchMatch': { backgroundColor: 'color-mix(in srgb, var(--link) 28%, transparent)' },
  '.cm-searchMatch-selected': { outline: '1px solid var(--link)' },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--accent) 14%, transparent)' },
  '.cm-panels': {
    backgroundColor: 'var(--sunken)',
    color: 'var(--ink)',
    fontFamily: 'var(--sans)',
    fontSize: 'var(--size-s)',
  },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: 'var(--space-2) 2.5rem var(--space-2) var(--space-2)' },
  '.cm-panel.cm-search [name=close]': {
    minWidth: 'var(--target)',
    minHeight: 'var(--target)',
    fontSize: 'var(--size-l)',
  },
  '.cm-panel.cm-search label': { fontSize: 'var(--size-s)', whiteSpace: 'nowrap' },
  '.cm-textfield': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--corner-small)',
    backgroundColor: 'var(--panel)',
    fontSize: 'var(--size-s)',
    padding: '0 var(--space-2)',
  },
  '.cm-button': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--corner-small)',
    background: 'var(--panel)',
    fontSize: 'var(--size-s)',
    minHeight: 'var(--target)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--corner-small)',
    backgroundColor: 'var(--raised)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-diagnostic-error': { borderInlineStart: '3px solid var(--wrong)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--sunken)', border: '1px solid var(--line)', color: 'var(--muted)' },
});

/** A hue a little nearer to ink, so that it can be read on the washes of marked lines, too. */
const hue = (name: string): string => `color-mix(in srgb, var(--${name}) 80%, var(--ink))`;

/** Hues are those of the layers, which stand beside no packet here; what is said twice is bold or slanted too. */
const tokens = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.moduleKeyword],
    color: hue('network'),
    fontWeight: '600',
  },
  { tag: [tags.string, tags.special(tags.string), tags.escape], color: hue('transport') },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: hue('link') },
  { tag: [tags.comment, tags.lineComment], color: 'var(--muted)', fontStyle: 'italic' },
  {
    tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)],
    color: hue('application'),
    fontWeight: '600',
  },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: hue('application') },
  { tag: [tags.self, tags.meta], color: hue('physical') },
  { tag: tags.invalid, color: hue('wrong') },
]);

export const editorLook: Extension = [frame, syntaxHighlighting(tokens)];
