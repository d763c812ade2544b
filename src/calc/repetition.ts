// Exercises that went wrong come again, in ever longer intervals (Leitner's boxes); and how many of each drill were right in a row.

/** Which exercise: with these three it can be set again. */
export interface Which {
  drill: string;
  level: number;
  seed: number;
}

/** An exercise that went wrong once. */
export interface Card extends Which {
  /** How often it has been right since it last went wrong. */
  box: number;
  /** Due on this day, and on that day itself not before so many answers have been given in all. */
  day: number;
  count: number;
  /** When it was answered last: of two states of a card the later one holds. */
  at: number;
}

export interface Streak {
  now: number;
  best: number;
  at: number;
}

/** All that is kept of somebody's practice: plain data. */
export interface Practice {
  answered: number;
  cards: Card[];
  /** By drill. */
  streaks: Record<string, Streak>;
}

/** Days from outside, counted from any day on, and the instant in ms, by which states of two tabs are compared. */
export interface When {
  day: number;
  at: number;
}

/** In the first box an exercise comes again after so many others; in the next ones after so many days. Past the last it is done. */
const OTHERS_BETWEEN = 4;
const DAYS = [0, 1, 3, 7];
const DONE = DAYS.length;
/** More are not kept: those that are done go first, then those that were answered longest ago. */
const MOST_CARDS = 300;
const MOST_STREAKS = 300;

export const noPractice: Practice = { answered: 0, cards: [], streaks: {} };

const keyOf = ({ drill, level, seed }: Which): string => `${drill} ${level} ${seed}`;

/** The card of an exercise that went wrong once and is not yet done. */
export const cardOf = ({ cards }: Practice, which: Which): Card | undefined =>
  cards.find((card) => card.box < DONE && keyOf(card) === keyOf(which));

/** What is kept once an exercise has been answered: its first answer, whatever was corrected after. */
export function afterAnswer(practice: Practice, which: Which, right: boolean, when: When): Practice {
  const answered = practice.answered + 1;
  const streaks = streaksAfter(practice, which.drill, right, when);
  const card = cardOf(practice, which);
  const box = right ? (card && isDue(practice, card, when.day) ? card.box + 1 : undefined) : 0;
  if (box === undefined) return bounded({ ...practice, answered, streaks });
  const { drill, level, seed } = which;
  const again: Card = {
    ...{ drill, level, seed, box, at: when.at },
    day: when.day + (DAYS[box] ?? 0),
    count: answered + OTHERS_BETWEEN,
  };
  const others = practice.cards.filter((one) => keyOf(one) !== keyOf(which));
  return bounded({ answered, cards: [...others, again], streaks });
}

/** A wrong answer was corrected: it counts in the row, but the exercise comes again all the same. */
export const afterCorrection = (practice: Practice, which: Which, when: When): Practice =>
  bounded({ ...practice, streaks: streaksAfter(practice, which.drill, true, when) });

function streaksAfter(practice: Practice, drill: string, right: boolean, { at }: When): Practice['streaks'] {
  const { now, best } = streakOf(practice, drill);
  const run = right ? now + 1 : 0;
  return { ...practice.streaks, [drill]: { now: run, best: Math.max(best, run), at } };
}

export const streakOf = ({ streaks }: Practice, drill: string): Streak =>
  Object.hasOwn(streaks, drill) ? streaks[drill]! : { now: 0, best: 0, at: 0 };

/** What is due of these drills, what has waited longest first. */
export const dueOf = (practice: Practice, drills: readonly string[], day: number): Card[] =>
  practice.cards
    .filter((card) => drills.includes(card.drill) && isDue(practice, card, day))
    .sort((a, b) => a.day - b.day || a.count - b.count);

function isDue({ answered }: Practice, { box, day: due, count }: Card, day: number): boolean {
  if (box >= DONE) return false;
  // A day further away than any interval was noted while the clock was wrong.
  if (due > day) return due > day + DAYS[DONE - 1]!;
  return box > 0 || due < day || count <= answered;
}

/** Both together, so that neither of two tabs writes over the other: of each card and streak the later state. */
export function combine(mine: Practice, other: Practice): Practice {
  const cards = new Map(mine.cards.map((card) => [keyOf(card), card]));
  for (const card of other.cards) {
    const own = cards.get(keyOf(card));
    if (!own || card.at > own.at) cards.set(keyOf(card), card);
  }
  const streaks = { ...mine.streaks };
  for (const [drill, theirs] of Object.entries(other.streaks)) {
    const own = streakOf(mine, drill);
    streaks[drill] = { ...(theirs.at > own.at ? theirs : own), best: Math.max(own.best, theirs.best) };
  }
  return bounded({ answered: Math.max(mine.answered, other.answered), cards: [...cards.values()], streaks });
}

function bounded({ answered, cards, streaks }: Practice): Practice {
  const kept = [...cards].sort((a, b) => Number(a.box >= DONE) - Number(b.box >= DONE) || b.at - a.at);
  const runs = Object.entries(streaks).sort(([, a], [, b]) => b.at - a.at);
  return { answered, cards: kept.slice(0, MOST_CARDS), streaks: Object.fromEntries(runs.slice(0, MOST_STREAKS)) };
}

/** Reads what a browser or a file has kept, whoever wrote it: what cannot be read is left out. */
export function readPractice(value: unknown): Practice {
  if (!isObject(value)) return noPractice;
  const cards = Array.isArray(value['cards']) ? value['cards'].slice(0, 10 * MOST_CARDS).flatMap(readCard) : [];
  const streaks = isObject(value['streaks']) ? Object.entries(value['streaks']).flatMap(readStreak) : [];
  const answered = isCount(value['answered']) ? value['answered'] : 0;
  return combine(noPractice, { answered, cards, streaks: Object.fromEntries(streaks) });
}

function readCard(value: unknown): Card[] {
  if (!isObject(value)) return [];
  const { drill, level, seed, box, day, count, at } = value;
  const good = isName(drill) && isCount(level) && isCount(seed) && isCount(box) && isCount(day) && isCount(count);
  return good && isCount(at) ? [{ drill, level, seed, box: Math.min(box, DONE), day, count, at }] : [];
}

function readStreak([drill, value]: [string, unknown]): [string, Streak][] {
  if (!isName(drill) || !isObject(value)) return [];
  const { now, best, at } = value;
  return isCount(now) && isCount(best) && isCount(at) ? [[drill, { now, best, at }]] : [];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isName = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z0-9.-]{0,63}$/i.test(value);
