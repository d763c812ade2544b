// Which program the first word of a command means: one of the host's commands, or a file that may be executed, with the interpreter that its first line names.

import { baseName, folderOf, readPart, resolvePath, statOf } from './files.ts';
import type { HostState } from './host.ts';
import { programNamed } from './program.ts';

/** The words as the program gets them, and its name. `refusal`: why nothing can run; the status is that of bash. */
export interface Found {
  argv: string[];
  program: string;
  refusal?: { status: number; text: string };
}

const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
const FOLDERS = new Set(['/bin', '/sbin', '/usr/bin', '/usr/sbin', '/usr/local/bin']);
const ANYBODY_EXECUTES = 0o111;
/** As Linux reads it (BINPRM_BUF_SIZE). */
const FIRST_LINE = 256;

/** The command that stands at an absolute path by itself: `/usr/bin/python3`. */
export const commandAt = (path: string): string | undefined =>
  FOLDERS.has(folderOf(path)) && programNamed(baseName(path)) ? baseName(path) : undefined;

export function findCommand(host: HostState, argv: string[], cwd: string): Found {
  const name = argv[0]!;
  const refuse = (status: number, text: string): Found => ({ argv, program: name, refusal: { status, text } });
  if (!name.includes('/')) {
    return programNamed(name) ? { argv, program: name } : refuse(NOT_FOUND, `${name}: command not found`);
  }
  const path = resolvePath(cwd, name);
  const stat = statOf(host, path);
  const command = stat ? undefined : commandAt(path);
  if (command !== undefined) return { argv, program: command };
  if (!stat) return refuse(NOT_FOUND, `${name}: No such file or directory`);
  if (stat.folder) return refuse(NOT_EXECUTABLE, `${name}: Is a directory`);
  if (!(stat.mode & ANYBODY_EXECUTES)) return refuse(NOT_EXECUTABLE, `${name}: Permission denied`);
  const octets = readPart(host, path, 0, FIRST_LINE)!;
  const [line = ''] = new TextDecoder().decode(octets).split('\n', 1);
  if (!line.startsWith('#!')) {
    if (octets.includes(0)) return refuse(NOT_EXECUTABLE, `${name}: cannot execute binary file: Exec format error`);
    return { argv: ['bash', ...argv], program: 'bash' };
  }
  const [interpreter = '', word = ''] = line
    .slice(2)
    .replace(/^[ \t]+/, '')
    .split(/[ \t]+/, 2);
  if (baseName(interpreter) === 'env') {
    if (programNamed(word)) return { argv: [word, ...argv], program: word };
    // A line end as Windows writes it stays part of the name, and is easily overlooked.
    const shown = word.replace('\r', '\\r');
    return {
      argv,
      program: name,
      refusal: { status: NOT_FOUND, text: `/usr/bin/env: '${shown}': No such file or directory` },
    };
  }
  const found = commandAt(interpreter);
  if (found !== undefined) return { argv: [found, ...(word ? [word] : []), ...argv], program: found };
  const shown = interpreter.replace('\r', '^M');
  return refuse(NOT_EXECUTABLE, `${name}: ${shown}: bad interpreter: No such file or directory`);
}
