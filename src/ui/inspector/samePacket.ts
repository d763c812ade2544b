// Do two frames carry the same packet? A packet keeps its identification, source and destination on its way through routers (RFC 791 section 3.2).

import type { Dissections } from '../../player/dissections.ts';
import type { SamePacket } from './journey.ts';

const MARKS = ['ip.id', 'ip.src', 'ip.dst', 'ip.frag_offset'];

/** The judgement for frames of a record. */
export function samePacketIn(dissections: Dissections): SamePacket {
  return (a, b) => {
    const [one, other] = [a, b].map((frame) =>
      dissections
        .of(frame)
        .layers.find((layer) => layer.protocol === 'ip' && !layer.quoted)
        ?.spans.filter((span) => MARKS.includes(span.filter))
        .map((span) => span.value),
    );
    return one !== undefined && String(one) === String(other);
  };
}
