// The terminals of the simulated hosts while a live port is open: lines that are typed, and what programs write.
import type { LivePort } from '../live/livePort.ts';
import type { Command, CommandProblem } from '../sim/command.ts';
import type { History } from '../sim/history.ts';
import { PROGRAM, rowAt, rowChunkOf, rowIndexOf } from '../sim/record.ts';
import { manual } from '../words/manual/manual.en.ts';
import { pageLines } from '../words/manual/page.ts';
import { say } from '../words/say.ts';
import type { Words } from '../words/words.ts';

export const HOW_TO_TYPE =
  '`A$ ping 192.168.12.9` runs a line on A, `A< text` types into what runs there, `A^D` ends that input, `A^C` the program';

/** Does what a typed line says. `wrong` hears what is wrong with it, if something is. */
export function doTyped(live: LivePort, text: string, words: Words, wrong: (what: string) => void): void {
  if (text.trim() === '') return;
  const command = commandOf(text);
  if (!command) return wrong(`this is no line for a host: ${HOW_TO_TYPE}`);
  live.do(command, (result) => {
    if (!result.ok) wrong(result.problems.map((problem) => wordsFor(problem, words)).join(' '));
  });
}

function wordsFor({ code, parameters }: CommandProblem, words: Words): string {
  const look = (name: string): string | undefined => (name in parameters ? String(parameters[name]) : undefined);
  return say(words.commands[code] ?? code, look, words);
}

function commandOf(text: string): Command | undefined {
  const found = /^\s*([\p{L}\p{N}_-]+)\s*(\$|<|\^[CD])\s?(.*)$/u.exec(text);
  if (!found) return undefined;
  const [, on = '', mark, line = ''] = found;
  if (mark === '$') return { do: 'run', on, line: line.trim() };
  if (mark === '<') return { do: 'type', on, line };
  return mark === '^D' ? { do: 'type', on, end: true } : { do: 'interrupt', on };
}

/** What programs have written since the last look, a line each: `A  64 bytes from …`. */
export class ProgramOutput {
  private row = 0;

  lines({ record, live }: History): string[] {
    const lines: string[] = [];
    for (; this.row < record.rowCount; this.row++) {
      if (rowChunkOf(record, this.row).kind[rowIndexOf(this.row)] !== PROGRAM) continue;
      const { reason, device, x } = rowAt(record, this.row);
      const name = live.state.devices[device!]!.name;
      if (reason === 'program-manual') lines.push(...pageOf(record.texts[x] ?? '').map((line) => `${name}  ${line}`));
      if (reason !== 'program-line' && reason !== 'program-error-line') continue;
      lines.push(`${name}  ${record.texts[x] ?? ''}`);
    }
    return lines;
  }
}

const COLUMNS = 80;

/** A page of the manual, in the language of these commands. */
const pageOf = (page: string): string[] =>
  pageLines(page, manual, COLUMNS, (text) => text.length).map(({ text }) => text);
