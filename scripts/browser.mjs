// Finds a Chromium for the tests and, with --ensure, gets one when there is none.
// Order: CHROME_PATH, the system's, Playwright's own, the one from npm that is locked in scripts/browser.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { argv, env, execPath, exit, getuid, platform, arch } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const unpacked = join(root, '.browser');
const locked = join(root, 'scripts', 'browser');

export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @typedef {{ path: string, from: string, env?: Record<string, string> }} Browser */

/** The npm browser brings its own libraries and fonts; only the browser itself may see them. */
const ownLibraries = { LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib'), FONTCONFIG_PATH: join(unpacked, 'fonts') };

/** @param {string} path @returns {boolean} */
function isFile(path) {
  try {
    accessSync(path, platform === 'win32' ? constants.F_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A candidate counts only if it runs: a snap stub, or a file whose libraries are missing, does not. @param {Browser} browser */
function runs(browser) {
  if (!isFile(browser.path)) return false;
  if (platform === 'win32') return true; // `--version` opens a window there
  const options = { env: { ...env, ...browser.env }, timeout: 30_000 };
  return spawnSync(browser.path, ['--version'], { ...options, stdio: 'ignore' }).status === 0;
}

/** @returns {Generator<Browser>} */
function* onThisSystem() {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) yield { path: join(folder, name), from: 'the system' };
  }
  if (platform === 'darwin') {
    for (const app of ['Google Chrome', 'Chromium', 'Microsoft Edge']) {
      yield { path: `/Applications/${app}.app/Contents/MacOS/${app}`, from: 'the system' };
    }
  }
  if (platform === 'win32') {
    for (const folder of [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LocalAppData']]) {
      if (!folder) continue;
      yield { path: join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'), from: 'the system' };
      yield { path: join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'), from: 'the system' };
    }
  }
}

/** The first browser that runs, or undefined. A CHROME_PATH that names no file is an error. @returns {Promise<Browser | undefined>} */
export async function findBrowser() {
  const chosen = env['CHROME_PATH'];
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names no file: ${chosen}`);
    return { path: chosen, from: 'CHROME_PATH' };
  }
  for (const browser of onThisSystem()) if (runs(browser)) return browser;
  const { chromium } = await import('@playwright/test');
  const playwrights = { path: chromium.executablePath(), from: 'Playwright' };
  if (runs(playwrights)) return playwrights;
  const npms = { path: join(unpacked, 'chromium'), from: 'npm', env: ownLibraries };
  if (runs(npms)) return npms;
  return undefined;
}

/** What Vitest and Playwright pass on when they start the browser. */
export async function launchOptions() {
  const browser = await findBrowser();
  /** @type {{ args: string[], executablePath?: string, env?: Record<string, string> }} */
  const options = { args: flags };
  if (!browser) return options;
  options.executablePath = browser.path;
  if (browser.env) {
    const inherited = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    options.env = { ...Object.fromEntries(inherited), ...browser.env };
  }
  return options;
}

/** @param {string} command @param {string[]} args @param {Record<string, string>} [extra] @returns {boolean} */
function succeeds(command, args, extra) {
  console.error(`browser: ${command} ${args.join(' ')}`);
  const options = { cwd: root, env: { ...env, ...extra } };
  return spawnSync(command, args, { ...options, stdio: ['ignore', 2, 2], shell: platform === 'win32' }).status === 0;
}

function fromApt() {
  if (platform !== 'linux' || getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  if (succeeds('apt-get', ['-qq', 'update'], quiet)) {
    succeeds('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], quiet);
  }
}

function fromNpm() {
  if (platform !== 'linux' || arch !== 'x64') return;
  if (!succeeds('npm', ['ci', '--prefix', locked])) return;
  rmSync(unpacked, { recursive: true, force: true }); // a half unpacked one would be taken for whole
  // It unpacks into the temporary folder, and its libraries only if it believes that it runs on Amazon's Lambda.
  succeeds(execPath, [join(locked, 'unpack.mjs')], {
    AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x',
    TMPDIR: unpacked,
  });
}

function fromPlaywright() {
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  succeeds(execPath, [cli, 'install', 'chromium']);
}

/** Finds a browser, or gets one in each way that this system allows until one runs. @returns {Promise<Browser | undefined>} */
export async function ensureBrowser() {
  let browser = await findBrowser();
  for (const get of [fromApt, fromNpm, fromPlaywright]) {
    if (browser) break;
    get();
    browser = await findBrowser();
  }
  return browser;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const browser = argv.includes('--ensure') ? await ensureBrowser() : await findBrowser();
  if (!browser) {
    console.error(
      [
        'No Chromium found. Any of these gives one:',
        '  apt-get install -y --no-install-recommends chromium    (Debian, as root)',
        '  npm ci --prefix scripts/browser && node scripts/browser.mjs --ensure    (Linux x64)',
        '  npx playwright install chromium    (macOS, Windows, other Linux)',
        'or set CHROME_PATH to one that you have.',
      ].join('\n'),
    );
    exit(1);
  }
  console.log(`${browser.path} (from ${browser.from})`);
}
