// The places that an author has given to all devices of a lab; what has none is placed by layout.ts, which is loaded only then.

import type { Lab } from '../sim/lab.ts';
import type { Layout, Point } from './layout.ts';

/** A layout with the box around its places. */
export function boxed(places: Point[]): Layout {
  const xs = places.map((place) => place[0]);
  const ys = places.map((place) => place[1]);
  if (!places.length) return { places, left: 0, top: 0, right: 0, bottom: 0 };
  return { places, left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** As the author says; undefined when a device has no place. */
export function givenLayout(lab: Lab): Layout | undefined {
  const places = lab.devices.flatMap(({ name }) => (lab.at[name] ? [lab.at[name]] : []));
  return places.length === lab.devices.length ? rounded(places) : undefined;
}

/** A layout in whole units. */
export const rounded = (places: readonly Point[]): Layout =>
  // Adding 0 makes −0 an ordinary 0.
  boxed(places.map(([x, y]) => [Math.round(x) + 0, Math.round(y) + 0] as const));
