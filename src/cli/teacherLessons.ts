// A teacher's folder of lessons while it is being worked on: read again after every save, told to the page and to the terminal.
import { watch, type FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { formatFileError, type FileError } from '../base/result.ts';
import type { Lesson, LessonEntry } from '../lesson/lesson.ts';
import { foldersIn, lessonFolders, readLessons, shown, type FoundLessons } from './lessonFiles.ts';
import type { Terminal } from './command.ts';

/** A lesson as the page lists it; one with mistakes cannot be opened. */
export interface TeacherEntry extends LessonEntry {
  teacher: true;
  /** One line each, and the same with its place. */
  mistakes?: string[];
  places?: FileError[];
}

export interface TeacherLessons {
  entries: () => TeacherEntry[];
  lesson: (id: string, language: string) => Lesson | undefined;
  /** The folder of a lesson on disk, by its place in the tree. */
  folder: string;
  /** Calls back after every change; gives what ends that. */
  onChange: (listener: () => void) => () => void;
  close: () => void;
}

/** One save is often several events. */
const QUIET_MS = 80;

/** Reads the folder and watches it. Mistakes are told in the terminal, one line each. */
export function watchLessons(folder: string, terminal: Terminal): TeacherLessons {
  const root = resolve(terminal.cwd, folder);
  let found = readLessons(root, terminal.cwd);
  tellMistakes(found, terminal);
  const listeners = new Set<() => void>();
  let waiting: NodeJS.Timeout | undefined;
  const watched = new Map<string, FSWatcher>();
  const read = (): void => {
    waiting = undefined;
    watchFolders();
    found = readLessons(root, terminal.cwd);
    tellMistakes(found, terminal);
    for (const listener of listeners) listener();
  };
  const soon = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(read, QUIET_MS);
  };
  // Each folder by itself: a recursive watch follows files by their number on disk, and editors that save by renaming give a file a new one.
  const watchFolders = (): void => {
    const folders = new Set(foldersIn(root));
    for (const [path, watcher] of watched) {
      if (folders.has(path)) continue;
      watcher.close();
      watched.delete(path);
    }
    for (const path of folders) {
      if (watched.has(path)) continue;
      const watcher = watch(path, soon);
      watcher.on('error', (error) => terminal.err(`serve: ${path} is watched no longer: ${error.message}`));
      watched.set(path, watcher);
    }
  };
  watchFolders();
  return {
    folder: root,
    entries: () => entriesOf(found, root, terminal.cwd),
    lesson: (id, language) => {
      const one = found.lessons.find((lesson) => lesson.entry.id === id);
      return (
        one && (Object.hasOwn(one.languages, language) ? one.languages[language] : Object.values(one.languages)[0])
      );
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      clearTimeout(waiting);
      for (const watcher of watched.values()) watcher.close();
    },
  };
}

function tellMistakes({ mistakes, warnings }: FoundLessons, terminal: Terminal): void {
  for (const one of warnings) terminal.err(`${formatFileError(one)} [warning]`);
  for (const one of mistakes) terminal.err(formatFileError(one));
}

/** Lessons that can be opened, and for those that cannot what is wrong with them, in the order of the course. */
function entriesOf({ lessons, mistakes }: FoundLessons, root: string, cwd: string): TeacherEntry[] {
  return lessonFolders(root).flatMap((path): TeacherEntry[] => {
    const own = mistakes.filter((one) => dirname(resolve(cwd, one.file)) === path);
    const good = lessons.find((one) => one.path === path);
    if (good && own.length === 0) return [{ ...good.entry, teacher: true }];
    const folder = good?.entry.folder ?? shown(path, root);
    const bare = { id: folder, folder, minutes: 0, needs: [], titles: { en: folder }, aims: {}, steps: [], goals: [] };
    return [{ ...(good?.entry ?? bare), teacher: true, mistakes: own.map(formatFileError), places: own }];
  });
}
