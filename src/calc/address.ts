// The address of a calculator as lessons and the page's own address write it: `same-lan?a=192.168.12.1/24&b=…`, `subnet/drills?drill=subnet.network&level=2`.

/** Of a calculator: itself, its exercises, and a sheet of them for a class. */
export const calcParts = ['work', 'drills', 'sheet'] as const;
export type CalcPart = (typeof calcParts)[number];

/** An address taken apart; nothing in it has been looked up. */
export interface CalcAddress {
  calculator: string;
  /** Absent: the calculator itself. */
  part?: string;
  /** What stands in the fields, or which exercise it is. */
  values: [name: string, value: string][];
}

/** Takes an address apart (a query as in the URL standard's form encoding). Undefined when a `%` in it is no encoding. */
export function readAddress(text: string): CalcAddress | undefined {
  const [path = '', query = ''] = splitAt(text, '?');
  const [calculator = '', part] = path.split('/');
  try {
    const values = query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair): [string, string] => {
        const [name = '', value = ''] = splitAt(pair.replaceAll('+', ' '), '=');
        return [decodeURIComponent(name), decodeURIComponent(value)];
      });
    return { calculator: decodeURIComponent(calculator), ...(part ? { part: decodeURIComponent(part) } : {}), values };
  } catch {
    return undefined; // decodeURIComponent throws on a `%` without two hex digits
  }
}

function splitAt(text: string, sign: string): string[] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
