// Relative addresses in a lesson: written as seen from its folder, needed as seen from the page.

import type { Lesson } from './lesson.ts';

/** The lesson with its images and relative links below `base` (`lessons/2-lan/6-gateway/`). The lesson itself stays as it is. */
export function placeUrls(lesson: Lesson, base: string): Lesson {
  return place(lesson, base) as Lesson;
}

/** The files beside the lesson that its images need, as written. */
export function imagesOf(lesson: Lesson): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isNode(value, 'image')) found.add(value.url);
    for (const inner of Object.values(value)) look(inner);
  };
  look(lesson.steps);
  return [...found];
}

function place(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map((item) => place(item, base));
  if (typeof value !== 'object' || value === null) return value;
  const out = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, place(inner, base)]));
  if ((isNode(value, 'image') || isNode(value, 'link')) && isRelative(value.url))
    out['url'] = base + value.url.replace(/^\.\//, '');
  return out;
}

const isNode = (value: object, type: 'image' | 'link'): value is { type: string; url: string } =>
  'type' in value && value.type === type && 'url' in value && typeof value.url === 'string';

const isRelative = (url: string): boolean => !/^([a-zA-Z][a-zA-Z0-9+.-]*:|#|\/)/.test(url);
