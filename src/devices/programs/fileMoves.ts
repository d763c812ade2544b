// cp and mv: a file or folder, or several into a folder (POSIX XCU cp, mv); which, type and nano, which say or show where and what a file is.

import {
  baseName,
  entriesOf,
  makeFolder,
  readFile,
  renameFile,
  resolvePath,
  changeMode,
  statOf,
  whyNotRead,
  writeFile,
} from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import { commandAt } from '../host/commandFiles.ts';
import type { HostState } from '../host/host.ts';
import { openEditor } from '../host/output.ts';
import { programNamed } from '../host/program.ts';
import { atOnce, done, lines, refusal, type Answer } from './answer.ts';
import { readOptions } from './options.ts';

type Move = (
  host: HostState,
  from: string,
  to: string,
  given: ReadonlyMap<string, string>,
  now: number,
) => string | undefined;

/** Both commands take sources and a target, which is a folder where there are several. `move` gets absolute paths, and gives what went wrong. */
function mover(name: string, letters: string, move: Move): ReturnType<typeof atOnce> {
  return atOnce((host, argv, out, { cwd }): Answer => {
    const { given, operands, mistake } = readOptions(argv, letters);
    if (mistake) return refusal(1, `${name}: ${mistake}`);
    if (!operands.length) return refusal(1, `${name}: missing file operand`);
    const target = operands.pop()!;
    if (!operands.length) return refusal(1, `${name}: missing destination file operand after '${target}'`);
    const isFolder = statOf(host, target, cwd)?.folder ?? false;
    if (operands.length > 1 && !isFolder) return refusal(1, `${name}: target '${target}': Not a directory`);
    const errors = operands.flatMap((source) => {
      const from = resolvePath(cwd, source);
      const to = resolvePath(cwd, isFolder ? `${target}/${baseName(from)}` : target);
      if (!statOf(host, from)) return [`${name}: cannot stat '${source}': ${failureText(whyNotRead(host, from))}`];
      if (from === to) return [`${name}: '${source}' and '${target}' are the same file`];
      const wrong = move(host, from, to, given, out.now);
      return wrong === undefined ? [] : [`${name}: ${wrong}`];
    });
    return errors.length ? refusal(1, errors.join('\n')) : done;
  });
}

export const mv = mover('mv', 'f', (host, from, to, _given, now) => {
  const failure = renameFile(host, from, to, '/', now);
  return failure && `cannot move '${from}' to '${to}': ${failureText(failure)}`;
});

export const cp = mover('cp', 'rR', (host, from, to, given, now) => {
  if (!statOf(host, from)!.folder) return copyFile(host, from, to, now);
  if (!given.has('r') && !given.has('R')) return `-r not specified; omitting directory '${from}'`;
  if (`${to}/`.startsWith(`${from}/`)) return `cannot copy a directory, '${from}', into itself, '${to}'`;
  return copyFolder(host, from, to, now);
});

function copyFile(host: HostState, from: string, to: string, now: number): string | undefined {
  const failure = writeFile(host, to, readFile(host, from)!, '/', now);
  if (!failure) changeMode(host, to, statOf(host, from)!.mode);
  return failure && `cannot create regular file '${to}': ${failureText(failure)}`;
}

function copyFolder(host: HostState, from: string, to: string, now: number): string | undefined {
  const failure = makeFolder(host, to, '/', now, true);
  if (failure) return `cannot create directory '${to}': ${failureText(failure)}`;
  for (const name of entriesOf(host, from)!) {
    const [a, b] = [`${from}/${name}`, `${to}/${name}`];
    const wrong = statOf(host, a)!.folder ? copyFolder(host, a, b, now) : copyFile(host, a, b, now);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

export const which = atOnce((_host, argv): Answer => {
  const { operands, mistake } = readOptions(argv, '');
  if (mistake) return refusal(2, `which: ${mistake}`);
  const found = operands.filter((name) => (name.includes('/') ? commandAt(name) : programNamed(name)));
  const answer = lines(found.map((name) => (name.includes('/') ? name : `/usr/bin/${name}`)));
  return found.length === operands.length && found.length ? answer : { ...answer, status: 1 };
});

/** `type FILE` as Windows has it prints a file; `type COMMAND` as bash has it says what a command is. */
export const type = atOnce((host, argv, _out, { cwd }): Answer => {
  const { operands, mistake } = readOptions(argv, '');
  if (mistake) return refusal(2, `type: ${mistake}`);
  const said: string[] = [];
  const errors: string[] = [];
  for (const name of operands) {
    const octets = readFile(host, name, cwd);
    if (octets) said.push(...new TextDecoder().decode(octets).replace(/\n$/, '').split('\n'));
    else if (programNamed(name)) said.push(`${name} is /usr/bin/${name}`);
    else errors.push(`bash: type: ${name}: not found`);
  }
  return errors.length ? { status: 1, lines: said, error: errors.join('\n') } : lines(said);
});

export const nano = atOnce((host, argv, out, process): Answer => {
  const { operands, mistake } = readOptions(argv, '');
  const name = argv[0]!;
  if (mistake ?? operands.length !== 1) return refusal(1, `${name}: ${mistake ?? 'name one file'}`);
  const path = resolvePath(process.cwd, operands[0]!);
  if (statOf(host, path)?.folder) return refusal(1, `${name}: ${operands[0]!}: Is a directory`);
  openEditor(host, process, path, out);
  return lines([`${name}: ${operands[0]!} is open in the editor`]);
});
