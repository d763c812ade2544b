// Framing under any cutting: the same messages and the same failure, whatever comes in whatever pieces.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FramingRule, Message } from '../../src/wire/framing/codec.ts';
import { framingFailures } from '../../src/wire/framing/failure.ts';
import { ascii, codec, glued, messageFor, octets, rules, spelled, told, valueOf } from './framingRules.ts';

/** A stream cut before these offsets. */
function cutAt(stream: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  const edges = [0, ...[...offsets].sort((a, b) => a - b), stream.length];
  return edges.slice(1).map((edge, i) => stream.slice(edges[i], edge));
}

/** Three small messages and half of a fourth. */
function smallStream(rule: FramingRule): Uint8Array {
  const by = codec(rule);
  const bodies = rule.kind === 'fixed' ? ['abcde', '#\n}ab', '12345'] : ['ab#', '', 'a}b'].map(escapedOr(rule));
  const messages = bodies.map((text): Message =>
    rule.kind === 'header' ? { header: {}, body: ascii(text) } : ascii(text),
  );
  const pieces = messages.map((message) => valueOf(by.encode(message)));
  return glued([...pieces, pieces[0]!.slice(0, -1)]);
}

/** `ab#` would run into the delimiter `##`. */
const escapedOr = (rule: FramingRule) => (text: string) =>
  rule.kind === 'delimiter' && rule.escape === undefined ? text.replace('#', 'x') : text;

describe.each(Object.entries(rules))('%s', (_name, rule) => {
  const by = codec(rule);
  const message = messageFor(rule);
  const stream = fc.oneof(
    octets(40),
    fc.tuple(fc.array(message, { maxLength: 4 }), octets(6)).map(([messages, tail]) => {
      const pieces = messages.map((one) => by.encode(one)).filter((one) => one.ok);
      return glued([...pieces.map((one) => one.value), tail]);
    }),
  );

  test('every way to cut a small stream at one or two places gives the same', () => {
    const whole = smallStream(rule);
    const expected = told(by, [whole]);
    expect(expected.messages).toHaveLength(3);
    expect(['incomplete', 'undelimited']).toContain(expected.failure!.code);
    for (let first = 0; first <= whole.length; first++) {
      for (let second = first; second <= whole.length; second++) {
        const found = told(by, cutAt(whole, [first, second]));
        if (JSON.stringify(found) !== JSON.stringify(expected))
          expect(found, `cut at ${first}, ${second}`).toEqual(expected);
      }
    }
  });

  test('any octets in any pieces: nothing is thrown, and the pieces do not matter', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat({ max: 60 }), { maxLength: 12 }), (whole, offsets) => {
        const cuts = offsets.map((offset) => Math.min(offset, whole.length));
        const expected = told(by, [whole]);
        expect(told(by, cutAt(whole, cuts))).toEqual(expected);
        expect(
          told(
            by,
            [...whole].map((octet) => Uint8Array.of(octet)),
          ),
        ).toEqual(expected);
        if (expected.failure) expect(framingFailures).toHaveProperty([expected.failure.code]);
      }),
      { numRuns: 150 },
    );
  });

  test('what is encoded is given back, however it is cut, and nothing else', () => {
    const pairs = fc.tuple(fc.array(message, { maxLength: 6 }), fc.array(fc.nat({ max: 200 }), { maxLength: 8 }));
    fc.assert(
      fc.property(pairs, ([messages, offsets]) => {
        const taken = messages.filter((one) => by.encode(one).ok);
        const whole = glued(taken.map((one) => valueOf(by.encode(one))));
        const found = told(
          by,
          cutAt(
            whole,
            offsets.map((offset) => Math.min(offset, whole.length)),
          ),
        );
        expect(found.failure).toBeUndefined();
        expect(found.messages).toHaveLength(taken.length);
        for (const [i, one] of taken.entries()) {
          if (one instanceof Uint8Array) expect(found.messages[i]).toBe(spelled(one));
          else expect(found.messages[i]).toMatch(new RegExp(` ${spelled(one.body)}$`));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a message is refused only for a reason that the table has, and most are not', () => {
    let fine = 0;
    fc.assert(
      fc.property(message, (one) => {
        const encoded = by.encode(one);
        if (encoded.ok) fine++;
        else expect(framingFailures).toHaveProperty([encoded.failure.code]);
      }),
      { numRuns: 150 },
    );
    expect(fine).toBeGreaterThan(20);
  });
});

test('a header comes back with everything that was in it', () => {
  const rule = rules['JSON header']!;
  fc.assert(
    fc.property(messageFor(rule), (one) => {
      const encoded = codec(rule).encode(one);
      if (!encoded.ok || one instanceof Uint8Array) return;
      const [found] = told(codec(rule), [encoded.value]).messages;
      const header = JSON.stringify({ ...one.header, size: one.body.length });
      expect(found).toBe(spelled({ header: JSON.parse(header) as never, body: one.body }));
    }),
  );
});

test('a delimiter that begins again inside itself is found where a search of text finds it', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'a', 'b'), maxLength: 40 });
  for (const mark of ['aabaa', 'aab', 'aaab', 'abab']) {
    const by = codec({ kind: 'delimiter', delimiter: ascii(mark) });
    fc.assert(
      fc.property(letters, (text) => {
        expect(told(by, [ascii(text)]).messages).toEqual(
          text
            .split(mark)
            .slice(0, -1)
            .map((one) => spelled(ascii(one))),
        );
        expect(by.encode(ascii(text)).ok).toBe((text + mark).indexOf(mark) === text.length);
      }),
    );
  }
});

test('limits are exact: the longest message passes, one octet more does not, on either side', () => {
  for (const limit of [0, 1, 7, 127, 128]) {
    const unlimited: FramingRule[] = [
      { kind: 'length', format: '!H' },
      { kind: 'length', format: '<i', includesPrefix: true },
      { kind: 'varint' },
      { kind: 'delimiter', delimiter: ascii('##') },
      { kind: 'delimiter', delimiter: ascii('\n'), escape: 0x7d },
      { kind: 'header', format: 'B', sizeField: 'n' },
    ];
    for (const rule of unlimited) {
      const limited = codec({ ...rule, limit } as FramingRule);
      const messageOf = (size: number): Message => {
        const body = new Uint8Array(size).fill(0x7d);
        return rule.kind === 'header' ? { header: {}, body } : body;
      };
      const longest = valueOf(limited.encode(messageOf(limit)));
      expect(told(limited, [longest]).failure).toBeUndefined();
      expect(limited.encode(messageOf(limit + 1)).ok).toBe(false);
      const tooLong = valueOf(codec(rule).encode(messageOf(limit + 1)));
      expect(told(limited, [longest, tooLong, longest])).toMatchObject({
        messages: [spelled(valueOfBody(limited, longest))],
        failure: {
          code: rule.kind === 'delimiter' ? 'undelimited-over-limit' : 'over-limit',
          parameters: { message: 1 },
        },
      });
    }
  }
});

function valueOfBody(by: ReturnType<typeof codec>, stream: Uint8Array): Message {
  return by.push(by.begin(), stream).messages[0]!;
}
