// Do the script tests of TCP notice? Plants each one-line fault of test/stack/tcp/faults.txt in a copy and runs them. Words: only the faults named so; `--write` renews the list in the README there.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './fresh.mjs';

/** @typedef {{ name: string, file: string, before: string, after: string }} Fault `before` is a line of `file`, a path below src, or a part of one. */
/** @typedef {{ fault: Fault | undefined, broken: string[] }} Outcome */

const folder = join(root, 'test/stack/tcp');

/** Reads `== name`, `file`, `-before`, `+after`, and so on; `#` begins a remark. @param {string} text @returns {Fault[]} */
export function readFaults(text) {
  const lines = text.split('\n').filter((line) => line.trim() && !line.startsWith('#'));
  /** @type {Fault[]} */
  const faults = [];
  for (let i = 0; i < lines.length; i += 4) {
    const [name, file, before, after] = lines.slice(i, i + 4);
    if (!name?.startsWith('== ') || !before?.startsWith('-') || !after?.startsWith('+') || !file)
      throw new Error(`faults.txt: four lines make a fault, '== name', file, '-before', '+after'; not: ${lines[i]}`);
    faults.push({ name: name.slice(3), file: file.trim(), before: before.slice(1), after: after.slice(1) });
  }
  return faults;
}

/** How often the text that a fault changes stands in its file; once is right. @param {Fault} fault */
export const occurrences = ({ file, before }) => sourceOf(join('src', file)).split(before).length - 1;

/** @param {string} path */
const sourceOf = (path) => readFileSync(join(root, path), 'utf8');

const ENTRY = 'test/stack/tcp/script.ts';

/** One TypeScript module as JavaScript. @param {string} source */
const javascript = (source) =>
  ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  }).outputText;

/** Writes the script reader and all that it imports as JavaScript below `to`. @param {string} to */
function translate(to) {
  const todo = [ENTRY];
  const known = new Set(todo);
  for (let path = todo.pop(); path; path = todo.pop()) {
    const text = javascript(sourceOf(path));
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path.replace(/\.ts$/, '.js')), text);
    for (const [, from] of text.matchAll(/from ['"](\.[^'"]*)\.js['"]/g)) {
      const next = join(dirname(path), `${from}.ts`);
      if (!known.has(next)) todo.push(next);
      known.add(next);
    }
  }
  writeFileSync(join(to, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(to, 'run.js'), RUNNER);
}

/** Runs every script and prints the names of those that fail. A name that nobody knows is no fault in a program: it is none. */
const RUNNER = `import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScripts, runScript } from './${ENTRY.replace(/ts$/, 'js')}';
const broken = [];
for (const file of readdirSync(process.argv[2])) {
  for (const script of readScripts(file, readFileSync(join(process.argv[2], file), 'utf8'))) {
    try {
      runScript(script);
    } catch (error) {
      if (error.cause instanceof ReferenceError) throw error.cause;
      broken.push(script.name);
      if (process.argv[3] === 'one') process.exit(console.log(JSON.stringify(broken)));
    }
  }
}
console.log(JSON.stringify(broken));
`;

/** A fault may make a script go on for ever; then it has been noticed too. */
const LONGEST_MS = 10_000;

/** The names of the scripts that break, or of the first of them. @param {string} copy @param {boolean} all @returns {Promise<string[]>} */
const runScripts = (copy, all) =>
  new Promise((resolve, reject) => {
    const args = [join(copy, 'run.js'), join(folder, 'scripts'), all ? 'all' : 'one'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS });
    let text = '';
    let complaint = '';
    child.stdout.on('data', (part) => (text += String(part)));
    child.stderr.on('data', (part) => (complaint += String(part)));
    child.on('close', (status, signal) => {
      if (status === 0) resolve(JSON.parse(text));
      else if (signal) resolve(['(does not come to an end)']);
      else reject(new Error(complaint));
    });
  });

/** @param {Fault | undefined} fault @param {string} base @param {string} copy @param {boolean} all @returns {Promise<Outcome>} */
async function plant(fault, base, copy, all) {
  cpSync(base, copy, { recursive: true });
  if (fault) {
    const path = join('src', fault.file);
    const text = sourceOf(path).replace(fault.before, () => fault.after);
    writeFileSync(join(copy, path.replace(/\.ts$/, '.js')), javascript(text));
  }
  const broken = await runScripts(copy, all);
  rmSync(copy, { recursive: true });
  return { fault, broken };
}

const MARK = '<!-- The rows below are written by scripts/plantedFaults.mjs. -->';
const NAMED = 3;

/** @param {Outcome} outcome */
function row({ fault, broken }) {
  const named = broken.slice(0, NAMED).map((name) => name.replaceAll('|', '\\|'));
  const rest = broken.length > NAMED ? ` and ${broken.length - NAMED} more` : '';
  return `| \`${fault?.file.replace('stack/tcp/', '')}\` | ${fault?.name} | ${named.join('; ')}${rest} |`;
}

/** @param {Outcome[]} outcomes */
function writeList(outcomes) {
  const path = join(folder, 'README.md');
  const [before] = readFileSync(path, 'utf8').split(MARK);
  const rows = outcomes.map(row).join('\n');
  writeFileSync(
    path,
    `${before}${MARK}\n\n| where | what is wrong then | scripts that break |\n|---|---|---|\n${rows}\n`,
  );
}

/** @param {readonly string[]} args */
async function main(args) {
  const words = args.filter((one) => !one.startsWith('--'));
  const all = readFaults(sourceOf('test/stack/tcp/faults.txt'));
  const faults = all.filter(({ name }) => words.every((word) => name.includes(word)));
  const lost = faults.filter((fault) => occurrences(fault) !== 1);
  for (const fault of lost)
    console.error(`${fault.name}: ${occurrences(fault)} times in ${fault.file}: ${fault.before}`);
  if (lost.length) return 1;
  const writing = args.includes('--write') && faults.length === all.length;
  const scratch = mkdtempSync(join(tmpdir(), 'planted-faults-'));
  const base = join(scratch, 'base');
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    translate(base);
    const healthy = await plant(undefined, base, join(scratch, 'healthy'), true);
    if (healthy.broken.length) {
      console.error(`Without any fault these scripts break: ${healthy.broken.join('; ')}`);
      return 1;
    }
    let next = 0;
    const work = async () => {
      for (let i = next++; i < faults.length; i = next++) {
        const copy = join(scratch, String(i));
        outcomes[i] = await plant(faults[i], base, copy, writing).catch((/** @type {unknown} */ error) => {
          console.error(`'${faults[i]?.name}' makes no program: ${String(error)}`);
          return { fault: faults[i], broken: [] };
        });
        const { length } = outcomes[i]?.broken ?? [];
        console.log(`${length ? (writing ? `${length} scripts` : 'noticed') : 'UNNOTICED'}: ${faults[i]?.name}`);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const survivors = outcomes.filter(({ broken }) => !broken.length);
  console.log(`${faults.length} faults, ${survivors.length} of them unnoticed`);
  for (const { fault } of survivors) console.error(`Nothing notices: ${fault?.name} (${fault?.file})`);
  if (writing) writeList(outcomes);
  return survivors.length ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
