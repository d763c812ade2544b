// Zooming, panning and dragging by pointer, with d3; in a chunk of its own (hand.ts loads it).

import { drag, select, zoom, zoomIdentity, type ZoomTransform } from 'd3';
import type { Point } from '../../player/layout.ts';

/** A picture that can be zoomed and panned. */
export interface Zoomed {
  /** Back to scale 1, nothing shifted. */
  showWhole(): void;
  scaleBy(factor: number): void;
  release(): void;
}

/** Tells the scale and the shift in px whenever the reader changes them. */
export function zoomable(node: SVGSVGElement, onzoom: (scale: number, shift: Point) => void): Zoomed {
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.4, 6])
    .filter((event: Event) => !(event as MouseEvent).button && !(event.type === 'dblclick'))
    .on('zoom', ({ transform: { k, x, y } }: { transform: ZoomTransform }) => onzoom(k, [x, y]));
  const selection = select<SVGSVGElement, unknown>(node).call(behaviour);
  return {
    showWhole: () => behaviour.transform(selection, zoomIdentity),
    scaleBy: (factor) => behaviour.scaleBy(selection, factor),
    release: () => void selection.on('.zoom', null),
  };
}

/** Tells the place, in whole units, to which the node that stands at `place` is dragged. Gives what takes this back. */
export function draggable(node: SVGGElement, place: () => Point, onmove: (x: number, y: number) => void): () => void {
  const behaviour = drag<SVGGElement, unknown>()
    .subject(() => ({ x: place()[0], y: place()[1] }))
    .clickDistance(4)
    .on('drag', (event: { x: number; y: number }) => onmove(Math.round(event.x), Math.round(event.y)));
  const selection = select<SVGGElement, unknown>(node).call(behaviour);
  return () => void selection.on('.drag', null);
}
