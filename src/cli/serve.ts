// `classroom serve`: the classroom in a browser on this machine, perhaps with a teacher's own lessons.
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BAD_INPUT, type Options, type Subcommand, type Terminal } from './command.ts';
import { lessonFolders } from './lessonFiles.ts';
import { projectFolder } from './project.ts';
import { startServer, type Serving } from './server.ts';
import { watchLessons } from './teacherLessons.ts';

/** Where it serves when nobody says otherwise; another port where this one is taken. */
const PORT = 8042;

export const serve: Subcommand = {
  use: 'serve',
  does: [
    'Serves the classroom to browsers on this machine (127.0.0.1), until Ctrl-C.',
    'With --lessons it plays the lessons in a folder, too; the page follows every save, and mistakes are shown at their line.',
  ].join('\n'),
  options: {
    port: { value: 'N', help: `port; ${PORT}, or any free one, if it is left out` },
    lessons: { value: 'DIR', help: 'a folder of lessons of your own' },
  },
  words: { least: 0, most: 0 },
  async run(_words, options, terminal) {
    const settings = readSettings(options, terminal);
    if (!settings) return BAD_INPUT;
    const lessons = settings.lessons === undefined ? undefined : watchLessons(settings.lessons, terminal);
    const serving = await startSomewhere(settings, terminal, (port) => startServer(settings.page, port, lessons));
    if (!serving) {
      lessons?.close();
      return BAD_INPUT;
    }
    terminal.out(`Packet Classroom is at ${serving.url} (Ctrl-C ends it)`);
    if (lessons) terminal.out(`Lessons of ${settings.lessons}: ${lessons.entries().length}`);
    await untilInterrupted();
    lessons?.close();
    await serving.close();
    return 0;
  },
};

interface Settings {
  page: string;
  port?: number;
  lessons?: string;
}

function readSettings(options: Options, terminal: Terminal): Settings | undefined {
  const mistakes: string[] = [];
  const page = join(projectFolder(), 'dist');
  if (!existsSync(join(page, 'index.html'))) mistakes.push('serve: the page has not been built: npm run build');
  const { port, lessons } = options;
  if (typeof port === 'string' && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
    mistakes.push(`serve: --port ${port}: a number up to 65535`);
  if (typeof lessons === 'string') {
    const folder = resolve(terminal.cwd, lessons);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      mistakes.push(`serve: --lessons ${lessons}: there is no such folder`);
    else if (lessonFolders(folder).length === 0)
      mistakes.push(`serve: --lessons ${lessons}: there is no lesson in it (a folder with a lesson.md)`);
  }
  for (const line of mistakes) terminal.err(line);
  if (mistakes.length) return undefined;
  return {
    page,
    ...(typeof port === 'string' ? { port: Number(port) } : {}),
    ...(typeof lessons === 'string' ? { lessons } : {}),
  };
}

/** On the port that was asked for, or else on the usual one, or on any that is free. */
async function startSomewhere(
  { port }: Settings,
  terminal: Terminal,
  start: (port: number) => Promise<Serving>,
): Promise<Serving | undefined> {
  try {
    return await start(port ?? PORT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (port === undefined && code === 'EADDRINUSE') return start(0);
    terminal.err(
      `serve: port ${port ?? PORT} cannot be used (${code === 'EADDRINUSE' ? 'somebody else has it' : (code ?? String(error))})`,
    );
    return undefined;
  }
}

const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
