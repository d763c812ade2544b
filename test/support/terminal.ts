// A world from a lab, and terminals of its hosts: types a line, lets the world run until the line is done, gives what was printed.
import { parseLab } from '../../src/sim/labText.ts';
import { applyCommand, type Command, type CommandResult } from '../../src/sim/command.ts';
import { advance, advanceTo, createWorld, nextEventAt, type World } from '../../src/sim/world.ts';
import { placeFiles, readFile, writeFile } from '../../src/devices/host/files.ts';
import { hostNamed } from '../../src/sim/place.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import type { ProcessState } from '../../src/devices/host/process.ts';
import { rowAt, type Row } from '../../src/sim/record.ts';

export interface Terminals {
  world: World;
  host(name: string): HostState;
  /** Types a line and runs until it has ended (at most `seconds` of virtual time). Lines of standard error begin with `! `. */
  type(host: string, line: string, seconds?: number): string;
  /** As `type`, with the exit status of what ran last. */
  status(host: string, line: string): { text: string; exit: number | undefined };
  /** Types a line and returns at once. */
  begin(host: string, line: string): ProcessState;
  do(command: Command): CommandResult;
  /** Runs the world on. */
  pass(seconds: number): void;
  /** Runs until nothing is left to happen. */
  settle(): void;
  /** Puts files into a host's home folder. */
  put(host: string, files: Record<string, string | Uint8Array>): void;
  /** The text of a file; undefined when there is none. */
  file(host: string, name: string): string | undefined;
  rows(): Row[];
  text(process: ProcessState): string;
}

export function terminals(lab: string): Terminals {
  const read = parseLab(lab, 'test.lab.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const world = createWorld(read.value);
  const host = (name: string): HostState => hostNamed(world.state, name);
  const text = (process: ProcessState): string =>
    process.output
      .map((line) => (line.err ? '! ' : '') + line.text + (line.open ? '' : '\n'))
      .join('')
      .replace(/\n$/, '');
  const begin = (name: string, line: string): ProcessState => {
    const result = applyCommand(world, { do: 'run', on: name, line });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return host(name).processes.find((one) => one.pid === result.pid)!;
  };
  const finish = (name: string, first: ProcessState, seconds: number): ProcessState[] => {
    const end = world.state.now + seconds * 1e9;
    const mine = (): ProcessState[] => host(name).processes.filter((one) => one.pid >= first.pid);
    while (mine().some((one) => one.exit === undefined) && nextEventAt(world) <= end) advance(world);
    return mine();
  };
  return {
    world,
    host,
    type: (name, line, seconds = 1000) => finish(name, begin(name, line), seconds).map(text).join('\n'),
    status(name, line) {
      const all = finish(name, begin(name, line), 1000);
      return { text: all.map(text).join('\n'), exit: all.at(-1)!.exit };
    },
    begin,
    do: (command) => applyCommand(world, command),
    pass: (seconds) => void advanceTo(world, world.state.now + seconds * 1e9),
    settle() {
      while (advance(world));
    },
    put(name, files) {
      for (const file of Object.keys(files)) {
        const content = files[file]!;
        placeFiles(host(name), { [file]: '' });
        writeFile(host(name), file, typeof content === 'string' ? new TextEncoder().encode(content) : content);
      }
    },
    file(name, file) {
      const octets = readFile(host(name), file);
      return octets && new TextDecoder().decode(octets);
    },
    rows: () => Array.from({ length: world.record.rowCount }, (_, i) => rowAt(world.record, i)),
    text,
  };
}
