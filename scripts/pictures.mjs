// `npm run pictures`: the pictures of README.md, taken of the built page in the tests' browser: stills, and a moving one of two sends that become one recv.
//
// Each shows a run at an instant, in a window of fixed size, so that they differ only where the page does. The moving picture is made by drawing the
// playhead along the axis, a few pixels for each of its images; those that look alike become one that stays longer.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { launchOptions } from './browser.mjs';
import { build, root } from './fresh.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const folder = join(root, 'docs', 'pictures');
const dist = process.env['DIST'] ?? join(root, 'dist');
/** kB: what all of them may weigh in a clone. */
const BUDGET = 2500;

// ── the page ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A reader who has seen nothing yet. Motion is reduced: a picture is taken of what is, not of what is on its way there. */
async function reader({ width = 1280, height = 800, locale = 'en-GB', dark = false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  return context.newPage();
}

/** Says something to each prediction of a step, runs its experiment, and goes to its end. @param {Page} page @param {string} lesson @param {number} step */
async function run(page, lesson, step) {
  await page.goto(`${base}#/lesson/${lesson}/${step}`);
  const form = page.locator('form.predict:has(button)').first();
  await form.waitFor();
  while (await form.count()) {
    if (await form.locator('input[type=radio]').count()) await form.locator('input').last().check();
    else await form.locator('input').fill('2');
    await form.locator('button').click();
  }
  await page.locator('.experiment button').first().click();
  await page.locator('.experiment .quiet').waitFor();
  while (!(await page.locator('form.told').count())) {
    await page.keyboard.press('End');
    await page.waitForTimeout(200);
  }
}

/** Opens the run that is on show anew, at an instant, s. @param {Page} page @param {string} instant */
async function seek(page, instant) {
  await page.getByRole('button', { name: /^(Share|分享)$/ }).click();
  const link = await page.getByRole('dialog').locator('input').first().inputValue();
  await page.goto('about:blank');
  await page.goto(link.replace(/t=[^&]*/, `t=${instant}`));
  await page.locator('[data-device]').first().waitFor();
}

/** Brings a view to the front; waits until nothing is on its way any more. @param {Page} page @param {string} [tab] */
async function settle(page, tab) {
  if (tab) await page.locator(`[data-tab=${tab}]`).click();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1000);
}

/** Presenter mode with a view beside the network: large type, and room for both. @param {Page} page @param {string} tab */
async function present(page, tab) {
  await page.keyboard.press('f');
  await page.keyboard.press('v');
  await settle(page, tab);
}

// ── stills ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @type {Record<string, () => Promise<Page>>} */
const stills = {
  async home() {
    const page = await reader();
    await page.goto(base);
    await page.locator('h1').waitFor();
    await settle(page);
    return page;
  },
  async lesson() {
    const page = await reader();
    await run(page, 'gateway', 3);
    await seek(page, '0.0105');
    await settle(page, 'events');
    return page;
  },
  async layers() {
    const page = await reader({ height: 720 });
    await run(page, 'gateway', 3);
    await seek(page, '0.0105');
    await present(page, 'layers');
    await page.getByRole('button', { name: /^R, Network:/ }).click();
    await settle(page);
    return page;
  },
  async ladder() {
    const page = await reader({ height: 720 });
    await run(page, 'lost-and-found', 2);
    await seek(page, '0.145');
    await present(page, 'ladder');
    return page;
  },
  async programs() {
    const page = await reader({ width: 1440, height: 860 });
    await page.goto(base);
    await page.getByRole('button', { name: 'Paste two programs' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'First program', exact: true }).fill(echo.server);
    await dialog.getByRole('textbox', { name: 'Second program', exact: true }).fill(echo.client);
    await dialog.getByRole('button', { name: 'Put them on the hosts and run' }).click();
    const client = page.getByRole('region', { name: 'Program on A' });
    const ends = async (/** @type {import('@playwright/test').Locator} */ there) => {
      while (!(await there.count())) {
        await page.getByRole('slider', { name: 'Position in time' }).press('End');
        await page.waitForTimeout(300);
      }
    };
    await ends(client.getByRole('button', { name: /^input/ }));
    await client.getByRole('textbox', { name: /^A line for/ }).focus();
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await ends(client.getByText("b'HELLO'"));
    await settle(page);
    return page;
  },
  async chinese() {
    const page = await reader({ locale: 'zh-CN', dark: true });
    await run(page, 'sticky', 2);
    await seek(page, '0.0115');
    await settle(page, 'sockets');
    return page;
  },
};

/** Two programs as anybody writes them first. */
const echo = {
  server: `import socket

listener = socket.socket()
listener.bind(('', 9000))
listener.listen()
conn, peer = listener.accept()
while True:
    words = conn.recv(1024)
    if not words:
        break
    print('heard', words)
    conn.send(words.upper())
`,
  client: `import socket

sock = socket.socket()
sock.connect(('127.0.0.1', 9000))
while True:
    line = input('>>> ')
    if not line:
        break
    sock.sendall(line.encode())
    print(sock.recv(1024))
`,
};

// ── the moving picture ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Pixels of the axis between two images; ms that one stays; ms that one stays in which something has changed in the buffers; and the last one. */
const STRIDE = 3;
const STAYS = 90;
const CHANGED = 800;
const LAST = 3000;

/** From the moment before the first send to that after the first recv. @returns {Promise<{ images: { png: string, delay: number }[], width: number, height: number }>} */
async function stickyImages() {
  const [width, height] = [1560, 840];
  const page = await reader({ width, height });
  await run(page, 'sticky', 2);
  await present(page, 'sockets');
  const clock = page.locator('output.clock');
  const view = page.getByRole('tabpanel');
  const axis = await page.locator('.axis').boundingBox();
  if (!axis) throw new Error('there is no axis to draw the playhead along');
  const y = axis.y + axis.height / 2;
  /** @type {{ png: string, delay: number }[]} */
  const images = [];
  let before = '';
  await page.mouse.move(axis.x + 1, y);
  await page.mouse.down();
  for (let x = axis.x + 1; x < axis.x + axis.width; x += STRIDE) {
    await page.mouse.move(x, y);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const at = parseFloat((await clock.textContent()) ?? '');
    if (at < 0.0072) continue;
    const buffers = (await view.textContent()) ?? '';
    const png = (await page.screenshot()).toString('base64');
    images.push({ png, delay: before && buffers !== before ? CHANGED : STAYS });
    before = buffers;
    if (buffers.includes('recv(4, 1024)')) break;
  }
  await page.mouse.up();
  await page.context().close();
  const last = images.at(-1);
  if (!last || !before.includes('recv(4, 1024)')) throw new Error('the recv never came');
  last.delay = LAST;
  return { images, width, height };
}

/** Encodes images in the browser, which can read PNG. @param {Awaited<ReturnType<typeof stickyImages>>} taken @returns {Promise<Buffer>} */
async function gif({ images, width, height }) {
  const page = await browser.newPage();
  const origin = 'http://pictures.invalid/';
  /** @param {string} name */
  const moduleText = (name) => readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8');
  await page.route(`${origin}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const imports = { 'modern-palette': `${origin}modern-palette` };
    if (name) return route.fulfill({ contentType: 'text/javascript', body: moduleText(name) });
    const body = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
    return route.fulfill({ contentType: 'text/html', body });
  });
  await page.goto(origin);
  const encoded = await page.evaluate(
    async ({ images, width, height, url }) => {
      const { Encoder } = await import(url);
      const encoder = new Encoder({ width, height, maxColors: 255 });
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      let waiting = { png: '', delay: 0 };
      const frames = [];
      for (const image of images) {
        if (image.png === waiting.png) waiting.delay += image.delay;
        else frames.push((waiting = { ...image }));
      }
      for (const { png, delay } of frames) {
        const octets = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
        context.drawImage(await createImageBitmap(new Blob([octets], { type: 'image/png' })), 0, 0);
        await encoder.encode({ data: context.getImageData(0, 0, width, height).data, delay });
      }
      const made = new Uint8Array(await encoder.flush('arrayBuffer'));
      let text = '';
      for (let at = 0; at < made.length; at += 0x8000) text += String.fromCharCode(...made.subarray(at, at + 0x8000));
      return btoa(text);
    },
    { images, width, height, url: `${origin}modern-gif` },
  );
  await page.close();
  return Buffer.from(encoded, 'base64');
}

// ── all of it ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

if (!process.env['DIST'] && !build('page')) process.exit(1);
const server = await preview({
  root,
  configFile: false,
  logLevel: 'error',
  build: { outDir: dist },
  preview: { host: '127.0.0.1', port: 0 },
});
const base = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch(await launchOptions());
/** Names may be given: only these are made. */
const wanted = process.argv.slice(2);
/** @param {string} name */
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
let total = 0;

/** @param {string} file @param {Buffer} octets */
function keep(file, octets) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), octets);
  total += statSync(join(folder, file)).size / 1000;
  console.log(`${(octets.length / 1000).toFixed(0).padStart(6)} kB  docs/pictures/${file}`);
}

try {
  for (const [name, take] of Object.entries(stills)) {
    if (!isWanted(name)) continue;
    const page = await take();
    keep(`${name}.png`, await page.screenshot());
    await page.context().close();
  }
  if (isWanted('sticky')) keep('sticky.gif', await gif(await stickyImages()));
} finally {
  await browser.close();
  await new Promise((done) => server.httpServer.close(done));
}
if (total > BUDGET) {
  console.error(`Together they weigh ${total.toFixed(0)} kB; ${BUDGET} kB is what a clone should carry for them.`);
  process.exitCode = 1;
}
