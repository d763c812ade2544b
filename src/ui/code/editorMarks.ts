// What stands at the lines of a program: where its threads are, lines to stop at, errors, what a lesson has locked. Given from outside, shown in the gutter and behind the line.

import { EditorState, RangeSetBuilder, StateEffect, StateField, type Extension, type Text } from '@codemirror/state';
import { Decoration, EditorView, gutter, GutterMarker, WidgetType, type DecorationSet } from '@codemirror/view';

/** Something at a line, which counts from 1. `said`: a few words behind it. */
export interface LineMark {
  line: number;
  /** `waits` and `runs`: a thread is there. `chosen`: the reader has chosen it, or what comes from it. */
  does: 'waits' | 'runs' | 'error' | 'chosen';
  said?: string;
}

/** Lines that cannot be changed, both ends included, counted from 1. */
export interface LockedLines {
  from: number;
  to: number;
}

export const setMarks = StateEffect.define<readonly LineMark[]>();
export const setStops = StateEffect.define<readonly number[]>();
export const setLocked = StateEffect.define<readonly LockedLines[]>();

class Said extends WidgetType {
  readonly text: string;
  readonly does: string;

  constructor(text: string, does: string) {
    super();
    this.text = text;
    this.does = does;
  }

  override eq(other: Said): boolean {
    return other.text === this.text && other.does === this.does;
  }

  override toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = 'cm-said';
    span.dataset['does'] = this.does;
    span.textContent = this.text;
    span.setAttribute('aria-hidden', 'true'); // the list beside the editor says the same
    return span;
  }
}

const lineClasses: Record<LineMark['does'], string> = {
  waits: 'cm-now',
  runs: 'cm-now-runs',
  error: 'cm-error',
  chosen: 'cm-chosen',
};

interface Marks {
  list: readonly LineMark[];
  decorations: DecorationSet;
}

function decorate(doc: Text, list: readonly LineMark[]): DecorationSet {
  const ranges = list
    .filter(({ line }) => line >= 1 && line <= doc.lines)
    .flatMap(({ line, does, said }) => {
      const at = doc.line(line);
      const whole = Decoration.line({ class: lineClasses[does] }).range(at.from);
      return said ? [whole, Decoration.widget({ widget: new Said(said, does), side: 1 }).range(at.to)] : [whole];
    });
  return Decoration.set(ranges, true);
}

const marks = StateField.define<Marks>({
  create: () => ({ list: [], decorations: Decoration.none }),
  update(value, transaction) {
    let { list, decorations } = value;
    if (transaction.docChanged) {
      decorations = decorations.map(transaction.changes);
      list = list.map((mark) => ({
        ...mark,
        line: movedLine(transaction.startState, transaction.state, transaction.changes, mark.line),
      }));
    }
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue;
      list = effect.value;
      decorations = decorate(transaction.state.doc, list);
    }
    return list === value.list && decorations === value.decorations ? value : { list, decorations };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.decorations),
});

type Changes = { mapPos(pos: number, assoc?: number): number };

/** Where a line has gone to by what was typed. */
function movedLine(before: EditorState, after: EditorState, changes: Changes, line: number): number {
  if (line < 1 || line > before.doc.lines) return line;
  return after.doc.lineAt(changes.mapPos(before.doc.line(line).from, 1)).number;
}

/** Lines to stop at; they go with their text. */
export const stops = StateField.define<readonly number[]>({
  create: () => [],
  update(value, transaction) {
    let lines = value;
    if (transaction.docChanged) {
      const { startState, state, changes } = transaction;
      lines = [...new Set(lines.map((line) => movedLine(startState, state, changes, line)))];
    }
    for (const effect of transaction.effects) if (effect.is(setStops)) lines = effect.value;
    return lines;
  },
});

/** The ranges of the text that are locked. */
const locked = StateField.define<readonly [from: number, to: number][]>({
  create: () => [],
  update(value, transaction) {
    let ranges = value;
    if (transaction.docChanged) {
      const { changes } = transaction;
      ranges = ranges.map(([from, to]) => [changes.mapPos(from, 1), changes.mapPos(to, -1)] as [number, number]);
    }
    for (const effect of transaction.effects) {
      if (effect.is(setLocked)) ranges = rangesOf(transaction.state.doc, effect.value);
    }
    return ranges;
  },
  provide: (field) => EditorView.decorations.compute([field], (state) => shade(state, state.field(field))),
});

function rangesOf(doc: Text, lines: readonly LockedLines[]): [number, number][] {
  return lines
    .filter(({ from, to }) => from >= 1 && from <= to && from <= doc.lines)
    .map(({ from, to }) => [doc.line(from).from, doc.line(Math.min(to, doc.lines)).to]);
}

function shade(state: EditorState, ranges: readonly [number, number][]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const line = Decoration.line({ class: 'cm-locked' });
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    for (let number = state.doc.lineAt(from).number; number <= state.doc.lineAt(to).number; number++) {
      const at = state.doc.line(number).from;
      builder.add(at, at, line);
    }
  }
  return builder.finish();
}

class Sign extends GutterMarker {
  readonly stop: boolean;
  readonly does: 'waits' | 'runs' | undefined;

  constructor(stop: boolean, does: 'waits' | 'runs' | undefined) {
    super();
    this.stop = stop;
    this.does = does;
  }

  override eq(other: Sign): boolean {
    return other.stop === this.stop && other.does === this.does;
  }

  override toDOM(): Node {
    const both = Object.assign(document.createElement('span'), { className: 'cm-sign' });
    if (this.stop) both.append(Object.assign(document.createElement('span'), { className: 'cm-stop' }));
    if (this.does) {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.setAttribute('viewBox', '0 0 16 16');
      svg.setAttribute('class', 'cm-arrow');
      svg.dataset['does'] = this.does;
      const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      // A thread that waits stands before a bar; one that runs is an arrow alone.
      path.setAttribute('d', this.does === 'runs' ? 'M2 3.5v9l11-4.5z' : 'M1 3.5v9l8-4.5zM11 3h3v10h-3z');
      svg.append(path);
      both.append(svg);
    }
    return both;
  }
}

function signs(ontoggle: (line: number) => void): Extension {
  return gutter({
    class: 'cm-marks',
    lineMarker(view, block) {
      const { number } = view.state.doc.lineAt(block.from);
      const here = view.state.field(marks).list.filter((mark) => mark.line === number);
      const does = here.some((mark) => mark.does === 'runs')
        ? 'runs'
        : here.some((mark) => mark.does === 'waits')
          ? 'waits'
          : undefined;
      const stop = view.state.field(stops).includes(number);
      return stop || does ? new Sign(stop, does) : null;
    },
    lineMarkerChange: ({ startState, state }) =>
      startState.field(marks) !== state.field(marks) || startState.field(stops) !== state.field(stops),
    domEventHandlers: {
      mousedown(view, block) {
        ontoggle(view.state.doc.lineAt(block.from).number);
        return true;
      },
    },
    renderEmptyElements: true,
    initialSpacer: () => new Sign(true, undefined),
  });
}

/** Everything that stands at lines. `ontoggle`: somebody has clicked on a line's place in the gutter. */
export const lineMarks = (ontoggle: (line: number) => void): Extension => [marks, stops, locked, signs(ontoggle)];

/** Leaves locked lines as they are: what would change within them is left out of a change, and what would touch their ends is not done at all. */
export const guard: Extension = [
  EditorState.changeFilter.of(({ startState }) => startState.field(locked).flat()),
  EditorState.transactionFilter.of((transaction) => {
    const { startState, changes, newDoc } = transaction;
    if (!transaction.docChanged) return transaction;
    const whole = startState.field(locked).every(([from, to]) => {
      const [start, end] = [changes.mapPos(from, 1), changes.mapPos(to, -1)];
      const isStart = start === 0 || newDoc.sliceString(start - 1, start) === '\n';
      return isStart && (end === newDoc.length || newDoc.sliceString(end, end + 1) === '\n');
    });
    return whole ? transaction : [];
  }),
];
