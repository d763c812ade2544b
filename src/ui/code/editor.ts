// The code editor: CodeMirror with Python, told what to show and telling what was typed. It knows nothing of hosts and programs.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type KeyBinding,
} from '@codemirror/view';
import { editorLook } from './editorLook.ts';
import {
  guard,
  lineMarks,
  setLocked,
  setMarks,
  setStops,
  stops,
  type LineMark,
  type LockedLines,
} from './editorMarks.ts';

/** What the editor is to show. */
export interface Page {
  /** Which file it is; what is undone and where the cursor is belongs to it. */
  key: string;
  text: string;
  /** Nothing at all can be changed. */
  fixed: boolean;
  locked: readonly LockedLines[];
  marks: readonly LineMark[];
  stops: readonly number[];
  /** An error at a line, shown with the words that explain it. */
  errors: readonly { line: number; says: string }[];
}

/** What comes from the editor. */
export interface Heard {
  typed(key: string, text: string): void;
  /** A line to stop at was set or taken away. */
  stopAt(key: string, line: number): void;
  /** Lines to stop at have moved with their text. */
  stopsMoved(key: string, lines: readonly number[]): void;
  /** The line the cursor is in is another one. */
  onLine(key: string, line: number): void;
  save(): void;
}

/** A change that comes from outside and is nobody's typing. */
const given = Annotation.define<boolean>();

/** So much stays between a line that is brought into sight and the edge, px. */
const MARGIN = 40;

export class Editor {
  readonly #view: EditorView;
  readonly #heard: Heard;
  /** States of files that are not on show: where the cursor was, and what can be undone. */
  readonly #states = new Map<string, EditorState>();
  readonly #phrases = new Compartment();
  readonly #label = new Compartment();
  readonly #readOnly = new Compartment();
  #key = '';
  #shown: Page | undefined;
  #words: Readonly<Record<string, string>> = {};
  #name: Readonly<Record<string, string>> = {};

  constructor(parent: HTMLElement, heard: Heard) {
    this.#heard = heard;
    this.#view = new EditorView({ parent, state: this.#newState('') });
  }

  /** CodeMirror's own words in another language; those that are not given stay English. */
  speak(words: Readonly<Record<string, string>>): void {
    this.#words = words;
    this.#view.dispatch({ effects: this.#phrases.reconfigure(EditorState.phrases.of(words)) });
  }

  /** What the text is called, and the id of what describes it. */
  label(name: string, describedBy: string): void {
    // Browsers focus what is editable anyway; tools that check pages want to read it.
    this.#name = { 'aria-label': name, 'aria-describedby': describedBy, tabindex: '0' };
    this.#view.dispatch({ effects: this.#label.reconfigure(EditorView.contentAttributes.of(this.#name)) });
  }

  show(page: Page): void {
    const before = this.#key === page.key ? this.#shown : undefined;
    if (!before) this.#turnTo(page);
    this.#shown = page;
    const { state } = this.#view;
    const old = state.doc.toString();
    const effects = [];
    if (before?.fixed !== page.fixed) effects.push(this.#readOnly.reconfigure(readOnlyIf(page.fixed)));
    if (old !== page.text) {
      this.#view.dispatch({ changes: changeBetween(old, page.text), annotations: given.of(true), filter: false });
    }
    if (before?.locked !== page.locked || old !== page.text) effects.push(setLocked.of(page.locked));
    if (before?.stops !== page.stops && !sameNumbers(state.field(stops), page.stops))
      effects.push(setStops.of(page.stops));
    if (before?.marks !== page.marks || old !== page.text) effects.push(setMarks.of(page.marks));
    if (effects.length) this.#view.dispatch({ effects });
    if (before?.errors !== page.errors) this.#showErrors(page);
  }

  #showErrors({ errors }: Page): void {
    const { doc } = this.#view.state;
    const diagnostics: Diagnostic[] = errors
      .filter(({ line }) => line >= 1 && line <= doc.lines)
      .map(({ line, says }) => {
        const { from, to, text } = doc.line(line);
        return { from: from + (text.length - text.trimStart().length), to, severity: 'error', message: says };
      });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  #turnTo({ key, text }: Page): void {
    if (this.#shown) this.#states.set(this.#key, this.#view.state);
    this.#key = key;
    this.#shown = undefined;
    this.#view.setState(this.#states.get(key) ?? this.#newState(text));
    // A state that was put away has the words and the name of then.
    this.#view.dispatch({
      effects: [
        this.#phrases.reconfigure(EditorState.phrases.of(this.#words)),
        this.#label.reconfigure(EditorView.contentAttributes.of(this.#name)),
      ],
    });
  }

  /** Puts the cursor at the beginning of a line and brings it into sight; with `focus` the reader goes there too. */
  goTo(line: number, focus = false): void {
    const { doc } = this.#view.state;
    const at = doc.line(Math.max(1, Math.min(doc.lines, line)));
    const indent = at.text.length - at.text.trimStart().length;
    this.#view.dispatch({
      selection: { anchor: at.from + indent },
      effects: EditorView.scrollIntoView(at.from, { y: 'center' }),
    });
    if (focus) this.#view.focus();
  }

  /** Brings a line into sight, and leaves the cursor where it is. */
  reveal(line: number): void {
    const { doc } = this.#view.state;
    if (line < 1 || line > doc.lines) return;
    // The editor's own means would scroll all that it stands in as well, and the page would jump while a program runs.
    const { scrollDOM, documentTop } = this.#view;
    const { top, bottom } = this.#view.lineBlockAt(doc.line(line).from);
    const shift = documentTop - scrollDOM.getBoundingClientRect().top;
    const above = top + shift - MARGIN;
    const below = bottom + shift + MARGIN - scrollDOM.clientHeight;
    if (above < 0) scrollDOM.scrollTop += above;
    else if (below > 0) scrollDOM.scrollTop += Math.min(below, above);
  }

  get line(): number {
    const { state } = this.#view;
    return state.doc.lineAt(state.selection.main.head).number;
  }

  focus(): void {
    this.#view.focus();
  }

  close(): void {
    this.#view.destroy();
  }

  #newState(text: string): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        usual,
        keymap.of(this.#keys()),
        lineMarks((line) => this.#heard.stopAt(this.#key, line)),
        guard,
        this.#phrases.of([]),
        this.#label.of([]),
        this.#readOnly.of([]),
        EditorView.updateListener.of((update) => {
          const typed = update.docChanged && !update.transactions.some((one) => one.annotation(given));
          if (typed) this.#heard.typed(this.#key, update.state.doc.toString());
          const [before, now] = [update.startState.field(stops, false), update.state.field(stops, false)];
          if (typed && before && now && !sameNumbers(before, now)) this.#heard.stopsMoved(this.#key, now);
          if (update.selectionSet || typed) this.#heard.onLine(this.#key, this.line);
        }),
      ],
    });
  }

  #keys(): KeyBinding[] {
    const toggles = (): boolean => {
      this.#heard.stopAt(this.#key, this.line);
      return true;
    };
    const saves = (): boolean => {
      this.#heard.save();
      return true;
    };
    return [
      { key: 'Mod-s', run: saves, preventDefault: true },
      { key: 'Mod-F8', run: toggles },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ];
  }
}

const usual: Extension = [
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  foldGutter(),
  drawSelection(),
  dropCursor(),
  EditorState.allowMultipleSelections.of(true),
  EditorState.tabSize.of(4),
  indentUnit.of('    '),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  search({ top: false }),
  python(),
  editorLook,
];

const readOnlyIf = (fixed: boolean): Extension => (fixed ? EditorState.readOnly.of(true) : []);

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** The part that differs: so the cursor and what stands at lines stay where they are. */
function changeBetween(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
