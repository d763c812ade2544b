// `npm test`: from a fresh clone to one line `N passed, N failed`. Every step runs, whatever the others said.
// A check (types, lint, …) counts as one test; Vitest and Playwright count their own, by their JSON reports.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, root } from './fresh.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** As Vitest's JSON report has it. @typedef {{ status: string, fullName: string, failureMessages: string[] }} Assertion */
/** @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} TestFile */
/** As Playwright's JSON report has it. @typedef {{ title: string, tests: { status: string, results: { errors: { message?: string }[] }[] }[] }} Spec */
/** @typedef {{ file: string, specs: Spec[], suites?: Suite[] }} Suite */
/** @typedef {Count & { name: string, seconds: number }} Row */

const reports = mkdtempSync(join(tmpdir(), 'packet-classroom-'));
const longestMs = 20 * 60_000; // of a step, on a busy machine
/** What failed, told once more at the end: a log of this length may reach its reader with only its last lines. @type {string[]} */
const failures = [];
/** Of a failure's message, as much as is told again. */
const toldAgain = 600;

/** @param {string} name @param {string} message */
function failed(name, message) {
  failures.push(`${name}\n    ${stripVTControlCharacters(message).slice(0, toldAgain).replaceAll('\n', '\n    ')}`);
}

/** @param {string} path @param {string[]} args @param {Record<string, string>} [env] @returns {boolean} */
function node(path, args, env) {
  const { status } = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: longestMs,
  });
  return status === 0;
}

/** A check that passes or fails as a whole. @param {string} path @param {string[]} args @returns {Count} */
function check(path, args) {
  const passed = node(path, args);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** @param {string} folder @returns {boolean} */
function hasTests(folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return false;
  return readdirSync(path, { recursive: true }).some((name) => /\.(test|spec)\.[mc]?[jt]s$/.test(String(name)));
}

/** A runner that says it failed without naming a test (no report, an error outside every test) has failed once. @param {Count} count @param {boolean} succeeded @returns {Count} */
const honest = (count, succeeded) => (succeeded || count.failed > 0 ? count : { ...count, failed: 1 });

/** @param {string} project @returns {Count} */
function vitest(project) {
  const report = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const succeeded = node('node_modules/vitest/vitest.mjs', args);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const said = JSON.parse(readFileSync(report, 'utf8'));
  /** @type {TestFile[]} */
  const files = said.testResults;
  for (const { name, assertionResults } of files) {
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'failed') failed(`${relative(root, name)} › ${fullName}`, failureMessages.join('\n'));
    }
  }
  /** A file that could not be loaded has no tests to fail. */
  const unloadedFiles = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  for (const { name, message } of unloadedFiles) failed(relative(root, name), message);
  const unloaded = unloadedFiles.length;
  const skipped = said.numPendingTests + said.numTodoTests;
  return honest({ passed: said.numPassedTests, failed: said.numFailedTests + unloaded, skipped }, succeeded);
}

/** The specs of a suite that failed, or passed only the second time. @param {Suite} suite */
function unmet(suite) {
  for (const { title, tests } of suite.specs) {
    for (const { status, results } of tests) {
      if (status !== 'unexpected' && status !== 'flaky') continue;
      failed(
        `${suite.file} › ${title}`,
        results.flatMap(({ errors }) => errors.map(({ message }) => message)).join('\n'),
      );
    }
  }
  suite.suites?.forEach(unmet);
}

/** @returns {Count} */
function playwright() {
  const report = join(reports, 'e2e.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const succeeded = node('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], env);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats, suites, errors } = JSON.parse(readFileSync(report, 'utf8'));
  suites.forEach(unmet);
  for (const { message } of errors) failed('end to end', message ?? '');
  return honest({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }, succeeded);
}

/** @type {Row[]} */
const rows = [];

/** @param {string} name @param {() => Count} run */
function step(name, run) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}`);
  const began = Date.now();
  const count = run();
  rows.push({ name, ...count, seconds: (Date.now() - began) / 1000 });
}

ensureInstalled();
const browser = await ensureBrowser();
const noBrowser = () => {
  console.log('No Chromium could be found or fetched; `node scripts/browser.mjs --ensure` says how to get one.');
  return { passed: 0, failed: 1, skipped: 0 };
};
if (browser) console.log(`Browser: ${browser.path} (from ${browser.from})`);

step('types of the core', () => check('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.core.json']));
step('types of the rest', () =>
  check('node_modules/svelte-check/bin/svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']),
);
step('lint', () => check('node_modules/eslint/bin/eslint.js', ['.']));
step('format', () => check('node_modules/prettier/bin/prettier.cjs', ['--check', '.']));
step('unit', () => vitest('unit'));
if (hasTests('test/ui')) step('component', () => (browser ? vitest('component') : noBrowser()));
step('build', () => check('scripts/build.mjs', []));
step('size', () => (browser ? check('scripts/size.mjs', []) : noBrowser()));
if (hasTests('test/e2e')) step('end to end', () => (browser ? playwright() : noBrowser()));

rmSync(reports, { recursive: true, force: true });

console.log(
  `\n${'step'.padEnd(20)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(8)}${'s'.padStart(8)}`,
);
for (const { name, passed, failed, skipped, seconds } of rows) {
  const cells = [passed, failed, skipped, seconds.toFixed(1)].map((cell) => String(cell).padStart(8));
  console.log(name.padEnd(20) + cells.join(''));
}
if (failures.length > 0) console.log(`\nFailed:\n  ${failures.join('\n  ')}`);
/** @param {'passed' | 'failed' | 'skipped'} what */
const total = (what) => rows.reduce((sum, row) => sum + row[what], 0);
const skipped = total('skipped');
console.log(`\n${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = total('failed') > 0 ? 1 : 0;
