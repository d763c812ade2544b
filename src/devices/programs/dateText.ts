// The calendar of hosts: the world begins on 1 January 2026 at 09:00:00 UTC, and dates are worked out from the time since then (the Gregorian calendar; POSIX XBD 4.16).

import { SECOND, type Instant } from '../../base/time.ts';

/** Seconds from the beginning of 1970 to the beginning of the world. */
const WORLD_BEGAN = 1_767_258_000;
const DAY = 86_400;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface CalendarTime {
  year: number;
  /** From 1. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** What a calendar and a clock on the wall of the world show. */
export function calendarAt(at: Instant): CalendarTime {
  const seconds = WORLD_BEGAN + Math.floor(at / SECOND);
  const rest = seconds % DAY;
  let day = Math.floor(seconds / DAY);
  let year = 1970;
  for (; day >= daysIn(year); year++) day -= daysIn(year);
  let month = 1;
  for (; day >= daysOf(year, month); month++) day -= daysOf(year, month);
  return {
    ...{ year, month, day: day + 1 },
    ...{ hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60 },
  };
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number): number => (isLeap(year) ? 366 : 365);
const daysOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const two = (value: number): string => String(value).padStart(2, '0');

/** `Jan  1 09:00`, as `ls -l` has it. */
export function listedDate(at: Instant): string {
  const { month, day, hour, minute } = calendarAt(at);
  return `${MONTHS[month - 1]!} ${String(day).padStart(2)} ${two(hour)}:${two(minute)}`;
}

/** `2026-01-01 09:00:00`. */
export function wholeDate(at: Instant): string {
  const { year, month, day, hour, minute, second } = calendarAt(at);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
