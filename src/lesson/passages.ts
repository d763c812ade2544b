// What of a lesson can be searched: its title, aims, headings and prose, passage by passage, with the step where each stands.

import type { Lesson, Part, Step } from './lesson.ts';
import { plain, type Block } from './prose.ts';

export type PassageKind = 'title' | 'aim' | 'heading' | 'text';

export interface Passage {
  kind: PassageKind;
  /** Which step it stands in, from 0. */
  step: number;
  text: string;
  /** Ids of predictions that it stands behind: read before they are made, it would give them away. */
  behind?: string[];
}

export interface SearchedLesson {
  id: string;
  title: string;
  /** Titles of the steps; '' for the opening. */
  steps: string[];
  passages: Passage[];
}

/** Everything of a lesson that can be found. */
export function searchedOf(lesson: Lesson): SearchedLesson {
  const passages: Passage[] = [
    { kind: 'title', step: 0, text: lesson.title },
    ...lesson.aims.map((text): Passage => ({ kind: 'aim', step: 0, text })),
    ...lesson.steps.flatMap(passagesOfStep),
  ];
  return {
    id: lesson.id,
    title: lesson.title,
    steps: lesson.steps.map(({ title }) => plain(title)),
    passages: passages.filter(({ text }) => text !== ''),
  };
}

function passagesOfStep({ title, parts }: Step, step: number): Passage[] {
  const out: Passage[] = [{ kind: 'heading', step, text: plain(title) }];
  const behind: string[] = [];
  let waiting: string[] = [];
  for (const part of parts) {
    // The experiment after a prediction shows what is right, and so does all that is written behind it.
    if (part.type === 'predict') waiting.push(part.id);
    else if (part.type === 'console') {
      behind.push(...waiting);
      waiting = [];
    }
    for (const passage of passagesOfPart(part, step))
      out.push(behind.length ? { ...passage, behind: [...behind] } : passage);
  }
  return out;
}

const passagesOfPart = (part: Part, step: number): Passage[] =>
  part.type === 'prose' ? part.blocks.flatMap((block) => passagesOfBlock(block, step)) : [];

function passagesOfBlock(block: Block, step: number): Passage[] {
  const text = (words: string): Passage => ({ kind: 'text', step, text: words });
  switch (block.type) {
    case 'paragraph':
      return [text(plain(block.children))];
    case 'heading':
      return [{ kind: 'heading', step, text: plain(block.children) }];
    case 'list':
      return block.items.flatMap((item) => item.flatMap((one) => passagesOfBlock(one, step)));
    case 'quote':
      return block.children.flatMap((one) => passagesOfBlock(one, step));
    case 'table':
      return [block.head, ...block.rows].map((row) => text(row.map(plain).join(' · ')));
    case 'code':
      return [text(block.value)];
    case 'rule':
      return [];
  }
}
