// A lesson as plain data: made from markdown by parseLesson, sent as JSON to the page, played by tests. Holds no functions and no dates.

import type { Command } from '../sim/command.ts';
import type { Lab } from '../sim/lab.ts';
import type { Check } from './check.ts';
import type { Exercise } from './exercises/exercise.ts';
import type { ViewName } from './linkTargets.ts';
import type { Question } from './question.ts';
import type { Block, Rich } from './prose.ts';

/** Where something stands in the lesson's own file (not in its translation); both count from 1. */
export interface Place {
  line: number;
  column: number;
}

export interface Lesson {
  /** Never changes; progress is kept under it. */
  id: string;
  title: string;
  /** Of the words: `en`, `zh-CN`. */
  language: string;
  minutes: number;
  /** Ids of lessons that come before. */
  needs: string[];
  aims: string[];
  /** The file the lesson was read from, as the reader of mistakes should see it. */
  file: string;
  /** `steps[0]` is what stands before the first heading (perhaps without parts); each `##` begins another. */
  steps: Step[];
}

export interface Step {
  /** Of the original's heading, so that both languages share it: `ask`, `repair`; `opening` for the first. */
  id: string;
  /** Empty for the opening. */
  title: Rich;
  parts: Part[];
  /** The lab that is built anew when the step is entered. Absent: the step goes on with the world as the steps before it left it. */
  lab?: Lab;
  /** The view that opens when the step is entered: the first that its prose links to. */
  view?: ViewName;
  /** False when the language asked for has no words for some part of this step and the original stands in. */
  translated: boolean;
  place: Place;
}

/** What a step shows, in the order of the file. */
export type Part = ProsePart | ConsolePart | ProgramPart | QuestionPart | GoalPart | SpotPart | ExercisePart;

export interface ProsePart {
  type: 'prose';
  blocks: Block[];
}

/** One line of a console block. */
export type ConsoleLine =
  /** Typed into a host's terminal. */
  | { type: 'run'; on: string; line: string; place: Place }
  /** Typed for the program there that reads: `A> hello`; `^D` ends its input, `^C` ends what runs. */
  | { type: 'type'; on: string; line: string; place: Place }
  /** A file of a host is replaced: what a solution or a reject has instead of the one that the lesson begins with. */
  | { type: 'file'; on: string; file: string; text: string; place: Place }
  /** Done by hand to the lab: `> unplug C.eth0`. */
  | { type: 'hand'; line: string; command: Command; place: Place }
  /** Time passes, ns. */
  | { type: 'wait'; duration: number; place: Place };

export interface ConsolePart {
  type: 'console';
  lines: ConsoleLine[];
  place: Place;
}

/** A file on a host that the learner may read or change. */
export interface ProgramPart {
  type: 'program';
  host: string;
  file: string;
  /** As it is on the host at the start, without the lines that lock and unlock. */
  text: string;
  /** Lines that the learner must leave as they are; both ends belong to it, and count from 1. */
  locked: LineRange[];
  /** The line that runs it; absent for a file that is none. */
  run?: string;
  place: Place;
}

export interface LineRange {
  from: number;
  to: number;
}

/** A prediction is asked before the next console part of the step runs; a quiz is asked as it stands. */
export interface QuestionPart {
  type: 'predict' | 'quiz';
  id: string;
  question: Question;
  place: Place;
}

export interface GoalPart {
  type: 'goal';
  id: string;
  /** What the learner is to reach, in one sentence, where the author wrote one. */
  title: Rich;
  checks: Check[];
  hints: Block[][];
  solution: ConsoleLine[];
  /** Answers that belong to the solution: question id → answer, for checks of kind `answer`. */
  answers: Record<string, string>;
  rejects: Reject[];
  place: Place;
}

/** A wrong solution that the goal must refuse. */
export interface Reject {
  lines: ConsoleLine[];
  answers: Record<string, string>;
  /** The code of the check's "because" that must come out. */
  because?: string;
  /** What to tell a learner who does just that. */
  words: Rich;
  place: Place;
}

/** An exercise that the simulator sets from a run and marks: be the device, order, fill in, mark, choose. */
export interface ExercisePart {
  type: 'exercise';
  id: string;
  exercise: Exercise;
  hints: Block[][];
  place: Place;
}

/** Statements with one wrong part each, to be clicked. */
export interface SpotPart {
  type: 'spot';
  id: string;
  statements: SpotStatement[];
  place: Place;
}

export interface SpotStatement {
  /** The statement cut into parts that can be clicked; drawn one after another they are the sentence. */
  parts: Rich[];
  /** Which part is wrong, from 0. */
  wrong: number;
  why: Rich;
}

/** A module of the course: what a folder of lessons says of itself. Title and aim by language. */
export interface ModuleEntry {
  /** Folder right below lessons/: `2-lan`. */
  folder: string;
  titles: Record<string, string>;
  aims: Record<string, string>;
}

/** A lesson as the list of all lessons shows it. */
export interface LessonEntry {
  id: string;
  /** Folder below lessons/: `2-lan/6-gateway`. */
  folder: string;
  minutes: number;
  needs: string[];
  /** Title in each language that the lesson has. */
  titles: Record<string, string>;
  aims: Record<string, string[]>;
  /** Ids of its steps and of its goals, under which progress is kept. */
  steps: string[];
  goals: string[];
}
