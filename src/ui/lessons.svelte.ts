// The lessons that there are: those of the course, built in, and those of a teacher who serves this page with a folder of her own.
import { entries, loadLesson } from 'virtual:lessons';
import type { Lesson, LessonEntry } from '../lesson/lesson.ts';
import type { LanguageName } from './language.svelte.ts';

/** A lesson as the home page shows it. */
export interface ShelfEntry extends LessonEntry {
  teacher?: boolean;
  /** One line for each mistake in the file: the lesson cannot be opened. */
  mistakes?: string[];
}

class Lessons {
  shelf = $state.raw<readonly ShelfEntry[]>(entries);

  /** A lesson in a language, or in its own where it has not that one; undefined when there is no such lesson. */
  open(id: string, language: LanguageName): Promise<Lesson | undefined> {
    return loadLesson(id, language);
  }
}

export const lessons = new Lessons();
