// Asks tshark about whole captures: which frames a filter selects, and what it finds wrong.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Checks every checksum, resolves no names, and takes each frame for itself, as our dissection does. */
export const FRAME_BY_FRAME = ['ip.defragment:FALSE'];
/** Nor is what a segment carries left out because a segment before it has carried it, on another cable of the same capture. */
const SEGMENT_BY_SEGMENT = [
  ...FRAME_BY_FRAME,
  ...['analyze_sequence_numbers', 'desegment_tcp_streams'].map((one) => `tcp.${one}:FALSE`),
];
const CHECKS = ['ip.check_checksum:TRUE', 'udp.check_checksum:TRUE', 'tcp.check_checksum:TRUE', 'eth.check_fcs:TRUE'];
/** Bulk data of tests must not be "recognised" as some protocol; a frame check sequence only where the capture declares one. */
const NO_GUESSES = ['udp.try_heuristic_first:FALSE', 'eth.fcs:Never'];

/** What we leave as data, and Wireshark would go on to read. */
const NOT_OURS = ['stp', 'gsm_ipa'].flatMap((protocol) => ['--disable-protocol', protocol]);

/** Processes at a time: the machine that tests run on has two cores. */
const AT_ONCE = 2;

/** A capture in a file of its own, as long as `use` runs. */
export async function withCapture<T>(capture: Uint8Array, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'capture-'));
  try {
    const file = join(folder, 'capture.pcapng');
    writeFileSync(file, capture);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What tshark prints about a capture; throws with its words when it refuses. */
export async function tshark(
  file: string,
  args: readonly string[],
  preferences: readonly string[] = [],
): Promise<string> {
  const options = [...CHECKS, ...NO_GUESSES, ...preferences].flatMap((preference) => ['-o', preference]);
  const { stdout } = await run('tshark', ['-n', '-r', file, ...NOT_OURS, ...options, ...args], { maxBuffer: 1 << 28 });
  return stdout;
}

/** One line per frame, its fields told apart by tabs. */
export async function fieldsOf(
  file: string,
  fields: readonly string[],
  preferences: readonly string[] = [],
): Promise<string[][]> {
  const args = ['-T', 'fields', '-E', 'separator=/t', ...fields.flatMap((field) => ['-e', field])];
  const lines = (await tshark(file, args, preferences)).split('\n').slice(0, -1);
  return lines.map((line) => line.split('\t'));
}

/** The numbers of the frames that each filter selects, or what tshark says against it. */
export async function selectedByTshark(file: string, filters: readonly string[]): Promise<(number[] | string)[]> {
  const answers: (number[] | string)[] = [];
  const waiting = [...filters.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [i, filter] = next;
      const args = ['-Y', filter, '-T', 'fields', '-e', 'frame.number'];
      answers[i] = await tshark(file, args, SEGMENT_BY_SEGMENT).then(
        (lines) => lines.split('\n').slice(0, -1).map(Number),
        (error: Error) => error.message,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

/**
 * The same for many filters in one process (starting one takes longer than reading a small capture). The frames must stand at whole
 * seconds from 0 on, one at each, and the last one is not told. Filters with a comma are asked for one by one: here it ends a filter.
 */
export async function selectedAtOnce(file: string, filters: readonly string[]): Promise<(number[] | string)[]> {
  const together = filters.filter((filter) => !filter.includes(','));
  const args = ['-q', ...together.flatMap((filter) => ['-z', `io,stat,1,${filter}`])];
  const tables = (await tshark(file, args, SEGMENT_BY_SEGMENT)).split('| IO Statistics').slice(1).reverse();
  if (tables.length !== together.length) throw new Error(`${together.length} filters, ${tables.length} answers`);
  const answers = new Map<string, number[] | string>();
  for (const [i, table] of tables.entries()) {
    const counts = [...table.matchAll(/^\| *\d+ <> *\w+ *\| *(\d+) \|/gm)].map((row) => Number(row[1]));
    answers.set(
      together[i],
      counts.flatMap((count, second) => (count ? [second + 1] : [])),
    );
  }
  const apart = filters.filter((filter) => filter.includes(','));
  for (const [i, answer] of (await selectedByTshark(file, apart)).entries()) answers.set(apart[i], answer);
  return filters.map((filter) => answers.get(filter)!);
}
