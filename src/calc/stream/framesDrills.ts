// What K-16 lets learners do: write a stream by hand, say what a reader still waits for, and foresee what a wrong reader prints.

import { below, type Luck } from '../../base/rng.ts';
import { toHex } from '../../base/bytes.ts';
import { codecOf } from '../../wire/framing.ts';
import { joined } from '../../wire/framing/length.ts';
import type { OctetRow, Step } from '../calculator.ts';
import type { Drill, Posed } from '../drill.ts';
import { pythonBytes } from '../pythonBytes.ts';
import { codecFor, send, type RuleChoice, type RuleName, type Sent } from './framesRule.ts';
import { framesSteps } from './framesSteps.ts';
import { readMessages, type Typed } from './messages.ts';
import { piecesOf, readerNames, type ReaderName, type ReadOut } from './readers.ts';
import { play, type Scene } from './scene.ts';

const oneOf = <T>(luck: Luck, list: readonly T[]): T => list[below(luck, list.length)]!;

const WORDS = ['hi', 'ok', 'hello', 'nice', 'bye', 'ping', 'on', 'off'];
const WIDE = ['你好', '中文', 'é'];

/** Messages as if typed, and what their sender writes; all fit, for they are short. */
function sending(lines: readonly string[], choice: RuleChoice): { messages: Typed[]; sent: Sent } {
  const messages = readMessages(lines.join('\n'));
  const sent = messages.ok ? send(messages.value, choice) : messages;
  if (!messages.ok || !sent.ok) throw new Error(`a drill set messages that cannot be sent: ${lines.join()}`);
  return { messages: messages.value, sent: sent.value };
}

const chosen = (name: RuleName): RuleChoice => ({ name, size: 8, escape: false });

const rowsFor = (pieces: readonly Uint8Array[], id: string): OctetRow[] =>
  pieces.map((bytes, place) => ({ label: { id, params: { number: place + 1 } }, bytes }));

/** The working with nothing cut and nothing lost. */
const workedOut = (messages: readonly Typed[], choice: RuleChoice, sent: Sent): Step[] =>
  framesSteps(play(messages, choice, sent, { cut: 'glue' }, { missing: 0, most: 1024 }));

const write: Drill = {
  id: 'frames.write',
  levels: 2,
  pose(luck, level) {
    const name = oneOf<RuleName>(luck, level === 1 ? ['!H', '!I', '##'] : ['!I', '!H', '<i']);
    const lines = level === 1 ? [oneOf(luck, WORDS)] : [oneOf(luck, WORDS), oneOf(luck, WIDE)];
    const { messages, sent } = sending(lines, chosen(name));
    const bodies = messages.map(({ octets }) => octets);
    const slip = (id: string, octets: Uint8Array): Posed['slips'][number] => ({
      say: { id: `slip.frames.${id}` },
      answer: [toHex(octets)],
    });
    return {
      ask: { id: 'ask.frames.write', params: { count: lines.length, text: lines.join(' · '), rule: name } },
      octets: rowsFor(bodies, 'frames.message'),
      form: { kind: 'type', boxes: [{ name: 'stream', label: { id: 'frames.stream' }, reads: 'hex' }] },
      answer: [toHex(sent.stream)],
      slips: [
        slip('bare', joined(...bodies)),
        ...(name === '##'
          ? [slip('no-end', joined(...between(bodies, sent)))]
          : lengthSlips(lines, bodies, name, slip)),
      ],
      worked: workedOut(messages, chosen(name), sent).slice(0, 2),
    };
  },
};

/** Delimiters between the messages, and none behind the last. */
const between = (bodies: readonly Uint8Array[], { frames }: Sent): Uint8Array[] =>
  frames.map((frame, place) => (place < frames.length - 1 ? frame : bodies[place]!));

type Slip = (id: string, octets: Uint8Array) => Posed['slips'][number];

function lengthSlips(
  lines: readonly string[],
  bodies: readonly Uint8Array[],
  name: RuleName,
  slip: Slip,
): Posed['slips'] {
  const turned = { '!I': '<I', '!H': '<H', '<i': '!i' }[name as '!I' | '!H' | '<i'];
  const framed = (format: string, more: { includesPrefix?: boolean } = {}): Uint8Array[] => {
    const codec = codecOf({ kind: 'length', format, ...more });
    return bodies.map((body) => {
      const octets = codec.ok ? codec.value.encode(body) : codec;
      return octets.ok ? octets.value : body;
    });
  };
  const right = framed(name);
  // The length of a text of as many octets as the message has signs.
  const prefixes = sending(
    lines.map((line) => 'x'.repeat([...line].length)),
    chosen(name),
  ).sent.frames;
  const size = right[0]!.length - bodies[0]!.length;
  return [
    slip('order', joined(...framed(turned))),
    slip('with-prefix', joined(...framed(name, { includesPrefix: true }))),
    slip('first-only', joined(right[0]!, ...bodies.slice(1))),
    slip('signs', joined(...bodies.flatMap((body, place) => [prefixes[place]!.subarray(0, size), body]))),
  ];
}

const wait: Drill = {
  id: 'frames.wait',
  levels: 2,
  pose(luck, level) {
    const name = oneOf<RuleName>(luck, level === 1 ? ['!H'] : ['!I', '<i']);
    const choice = chosen(name);
    const { messages, sent } = sending([oneOf(luck, WORDS), oneOf(luck, WORDS), oneOf(luck, WORDS)], choice);
    const arrived = 1 + below(luck, sent.stream.length - 1);
    const codec = codecFor(choice)!;
    const state = codec.begin();
    const complete = codec.push(state, sent.stream.subarray(0, arrived)).messages.length;
    const missing = state.need - state.held.size;
    const size = sent.runs[0]!.end;
    const slip = (id: string, count: number, octets: number): Posed['slips'][number] => ({
      say: { id: `slip.frames.${id}` },
      answer: [String(count), String(octets)],
    });
    return {
      ask: { id: 'ask.frames.wait', params: { rule: name, octets: arrived } },
      octets: [{ label: { id: 'frames.arrived' }, bytes: sent.stream.slice(0, arrived) }],
      form: {
        kind: 'type',
        boxes: [
          { name: 'complete', label: { id: 'frames.complete' }, reads: 'whole' },
          { name: 'missing', label: { id: 'frames.waiting' }, reads: 'whole' },
        ],
      },
      answer: [String(complete), String(missing)],
      slips: [
        ...(state.taken > state.from ? [slip('begun', complete + 1, missing)] : []),
        ...(state.held.size ? [slip('have', complete, state.held.size)] : []),
        ...(state.part === 'body'
          ? [slip('with-prefix', complete, Math.max(0, missing - size)), slip('whole-message', complete, state.need)]
          : [slip('whole-prefix', complete, size)]),
      ],
      worked: framesSteps(
        play(messages, choice, sent, { cut: 'glue' }, { missing: sent.stream.length - arrived, most: 1024 }),
      ).slice(-2),
    };
  },
};

/** What a reader prints, as one line; an exception is named behind it. */
const printout = ({ prints, told }: ReadOut, name: ReaderName): string =>
  [...prints.map(pythonBytes), ...(told && name === 'forgetful' ? ['struct.error'] : [])].join('  ');

const foresee: Drill = {
  id: 'frames.foresee',
  levels: 3,
  pose(luck, level) {
    const name = oneOf<RuleName>(
      luck,
      level === 1 ? ['newline', '##'] : level === 2 ? ['!H', '##'] : ['!I', '!H', 'newline'],
    );
    const lines =
      level === 3 && below(luck, 2)
        ? [oneOf(luck, WORDS), '', oneOf(luck, WORDS)]
        : [oneOf(luck, WORDS), oneOf(luck, WORDS)];
    const inside = name === '##' && level === 2;
    if (inside) lines[1] = 'a##b';
    const choice = chosen(name);
    const { messages, sent } = sending(lines, choice);
    // Pieces of a third to two thirds of the stream: two or three of them.
    const third = Math.floor(sent.stream.length / 3);
    const scene = play(
      messages,
      choice,
      sent,
      { cut: 'size', octets: third + 1 + below(luck, third) },
      { missing: 0, most: 1024 },
    );
    const asked: ReaderName = level === 1 ? 'naive' : level === 2 ? 'correct' : 'forgetful';
    return {
      ...askWhatIsPrinted(scene, asked, name),
      ...(inside && { trap: { id: 'frames.careless', params: { number: 2 } } }),
    };
  },
};

function askWhatIsPrinted(scene: Scene, asked: ReaderName, rule: RuleName): Posed {
  const outs = readerNames.map((name) => ({ name, text: printout(scene.readers[name], name) }));
  const answer = outs.find(({ name }) => name === asked)!.text;
  const bodies = scene.messages.map(({ octets }) => pythonBytes(octets));
  const texts = [...new Set([...outs.map(({ text }) => text), bodies.join('  '), pythonBytes(scene.arriving.stream)])];
  return {
    ask: { id: `ask.frames.foresee.${asked}`, params: { sent: bodies.join('  '), rule } },
    octets: rowsFor(piecesOf(scene.arriving), 'frames.piece'),
    form: { kind: 'choose', options: texts.sort().map((text) => ({ id: text, text })) },
    answer: [answer],
    slips: [
      ...outs.map(({ name, text }) => ({ say: { id: `slip.frames.reader.${name}` }, answer: [text] })),
      { say: { id: 'slip.frames.sent' }, answer: [bodies.join('  ')] },
      { say: { id: 'slip.frames.glued' }, answer: [pythonBytes(scene.arriving.stream)] },
    ],
    worked: framesSteps(scene).slice(2),
  };
}

/** Drills of the calculator `frames`. */
export const framesDrills: readonly Drill[] = [write, wait, foresee];
