// `node scripts/icons.mjs`: draws the PNG icons in public/ from favicon.svg, with the browser that the tests use. Run when the drawing changes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';
import { root } from './fresh.mjs';

const drawing = readFileSync(join(root, 'public/favicon.svg'), 'utf8');
// Systems cut a maskable icon to their own shape: the ground must reach the edges, the picture stay in the middle four fifths.
const maskable = drawing
  .replace('rx="6"', '')
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40" style="background:#11151c"');

const browser = await chromium.launch(await launchOptions());
const page = await browser.newPage({ viewport: { width: 512, height: 512 } });
for (const [name, svg] of Object.entries({ 'icon-512': drawing, 'icon-maskable-512': maskable })) {
  await page.setContent(`<style>body{margin:0}svg{display:block;width:512px;height:512px}</style>${svg}`);
  await page.screenshot({ path: join(root, `public/${name}.png`), omitBackground: true });
}
await browser.close();
