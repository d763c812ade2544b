// What is known to surprise people about sockets: each by a code, with the variants and parameters that its words may use, and the lessons that it belongs to.

import type { RowNumber } from '../../../devices/surroundings.ts';

interface Spec {
  /** What it may have come from; each has words of its own. */
  variants: readonly string[];
  parameters: readonly string[];
  /** Ids of lessons, the best first; one that a course does not have is passed over. */
  lessons: readonly string[];
}

/** By code. A parameter is a number, or a name or address as text. */
export const surpriseSpecs = {
  /** One `recv` took what several calls of `send` wrote. `wire`: a segment carried octets of several already. */
  'sends-joined': {
    variants: ['buffer', 'wire'],
    parameters: ['device', 'peer', 'count', 'first', 'last', 'octets', 'segments'],
    lessons: ['sticky'],
  },
  /** A `recv` ended within what one `send` wrote. `asked`: it asked for no more; `arrived`: no more had come. */
  'send-split': {
    variants: ['asked', 'arrived'],
    parameters: ['device', 'peer', 'write', 'of', 'octets', 'size', 'left'],
    lessons: ['sticky', 'two-buffers'],
  },
  /** `recv` gave no octets: the end of the stream. */
  'empty-read': {
    variants: ['closed', 'shutdown', 'ended', 'fin', 'reset', 'own'],
    parameters: ['device', 'peer', 'program'],
    lessons: ['hang-up'],
  },
  /** And again and again. */
  spins: { variants: ['empty'], parameters: ['device', 'count'], lessons: ['hang-up'] },
  refused: {
    variants: ['nobody', 'reset', 'datagram'],
    parameters: ['device', 'peer', 'address', 'port'],
    lessons: ['handshake'],
  },
  /** `unread`: the peer closed with octets that nobody had read; `gone`: octets came to a socket that was closed; `abort`: a linger of 0. */
  reset: {
    variants: ['unread', 'gone', 'abort', 'datagram', 'unknown'],
    parameters: ['device', 'peer', 'program', 'octets'],
    lessons: ['hang-up'],
  },
  'broken-pipe': { variants: ['reset', 'own', 'never'], parameters: ['device', 'peer'], lessons: ['hang-up'] },
  'datagram-cut': {
    variants: ['cut'],
    parameters: ['device', 'size', 'octets', 'lost'],
    lessons: ['datagram'],
  },
  /** A character of UTF-8 is not whole: in what a `recv` took, in what was left of a datagram, or a program said so (`error`). */
  'half-character': {
    variants: ['stream', 'datagram', 'error'],
    parameters: ['device', 'have', 'of'],
    lessons: ['datagram', 'sticky'],
  },
  /** `left`: the state that a connection has left behind. */
  'address-in-use': {
    variants: ['listener', 'bound', 'left', 'datagram', 'unknown'],
    parameters: ['device', 'port', 'program', 'state'],
    lessons: ['hang-up'],
  },
  /** Both ends wait to receive, and nothing is on its way. `empty`: one of them has sent no octets at all. */
  'both-wait': {
    variants: ['reading', 'empty'],
    parameters: ['device', 'peer', 'program', 'other'],
    lessons: ['waiting', 'two-buffers'],
  },
  /** An ICMP "port unreachable" came, and the program was not told. */
  unreachable: {
    variants: ['untold'],
    parameters: ['device', 'peer', 'address', 'port'],
    lessons: ['datagram'],
  },
  /** `send` found no room, and the peer's window is closed. */
  'send-blocked': {
    variants: ['full'],
    parameters: ['device', 'peer', 'waiting', 'unread'],
    lessons: ['two-buffers'],
  },
} as const satisfies Readonly<Record<string, Spec>>;

export type SurpriseCode = keyof typeof surpriseSpecs;
export const surpriseCodes = Object.keys(surpriseSpecs) as SurpriseCode[];

/** Something of a run that surprises. */
export interface Surprise {
  code: SurpriseCode;
  /** Where it shows: the row of a call as a rule. */
  row: RowNumber;
  /** Rows that are about the same: the call's effect. */
  also: readonly RowNumber[];
  device: number;
  pid: number;
  /** Alike ones of one run have the same: the code and whose socket it is. */
  group: string;
  /** How often it has come since, where that is counted. */
  times: number;
  /** Rows that were known when it was found, and belong to it; which variant it is, where that was known too. */
  known: readonly RowNumber[];
  variant?: string;
  /** The number of its connection on the device, where it has one. */
  connection?: number;
}

/** What happened: the code with a variant, what its words need, and the rows that show it, in their order. */
export interface Explained {
  code: SurpriseCode;
  variant: string;
  parameters: Readonly<Record<string, string | number>>;
  evidence: readonly RowNumber[];
}
