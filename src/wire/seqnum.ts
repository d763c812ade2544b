// Arithmetic on 32-bit sequence numbers (RFC 9293 section 3.4): the only place where they are compared and added. Numbers are unsigned.

/** `a + octets`, modulo 2^32. */
export const add = (a: number, octets: number): number => (a + octets) >>> 0;

/** `a − b` as a signed distance: positive when `a` lies behind `b` by less than 2^31. */
export const diff = (a: number, b: number): number => (a - b) | 0;

/** Octets from `from` on to `to`, 0 to 2^32 − 1; for two numbers that are known to be in order. */
export const span = (from: number, to: number): number => (to - from) >>> 0;

export const lt = (a: number, b: number): boolean => ((a - b) | 0) < 0;
export const leq = (a: number, b: number): boolean => ((a - b) | 0) <= 0;
export const gt = (a: number, b: number): boolean => ((a - b) | 0) > 0;
export const geq = (a: number, b: number): boolean => ((a - b) | 0) >= 0;

export const max = (a: number, b: number): number => (lt(a, b) ? b : a);
export const min = (a: number, b: number): number => (lt(a, b) ? a : b);

/** Is `seq` one of the `size` numbers that begin with `start`? */
export const inWindow = (seq: number, start: number, size: number): boolean => (seq - start) >>> 0 < size;
