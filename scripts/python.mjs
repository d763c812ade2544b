// Vite plugin: the interpreter for students' programs, with its compiled library, stands beside the page and the command; nothing of it comes from elsewhere.
//
// `virtual:python` says where the files are: addresses for the page, paths in Node.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { ensureLibrary, lockWithoutPackages, pyodideFolder, pythonVersion } from './pythonLibrary.mjs';

const id = 'virtual:python';
/** Names as Pyodide asks for them; of another version they stand in another folder, so that what a browser keeps never mixes two. */
const folder = `pyodide/${pythonVersion}/`;
const library = 'python_stdlib.zip';
const own = ['pyodide.asm.mjs', 'pyodide.asm.wasm'];
const types = { '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.zip': 'application/zip' };

/** With the files, as its licence asks. */
const notice = `These files are Pyodide (https://pyodide.org), a build of CPython for WebAssembly, unchanged but for the standard library, which is compiled.
Pyodide is under the Mozilla Public License 2.0 (https://www.mozilla.org/MPL/2.0/); its source is at https://github.com/pyodide/pyodide.
CPython is under the licence of the Python Software Foundation (https://docs.python.org/3/license.html); its source is at https://github.com/python/cpython.
`;

/** Where a file of ours is on this machine. @param {string} name @returns {Promise<string>} */
const pathOf = async (name) => (name === library ? await ensureLibrary() : join(pyodideFolder, name));

/** What the page or Node is to know. @param {{ indexURL: string, library: string }} expressions @returns {Promise<string>} */
async function moduleText({ indexURL, library: address }) {
  const octets = { wasm: statSync(join(pyodideFolder, 'pyodide.asm.wasm')).size, library: 0 };
  octets.library = statSync(await ensureLibrary()).size;
  return [
    `export const indexURL = ${indexURL};`,
    `export const library = ${address};`,
    `export const octets = ${JSON.stringify(octets)};`,
    `export const version = '${pythonVersion}';`,
    `export const files = ${JSON.stringify([...own, library])};`,
    `export const lock = ${JSON.stringify(lockWithoutPackages())};`,
  ].join('\n');
}

/** What Pyodide would import in Node only; in a browser there is nothing to import. */
const forNodeOnly = /^(node:.*|ws)$/;

/** @returns {import('vite').Plugin} */
export function python() {
  let building = false;
  return {
    name: 'python',
    enforce: 'pre',
    // It is one module already, and finds its other files by `indexURL`.
    config: () => ({ optimizeDeps: { exclude: ['pyodide'] } }),
    configResolved(config) {
      building = config.command === 'build';
    },
    resolveId(asked, importer) {
      if (asked === id) return `\0${id}`;
      const nothing = importer && /[\\/]pyodide[\\/]pyodide\.mjs/.test(importer) && forNodeOnly.test(asked);
      return nothing && (asked === 'ws' || this.environment.config.consumer === 'client') ? `\0${id}/none` : undefined;
    },
    async load(asked) {
      if (asked === `\0${id}/none`) return 'export default {};';
      if (asked !== `\0${id}`) return undefined;
      const inNode = this.environment.config.consumer === 'server';
      if (building) {
        const emit = async (/** @type {string} */ name) =>
          this.emitFile({ type: 'asset', fileName: folder + name, source: readFileSync(await pathOf(name)) });
        await Promise.all(own.map(emit));
        this.emitFile({ type: 'asset', fileName: `${folder}LICENSE.txt`, source: notice });
        const zip = `import.meta.ROLLUP_FILE_URL_${await emit(library)}`;
        if (!inNode) return moduleText({ indexURL: `new URL('.', ${zip}).href`, library: zip });
        // All is one file there, with the folder beside it.
        const beside = `fileURLToPath(new URL('./${folder}', import.meta.url))`;
        const text = await moduleText({ indexURL: beside, library: `indexURL + '${library}'` });
        return `import { fileURLToPath } from 'node:url';\n${text}`;
      }
      const [indexURL, zip] = inNode
        ? [JSON.stringify(`${pyodideFolder}/`), JSON.stringify(await ensureLibrary())]
        : [
            `new URL('/${folder}', self.location.origin).href`,
            `new URL('/${folder}${library}', self.location.origin).href`,
          ];
      return moduleText({ indexURL, library: zip });
    },
    configureServer(server) {
      server.middlewares.use(`/${folder}`, (request, response, next) => {
        const name = basename(new URL(request.url ?? '', 'http://localhost').pathname);
        const type = types[/** @type {keyof typeof types} */ (extname(name))];
        if (!type || ![...own, library].includes(name)) return next();
        pathOf(name).then((path) => {
          response.setHeader('Content-Type', type);
          response.setHeader('Content-Length', statSync(path).size);
          response.setHeader('Cache-Control', 'max-age=31536000, immutable');
          createReadStream(path).pipe(response);
        }, next);
      });
    },
  };
}
