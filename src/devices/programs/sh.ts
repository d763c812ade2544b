// sh and bash: a shell as a process, which runs a line (`-c`), a file, or the lines that it reads (POSIX XCU sh).

import { readFile, whyNotRead } from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import { isOnTerminal, print } from '../host/output.ts';
import { exitWith, fail } from '../host/processes.ts';
import type { ProcessState } from '../host/process.ts';
import type { Program } from '../host/program.ts';
import { ENDED_BY_INTERRUPT, endShellInput, giveShell, runText, type ShellData } from '../host/shellProcess.ts';
import { runningProcesses } from '../host/shell.ts';
import { atOnce } from './answer.ts';

const CANNOT_READ = 127;
const USAGE_ERROR = 2;

export const sh: Program = {
  start(process, host, out) {
    const [name = 'sh', ...words] = process.argv;
    const begin = (args: string[], fromInput: boolean): void => {
      process.data = {
        ...{ status: 0, args, fromInput, busy: false, looping: false, held: new Uint8Array(0), ended: false },
      } satisfies ShellData;
    };
    if (words[0] === '-c') {
      if (words[1] === undefined)
        return fail(host, process, USAGE_ERROR, `${name}: -c: option requires an argument`, out);
      begin(words.length > 2 ? words.slice(2) : [name], false);
      return runText(host, process, words[1], out);
    }
    if (words[0]?.startsWith('-') && words[0] !== '-') {
      return fail(host, process, USAGE_ERROR, `${name}: invalid option -- '${words[0].slice(1)}'`, out);
    }
    if (words[0] === undefined || words[0] === '-') return begin([name], true);
    const octets = readFile(host, words[0], process.cwd);
    if (!octets) {
      const why = failureText(whyNotRead(host, words[0], process.cwd));
      return fail(host, process, CANNOT_READ, `${name}: ${words[0]}: ${why}`, out);
    }
    begin(words, false);
    // A file that was written on Windows ends its lines with CR LF.
    runText(host, process, new TextDecoder().decode(octets).replaceAll('\r\n', '\n'), out);
  },
  input: (process, host, octets, out) => giveShell(host, process, octets, out),
  inputEnds: (process, host, out) => endShellInput(host, process, out),
  /** The command that it waits for is interrupted, and with that it ends itself. */
  interrupt(process, host, out) {
    if (commandOf(host, process)) return;
    if (isOnTerminal(process)) print(host, process, '^C', out);
    exitWith(host, process, ENDED_BY_INTERRUPT, out);
  },
};

const commandOf = (host: HostState, { pid }: ProcessState): ProcessState | undefined =>
  runningProcesses(host).find((one) => one.shell === pid && one.awaited);

/** `exit [STATUS]`: ends the shell whose command it is; on a terminal the rest of the line alone, which stays open. */
export const exit: Program = {
  start(process, host, out) {
    const [, word = String(lastStatus(host, process))] = process.argv;
    const isNumber = /^\d{1,9}$/.test(word);
    const status = isNumber ? Number(word) & 0xff : USAGE_ERROR;
    const shell = runningProcesses(host).find((one) => one.pid === process.shell);
    if (!isNumber) return fail(host, process, status, `bash: exit: ${word}: numeric argument required`, out);
    exitWith(host, process, status, out);
    if (shell) exitWith(host, shell, status, out);
  },
};

function lastStatus(host: HostState, { shell }: ProcessState): number {
  const data = runningProcesses(host).find((one) => one.pid === shell)?.data as ShellData | undefined;
  return data?.status ?? host.shell.status;
}

export const pwd = atOnce((_host, _argv, _out, { cwd }) => ({ status: 0, lines: [cwd] }));
