// How far a window on something long has to be moved so that a part of it is in sight: no further than it must.

/** Where the window begins then. All in px; where the part is longer than the window its beginning is in sight, if it lay above, else its end. */
export function scrolledTo(from: number, to: number, scrollTop: number, height: number): number {
  if (from < scrollTop) return Math.max(0, from);
  return to > scrollTop + height ? Math.max(0, to - height) : scrollTop;
}
