// The regular expressions of `matches`: found where the engine's own would find them, and never slow.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex } from '../../src/wire/filter/regex.ts';

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

function found(pattern: string, text: string): boolean | string {
  const regex = compileRegex(octets(pattern));
  return regex.ok ? regex.matches(octets(text)) : regex.message;
}

/** Patterns that mean the same to JavaScript, from few letters, so that they are found now and then. */
const pattern = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      'a',
      'b',
      'B',
      '.',
      '\\d',
      '\\w',
      '\\s',
      '[ab]',
      '[^a]',
      '[a-c1]',
      '[\\d-]',
      '\\.',
      '^',
      '$',
      '\\b',
      '\\B',
      '',
    ),
    fc.array(tie('node'), { minLength: 2, maxLength: 4 }).map((nodes) => nodes.join('')),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a}|${b})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}', '*?', '+?'))
      .map(([a, times]) => `(?:${a})${times}`),
  ),
})).node;
const text = fc
  .array(fc.constantFrom('a', 'b', 'A', 'c', '1', ' ', '.', '-', 'x'), { maxLength: 12 })
  .map((l) => l.join(''));

describe('a pattern', () => {
  it('is found exactly where the engine finds it', () => {
    fc.assert(
      fc.property(pattern, text, (source, where) => {
        expect(found(source, where)).toBe(new RegExp(source, 'i').test(where));
        expect(found(`(?-i)${source}`, where)).toBe(new RegExp(source).test(where));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['HELLO', 'say hello', true],
    ['(?i)HELLO', 'say hello', true],
    ['(?-i)HELLO', 'say hello', false],
    ['^ping \\d+$', 'ping 12', true],
    ['^ping \\d+$', 'ping 12!', false],
    ['end$', 'the end\n', true],
    ['a.c', 'a\nc', false],
    ['[]x]', ']', true],
    ['[\\x61-\\x63]', 'b', true],
    ['\\x68\\x69', 'hi', true],
    ['[^\\W_]', '_-', false],
    ['a{,2}', 'a{,2}', true],
    ['(?:ab){2}', 'abab', true],
    ['', '', true],
  ])('%j in %j: %s', (source, where, yes) => {
    expect(found(source, where)).toBe(yes);
  });

  it('looks at octets, so that UTF-8 letters are found whole', () => {
    expect(found('你.*好', '他说你们好')).toBe(true);
    expect(compileRegex(Uint8Array.of(0xff)).ok).toBe(true);
  });
});

describe('a pattern that cannot be read says why', () => {
  it.each([
    ['(a', 'never closed'],
    ['a)', 'has no "("'],
    ['[a', 'never closed'],
    ['*a', 'nothing before it'],
    ['a**', 'repeated already'],
    ['a{3,1}', 'no number of times'],
    ['a{256}', 'no number of times'],
    ['[z-a]', 'backwards'],
    ['[\\d-z]', 'from one letter to another'],
    ['\\', 'backslash'],
    ['(?=a)', 'not supported'],
    ['(a)\\1', 'not supported'],
    ['\\p{L}', 'not supported'],
    ['('.repeat(60) + ')'.repeat(60), 'too deep'],
    ['(a{200}){200}', 'too long'],
    [`${'('.repeat(40)}${'){200}'.repeat(40)}`, 'too long'],
  ])('%j', (source, says) => {
    expect(found(source, 'a')).toContain(says);
  });

  it('and none makes it throw', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'ab()[]{}*+?|^$.\\-,1') }),
    );
    fc.assert(
      fc.property(anything, text, (source, where) => {
        expect(['boolean', 'string']).toContain(typeof found(source, where));
      }),
      { numRuns: 3000 },
    );
  });
});

// Backtracking would need more steps for these than there are atoms; here each octet costs at most one visit per state.
it.each(['(a+)+$', '(a|a)*b', '(a*)*(a*)*b', '(a?){200}a{200}b', '(.*a){20}b', 'a*a*a*a*a*a*b'])(
  '%s ends',
  (source) => {
    expect(found(source, `${'a'.repeat(1500)}!`)).toBe(false);
  },
);
