// How many cells of a terminal's grid a text takes, and where it ends: as the emulator counts them (wide characters of UAX 11 take two).

const wide: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3040, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x2fffd],
  [0x30000, 0x3fffd],
];
const COMBINING = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** Cells of one character: 0 where it combines with the one before it. */
function cellsOfCharacter(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (wide.some(([first, last]) => code >= first && code <= last)) return 2;
  return COMBINING.test(character) ? 0 : 1;
}

/** Cells of a text in one line. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += cellsOfCharacter(character);
  return cells;
}

/** Rows below the one where a text begins, and the column, of what follows it. A wide character that does not fit any more begins the next row. */
export interface Spot {
  row: number;
  column: number;
}

/** Where a text ends that begins in a column of a grid so many columns wide. */
export function spotAfter(text: string, column: number, columns: number): Spot {
  const at: Spot = { row: 0, column };
  for (const character of text) {
    const cells = cellsOfCharacter(character);
    if (cells && at.column + cells > columns) {
      at.row++;
      at.column = 0;
    }
    at.column += cells;
  }
  return at.column === columns ? { row: at.row + 1, column: 0 } : at;
}
