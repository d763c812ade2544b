// Exercises that the simulator sets and marks, as plain data: what is asked of which frames of a run. Answers are never written down here.

import type { Check } from '../check.ts';
import type { ConsoleLine } from '../lesson.ts';
import type { Rich } from '../prose.ts';

export interface Exercise {
  ask: Rich;
  task: Task;
  /** What the author says, besides the simulator: by answer, or by the code of the mistake; `*`: to all other wrong answers, `right`: to the right one. */
  why: Record<string, Rich>;
  /** Done on a branch first, and the exercise is about these lines alone. Absent: about what the step has shown so far. */
  run?: ConsoleLine[];
}

/** One flight of a run: the first, last or n-th that fits a filter, perhaps only at one place. */
export interface ChosenFrame {
  filter: string;
  which: number | 'last';
  at?: string;
}

export type Task =
  /** What stands in these fields of these frames? */
  | { kind: 'fill'; gaps: Gap[] }
  /** Which octets of the frame are that field, or the header of that layer? */
  | { kind: 'mark'; frame: ChosenFrame; field: string }
  | { kind: 'mark'; frame: ChosenFrame; layer: string }
  /** In which order did these things happen? */
  | { kind: 'order'; steps: OrderStep[] }
  /** Which of these changes lets the checks pass? Each is tried. */
  | { kind: 'choose'; settings: Candidate[]; checks: Check[] }
  /** Out of which ports does the switch or hub send the frame that comes in? */
  | { kind: 'ports'; device: string; frame: ChosenFrame }
  /** Does the host answer this ARP question, and with which addresses? */
  | { kind: 'arp'; device: string; frame: ChosenFrame }
  /** Where does the host or router send the packet next? `to`: where it has not been sent yet, or cannot be. */
  | { kind: 'route'; device: string; frame: ChosenFrame }
  | { kind: 'route'; device: string; to: string }
  /** Which acknowledgment number does the receiver of the segment send next? */
  | { kind: 'ack'; device: string; frame: ChosenFrame };

/** Fields of a frame that are blacked out. */
export interface Gap {
  frame: ChosenFrame;
  fields: string[];
}

export type TaskKind = Task['kind'];

/** A step is the first row that a filter or a reason finds. */
export interface OrderStep {
  id: string;
  text: Rich;
  found: { frame: ChosenFrame } | { reason: string; at?: string };
}

export interface Candidate {
  id: string;
  text: Rich;
  /** The change that would mend it, if this setting were wrong. */
  try: ConsoleLine[];
  /** A setting whose value is shown: `A.gateway`, `A.eth0.mask`. */
  shows?: string;
}

/** Every code of a remark on a wrong answer, by the kind that gives it, with the names of its parameters. Words for them live in `words/exercises`. */
export const remarkCodes = {
  any: { missing: [], otherwise: ['value'] },
  value: {
    unreadable: ['value'],
    'other-field': ['value', 'field'],
    'ip-for-mac': ['value'],
    'mac-for-ip': ['value'],
    'not-on-lan': ['value', 'owner', 'device'],
    'address-of': ['value', 'owner'],
    'broadcast-address': ['value'],
    'all-zeros': ['value'],
    'hex-as-decimal': ['value'],
    'octets-swapped': ['value'],
    'not-complemented': ['value'],
    'as-before': ['value'],
    'off-by-one': ['value'],
  },
  mark: {
    'marked-field': ['field'],
    'marked-layer': ['layer'],
    'marked-early': ['count'],
    'marked-late': ['count'],
    'marked-too-much': ['fields'],
    'marked-too-little': ['count'],
    'marked-payload': ['layer'],
    'marked-beside': ['fields'],
  },
  order: { 'caused-by': ['effect', 'cause'], 'came-before': ['first', 'then'] },
  choose: { 'repair-fails': ['setting'], 'repair-refused': ['setting', 'message'] },
  ports: {
    'incoming-port': ['port'],
    'table-knows': ['mac', 'device'],
    'not-in-table': ['mac', 'device'],
    'group-address': ['mac'],
    'other-port': ['mac', 'device', 'ports'],
    'hub-repeats': ['device'],
    'is-passed-on': ['device'],
    'same-side': ['mac', 'port'],
    'not-passed-on': ['device'],
  },
  arp: {
    'not-asked-for': ['ip', 'device'],
    'is-asked-for': ['ip', 'device'],
    'is-no-question': ['device'],
    'you-are-sender': ['field'],
    'asker-is-target': ['field'],
  },
  route: {
    'on-the-link': ['to', 'network'],
    'not-on-the-link': ['to', 'device'],
    'shorter-prefix': ['route', 'to'],
    'route-does-not-fit': ['route', 'to'],
    'own-address': ['value'],
    'other-interface': ['value', 'interface'],
    'way-back': ['interface'],
    'a-route-fits': ['to'],
    'no-route-fits': ['to'],
    'no-next-hop': ['value'],
  },
  ack: {
    'own-number': ['value'],
    'last-octet': ['value'],
    'beyond-gap': ['value'],
    'only-length': ['value'],
    'their-ack': ['value'],
    'counts-one': ['flag'],
    'nothing-new': ['value'],
    'more-came': ['value'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

type Table = typeof remarkCodes;
export type RemarkCode = { [K in keyof Table]: keyof Table[K] }[keyof Table];

const codesOfKind: Record<TaskKind, readonly (keyof Table)[]> = {
  fill: ['any', 'value'],
  mark: ['any', 'mark'],
  order: ['any', 'order'],
  choose: ['any', 'choose'],
  ports: ['any', 'ports'],
  arp: ['any', 'value', 'arp'],
  route: ['any', 'value', 'route'],
  ack: ['any', 'value', 'ack'],
};

/** Every kind of task that there is. */
export const taskKinds = Object.keys(codesOfKind) as TaskKind[];

/** The codes that an exercise of a kind may give. */
export const codesFor = (kind: TaskKind): string[] =>
  codesOfKind[kind].flatMap((table) => Object.keys(remarkCodes[table]));
