// Numbers as readers type them: full-width digits, blanks, a comma for the point.

/** A number as somebody types it: with a comma or a point, spaces between thousands. Undefined for anything else. */
export function parseNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/[\s_]/g, '').replace(',', '.');
  return /^[+-]?\d{1,15}(\.\d{1,9})?$/.test(plain) ? Number(plain) : undefined;
}
