// Opens lessons: those of the course, built in, and those of a teacher who serves this page with a folder of her own.
import { loadLesson, loadOpening } from 'virtual:lessons';
import type { Lesson, LessonEntry } from '../lesson/lesson.ts';
import type { LanguageName } from './language.svelte.ts';

/** A lesson as the home page shows it. */
export interface ShelfEntry extends LessonEntry {
  teacher?: boolean;
  /** One line for each mistake in the file, with its place: the lesson cannot be opened. */
  mistakes?: string[];
}

class Lessons {
  /** The teacher's. Those of the course are listed where they are shown (home/shelf.ts). */
  own = $state.raw<readonly ShelfEntry[]>([]);
  /** Counts the teacher's saves. */
  saves = $state(0);

  /** Asks for a teacher's lessons, where the server that sent this page has some, and follows every save. */
  async ask(): Promise<void> {
    const address = document.querySelector<HTMLMetaElement>('meta[name=classroom-lessons]')?.content;
    if (!address) return;
    const { events } = await this.#take(address);
    if (!events) return;
    new EventSource(events).addEventListener('change', () => {
      void this.#take(address).then(() => this.saves++);
    });
  }

  async #take(address: string): Promise<{ events?: string }> {
    const answer = await fetch(address, { cache: 'no-store' });
    if (!answer.ok) return {};
    const { entries: own, events } = (await answer.json()) as { entries: ShelfEntry[]; events?: string };
    this.own = own;
    return events === undefined ? {} : { events };
  }

  /** A teacher's lesson. */
  entry(id: string): ShelfEntry | undefined {
    return this.own.find((one) => one.id === id);
  }

  /** True for lessons of which the first step comes before the others (`opening`); a teacher's come as one. */
  comesInParts(id: string): boolean {
    return !this.entry(id)?.teacher;
  }

  /** A lesson of the course as far as its first step, in a language or in its own where it has not that one. */
  opening(id: string, language: LanguageName): Promise<Lesson | undefined> {
    return loadOpening(id, language);
  }

  /** A lesson in a language, or in its own where it has not that one; undefined when there is no such lesson. */
  async open(id: string, language: LanguageName): Promise<Lesson | undefined> {
    if (this.comesInParts(id)) return loadLesson(id, language);
    const answer = await fetch(`lesson/${id}/${language}.json`, { cache: 'no-store' });
    return answer.ok ? ((await answer.json()) as Lesson) : undefined;
  }
}

export const lessons = new Lessons();
