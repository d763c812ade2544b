// Python's standard library as Pyodide's own compiler has it: what is imported need not be compiled on the reader's machine, which takes seconds.
//
// `node scripts/pythonLibrary.mjs` makes it. Whoever needs it calls `ensureLibrary`, which does so once for each version of Pyodide and of this file.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './fresh.mjs';

const self = fileURLToPath(import.meta.url);

/** Where the package stands. */
export const pyodideFolder = join(root, 'node_modules/pyodide');

/** @type {{ version: string }} */
const { version } = JSON.parse(readFileSync(join(pyodideFolder, 'package.json'), 'utf8'));

/** The version of Pyodide, and which recipe below: whatever keeps the interpreter's files keeps them by this name. */
export const pythonVersion = `${version}-${createHash('sha256').update(readFileSync(self)).digest('hex').slice(0, 8)}`;

const made = join(root, 'node_modules/.cache/packet-classroom', `python-${pythonVersion}.zip`);

/** As much of Pyodide's list of packages as it insists on; we have no packages, and nothing is ever fetched from another server. @returns {{ info: Record<string, string>, packages: {} }} */
export function lockWithoutPackages() {
  const { info } = JSON.parse(readFileSync(join(pyodideFolder, 'pyodide-lock.json'), 'utf8'));
  return { info, packages: {} };
}

/**
 * Modules whose source is kept beside the compiled code, so that tracebacks that lead through them show their lines, as everywhere: those that a
 * program with sockets calls.
 */
const withSource = [
  ...['socket', 'socketserver', 'selectors', 'ssl', 'threading', 'queue', 'subprocess', 'concurrent', 'asyncio'],
  ...['http', 'urllib', 'xmlrpc', 'ftplib', 'smtplib', 'poplib', 'imaplib', 'ipaddress'],
  ...['json', 'struct', 'codecs', 'encodings/__init__', 'pickle', 'base64', 'csv', 'configparser', 'argparse'],
  ...['hashlib', 'hmac', 'secrets', 'random', 'uuid', 'logging', 'datetime', 'shutil', 'tempfile', 'pathlib'],
  ...['contextlib', 'dataclasses', 'enum', 'functools', 'collections', 'ast', 'traceback', 'typing'],
];

/** Pyc files by hash (PEP 552), unchecked: nothing of the clock gets into the zip, and nothing is compared while importing. */
const recipe = `
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
import sys

def store(out, name, octets):
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    out.writestr(entry, octets, zipfile.ZIP_DEFLATED, 9)

def compile_library(given, made, with_source):
    home = f'/lib/python{sys.version_info.major}{sys.version_info.minor}.zip/'
    with zipfile.ZipFile(given) as source, zipfile.ZipFile(made, 'w') as out:
        for name in sorted(source.namelist()):
            if name.endswith('/'):
                continue
            octets = source.read(name)
            if not name.endswith('.py'):
                store(out, name, octets)
                continue
            module = name[:-3]
            if module in with_source or module.split('/')[0] in with_source:
                store(out, name, octets)
            code = compile(octets, home + name, 'exec', dont_inherit=True, optimize=0)
            store(out, name + 'c', _code_to_hash_pyc(code, b'classrm.', False))

compile_library
`;

/** Makes the zip's octets; the same ones each time. */
async function compileLibrary() {
  const { loadPyodide } = await import('pyodide');
  const python = await loadPyodide({
    indexURL: pyodideFolder,
    lockFileContents: /** @type {any} */ (lockWithoutPackages()),
    env: { PYTHONHASHSEED: '0' }, // sets among a module's constants are written in the order of their hashes
  });
  python.FS.writeFile('/given.zip', readFileSync(join(pyodideFolder, 'python_stdlib.zip')));
  python.runPython(recipe)('/given.zip', '/made.zip', python.toPy(withSource));
  return python.FS.readFile('/made.zip');
}

/** Writes it in one step: others may be waiting for it, or making it too. @param {string} path @param {Uint8Array} octets */
function put(path, octets) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, octets);
  renameSync(unfinished, path);
}

/** @type {Promise<string> | undefined} */
let making;

/** The path of the zip, made if it is not there; in a process of its own, because an interpreter never gives its memory back. @returns {Promise<string>} */
export function ensureLibrary() {
  if (existsSync(made)) return Promise.resolve(made);
  making ??= new Promise((resolve, reject) => {
    console.error('Compiling the standard library of Python (once) …');
    const child = spawn(process.execPath, [self, made], { stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(made);
      else reject(new Error(`the standard library of Python could not be compiled (exit status ${code}): see above`));
    });
  });
  return making;
}

if (process.argv[1] === self) {
  put(process.argv[2] ?? made, await compileLibrary());
}
