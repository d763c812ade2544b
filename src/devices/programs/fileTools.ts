// cd, mkdir, rmdir, rm, touch, chmod: folders and files come and go (POSIX XCU).

import {
  changeMode,
  entriesOf,
  HOME,
  makeFolder,
  removeFile,
  resolvePath,
  statOf,
  touchFile,
  whyNotRead,
  type FileFailure,
} from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import type { ProcessState } from '../host/process.ts';
import { changeFolder } from '../host/shellProcess.ts';
import type { Surroundings } from '../surroundings.ts';
import { atOnce, done, refusal, type Answer } from './answer.ts';
import { readOptions } from './options.ts';

export const cd = atOnce((host, argv, _out, process): Answer => {
  const words = argv[1] === '--' ? argv.slice(2) : argv.slice(1);
  if (words.length > 1) return refusal(1, 'bash: cd: too many arguments');
  const name = words[0] ?? HOME;
  const path = resolvePath(process.cwd, name);
  const found = statOf(host, path);
  if (!found) return refusal(1, `bash: cd: ${name}: ${failureText(whyNotRead(host, path))}`);
  if (!found.folder) return refusal(1, `bash: cd: ${name}: Not a directory`);
  // In a pipeline it would be a shell of its own that goes there.
  if (process.from === undefined && process.into === undefined) changeFolder(host, process, path);
  return done;
});

type Act = (
  name: string,
  given: ReadonlyMap<string, string>,
  host: HostState,
  cwd: string,
  now: number,
) => string | undefined;

/** A command that does the same with each of its operands. `act` gives what went wrong. */
function forEachName(name: string, letters: string, act: Act): ReturnType<typeof atOnce> {
  return atOnce((host: HostState, argv: readonly string[], out: Surroundings, { cwd }: ProcessState): Answer => {
    const { given, operands, mistake } = readOptions(argv, letters);
    if (mistake) return refusal(1, `${name}: ${mistake}`);
    if (!operands.length && !given.has('f')) return refusal(1, `${name}: missing operand`);
    const errors = operands.flatMap((one) => act(one, given, host, cwd, out.now) ?? []);
    return errors.length ? refusal(1, errors.map((text) => `${name}: ${text}`).join('\n')) : done;
  });
}

const because = (what: string, name: string, failure: FileFailure | undefined): string | undefined =>
  failure && `${what} '${name}': ${failureText(failure)}`;

export const mkdir = forEachName('mkdir', 'p', (name, given, host, cwd, now) =>
  because('cannot create directory', name, makeFolder(host, name, cwd, now, given.has('p'))),
);

export const rmdir = forEachName('rmdir', '', (name, _given, host, cwd) => {
  const found = statOf(host, name, cwd);
  return because('failed to remove', name, found && !found.folder ? 'ENOTDIR' : removeFile(host, name, cwd));
});

export const rm = forEachName('rm', 'rRf', (name, given, host, cwd) => {
  const found = statOf(host, name, cwd);
  if (!found) return given.has('f') ? undefined : because('cannot remove', name, whyNotRead(host, name, cwd));
  const path = resolvePath(cwd, name);
  if (path === '/') return "it is dangerous to operate recursively on '/'";
  if (found.folder && !given.has('r') && !given.has('R')) return because('cannot remove', name, 'EISDIR');
  return because('cannot remove', name, removeAll(host, path));
});

function removeAll(host: HostState, path: string): FileFailure | undefined {
  for (const name of entriesOf(host, path) ?? []) {
    const failure = removeAll(host, `${path}/${name}`);
    if (failure) return failure;
  }
  return removeFile(host, path);
}

export const touch = forEachName('touch', '', (name, _given, host, cwd, now) =>
  because('cannot touch', name, touchFile(host, name, cwd, now)),
);

const ALL = 0o777;
const WHO: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: ALL };
const WHAT: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111 };
/** What a new file is not given, and `+w` without anybody named does not give: writing by others. */
const UMASK = 0o022;

/** The mode that `755`, `+x` or `u=rw,go-w` makes of one; undefined when the text is none of these. */
export function changedMode(text: string, mode: number): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return parseInt(text, 8);
  let changed = mode;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const [, who = '', sign, what = ''] = match;
    const whose = who ? [...who].reduce((bits, one) => bits | WHO[one]!, 0) : (ALL & ~UMASK) | 0o111;
    const bits = [...what].reduce((sum, one) => sum | WHAT[one]!, 0) & whose;
    if (sign === '+') changed |= bits;
    else if (sign === '-') changed &= ~bits;
    else changed = (changed & ~whose) | bits;
  }
  return changed;
}

export const chmod = atOnce((host, argv, _out, { cwd }): Answer => {
  // `-x` takes a permission away, and is no option.
  const isMode = (word: string): boolean => /^-[rwx]+$/.test(word);
  const mode = argv.slice(1).find(isMode);
  const { given, operands, mistake } = readOptions(
    argv.filter((word) => !isMode(word)),
    'R',
  );
  if (mistake) return refusal(1, `chmod: ${mistake}`);
  const [text, ...names] = mode === undefined ? operands : [mode, ...operands];
  if (text === undefined) return refusal(1, 'chmod: missing operand');
  if (changedMode(text, 0) === undefined) return refusal(1, `chmod: invalid mode: '${text}'`);
  if (!names.length) return refusal(1, `chmod: missing operand after '${text}'`);
  const change = (name: string): string[] => {
    const found = statOf(host, name, cwd);
    if (!found) return [`chmod: cannot access '${name}': ${failureText(whyNotRead(host, name, cwd))}`];
    const failure = changeMode(host, name, changedMode(text, found.mode)!, cwd);
    if (failure) return [`chmod: changing permissions of '${name}': Operation not permitted`];
    const inside = given.has('R') && found.folder ? entriesOf(host, name, cwd)! : [];
    return inside.flatMap((one) => change(`${name}/${one}`));
  };
  const errors = names.flatMap(change);
  return errors.length ? refusal(1, errors.join('\n')) : done;
});
