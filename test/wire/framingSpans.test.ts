// A stream explained octet by octet: the frame cutter's view agrees with the decoder.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FramingRule } from '../../src/wire/framing/codec.ts';
import { type StreamSpan, spansOf } from '../../src/wire/framing/spans.ts';
import { ascii, codec, decode, glued, messageFor, octets, rules } from './framingRules.ts';

/** `prefix 0-4 #0 =5`; a question mark stands behind what was not given out. */
const line = ({ part, start, end, message, complete, value }: StreamSpan): string =>
  `${part} ${start}-${end} #${message}${complete ? '' : '?'}${value === undefined ? '' : ` =${value}`}`;

function explained(rule: FramingRule, stream: Uint8Array | string): string[] {
  const { spans, failure } = spansOf(typeof stream === 'string' ? ascii(stream) : stream, codec(rule));
  return [...spans.map(line), ...(failure ? [failure.code] : [])];
}

describe('by example', () => {
  test('a length and its octets, then half a message', () => {
    const stream = glued([Uint8Array.of(0, 5), ascii('hello'), Uint8Array.of(0, 0, 0, 4), ascii('ni')]);
    expect(explained({ kind: 'length', format: '!H' }, stream)).toEqual([
      'prefix 0-2 #0 =5',
      'body 2-7 #0',
      'prefix 7-9 #1 =0',
      'prefix 9-11 #2? =4',
      'body 11-13 #2?',
      'incomplete',
    ]);
  });

  test('text read as a length', () => {
    expect(explained({ kind: 'length', format: '<i' }, 'HTTP/1.1')).toEqual([
      'prefix 0-4 #0? =1347703880',
      'rest 4-8 #0?',
      'over-limit',
    ]);
  });

  test('header and body', () => {
    const stream = glued([Uint8Array.of(8), ascii('{"n": 2}xy'), Uint8Array.of(2), ascii('{}more')]);
    expect(explained({ kind: 'header', format: 'B', sizeField: 'n' }, stream)).toEqual([
      'prefix 0-1 #0 =8',
      'header 1-9 #0',
      'body 9-11 #0',
      'prefix 11-12 #1? =2',
      'header 12-14 #1?',
      'rest 14-18 #1?',
      'size-missing',
    ]);
  });

  test('a delimiter inside a message makes two of it', () => {
    expect(explained({ kind: 'delimiter', delimiter: ascii('##') }, 'a#b##c####d#')).toEqual([
      'body 0-3 #0',
      'delimiter 3-5 #0',
      'body 5-6 #1',
      'delimiter 6-8 #1',
      'delimiter 8-10 #2',
      'body 10-11 #3?',
      'delimiter 11-12 #3?',
      'undelimited',
    ]);
  });

  test('escapes', () => {
    expect(explained({ kind: 'delimiter', delimiter: ascii('\n'), escape: 0x7d }, 'a}*b\n}]}x!')).toEqual([
      'body 0-1 #0',
      'escape 1-2 #0',
      'body 2-4 #0',
      'delimiter 4-5 #0',
      'escape 5-6 #1?',
      'body 6-7 #1?',
      'escape 7-8 #1?',
      'rest 8-10 #1?',
      'escape-unknown',
    ]);
  });

  test('padding', () => {
    expect(explained({ kind: 'fixed', size: 3, padding: 0x20 }, 'ab    xyzw')).toEqual([
      'body 0-2 #0',
      'padding 2-3 #0',
      'padding 3-6 #1',
      'body 6-9 #2',
      'body 9-10 #3?',
      'incomplete',
    ]);
  });

  test('a varint of two octets, and one that is too large', () => {
    const long = glued([Uint8Array.of(0x80, 1), new Uint8Array(128)]);
    expect(explained({ kind: 'varint' }, long)).toEqual(['prefix 0-2 #0 =128', 'body 2-130 #0']);
    const huge = Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 7);
    expect(explained({ kind: 'varint' }, huge)).toEqual([
      'prefix 0-10 #0? =18446744073709551615',
      'rest 10-11 #0?',
      'length-not-exact',
    ]);
  });

  test('a line over the limit', () => {
    const delimiter = ascii('\n');
    expect(explained({ kind: 'delimiter', delimiter, limit: 2 }, 'a\nbcdef')).toEqual([
      'body 0-1 #0',
      'delimiter 1-2 #0',
      'body 2-5 #1?',
      'rest 5-7 #1?',
      'undelimited-over-limit',
    ]);
  });
});

describe.each(Object.entries(rules))('any stream of %s', (_name, rule) => {
  const by = codec(rule);
  const stream = fc.oneof(
    octets(40),
    fc.tuple(fc.array(messageFor(rule), { maxLength: 4 }), octets(6)).map(([messages, tail]) => {
      const pieces = messages.map((one) => by.encode(one)).filter((one) => one.ok);
      return glued([...pieces.map((one) => one.value), tail]);
    }),
  );

  test('every octet is in exactly one span, in order; messages and failure are the decoder’s; bodies are the messages', () => {
    fc.assert(
      fc.property(stream, (whole) => {
        const { spans, messages, failure } = spansOf(whole, by);
        const found = decode(by, [whole]);
        expect({ messages, failure }).toEqual({ messages: found.messages, failure: found.failure });
        let at = 0;
        for (const span of spans) {
          expect(span.start).toBe(at);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.complete).toBe(span.message < messages.length);
          at = span.end;
        }
        expect(at).toBe(whole.length);
        for (const [i, message] of messages.entries()) {
          const body = message instanceof Uint8Array ? message : message.body;
          expect(
            bodyIn(
              spans.filter((span) => span.message === i),
              whole,
            ),
          ).toEqual([...body]);
        }
      }),
      { numRuns: 150 },
    );
  });

  /** The octets of the body spans, those behind an escape turned back. */
  function bodyIn(spans: readonly StreamSpan[], whole: Uint8Array): number[] {
    const body: number[] = [];
    for (const [i, { part, start, end }] of spans.entries()) {
      if (part !== 'body') continue;
      const altered = spans[i - 1]?.part === 'escape';
      for (let at = start; at < end; at++) body.push(altered && at === start ? whole[at]! ^ 0x20 : whole[at]!);
    }
    return body;
  }
});
