// help and man (POSIX XCU man): they open a page of the manual. What stands on it is not said here: a page is words, in whatever language its reader has.

import { readOptions } from './options.ts';
import { exitWith, fail } from '../host/processes.ts';
import { openPage } from '../host/output.ts';
import type { Program } from '../host/program.ts';

/** Is there a page of that name? */
type Known = (page: string) => boolean;

/** `help` opens the page with all commands, `help ping` that of one; a mistake is told as bash does. */
export const helpOn = (isKnown: Known): Program => ({
  start(process, host, out) {
    const pages = process.argv.length > 1 ? process.argv.slice(1) : ['help'];
    const unknown = pages.find((page) => !isKnown(page));
    if (unknown !== undefined) {
      return fail(host, process, 1, `bash: help: no help topics match \`${unknown}'.  Try \`help'.`, out);
    }
    for (const page of pages) openPage(host, process, page, out);
    exitWith(host, process, 0, out);
  },
});

const NO_ENTRY = 16;

/** `man ping`, in the words of man-db where something is wrong. */
export const manOf = (isKnown: Known): Program => ({
  start(process, host, out) {
    const { operands, mistake } = readOptions(process.argv, '');
    if (mistake) return fail(host, process, 1, `man: ${mistake}`, out);
    // `man 1 ping`: all commands are in section 1.
    const pages = operands.length > 1 ? operands.filter((word) => word !== '1') : operands;
    if (!pages.length) return fail(host, process, 1, "What manual page do you want?\nFor example, try 'man man'.", out);
    const unknown = pages.filter((page) => !isKnown(page));
    for (const page of pages) if (isKnown(page)) openPage(host, process, page, out);
    if (!unknown.length) return exitWith(host, process, 0, out);
    fail(host, process, NO_ENTRY, unknown.map((page) => `No manual entry for ${page}`).join('\n'), out);
  },
});
