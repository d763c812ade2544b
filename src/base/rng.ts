// Seeded luck: integer streams that are part of the state, one per (seed, owner, purpose), so a new host leaves others' luck alone.

/** The state of one stream: four 32-bit words of xoshiro128** (Blackman and Vigna, 2018). Plain data. */
export type Luck = Uint32Array;

/** FNV-1a over UTF-16 units, then a finaliser: a name becomes 32 well-mixed bits. */
export function hashName(name: string, basis = 0x811c9dc5): number {
  let h = basis >>> 0;
  for (let i = 0; i < name.length; i++) {
    h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  }
  return mix32(h);
}

function mix32(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The stream for one purpose of one owner, for example `luckFor(7, 'A-S12', 'loss')`. */
export function luckFor(seed: number, owner: string, purpose: string): Luck {
  const state = new Uint32Array(4);
  let z = hashName(`${owner}\u0000${purpose}`, hashName(String(seed)));
  for (let i = 0; i < 4; i++) {
    z = (z + 0x9e3779b9) >>> 0;
    state[i] = mix32(z);
  }
  if (!(state[0]! | state[1]! | state[2]! | state[3]!)) state[0] = 1; // the all-zero state is the only one that never leaves itself
  return state;
}

/** The next 32 random bits, as an unsigned integer. */
export function nextWord(luck: Luck): number {
  const s1 = luck[1]!;
  const five = Math.imul(s1, 5);
  const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
  const t = s1 << 9;
  luck[2]! ^= luck[0]!;
  luck[3]! ^= s1;
  luck[1]! ^= luck[2]!;
  luck[0]! ^= luck[3]!;
  luck[2]! ^= t;
  luck[3] = (luck[3]! << 11) | (luck[3]! >>> 21);
  return result;
}

const TWO_32 = 0x1_0000_0000;

/** A whole number from 0 to bound − 1 (1 ≤ bound ≤ 2⁵³), every one equally likely. */
export function below(luck: Luck, bound: number): number {
  if (bound > TWO_32) return belowWide(luck, bound);
  const limit = TWO_32 - (TWO_32 % bound);
  let word = nextWord(luck);
  while (word >= limit) word = nextWord(luck);
  return word % bound;
}

/** The same for bounds that one word does not reach: a delay of more than four seconds is one. */
function belowWide(luck: Luck, bound: number): number {
  const TWO_53 = 0x20_0000_0000_0000;
  const limit = TWO_53 - (TWO_53 % bound);
  for (;;) {
    const wide = (nextWord(luck) >>> 11) * TWO_32 + nextWord(luck);
    if (wide < limit) return wide % bound;
  }
}

/** True with probability `perMillion` / 1 000 000. */
export function happens(luck: Luck, perMillion: number): boolean {
  return perMillion > 0 && below(luck, 1_000_000) < perMillion;
}
