// The `files` of a lab: texts that stand on its hosts before anything happens, in their home folders, under names with folders if need be.

import { isFileName } from '../devices/host/files.ts';
import type { DeviceSetup, HostSetup } from '../devices/setup.ts';
import { isHost } from './labDevices.ts';
import { entriesOf, fieldsOf, meant, quoted, tell, textOf, valueOf, type Mistakes } from './labFields.ts';
import { yamlText, type At, type Entry, type Node } from './labYaml.ts';

/** A text beside the lab's file; undefined when there is none. */
type Load = ((name: string) => string | undefined) | undefined;

/** Characters of one file. */
const MAX_FILE = 200_000;

/** `files: { B: { server.py: { from: server.py } } }`, or `text: |`, or the text itself. Writes to the hosts. */
export function readFiles(
  m: Mistakes,
  node: Node,
  devices: readonly DeviceSetup[],
  places: ReadonlyMap<string, At>,
  load: Load,
): void {
  const names = devices.map((one) => one.name);
  for (const entry of entriesOf(m, node, 'files')) {
    const device = devices.find((one) => one.name === entry.key);
    if (!device && places.has(entry.key)) continue;
    if (!device) tell(m, entry.at, `there is no device ${quoted(entry.key)}`, meant(entry.key, names));
    else if (!isHost(device)) tell(m, entry.at, `${device.name} is a ${device.kind}: it has no files`);
    else for (const file of entriesOf(m, entry.value, `files of ${entry.key}`)) readFile(m, file, device, load);
  }
}

/** What would be right instead of this name of a file, or undefined when it is right. */
export function whyNoFileName(name: string): string | undefined {
  if (isFileName(name) && !(name in {})) return undefined;
  return name.startsWith('/')
    ? 'a path without `/` at its beginning: it is below the home folder'
    : 'a name, or folders and a name with `/` between them, each of at most 64 characters, none of them `.` or `..`';
}

function readFile(m: Mistakes, file: Entry, host: HostSetup, load: Load): void {
  const name = file.key;
  const wrong = whyNoFileName(name);
  if (wrong !== undefined) {
    tell(m, file.at, `a file cannot be called ${quoted(name)}`, wrong);
    return;
  }
  const inside = Object.keys(host.files).find((one) => one.startsWith(`${name}/`) || name.startsWith(`${one}/`));
  if (inside !== undefined)
    tell(m, file.at, `${quoted(name)} and ${quoted(inside)}: one of them would be file and folder`);
  const content: Content | undefined =
    file.value.is === 'text' ? { text: wordsOf(m, file.value, name) } : readContent(m, file.value, load);
  if (content?.text === undefined) return;
  if (content.text.length > MAX_FILE) tell(m, file.at, `${name} is longer than ${MAX_FILE} characters`);
  else host.files[name] = content.text;
  if (content.mode !== undefined) host.modes = { ...host.modes, [name]: content.mode };
}

/** What stands in a file, and its permission bits. */
interface Content {
  text: string | undefined;
  mode?: number;
}

/** A text may be nothing at all, where that is written so: `""`. */
const wordsOf = (m: Mistakes, node: Node, what: string): string | undefined =>
  node.is === 'text' && !node.empty ? node.text : textOf(m, node, what);

function readContent(m: Mistakes, node: Node, load: Load): Content | undefined {
  const fields = fieldsOf(m, node, 'a file', ['from', 'text', 'mode']);
  const [from, text, mode] = [fields.get('from'), fields.get('text'), fields.get('mode')];
  if (!from === !text) return tell(m, node.at, 'a file has `from` or `text`', '{ from: server.py }');
  const octal = (digits: string): number | undefined => (/^0?[0-7]{3}$/.test(digits) ? parseInt(digits, 8) : undefined);
  const bits = mode && valueOf(m, mode.value, 'mode', octal, 'three octal digits, such as `755`');
  const name = from && textOf(m, from.value, 'from');
  const found = text
    ? text.value.is === 'text'
      ? text.value.text
      : textOf(m, text.value, 'text')
    : name === undefined
      ? undefined
      : (load?.(name) ?? tell(m, from!.value.at, `there is no file ${quoted(name)} beside the lab`));
  return { text: found, ...(bits === undefined ? {} : { mode: bits }) };
}

/** The lines of a lab that say what its hosts have. */
export function fileLines(hosts: readonly HostSetup[]): string[] {
  const lines = hosts.flatMap(({ name, files, modes = {} }) => {
    const own = Object.entries(files).map(([file, text]) => {
      const mode = Object.hasOwn(modes, file) ? `, mode: ${modes[file]!.toString(8)}` : '';
      return `    ${yamlText(file)}: { text: ${text === '' ? '""' : yamlText(text)}${mode} }`;
    });
    return own.length ? [`  ${name}:`, ...own] : [];
  });
  return lines.length ? ['files:', ...lines] : [];
}
