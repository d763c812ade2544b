// A whole run as lines: to read, or of JSON.
import { endOf, type History } from '../sim/history.ts';
import type { Row } from '../sim/record.ts';
import { rowJson, rowText, type Say } from '../sim/traceText.ts';
import { keptLines } from './keep.ts';
import { changeJson, changeText, tcpOf, WIDTH, writersText, type TcpChange } from './tcpText.ts';

/** What events changed of connections, by the row behind which it belongs: `tcpChanges`. */
type Changes = ReadonlyMap<number, readonly TcpChange[]>;

/** The run as lines to read. With `tcp` also what changed of connections and who wrote which octets, and no line is longer than a page is wide. */
export function linesOf(history: History, rows: readonly Row[], say: Say, tcp?: Changes): string[] {
  const kept = keptLines(history);
  if (!tcp) return [...kept, ...rows.map((row) => rowText(history, row, say))];
  const lines = rows.flatMap((row) => {
    const wrote = writersText(history, row);
    const changes = (tcp.get(row.number) ?? []).map(changeText);
    return [...folded(rowText(history, row, say)), ...(wrote === undefined ? [] : [wrote]), ...changes];
  });
  return [...kept, ...lines];
}

/** The run as lines of JSON, the first of which tells what run it is. */
export function jsonOf(history: History, rows: readonly Row[], tcp?: Changes): string[] {
  const { lab, seed } = history;
  const { firstRow, snaplen } = history.record;
  const kept = { ...(firstRow ? { firstRow } : {}), ...(snaplen === Infinity ? {} : { snaplen }) };
  const head = JSON.stringify({ lab: lab.name, seed, until: endOf(history), rows: rows.length, ...kept });
  if (!tcp) return [head, ...rows.map((row) => rowJson(history, row))];
  const told = rows.flatMap((row) => [
    rowJson(history, row, tcpOf(history, row)),
    ...(tcp.get(row.number) ?? []).map(changeJson),
  ]);
  return [head, ...told];
}

/** Where a line goes on that is too long. */
const INDENT = ' '.repeat(18);
/** Signs that take two columns, from here on as far as they matter. */
const WIDE = 0x2e80;

/** Breaks a line where it gets too wide: before a word, or anywhere in a script without spaces. */
function folded(line: string): string[] {
  const lines: string[] = [];
  let rest = line;
  for (;;) {
    const fits = fitting(rest);
    if (fits === rest.length) return [...lines, rest];
    const space = rest.lastIndexOf(' ', fits);
    const at = space > INDENT.length + WIDTH / 3 ? space : fits;
    lines.push(rest.slice(0, at).trimEnd());
    rest = INDENT + rest.slice(at).trimStart();
  }
}

/** How many characters fit into a line. */
function fitting(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    width += text.charCodeAt(i) >= WIDE ? 2 : 1;
    if (width > WIDTH) return i;
  }
  return text.length;
}
