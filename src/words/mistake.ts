// Puts into another language what readers of filters and labs say about a mistake: found by its English sentence, values and all.

/** English sentence with `{}` for each value → the other language, with `{1}`, `{2}` … */
export type MistakeWords = Readonly<Record<string, string>>;

interface Pattern {
  matches: RegExp;
  words: string;
}

/** A sentence within a sentence (`write {}`, `filter: {}`) is put into the other language too; deeper than this nobody writes. */
const DEEPEST = 3;

const patterns = new WeakMap<MistakeWords, Pattern[]>();

/** UTF-16 units. A sentence that quotes more than this is a stranger's, and trying all patterns on it would take its time. */
const LONGEST = 1000;

/** The sentence in the language of the table. One that it does not know stays as it is. */
export function wordMistake(sentence: string, table: MistakeWords, depth = 0): string {
  if (Object.hasOwn(table, sentence)) return table[sentence]!;
  if (depth > DEEPEST || sentence.length > LONGEST) return sentence;
  for (const { matches, words } of patternsOf(table)) {
    const found = matches.exec(sentence);
    if (found)
      return words.replace(/\{(\d)\}/g, (_, place: string) => wordMistake(found[Number(place)]!, table, depth + 1));
  }
  return sentence;
}

/** What says most comes first: `{} is a map, not {}` before `{} is {}, not {}`. */
function patternsOf(table: MistakeWords): Pattern[] {
  let found = patterns.get(table);
  if (!found) {
    const texts = Object.keys(table).filter((text) => text.includes('{}'));
    const told = (text: string): number => text.replaceAll('{}', '').length;
    found = texts.sort((a, b) => told(b) - told(a)).map((text) => ({ matches: matcherOf(text), words: table[text]! }));
    patterns.set(table, found);
  }
  return found;
}

const matcherOf = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&').replaceAll('\\{\\}', '(.+?)')}$`, 's');
