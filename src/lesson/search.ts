// Finding passages in lessons: every word of the question must be there; titles count more than prose. Chinese is found by its characters.

import type { Passage, PassageKind, SearchedLesson } from './passages.ts';

/** A piece of the text shown; `hit`: it is one of the words. */
export interface Piece {
  text: string;
  hit: boolean;
}

export interface Hit {
  lesson: SearchedLesson;
  passage: Passage;
  /** The passage, cut around the first word that was found. */
  pieces: Piece[];
}

const weights: Record<PassageKind, number> = { title: 40, heading: 20, aim: 12, text: 0 };
/** More words than anybody asks for, and longer ones. */
const MOST_WORDS = 8;
const LONGEST_WORD = 60;
/** Characters of a passage that are shown, and of those before the first word. */
const SHOWN = 180;
const BEFORE = 60;

/** The words of a question: what stands between spaces, in small letters. */
export function wordsOf(question: string): string[] {
  const words = fold(question)
    .split(/[\s,;，。；、！？]+/)
    .filter(Boolean)
    .map((word) => word.slice(0, LONGEST_WORD));
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/** The passages that hold all words (those that stand in the titles above a passage count as there), best first, at most so many. */
export function findPassages(lessons: readonly SearchedLesson[], question: string, most = 40): Hit[] {
  const words = wordsOf(question);
  if (words.length === 0) return [];
  const found: { hit: Hit; rank: number }[] = [];
  for (const lesson of lessons) {
    for (const passage of lesson.passages) {
      const text = fold(passage.text);
      const here = words.filter((word) => text.includes(word));
      if (here.length === 0) continue;
      const above = passage.kind === 'title' ? '' : fold(`${lesson.title} ${lesson.steps[passage.step] ?? ''}`);
      if (!words.every((word) => text.includes(word) || above.includes(word))) continue;
      const rank =
        weights[passage.kind] + 8 * here.length + begins(text, here) + (text.includes(words.join(' ')) ? 6 : 0);
      found.push({ hit: { lesson, passage, pieces: piecesOf(passage.text, text, here) }, rank });
    }
  }
  // Of the same rank in the order of the course: sorting keeps it.
  return found
    .sort((a, b) => b.rank - a.rank)
    .slice(0, most)
    .map(({ hit }) => hit);
}

/** How many words begin where a word of the text begins. */
const begins = (text: string, words: readonly string[]): number =>
  words.filter((word) => startOfWord(text, word) >= 0).length;

function startOfWord(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return at;
  return -1;
}

/** Small letters, without moving anything: a text whose length would change is left as it is. */
function fold(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

function piecesOf(text: string, folded: string, words: readonly string[]): Piece[] {
  const marks: [number, number][] = [];
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      marks.push([at, at + word.length]);
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const first = marks[0]?.[0] ?? 0;
  const from = first <= BEFORE || text.length <= SHOWN ? 0 : startNear(text, first - BEFORE);
  const to = Math.min(text.length, from + SHOWN);
  const pieces: Piece[] = [];
  const add = (piece: string, hit: boolean): void => void (piece && pieces.push({ text: piece, hit }));
  let at = from;
  if (from > 0) add('… ', false);
  for (const [start, end] of marks) {
    if (start < at || start >= to) continue;
    add(text.slice(at, start), false);
    add(text.slice(start, Math.min(end, to)), true);
    at = Math.min(end, to);
  }
  add(text.slice(at, to), false);
  if (to < text.length) add(' …', false);
  return pieces;
}

/** The beginning of a word a little further on, where there is one. */
function startNear(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space >= 0 && space < at + 20 ? space + 1 : at;
}
