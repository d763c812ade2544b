// What programs do in a lesson, as it was recorded while the page was built: loaded where they cannot be run.

import { loadRecord } from 'virtual:records';
import type { Lesson, Part } from '../../lesson/lesson.ts';
import type { ReachedRun } from '../../lesson/reached.ts';
import {
  recordedDoing,
  recordedExercise,
  recordedStart,
  type LessonRecord,
  type RecordedPart,
} from '../../lesson/recorded.ts';
import { lessons } from '../lessons.svelte.ts';

export class RecordedRuns {
  readonly #record: LessonRecord;

  constructor(record: LessonRecord) {
    this.#record = record;
  }

  /** The run with which a step begins. */
  start = (lesson: Lesson, index: number): ReachedRun | undefined => recordedStart(this.#record, lesson, index);

  /** How a console was done, or a goal solved, and the run up to there. */
  doing = (lesson: Lesson, index: number, part: Part): { part: RecordedPart; run: ReachedRun } | undefined =>
    recordedDoing(this.#record, lesson, index, part);

  /** The run that an exercise is set on. */
  exercise = (lesson: Lesson, index: number, id: string): ReachedRun | undefined =>
    recordedExercise(this.#record, lesson, index, id);

  /** The right answers to a prediction. */
  answers(id: string): string[] | undefined {
    const { answers } = this.#record;
    return Object.hasOwn(answers, id) ? answers[id] : undefined;
  }
}

/** Undefined for a lesson that has none: a teacher's own, or one that could not be recorded. */
export async function recordedRunsOf(id: string): Promise<RecordedRuns | undefined> {
  if (!lessons.comesInParts(id)) return undefined;
  const packed = await loadRecord(id);
  const record = packed === undefined ? null : await unpacked(packed);
  return record ? new RecordedRuns(record) : undefined;
}

/** As the build has packed it: base64, deflated (RFC 1951), JSON. */
function unpacked(packed: string): Promise<LessonRecord | null> {
  const octets = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).json() as Promise<LessonRecord | null>;
}
