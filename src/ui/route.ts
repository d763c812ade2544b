// Where in the classroom the reader is, as the part of the address behind `#`: `#/`, `#/lesson/who-has/3?t=1.002`, `#/reference/tcp.flags.syn`, `#/lab/1.…`.

import { SECOND, type Instant } from '../base/time.ts';
import { calcParts, type CalcPart } from '../calc/address.ts';
import { languageNames, type LanguageName } from './language.svelte.ts';

export type Route =
  | { page: 'home' }
  /** `values`: what stands in its fields, or which exercise it is. */
  | { page: 'calc'; calculator?: string; part: CalcPart; values: Readonly<Record<string, string>> }
  /** `entry`: a filter name, or the id of another entry. */
  | { page: 'reference'; entry?: string }
  /** `step` counts from 1. */
  | ({ page: 'lesson'; lesson: string; step: number; run?: string } & Moment)
  /** A lab of its own, with what was done in it. */
  | ({ page: 'lab'; run: string } & Moment);

/** What a shared address says besides: where the playhead is to stand, and in which language. `run`: see player/share.ts; nothing in it has been looked at. */
interface Moment {
  at?: Instant;
  language?: LanguageName;
}

/** Reads an address; anything that names no place is the home page. */
export function parseRoute(hash: string): Route {
  const [, path = '', query = ''] = /^#?([^?]*)\??(.*)$/s.exec(hash)!;
  const [, page, lesson, step = '1'] = path.split('/');
  if (page === 'reference') return lesson ? { page, entry: decode(lesson) } : { page };
  const given = new URLSearchParams(query);
  if (page === 'calc') return readCalc(lesson, path.split('/')[3], given);
  const moment = readMoment(given);
  if (page === 'lab' && lesson) return { page, run: lesson, ...moment };
  if (page !== 'lesson' || !lesson) return { page: 'home' };
  const number = /^[1-9]\d{0,3}$/.test(step) ? Number(step) : 1;
  const run = given.get('run');
  return { page, lesson: decode(lesson), step: number, ...(run ? { run } : {}), ...moment };
}

/** What a field is given by an address at most, in UTF-16 units. */
const LONGEST_VALUE = 8192;

function readCalc(calculator: string | undefined, part: string | undefined, given: URLSearchParams): Route {
  const values = Object.fromEntries([...given].map(([name, value]) => [name, value.slice(0, LONGEST_VALUE)]));
  const known = calcParts.find((name) => name === part) ?? 'work';
  return { page: 'calc', ...(calculator ? { calculator: decode(calculator) } : {}), part: known, values };
}

function readMoment(given: URLSearchParams): Moment {
  const moment: Moment = {};
  const seconds = given.get('t');
  if (seconds !== null && /^\d{1,6}(\.\d{1,9})?$/.test(seconds)) moment.at = Math.round(Number(seconds) * SECOND);
  const language = languageNames.find((name) => name === given.get('lang'));
  if (language) moment.language = language;
  return moment;
}

export function formatRoute(route: Route): string {
  if (route.page === 'home') return '#/';
  if (route.page === 'reference') return `#/reference${route.entry ? `/${encodeURIComponent(route.entry)}` : ''}`;
  if (route.page === 'calc') return formatCalc(route);
  const given = new URLSearchParams();
  if (route.at !== undefined) given.set('t', (route.at / SECOND).toFixed(9).replace(/\.?0+$/, ''));
  if (route.language) given.set('lang', route.language);
  if (route.page === 'lesson' && route.run) given.set('run', route.run);
  const query = given.size ? `?${given}` : '';
  if (route.page === 'lab') return `#/lab/${route.run}${query}`;
  return `#/lesson/${encodeURIComponent(route.lesson)}/${route.step}${query}`;
}

function formatCalc({ calculator, part, values }: Extract<Route, { page: 'calc' }>): string {
  if (calculator === undefined) return '#/calc';
  const query = new URLSearchParams(values).toString();
  return `#/calc/${encodeURIComponent(calculator)}${part === 'work' ? '' : `/${part}`}${query ? `?${query}` : ''}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
