// Very many frames at once: each is a dot, of a shape by its layer, and all dots of a layer are one element, so that a picture costs no more than what moves in it.

import type { Layer } from '../../wire/dissection.ts';
import { SVG } from './sprite.ts';

/** So far from a dot a press still means it, px. */
const REACH = 10;

/** Drawn around the place of a frame: colour is never alone. A line of no length with round ends is a round dot. */
const SHAPES: Readonly<Record<Layer, string>> = {
  physical: 'm-4-1.3h8v2.6h-8z',
  link: 'm-2.8-2.8h5.6v5.6h-5.6z',
  network: 'h0',
  transport: 'm0-4l4 6.6h-8z',
  application: 'm0-4.2l4.2 4.2l-4.2 4.2l-4.2-4.2z',
};

/** The dots of one picture after the other. */
export class Crowd {
  private readonly group: SVGGElement;
  /** What sets the dots off from the cables behind them. */
  private readonly ground: SVGPathElement;
  private readonly paths = new Map<Layer, SVGPathElement>();
  private readonly drawn = new Map<Layer, string[]>();
  private readonly grounds: string[] = [];
  /** Row, x and y of each dot on show. */
  private dots: number[] = [];

  constructor(group: SVGGElement) {
    this.group = group;
    this.ground = this.path('ground');
  }

  add(row: number, layer: Layer, x: number, y: number): void {
    let drawn = this.drawn.get(layer);
    if (!drawn) this.drawn.set(layer, (drawn = []));
    const place = `M${x.toFixed(1)} ${y.toFixed(1)}`;
    drawn.push(place + SHAPES[layer]);
    this.grounds.push(`${place}h0`);
    this.dots.push(row, x, y);
  }

  /** Before the dots of another picture are added. */
  begin(): void {
    this.dots = [];
    for (const drawn of [...this.drawn.values(), this.grounds]) drawn.length = 0;
  }

  /** Shows what was added. */
  show(): void {
    for (const [layer, drawn] of this.drawn) {
      let path = this.paths.get(layer);
      if (!path) this.paths.set(layer, (path = this.path(layer)));
      write(path, drawn.join(''));
    }
    write(this.ground, this.grounds.join(''));
  }

  /** The row of the dot that was pressed; undefined where there is none. */
  at(x: number, y: number): number | undefined {
    let nearest: number | undefined;
    let least = REACH;
    for (let i = 0; i < this.dots.length; i += 3) {
      const away = Math.hypot(this.dots[i + 1]! - x, this.dots[i + 2]! - y);
      if (away < least) [least, nearest] = [away, this.dots[i]!];
    }
    return nearest;
  }

  remove(): void {
    this.group.remove();
  }

  private path(look: string): SVGPathElement {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', `crowd ${look}`);
    return this.group.appendChild(path);
  }
}

function write(path: SVGPathElement, d: string): void {
  if (d || path.hasAttribute('d')) path.setAttribute('d', d);
}
