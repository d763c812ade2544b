// Where the eleven states stand and how the ways between them are drawn, after figure 5 of RFC 9293: data for the diagram. Lengths in px of its own.

import type { State } from '../../sim/analysis/states.ts';

export type Point = readonly [x: number, y: number];

export const WIDTH = 470;
export const HEIGHT = 366;
export const BOX = { width: 94, height: 24 } as const;

/** The middle of each box. CLOSED stands twice, as in the RFC: where every connection begins, and where those that end in order come to. */
export const places: Readonly<Record<State | 'CLOSED again', Point>> = {
  CLOSED: [235, 16],
  LISTEN: [235, 76],
  'SYN-RECEIVED': [84, 132],
  'SYN-SENT': [386, 132],
  ESTABLISHED: [235, 178],
  'FIN-WAIT-1': [142, 232],
  'CLOSE-WAIT': [370, 232],
  'FIN-WAIT-2': [62, 290],
  CLOSING: [226, 290],
  'LAST-ACK': [370, 290],
  'TIME-WAIT': [142, 346],
  'CLOSED again': [370, 346],
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
  'CLOSED → LISTEN': way('end', [220, 48], [226, 28], [226, 64]),
  'LISTEN → CLOSED': way('start', [250, 48], [244, 64], [244, 28]),
  'CLOSED → SYN-SENT': way('start', [318, 90], [282, 18], [330, 18], [366, 54], [366, 120]),
  'SYN-SENT → CLOSED': way('start', [352, 30], [406, 120], [406, 48], [364, 10], [282, 10]),
  'LISTEN → SYN-SENT': way('middle', [306, 106], [282, 80], [345, 120]),
  'LISTEN → SYN-RECEIVED': way('end', [154, 88], [188, 72], [92, 120]),
  'SYN-RECEIVED → LISTEN': way('start', [182, 104], [124, 120], [188, 88]),
  'SYN-SENT → SYN-RECEIVED': way('middle', [235, 126], [339, 132], [131, 132]),
  'SYN-RECEIVED → ESTABLISHED': way('start', [166, 156], [124, 144], [188, 172]),
  'SYN-SENT → ESTABLISHED': way('end', [310, 156], [352, 144], [282, 172]),
  'SYN-RECEIVED → FIN-WAIT-1': way('end', [94, 196], [84, 144], [84, 186], [120, 220]),
  'ESTABLISHED → FIN-WAIT-1': way('start', [186, 212], [206, 190], [164, 220]),
  'ESTABLISHED → CLOSE-WAIT': way('start', [312, 204], [270, 190], [338, 220]),
  'FIN-WAIT-1 → FIN-WAIT-2': way('end', [88, 262], [118, 244], [74, 278]),
  'FIN-WAIT-1 → CLOSING': way('start', [194, 262], [166, 244], [210, 278]),
  'FIN-WAIT-2 → TIME-WAIT': way('end', [88, 322], [74, 302], [118, 334]),
  'CLOSING → TIME-WAIT': way('start', [194, 322], [210, 302], [166, 334]),
  'CLOSE-WAIT → LAST-ACK': way('start', [378, 264], [370, 244], [370, 278]),
  'LAST-ACK → CLOSED': way('start', [378, 322], [370, 302], [370, 334]),
  'TIME-WAIT → CLOSED': way('middle', [258, 340], [189, 346], [323, 346]),
};

/** Ways to CLOSED that would cross the whole picture end at a cross of their own, here. */
export const shortWays: Readonly<Record<string, Way>> = {
  'SYN-RECEIVED → CLOSED': way('middle', [24, 116], [37, 132], [24, 132]),
  'ESTABLISHED → CLOSED': way('start', [312, 182], [282, 178], [300, 178]),
  'FIN-WAIT-1 → CLOSED': way('start', [214, 240], [189, 236], [204, 236]),
  'FIN-WAIT-2 → CLOSED': way('start', [134, 294], [109, 290], [124, 290]),
  'CLOSING → CLOSED': way('start', [298, 294], [273, 290], [288, 290]),
  'CLOSE-WAIT → CLOSED': way('start', [438, 222], [417, 232], [432, 232]),
};

/** The box in which a way to CLOSED ends. */
export const endsBelow = (from: State): boolean => from === 'LAST-ACK' || from === 'TIME-WAIT';
