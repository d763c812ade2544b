// The Vite plugin that makes the built-in lessons JSON modules: an index that loads first, each lesson in each language only when it is opened.
import { readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';
import { formatFileError } from '../base/result.ts';
import { imagesOf } from '../lesson/urls.ts';
import { readLessons, URL_BASE, type FoundLessons } from './lessonFiles.ts';

const INDEX = 'virtual:lessons';
const ONE = 'virtual:lesson/';

/** `folder` holds the lessons. A mistake in one fails the build, and shows over the page while developing, with file:line:column. */
export function lessonsPlugin(folder: string): Plugin {
  const root = resolve(folder);
  const inside = (file: string): boolean => resolve(file).startsWith(root + sep);
  let found: FoundLessons | undefined;
  let building = false;
  const read = (): FoundLessons => (found ??= readLessons(root, resolve(root, '..')));
  return {
    name: 'classroom-lessons',
    configResolved(config) {
      building = config.command === 'build';
    },
    buildStart() {
      found = undefined;
    },
    resolveId(id) {
      return id === INDEX || id.startsWith(ONE) ? `\0${id}` : undefined;
    },
    load(id) {
      if (!id.startsWith(`\0virtual:lesson`)) return undefined;
      const { lessons, mistakes } = read();
      const [first] = mistakes;
      if (first) {
        const { file, line, column } = first;
        this.error({ message: mistakes.map(formatFileError).join('\n'), loc: { file, line, column } });
      }
      if (id === `\0${INDEX}`) return indexModule(lessons);
      const [lessonId, language] = id.slice(ONE.length + 1).split('/');
      const lesson = lessons.find((one) => one.entry.id === lessonId)?.languages[language ?? ''];
      return lesson ? `export default JSON.parse(${JSON.stringify(JSON.stringify(lesson))});` : undefined;
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
        for (const [id, module] of server.moduleGraph.idToModuleMap)
          if (id.startsWith(`\0virtual:lesson`)) server.moduleGraph.invalidateModule(module);
        server.ws.send({ type: 'full-reload' });
      };
      for (const event of ['add', 'change', 'unlink']) server.watcher.on(event, changed);
    },
  };
}

function indexModule(lessons: FoundLessons['lessons']): string {
  const loaders = lessons.map(({ entry, languages }) => {
    const each = Object.keys(languages).map(
      (language) => `${JSON.stringify(language)}: () => import(${JSON.stringify(`${ONE}${entry.id}/${language}`)})`,
    );
    return `${JSON.stringify(entry.id)}: { ${each.join(', ')} }`;
  });
  return [
    `export const entries = ${JSON.stringify(lessons.map((one) => one.entry))};`,
    `const loaders = { ${loaders.join(', ')} };`,
    // A language that a lesson has not falls back to its own, English.
    `export async function loadLesson(id, language) {`,
    `  const each = Object.hasOwn(loaders, id) ? loaders[id] : undefined;`,
    `  const load = each && (Object.hasOwn(each, language) ? each[language] : Object.values(each)[0]);`,
    `  return load && (await load()).default;`,
    `}`,
  ].join('\n');
}
