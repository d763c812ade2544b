// Tables as text for spreadsheets (RFC 4180).

/**
 * Rows as CSV, each line ended by CR LF. A text that a spreadsheet would take for a formula gets an apostrophe before it, for what is written here may
 * have come from somebody else's link.
 */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
