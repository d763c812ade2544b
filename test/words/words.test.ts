// The words of both languages: none is missing, none has a placeholder that nobody fills, and they keep to their typography.
import { describe, expect, test } from 'vitest';
import { becauseCodes } from '../../src/lesson/check.ts';
import { remarkCodes } from '../../src/lesson/exercises/exercise.ts';
import { commandProblemCodes } from '../../src/sim/commandCheck.ts';
import { reasonNames, reasonSpec, type ReasonName } from '../../src/stack/reason.ts';
import { PROBLEM_CODES, UNDISSECTED } from '../../src/wire/dissect/span.ts';
import { analysisFields } from '../../src/sim/analysis/fields.ts';
import { knownField, knownFields } from '../../src/wire/filter/fields.ts';
import { texts as uiEnglish } from '../../src/words/ui.en.ts';
import { texts as uiChinese } from '../../src/words/ui.zh-CN.ts';
import { sourceOf } from '../../src/words/fieldSources.ts';
import { framingFailures } from '../../src/wire/framing/failure.ts';
import {
  loadExerciseWords,
  loadFieldWords,
  loadFramingWords,
  loadWords,
  type WordLanguage,
} from '../../src/words/load.ts';
import type { ExerciseWords, FieldTable, Sentences, Words } from '../../src/words/words.ts';

type AllWords = Words & { fields: FieldTable; framing: Sentences } & ExerciseWords;
const allOf = async (language: WordLanguage): Promise<AllWords> => ({
  ...(await loadWords(language)),
  fields: await loadFieldWords(language),
  framing: await loadFramingWords(language),
  ...(await loadExerciseWords(language)),
});
const english = await allOf('en');
const chinese = await allOf('zh-CN');
const both: [string, AllWords][] = [
  ['en', english],
  ['zh-CN', chinese],
];

/** What stands in braces, without how it is written. */
const placeholders = (text: string): string[] => [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!);
const plain = (name: string): string => name.replace(/\|\w+$/, '');
const keys = (table: object): string[] => Object.keys(table).sort();

describe('reasons', () => {
  const places = ['device', 'port', 'place', 'peer', 'peerPort', 'peerPlace'];
  const commandKeys = ['on', 'of', 'via', 'link', 'from', 'to', 'at', 'name', 'table', 'given', 'rule'];
  const ofConnections = ['connection', 'peer', 'localPort', 'remotePort'];
  const ofSegments = ['tcp.seq', 'tcp.ack', 'tcp.window_size'];

  /** Does the reason, or the frame that it is about, have this value? An owner has only an address. */
  function isThere(code: string, name: string): boolean {
    const [reason] = code.split('.') as [ReasonName];
    const { x, y } = reasonSpec(reason);
    const parameter = [x, y].find((one) => one?.[0] === plain(name));
    const field = knownField(plain(name).replace(/^quoted\./, ''));
    if (/\|(owner|named)$/.test(name)) return ['mac', 'ipv4'].includes(parameter?.[1] ?? field?.type ?? '');
    if (parameter || field || places.includes(name)) return true;
    if (name === 'program') return reason.startsWith('program-') || y?.[0] === 'pid';
    if (reason.startsWith('tcp-') && [...ofConnections, ...ofSegments].includes(plain(name))) return true;
    if (name === 'localPort') return ['udp-written', 'udp-read', 'udp-peeked'].includes(reason);
    if (name === 'write') return reason === 'tcp-written';
    return reason === 'command' && code !== 'command' && commandKeys.includes(plain(name));
  }

  test.each(both)('each has words in %s, and there are no words for others', (_, { reasons }) => {
    expect(reasonNames.filter((name) => !Object.hasOwn(reasons, name))).toEqual([]);
    expect(keys(reasons).filter((code) => !reasonNames.includes(code.split('.')[0] as ReasonName))).toEqual([]);
  });

  test.each(both)('in %s use only values that are there', (_, { reasons }) => {
    for (const [code, text] of Object.entries(reasons)) {
      for (const name of placeholders(text)) expect(isThere(code, name), `${code}: {${name}}`).toBe(true);
    }
  });

  test('have the same variants in both languages, and say the same values', () => {
    expect(keys(chinese.reasons)).toEqual(keys(english.reasons));
    for (const [code, text] of Object.entries(english.reasons)) {
      expect(valuesIn(chinese.reasons[code]!), code).toEqual(valuesIn(text));
    }
  });
});

test('every reason for which a frame can end has a few words for the stage', () => {
  const first = reasonNames.indexOf('nic-not-mine');
  const drops = reasonNames.slice(first, reasonNames.indexOf('arp-learned'));
  expect(drops.filter((reason) => !uiEnglish[`stage.drop.${reason}`] || !uiChinese[`stage.drop.${reason}`])).toEqual(
    [],
  );
});

const valuesIn = (text: string): string[] => [...new Set(placeholders(text))].sort();

describe('fields', () => {
  const names = [
    ...knownFields().map((field) => field.name),
    ...analysisFields.map(({ name }) => name),
    UNDISSECTED,
  ].sort();

  test.each(both)('each has help in %s', (_, { fields }) => {
    expect(names.filter((name) => !Object.hasOwn(fields, name))).toEqual([]);
  });

  test.each(both)('help in %s is more than the label', (language, { fields }) => {
    for (const [name, { help, label = knownField(name)?.label ?? '' }] of Object.entries(fields)) {
      expect(help.length, name).toBeGreaterThan(language === 'en' ? 25 : 8);
      expect(help.toLowerCase().replace(/\W$/, ''), name).not.toBe(label.toLowerCase());
    }
  });

  test('have labels of their own in Chinese', () => {
    expect(names.filter((name) => !chinese.fields[name]!.label)).toEqual([]);
  });

  test('of protocols say where they are defined', () => {
    const without = names.filter((name) => sourceOf(name) === undefined);
    expect(without.filter((name) => !/^(frame|data|udp\.port$|_ws|undissected)/.test(name))).toEqual([]);
    expect(sourceOf('ip.ttl')).toBe('RFC 791 §3.2, RFC 1812 §5.3.1');
    expect(sourceOf('constructor')).toBeUndefined();
  });
});

describe('codes', () => {
  const tables: [keyof Words & ('because' | 'commands'), Readonly<Record<string, readonly string[]>>][] = [
    ['because', becauseCodes],
    ['commands', commandProblemCodes],
  ];

  test.each(tables)('of %s have words with their parameters, in both languages', (table, codes) => {
    for (const [language, words] of both) {
      expect(keys(words[table]), language).toEqual(keys(codes));
      for (const [code, text] of Object.entries(words[table])) {
        const strangers = placeholders(text).filter((name) => !codes[code]!.includes(plain(name)));
        expect(strangers, `${language} ${code}`).toEqual([]);
      }
    }
  });

  test('of problems have words in both languages', () => {
    for (const [language, { problems }] of both) expect(keys(problems), language).toEqual([...PROBLEM_CODES].sort());
  });

  test('of framing have words with their parameters, in both languages', () => {
    const codes: Readonly<Record<string, readonly string[]>> = framingFailures;
    expect(keys(chinese.framing)).toEqual(keys(english.framing));
    for (const [language, { framing }] of both) {
      const { place, ...failures } = framing;
      expect(placeholders(place!).sort()).toEqual(['at', 'message']);
      const alone = keys(failures).filter((code) => !code.includes('.'));
      expect(alone, language).toEqual(keys(codes));
      for (const [code, text] of Object.entries(failures)) {
        const parameters = codes[code.split('.')[0]!] ?? [];
        expect(
          placeholders(text).filter((name) => !parameters.includes(plain(name))),
          `${language} ${code}`,
        ).toEqual([]);
      }
    }
  });

  test('of remarks on exercises have words with their parameters, in both languages', () => {
    const codes: Readonly<Record<string, readonly string[]>> = Object.assign({}, ...Object.values(remarkCodes));
    for (const [language, { remarks }] of both) {
      expect(keys(remarks), language).toEqual(keys(codes));
      for (const [code, text] of Object.entries(remarks))
        expect(
          placeholders(text).filter((name) => !codes[code]!.includes(plain(name))),
          `${language} ${code}`,
        ).toEqual([]);
    }
    expect(keys(chinese.texts)).toEqual(keys(english.texts));
  });

  test('say the same values in both languages', () => {
    for (const table of ['problems', 'because', 'commands', 'framing', 'remarks'] as const) {
      for (const [code, text] of Object.entries(english[table])) {
        expect(valuesIn(chinese[table][code]!), code).toEqual(valuesIn(text));
      }
    }
    expect(keys(chinese.terms)).toEqual(keys(english.terms));
  });
});

/** All texts of a language with their keys. */
function textsOf(words: AllWords, ui: Readonly<Record<string, unknown>>): [string, string][] {
  const uiForms = (text: unknown): string[] => (typeof text === 'string' ? [text] : Object.values(text as Sentences));
  const tables: Sentences[] = [
    words.reasons,
    words.problems,
    words.because,
    words.commands,
    words.terms,
    words.titles,
    words.framing,
    words.remarks,
  ];
  const help = Object.entries(words.fields).flatMap(([name, { help, label = '' }]): [string, string][] => [
    [name, help],
    [`${name} label`, label],
  ]);
  // What fills a text of the page may be in its language, so it wants no blanks.
  const forms = Object.entries(ui).flatMap(([key, text]) =>
    uiForms(text).map((form): [string, string] => [key, form.replace(/\{[^{}]+\}/g, '{ui|term}')]),
  );
  const ofCards = Object.entries(words.texts).flatMap(([key, text]) =>
    uiForms(text).map((form): [string, string] => [key, form]),
  );
  return [...tables.flatMap((table) => Object.entries(table)), ...help, ...forms, ...ofCards];
}

/** Latin words that stand in Chinese texts as they are: names of protocols, fields, programs, keys. */
const LATIN = new Set(
  `ACK ARP ECE ECN CWR FIN MSS PSH Q RST SACK SYN URG ad Ctrl DF DSAP Enter Ethernet FCS ICMP IEEE II IP IPv4 IPv6 LLC LLDP MAC MF MTU Ping RFC SNAP SSAP TCP TTL Tab UDP D VLAN
  Shift Wireshark pcapng ping DEI C Nagle RTO SRTT I JSON UTF Python Chrome Edge Firefox Safari accept cwnd glue recv seed send ssthresh`.split(
    /\s+/,
  ),
);

/** Keys and texts in which one of the patterns is found, after `change`. */
function offenders(texts: [string, string][], patterns: RegExp[], change = (text: string): string => text): string[] {
  return texts.flatMap(([key, text]) => (patterns.some((one) => one.test(change(text))) ? [`${key}: ${text}`] : []));
}

describe('typography', () => {
  const chineseTexts = textsOf(chinese, uiChinese);
  const filled = (text: string): string =>
    text
      .replace(/\{[^{}]+\|term\}/g, '词')
      .replace(/\{[^{}]+\}/g, 'X')
      .replace(/`[^`]*`/g, 'X');

  test('English has no exclamation marks, no straight quotes around words, no Chinese', () => {
    expect(offenders(textsOf(english, uiEnglish), [/!|(^|\s)"| {2}/, /\p{Script=Han}|[，。：；？（）]/u])).toEqual([]);
  });

  test('Chinese has Chinese punctuation, and no exclamation marks', () => {
    const wrong = [/[!！]/, /\p{Script=Han}[,;:?.]|[,;?]\p{Script=Han}/u, /["'] | ["']| {2}/];
    expect(offenders(chineseTexts, wrong, filled)).toEqual([]);
  });

  test('Chinese has a blank between Chinese and Latin, and none beside its punctuation', () => {
    const wrong = [/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u, / [，。：；？（）、]|[，。：；？（）、] /u];
    expect(offenders(chineseTexts, wrong, filled)).toEqual([]);
  });

  test('Chinese has no English left over', () => {
    const left = chineseTexts.flatMap(([key, text]) => {
      const words =
        text.replace(/\{[^{}]+\}|0x[0-9a-f]+|\b([0-9a-f]{2}[: ])+[0-9a-f]{2}\b/g, ' ').match(/[A-Za-z][A-Za-z\d.]*/g) ??
        [];
      return words.filter((word) => !LATIN.has(word) && !knownField(word)).map((word) => `${key}: ${word}`);
    });
    expect(left).toEqual([]);
  });

  test('sentences end as sentences do', () => {
    for (const [language, { reasons, problems, because, commands, fields, framing, remarks }] of both) {
      const help = Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.help]));
      for (const [key, text] of Object.entries({
        ...reasons,
        ...problems,
        ...because,
        ...commands,
        ...framing,
        ...remarks,
        ...help,
      })) {
        // What a program or a person has written ends as they ended it.
        if (!/\{(line|message|call)\}$/.test(text))
          expect(text, `${language} ${key}`).toMatch(language === 'en' ? /[.?]$/ : /[。？]$/);
      }
    }
  });
});
