// The modules that lessonsPlugin.ts makes of the lessons folder.

declare module 'virtual:lessons' {
  /** One lesson in a language (or its own, where it has not that one); undefined when there is no such lesson. */
  export function loadLesson(id: string, language: string): Promise<import('../lesson/lesson.ts').Lesson | undefined>;
  /** The same as far as its first step (lesson/opening.ts), which is much less to fetch. */
  export function loadOpening(id: string, language: string): Promise<import('../lesson/lesson.ts').Lesson | undefined>;
}

declare module 'virtual:shelf' {
  /** All built-in lessons, in the order of the course, and the modules in which they stand. */
  export const entries: readonly import('../lesson/lesson.ts').LessonEntry[];
  export const modules: readonly import('../lesson/lesson.ts').ModuleEntry[];
  /** What of all lessons can be searched in a language. */
  export function loadSearched(language: string): Promise<readonly import('../lesson/passages.ts').SearchedLesson[]>;
}

declare module 'virtual:records' {
  /**
   * What programs do in a lesson, for browsers that cannot run them: a LessonRecord (lesson/recorded.ts), or null where it could not be recorded, as base64 of
   * its deflated JSON. Undefined for a lesson without programs.
   */
  export function loadRecord(id: string): Promise<string | undefined>;
}
