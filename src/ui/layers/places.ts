// Where the steps of a way stand in the picture: in the column of a device, at the height of a layer as the chosen naming has it.

import type { Layer } from '../../wire/dissection.ts';
import { levelOf, type Level, type Naming } from './naming.ts';
import type { Step } from './steps.ts';

/** A cell's part: the steps that one layer of one device takes in one direction. */
export interface Place {
  key: string;
  column: number;
  level: Level;
  layer: Layer;
  direction: Step['direction'];
  /** Places of its first and last step. */
  first: number;
  last: number;
  /** What is done there with the packet; where nothing is but decided, the first decision. */
  deeds: Step[];
}

/** What a place is called after: what happens to the packet, rather than what was decided about it. */
const isDeed = ({ kind }: Step): boolean => kind !== 'decide';

/** The places in the order in which they are come to. */
export function placesOf(steps: readonly Step[], naming: Naming): Place[] {
  const places = new Map<string, Place>();
  steps.forEach((step, i) => {
    const key = `${step.column} ${step.layer} ${step.direction}`;
    const place = places.get(key);
    if (!place) {
      const { column, layer, direction } = step;
      const level = levelOf(naming, layer);
      places.set(key, { ...{ key, column, level, layer, direction, first: i, last: i }, deeds: [step] });
      return;
    }
    place.last = i;
    if (!isDeed(step)) return;
    place.deeds = place.deeds.filter(isDeed).concat(step);
  });
  return [...places.values()];
}
