// Chromium's tracing of a page: what its main thread does for each picture and for each move of the pointer, and figures of what was measured.
import { readFileSync } from 'node:fs';

/** @typedef {{ name: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number, args: { data?: { type?: string } } }} TraceEvent */
/** Of many measurements, each in milliseconds. @typedef {{ median: number, p95: number, most: number, count: number }} Spread */

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'];

/** What a page's main thread did while `work` was done: events in the order of time. @param {import('@playwright/test').Page} page @param {string} file @param {() => Promise<void>} work */
export async function traced(page, file, work) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  await browser.startTracing(page, { path: file, categories });
  await work();
  await browser.stopTracing();
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
  const main = traceEvents.find((event) => event.name === 'FireAnimationFrame');
  if (!main) throw new Error('no animation frame was traced');
  return traceEvents.filter(({ pid, tid }) => pid === main.pid && tid === main.tid).sort((a, b) => a.ts - b.ts);
}

const tasksOf = (/** @type {TraceEvent[]} */ events) =>
  events.filter((event) => event.name === 'RunTask' && event.ph === 'X');

/**
 * Time of all tasks of the page's main thread, per picture. On a busy machine the clock on the wall also counts the time in which others had the processor.
 * @param {TraceEvent[]} events
 */
export function perPicture(events) {
  const pictures = events.filter((event) => event.name === 'FireAnimationFrame').map((event) => event.ts);
  const tasks = tasksOf(events);
  const busy = pictures.slice(0, -1).map((from, i) => {
    const to = pictures[i + 1] ?? Infinity;
    // A picture is drawn in the task that its callback is called in, and the tasks until the next.
    const own = tasks.filter((task) => task.ts + (task.dur ?? 0) > from && task.ts + (task.dur ?? 0) <= to);
    return { cpu: sum(own.map((task) => task.tdur ?? 0)), wall: sum(own.map((task) => task.dur ?? 0)) };
  });
  return { cpu: spread(busy.map((one) => one.cpu / 1000)), wall: spread(busy.map((one) => one.wall / 1000)) };
}

/**
 * For each move of the pointer: from the beginning of the task that it came with to the end of the task that hands the next picture over; and
 * the longest task of all.
 * @param {TraceEvent[]} events
 */
export function perMove(events) {
  const tasks = tasksOf(events);
  const moves = events.filter(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'pointermove');
  const commits = events.filter(({ name }) => name === 'Commit' || name === 'ProxyMain::BeginMainFrame::commit');
  /** @param {number} ts */
  const taskAt = (ts) => tasks.findLast((task) => task.ts <= ts && task.ts + (task.dur ?? 0) >= ts);
  const wall = /** @type {number[]} */ ([]);
  const cpu = /** @type {number[]} */ ([]);
  for (const move of moves) {
    const first = taskAt(move.ts);
    const commit = commits.find(({ ts }) => ts >= move.ts);
    const last = commit && taskAt(commit.ts);
    if (!first || !last) continue;
    const end = last.ts + (last.dur ?? 0);
    wall.push((end - first.ts) / 1000);
    cpu.push(sum(tasks.filter(({ ts }) => ts >= first.ts && ts <= last.ts).map(({ tdur = 0 }) => tdur / 1000)));
  }
  return { wall: spread(wall), cpu: spread(cpu), longest: longestTask(events) };
}

/** Processor time of the longest task, ms. @param {TraceEvent[]} events */
export const longestTask = (events) => Math.max(0, ...tasksOf(events).map(({ tdur = 0 }) => tdur / 1000));

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** @param {number[]} numbers @returns {Spread} */
export function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { median: at(0.5), p95: at(0.95), most: at(1), count: sorted.length };
}
