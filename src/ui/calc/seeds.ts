// Seeds of exercises, and whole numbers in addresses.

/** A seed that nobody has chosen. */
export const anySeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;

/** A whole number from 0 to `most`, or undefined for any other text. */
export const wholeIn = (text: string | undefined, most: number): number | undefined =>
  /^\d{1,10}$/.test(text ?? '') && Number(text) <= most ? Number(text) : undefined;
