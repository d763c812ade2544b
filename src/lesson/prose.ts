// The written part of a lesson: a small tree of paragraphs, lists, tables and code that a page can draw without knowing markdown.

/** A run of text inside a line. Raw HTML never gets here; links are http(s), relative, `calc:…`, `view:…` or `term:…`; images are relative. */
export type Inline =
  | { type: 'text'; value: string }
  | { type: 'code'; value: string }
  | { type: 'emphasis'; children: Inline[] }
  | { type: 'strong'; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'image'; url: string; alt: string }
  | { type: 'break' };

/** One line of words: a question, an option, a heading. */
export type Rich = Inline[];

/** A piece of prose that stands on lines of its own. */
export type Block =
  | { type: 'paragraph'; children: Inline[] }
  /** `###` and deeper; `##` starts a step and is the step's title. */
  | { type: 'heading'; depth: 3 | 4 | 5 | 6; children: Inline[] }
  /** `start` is the first number of an ordered list; absent: bullets. */
  | { type: 'list'; start?: number; items: Block[][] }
  | { type: 'quote'; children: Block[] }
  | { type: 'table'; align: ('left' | 'right' | 'center' | 'none')[]; head: Inline[][]; rows: Inline[][][] }
  | { type: 'code'; language: string; value: string }
  | { type: 'rule' };

/** The words alone, as a screen reader or a title bar wants them. */
export function plain(words: readonly Inline[]): string {
  return words
    .map((one) => {
      if (one.type === 'text' || one.type === 'code') return one.value;
      if (one.type === 'break') return ' ';
      return one.type === 'image' ? one.alt : plain(one.children);
    })
    .join('');
}
