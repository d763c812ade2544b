// Sequence numbers (RFC 9293 section 3.4): comparison and addition hold across the wrap, for any numbers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, diff, geq, gt, inWindow, leq, lt, max, min, span } from '../../src/wire/seqnum.ts';

const seq = fc.oneof(fc.nat(0xffff_ffff), fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff));
/** Less than half of the circle: what RFC 9293 can tell apart. */
const near = fc.oneof(fc.nat(0x7fff_ffff), fc.constantFrom(0, 1, 0x7fff_ffff));

describe('sequence numbers', () => {
  it('stay unsigned and below 2^32', () => {
    fc.assert(
      fc.property(seq, near, (a, n) => {
        const sum = add(a, n);
        expect(sum).toBe((a + n) % 0x1_0000_0000);
        expect(span(a, sum)).toBe(n);
        expect(add(sum, -n)).toBe(a);
      }),
    );
    expect(add(0xffff_ffff, 1)).toBe(0);
    expect(add(0xffff_fff0, 0x20)).toBe(0x10);
  });

  it('are in order when less than 2^31 apart, also across the wrap', () => {
    fc.assert(
      fc.property(seq, near, (a, n) => {
        const b = add(a, n);
        expect(diff(b, a)).toBe(n);
        expect([lt(a, b), leq(a, b), gt(b, a), geq(b, a)]).toEqual([n > 0, true, n > 0, true]);
        expect([lt(b, a), gt(a, b)]).toEqual([false, false]);
        expect([max(a, b), min(a, b)]).toEqual([b, a]);
      }),
    );
    expect(lt(0xffff_ffff, 0)).toBe(true);
    expect(gt(5, 0xffff_fff0)).toBe(true);
  });

  it('lie in a window or not', () => {
    fc.assert(
      fc.property(seq, fc.nat(0xffff_ffff), fc.nat(0x7fff_ffff), (start, n, size) => {
        expect(inWindow(add(start, n), start, size)).toBe(n < size);
      }),
    );
    expect(inWindow(7, 7, 0)).toBe(false);
    expect(inWindow(3, 0xffff_fffe, 6)).toBe(true);
  });
});
