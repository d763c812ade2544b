// Regular expressions for `matches`, over octets: a set of states walked side by side, so that no pattern and no packet can make it slow.
// (Thompson, "Regular Expression Search Algorithm", 1968. The engine's own RegExp tries one way after the other, and some patterns take years.)

/** True when the pattern is found anywhere in the octets. */
export type Matcher = (octets: Uint8Array) => boolean;
export type RegexResult = { ok: true; matches: Matcher } | { ok: false; message: string };

/** More states than a person writes; it bounds the work for each octet. */
const MOST_STATES = 2000;
/** Bounds the building: a repetition of nothing adds no state, but it takes its time. */
const MOST_PARTS = 20_000;
const MOST_REPEATS = 255;

/** Before or after which octet a state may be passed: start, end, border of a word, no border of a word. */
type Border = 'start' | 'end' | 'word' | 'inside';

type State =
  | { kind: 'set'; set: Uint8Array; next: number }
  | { kind: 'split'; next: number; other: number }
  | { kind: 'border'; border: Border; next: number }
  | { kind: 'found' };

type Node =
  | { kind: 'set'; set: Uint8Array }
  | { kind: 'border'; border: Border }
  | { kind: 'row'; nodes: Node[] }
  | { kind: 'either'; nodes: Node[] }
  | { kind: 'repeat'; of: Node; least: number; most: number };

interface Reader {
  readonly octets: Uint8Array;
  at: number;
  depth: number;
  ignoreCase: boolean;
  error?: string;
}

/** Compiles a pattern (UTF-8). Capitals do not matter unless it begins with `(?-i)`, as in Wireshark. */
export function compileRegex(pattern: Uint8Array): RegexResult {
  const r: Reader = { octets: pattern, at: 0, depth: 0, ignoreCase: true };
  if (starts(r, '(?-i)')) r.ignoreCase = false;
  else starts(r, '(?i)');
  const node = alternatives(r);
  if (!r.error && r.at < pattern.length) r.error = 'a ")" has no "("';
  if (r.error) return { ok: false, message: r.error };
  const plan: Plan = { states: [{ kind: 'found' }], parts: 0 };
  const first = build(plan, node, 0);
  const { states } = plan;
  if (full(plan)) return { ok: false, message: 'the pattern is too long when its repetitions are written out' };
  return { ok: true, matches: (octets) => search(states, first, octets) };
}

const code = (letter: string): number => letter.charCodeAt(0);
const letterAt = (r: Reader): string => (r.at < r.octets.length ? String.fromCharCode(r.octets[r.at]) : '');

function starts(r: Reader, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (r.octets[r.at + i] !== text.charCodeAt(i)) return false;
  r.at += text.length;
  return true;
}

function alternatives(r: Reader): Node {
  const nodes: Node[] = [];
  do {
    const row: Node[] = [];
    while (!r.error && r.at < r.octets.length && letterAt(r) !== '|' && letterAt(r) !== ')') row.push(repeated(r));
    nodes.push({ kind: 'row', nodes: row });
  } while (!r.error && starts(r, '|'));
  return nodes.length === 1 ? nodes[0] : { kind: 'either', nodes };
}

function repeated(r: Reader): Node {
  const of = atom(r);
  let least = 1;
  let most = 1;
  const counted = /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(String.fromCharCode(...r.octets.subarray(r.at, r.at + 12)));
  if (starts(r, '*')) [least, most] = [0, Infinity];
  else if (starts(r, '+')) most = Infinity;
  else if (starts(r, '?')) least = 0;
  else if (counted) {
    r.at += counted[0].length;
    least = Number(counted[1]);
    most = counted[3] ? Number(counted[3]) : counted[2] ? Infinity : least;
    const largest = most === Infinity ? least : most;
    if (largest > MOST_REPEATS || most < least)
      r.error = `${counted[0]} is no number of times from 0 to ${MOST_REPEATS}`;
  } else return of;
  starts(r, '?'); // how eagerly it repeats decides what is matched, not whether
  if ('*+?'.includes(letterAt(r) || ' ')) r.error ??= `"${letterAt(r)}" repeats what is repeated already`;
  return { kind: 'repeat', of, least, most };
}

function atom(r: Reader): Node {
  const letter = letterAt(r);
  if (letter === '(') return bracketed(r);
  if (letter === '[') return { kind: 'set', set: bracketSet(r) };
  if ('*+?'.includes(letter)) r.error = `"${letter}" has nothing before it to repeat`;
  r.at++;
  if (letter === '^') return { kind: 'border', border: 'start' };
  if (letter === '$') return { kind: 'border', border: 'end' };
  if (letter === '.') return { kind: 'set', set: setOf((octet) => octet !== 10) };
  if (letter === '\\') return escaped(r);
  return { kind: 'set', set: setFor(r, code(letter)) };
}

function bracketed(r: Reader): Node {
  r.at++;
  if (!starts(r, '?:') && letterAt(r) === '?') r.error = 'looking ahead or back and named groups are not supported';
  if (++r.depth > 50) r.error = 'brackets stand too deep within each other';
  const node = r.error ? { kind: 'row' as const, nodes: [] } : alternatives(r);
  if (!starts(r, ')')) r.error ??= 'a "(" is never closed';
  r.depth--;
  return node;
}

function escaped(r: Reader): Node {
  if (r.at >= r.octets.length) r.error = 'a backslash stands at the end';
  const letter = letterAt(r);
  if (letter === 'b' || letter === 'B') {
    r.at++;
    return { kind: 'border', border: letter === 'b' ? 'word' : 'inside' };
  }
  return { kind: 'set', set: setFor(r, classOrLetter(r)) };
}

const isDigit = (octet: number): boolean => octet >= 48 && octet <= 57;
const isSpace = (octet: number): boolean => octet === 32 || (octet >= 9 && octet <= 13);
const isWord = (octet: number): boolean =>
  isDigit(octet) || (octet >= 65 && octet <= 90) || (octet >= 97 && octet <= 122) || octet === 95;

/** What stands behind a backslash, apart from borders: one octet, or a class of them. */
function classOrLetter(r: Reader): number | Uint8Array {
  const letter = letterAt(r);
  const hex = /^x([0-9a-fA-F]{2})/.exec(String.fromCharCode(...r.octets.subarray(r.at, r.at + 3)));
  if (hex) {
    r.at += 3;
    return parseInt(hex[1], 16);
  }
  r.at++;
  if (letter === 'd') return setOf(isDigit);
  if (letter === 'D') return setOf((octet) => !isDigit(octet));
  if (letter === 's') return setOf(isSpace);
  if (letter === 'S') return setOf((octet) => !isSpace(octet));
  if (letter === 'w') return setOf(isWord);
  if (letter === 'W') return setOf((octet) => !isWord(octet));
  const control = { n: 10, r: 13, t: 9, f: 12, a: 7, e: 27, '0': 0 }[letter];
  if (control === undefined && /[A-Za-z0-9]/.test(letter)) r.error ??= `\\${letter} is not supported`;
  return control ?? code(letter || ' ');
}

/** `[a-z0-9_]`, `[^\s]`. */
function bracketSet(r: Reader): Uint8Array {
  r.at++;
  const inverted = starts(r, '^');
  const set = new Uint8Array(256);
  let first = true;
  while (r.at < r.octets.length && (first || letterAt(r) !== ']')) {
    first = false;
    const low = bracketMember(r);
    const range = letterAt(r) === '-' && r.at + 1 < r.octets.length && r.octets[r.at + 1] !== code(']');
    if (range) r.at++;
    const high = range ? bracketMember(r) : low;
    if (typeof low !== 'number' || typeof high !== 'number') {
      if (range) r.error ??= 'a range between [ and ] goes from one letter to another';
      setFor(r, low).forEach((yes, octet) => (set[octet] |= yes));
      continue;
    }
    if (low > high) r.error ??= 'a range between [ and ] runs backwards';
    for (let octet = low; octet <= high; octet++) setFor(r, octet).forEach((yes, other) => (set[other] |= yes));
  }
  if (!starts(r, ']')) r.error ??= 'a "[" is never closed';
  return inverted ? setOf((octet) => !set[octet]) : set;
}

function bracketMember(r: Reader): number | Uint8Array {
  if (!starts(r, '\\')) return r.octets[r.at++];
  if (r.at >= r.octets.length) r.error ??= 'a backslash stands at the end';
  return classOrLetter(r);
}

function setOf(holds: (octet: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, octet) => (holds(octet) ? 1 : 0));
}

/** The octets that a letter of the pattern, or a class, stands for. */
function setFor(r: Reader, octet: number | Uint8Array): Uint8Array {
  if (typeof octet !== 'number') return octet;
  const fold = (o: number): number => (r.ignoreCase && o >= 65 && o <= 90 ? o + 32 : o);
  return setOf((other) => fold(other) === fold(octet));
}

interface Plan {
  states: State[];
  parts: number;
}

const full = (plan: Plan): boolean => plan.states.length > MOST_STATES || plan.parts > MOST_PARTS;

/** Adds the states of a node in front of state `next`; returns where they begin. Stops adding beyond the limits. */
function build(plan: Plan, node: Node, next: number): number {
  const { states } = plan;
  plan.parts++;
  if (full(plan)) return 0;
  switch (node.kind) {
    case 'set':
      return states.push({ kind: 'set', set: node.set, next }) - 1;
    case 'border':
      return states.push({ kind: 'border', border: node.border, next }) - 1;
    case 'row':
      return node.nodes.reduceRight((after, part) => build(plan, part, after), next);
    case 'either':
      return node.nodes
        .map((part) => build(plan, part, next))
        .reduceRight((other, first) => states.push({ kind: 'split', next: first, other }) - 1);
    case 'repeat':
      return buildRepeat(plan, node.of, node.least, node.most, next);
  }
}

function buildRepeat(plan: Plan, of: Node, least: number, most: number, next: number): number {
  const { states } = plan;
  let first = next;
  if (most === Infinity) {
    const loop = states.push({ kind: 'split', next: 0, other: next }) - 1;
    (states[loop] as { next: number }).next = build(plan, of, loop);
    first = loop;
  } else {
    for (let i = least; i < most; i++)
      first = states.push({ kind: 'split', next: build(plan, of, first), other: next }) - 1;
  }
  for (let i = 0; i < least; i++) first = build(plan, of, first);
  return first;
}

function search(states: readonly State[], first: number, octets: Uint8Array): boolean {
  let now: number[] = [];
  const seenAt = new Int32Array(states.length).fill(-1);
  for (let at = 0; at <= octets.length; at++) {
    const reached: number[] = [];
    now.push(first); // a match may begin at every octet
    while (now.length) {
      const index = now.pop()!;
      if (seenAt[index] === at) continue;
      seenAt[index] = at;
      const state = states[index];
      if (state.kind === 'found') return true;
      if (state.kind === 'split') now.push(state.other, state.next);
      else if (state.kind === 'border') {
        if (holds(state.border, octets, at)) now.push(state.next);
      } else if (at < octets.length && state.set[octets[at]]) reached.push(state.next);
    }
    now = reached;
  }
  return false;
}

function holds(border: Border, octets: Uint8Array, at: number): boolean {
  if (border === 'start') return at === 0;
  // As in Perl, "$" also stands before a newline that ends the whole.
  if (border === 'end') return at === octets.length || (at === octets.length - 1 && octets[at] === 10);
  const before = at > 0 && isWord(octets[at - 1]);
  const after = at < octets.length && isWord(octets[at]);
  return (before !== after) === (border === 'word');
}
