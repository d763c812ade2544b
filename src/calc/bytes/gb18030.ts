// GB 18030 and, within it, GBK: which octets a character has, in a table made once from the platform's own decoder.

// GB 18030 with two octets: the first 81 to fe, the second 40 to fe without 7f. The platform's decoder knows which character each pair is; all of them in a row, decoded
// once, are a table for both directions. (Its `gbk` is not the same in all browsers, its `gb18030` is: the Encoding Standard writes it out.)

const SECONDS = 190;
let pairs: { text: string; pointers: ReadonlyMap<string, number> } | undefined;
function allPairs(): { text: string; pointers: ReadonlyMap<string, number> } {
  if (pairs) return pairs;
  const bytes = new Uint8Array(126 * SECONDS * 2);
  for (let pointer = 0; pointer < 126 * SECONDS; pointer++) bytes.set(octetsOfPair(pointer), pointer * 2);
  const text = new TextDecoder('gb18030').decode(bytes);
  const pointers = new Map<string, number>();
  // Of two places with the same character the first is the one that is written.
  for (let pointer = 0; pointer < text.length; pointer++) {
    if (!pointers.has(text[pointer]!)) pointers.set(text[pointer]!, pointer);
  }
  return (pairs = { text, pointers });
}

function octetsOfPair(pointer: number): Uint8Array {
  const second = 0x40 + (pointer % SECONDS);
  return Uint8Array.of(0x81 + Math.floor(pointer / SECONDS), second < 0x7f ? second : second + 1);
}

/** The two octets of a character; `gbk`: only those that GBK has, too. */
export function pairOf(char: string, gbk: boolean): Uint8Array | undefined {
  const pointer = allPairs().pointers.get(char);
  if (pointer === undefined) return undefined;
  const octets = octetsOfPair(pointer);
  return !gbk || isGbk(char, octets[0]!, octets[1]!) ? octets : undefined;
}

/** The character of two octets; `gbk`: only if GBK has it, too. */
export function pairAt(first: number, second: number, gbk: boolean): string | undefined {
  if (first === 0x80 || first === 0xff || second < 0x40 || second === 0x7f || second === 0xff) return undefined;
  const char = allPairs().text[(first - 0x81) * SECONDS + second - (second < 0x7f ? 0x40 : 0x41)]!;
  return !gbk || isGbk(char, first, second) ? char : undefined;
}

/** What GB 18030 put into places that GBK left empty: the euro, vertical signs, letters of pinyin, strokes and rare characters. */
const ADDED: readonly [number, number][] = [
  ...([0xa2e3, 0xa3a0, 0xa6f3, 0xa8bc, 0xa8bf].map((place) => [place, place]) as [number, number][]),
  ...([
    [0xa6d9, 0xa6df],
    [0xa6ec, 0xa6ed],
    [0xa989, 0xa995],
    [0xfe50, 0xfea0],
  ] as [number, number][]),
];

/** GBK has this pair. The private area of Unicode stands for places without a character. */
function isGbk(char: string, first: number, second: number): boolean {
  const place = first * 256 + second;
  return !(char >= '\ue000' && char <= '\uf8ff') && !ADDED.some(([from, to]) => from <= place && place <= to);
}

/** Four octets, 81 30 81 30 and on: the second and fourth are digits. */
const octetsOfFour = (pointer: number): [number, number, number, number] => [
  0x81 + Math.floor(pointer / 12600),
  0x30 + (Math.floor(pointer / 1260) % 10),
  0x81 + (Math.floor(pointer / 10) % 126),
  0x30 + (pointer % 10),
];
const FIRST_BEYOND = 189_000;
const UP_TO_FFFF = 39_420;

let fours: string | undefined;
/** The characters up to U+FFFF that have no pair, in the order of their four octets; decoded once, as the pairs are. */
function allFours(): string {
  if (fours !== undefined) return fours;
  const bytes = new Uint8Array(UP_TO_FFFF * 4);
  for (let pointer = 0; pointer < UP_TO_FFFF; pointer++) bytes.set(octetsOfFour(pointer), pointer * 4);
  return (fours = new TextDecoder('gb18030').decode(bytes));
}

/** The four octets of a character that has no pair. */
export function fourOf(char: string): Uint8Array | undefined {
  const point = char.codePointAt(0)!;
  const pointer = point > 0xffff ? FIRST_BEYOND + point - 0x1_0000 : allFours().indexOf(char);
  return pointer < 0 ? undefined : Uint8Array.from(octetsOfFour(pointer));
}
