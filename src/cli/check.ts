// `classroom check`: reads and plays lessons as the tests do.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatFileError, type FileError } from '../base/result.ts';
import { playThrough } from '../lesson/play.ts';
import { hasScripts } from '../sim/labProgram.ts';
import { BAD_INPUT, type Subcommand, type Terminal } from './command.ts';
import { fileError } from './files.ts';
import { folderOf, lessonFolders, readLessons, shown, type FoundLesson } from './lessonFiles.ts';
import { projectFolder } from './project.ts';
import { nodeScripts } from './runLab.ts';
import { ensureSuspending } from './suspending.ts';

export const check: Subcommand = {
  use: 'check [LESSON …]',
  does: [
    'Reads and plays lessons (all built-in ones, when none is named): the start must not reach a goal, its solution must, every reject must be refused,',
    'every prediction must have an answer. LESSON is a folder, or a folder of folders. Status 0: all is right; 1: a lesson plays badly; 2: it cannot be read.',
  ].join('\n'),
  options: { quiet: { help: 'says nothing of lessons that are right, and gives no warnings' } },
  words: { least: 0, most: 1000 },
  async run(words, options, terminal) {
    const folders = words.length ? words : [join(projectFolder(), 'lessons')];
    // Lessons with Python programs need what suspends them.
    const elsewhere = folders.some((folder) => runPython(folder, terminal)) ? await ensureSuspending() : undefined;
    if (elsewhere !== undefined) return elsewhere;
    const statuses: number[] = [];
    for (const folder of folders) statuses.push(await checkFolder(folder, options['quiet'] === true, terminal));
    return Math.max(...statuses);
  },
};

async function checkFolder(path: string, quiet: boolean, terminal: Terminal): Promise<number> {
  const folder = folderOf(resolve(terminal.cwd, path));
  if (folder === undefined || lessonFolders(folder).length === 0) {
    const message = folder !== undefined && existsSync(folder) ? 'there is no lesson here' : 'there is no such folder';
    terminal.err(formatFileError(fileError(path, message, 'a folder with a lesson.md')));
    return BAD_INPUT;
  }
  const { lessons, mistakes, warnings } = readLessons(folder, terminal.cwd);
  if (!quiet) tellAll(warnings, ' [warning]', terminal);
  tellAll(mistakes, '', terminal);
  const played: boolean[] = [];
  for (const lesson of lessons) played.push(await checkLesson(lesson, quiet, terminal));
  if (mistakes.length) return BAD_INPUT;
  return played.every(Boolean) ? 0 : 1;
}

/** Some lesson of a folder has a program in Python. */
function runPython(path: string, terminal: Terminal): boolean {
  const folder = folderOf(resolve(terminal.cwd, path));
  if (folder === undefined) return false;
  const steps = readLessons(folder, terminal.cwd).lessons.flatMap(({ languages }) =>
    Object.values(languages).flatMap((lesson) => lesson.steps),
  );
  return steps.some(({ lab }) => lab && hasScripts(lab));
}

function tellAll(mistakes: readonly FileError[], mark: string, terminal: Terminal): void {
  for (const mistake of mistakes) terminal.err(`${formatFileError(mistake)}${mark}`);
}

/** True when the lesson plays as its author says. What a translation shares with its original is told once. */
async function checkLesson(
  { entry, languages, path }: FoundLesson,
  quiet: boolean,
  terminal: Terminal,
): Promise<boolean> {
  const told = new Set<string>();
  let counts = '';
  for (const [language, lesson] of Object.entries(languages)) {
    const report = await nodeScripts().run(playThrough(lesson));
    for (const mistake of report.mistakes) told.add(formatFileError(mistake));
    counts ||= `${report.steps} steps, ${report.questions} questions, ${report.goals} goals, ${report.rejects} rejects${report.exercises ? `, ${report.exercises} exercises` : ''}`;
    const left = lesson.steps.filter((step) => !step.translated).map((step) => step.id);
    if (left.length && !quiet)
      terminal.err(
        `${shown(join(path, `lesson.${language}.md`), terminal.cwd)}:1:1 words are missing in: ${left.join(', ')} [warning]`,
      );
  }
  for (const line of told) terminal.err(line);
  if (told.size === 0 && !quiet) terminal.out(`ok  ${entry.id} (${Object.keys(languages).join(', ')}): ${counts}`);
  return told.size === 0;
}
