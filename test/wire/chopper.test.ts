// The chopper: other pieces, the same octets, at once or in passing.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { toHex } from '../../src/base/bytes.ts';
import { copyOf } from '../../src/base/copy.ts';
import * as chopper from '../../src/wire/chopper.ts';
import { type ChopRule, beginChopping, chop, parseChopRule } from '../../src/wire/chopper.ts';
import { ascii, codec, failureIn, glued, octets, told, valueOf } from './framingRules.ts';

const text = (pieces: readonly Uint8Array[]): string[] => pieces.map((piece) => new TextDecoder().decode(piece));
const hellonice = [ascii('hello'), ascii('nice')];

const ruleGiven: fc.Arbitrary<ChopRule> = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((size): ChopRule => ({ cut: 'size', octets: size })),
  fc.constant<ChopRule>({ cut: 'glue' }),
  fc.nat().map((seed): ChopRule => ({ cut: 'seed', seed })),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 8 })
    .map((offsets): ChopRule => ({ cut: 'offsets', offsets: offsets.sort((a, b) => a - b) })),
);
const writesGiven = fc.array(octets(12), { maxLength: 8 });

describe('rules', () => {
  test.each<[string, string[]]>([
    ['1', ['h', 'e', 'l', 'l', 'o', 'n', 'i', 'c', 'e']],
    ['3', ['hel', 'lo', 'nic', 'e']],
    ['1000', ['hello', 'nice']],
    ['glue', ['hellonice']],
    ['at:2,7', ['he', 'lloni', 'ce']],
    ['at:100', ['hellonice']],
  ])('%s', (rule, pieces) => {
    expect(text(chop(hellonice, valueOf(parseChopRule(rule))))).toEqual(pieces);
  });

  test('a seed cuts always the same way, and seeds differ', () => {
    const write = [new Uint8Array(5000)];
    const sizes = (seed: number) => chop(write, { cut: 'seed', seed }).map((piece) => piece.length);
    expect(sizes(7)).toEqual(sizes(7));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => sizes(seed).join())).size).toBe(50);
    const all = Array.from({ length: 50 }, (_, seed) => sizes(seed)).flat();
    expect(Math.min(...all)).toBe(1);
    expect(Math.max(...all)).toBeGreaterThan(1000);
  });

  test('of fifty seeds some cut nine octets inside the first four, some not at all', () => {
    const first = Array.from({ length: 50 }, (_, seed) => chop(hellonice, { cut: 'seed', seed })[0]!.length);
    expect(first.filter((size) => size < 4).length).toBeGreaterThan(5);
    expect(first.filter((size) => size === 9).length).toBeGreaterThan(5);
  });

  test.each(['', '0', '-1', '1.5', 'seed:', 'seed:x', 'at:', 'at:0', 'at:3,3', 'at:7,2', 'glue 1', '9'.repeat(16)])(
    '%j is no rule',
    (rule) => {
      expect(failureIn(parseChopRule(rule))).toEqual({ code: 'chop-rule', parameters: { text: rule } });
    },
  );

  test('a rule that would never get on is a fault of ours', () => {
    expect(() => beginChopping({ cut: 'size', octets: 0 })).toThrow(RangeError);
    expect(() => beginChopping({ cut: 'offsets', offsets: [3, 2] })).toThrow(RangeError);
  });
});

describe('content', () => {
  test('never changes: the pieces glued are the writes glued, and no piece is empty', () => {
    fc.assert(
      fc.property(writesGiven, ruleGiven, (writes, rule) => {
        const pieces = chop(writes, rule);
        expect(toHex(glued(pieces))).toBe(toHex(glued(writes)));
        expect(pieces.every((piece) => piece.length > 0)).toBe(true);
      }),
    );
  });

  test('pieces are where the rule says, whatever the writes were', () => {
    fc.assert(
      fc.property(writesGiven, ruleGiven, (writes, rule) => {
        if (rule.cut === 'size') return;
        expect(chop(writes, rule)).toEqual(chop([glued(writes)], rule));
      }),
    );
  });

  test('framed messages come out of it whole', () => {
    const by = codec({ kind: 'length', format: '!I' });
    fc.assert(
      fc.property(writesGiven, ruleGiven, (messages, rule) => {
        const writes = messages.map((message) => valueOf(by.encode(message)));
        expect(told(by, chop(writes, rule))).toEqual({ messages: messages.map((message) => toHex(message)) });
      }),
    );
  });
});

describe('between two streams', () => {
  it('waits until a piece is whole, or is flushed, or the writer is done', () => {
    const state = beginChopping({ cut: 'offsets', offsets: [4, 6] });
    chopper.put(state, ascii('abc'));
    expect(chopper.take(state)).toBeUndefined();
    chopper.put(state, ascii('de'));
    expect(text([chopper.take(state)!])).toEqual(['abcd']);
    expect(chopper.take(state)).toBeUndefined();
    chopper.flush(state);
    expect(text([chopper.take(state)!])).toEqual(['e']);
    chopper.put(state, ascii('fgh'));
    expect(text([chopper.take(state)!])).toEqual(['f']);
    expect(chopper.take(state)).toBeUndefined();
    chopper.finish(state);
    expect(chopper.exhausted(state)).toBe(false);
    expect(text([chopper.take(state)!])).toEqual(['gh']);
    expect(chopper.exhausted(state)).toBe(true);
    expect(chopper.take(state)).toBeUndefined();
  });

  it('gives a reader no more than it asks for, and the rest of the piece next', () => {
    const state = beginChopping({ cut: 'glue' });
    for (const write of hellonice) chopper.put(state, write);
    chopper.flush(state);
    chopper.put(state, ascii('!'));
    expect(text([chopper.take(state, 7)!, chopper.take(state, 7)!])).toEqual(['helloni', 'ce']);
    expect(chopper.take(state, 7)).toBeUndefined();
  });

  it('takes nothing after the end', () => {
    const state = beginChopping({ cut: 'glue' });
    chopper.finish(state);
    expect(chopper.put(state, ascii('x'))).toBe(false);
    expect(chopper.put(state, new Uint8Array(0))).toBe(true);
    expect(chopper.exhausted(state)).toBe(true);
  });

  it('gives the same pieces whenever the reader looks, also from a copy of its state', () => {
    const steps = fc.array(
      fc.oneof(
        octets(12).map((write) => ({ write })),
        fc.constant({ flush: true }),
        fc.constant({ read: true }),
        fc.constant({ copy: true }),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(steps, ruleGiven, (list, rule) => {
        const lazy = beginChopping(rule);
        let eager = beginChopping(rule);
        const early: Uint8Array[] = [];
        const read = (): void => {
          for (let piece = chopper.take(eager); piece; piece = chopper.take(eager)) early.push(piece);
        };
        for (const step of list) {
          if ('write' in step) for (const one of [lazy, eager]) chopper.put(one, step.write);
          else if ('flush' in step) for (const one of [lazy, eager]) chopper.flush(one);
          else if ('read' in step) read();
          else eager = copyOf(eager);
        }
        for (const one of [lazy, eager]) chopper.finish(one);
        read();
        const late: Uint8Array[] = [];
        for (let piece = chopper.take(lazy); piece; piece = chopper.take(lazy)) late.push(piece);
        expect(early.map((piece) => toHex(piece))).toEqual(late.map((piece) => toHex(piece)));
        expect(structuredClone(eager)).toEqual(eager);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps no more than what waits: a megabyte passes through a small buffer', () => {
    const state = beginChopping({ cut: 'size', octets: 1 });
    const write = new Uint8Array(1000);
    let count = 0;
    for (let i = 0; i < 1000; i++) {
      chopper.put(state, write);
      while (chopper.take(state, 1)) count++;
    }
    expect(count).toBe(1_000_000);
    expect(state.held.octets.length).toBeLessThanOrEqual(2000);
    expect(state.stops.length).toBeLessThan(100);
  });

  it('holds the stops of many waiting writes apart', () => {
    const state = beginChopping({ cut: 'size', octets: 5 });
    for (let i = 0; i < 200; i++) chopper.put(state, ascii('ab'));
    const pieces: Uint8Array[] = [];
    for (let piece = chopper.take(state); piece; piece = chopper.take(state)) pieces.push(piece);
    expect(text(pieces)).toEqual(Array.from({ length: 200 }, () => 'ab'));
  });
});
