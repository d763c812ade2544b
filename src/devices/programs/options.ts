// Options of a command as POSIX getopt reads them (POSIX.1-2017, Utility Syntax Guidelines), operands anywhere among them as GNU allows.

export interface Options {
  /** Letter → its argument, '' for options that take none. The last one of a letter counts. */
  given: Map<string, string>;
  operands: string[];
  /** The first mistake, as getopt words it, without the program's name. */
  mistake?: string;
}

/** Reads `argv[1]` and on. `letters` as for getopt: `c:n` means `-c ARG` and `-n`. */
export function readOptions(argv: readonly string[], letters: string): Options {
  const found: Options = { given: new Map(), operands: [] };
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i]!;
    if (word === '--') {
      found.operands.push(...argv.slice(i + 1));
      break;
    }
    if (word[0] !== '-' || word === '-') {
      found.operands.push(word);
      continue;
    }
    for (let k = 1; k < word.length; k++) {
      const letter = word[k]!;
      const place = letter === ':' ? -1 : letters.indexOf(letter);
      if (place < 0) return { ...found, mistake: `invalid option -- '${letter}'` };
      if (letters[place + 1] !== ':') {
        found.given.set(letter, '');
        continue;
      }
      const argument = word.slice(k + 1) || argv[++i];
      if (argument === undefined) return { ...found, mistake: `option requires an argument -- '${letter}'` };
      found.given.set(letter, argument);
      break;
    }
  }
  return found;
}

/** A whole number in decimal digits within bounds; undefined for anything else. */
export function readWhole(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,15}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

/** Seconds with or without a fraction, as ns; undefined for anything else and beyond a day. */
export function readSeconds(text: string): number | undefined {
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text) || Number(text) > 86_400) return undefined;
  return Math.round(Number(text) * 1e9);
}
