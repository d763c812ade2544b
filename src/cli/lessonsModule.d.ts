// The module that lessonsPlugin.ts makes of the lessons folder.

declare module 'virtual:lessons' {
  /** All built-in lessons, in the order of the course. */
  export const entries: readonly import('../lesson/lesson.ts').LessonEntry[];
  /** One lesson in a language (or its own, where it has not that one); undefined when there is no such lesson. */
  export function loadLesson(id: string, language: string): Promise<import('../lesson/lesson.ts').Lesson | undefined>;
}
