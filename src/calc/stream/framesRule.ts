// How messages are marked off in the frame cutter: the choices of the page as rules of `wire/framing`, and a sender that follows them.

import { codecOf } from '../../wire/framing.ts';
import type { Codec, FramingRule, Part } from '../../wire/framing/codec.ts';
import { joined } from '../../wire/framing/length.ts';
import { spansOf } from '../../wire/framing/spans.ts';
import { right, wrong, type Read } from '../said.ts';
import type { Typed } from './messages.ts';

export const ruleNames = ['!I', '!H', '<i', 'newline', '##', 'fixed', 'none'] as const;
export type RuleName = (typeof ruleNames)[number];

export const lengthNames: readonly RuleName[] = ['!I', '!H', '<i'];
export const delimiterNames: readonly RuleName[] = ['newline', '##'];

/** Octets of one stream at most: what fits on a page as boxes. */
export const MOST_OCTETS = 256;
/** The escape octet of RFC 1662 section 4.2. */
const ESCAPE = 0x7d;

/** What goes with a rule. */
export interface RuleChoice {
  name: RuleName;
  /** Octets of each message, for `fixed`. */
  size: number;
  /** Byte stuffing, for delimiters. */
  escape: boolean;
}

type OctetRule = Exclude<FramingRule, { kind: 'header' }>;

/** The rule of a choice; none where nothing marks messages off. `limit`: octets of a message at most. */
function ruleOf({ name, size, escape }: RuleChoice, limit: number | undefined): OctetRule | undefined {
  const most = limit === undefined ? {} : { limit };
  if (name === 'none') return undefined;
  if (name === 'fixed') return { kind: 'fixed', size, padding: 0 };
  if (name !== 'newline' && name !== '##') return { kind: 'length', format: name, ...most };
  const delimiter = new TextEncoder().encode(name === '##' ? '##' : '\n');
  return { kind: 'delimiter', delimiter, ...(escape && { escape: ESCAPE }), ...most };
}

/** The codec of a choice; undefined where nothing marks messages off. */
export function codecFor(choice: RuleChoice, limit?: number): Codec<Uint8Array> | undefined {
  const rule = ruleOf(choice, limit);
  const codec = rule && codecOf(rule);
  return codec?.ok ? codec.value : undefined;
}

/** Octets of the stream that are one part of one message. */
export interface Run {
  part: Part;
  start: number;
  end: number;
  message: number;
}

/** What the sender writes. */
export interface Sent {
  /** The octets of each message with all that marks it off. */
  frames: Uint8Array[];
  stream: Uint8Array;
  runs: Run[];
  /** Messages, counted from 0, that have the delimiter in them: the sender does not look, and sends them all the same. */
  careless: number[];
}

/** Frames the messages one after the other. What does not fit into the rule is told at its line. */
export function send(messages: readonly Typed[], choice: RuleChoice): Read<Sent> {
  const codec = codecFor(choice);
  const sent = { frames: [] as Uint8Array[], runs: [] as Run[], careless: [] as number[] };
  let octets = 0;
  for (const [message, typed] of messages.entries()) {
    const made = codec ? frameOf(typed, codec) : right({ octets: typed.octets, careless: false });
    if (!made.ok) return made;
    const frame = made.value.octets;
    if (made.value.careless) sent.careless.push(message);
    sent.frames.push(frame);
    for (const { part, start, end } of partsOf(frame, codec)) {
      sent.runs.push({ part, start: octets + start, end: octets + end, message });
    }
    octets += frame.length;
    if (octets > MOST_OCTETS) {
      return wrong('E_TOOBIG', typed.at, typed.length, { variant: 'stream', params: { most: MOST_OCTETS } });
    }
  }
  return right({ ...sent, stream: joined(...sent.frames) });
}

function frameOf(
  { octets, at, length }: Typed,
  codec: Codec<Uint8Array>,
): Read<{ octets: Uint8Array; careless: boolean }> {
  const framed = codec.encode(octets);
  if (framed.ok) return right({ octets: framed.value, careless: false });
  const { code, parameters } = framed.failure;
  if (codec.rule.kind === 'delimiter' && code.startsWith('delimiter-')) {
    return right({ octets: joined(octets, codec.rule.delimiter), careless: true });
  }
  if (code === 'padding-at-end') return wrong('E_CHAR', at, length, { variant: 'padding', params: {} });
  return wrong('E_TOOBIG', at, length, { variant: 'fixed', params: { ...parameters, length: octets.length } });
}

const partsOf = (frame: Uint8Array, codec: Codec<Uint8Array> | undefined): Pick<Run, 'part' | 'start' | 'end'>[] =>
  codec ? spansOf(frame, codec).spans : frame.length ? [{ part: 'body', start: 0, end: frame.length }] : [];
