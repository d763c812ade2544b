// The display filter: what it selects, what it says about a filter that is wrong, and that it never throws.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dissect } from '../../src/wire/dissect.ts';
import { compileFilter } from '../../src/wire/filter.ts';
import { type KnownField, knownField, knownFields } from '../../src/wire/filter/fields.ts';
import { highlight } from '../../src/wire/filter/highlight.ts';
import { golden, goldenNames } from './golden.ts';
import { CASES } from './filterCases.ts';
import { compiled, dissections, factsOf, filterFrames, selected } from './filterFrames.ts';

describe('selects', () => {
  it.each(Object.entries(CASES))('%s', (filter, frames) => {
    expect(selected(filter)).toEqual(frames);
  });

  it('everything, when it is empty', () => {
    expect(selected('  ')).toHaveLength(filterFrames.length);
  });

  // Wireshark has it from version 4.2 on.
  it('exactly one of two, or an odd number of more, with ^^', () => {
    expect(selected('ip ^^ icmp')).toEqual(selected('ip && !icmp'));
    expect(selected('ip xor icmp xor udp')).toEqual(selected('ip && !icmp && !udp || icmp && udp'));
    expect(selected('arp or ip ^^ icmp')).toEqual(selected('arp or (ip ^^ icmp)'));
    expect(selected('ip ^^ icmp and arp')).toEqual(selected('ip ^^ (icmp and arp)'));
  });

  it('nothing by facts that are not given', () => {
    const filter = compiled('frame.number > 0 || frame.time_relative >= 0 || frame.interface_name || frame.comment');
    expect(dissections.some((dissection) => filter.test(dissection))).toBe(false);
  });

  it('by the facts that are given', () => {
    expect(compiled('frame.len == 1000').test(dissections[0], { ...factsOf(0), length: 1000 })).toBe(true);
    expect(compiled('frame.cap_len == 60').test(dissections[0], { ...factsOf(0), length: 1000 })).toBe(true);
    expect(compiled('frame.time_relative == 0.000000001').test(dissections[0], { number: 1, time: 1 })).toBe(true);
  });

  it('frames whose check sequence was wrong', () => {
    const filter = compiled('eth.fcs.status == "Bad"');
    const verdicts = [{ badFcs: true }, { badFcs: false }, {}].map((said) =>
      filter.test(dissect(filterFrames[0], said)),
    );
    expect(verdicts).toEqual([true, false, false]);
  });

  it('by fields that analysis offers', () => {
    const stream: KnownField = { name: 'tcp.stream', label: 'Stream', type: 'uint', protocol: 'tcp', largest: 0xffff };
    const filter = compileFilter('tcp.stream == 3', [stream]);
    const extra = (name: string) => (name === 'tcp.stream' ? [3] : []);
    expect(filter.ok && filter.test(dissections[0], { ...factsOf(0), extra })).toBe(true);
    expect(filter.ok && filter.test(dissections[0], factsOf(0))).toBe(false);
    expect(compileFilter('tcp.stream == 3')).toMatchObject({ ok: false, position: 0, length: 10 });
    expect(compileFilter('tcp.steam == 3', [stream])).toMatchObject({ hint: 'did you mean tcp.stream?' });
  });

  it('frames that are cut short, and knows them', () => {
    const cut = compiled('_ws.malformed');
    const malformed = goldenNames.filter((name) => cut.test(dissect(golden(name).bytes)));
    expect(malformed).toEqual(expect.arrayContaining(['ip-cut', 'arp-cut', 'ethernet-cut']));
    expect(malformed).not.toContain('udp');
  });
});

it('tells which fields and protocols it names', () => {
  expect(compiled('ip.src == ip.dst && arp || len(eth.src[0:2]) > 1 && ip.ttl in {1, 2} && ip.src').fields).toEqual([
    ...['ip.src', 'ip.dst', 'arp', 'eth.src', 'ip.ttl'],
  ]);
});

describe('knows', () => {
  it('every field that dissection makes', () => {
    const made = new Set<string>();
    for (const bytes of [...goldenNames.map((name) => golden(name).bytes), ...filterFrames]) {
      for (const layer of dissect(bytes).layers) {
        expect(knownField(layer.protocol)?.type).toBe('protocol');
        for (const one of [...layer.spans, ...layer.derived]) {
          made.add(one.filter);
          const type = knownField(one.filter)?.type;
          expect([one.filter, one.filter === 'undissected' ? one.type : type]).toEqual([one.filter, one.type]);
        }
      }
    }
    expect(made.size).toBeGreaterThan(80);
  });

  it('names for completion, each once, with a label', () => {
    const fields = knownFields();
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    expect(fields.every(({ label }) => label)).toBe(true);
    expect(fields.slice(0, 3).map(({ name }) => name)).toEqual(['arp', 'data', 'eth']);
    for (const { name } of fields) expect(compileFilter(name)).toMatchObject({ ok: true, fields: [name] });
  });
});

/** Filter, position and length of the fault, and words of the message or hint. */
const MISTAKES: readonly [filter: string, position: number, length: number, says: RegExp][] = [
  ['ip.tll == 64', 0, 6, /neither a field nor a protocol.*did you mean ip\.ttl\?/],
  ['arp && ip.source == 1.2.3.4', 7, 9, /did you mean ip\.src\?/],
  ['IP', 0, 2, /did you mean ip\?/],
  ['bgp', 0, 3, /neither a field nor a protocol.*such as arp/],
  ['ip.ttl == "64"', 10, 4, /"64" is not a number.*0 to 255/],
  ['ip.ttl == abc', 10, 3, /abc is not a number/],
  ['ip.ttl == 08', 10, 2, /counts in eights/],
  ['ip.ttl == 256', 10, 3, /too large for ip\.ttl.*0 to 255/],
  ['ip.version > 16', 13, 2, /0 to 15/],
  ['ip.hdr_len == 61', 14, 2, /0 to 60/],
  ['vlan.id == 4096', 11, 4, /0 to 4095/],
  ['ip.ttl == -1', 11, 1, /never negative/],
  ['ip.ttl in {1, 300}', 14, 3, /too large/],
  ['arp.opcode == ask', 14, 3, /"request"/],
  ['ip.flags.df == yes', 15, 3, /1 or True/],
  ['ip.src == 192.168.12', 10, 10, /four numbers/],
  ['ip.src == 192.168.12.1/33', 10, 15, /0 to 32/],
  ['ip.src == 192.168.12.1/255.255.255.0', 10, 26, /written as its length/],
  ['ip.src == 192.168.12.0 /24', 10, 12, /without a space/],
  ['ip.src == "192.168.12.1"', 10, 14, /without quotes/],
  ['ip.src == ip.dest', 10, 7, /did you mean ip\.dst\?/],
  ['ip.src == eth.src', 10, 7, /not of one kind/],
  ['ip.proto == icmp', 12, 4, /double quotes/],
  ['eth.src == 02:00:00:00:0a', 11, 14, /six octets/],
  ['eth.src == 2:0:0:0:0:a', 11, 11, /two digits each/],
  ['eth.dst[0] == 255', 14, 3, /hexadecimal/],
  ['eth.dst[0:0] == 02', 8, 3, /not positive/],
  ['eth.dst[5-3] == 02', 8, 3, /ends before/],
  ['eth.dst[1,x] == 02', 10, 1, /not a piece/],
  ['eth.dst[] == 02', 8, 0, /not a piece/],
  ['eth.dst[0:3 == 02', 7, 1, /never closed/],
  ['ip.ttl[0] == 64', 0, 6, /no octets/],
  ['ip.ttl#x', 7, 1, /not a piece/],
  ['len(ip)#1 == 1', 0, 7, /Only a field has layers/],
  ['ip.ttl contains 1', 0, 6, /neither text nor octets/],
  ['ip.src contains 192', 0, 6, /192\.168\.12\.0\/24/],
  ['frame contains hello', 15, 5, /not a row of octets/],
  ['frame.protocols contains arp', 25, 3, /not of one kind/],
  ['frame matches hello', 14, 5, /double quotes/],
  ['frame matches "a(b"', 14, 5, /never closed/],
  ['64 == ip.ttl', 0, 2, /On the left of "=="/],
  ['ip.ttl == 64 == 64', 10, 2, /On the left of "=="/],
  ['ip.ttl = 64', 7, 1, /==/],
  ['ip | arp', 3, 1, /\|\|/],
  ['ip & arp', 0, 2, /&&/],
  ['ip ≠ arp', 3, 1, /!=/],
  ['frame contains “hello”', 15, 1, /straight quotes/],
  ['ip AND arp', 3, 3, /small letters: and/],
  ['ip arp', 3, 3, /"arp" does not fit.*joined with && or \|\|/],
  ['ip &&', 5, 0, /ends too early/],
  ['(ip', 3, 0, /ends too early.*closing bracket/],
  ['ip)', 2, 1, /does not fit/],
  ['()', 1, 1, /does not fit/],
  ['ip.ttl in 3', 10, 1, /a set/],
  ['ip.ttl in {1 2}', 13, 1, /commas/],
  ['any ip.ttl', 10, 0, /needs a comparison/],
  ['all not ip.ttl == 1', 4, 3, /"not" does not fit/],
  ['frame contains "hello', 15, 1, /never closed/],
  ['frame contains "\\q"', 16, 2, /no escape sequence/],
  ["ip.ttl == 'ab'", 10, 4, /not one character/],
  ['len(ip)', 0, 7, /must be compared/],
  ['len() == 1', 0, 5, /one value, not 0/],
  ['lenght(ip) == 1', 0, 6, /no function lenght.*len/],
  ['upper(ip.ttl) == "A"', 6, 6, /takes text/],
  ['ip.src + 1 == 1.2.3.4', 0, 6, /cannot be calculated/],
  ['frame.time_relative > soon', 22, 4, /number of seconds/],
  ['('.repeat(65) + 'ip' + ')'.repeat(65), 64, 1, /More than 64 brackets/],
];

describe('a mistake is told at its place', () => {
  it.each(MISTAKES)('%s', (filter, position, length, says) => {
    const result = compileFilter(filter);
    expect(result).toMatchObject({ ok: false, position, length });
    if (!result.ok) expect(`${result.message} (${result.hint ?? ''})`).toMatch(says);
  });
});

/** Compiles, runs over all frames, colours; whatever happens, errors lie within the text. */
function survives(text: string): void {
  const result = compileFilter(text);
  if (result.ok) for (const [i, dissection] of dissections.entries()) result.test(dissection, factsOf(i));
  else {
    expect(result.message).not.toBe('');
    expect(result.position).toBeGreaterThanOrEqual(0);
    expect(result.length).toBeGreaterThanOrEqual(0);
    expect(result.position + result.length).toBeLessThanOrEqual(text.length);
  }
  let end = 0;
  for (const part of highlight(text)) {
    expect(part.position).toBeGreaterThanOrEqual(end);
    end = part.position + part.length;
  }
  expect(end).toBeLessThanOrEqual(text.length);
}

describe('never throws', () => {
  it('on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), survives), { numRuns: 2000 });
  });

  it('on valid filters that were changed somewhere', () => {
    const filters = [...Object.keys(CASES), ...MISTAKES.map(([filter]) => filter)];
    const changed = fc
      .tuple(fc.constantFrom(...filters), fc.nat(40), fc.nat(4), fc.constantFrom(...filters), fc.nat(40))
      .map(([text, at, away, other, from]) => text.slice(0, at) + other.slice(from, from + 5) + text.slice(at + away));
    fc.assert(fc.property(changed, survives), { numRuns: 5000 });
  });

  it('on words of the language in any order', () => {
    const word = fc.constantFrom(
      ...[
        'ip',
        'ip.ttl',
        'eth.src',
        'frame',
        'data.data',
        'frame.protocols',
        'ip.src',
        'ip.flags.df',
        'frame.time_relative',
      ],
      ...[
        '==',
        '!=',
        '===',
        '<',
        'contains',
        'matches',
        'in',
        '&',
        '+',
        '-',
        '/',
        '%',
        '&&',
        'or',
        '^^',
        'not',
        'any',
        'all',
      ],
      ...[
        '(',
        ')',
        '{',
        '}',
        ',',
        '..',
        '[0:2]',
        '[-1]',
        '#2',
        '#[1-2]',
        'len(',
        'max(',
        '1',
        '0',
        '64',
        '02:00',
        '"a+"',
        "'a'",
      ],
      ...['192.168.12.0/24', '-1', '*'],
    );
    const words = fc.array(word, { maxLength: 12 }).map((list) => list.join(' '));
    fc.assert(fc.property(words, survives), { numRuns: 5000 });
  });

  it('on filters as deep and as long as they can be', () => {
    for (const text of [
      ...['(', '!', '-', '{', 'len(', 'not ', 'ip.ttl in {', 'eth.src[0:1]', '"', '[', '#'].map((part) =>
        part.repeat(400),
      ),
      `ip.ttl ${'+ 1 '.repeat(990)}> 3`,
      `ip.ttl ${'== ip.ttl '.repeat(390)}`,
      `eth.src${'[0:1]'.repeat(790)}`,
      `${'ip && '.repeat(660)}ip`,
      'x'.repeat(5000),
    ]) {
      survives(text);
    }
    expect(compileFilter(`ip${' '.repeat(4000)}`)).toMatchObject({ ok: false, position: 4000, length: 2 });
  });
});

it('is coloured by what each part is', () => {
  const text = 'len(ip) > 20 && eth.src[0:2] == 02:00 or nonsense contains "x"';
  const parts = highlight(text).map(({ position, length, kind }) => [text.slice(position, position + length), kind]);
  expect(parts).toEqual([
    ['len', 'function'],
    ['(', 'mark'],
    ['ip', 'field'],
    [')', 'mark'],
    ['>', 'operator'],
    ['20', 'value'],
    ['&&', 'operator'],
    ['eth.src', 'field'],
    ['[', 'mark'],
    ['0:2', 'value'],
    [']', 'mark'],
    ['==', 'operator'],
    ['02:00', 'value'],
    ['or', 'operator'],
    ['nonsense', 'value'],
    ['contains', 'operator'],
    ['"x"', 'value'],
  ]);
});
