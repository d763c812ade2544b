// K-16, the calculator `frames`: messages on a stream that knows no messages, cut and glued on its way, and what three readers make of it (RFC 9293 section 3.9.1).

import { toHex } from '../../base/bytes.ts';
import type { ChopRule } from '../../wire/chopper.ts';
import { gather, type Calculator, type Line, type Values, type Worked } from '../calculator.ts';
import { pythonBytes } from '../pythonBytes.ts';
import type { Said } from '../said.ts';
import { framesDrills } from './framesDrills.ts';
import { cutsIn, entriesOf, fields, missingIn, ruleIn } from './framesField.ts';
import { send, type Run } from './framesRule.ts';
import { framesSteps } from './framesSteps.ts';
import { piecesOf, readerNames, type ReaderName } from './readers.ts';
import { play, verdictOn, type ReaderVerdict, type Scene } from './scene.ts';

/** Octets are hexadecimal text, and messages as Python prints them. */
export interface Frames {
  sent: string[];
  /** Everything that the sender writes; the last octets may never arrive. */
  stream: string;
  arrived: number;
  /** What each octet of the stream is for, and to which message it belongs. */
  runs: Run[];
  /** Between two pieces: behind so many octets. */
  cuts: number[];
  pieces: string[];
  readers: Record<ReaderName, { prints: string[]; end: Said; verdict: ReaderVerdict }>;
}

/** The calculator `frames`. */
export const frames: Calculator<Frames> = { id: 'frames', fields, work, drills: framesDrills };

function work(values: Values): Worked<Frames> {
  const gathered = gather(entriesOf(values), ['at']);
  if (gathered.state !== 'right') return gathered;
  const { messages, size, limit, seed, at } = gathered.values;
  const choice = ruleIn(values, size);
  const sent = send(messages, choice);
  if (!sent.ok) return { state: 'wrong', field: 'messages', problem: sent.problem };
  const cuts = cutsIn(values, sent.value, (at as ChopRule | undefined) ?? { cut: 'glue' }, seed);
  const missing = missingIn(values, sent.value.stream.length);
  const scene = play(messages, choice, sent.value, cuts, { missing, most: limit });
  const result = resultOf(scene);
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...notesOn(scene)],
    lines: linesOf(scene, result),
    bits: [],
    steps: framesSteps(scene),
  };
}

function resultOf({ messages, sent, arriving, readers }: Scene): Frames {
  const pieces = piecesOf(arriving);
  let end = 0;
  const ends = pieces.map(({ length }) => (end += length));
  const told = (name: ReaderName): Frames['readers'][ReaderName] => ({
    prints: readers[name].prints.map(pythonBytes),
    end: readers[name].end,
    verdict: verdictOn(messages, readers[name]),
  });
  return {
    sent: messages.map(({ octets }) => pythonBytes(octets)),
    stream: toHex(sent.stream, ''),
    arrived: arriving.stream.length,
    runs: sent.runs,
    cuts: ends.slice(0, -1),
    pieces: pieces.map((piece) => toHex(piece, '')),
    readers: { naive: told('naive'), forgetful: told('forgetful'), correct: told('correct') },
  };
}

function notesOn({ messages, choice, sent }: Scene): Said[] {
  return [
    ...sent.careless.slice(0, 1).map((message) => ({ id: 'frames.careless', params: { number: message + 1 } })),
    ...(choice.name === 'none' ? [{ id: 'frames.unmarked' }] : []),
    ...(messages.some(({ octets }) => octets.length === 0)
      ? [{ id: choice.name === 'none' ? 'frames.empty-unmarked' : 'frames.empty' }]
      : []),
  ];
}

function linesOf({ sent, messages, arriving }: Scene, result: Frames): Line[] {
  const own = messages.reduce((sum, { octets }) => sum + octets.length, 0);
  const sizes = result.pieces.map((piece) => piece.length / 2);
  return [
    { id: 'frames.sent', value: spoken(result.sent) },
    { id: 'frames.octets', value: String(sent.stream.length) },
    { id: 'frames.added', value: String(sent.stream.length - own) },
    ...(arriving.stream.length < sent.stream.length
      ? [{ id: 'frames.lost', value: String(sent.stream.length - arriving.stream.length), odd: true }]
      : []),
    { id: 'frames.pieces', value: sizes.length ? sizes.join(' + ') : { id: 'none' } },
    ...readerNames.flatMap((name): Line[] => {
      const { prints, end, verdict } = result.readers[name];
      const group = { id: `frames.reader.${name}` };
      return [
        { id: 'frames.prints', value: prints.length ? spoken(prints) : { id: 'frames.nothing' }, group },
        { id: 'frames.end', value: end, group },
        {
          id: 'frames.verdict',
          value: { id: `frames.verdict.${verdict}` },
          group,
          odd: verdict === 'wrong' || verdict === 'stopped',
        },
      ];
    }),
  ];
}

const spoken = (prints: readonly string[]): string => prints.join('  ');
