// The checks that a goal is made of, as plain data, and the codes of what they say for themselves.

import type { Nanoseconds } from '../base/time.ts';
import type { ConsoleLine, Place } from './lesson.ts';
import type { TableName } from './question.ts';

export type Check = { place: Place } & (
  | { kind: 'seen'; filter: string; at?: string }
  | { kind: 'never'; filter: string; at?: string }
  | { kind: 'count'; filter: string; at?: string; least: number; most: number }
  /** `to`: an address, or a device or interface that has one. `fails`: the ping must not come through, for this reason or (`any`) whichever. */
  | { kind: 'ping'; from: string; to: string; ttl?: number; fails?: string }
  /** `holds`: key → value (`any`: whatever it is; a device or interface stands for its address). `lacks`: keys. */
  | { kind: 'table'; table: TableName; of: string; holds: Record<string, string>; lacks: string[] }
  | { kind: 'setting'; of: string; settings: Settings }
  /** `A.ip A.mask A.mac A.gateway A.mtu A`, an interface in place of the device, or `cables`. */
  | { kind: 'unchanged'; what: string[] }
  | ({ kind: 'stdout'; of: string } & OutputCheck)
  | ({ kind: 'stderr'; of: string } & OutputCheck)
  /**
   * The last program on the host whose command line begins with `run` ended with this status, or runs on; `before` and `after` count from its start, ns.
   */
  | { kind: 'exit'; of: string; run: string; status: number | 'running'; before?: Nanoseconds; after?: Nanoseconds }
  /** A running program whose command line begins with `run` waits in a call (`any`: whichever), at a line of its file, or at one that has this text. */
  | { kind: 'waits'; of: string; run: string; in: string; line?: number; text?: string }
  /** A running program has so many threads that have not ended; one that has ended has none. */
  | { kind: 'threads'; of: string; run: string; least: number; most: number }
  /** A program has made no more than so many reads that brought nothing because the peer has closed, or because nothing was there. */
  | { kind: 'spinning'; of: string; run: string; most: number }
  /** A Python program has these words, one after another, or has them nowhere; comments do not count, nor what stands in strings. */
  | { kind: 'source'; of: string; file: string; contains: string[]; lacks: string[] }
  /** The run is had again with the streams that the host's programs read cut by each of the rules (wire/chopper.ts), and the checks pass each time. */
  | { kind: 'chop'; of: string; rules: string[]; then: Check[] }
  /** These lines, done from where the step began with the files of the hosts as they are now, come to this. */
  | { kind: 'try'; run: ConsoleLine[]; then: Check[] }
  /**
   * A TCP connection of the step carried octets from one host to the other, as far as the reader has taken them: exactly these, or with these among them, so
   * many, in so many `send`s and receives (or just these, one after another). `port`: of either end.
   */
  | {
      kind: 'stream';
      from: string;
      to: string;
      port?: number;
      is?: string;
      contains?: string[];
      octets?: number;
      sends?: number;
      reads?: number | string[];
    }
  /** A file of a host is there and holds this. `same`: as much as that file of another host. */
  | {
      kind: 'file';
      of: string;
      name: string;
      is?: string;
      contains: string[];
      lacks: string[];
      octets?: number;
      sha256?: string;
      same?: { of: string; name: string };
    }
  /** The answer that was given to a question is the right one, or (`is`) this one. */
  | { kind: 'answer'; to: string; is?: string }
);

/** What a terminal shows; with `run` what the last program wrote whose command line begins so, and only its standard output (or error). */
export interface OutputCheck {
  run?: string;
  contains: string[];
  lacks: string[];
  /** All of it; a line end at the end does not count. */
  is?: string;
  /** All of its lines, or how many. */
  lines?: string[] | number;
  /** A line is so: `*` stands for anything. */
  matches: string[];
}

export interface Settings {
  ip?: string;
  prefix?: number;
  mac?: string;
  gateway?: string;
  mtu?: number;
  up?: boolean;
}

/** Every code of a "because", with the names of its parameters. Words for them live in `words/`, keyed by the code. */
export const becauseCodes = {
  // it is so
  seen: ['filter', 'count'],
  'never-seen': ['filter'],
  counted: ['filter', 'count'],
  'ping-answered': ['from', 'to', 'ttl'],
  'ping-failed-as-wanted': ['from', 'to', 'reason'],
  'table-holds': ['device', 'table'],
  'setting-is': ['of'],
  'as-at-the-start': ['what'],
  'output-fits': ['device'],
  'exit-is': ['device', 'run', 'status'],
  'runs-on': ['device', 'run'],
  'threads-are': ['device', 'run', 'count'],
  'spins-not': ['device', 'run', 'count'],
  'source-fits': ['device', 'file'],
  'chopped-alike': ['device', 'count'],
  'tried-well': ['lines'],
  waits: ['device', 'run', 'call'],
  'stream-carried': ['from', 'to', 'octets', 'sends', 'reads'],
  'file-fits': ['device', 'file', 'octets'],
  'answer-right': ['question'],
  // it is not so (yet)
  'not-seen': ['filter'],
  'seen-though-not-wanted': ['filter', 'count'],
  'too-few': ['filter', 'count', 'least'],
  'too-many': ['filter', 'count', 'most'],
  'ping-answered-unwanted': ['from', 'to'],
  'ttl-differs': ['from', 'to', 'ttl', 'wanted'],
  'no-route': ['device', 'to'],
  'gateway-not-on-lan': ['device', 'gateway'],
  'gateway-silent': ['device', 'gateway'],
  'host-unreachable': ['device', 'to'],
  'ttl-exceeded': ['device', 'to'],
  'no-way-back': ['device', 'to'],
  'ping-lost': ['from', 'to', 'device', 'reason'],
  timeout: ['from', 'to'],
  'interface-down': ['device', 'interface'],
  'cable-out': ['device', 'interface'],
  'no-address': ['device'],
  'table-lacks': ['device', 'table', 'key'],
  'table-differs': ['device', 'table', 'key', 'value', 'wanted'],
  'table-holds-unwanted': ['device', 'table', 'key'],
  'setting-differs': ['of', 'setting', 'value', 'wanted'],
  changed: ['what', 'value', 'wanted'],
  'output-lacks': ['device', 'text'],
  'output-has': ['device', 'text'],
  'output-differs': ['device', 'value', 'wanted'],
  'output-unlike': ['device', 'text'],
  'not-run': ['device', 'run'],
  'still-running': ['device', 'run'],
  'exit-differs': ['device', 'run', 'status', 'wanted'],
  'ended-already': ['device', 'run', 'status'],
  'ended-early': ['device', 'run', 'time', 'wanted'],
  'ended-late': ['device', 'run', 'time', 'wanted'],
  'threads-differ': ['device', 'run', 'count', 'wanted'],
  spins: ['device', 'run', 'count', 'most'],
  'source-lacks': ['device', 'file', 'text'],
  'source-has': ['device', 'file', 'text', 'line'],
  'chop-fails': ['device', 'rule'],
  'chop-waits': ['device'],
  'try-fails': ['lines'],
  'try-waits': ['lines'],
  'not-running': ['device', 'run'],
  'waits-nowhere': ['device', 'run', 'wanted'],
  'waits-elsewhere': ['device', 'run', 'call', 'wanted'],
  'no-stream': ['from', 'to'],
  'stream-lacks': ['from', 'to', 'text'],
  'stream-differs': ['from', 'to', 'what', 'value', 'wanted'],
  'file-missing': ['device', 'file'],
  'file-lacks': ['device', 'file', 'text'],
  'file-has': ['device', 'file', 'text'],
  'file-differs': ['device', 'file', 'what', 'value', 'wanted'],
  'not-answered': ['question'],
  'answer-wrong': ['question'],
} as const satisfies Record<string, readonly string[]>;

export type BecauseCode = keyof typeof becauseCodes;

/** What one check found. */
export interface Because {
  code: BecauseCode;
  parameters: Record<string, string | number>;
  /** Numbers of the rows that show it; rows of the history that was judged, not of a branch. */
  evidence: number[];
  /** Of `chop-fails` and `try-fails`: which of the checks fails then, and why. */
  inner?: Because;
}

/** A goal is reached when every check of it passes. */
export interface Judgement {
  passed: boolean;
  checks: { passed: boolean; because: Because }[];
}
