// Unpacks the browser of this folder into $TMPDIR; run by ../browser.mjs, which sets what it must find in the environment.
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const into = tmpdir();
mkdirSync(into, { recursive: true });
const { default: chromium } = await import('@sparticuz/chromium');
console.error(`browser: unpacked ${await chromium.executablePath()}`);

// Its own list of folders names only Amazon's; without any font, text has no width and counts as hidden.
/** @param {string} path */
const xml = (path) => path.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const folders = [join(into, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
const list = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${xml(folder)}</dir>`).join('\n')}
  <cachedir>${xml(join(into, 'fonts-cache'))}</cachedir>
</fontconfig>
`;
writeFileSync(join(into, 'fonts', 'fonts.conf'), list);
