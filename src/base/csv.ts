// Tables as text for spreadsheets (RFC 4180).

/** Rows as CSV, each line ended by CR LF. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

/**
 * A cell: quoted where it must be; and what a spreadsheet would take for a formula (`=` `+` `-` `@`, a tab or a line's end in front) gets an apostrophe before it,
 * which makes it text there: it may have come from somebody else's link. A plain negative number is none.
 */
export function csvCell(text: string): string {
  const safe = /^[\s\u3000\u00a0]*[=+\-@＝＋－＠\t\r]/u.test(text) && !/^-\d+$/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
