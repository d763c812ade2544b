// K-16: messages on a stream, cut and glued; what three readers print, checked against Python running the very programs that are shown.

import { describe, expect, test } from 'vitest';
import { below, luckFor } from '../../src/base/rng.ts';
import { pythonBytes } from '../../src/calc/pythonBytes.ts';
import type { Values } from '../../src/calc/calculator.ts';
import { frames, type Frames } from '../../src/calc/stream/frames.ts';
import { ruleNames } from '../../src/calc/stream/framesRule.ts';
import { readMessages } from '../../src/calc/stream/messages.ts';
import { disagreements, hasPython, oracleCases } from '../support/python.ts';

function right(values: Values) {
  const worked = frames.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return { ...worked, result: worked.result as Frames };
}
const readers = (values: Values) => {
  const { naive, forgetful, correct } = right(values).result.readers;
  return { naive: naive.prints, forgetful: forgetful.prints, correct: correct.prints };
};

test('hello and nice, glued: the naive reader prints one thing, the correct one both messages', () => {
  const values = { messages: 'hello\nnice', rule: '!I', cut: 'glue' };
  expect(right(values).result.stream).toBe('0000000568656c6c6f000000046e696365');
  expect(readers(values)).toEqual({
    naive: ["b'\\x00\\x00\\x00\\x05hello\\x00\\x00\\x00\\x04nice'"],
    forgetful: ["b'hello'", "b'nice'"],
    correct: ["b'hello'", "b'nice'"],
  });
});

test('cut octet by octet the reader that forgets to loop stops at the first length', () => {
  const { result } = right({ messages: 'hello\nnice', rule: '!I', cut: 'size', pieces: '1' });
  expect(result.readers.naive.prints).toHaveLength(17);
  expect(result.readers.forgetful).toEqual({
    prints: [],
    end: { id: 'frames.end.struct', params: { size: 4, got: 1 } },
    verdict: 'honest',
  });
  expect(result.readers.correct).toEqual({
    prints: ["b'hello'", "b'nice'"],
    end: { id: 'frames.end.closed' },
    verdict: 'right',
  });
});

test('a message that is cut is short for the reader that forgets to loop, and its rest is taken for a length', () => {
  const { forgetful } = right({ messages: 'shell8\n41234567', rule: '!I', cut: 'hand', at: '5' }).result.readers;
  expect(forgetful.prints[0]).toBe("b's'");
  expect(forgetful.verdict).toBe('wrong');
});

test.each([
  ['!I', '000000026869'],
  ['!H', '00026869'],
  ['<i', '020000006869'],
  ['newline', '68690a'],
  ['##', '68692323'],
  ['fixed', '6869000000000000'],
  ['none', '6869'],
])('hi by the rule %s', (rule, stream) => {
  expect(right({ messages: 'hi', rule }).result.stream).toBe(stream);
});

describe('the rules of framing', () => {
  test('a length counts octets, not characters', () => {
    expect(right({ messages: '你好', rule: '!H' }).result.stream).toBe('0006e4bda0e5a5bd');
  });

  test.each(['!I', '!H', '<i', 'newline', '##', 'fixed'])('a message without octets is legal: %s', (rule) => {
    const { result, notes } = right({ messages: 'a\n\nb', rule, cut: 'size', pieces: '1' });
    expect(result.readers.correct.prints).toEqual(["b'a'", "b''", "b'b'"]);
    expect(notes).toContainEqual({ id: 'frames.empty' });
  });

  test('a length above the limit is refused, and the stream closed', () => {
    const { correct } = right({ messages: 'ok\ntoo long\nok', rule: '!I', limit: '4', cut: 'glue' }).result.readers;
    expect(correct.prints).toEqual(["b'ok'"]);
    expect(correct.end).toMatchObject({ id: 'frames.end.refused.over-limit', params: { length: 8, limit: 4 } });
    expect(correct.verdict).toBe('honest');
    const { correct: delimited } = right({ messages: 'too long', rule: '##', limit: '4' }).result.readers;
    expect(delimited).toMatchObject({ prints: [], verdict: 'honest' });
    expect(delimited.end.id).toBe('frames.end.refused.undelimited-over-limit');
  });

  test.each([
    [{ rule: '!I', missing: '2' }, 'frames.end.incomplete.body', { missing: 2 }],
    [{ rule: '!I', missing: '6' }, 'frames.end.incomplete.prefix', { missing: 2 }],
    [{ rule: '##', missing: '1' }, 'frames.end.undelimited', { have: 5 }],
    [{ rule: 'fixed', missing: '1' }, 'frames.end.incomplete.body', { missing: 1 }],
  ])('a stream that ends within a message is told, never cut short: %o', (values, id, params) => {
    const { correct } = right({ messages: 'hello\nnice', ...values }).result.readers;
    expect(correct.prints).toEqual(["b'hello'"]);
    expect(correct).toMatchObject({ end: { id, params }, verdict: 'honest' });
  });

  test('nothing that is missing between two messages is noticed', () => {
    const { correct } = right({ messages: 'hello\nnice', rule: '!I', missing: '8' }).result.readers;
    expect(correct).toMatchObject({ prints: ["b'hello'"], end: { id: 'frames.end.closed' }, verdict: 'wrong' });
  });

  test('a delimiter in a message makes two of it, unless it is escaped', () => {
    const values = { messages: 'a##b\nc', rule: '##' };
    const { result, notes } = right(values);
    expect(result.readers.correct).toMatchObject({ prints: ["b'a'", "b'b'", "b'c'"], verdict: 'wrong' });
    expect(notes).toContainEqual({ id: 'frames.careless', params: { number: 1 } });
    const escaped = right({ ...values, escape: 'on' });
    expect(escaped.result.readers.correct).toMatchObject({ prints: ["b'a##b'", "b'c'"], verdict: 'right' });
    expect(escaped.notes).toEqual([]);
  });

  test('without framing nobody can find the borders', () => {
    const { result, notes } = right({ messages: 'hello\nnice', rule: 'none', cut: 'sends' });
    expect(result.readers.naive).toMatchObject({ prints: ["b'hello'", "b'nice'"], verdict: 'right' });
    expect(result.readers.correct).toMatchObject({ prints: ["b'hellonice'"], verdict: 'wrong' });
    expect(notes).toEqual([{ id: 'frames.unmarked' }]);
  });
});

describe('pieces', () => {
  test.each<[Values, number[]]>([
    [{ cut: 'size', pieces: '7' }, [7, 14, 21]],
    [{ cut: 'size', pieces: '99' }, []],
    [{ cut: 'glue' }, []],
    [{ cut: 'sends' }, [9, 17]],
    [{ cut: 'hand', at: '3,7' }, [3, 7]],
    [{ cut: 'hand', at: '' }, []],
    [{ cut: 'hand', at: '3,200' }, [3]],
    [{ cut: 'hand', at: '3,7', missing: '21' }, [3]],
  ])('%o', (values, cuts) => {
    const { result } = right(values);
    expect(result.stream).toHaveLength(2 * 27);
    expect(result.cuts).toEqual(cuts);
    expect(result.pieces.join('')).toBe(result.stream.slice(0, 2 * result.arrived));
  });

  test('the slider goes as far as the stream has octets', () => {
    const [pieces, missing] = ['pieces', 'missing'].map((name) => frames.fields.find((field) => field.name === name)!);
    const reach = (messages: string): unknown => {
      const get = (name: string): string => ({ messages, rule: '!H' })[name] ?? '';
      return [pieces!.upTo!(get), missing!.upTo!(get)];
    };
    expect(reach('hello')).toEqual([7, 7]);
    expect(reach('a\\q')).toEqual([1, 0]);
  });
});

test('each octet of the stream is explained', () => {
  expect(right({ messages: 'hi\n!', rule: '!H' }).result.runs).toEqual([
    { part: 'prefix', start: 0, end: 2, message: 0 },
    { part: 'body', start: 2, end: 4, message: 0 },
    { part: 'prefix', start: 4, end: 6, message: 1 },
    { part: 'body', start: 6, end: 7, message: 1 },
  ]);
});

describe('what cannot be read is told at its place', () => {
  test.each<[Values, string, string]>([
    [{ messages: 'ok\na\\q' }, 'messages', 'E_CHAR.escape 4'],
    [{ messages: 'a\\' }, 'messages', 'E_CHAR.escape 1'],
    [{ messages: 'a\\x4' }, 'messages', 'E_CHAR.escape 1'],
    [{ messages: 'a\ud800b' }, 'messages', 'E_CODEC.surrogate 1'],
    [{ messages: Array(13).fill('x').join('\n') }, 'messages', 'E_TOOBIG.messages 24'],
    [{ messages: `a\n${'x'.repeat(300)}` }, 'messages', 'E_TOOBIG.stream 2'],
    [{ messages: 'hi\ntoo long here', rule: 'fixed', size: '8' }, 'messages', 'E_TOOBIG.fixed 3'],
    [{ messages: 'hi\\0', rule: 'fixed' }, 'messages', 'E_CHAR.padding 0'],
    [{ rule: 'fixed', size: '0' }, 'size', 'E_RANGE.number 0'],
    [{ rule: 'fixed', size: '-1' }, 'size', 'E_NUMBER 0'],
    [{ limit: '１0' }, 'limit', 'E_FULLWIDTH 0'],
    [{ cut: 'seed', seed: 'x' }, 'seed', 'E_NUMBER 0'],
    [{ cut: 'hand', at: '3;7' }, 'at', 'E_CHAR.cuts 1'],
    [{ cut: 'hand', at: '3,' }, 'at', 'E_NUMBER.cuts 2'],
    [{ cut: 'hand', at: '3,3' }, 'at', 'E_RANGE.cuts 2'],
    [{ cut: 'hand', at: '0' }, 'at', 'E_RANGE.number 0'],
    [{ cut: 'hand', at: '3,07' }, 'at', 'E_ZERO 2'],
  ])('%o', (values, field, told) => {
    const worked = frames.work(values);
    if (worked.state !== 'wrong') throw new Error(worked.state);
    const { id, variant, at } = worked.problem;
    expect([worked.field, `${id}${variant ? `.${variant}` : ''} ${at}`]).toEqual([field, told]);
  });

  test('what does not matter at present may hold anything', () => {
    expect(frames.work({ rule: 'none', size: 'x', limit: 'x', seed: 'x', at: 'x' }).state).toBe('right');
    expect(frames.work({ messages: '' })).toEqual({ state: 'empty' });
  });
});

test('escapes of Python stand for octets, and one line end at the end is none of a message', () => {
  const read = readMessages('a\\n\\r\\t\\0\\\\\\xfF\n\n');
  const bytes = read.ok ? read.value.map(({ octets }) => [...octets]) : [];
  expect(bytes).toEqual([[97, 10, 13, 9, 0, 92, 255], []]);
});

describe.skipIf(!hasPython)('Python says the same (skipped where there is no python3)', () => {
  const luck = luckFor(16, 'frames', 'python');
  const WORDS = ['', 'hello', 'nice', '你好', 'a##b', '#', '##', "it's", '"', 'x', 'ping', '\\n', 'a\\x00b'];

  test('about how octets are printed', () => {
    const questions = Array.from({ length: oracleCases }, () =>
      Array.from({ length: below(luck, 6) }, () => below(luck, 256)),
    );
    const script = 'def answer(octets):\n    return repr(bytes(octets))';
    expect(disagreements(script, questions, pythonBytes)).toEqual([]);
  });

  test('about what the programs print that are shown: they are run', () => {
    const script = `
import io, contextlib, struct
class Socket:
    def __init__(self, pieces):
        self.pieces = [bytes.fromhex(piece) for piece in pieces]
    def recv(self, most):
        if most < 0:
            raise ValueError('negative buffersize in recv')
        if most == 0 or not self.pieces:
            return b''
        got, rest = self.pieces[0][:most], self.pieces[0][most:]
        self.pieces[:1] = [rest] if rest else []
        return got
def answer(question):
    said = {}
    for name, program in question['programs'].items():
        out, raised = io.StringIO(), None
        with contextlib.redirect_stdout(out):
            try:
                exec(program, {'sock': Socket(question['pieces']), 'struct': struct})
            except (struct.error, ValueError) as error:
                raised = type(error).__name__
        said[name] = {'prints': out.getvalue().splitlines(), 'raised': raised}
    return said`;
    const questions = Array.from({ length: oracleCases }, () => {
      const rule = ruleNames[below(luck, ruleNames.length)]!;
      const messages = Array.from({ length: 1 + below(luck, 4) }, () => WORDS[below(luck, WORDS.length)]!).join('\n');
      const values = { messages, rule, cut: 'seed', seed: String(below(luck, 1000)), missing: String(below(luck, 4)) };
      const worked = frames.work(messages === '' ? { ...values, messages: 'x' } : values);
      if (worked.state !== 'right') throw new Error(JSON.stringify([values, worked]));
      const [naive, forgetful] = worked.steps.slice(3, 5).map(({ sum }) => sum!.slice(0, sum!.indexOf('')).join('\n'));
      return { values, pieces: worked.result.pieces, programs: { naive, forgetful }, readers: worked.result.readers };
    });
    const ended: Record<string, string> = { 'frames.end.struct': 'error', 'frames.end.negative': 'ValueError' };
    const ours = ({ readers: { naive, forgetful } }: (typeof questions)[number]) => ({
      naive: { prints: naive.prints, raised: null },
      forgetful: { prints: forgetful.prints, raised: ended[forgetful.end.id] ?? null },
    });
    expect(disagreements(script, questions, ours)).toEqual([]);
  });
});
