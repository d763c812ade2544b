// The Vite plugin that makes the built-in lessons JSON modules: what opens a lesson, each lesson in each language by itself and in two parts, the list of all, and what can be searched.
import { readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { formatFileError } from '../base/result.ts';
import { imagesOf } from '../lesson/urls.ts';
import { openingOf } from '../lesson/opening.ts';
import type { Lesson, ModuleEntry } from '../lesson/lesson.ts';
import type { Recorded } from '../lesson/recorded.ts';
import { searchedOf } from '../lesson/passages.ts';
import { hasScripts } from '../sim/labProgram.ts';
import { readLessons, URL_BASE, type FoundLesson, type FoundLessons } from './lessonFiles.ts';
import { readModules } from './moduleFiles.ts';

const INDEX = 'virtual:lessons';
/** A lesson as far as its first step, and its other steps: who opens it reads the one while the others come. */
const ONE = 'virtual:lesson/';
const REST = 'virtual:rest/';
const SHELF = 'virtual:shelf';
/** What programs do in the lessons, and in one of them. */
const RECORDS = 'virtual:records';
const RECORD = 'virtual:record/';
/** What can be searched, by language. */
const SEARCHED = 'virtual:searched/';
const isOurs = (id: string): boolean =>
  [INDEX, SHELF, RECORDS].includes(id) || [ONE, REST, RECORD, SEARCHED].some((start) => id.startsWith(start));

interface Found extends FoundLessons {
  modules: ModuleEntry[];
}

/** Records what programs do in lessons, in the same order; undefined for one that could not be, after the reason was told. */
type RecordAll = (lessons: readonly Lesson[]) => Promise<(Recorded | undefined)[]>;

const nothingRecorded: RecordAll = (lessons) => Promise.resolve(lessons.map(() => undefined));

/**
 * `folder` holds the lessons. A mistake in one fails the build, and shows over the page while developing, with file:line:column. What programs do in them is
 * recorded by `record` when somebody asks for it, and of all lessons at once while building.
 */
export function lessonsPlugin(folder: string, record: RecordAll = nothingRecorded): Plugin {
  const root = resolve(folder);
  const inside = (file: string): boolean => resolve(file).startsWith(root + sep);
  let found: Found | undefined;
  let building = false;
  const read = (): Found => {
    if (found) return found;
    const cwd = resolve(root, '..');
    const lessons = readLessons(root, cwd);
    const { modules, mistakes } = readModules(root, cwd);
    return (found = { ...lessons, modules, mistakes: [...lessons.mistakes, ...mistakes] });
  };
  /** By the lesson's id. */
  const recorded = new Map<string, Promise<Recorded | undefined>>();
  const recordOf = (id: string, lessons: FoundLesson[]): Promise<Recorded | undefined> => {
    const missing = scriptedIn(lessons).filter((one) => !recorded.has(one.id) && (building || one.id === id));
    if (missing.length > 0) {
      const all = record(missing);
      missing.forEach((one, i) =>
        recorded.set(
          one.id,
          all.then((each) => each[i]),
        ),
      );
    }
    return recorded.get(id) ?? Promise.resolve(undefined);
  };
  return {
    name: 'classroom-lessons',
    configResolved(config) {
      building = config.command === 'build';
    },
    buildStart() {
      found = undefined;
      recorded.clear();
    },
    resolveId(id) {
      return isOurs(id) ? `\0${id}` : undefined;
    },
    async load(id) {
      if (!id.startsWith('\0') || !isOurs(id.slice(1))) return undefined;
      const { lessons, modules, mistakes } = read();
      const [first] = mistakes;
      if (first) {
        const { file, line, column } = first;
        this.error({ message: mistakes.map(formatFileError).join('\n'), loc: { file, line, column } });
      }
      if (id === `\0${INDEX}`) return indexModule(lessons);
      if (id === `\0${SHELF}`) return shelfModule(lessons, modules);
      if (id === `\0${RECORDS}`) return recordsModule(lessons);
      if (id.startsWith(`\0${RECORD}`)) {
        const lesson = id.slice(RECORD.length + 1);
        const { record: known = null, problems = [] } = (await recordOf(lesson, lessons)) ?? {};
        const { file = '' } = scriptedIn(lessons).find((one) => one.id === lesson) ?? {};
        for (const { place, message } of problems) this.warn(formatFileError({ file, ...place, message }));
        return packedModule(known);
      }
      if (id.startsWith(`\0${SEARCHED}`)) return searchedModule(lessons, id.slice(SEARCHED.length + 1));
      const [start, lessonId, language] = id.slice(1).split('/');
      const lesson = lessons.find((one) => one.entry.id === lessonId)?.languages[language ?? ''];
      return lesson && dataModule(`${start}/` === REST ? lesson.steps.slice(1) : openingOf(lesson));
    },
    generateBundle() {
      if (!building || !found) return;
      for (const { entry, languages, path } of found.lessons) {
        const images = new Set(Object.values(languages).flatMap(imagesOf));
        for (const fileName of images) {
          if (!fileName.startsWith(`${URL_BASE}/${entry.folder}/`)) continue;
          const source = readFileSync(join(path, fileName.slice(URL_BASE.length + entry.folder.length + 2)));
          this.emitFile({ type: 'asset', fileName, source });
        }
      }
    },
    configureServer(server) {
      server.watcher.add(root);
      const changed = (file: string): void => {
        if (!inside(file)) return;
        found = undefined;
        recorded.clear();
        for (const [id, module] of server.moduleGraph.idToModuleMap)
          if (id.startsWith('\0') && isOurs(id.slice(1))) server.moduleGraph.invalidateModule(module);
        server.ws.send({ type: 'full-reload' });
      };
      for (const event of ['add', 'change', 'unlink']) server.watcher.on(event, changed);
    },
  };
}

function indexModule(lessons: FoundLessons['lessons']): string {
  const loaders = lessons.map(({ entry, languages }) => {
    const each = Object.keys(languages).map((language) => {
      const parts = [ONE, REST].map((start) => `() => import(${JSON.stringify(`${start}${entry.id}/${language}`)})`);
      return `${JSON.stringify(language)}: [${parts.join(', ')}]`;
    });
    return `${JSON.stringify(entry.id)}: { ${each.join(', ')} }`;
  });
  return [
    `const loaders = { ${loaders.join(', ')} };`,
    // A language that a lesson has not falls back to its own, English.
    `const partsOf = (id, language) => {`,
    `  const each = Object.hasOwn(loaders, id) ? loaders[id] : undefined;`,
    `  return each && (Object.hasOwn(each, language) ? each[language] : Object.values(each)[0]);`,
    `};`,
    `export const loadOpening = async (id, language) => (await partsOf(id, language)?.[0]())?.default;`,
    `export async function loadLesson(id, language) {`,
    `  const parts = partsOf(id, language);`,
    `  if (!parts) return undefined;`,
    `  const [first, rest] = await Promise.all(parts.map((load) => load()));`,
    `  return { ...first.default, steps: [first.default.steps[0], ...rest.default] };`,
    `}`,
  ].join('\n');
}

/** Of each lesson with programs the original: translations have the same. */
const scriptedIn = (lessons: readonly FoundLesson[]): Lesson[] =>
  lessons
    .flatMap(({ languages }) => Object.values(languages).slice(0, 1))
    .filter(({ steps }) => steps.some(({ lab }) => lab && hasScripts(lab)));

/** What is long and says much the same again and again, as base64 of its deflated JSON (RFC 1951): of what many keep and few ask for there is to be little. */
function packedModule(value: unknown): string {
  const packed = deflateRawSync(JSON.stringify(value), { level: 9 }).toString('base64');
  return `export default ${JSON.stringify(packed)};`;
}

function recordsModule(lessons: readonly FoundLesson[]): string {
  const loaders = scriptedIn(lessons).map(({ id }) => {
    return `${JSON.stringify(id)}: () => import(${JSON.stringify(RECORD + id)})`;
  });
  return [
    `const loaders = { ${loaders.join(', ')} };`,
    `const loaderOf = (id) => (Object.hasOwn(loaders, id) ? loaders[id] : undefined);`,
    `export const loadRecord = async (id) => (await loaderOf(id)?.())?.default;`,
  ].join('\n');
}

/** Large values are faster as text to parse than as code. */
const dataModule = (value: unknown): string => `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});`;

/** The list of all lessons, and where to get what can be searched. */
function shelfModule(lessons: FoundLessons['lessons'], modules: readonly ModuleEntry[]): string {
  const languages = [...new Set(lessons.flatMap((one) => Object.keys(one.languages)))];
  const loaders = languages.map((one) => `${JSON.stringify(one)}: () => import(${JSON.stringify(SEARCHED + one)})`);
  return [
    `export const entries = ${JSON.stringify(lessons.map((one) => one.entry))};`,
    `export const modules = ${JSON.stringify(modules)};`,
    `const loaders = { ${loaders.join(', ')} };`,
    `export const loadSearched = async (language) => (await (loaders[language] ?? Object.values(loaders)[0])()).default;`,
  ].join('\n');
}

/** What a reader of a language finds: each lesson in it, or in its own where it has not that one. */
function searchedModule(lessons: FoundLessons['lessons'], language: string): string {
  return dataModule(
    lessons.map(({ languages }) =>
      searchedOf(Object.hasOwn(languages, language) ? languages[language]! : Object.values(languages)[0]!),
    ),
  );
}
