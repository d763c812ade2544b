// One run of the frame cutter: messages sent by a rule, cut on their way, and read by three readers.

import type { ChopRule } from '../../wire/chopper.ts';
import { pythonBytes } from '../pythonBytes.ts';
import { codecFor, type RuleChoice, type Sent } from './framesRule.ts';
import type { Typed } from './messages.ts';
import { readCorrectly, readForgetfully, readNaively, type Arrival, type Arriving, type ReadOut } from './readers.ts';

/** Everything that is set, and what the three readers make of it. */
export interface Scene {
  messages: readonly Typed[];
  choice: RuleChoice;
  sent: Sent;
  arriving: Arriving;
  readers: { naive: ReadOut; forgetful: ReadOut; correct: ReadOut & { arrivals: Arrival[] } };
}

/** Lets a stream arrive, and three readers read it. */
export function play(
  messages: readonly Typed[],
  choice: RuleChoice,
  sent: Sent,
  rule: ChopRule,
  limits: Limits,
): Scene {
  const arriving = { stream: sent.stream.subarray(0, sent.stream.length - limits.missing), rule };
  return {
    ...{ messages, choice, sent, arriving },
    readers: {
      naive: readNaively(arriving),
      forgetful: readForgetfully(arriving, codecFor(choice)),
      correct: readCorrectly(arriving, codecFor(choice, limits.most)),
    },
  };
}

interface Limits {
  /** Octets at the end of the stream that never arrive. */
  missing: number;
  /** Octets of a message that the correct reader accepts at most. */
  most: number;
}

/** `right`: just the messages that were sent. `honest`: the first of them, and it says that more are missing. `wrong`: something else; `stopped`: and then an exception. */
export type ReaderVerdict = 'right' | 'honest' | 'wrong' | 'stopped';

/** Did a reader give the messages that were sent? */
export function verdictOn(messages: readonly Typed[], { prints, told }: ReadOut): ReaderVerdict {
  const same = prints.every((print, place) => {
    const message = messages[place];
    return message !== undefined && pythonBytes(print) === pythonBytes(message.octets);
  });
  if (same && prints.length === messages.length && !told) return 'right';
  if (told) return same ? 'honest' : 'stopped';
  return 'wrong';
}
