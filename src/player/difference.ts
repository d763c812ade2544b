// Where two runs differ: their happenings (happenings.ts) are laid beside each other by name, and compared fact by fact.
//
// A thing that only one run has is a difference; so is one that both have and that differs in a fact. One that both have and that only comes at another time
// is a difference where the delay begins, not where it is handed on: what is later by just as much as what brought it about (the arrival that caused it, the
// program that was waiting), or as what its machine did before it, is not told again. A difference is where the earlier of both is, and they stand in the
// order of time; of one instant in that of rows, which are numbered alike until something differs. Nothing is told of what lies beyond the instant up to
// which both runs are known. With the runs exchanged the differences are the same, exchanged.

import type { Instant } from '../base/time.ts';
import type { History } from '../sim/history.ts';
import { rowAt } from '../sim/record.ts';
import { FACTS, type Fact, type Happening, type Happenings } from './happenings.ts';

/** `at`: only when it happens is different, or that too. */
export type Differing = Fact | 'at';

export interface Difference {
  at: Instant;
  /** What it is in each run; undefined: there it does not happen. */
  both: readonly [Happening | undefined, Happening | undefined];
  /** What differs; of a thing that only one run has, nothing is compared. */
  facts: readonly Differing[];
}

/** A run and what happened in it. */
export interface Seen {
  history: History;
  happenings: Happenings;
}

/** All differences of two runs, in the order of time. `until`: up to when both are known. */
export function differencesOf(a: Seen, b: Seen, until: Instant = Infinity): Difference[] {
  const pairs = pairsOf(a, b);
  const shifts = new Shifts(a, b, pairs);
  return pairs
    .filter(({ at }) => at <= until)
    .flatMap(({ at, both }): Difference[] => {
      const [one, other] = both;
      if (!one || !other) return [{ at, both, facts: [] }];
      const facts: Differing[] = FACTS.filter((fact) => one.facts[fact] !== other.facts[fact]);
      // What does not arrive takes no time, and what is longer takes longer.
      if (facts.includes('fate') || facts.includes('octets')) drop(facts, 'took');
      if (shifts.isNew(one, other)) facts.push('at');
      return facts.length ? [{ at, both, facts }] : [];
    });
}

function drop(facts: Differing[], fact: Differing): void {
  const place = facts.indexOf(fact);
  if (place >= 0) facts.splice(place, 1);
}

interface Pair {
  at: Instant;
  both: readonly [Happening | undefined, Happening | undefined];
}

/** What happened in both, or in one of them, in the order of time. */
function pairsOf(a: Seen, b: Seen): Pair[] {
  const [inA, inB] = [a, b].map(({ happenings }) => new Map(happenings.all.map((one) => [one.name, one])));
  const pairs = a.happenings.all.map((one): Pair => pairOf(one, inB!.get(one.name)));
  for (const other of b.happenings.all) if (!inA!.has(other.name)) pairs.push(pairOf(undefined, other));
  return pairs.sort((x, y) => x.at - y.at || rowOf(x) - rowOf(y) || (nameOf(x) < nameOf(y) ? -1 : 1));
}

const pairOf = (one: Happening | undefined, other: Happening | undefined): Pair => ({
  at: Math.min(one?.at ?? Infinity, other?.at ?? Infinity),
  both: [one, other],
});
const rowOf = ({ both: [a, b] }: Pair): number => Math.min(a?.row ?? Infinity, b?.row ?? Infinity);
const nameOf = ({ both: [a, b] }: Pair): string => (a ?? b)!.name;

/** So many causes are gone back to what brought a thing about. */
const FAR = 12;

/** By how much things come later in the second run, and what has handed that on. */
class Shifts {
  /** By thing of the first run: what the same machine did last before it in both. */
  private readonly before = new Map<Happening, number>();
  private readonly seen: readonly [Seen, Seen];
  private readonly others: readonly [ReadonlyMap<string, Happening>, ReadonlyMap<string, Happening>];

  constructor(a: Seen, b: Seen, pairs: readonly Pair[]) {
    this.seen = [a, b];
    const common = pairs.filter(({ both }) => both[0] && both[1]);
    const of = (run: 0 | 1): Map<string, Happening> => new Map(common.map(({ both }) => [both[run]!.name, both[run]!]));
    this.others = [of(0), of(1)];
    const last = new Map<number, number>();
    for (const { both } of common) {
      const [one, other] = both as [Happening, Happening];
      this.before.set(one, last.get(one.device) ?? 0);
      last.set(one.device, other.at - one.at);
    }
  }

  /** Does a delay begin with a thing that both runs have? */
  isNew(one: Happening, other: Happening): boolean {
    const shift = other.at - one.at;
    if (shift === 0 || shift === this.before.get(one)) return false;
    return !this.handedOn(0, one.row).includes(shift) && !this.handedOn(1, other.row).includes(shift);
  }

  /** The shifts of what brought it about in a run: of its beginning, and of its arrival. */
  private handedOn(run: 0 | 1, row: number): number[] {
    const cause = this.causeOf(run, row);
    const [one, other] = this.others.map((things) => cause && things.get(cause.name));
    return one && other ? [other.at - one.at, other.until - one.until] : [];
  }

  private causeOf(run: 0 | 1, row: number): Happening | undefined {
    const { history, happenings } = this.seen[run];
    let one: number | undefined = row;
    for (let steps = 0; steps < FAR && one !== undefined; steps++) {
      one = rowAt(history.record, one).cause;
      const found = one === undefined ? undefined : happenings.byRow.get(one);
      if (found && found.row !== row) return found;
    }
    return undefined;
  }
}

/** What sums of a run are set beside those of another. */
export interface Figures {
  /** Frames that machines sent, each counted once whatever way it took, and their octets with FCS. */
  frames: number;
  octets: number;
  lost: number;
  /** Segments that carry again what was sent before. */
  again: number;
  writes: number;
  reads: number;
  /** When the last of all that was sent has arrived, or has been read. */
  done: Instant;
}

/** Octets of a frame check sequence. */
const FCS = 4;

export function figuresOf({ happenings }: Seen, until: Instant = Infinity): Figures {
  const figures: Figures = { frames: 0, octets: 0, lost: 0, again: 0, writes: 0, reads: 0, done: 0 };
  for (const one of happenings.all) {
    if (one.at > until) break;
    figures.done = Math.max(figures.done, one.until);
    if (one.kind === 'write') figures.writes++;
    else if (one.kind === 'read') figures.reads++;
    if (!one.frame) continue;
    figures.frames++;
    figures.octets += one.frame.length + FCS;
    if (one.facts.fate !== 'arrives') figures.lost++;
    if (one.frame.again) figures.again++;
  }
  return figures;
}
