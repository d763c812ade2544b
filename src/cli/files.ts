// Labs and lessons as a command is given them: a path, read and checked.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { FileError, Result } from '../base/result.ts';
import { formatFileError } from '../base/result.ts';
import type { Lesson } from '../lesson/lesson.ts';
import type { Lab } from '../sim/lab.ts';
import { parseLab } from '../sim/labText.ts';
import { readLessons, shown } from './lessonFiles.ts';
import type { Terminal } from './command.ts';

const MAX_SIZE = 1 << 20;

/** Reads a lab file. */
export function readLabFile(path: string, cwd: string): Result<Lab> {
  const full = resolve(cwd, path);
  const wrong = (message: string, hint?: string): Result<Lab> => ({
    ok: false,
    errors: [fileError(shown(full, cwd), message, hint)],
  });
  if (!existsSync(full)) return wrong('there is no such file');
  const about = statSync(full);
  if (!about.isFile()) return wrong('this is no file');
  if (about.size > MAX_SIZE) return wrong('this file is too large for a lab');
  const load = (name: string): string | undefined => {
    const beside = join(dirname(full), basename(name));
    return basename(name) === name && existsSync(beside) && statSync(beside).size <= MAX_SIZE
      ? readFileSync(beside, 'utf8')
      : undefined;
  };
  return parseLab(readFileSync(full, 'utf8'), shown(full, cwd), { load });
}

export const fileError = (file: string, message: string, hint?: string): FileError => ({
  file,
  line: 1,
  column: 1,
  message,
  ...(hint === undefined ? {} : { hint }),
});

/** True when a path names a lesson: its folder, or its markdown. */
export function isLesson(path: string, cwd: string): boolean {
  const full = resolve(cwd, path);
  return path.endsWith('.md') || existsSync(join(full, 'lesson.md'));
}

/** Reads one lesson in a language (its own, if there is no such translation). */
export function readLessonFile(path: string, language: string, cwd: string): Result<Lesson> {
  const full = resolve(cwd, path);
  const folder = path.endsWith('.md') ? dirname(full) : full;
  if (!existsSync(join(folder, 'lesson.md')))
    return { ok: false, errors: [fileError(shown(full, cwd), 'there is no lesson here', 'a folder with a lesson.md')] };
  const { lessons, mistakes } = readLessons(folder, cwd);
  const lesson = lessons[0]?.languages[language] ?? Object.values(lessons[0]?.languages ?? {})[0];
  return lesson && mistakes.length === 0 ? { ok: true, value: lesson } : { ok: false, errors: mistakes };
}

/** Tells the mistakes of a file, one a line; its value, if it has one. */
export function orTell<T>(result: Result<T>, terminal: Terminal): T | undefined {
  for (const mistake of result.ok ? (result.warnings ?? []) : result.errors) {
    terminal.err(`${formatFileError(mistake)}${result.ok ? ' [warning]' : ''}`);
  }
  return result.ok ? result.value : undefined;
}
