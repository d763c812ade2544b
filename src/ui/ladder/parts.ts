// Which part of a ladder is drawn: a little more than is in sight, or for a picture of its own as much as it holds. Pure.

/** A part of a ladder, in its px. */
export interface Part {
  top: number;
  height: number;
}

/** The part that is drawn begins at multiples of this, and is so much longer than what is in sight, at both ends. */
const STEP = 120;
const MORE = 120;
/** No picture is higher: what draws a PNG takes no more of them. */
export const MOST_PICTURED = 15_000;

/** What is drawn for a window of this height that has been scrolled so far. */
export const partInSight = (scrolled: number, height: number): Part => ({
  top: Math.max(0, Math.floor((scrolled - MORE) / STEP) * STEP),
  height: Math.ceil((height + 2 * MORE) / STEP) * STEP + STEP,
});

/** What a picture shows of a ladder so high: all of it, or of a longer one what is around the window. */
export function partPictured(scrolled: number, height: number, whole: number): Part {
  if (whole <= MOST_PICTURED) return { top: 0, height: whole };
  const around = scrolled + height / 2 - MOST_PICTURED / 2;
  return { top: Math.round(Math.min(Math.max(0, around), whole - MOST_PICTURED)), height: MOST_PICTURED };
}
