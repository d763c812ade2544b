// Which subcommand is meant, and what there is.
import { nearest } from '../base/spelling.ts';
import { handHelp } from '../sim/hand.ts';
import { calc } from './calcCommand.ts';
import { check } from './check.ts';
import { BAD_INPUT, runSubcommand, type Subcommand, type Terminal } from './command.ts';
import { lab, columns } from './labCommand.ts';
import { port } from './portCommand.ts';
import { run } from './runCommand.ts';
import { serve } from './serve.ts';

const subcommands: Record<string, Subcommand> = { check, run, lab, calc, port, serve };

/** Runs the command line and gives its exit status. */
export async function main(args: string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === 'help' && rest[0] === 'hand') {
    for (const line of columns(handHelp.map(({ use, does }) => [`> ${use}`, does]))) terminal.out(line);
    return 0;
  }
  const asked = name === 'help' && rest[0] !== undefined ? rest[0] : name;
  if (asked === undefined || asked === 'help' || asked === '--help' || asked === '-h') {
    terminal.out(overview());
    return asked === undefined ? BAD_INPUT : 0;
  }
  const command = Object.hasOwn(subcommands, asked) ? subcommands[asked] : undefined;
  if (command) return runSubcommand(asked, command, name === 'help' ? ['--help'] : rest, terminal);
  const near = nearest(asked, Object.keys(subcommands));
  terminal.err(
    `classroom: there is no command ${asked}${near ? ` (did you mean ${near}?)` : ` (there are ${Object.keys(subcommands).join(', ')})`}`,
  );
  return BAD_INPUT;
}

function overview(): string {
  const rows = Object.values(subcommands).map(({ use, does }) => [
    `classroom ${use}`,
    does.split(/(?<=[.:])\s/)[0]!.replace(/\.$/, ''),
  ]);
  return [...columns(rows), '', 'Each has --help. `classroom help hand` lists what a hand can do in a lesson.'].join(
    '\n',
  );
}
