// Framing by example: octets of each rule, what each refuses, how streams end, and how little memory a promise gets.
import { describe, expect, it, test } from 'vitest';
import { toHex } from '../../src/base/bytes.ts';
import { copyOf } from '../../src/base/copy.ts';
import { codecOf } from '../../src/wire/framing.ts';
import type { FramingRule, HeadedMessage, Message } from '../../src/wire/framing/codec.ts';
import { framingFailures } from '../../src/wire/framing/failure.ts';
import { varint } from '../../src/wire/framing/length.ts';
import { ascii, codec, decode, failureIn, glued, rules, valueOf } from './framingRules.ts';

const of = (...octets: number[]): Uint8Array => Uint8Array.from(octets);
const newline = ascii('\n');

describe('octets on the wire', () => {
  const long = new Uint8Array(300);
  test.each<[string, FramingRule, Message, string]>([
    ['!I', { kind: 'length', format: '!I' }, ascii('hello'), '00 00 00 05 68 65 6c 6c 6f'],
    ['<i', { kind: 'length', format: '<i' }, ascii('hello'), '05 00 00 00 68 65 6c 6c 6f'],
    ['!H', { kind: 'length', format: '!H' }, of(), '00 00'],
    ['B', { kind: 'length', format: 'B' }, of(7), '01 07'],
    ['<q', { kind: 'length', format: '<q' }, of(7), '01 00 00 00 00 00 00 00 07'],
    ['!H, own', { kind: 'length', format: '!H', includesPrefix: true }, of(7), '00 03 07'],
    ['varint', { kind: 'varint' }, of(7, 8), '02 07 08'],
    ['varint of two', { kind: 'varint' }, long, `ac 02${' 00'.repeat(300)}`],
    ['newline', { kind: 'delimiter', delimiter: newline }, ascii('hi'), '68 69 0a'],
    ['##', { kind: 'delimiter', delimiter: ascii('##') }, ascii('a#b'), '61 23 62 23 23'],
    // RFC 1662 section 4.2: 7d 5d for an escape; 0a becomes 7d 2a
    ['escaped', { kind: 'delimiter', delimiter: newline, escape: 0x7d }, of(0x0a, 0x7d, 1), '7d 2a 7d 5d 01 0a'],
    ['fixed', { kind: 'fixed', size: 2 }, of(1, 2), '01 02'],
    ['filled up', { kind: 'fixed', size: 4, padding: 0x20 }, of(1, 2), '01 02 20 20'],
    [
      'header',
      { kind: 'header', format: '!I', sizeField: 'size' },
      { header: { name: 'a' }, body: ascii('xyz') },
      `00 00 00 15 ${toHex(ascii('{"name":"a","size":3}xyz'))}`,
    ],
    [
      'header that says its size',
      { kind: 'header', format: 'B', sizeField: 'n' },
      { header: { n: 1, m: null }, body: of(9) },
      `10 ${toHex(ascii('{"n":1,"m":null}'))} 09`,
    ],
  ])('%s', (_name, rule, message, octets) => {
    const by = codec(rule);
    const encoded = valueOf(by.encode(message));
    expect(toHex(encoded)).toBe(octets);
    const back = decode(by, [encoded, encoded]);
    expect(back.failure).toBeUndefined();
    expect(back.messages).toHaveLength(2);
    if (message instanceof Uint8Array) expect(back.messages).toEqual([message, message]);
    else expect((back.messages[1] as HeadedMessage).body).toEqual(message.body);
  });

  it('takes brackets in the text of a header for text', () => {
    const text = `"${'['.repeat(100)}"\\`;
    const by = codec({ kind: 'header', format: '!H', sizeField: 'size' });
    const encoded = valueOf(by.encode({ header: { text }, body: of() }));
    expect(decode(by, [encoded]).messages).toEqual([{ header: { text, size: 0 }, body: of() }]);
  });

  it('spells varints as Protocol Buffers do', () => {
    expect([0, 1, 127, 128, 150, 16384, 0xffffffff, Number.MAX_SAFE_INTEGER].map((n) => toHex(varint(n)))).toEqual([
      '00',
      '01',
      '7f',
      '80 01',
      '96 01',
      '80 80 01',
      'ff ff ff ff 0f',
      'ff ff ff ff ff ff ff 0f',
    ]);
  });

  it('reads the header of a file as Python writes it, and what follows', () => {
    const header = ascii('{"filename": "a.txt", "md5": "d4", "file_size": 5}');
    const stream = glued([of(header.length, 0, 0, 0), header, ascii('hello'), of(header.length, 0, 0, 0)]);
    const by = valueOf(codecOf({ kind: 'header', format: 'i', sizeField: 'file_size' }));
    const { messages, failure } = decode(by, [stream]);
    expect(messages).toEqual([{ header: { filename: 'a.txt', md5: 'd4', file_size: 5 }, body: ascii('hello') }]);
    expect(failure).toEqual({
      code: 'incomplete',
      parameters: { part: 'header', have: 0, missing: header.length, message: 1, at: stream.length - 4 },
    });
  });
});

/** Every code of the table that some test below has seen, with parameters as the table names them. */
const seen = new Set<string>();

function check(failure: { code: string; parameters: object } | undefined, code: string, parameters: object): void {
  expect(failure?.code).toBe(code);
  expect(failure!.parameters).toMatchObject(parameters);
  const names = Object.keys(failure!.parameters).filter((name) => name !== 'message' && name !== 'at');
  expect(names.sort()).toEqual([...framingFailures[code as keyof typeof framingFailures]].sort());
  seen.add(code);
}

describe('refusals', () => {
  test.each<[string, FramingRule, string, object]>([
    ['no integer', { kind: 'length', format: '!s' }, 'format-not-one-integer', { format: '!s' }],
    ['two integers', { kind: 'header', format: '2I', sizeField: 'n' }, 'format-not-one-integer', { format: '2I' }],
    ['limit', { kind: 'length', format: 'B', limit: -1 }, 'rule-number', { field: 'limit', value: '-1', min: 0 }],
    ['limit of a varint', { kind: 'varint', limit: 0.5 }, 'rule-number', { field: 'limit', value: '0.5' }],
    ['limit NaN', { kind: 'delimiter', delimiter: newline, limit: NaN }, 'rule-number', { value: 'NaN' }],
    [
      'limit of the header',
      { kind: 'header', format: 'B', sizeField: 'n', headerLimit: Infinity },
      'rule-number',
      { field: 'headerLimit', value: 'Infinity' },
    ],
    ['size', { kind: 'fixed', size: 0 }, 'rule-number', { field: 'size', value: '0', min: 1 }],
    ['padding', { kind: 'fixed', size: 1, padding: 256 }, 'rule-number', { field: 'padding', max: 255 }],
    ['escape', { kind: 'delimiter', delimiter: newline, escape: 256 }, 'rule-number', { field: 'escape' }],
    ['no delimiter', { kind: 'delimiter', delimiter: of() }, 'rule-delimiter-empty', {}],
    ['escape is delimiter', { kind: 'delimiter', delimiter: of(10), escape: 10 }, 'rule-escape-clash', { escape: 10 }],
    ['turned over', { kind: 'delimiter', delimiter: of(10), escape: 42 }, 'rule-escape-clash', { delimiter: 10 }],
  ])('a rule: %s', (_name, rule, code, parameters) => {
    check(failureIn(codecOf(rule)), code, parameters);
  });

  const circle: Record<string, never> = {};
  (circle as Record<string, unknown>)['self'] = circle;
  let deep: never = 1 as never;
  for (let i = 0; i < 65; i++) deep = [deep] as never;
  const header: FramingRule = { kind: 'header', format: 'B', sizeField: 'size', headerLimit: 300, limit: 3 };
  const none = of();
  test.each<[string, FramingRule, Message, string, object]>([
    ['limit', { kind: 'length', format: '!I', limit: 3 }, of(1, 2, 3, 4), 'over-limit', { length: 4, limit: 3 }],
    ['the usual limit', { kind: 'varint' }, new Uint8Array(0x10_0001), 'over-limit', { limit: 0x10_0000 }],
    ['limit of lines', { kind: 'delimiter', delimiter: newline, limit: 1 }, of(1, 2), 'over-limit', { part: 'body' }],
    ['format B', { kind: 'length', format: 'B' }, new Uint8Array(256), 'length-over-format', { length: 256, max: 255 }],
    ['format b', { kind: 'length', format: 'b' }, new Uint8Array(128), 'length-over-format', { max: 127 }],
    [
      'format with its own length',
      { kind: 'length', format: 'B', includesPrefix: true },
      new Uint8Array(255),
      'length-over-format',
      { length: 256 },
    ],
    ['delimiter', { kind: 'delimiter', delimiter: newline }, ascii('a\nb'), 'delimiter-inside', { offset: 1 }],
    ['at the very end', { kind: 'delimiter', delimiter: ascii('##') }, ascii('a##'), 'delimiter-inside', { offset: 1 }],
    ['half', { kind: 'delimiter', delimiter: ascii('##') }, ascii('a#'), 'delimiter-across-end', { offset: 1 }],
    ['too short', { kind: 'fixed', size: 2 }, of(1), 'fixed-size', { length: 1, size: 2 }],
    ['too long', { kind: 'fixed', size: 2, padding: 0 }, of(1, 2, 3), 'fixed-size', { length: 3 }],
    ['ends like padding', { kind: 'fixed', size: 4, padding: 0 }, of(1, 0), 'padding-at-end', { padding: 0 }],
    ['so when full', { kind: 'fixed', size: 2, padding: 0 }, of(1, 0), 'padding-at-end', { padding: 0 }],
    ['octets where a header is wanted', header, of(1), 'message-kind', { wanted: 'header and body' }],
    ['a header where none is', { kind: 'varint' }, { header: {}, body: none }, 'message-kind', { wanted: 'octets' }],
    ['wrong size', header, { header: { size: 2 }, body: of(1) }, 'size-mismatch', { value: 2, length: 1 }],
    ['size as text', header, { header: { size: '1' }, body: of(1) }, 'size-not-a-count', { value: '"1"' }],
    ['list', header, { header: [] as never, body: none }, 'header-not-object', {}],
    ['circle', header, { header: circle, body: none }, 'header-not-json', {}],
    ['deep', header, { header: { deep }, body: none }, 'header-too-deep', { deepest: 64 }],
    ['long body', header, { header: {}, body: of(1, 2, 3, 4) }, 'over-limit', { part: 'body', limit: 3 }],
    ['long header', header, { header: { a: 'x'.repeat(300) }, body: none }, 'over-limit', { part: 'header' }],
    ['header over B', header, { header: { a: 'x'.repeat(250) }, body: none }, 'length-over-format', { format: 'B' }],
    [
      'list that turns up late',
      header,
      { header: { toJSON: (() => []) as never }, body: none },
      'header-not-object',
      {},
    ],
  ])('an encoder: %s', (_name, rule, message, code, parameters) => {
    check(failureIn(codec(rule).encode(message)), code, parameters);
  });

  const json = (text: string): Uint8Array => glued([of(ascii(text).length), ascii(text)]);
  test.each<[string, FramingRule, Uint8Array, string, object]>([
    ['HTTP as <i', { kind: 'length', format: '<i' }, ascii('HTTP'), 'over-limit', { length: 1_347_703_880 }],
    ['HTTP as !I', { kind: 'length', format: '!I' }, ascii('HTTP'), 'over-limit', { length: 1_213_486_160 }],
    ['the text 8\\n41', { kind: 'length', format: 'i' }, ascii('8\n41'), 'over-limit', { length: 825_494_072 }],
    ['FF FF FF FF', { kind: 'length', format: '!I' }, of(255, 255, 255, 255), 'over-limit', { length: 0xffffffff }],
    ['negative', { kind: 'length', format: '!i' }, of(255, 255, 255, 255), 'length-negative', { length: -1 }],
    [
      'very negative',
      { kind: 'length', format: '!q' },
      of(128, 0, 0, 0, 0, 0, 0, 0),
      'length-negative',
      { length: '-9223372036854775808' },
    ],
    [
      '2 to the power of 53',
      { kind: 'length', format: '!Q', limit: Number.MAX_SAFE_INTEGER },
      of(0, 32, 0, 0, 0, 0, 0, 0),
      'length-not-exact',
      { length: '9007199254740992' },
    ],
    ['less than itself', { kind: 'length', format: '!H', includesPrefix: true }, of(0, 1), 'length-below-prefix', {}],
    ['varint without end', { kind: 'varint' }, new Uint8Array(10).fill(0x80), 'varint-unended', { octets: 10 }],
    [
      'huge varint',
      { kind: 'varint' },
      of(255, 255, 255, 255, 255, 255, 255, 255, 255, 1),
      'length-not-exact',
      { length: '18446744073709551615' },
    ],
    ['line too long', { kind: 'delimiter', delimiter: newline, limit: 2 }, of(1, 2, 3), 'undelimited-over-limit', {}],
    [
      'escaped line too long',
      { kind: 'delimiter', delimiter: newline, limit: 2, escape: 0x7d },
      of(1, 2, 3),
      'undelimited-over-limit',
      { limit: 2 },
    ],
    [
      'half a delimiter',
      { kind: 'delimiter', delimiter: ascii('##'), escape: 0x7d },
      ascii('a#b'),
      'octet-unescaped',
      { octet: 0x23 },
    ],
    ['escape', { kind: 'delimiter', delimiter: newline, escape: 0x7d }, of(1, 0x7d, 1), 'escape-unknown', { octet: 1 }],
    ['aborted', { kind: 'delimiter', delimiter: newline, escape: 0x7d }, of(1, 0x7d, 10), 'escape-unknown', {}],
    ['no UTF-8', header, of(1, 0xff), 'header-not-utf8', {}],
    ['byte order mark', header, json('\ufeff{"size":0}'), 'header-not-json', {}],
    ['no JSON', header, json('{"size":0'), 'header-not-json', {}],
    ['no header', header, of(0), 'header-not-json', {}],
    ['header and more', header, json('{"size":0}{}'), 'header-not-json', {}],
    ['no object', header, json('[1]'), 'header-not-object', {}],
    ['null', header, json('null'), 'header-not-object', {}],
    ['deep', header, json('['.repeat(65)), 'header-too-deep', {}],
    ['no size', header, json('{"Size":0}'), 'size-missing', { field: 'size' }],
    ['no size but from afar', { ...header, sizeField: 'toString' }, json('{}'), 'size-missing', {}],
    ['size in parts', header, json('{"size":1.5}'), 'size-not-a-count', { value: '1.5' }],
    ['size negative', header, json('{"size":-1}'), 'size-not-a-count', { value: '-1' }],
    ['size past 2^53', header, json('{"size":9007199254740993}'), 'size-not-a-count', { value: '9007199254740992' }],
    ['size past all', header, json('{"size":1e999}'), 'size-not-a-count', {}],
    ['size over limit', header, json('{"size":4}'), 'over-limit', { part: 'body', length: 4, limit: 3 }],
    ['header over limit', { ...header, headerLimit: 5 }, of(6), 'over-limit', { part: 'header', length: 6 }],
    ['end in the prefix', { kind: 'length', format: '!I' }, of(0, 0), 'incomplete', { part: 'prefix', missing: 2 }],
    ['end behind it', { kind: 'length', format: 'B' }, of(3), 'incomplete', { part: 'body', have: 0, missing: 3 }],
    ['end in the body', { kind: 'length', format: 'B' }, of(3, 1), 'incomplete', { part: 'body', have: 1, missing: 2 }],
    ['end in a varint', { kind: 'varint' }, of(0x80), 'incomplete', { part: 'prefix', have: 1, missing: 1 }],
    ['end of five', { kind: 'fixed', size: 5 }, of(1, 2), 'incomplete', { part: 'body', have: 2, missing: 3 }],
    ['end in the header', header, of(2, 0x7b), 'incomplete', { part: 'header', have: 1, missing: 1 }],
    ['end of a line', { kind: 'delimiter', delimiter: newline }, ascii('abc'), 'undelimited', { have: 3 }],
    ['end in ##', { kind: 'delimiter', delimiter: ascii('##') }, ascii('#'), 'undelimited', { have: 1 }],
  ])('a decoder: %s', (_name, rule, stream, code, parameters) => {
    const by = codec(rule);
    const { messages, failure } = decode(by, [stream]);
    expect(messages).toEqual([]);
    check(failure, code, { ...parameters, message: 0, at: 0 });
    // The stream is closed: what would be a message in a new one is none in this.
    const state = by.begin();
    by.push(state, stream);
    by.end(state);
    const good = by.rule.kind === 'header' ? json('{"size":0,"toString":0}') : of(1, 1, 1, 1, 1, 10);
    expect(by.push(state, good)).toEqual({ messages: [], failure });
    expect(by.end(state)).toEqual({ messages: [], failure });
    expect(state.held.octets.length).toBe(0);
  });

  test('octets behind the end', () => {
    const by = codec({ kind: 'length', format: 'B' });
    const state = by.begin();
    by.push(state, of(0));
    expect(by.end(state)).toEqual({ messages: [] });
    expect(by.push(state, of())).toEqual({ messages: [] });
    check(by.push(state, of(0, 0)).failure, 'after-end', { octets: 2, message: 1, at: 1 });
    expect(by.end(state).failure?.code).toBe('after-end');
  });

  test('what came before a failure is given out, and the failure says where', () => {
    const { messages, failure } = decode(codec({ kind: 'length', format: 'B', limit: 2 }), [of(1, 7, 0, 9, 1, 1)]);
    expect(messages).toEqual([of(7), of()]);
    expect(failure).toEqual({
      code: 'over-limit',
      parameters: { part: 'body', length: 9, limit: 2, message: 2, at: 3 },
    });
  });

  test('every code of the table has been seen here, but for those of integers and of the chopper', () => {
    const elsewhere = ['integer-fraction', 'integer-range', 'integer-octets', 'chop-rule'];
    expect([...seen, ...elsewhere].sort()).toEqual(Object.keys(framingFailures).sort());
  });
});

describe('memory', () => {
  const mebi = 0x10_0000;
  test.each<[string, FramingRule, Uint8Array]>([
    ['length', { kind: 'length', format: '!I', limit: 0xffffffff }, of(0xff, 0xff, 0xff, 0xff)],
    ['varint', { kind: 'varint', limit: Number.MAX_SAFE_INTEGER }, of(255, 255, 255, 255, 255, 255, 255, 15)],
    ['fixed', { kind: 'fixed', size: Number.MAX_SAFE_INTEGER }, of(1)],
    ['header', { kind: 'header', format: '!I', sizeField: 'n', headerLimit: 0xffffffff }, of(255, 255, 255, 255)],
    [
      'body behind a header',
      { kind: 'header', format: 'B', sizeField: 'n', limit: Number.MAX_SAFE_INTEGER },
      glued([of(13), ascii('{"n":1e15   }')]),
    ],
    ['line', { kind: 'delimiter', delimiter: newline, limit: Number.MAX_SAFE_INTEGER }, of(1)],
  ])('follows what arrives, not what is promised: %s', (_name, rule, promise) => {
    const by = codec(rule);
    const state = by.begin();
    expect(by.push(state, promise)).toEqual({ messages: [] });
    expect(state.held.octets.length).toBeLessThanOrEqual(16);
    expect(by.push(state, new Uint8Array(1000).fill(0x20))).toEqual({ messages: [] });
    expect(by.push(state, new Uint8Array(1).fill(0x20))).toEqual({ messages: [] });
    expect(state.held.octets.length).toBeLessThanOrEqual(2100);
  });

  test.each(['length', 'line'])('stays below twice the message when a megabyte comes octet by octet: %s', (kind) => {
    const by = codec(kind === 'line' ? { kind: 'delimiter', delimiter: newline } : { kind: 'length', format: '!I' });
    const state = by.begin();
    const stream = valueOf(by.encode(new Uint8Array(mebi).fill(1)));
    let most = 0;
    let count = 0;
    for (let i = 0; i < stream.length; i++) {
      count += by.push(state, stream.subarray(i, i + 1)).messages.length;
      most = Math.max(most, state.held.octets.length);
    }
    expect(count).toBe(1);
    expect(most).toBeLessThanOrEqual(mebi + 1);
    expect(state.held.octets.length).toBe(0);
  });

  test('a line that is too long is not kept', () => {
    const by = codec({ kind: 'delimiter', delimiter: newline, limit: 10 });
    const state = by.begin();
    expect(by.push(state, new Uint8Array(mebi)).failure?.code).toBe('undelimited-over-limit');
    expect(state.held.octets.length).toBe(0);
  });

  test('a hundred thousand empty messages in one chunk are legal', () => {
    expect(decode(codec({ kind: 'length', format: 'B' }), [new Uint8Array(100_000)]).messages).toHaveLength(100_000);
  });
});

describe('state', () => {
  test.each(Object.entries(rules))('%s: is plain data, and a copy goes its own way', (_name, rule) => {
    const by = codec(rule);
    const body = ascii('he');
    const message = rule.kind === 'header' ? { header: {}, body } : rule.kind === 'fixed' ? ascii('hello') : body;
    const stream = valueOf(by.encode(message));
    for (let cut = 0; cut <= stream.length; cut++) {
      const state = by.begin();
      const before = by.push(state, stream.slice(0, cut)).messages.length;
      const copy = copyOf(state);
      expect(structuredClone(state)).toEqual(state);
      expect(by.push(state, stream.slice(cut)).messages.length + before).toBe(1);
      expect(by.push(copy, stream.slice(cut)).messages.length + before).toBe(1);
      expect(copy).toEqual(state);
    }
  });

  test.each(Object.entries(rules))('%s: everything is copied, each chunk may be used again', (_name, rule) => {
    const by = codec(rule);
    const message = rule.kind === 'header' ? { header: {}, body: ascii('hello') } : ascii('hello');
    const stream = valueOf(by.encode(message));
    for (let cut = 0; cut <= stream.length; cut++) {
      const state = by.begin();
      const found: Message[] = [];
      for (const chunk of [stream.slice(0, cut), stream.slice(cut)]) {
        found.push(...by.push(state, chunk).messages);
        chunk.fill(0xee);
      }
      expect(found.map((one) => (one instanceof Uint8Array ? one : one.body))).toEqual([ascii('hello')]);
    }
  });
});
