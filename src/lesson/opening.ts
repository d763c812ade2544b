// A lesson as far as its first step: what a page shows while the other steps come.
import type { Lesson, Step } from './lesson.ts';

/** The lesson with its first step whole; of the others there is what a list of steps shows, no parts and no lab. */
export const openingOf = (lesson: Lesson): Lesson => ({
  ...lesson,
  steps: lesson.steps.map((step, i) => (i === 0 ? step : named(step))),
});

const named = ({ id, title, translated, place }: Step): Step => ({ id, title, translated, place, parts: [] });
