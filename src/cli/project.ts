// Where this program's own files are: found from the place it runs from, built or not.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project: the nearest above this file whose package.json has its name. */
export function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && readFileSync(file, 'utf8').includes('"name": "packet-classroom"')) return folder;
    const above = dirname(folder);
    if (above === folder) throw new Error('the folder of Packet Classroom is not above this file');
    folder = above;
  }
}
