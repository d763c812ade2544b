// Where the eleven states stand and how the ways between them are drawn, after figure 5 of RFC 9293: data for the diagram. Lengths in px of its own.

import type { State } from '../../sim/analysis/states.ts';

export type Point = readonly [x: number, y: number];

export const WIDTH = 470;
export const HEIGHT = 416;
export const BOX = { width: 94, height: 24 } as const;

/** The middle of each box. CLOSED stands twice, as in the RFC: where every connection begins, and where those that end in order come to. */
export const places: Readonly<Record<State | 'CLOSED again', Point>> = {
  CLOSED: [235, 16],
  LISTEN: [235, 80],
  'SYN-RECEIVED': [84, 146],
  'SYN-SENT': [386, 146],
  ESTABLISHED: [235, 206],
  'FIN-WAIT-1': [142, 268],
  'CLOSE-WAIT': [370, 268],
  'FIN-WAIT-2': [62, 334],
  CLOSING: [226, 334],
  'LAST-ACK': [370, 334],
  'TIME-WAIT': [142, 400],
  'CLOSED again': [370, 400],
};

/** A way: the points that it goes through, and where its label begins, ends or has its middle. */
export interface Way {
  points: readonly Point[];
  label: Point;
  anchor: 'start' | 'middle' | 'end';
}

const way = (anchor: Way['anchor'], label: Point, ...points: Point[]): Way => ({ anchor, label, points });

/** Ways between boxes, by `from → to`. */
export const ways: Readonly<Record<string, Way>> = {
  'CLOSED → LISTEN': way('end', [220, 48], [226, 28], [226, 68]),
  'LISTEN → CLOSED': way('start', [250, 48], [244, 68], [244, 28]),
  'CLOSED → SYN-SENT': way('end', [360, 66], [282, 18], [330, 18], [366, 54], [366, 134]),
  'SYN-SENT → CLOSED': way('start', [412, 66], [406, 134], [406, 48], [364, 10], [282, 10]),
  'LISTEN → SYN-SENT': way('end', [316, 122], [282, 84], [348, 134]),
  'LISTEN → SYN-RECEIVED': way('end', [126, 98], [188, 78], [92, 134]),
  'SYN-RECEIVED → LISTEN': way('start', [172, 118], [124, 134], [190, 92]),
  'SYN-SENT → SYN-RECEIVED': way('middle', [235, 160], [339, 146], [131, 146]),
  'SYN-RECEIVED → ESTABLISHED': way('end', [140, 186], [118, 158], [188, 200]),
  'SYN-SENT → ESTABLISHED': way('start', [330, 186], [352, 158], [282, 200]),
  'SYN-RECEIVED → FIN-WAIT-1': way('start', [64, 212], [56, 158], [56, 226], [104, 256]),
  'ESTABLISHED → FIN-WAIT-1': way('start', [194, 242], [206, 218], [164, 256]),
  'ESTABLISHED → CLOSE-WAIT': way('start', [326, 232], [268, 218], [336, 256]),
  'FIN-WAIT-1 → FIN-WAIT-2': way('end', [84, 298], [118, 280], [74, 322]),
  'FIN-WAIT-1 → CLOSING': way('start', [202, 298], [166, 280], [210, 322]),
  'FIN-WAIT-2 → TIME-WAIT': way('end', [82, 372], [74, 346], [118, 388]),
  'CLOSING → TIME-WAIT': way('start', [202, 372], [210, 346], [166, 388]),
  'CLOSE-WAIT → LAST-ACK': way('start', [378, 298], [370, 280], [370, 322]),
  'LAST-ACK → CLOSED': way('start', [378, 364], [370, 346], [370, 388]),
  'TIME-WAIT → CLOSED': way('start', [266, 384], [189, 400], [323, 400]),
};

/** Ways to CLOSED that would cross the whole picture end at a cross of their own, here. */
export const shortWays: Readonly<Record<string, Way>> = {
  'SYN-RECEIVED → CLOSED': way('start', [2, 168], [37, 146], [20, 146]),
  'ESTABLISHED → CLOSED': way('start', [308, 208], [282, 206], [299, 206]),
  'FIN-WAIT-1 → CLOSED': way('start', [212, 272], [189, 268], [204, 268]),
  'FIN-WAIT-2 → CLOSED': way('start', [112, 352], [109, 334], [124, 334]),
  'CLOSING → CLOSED': way('start', [280, 352], [273, 334], [288, 334]),
  'CLOSE-WAIT → CLOSED': way('start', [426, 286], [417, 268], [432, 268]),
};

/** The box in which a way to CLOSED ends. */
export const endsBelow = (from: State): boolean => from === 'LAST-ACK' || from === 'TIME-WAIT';
