// The modules of a course: each folder of lessons may say in its `module.yaml` how the module is called and what one can do after it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { FileError } from '../base/result.ts';
import type { ModuleEntry } from '../lesson/lesson.ts';
import { entriesOf, fieldsOf, tell, textOf, type Mistakes } from '../sim/labFields.ts';
import { readYaml, type Node } from '../sim/labYaml.ts';

export const MODULE_FILE = 'module.yaml';

/** Reads the modules right below a folder, in the order of the course. Files in mistakes are named as seen from `cwd`. */
export function readModules(root: string, cwd = process.cwd()): { modules: ModuleEntry[]; mistakes: FileError[] } {
  const m: Mistakes = { errors: [], warnings: [] };
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((one) => one.isDirectory() && existsSync(join(root, one.name, MODULE_FILE)))
    .map((one) => one.name)
    .sort((a, b) => parseInt(a) - parseInt(b) || (a < b ? -1 : 1));
  const modules = folders.map((folder) => {
    const path = join(root, folder, MODULE_FILE);
    const file = relative(cwd, resolve(path)).split(sep).join('/');
    return { folder, ...readModule(m, readFileSync(path, 'utf8'), file) };
  });
  return { modules, mistakes: m.errors };
}

function readModule(m: Mistakes, text: string, file: string): Omit<ModuleEntry, 'folder'> {
  const node = readYaml(text, { file }, m.errors);
  if (!node) return { titles: {}, aims: {} };
  const fields = fieldsOf(m, node, 'a module', ['title', 'aim']);
  if (!fields.has('title')) tell(m, node.at, 'the module has no `title`', 'title: { en: …, zh-CN: … }');
  const words = (key: string): Record<string, string> => {
    const field = fields.get(key);
    return field ? inLanguages(m, field.value, `the ${key} of a module`) : {};
  };
  return { titles: words('title'), aims: words('aim') };
}

function inLanguages(m: Mistakes, node: Node, what: string): Record<string, string> {
  const each = entriesOf(m, node, what).flatMap(({ key, value, at }) => {
    if (!/^[a-z]{2}(-[A-Z]{2})?$/.test(key)) {
      tell(m, at, `\`${key.slice(0, 60)}\` is no language`, '`en` or `zh-CN`');
      return [];
    }
    const words = textOf(m, value, what);
    return words === undefined ? [] : [[key, words] as const];
  });
  return Object.fromEntries(each);
}
