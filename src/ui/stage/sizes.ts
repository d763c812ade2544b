// How large things are drawn on a stage of a given size: words never below what can be read, whatever the network's picture is scaled by.

/** All in px of the screen, unless said otherwise. */
export interface Sizes {
  /** How large devices are drawn; 1 is their full size. */
  glyph: number;
  /** Type of names, of addresses, and of all other words. */
  name: number;
  address: number;
  small: number;
  /** From one line of addresses to the next. */
  leading: number;
  /** Height of a packet's strip. */
  strip: number;
  /** The stage is small and seen as a whole: MAC addresses are left out, so that there is room for tables. */
  brief: boolean;
}

/** Nothing on the stage is written smaller, px. */
export const SMALLEST = 11.5;
/** Advance of one character of Atkinson Hyperlegible Mono, and a generous mean of the proportional one, in ems. */
const MONO = 0.62;
const SANS = 0.58;

/**
 * Sizes for a stage of so many px, `zoom` times as large as when the whole network is seen. `type`: the reader's size of type as a multiple of
 * 16 px. `apart`: px between the two devices that stand closest together.
 */
export function sizesFor(width: number, height: number, zoom = 1, type = 1, apart = Infinity): Sizes {
  const room = Math.min(width / 640, height / 420) / type;
  const wide = clamp((room - 0.6) / 0.3, 0, 1);
  // What is looked at closely grows, though less than the distances do: that is how room for more is won.
  const grown = type * (zoom > 1 ? Math.min(1.6, Math.sqrt(zoom)) : 1);
  const crowd = clamp(apart / (96 * type), 0.42, 1);
  const small = (SMALLEST + 0.5 * wide) * grown;
  return {
    glyph: clamp(0.74 + 0.36 * wide, 0.74, 1.1) * crowd * grown * (zoom < 1 ? Math.max(0.5, zoom) : 1),
    name: (14 + 2 * wide) * grown,
    address: (SMALLEST + wide) * grown,
    small,
    leading: (13.5 + 2 * wide) * grown,
    strip: (17 + 2 * wide) * grown,
    brief: room < 0.7 && zoom < 1.4,
  };
}

/** How wide a line of Mono is. */
export const monoWidth = (text: string, size: number): number => text.length * MONO * size;

/** About how wide a line of the proportional face is; a Chinese character is as wide as it is high. */
export const sansWidth = (text: string, size: number): number =>
  [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 1 : SANS), 0) * size;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
