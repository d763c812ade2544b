// `program` blocks: files on hosts, as a step begins with them, or as a solution or a reject has them; and the lines in them that are locked.

import type { Lab } from '../sim/lab.ts';
import { whyNoFileName } from '../sim/labFiles.ts';
import { meant, quoted, tell, type Mistakes } from '../sim/labFields.ts';
import { shellWord } from '../sim/labProgram.ts';
import type { At } from '../sim/labYaml.ts';
import type { ConsoleLine, GoalPart, LineRange, ProgramPart } from './lesson.ts';
import type { Fence } from './outline.ts';
import { hostNames, nameOf } from './places.ts';

type FileLine = Extract<ConsoleLine, { type: 'file' }>;

/** The programs of a lesson as far as it has been read. */
export interface Programs {
  starts: ProgramPart[];
  /** By goal: files that the next `reject` of it has, and where the first of them stands. */
  rejects: Map<string, { lines: FileLine[]; at: At }>;
  /** Every file that hosts have from the start, wherever its block stands. */
  all: { host: string; file: string }[];
}

/** The file that a block puts on a host from the start. */
export function filesOf({ kind, arguments: given }: Fence): Programs['all'] {
  const [host, file] = [given.get('host'), given.get('file')];
  return kind === 'program' && host !== undefined && file !== undefined && !given.has('for') ? [{ host, file }] : [];
}

const versions = ['start', 'solution', 'reject'];

/** A file of a host: it is in the lab from its beginning, unless it belongs to a solution or a reject. */
export function readProgram(
  m: Mistakes,
  fence: Fence,
  lab: Lab | undefined,
  goals: ReadonlyMap<string, GoalPart>,
  programs: Programs,
): ProgramPart | undefined {
  const { at } = fence;
  const host = textAt(m, fence, 'host', lab && hostNames(lab));
  const file = fence.arguments.get('file');
  if (host === undefined || file === undefined) return undefined;
  const wrong = whyNoFileName(file);
  if (wrong !== undefined) return tell(m, at, `a file cannot be called ${quoted(file)}`, wrong);
  const { text, locked } = readLocks(m, fence);
  const place = { line: at.line, column: at.column };
  const version = fence.arguments.has('is') ? textAt(m, fence, 'is', versions) : 'start';
  const goal = fence.arguments.get('for');
  if (version === undefined) return undefined;
  if ((goal === undefined) !== (version === 'start'))
    return tell(m, at, 'what a solution or reject has instead names its goal', 'for=GOAL is=solution, or is=reject');
  if (goal === undefined) {
    const part: ProgramPart = { type: 'program', host, file, text, locked, place, ...runOf(fence, file) };
    placeFile(
      m,
      fence,
      lab?.devices.find((one) => one.name === host),
      part,
    );
    programs.starts.push(part);
    return part;
  }
  // What a block for a goal would say of the start is said there.
  for (const key of ['run', 'mode'])
    if (fence.arguments.has(key)) tell(m, at, `\`${key}\` belongs to the file that the step begins with`);
  const line: FileLine = { type: 'file', on: host, file, text: `${text}\n`, place };
  addForGoal(m, fence, goals.get(goal) ?? goal, [...goals.keys()], version === 'solution', line, programs);
  return undefined;
}

function addForGoal(
  m: Mistakes,
  { at }: Fence,
  goal: GoalPart | string,
  known: string[],
  solves: boolean,
  line: FileLine,
  { rejects }: Programs,
): void {
  if (typeof goal === 'string') tell(m, at, `no goal before this is called ${quoted(goal)}`, meant(goal, known));
  else if (solves) {
    // Files come before what is done with them, in whatever order the blocks stand.
    const files = goal.solution.filter((one) => one.type === 'file').length;
    goal.solution.splice(files, 0, line);
  } else {
    const waiting = rejects.get(goal.id) ?? { lines: [], at };
    waiting.lines.push(line);
    rejects.set(goal.id, waiting);
  }
}

/** The files that the next `reject` of a goal has. */
export function takeFiles({ rejects }: Programs, goal: string): ConsoleLine[] {
  const lines = rejects.get(goal)?.lines ?? [];
  rejects.delete(goal);
  return lines;
}

/** A solution leaves locked lines as they are; files of a reject belong to one. */
export function checkLocked(m: Mistakes, goal: GoalPart, { starts, rejects }: Programs, file: string): void {
  const left = rejects.get(goal.id);
  if (left) tell(m, left.at, 'this file belongs to no reject', `\`\`\`reject for=${goal.id} because=… comes after it`);
  for (const line of goal.solution) {
    if (line.type !== 'file') continue;
    const start = starts.findLast(
      (one) => one.host === line.on && one.file === line.file && one.place.line < goal.place.line,
    );
    const changed = start?.locked.find((range) => !holdsLines(line.text, linesIn(start, range)));
    if (start && changed) {
      const which = `${changed.from} to ${changed.to}`;
      tell(m, { file, ...line.place }, `this solution changes locked lines of ${quoted(start.file)}: ${which}`);
    }
  }
}

const linesIn = ({ text }: ProgramPart, { from, to }: LineRange): string[] => text.split('\n').slice(from - 1, to);

function holdsLines(text: string, wanted: readonly string[]): boolean {
  const lines = text.split('\n');
  return lines.some((_, i) => wanted.every((line, j) => lines[i + j] === line));
}

/** Takes the lines `# lock` and `# unlock` out of the text; what stands between them is locked. */
function readLocks(m: Mistakes, fence: Fence): { text: string; locked: LineRange[] } {
  const lines: string[] = [];
  const locked: LineRange[] = [];
  let from: number | undefined;
  fence.text.split('\n').forEach((line, i) => {
    const [, mark] = /^\s*#\s*(lock|unlock)\s*$/.exec(line) ?? [];
    if (mark === undefined) {
      lines.push(line);
      return;
    }
    const at = { ...fence.content, line: (fence.content.line ?? 1) + i, column: fence.content.column ?? 1 };
    if ((mark === 'lock') === (from !== undefined)) {
      tell(m, at, from === undefined ? 'nothing is locked here' : 'this is locked already', '`# lock` … `# unlock`');
    } else if (mark === 'lock') from = lines.length + 1;
    else {
      if (lines.length >= from!) locked.push({ from: from!, to: lines.length });
      from = undefined;
    }
  });
  // To the end of the file, where nobody unlocks.
  if (from !== undefined && lines.length >= from) locked.push({ from, to: lines.length });
  return { text: lines.join('\n'), locked };
}

/** A Python program is run by its name, unless its author says how. */
function runOf({ arguments: given }: Fence, file: string): { run?: string } {
  const run = given.get('run') ?? (file.endsWith('.py') ? `python ${shellWord(file)}` : undefined);
  return run === undefined ? {} : { run };
}

function placeFile(
  m: Mistakes,
  fence: Fence,
  device: Lab['devices'][number] | undefined,
  { file, text }: ProgramPart,
): void {
  if (!device || !('files' in device)) return;
  // A file of text ends with the end of its last line, so that `tee -a` begins a new one.
  device.files[file] = `${text}\n`;
  const mode = fence.arguments.get('mode');
  if (mode === undefined) return;
  if (/^0?[0-7]{3}$/.test(mode)) device.modes = { ...device.modes, [file]: parseInt(mode, 8) };
  else tell(m, fence.at, `mode cannot be ${quoted(mode)}`, 'write three octal digits, such as `755`');
}

function textAt(m: Mistakes, fence: Fence, key: string, known: readonly string[] | undefined): string | undefined {
  const value = fence.arguments.get(key);
  if (value === undefined) return undefined;
  return nameOf(m, { is: 'text', at: fence.at, text: value, inside: 0, empty: value === '' }, key, known);
}
