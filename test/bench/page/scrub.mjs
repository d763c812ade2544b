// How long one move takes while somebody scrubs a history of more than 100,000 events, in each of the views that follow the playhead.
import { addressOfLab } from './site.mjs';
import { longestTask, perMove, traced } from './tracing.mjs';

const lab = `
lab: long
devices:
  C: { kind: host, ip: 10.0.0.1/24 }
  W: { kind: switch }
  S: { kind: host, ip: 10.0.0.2/24 }
links: [[C, W], [W, S]]
do:
  - { at: 0 s, on: S, run: iperf3 -s }
  - { at: 10 ms, on: C, run: iperf3 -c 10.0.0.2 -n 30M }
`;
const VIEWS = ['Events', 'Ladder', 'Sockets', 'Graphs'];
const MOVES = 40;
/** Between two moves, ms: longer than any should take. */
const BETWEEN = 120;
/** Part of the axis, a step of which goes on with the place of the one before: jumps far and near, back and forth, always the same. */
const GOLDEN = 0.618034;

/** @param {import('@playwright/test').Browser} browser @param {string} url @param {string} file for the trace */
export async function measureScrubbing(browser, url, file) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  page.setDefaultTimeout(120_000); // a busy machine is no mistake
  await page.goto(`${url}${addressOfLab(lab)}`);
  const axis = page.locator('.axis');
  await axis.waitFor();
  await page.keyboard.press('End');
  const coming = await traced(page, file, () => page.waitForTimeout(15_000)); // the worker runs to the end
  await page.keyboard.press('End');
  const box = await axis.boundingBox();
  if (!box) throw new Error('the axis of time is not on the page');
  /** @type {{ view: string, how: string, opening?: number, moves?: ReturnType<typeof perMove> }[]} */
  const found = [];
  for (const view of VIEWS) {
    const opening = await traced(page, file, async () => {
      await page.getByRole('tab', { name: view, exact: true }).click();
      await page.waitForTimeout(8_000); // what is worked out once of the whole run
    });
    found.push({ view, how: 'opened', opening: longestTask(opening) });
    /** @param {number} share */
    const to = (share) => page.mouse.move(box.x + 12 + share * (box.width - 24), box.y + box.height / 2);
    await to(0.5);
    await page.mouse.down();
    for (const [how, shareOf] of /** @type {[string, (i: number) => number][]} */ ([
      ['jumps', (i) => (i * GOLDEN) % 1],
      ['drag', (i) => 0.3 + i * 0.004],
    ])) {
      await to(shareOf(0));
      await page.waitForTimeout(500);
      const events = await traced(page, file, async () => {
        for (let i = 1; i <= MOVES; i++) {
          await to(shareOf(i));
          await page.waitForTimeout(BETWEEN);
        }
      });
      found.push({ view, how, moves: perMove(events) });
    }
    await page.mouse.up();
  }
  found.unshift({ view: 'all', how: 'while the run comes', opening: longestTask(coming) });
  await page.close();
  return found;
}
