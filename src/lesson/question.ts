// Predictions and quizzes as plain data: what is asked, and how the right answer is found by measuring a run.

import type { ConsoleLine } from './lesson.ts';
import type { Rich } from './prose.ts';

export interface Question {
  ask: Rich;
  kind: 'choice' | 'number' | 'text' | 'device' | 'port' | 'link';
  /** For `choice`, in the order of the file. */
  options: { id: string; text: Rich }[];
  /** More than one may be right: all of them and no other must be given (choice, device, port, link). */
  many: boolean;
  /** Written behind the box of a number. */
  unit: string;
  /** How the simulator finds the answer. Absent: the author gave `answer`. */
  measure?: Measure;
  /** For a question that no run can answer: option ids, the number, accepted forms of the text. */
  answer?: string[];
  /** What to do on a branch before measuring, instead of the step's next console part. Absent: that part. */
  run?: ConsoleLine[];
  /** By answer: what would be so if it were true. `*`: for every other wrong answer; `right`: for the right one. */
  why: Record<string, Rich>;
}

/** What is looked at in the rows that a run adds. `at`: only there (device, port or link). */
export type Measure = Source & {
  /** Turns an address into the answer of the interface (`R.eth0`) or device (`R`) that has it; `*` for broadcast. */
  owner?: Record<string, string>;
  /** Turns a measured text into an answer; `*` for all others. */
  map?: Record<string, string>;
  /** Looks at everything since the lab began, not only at what the step (or the run ahead) added. */
  since?: 'lab';
};

type Source =
  /** The first or last frame that matches: a field of it, or who sends or receives it on that flight, over which link, in which instant. */
  | { form: 'frame'; which: 'first' | 'last'; filter: string; at?: string; field: string }
  | { form: 'frame'; which: 'first' | 'last'; filter: string; at?: string; value: FrameValue }
  /** How many frames match; a frame that a switch passes on is counted once, unless `at` says where to count. */
  | { form: 'count'; filter: string; at?: string }
  /** Which of the fields differ between the first frames that match two filters: answers by field. */
  | { form: 'differ'; filters: [string, string]; fields: Record<string, string> }
  /** Where and why a matching frame was dropped first. */
  | { form: 'dropped'; filter: string; value: 'device' | 'port' | 'reason' }
  /** Where a row with this reason was first written. */
  | { form: 'reason'; reason: string; value: 'device' | 'port' | 'count' }
  /** What a table holds under a key afterwards, `none` without it; of `*`: the names of the devices that hold it. */
  | { form: 'table'; table: TableName; of: string; key: string }
  /** In what a host's terminal says: the word after a text, or whether the text is there at all (`yes`, `no`). */
  | { form: 'stdout'; of: string; after: string }
  | { form: 'stdout'; of: string; contains: string }
  /** Where a program waits: the line of its file, or what the call is called; `none` where none waits. `run`: how its command line begins. */
  | { form: 'waits'; of: string; run: string; value: 'line' | 'call' }
  /** How the last program that was started so has ended: its status, `running`, or `none` where there was none. */
  | { form: 'exit'; of: string; run: string }
  /** How a ping ends afterwards: `ok`, or the reason why not. */
  | { form: 'ping'; from: string; to: string };

/** Of one flight. `receivers`: all devices that this frame reached, at last. */
export type FrameValue = 'sender' | 'receiver' | 'senderPort' | 'receiverPort' | 'link' | 'reason' | 'receivers';

export type TableName = 'arp' | 'mac' | 'route' | 'sockets';
