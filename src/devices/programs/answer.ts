// What a command that ends at once answers: lines for its output, a word on what went wrong, an exit status.

import type { HostState } from '../host/host.ts';
import type { ProcessState } from '../host/process.ts';
import { exitWith } from '../host/processes.ts';
import { complain, print } from '../host/output.ts';
import type { Program } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';

export interface Answer {
  status: number;
  lines?: string[];
  error?: string;
}

export const done: Answer = { status: 0 };
export const lines = (text: string[]): Answer => ({ status: 0, lines: text });
export const refusal = (status: number, error: string): Answer => ({ status, error });

/** A program that does all it does when it starts. */
export function atOnce(
  run: (host: HostState, argv: readonly string[], out: Surroundings, process: ProcessState) => Answer,
): Program {
  return {
    start(process, host, out) {
      const answer = run(host, process.argv, out, process);
      for (const line of answer.lines ?? []) print(host, process, line, out);
      if (answer.error !== undefined) complain(host, process, answer.error, out);
      exitWith(host, process, answer.status, out);
    },
  };
}
