// ls, stat and du: what a folder holds and what is known of its files (POSIX XCU ls, du; coreutils).

import { entriesOf, resolvePath, statOf, whyNotRead, type FileStat } from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import { atOnce, refusal, type Answer } from './answer.ts';
import { listedDate, wholeDate } from './dateText.ts';
import { readOptions } from './options.ts';

const USER = 'student';
/** What a disk hands out at a time, in octets. */
const BLOCK = 4096;

const modeText = ({ folder, mode }: FileStat): string =>
  (folder ? 'd' : '-') + [...'rwxrwxrwx'].map((letter, i) => (mode & (0o400 >> i) ? letter : '-')).join('');

/** KiB on the disk. */
const blocksOf = ({ folder, size }: FileStat): number => (folder ? 1 : Math.ceil(size / BLOCK)) * (BLOCK / 1024);

const sizeText = (octets: number, human: boolean): string => {
  if (!human || octets < 1024) return String(octets);
  const [unit, divisor] = octets < 1 << 20 ? ['K', 1024] : ['M', 1 << 20];
  const value = octets / (divisor as number);
  return `${value < 10 ? Math.ceil(value * 10) / 10 : Math.ceil(value)}${unit as string}`;
};

interface Listed {
  name: string;
  stat: FileStat;
}

function listing(rows: readonly Listed[], given: ReadonlyMap<string, string>): string[] {
  if (!given.has('l')) return rows.map(({ name }) => name);
  const sizes = rows.map(({ stat }) => sizeText(stat.folder ? BLOCK : stat.size, given.has('h')));
  const width = Math.max(0, ...sizes.map((one) => one.length));
  return rows.map(
    ({ name, stat }, i) =>
      `${modeText(stat)} ${stat.folder ? 2 : 1} ${USER} ${USER} ${sizes[i]!.padStart(width)} ${listedDate(stat.modified)} ${name}`,
  );
}

/** What stands in a folder; with `-a` also what begins with a dot, the folder itself and the one above. */
function inFolder(host: HostState, path: string, given: ReadonlyMap<string, string>): string[] {
  const all = given.has('a');
  const names = entriesOf(host, path)!.filter((name) => all || !name.startsWith('.'));
  const rows = [...(all ? ['.', '..'] : []), ...names].map((name) => ({
    name,
    stat: statOf(host, `${path}/${name}`)!,
  }));
  const total = rows.reduce((sum, { stat }) => sum + blocksOf(stat), 0);
  return [...(given.has('l') ? [`total ${total}`] : []), ...listing(rows, given)];
}

export const ls = atOnce((host, argv, _out, { cwd }): Answer => {
  const { given, operands, mistake } = readOptions(argv, 'la1h');
  if (mistake) return refusal(2, `${argv[0]!}: ${mistake}`);
  const names = operands.length ? operands : ['.'];
  const found = names.flatMap((name) => {
    const stat = statOf(host, name, cwd);
    return stat ? [{ name, stat }] : [];
  });
  const missing = names.filter((name) => !statOf(host, name, cwd));
  const folders = found.filter(({ stat }) => stat.folder);
  const lines = listing(
    found.filter(({ stat }) => !stat.folder),
    given,
  );
  folders.forEach(({ name }) => {
    if (lines.length) lines.push('');
    if (names.length > 1) lines.push(`${name}:`);
    lines.push(...inFolder(host, resolvePath(cwd, name), given));
  });
  if (!missing.length) return { status: 0, lines };
  const why = (name: string): string => failureText(whyNotRead(host, name, cwd));
  return { status: 2, lines, error: missing.map((name) => `ls: cannot access '${name}': ${why(name)}`).join('\n') };
});

export const stat = atOnce((host, argv, _out, { cwd }): Answer => {
  const { operands, mistake } = readOptions(argv, '');
  if (mistake ?? !operands.length) return refusal(1, `stat: ${mistake ?? 'missing operand'}`);
  const answer: Answer & { lines: string[] } = { status: 0, lines: [] };
  for (const name of operands) {
    const found = statOf(host, name, cwd);
    if (!found) {
      return {
        ...answer,
        status: 1,
        error: `stat: cannot stat '${name}': ${failureText(whyNotRead(host, name, cwd))}`,
      };
    }
    answer.lines.push(
      `  File: ${name}`,
      `  Size: ${found.folder ? BLOCK : found.size}\tBlocks: ${2 * blocksOf(found)}\t${found.folder ? 'directory' : found.size ? 'regular file' : 'regular empty file'}`,
      `Access: (${found.mode.toString(8).padStart(4, '0')}/${modeText(found)})  Uid: ( 1000/ ${USER})   Gid: ( 1000/ ${USER})`,
      `Modify: ${wholeDate(found.modified)}`,
    );
  }
  return answer;
});

export const du = atOnce((host, argv, _out, { cwd }): Answer => {
  const { given, operands, mistake } = readOptions(argv, 'ash');
  if (mistake) return refusal(1, `du: ${mistake}`);
  const lines: string[] = [];
  const errors: string[] = [];
  const add = (name: string, top: boolean): number => {
    const found = statOf(host, name, cwd)!;
    const inside = found.folder ? entriesOf(host, name, cwd)! : [];
    const sum = inside.reduce((kib, one) => kib + add(`${name === '/' ? '' : name}/${one}`, false), blocksOf(found));
    const isShown = top || (!given.has('s') && (found.folder || given.has('a')));
    if (isShown) lines.push(`${given.has('h') ? sizeText(sum * 1024, true) : sum}\t${name}`);
    return sum;
  };
  for (const name of operands.length ? operands : ['.']) {
    if (statOf(host, name, cwd)) add(name, true);
    else errors.push(`du: cannot access '${name}': ${failureText(whyNotRead(host, name, cwd))}`);
  }
  return errors.length ? { status: 1, lines, error: errors.join('\n') } : { status: 0, lines };
});
