// Where in the classroom the reader is, as the part of the address behind `#`: `#/`, `#/lesson/who-has/3?t=1.002`, `#/reference/tcp.flags.syn`.

import { SECOND, type Instant } from '../base/time.ts';

export type Route =
  | { page: 'home' }
  /** `entry`: a filter name, or the id of another entry. */
  | { page: 'reference'; entry?: string }
  /** `step` counts from 1; `at`: where the playhead is to stand. */
  | { page: 'lesson'; lesson: string; step: number; at?: Instant };

/** Reads an address; anything that names no place is the home page. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [, page, lesson, step = '1'] = path.split('/');
  if (page === 'reference') return lesson ? { page, entry: decode(lesson) } : { page };
  if (page !== 'lesson' || !lesson) return { page: 'home' };
  const route: Route = { page: 'lesson', lesson: decode(lesson), step: /^[1-9]\d{0,3}$/.test(step) ? Number(step) : 1 };
  const seconds = new URLSearchParams(query).get('t');
  if (seconds !== null && /^\d{1,6}(\.\d{1,9})?$/.test(seconds)) route.at = Math.round(Number(seconds) * SECOND);
  return route;
}

export function formatRoute(route: Route): string {
  if (route.page === 'home') return '#/';
  if (route.page === 'reference') return `#/reference${route.entry ? `/${encodeURIComponent(route.entry)}` : ''}`;
  const t = route.at === undefined ? '' : `?t=${(route.at / SECOND).toFixed(9).replace(/\.?0+$/, '')}`;
  return `#/lesson/${encodeURIComponent(route.lesson)}/${route.step}${t}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
