// The lessons in a folder: which there are, their texts in every language, and all their mistakes.
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { FileError } from '../base/result.ts';
import type { Lesson, LessonEntry } from '../lesson/lesson.ts';
import { languageOf, parseLesson } from '../lesson/lessonText.ts';
import { placeUrls } from '../lesson/urls.ts';

export interface FoundLesson {
  entry: LessonEntry;
  /** By language; every language has every step. */
  languages: Record<string, Lesson>;
  /** Where its files are. */
  path: string;
}

export interface FoundLessons {
  lessons: FoundLesson[];
  mistakes: FileError[];
  warnings: FileError[];
}

/** Larger files are no lessons. */
const MAX_SIZE = 1 << 20;
/** Where the page finds the files beside a lesson (images). */
export const URL_BASE = 'lessons';

/** The folders below `root` (itself too) that hold a `lesson.md`, in the order of the course: `2-lan` before `10-more`. */
export function lessonFolders(root: string): string[] {
  return foldersIn(root).filter((folder) => existsSync(join(folder, 'lesson.md')));
}

/** A folder and all folders below it in which lessons may lie, in the order of the course. */
export function foldersIn(root: string): string[] {
  const found: string[] = [];
  const look = (folder: string, depth: number): void => {
    found.push(folder);
    if (depth === 0) return;
    const inside = readdirSync(folder, { withFileTypes: true });
    const folders = inside.filter(
      (one) => one.isDirectory() && !one.name.startsWith('.') && one.name !== 'node_modules',
    );
    for (const one of folders.sort((a, b) => inOrder(a.name, b.name))) look(join(folder, one.name), depth - 1);
  };
  look(resolve(root), 3);
  return found;
}

function inOrder(a: string, b: string): number {
  const [x, y] = [parseInt(a), parseInt(b)];
  return Number.isNaN(x) || Number.isNaN(y) || x === y ? (a < b ? -1 : 1) : x - y;
}

/** Reads every lesson below a folder. Files in mistakes are named as seen from `cwd`. */
export function readLessons(root: string, cwd = process.cwd()): FoundLessons {
  const out: FoundLessons = { lessons: [], mistakes: [], warnings: [] };
  for (const folder of lessonFolders(root))
    readLesson(folder, relative(resolve(root), folder) || basename(resolve(root)), cwd, out);
  const seen = new Map<string, string>();
  for (const { entry, path } of out.lessons) {
    const file = shown(join(path, 'lesson.md'), cwd);
    const before = seen.get(entry.id);
    if (before)
      out.mistakes.push({ file, line: 1, column: 1, message: `the id \`${entry.id}\` is taken`, hint: `by ${before}` });
    seen.set(entry.id, file);
  }
  return out;
}

/** A path as it is told to people: from where they are, with `/`. */
export const shown = (path: string, cwd: string): string => (relative(cwd, path) || '.').split(sep).join('/');

function readLesson(folder: string, place: string, cwd: string, out: FoundLessons): void {
  const name = (file: string): string => shown(join(folder, file), cwd);
  const load = (file: string): string | undefined => readBeside(folder, file);
  const text = load('lesson.md');
  if (text === undefined) {
    out.mistakes.push({ file: name('lesson.md'), line: 1, column: 1, message: 'this file cannot be read' });
    return;
  }
  const original = parseLesson(text, name('lesson.md'), load);
  if (!original.ok) {
    out.mistakes.push(...original.errors);
    return;
  }
  out.warnings.push(...(original.warnings ?? []));
  const urls = `${URL_BASE}/${place.split(sep).join('/')}/`;
  const languages: Record<string, Lesson> = { [original.value.language]: placeUrls(original.value, urls) };
  for (const file of readdirSync(folder)
    .filter((one) => /^lesson\..+\.md$/.test(one))
    .sort()) {
    const words = load(file);
    const translated =
      words === undefined ? undefined : parseLesson(text, name('lesson.md'), load, { text: words, file: name(file) });
    if (translated?.ok) languages[languageOf(file)] = placeUrls(translated.value, urls);
    else out.mistakes.push(...(translated?.errors ?? []));
  }
  const { id, minutes, needs, steps } = original.value;
  const each = Object.entries(languages);
  const entry: LessonEntry = {
    id,
    folder: place.split(sep).join('/'),
    minutes,
    needs,
    titles: Object.fromEntries(each.map(([language, lesson]) => [language, lesson.title])),
    aims: Object.fromEntries(each.map(([language, lesson]) => [language, lesson.aims])),
    steps: steps.map((step) => step.id),
    goals: steps.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'goal' || part.type === 'exercise' ? [part.id] : [])),
    ),
  };
  out.lessons.push({ entry, languages, path: folder });
}

/** A text file in the folder, or below it; nothing from outside, no links that lead out. */
function readBeside(folder: string, name: string): string | undefined {
  const path = resolve(folder, name);
  if (!existsSync(path)) return undefined;
  const real = realpathSync(path);
  const inside = realpathSync(folder) + sep;
  const about = statSync(real);
  return real.startsWith(inside) && about.isFile() && about.size <= MAX_SIZE ? readFileSync(real, 'utf8') : undefined;
}

/** The folder of a lesson that is named by its folder or by a file in it. */
export function folderOf(path: string): string | undefined {
  const full = resolve(path);
  if (!existsSync(full)) return undefined;
  return statSync(full).isDirectory() ? full : dirname(full);
}
