// Small commands that print something at the most and end: hostname, true, false; and `sleep`, which waits in virtual time.

import { SECOND } from '../../base/time.ts';
import { exitWith, fail } from '../host/processes.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import { atOnce, done, lines } from './answer.ts';
import { readOptions } from './options.ts';

export const hostname = atOnce((host) => lines([host.name]));
export const succeed = atOnce(() => done);
export const falter = atOnce(() => ({ status: 1 }));

const UNITS: Record<string, number> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** A month, s: instants are exact for 104 days. */
const LONGEST = 30 * 86_400;

export const sleep: Program = {
  start(process, host, out) {
    const { operands, mistake } = readOptions(process.argv, '');
    if (mistake) return fail(host, process, 1, `sleep: ${mistake}`, out);
    if (!operands.length) return fail(host, process, 1, 'sleep: missing operand', out);
    let seconds = 0;
    for (const word of operands) {
      const match = /^(\d{1,6}(?:\.\d{1,9})?|\.\d{1,9})([smhd]?)$/.exec(word);
      if (!match) return fail(host, process, 1, `sleep: invalid time interval '${word}'`, out);
      seconds += Number(match[1]) * UNITS[match[2]!]!;
    }
    if (seconds > LONGEST) return fail(host, process, 1, `sleep: ${seconds} s is longer than a lab lasts`, out);
    wakeProcess(process, host, out.now + Math.round(seconds * SECOND), out);
  },
  wake(process, host, out) {
    exitWith(host, process, 0, out);
  },
};
