// Virtual time: whole nanoseconds since the world began, exact in a double for 104 days.

/** A moment: whole nanoseconds since the world began. `Infinity` means "never". */
export type Instant = number & { readonly unit?: 'ns since the world began' };
/** A span of time in whole nanoseconds. */
export type Nanoseconds = number & { readonly unit?: 'ns' };

export const MICROSECOND = 1_000;
export const MILLISECOND = 1_000_000;
export const SECOND = 1_000_000_000;
export const NEVER: Instant = Infinity;

const UNITS: Record<string, number> = {
  ns: 1,
  us: MICROSECOND,
  µs: MICROSECOND,
  ms: MILLISECOND,
  s: SECOND,
  min: 60 * SECOND,
  h: 3600 * SECOND,
};

/**
 * Reads a duration with its unit written out (`1 ms`, `0.5s`, `2 min`) into whole nanoseconds.
 * Returns undefined for anything else, a bare number included: a unit that is guessed is a unit that is wrong.
 */
export function parseDuration(text: string): Nanoseconds | undefined {
  const match = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*(ns|us|µs|ms|s|min|h)\s*$/.exec(text);
  if (!match) return undefined;
  const value = Math.round(Number(match[1]) * (UNITS[match[2] as string] as number));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A duration in the unit a person would choose: `640 ns`, `6.72 µs`, `1 ms`, `2.5 s`. Loses nothing above three decimals. */
export function formatDuration(ns: Nanoseconds): string {
  if (ns === Infinity) return '∞';
  const size = Math.abs(ns);
  const [unit, name] =
    size < MICROSECOND
      ? [1, 'ns']
      : size < MILLISECOND
        ? [MICROSECOND, 'µs']
        : size < SECOND
          ? [MILLISECOND, 'ms']
          : [SECOND, 's'];
  const text = (ns / (unit as number)).toFixed(3).replace(/\.?0+$/, '');
  return `${text} ${name as string}`;
}

/** A moment as seconds with nine decimals, as a capture shows it: `0.001006720`. */
export function formatInstant(at: Instant): string {
  if (at === NEVER) return '∞';
  const whole = Math.floor(at / SECOND);
  return `${whole}.${String(at - whole * SECOND).padStart(9, '0')}`;
}
