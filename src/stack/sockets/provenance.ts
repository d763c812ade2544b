// Which send call wrote which octet of a stream: sequence numbers are the same at both ends, however TCP cut and joined the octets on the way.

import { add, diff, geq, lt, min, span } from '../../wire/seqnum.ts';

/** What a call of `send` answered: its number, the sequence number of its first octet, and how many it wrote. */
export interface Written {
  write: number;
  seq: number;
  count: number;
}

/** A run of octets that one call wrote, from `offset` of what it wrote on. */
export interface Share {
  write: number;
  offset: number;
  count: number;
}

/**
 * Takes apart the `count` octets from `seq` on (what `recv` answered, or a segment's) by the calls that wrote them. `log`: those of the sender's
 * connection, in their order; octets of calls that are not in it are left out.
 */
export function sharesOf(log: readonly Written[], seq: number, count: number): Share[] {
  const end = add(seq, count);
  const shares: Share[] = [];
  for (const one of log) {
    const last = add(one.seq, one.count);
    if (geq(seq, last) || geq(one.seq, end)) continue;
    const from = lt(one.seq, seq) ? seq : one.seq;
    const octets = diff(min(last, end), from);
    if (octets > 0) shares.push({ write: one.write, offset: span(one.seq, from), count: octets });
  }
  return shares;
}
