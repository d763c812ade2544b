// The working of the frame cutter: what the sender writes, how it arrives, and how each reader reads it.

import { toHex } from '../../base/bytes.ts';
import type { Part } from '../../wire/framing/codec.ts';
import type { OctetRow, Step } from '../calculator.ts';
import { pythonBytes } from '../pythonBytes.ts';
import type { Said } from '../said.ts';
import { delimiterNames, lengthNames, type RuleChoice, type Sent } from './framesRule.ts';
import { piecesOf, type Arrival } from './readers.ts';
import type { Scene } from './scene.ts';

type Marks = NonNullable<OctetRow['marks']>;

/** Tones of the parts: what marks off, what is marked off. */
const TONES: Readonly<Record<Part, Marks[number]['tone']>> = {
  ...{ prefix: 'transport', header: 'transport', delimiter: 'transport' },
  ...{ body: 'application', escape: 'link', padding: 'link', rest: 'wrong' },
};

/** The whole working. */
export function framesSteps(scene: Scene): Step[] {
  const { choice, sent, readers } = scene;
  const kind = kindOf(choice);
  const pieces = piecesOf(scene.arriving);
  return [
    { say: { id: `frames.step.rule.${kind}` }, ...(SOURCES[kind] && { source: SOURCES[kind] }) },
    {
      say: { id: 'frames.step.stream', params: { messages: sent.frames.length, octets: sent.stream.length } },
      source: 'RFC 9293 §3.9.1.2',
      octets: sent.frames.map((frame, message) => frameRow(frame, message, sent)),
    },
    {
      say: { id: 'frames.step.pieces', params: { count: pieces.length } },
      source: 'RFC 9293 §3.7',
      sum: pieces.map((piece, place) => `${place + 1}: ${toHex(piece)}`),
    },
    { say: { id: 'frames.step.naive' }, sum: [...PROGRAMS.naive, '', ...printed(readers.naive.prints)] },
    {
      say: { id: `frames.step.forgetful.${kind}` },
      sum: [...forgetfulProgram(choice), '', ...printed(readers.forgetful.prints)],
    },
    { say: { id: `frames.step.correct.${kind}` }, sum: readers.correct.arrivals.map(arrivalLine) },
    { say: readers.correct.end },
  ];
}

const printed = (prints: readonly Uint8Array[]): string[] => prints.map((print) => `→ ${pythonBytes(print)}`);

/** A piece, what it completes, and what is kept: in signs, not in words. */
const arrivalLine = ({ octets, messages, held }: Arrival): string =>
  [`+${octets}`.padStart(4), `[${held}]`.padStart(5), ...messages.map((message) => `→ ${pythonBytes(message)}`)].join(
    '  ',
  );

function frameRow(frame: Uint8Array, message: number, { frames, runs }: Sent): OctetRow {
  const start = frames.slice(0, message).reduce((sum, { length }) => sum + length, 0);
  const marks: Marks = runs
    .filter((run) => run.message === message)
    .map(({ part, start: from, end }) => ({
      ...{ from: from - start, to: end - start, tone: TONES[part] },
      label: { id: `frames.part.${part}` },
    }));
  return { label: labelOf(message), bytes: frame, marks };
}

const labelOf = (message: number): Said => ({ id: 'frames.message', params: { number: message + 1 } });

type Kind = 'length' | 'delimiter' | 'fixed' | 'none';

function kindOf({ name }: RuleChoice): Kind {
  if (name === 'none' || name === 'fixed') return name;
  return delimiterNames.includes(name) ? 'delimiter' : 'length';
}

/** Where a well-known protocol does the same. */
const SOURCES: Readonly<Partial<Record<Kind, string>>> = {
  length: 'RFC 7766 §8', // DNS over TCP: two octets of length
  delimiter: 'RFC 5321 §2.3.8', // SMTP: a line ends with CR LF
};

const PROGRAMS = {
  naive: ['while data := sock.recv(1024):', '    print(data)'],
};

/** The program that forgets to loop, as people write it in Python. */
function forgetfulProgram(choice: RuleChoice): string[] {
  const { name, size, escape } = choice;
  if (lengthNames.includes(name)) {
    const octets = name === '!H' ? 2 : 4;
    return [
      `while head := sock.recv(${octets}):`,
      `    (length,) = struct.unpack('${name}', head)`,
      '    print(sock.recv(length))',
    ];
  }
  if (name === 'fixed') return [`while data := sock.recv(${size}):`, "    print(data.rstrip(b'\\0'))"];
  if (name === 'none') return PROGRAMS.naive;
  const delimiter = name === '##' ? "b'##'" : "b'\\n'";
  return [
    'while data := sock.recv(1024):',
    `    *whole, rest = data.split(${delimiter})`,
    '    for message in [*whole, rest] if rest else whole:',
    `        print(${escape ? 'unstuff(message)' : 'message'})`,
  ];
}
