// Main-thread time per picture while some 500 frames fly between 100 devices: hosts on one switch, whose questions are flooded at once.
import { addressOfLab } from './site.mjs';
import { perPicture, traced } from './tracing.mjs';

const HOSTS = 99;
/** So many ask at the same instant; each question leaves the switch by all other ports. */
const ASKING = 6;
/** The floods are on their way then: at a quarter of the speed they stay in the air for two seconds more. */
const UNDER_WAY = '0.0012';

const names = Array.from({ length: HOSTS }, (_, i) => `H${i + 1}`);
const lab = [
  'lab: star',
  'devices:',
  ...names.map((name, i) => `  ${name}: { kind: host, ip: 10.0.0.${i + 1}/24 }`),
  '  S: { kind: switch }',
  'links:',
  ...names.map((name) => `  - [${name}, S]`),
  'do:',
  ...names.slice(0, ASKING).map((name) => `  - { at: 0 s, on: ${name}, run: ping -c 1 10.0.0.200 }`),
].join('\n');

/** Runs in the page: how many frames are drawn, by themselves or as dots of a crowd. */
function countFlying() {
  const dots = document.querySelector('.crowd.ground')?.getAttribute('d')?.match(/M/g)?.length ?? 0;
  return dots + document.querySelectorAll('.flyer').length;
}

/** @param {import('@playwright/test').Browser} browser @param {string} url @param {string} file for the trace */
export async function measureFlights(browser, url, file) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  page.setDefaultTimeout(120_000); // a busy machine is no mistake
  await page.goto(`${url}${addressOfLab(lab)}?t=${UNDER_WAY}`);
  await page.waitForFunction(countFlying);
  await page.locator('.choices select').nth(1).selectOption('0.25');
  await page.locator('#stage').focus();
  await page.waitForTimeout(1000); // what is loaded and laid out only once
  let flying = 0;
  const events = await traced(page, file, async () => {
    await page.keyboard.press('k');
    await page.waitForTimeout(700);
    flying = await page.evaluate(countFlying);
    await page.waitForTimeout(700);
  });
  await page.close();
  return { ...perPicture(events), flying, devices: HOSTS + 1 };
}
