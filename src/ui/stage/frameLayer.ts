// The frames on their way, drawn straight into the SVG: elements are taken from a pool and moved before each picture, past all components.

import type { Point } from '../../player/layout.ts';
import type { Flyer } from '../../player/positions.ts';
import { innermostLayer } from '../../player/strip.ts';
import type { Dissection, Layer } from '../../wire/dissection.ts';
import { Crowd } from './crowd.ts';
import { besideCable, pointOn, roomBeside, strideOn, sweptBeside, type CableLine } from './geometry.ts';
import { shared, type Box } from './placing.ts';
import { poseOf, type Pose } from './pose.ts';
import type { Sizes } from './sizes.ts';
import { dress, fillStack, makeSprite, SVG, widthOf, type Mode, type Sprite } from './sprite.ts';

/** So many frames in one direction are still strips with words, strips without, or else dots with a number. */
const WITH_WORDS = 3;
const AS_STRIPS = 8;
/** From so many on the whole stage, each is a dot. */
const CROWD = 120;
/** So many copies of one frame leave a trail: of more, none would be seen. */
const TRAILS = 16;

/** Of a crowd what is fainter is not seen. */
const FAINT = 0.3;

/** What the layer must know of the network. */
export interface FrameScene {
  sizes: Sizes;
  lines: readonly (CableLine | undefined)[];
  /** The device at the far end of a direction and, for loopbacks, where it stands. */
  receiver(direction: number): { place: Point; reads: readonly string[] | undefined };
  /** The device that sends in a direction, and what it looked at before it sent a frame on; undefined: all. */
  sender(direction: number): { device: number; place: Point; reads: readonly string[] | undefined };
  dissection(frame: number): Dissection;
  /** True where a router sends the frame on: it takes a link header off, and puts one on. */
  peels(row: number): boolean;
  wears(row: number): boolean;
  chosen(flyer: Flyer): boolean;
  /** Where open tables stand. */
  tables: readonly Box[];
  /** The part of the network that is on the screen now. */
  seen(): Box;
}

export class FrameLayer {
  private readonly group: SVGGElement;
  private readonly flows: SVGGElement;
  private readonly used = new Map<number, Sprite>();
  private readonly free: Sprite[] = [];
  private readonly labels: SVGTextElement[] = [];
  private readonly stacks = new Map<number, SVGGElement>();
  private readonly crowd: Crowd;
  private readonly layers = new WeakMap<Dissection, Layer>();
  /** No flight: frames stand in the middle of their cable, then at its end. */
  still = false;
  /** The picture moves: what has arrived is seen going into its device. At rest it is gone. */
  moving = false;

  /** `under`: where a crowd is drawn, below all names. */
  constructor(group: SVGGElement, under: SVGGElement, pick: (row: number) => void) {
    this.group = group;
    const dots = under.appendChild(document.createElementNS(SVG, 'g'));
    dots.setAttribute('class', 'crowds');
    this.crowd = new Crowd(dots);
    this.flows = group.appendChild(document.createElementNS(SVG, 'g'));
    group.addEventListener('click', ({ target }) => {
      const row = (target as Element).closest('[data-row]')?.getAttribute('data-row');
      if (row) pick(Number(row));
    });
    dots.addEventListener('click', (event) => {
      const row = this.dotAt(event);
      if (row !== undefined) pick(row);
    });
  }

  /** Nothing of it is drawn any more. */
  remove(): void {
    this.crowd.remove();
  }

  /** The row of the dot in a crowd that a press means. */
  private dotAt({ clientX, clientY }: MouseEvent): number | undefined {
    const matrix = this.group.getScreenCTM()?.inverse();
    if (!matrix) return undefined;
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix);
    return this.crowd.at(x, y);
  }

  draw(flyers: readonly Flyer[], scene: FrameScene): void {
    const perDirection = new Map<number, number>();
    for (const { direction } of flyers) perDirection.set(direction, (perDirection.get(direction) ?? 0) + 1);
    this.crowd.begin();
    const single = flyers.length < CROWD ? flyers : this.drawCrowd(flyers, scene);
    this.crowd.show();
    const copies = new Map<string, number>();
    for (const flyer of single) {
      const key = copyKey(flyer, scene);
      copies.set(key, (copies.get(key) ?? 0) + 1);
    }
    const gone = new Set(this.used.keys());
    for (const flyer of single) {
      const pose = poseOf(flyer, this, scene);
      if (!pose) continue;
      const count = perDirection.get(flyer.direction)!;
      const mode: Mode = count <= WITH_WORDS ? 'words' : count <= AS_STRIPS ? 'strip' : 'dot';
      const together = copies.get(copyKey(flyer, scene))!;
      gone.delete(flyer.row);
      const sprite = this.spriteFor(flyer, mode, scene);
      this.place(sprite, flyer, pose, scene, together > 1 && together <= TRAILS);
    }
    for (const row of gone) this.release(row);
    this.drawFlows(perDirection, scene);
  }

  /** Draws what is one of many, and gives what stands out: what is chosen. */
  private drawCrowd(flyers: readonly Flyer[], scene: FrameScene): Flyer[] {
    const single: Flyer[] = [];
    for (const flyer of flyers) {
      if (scene.chosen(flyer)) {
        single.push(flyer);
        continue;
      }
      const pose = poseOf(flyer, this, scene);
      if (!pose || pose.bare || pose.opacity < FAINT) continue;
      const [x, y] = pointOf(flyer, pose, scene);
      const [tx, ty] = pose.into > 0 ? deviceOf(flyer, scene).place : [x, y];
      const fallen = 1.6 * scene.sizes.strip * pose.fall;
      this.crowd.add(
        flyer.row,
        this.layerOf(scene.dissection(flyer.frame)),
        x + (tx - x) * pose.into,
        y + (ty - y) * pose.into + fallen,
      );
    }
    return single;
  }

  private layerOf(dissection: Dissection): Layer {
    let layer = this.layers.get(dissection);
    if (!layer) this.layers.set(dissection, (layer = innermostLayer(dissection)));
    return layer;
  }

  private spriteFor(flyer: Flyer, mode: Mode, scene: FrameScene): Sprite {
    let sprite = this.used.get(flyer.row);
    if (!sprite) {
      sprite = this.free.pop() ?? makeSprite();
      this.used.set(flyer.row, sprite);
      this.group.appendChild(sprite.group);
    }
    const { sizes, tables } = scene;
    const line = scene.lines[flyer.direction >> 1];
    const wanted = [flyer.row, mode, sizes, line, tables];
    if (wanted.some((one, i) => one !== sprite.dressed[i])) {
      const dissection = scene.dissection(flyer.frame);
      const width = widthOf(dissection, sizes, line ? roomBeside(line) : Infinity);
      sprite.mode = mode === 'words' && covers(flyer, width, scene) ? 'strip' : mode;
      sprite.dressed = wanted;
      dress(sprite, flyer.row, dissection, { mode: sprite.mode, sizes, width });
    }
    return sprite;
  }

  private release(row: number): void {
    const sprite = this.used.get(row)!;
    this.used.delete(row);
    sprite.group.remove();
    this.free.push(sprite);
  }

  private place(sprite: Sprite, flyer: Flyer, pose: Pose, scene: FrameScene, trailed: boolean): void {
    const line = scene.lines[flyer.direction >> 1];
    const end = (flyer.direction & 1) as 0 | 1;
    const height = scene.sizes.strip;
    const dot = sprite.mode === 'dot';
    const share = line && !dot ? strideOn(line, sprite.width, height, pose.progress) : pose.progress;
    const [x, y] = line ? pointOn(line, end, share) : loopPoint(scene.receiver(flyer.direction).place, flyer.stage);
    sprite.group.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    sprite.group.setAttribute('opacity', pose.opacity.toFixed(2));
    this.trail(sprite, flyer, trailed && line !== undefined && pose.progress > 0, scene, [x, y]);
    if (dot) return;
    const [ox, oy] = line ? besideCable(line, end, sprite.width, height) : [0, 0];
    const toward = pose.into > 0 ? deviceOf(flyer, scene) : undefined;
    let sx = ox + (toward ? (toward.place[0] - x - ox) * pose.into : 0);
    let sy = oy + (toward ? (toward.place[1] - y - oy) * pose.into : 0) + 1.6 * height * pose.fall;
    [sx, sy] = heldInside([x, y], [sx, sy], [sprite.width, height], scene.seen());
    const turn = pose.fall > 0 ? ` rotate(${(5 * pose.fall).toFixed(1)})` : '';
    const shrink = pose.into > 0 ? ` scale(${(1 - 0.45 * pose.into).toFixed(3)})` : '';
    sprite.strip.setAttribute('transform', `translate(${sx.toFixed(1)} ${sy.toFixed(1)})${turn}${shrink}`);
    this.shade(sprite, flyer, pose, scene);
  }

  /** Which bands are lit: a device reads only some of them. */
  private shade(sprite: Sprite, flyer: Flyer, pose: Pose, scene: FrameScene): void {
    const chosen = scene.chosen(flyer);
    const look = `${flyer.state}${pose.reads?.join()}${chosen}${pose.bare}`;
    if (look !== sprite.look) {
      sprite.look = look;
      sprite.group.setAttribute('class', `flyer ${flyer.state}${chosen ? ' chosen' : ''}${pose.bare ? ' bare' : ''}`);
      for (const band of sprite.bands) {
        const lit = !pose.reads || pose.reads.includes(band.dataset['protocol'] ?? '');
        band.classList.toggle('dim', !lit);
      }
    }
    const first = sprite.bands[0];
    const { off } = pose;
    if (first) first.style.display = off > 0 ? 'none' : '';
    sprite.chip.style.display = off > 0 ? '' : 'none';
    if (off <= 0) return;
    const { strip } = scene.sizes;
    const x = -sprite.width / 2 + strip * (0.4 - 0.5 * off);
    sprite.chip.setAttribute(
      'transform',
      `translate(${x.toFixed(1)} ${(-1.35 * strip * off).toFixed(1)}) rotate(${(-16 * off).toFixed(1)})`,
    );
    sprite.chip.setAttribute('opacity', pose.chip.toFixed(2));
  }

  /** Copies of one frame that leave a device together are one movement: each draws the way it has come. */
  private trail(sprite: Sprite, flyer: Flyer, shown: boolean, scene: FrameScene, [x, y]: Point): void {
    const on = shown && (flyer.state === 'flying' || flyer.state === 'lost');
    sprite.trail.style.display = on ? '' : 'none';
    if (!on) return;
    const [px, py] = pointOn(scene.lines[flyer.direction >> 1]!, (flyer.direction & 1) as 0 | 1, 0);
    sprite.trail.setAttribute('x1', (px - x).toFixed(1));
    sprite.trail.setAttribute('y1', (py - y).toFixed(1));
  }

  /** Frames that wait at a port for the cable to be free, by direction. */
  drawQueues(waiting: ReadonlyMap<number, number>, scene: FrameScene): void {
    for (const [direction, stack] of this.stacks) {
      if (waiting.has(direction)) continue;
      stack.remove();
      this.stacks.delete(direction);
    }
    for (const [direction, count] of waiting) {
      const line = scene.lines[direction >> 1];
      if (!line) continue;
      let stack = this.stacks.get(direction);
      if (!stack) {
        stack = document.createElementNS(SVG, 'g');
        stack.setAttribute('class', 'stack');
        this.flows.appendChild(stack);
        this.stacks.set(direction, stack);
      }
      const [x, y] = pointOn(line, (direction & 1) as 0 | 1, 0);
      stack.setAttribute('transform', `translate(${x.toFixed(1)} ${(y - 9).toFixed(1)})`);
      fillStack(stack, count);
    }
  }

  /** Where many follow each other, how many there are. */
  private drawFlows(perDirection: Map<number, number>, scene: FrameScene): void {
    let used = 0;
    for (const [direction, count] of perDirection) {
      const line = scene.lines[direction >> 1];
      if (count <= AS_STRIPS || !line) continue;
      let label = this.labels[used];
      if (!label) {
        label = document.createElementNS(SVG, 'text');
        label.setAttribute('class', 'flow');
        this.labels.push(label);
        this.flows.appendChild(label);
      }
      used++;
      const end = (direction & 1) as 0 | 1;
      const [x, y] = pointOn(line, end, 0.5);
      const [ox, oy] = besideCable(line, end, 26, 16);
      label.setAttribute('transform', `translate(${x + ox} ${y + oy + 4})`);
      const text = `×${count}`;
      if (label.textContent !== text) label.textContent = text;
    }
    for (let i = used; i < this.labels.length; i++) if (this.labels[i]!.textContent) this.labels[i]!.textContent = '';
  }
}

/** The device that a frame comes out of, or goes into. */
const deviceOf = ({ state, direction }: Flyer, scene: FrameScene): { place: Point } =>
  (state === 'leaving' ? scene.sender : scene.receiver)(direction);

/** Where on its way a frame is, as a point. */
function pointOf({ direction, stage }: Flyer, { progress }: Pose, scene: FrameScene): Point {
  const line = scene.lines[direction >> 1];
  return line ? pointOn(line, (direction & 1) as 0 | 1, progress) : loopPoint(scene.receiver(direction).place, stage);
}

/** A strip that is too long for its cable is raised off it: there it would fly over a table, which says more than the word on the strip. */
function covers({ direction }: Flyer, width: number, { lines, sizes, tables }: FrameScene): boolean {
  const line = lines[direction >> 1];
  if (!line || width <= roomBeside(line)) return false;
  const way = sweptBeside(line, (direction & 1) as 0 | 1, width, sizes.strip);
  return tables.some((table) => shared(way, table) > 0);
}

const copyKey = ({ frame, direction }: Flyer, scene: FrameScene): string =>
  `${frame} ${scene.sender(direction).device}`;

/** Moves a strip, given from its point on the cable, so that it is wholly seen, if its point is. */
function heldInside([x, y]: Point, [dx, dy]: Point, [width, height]: Point, seen: Box): [number, number] {
  if (x < seen.left || x > seen.right || y < seen.top || y > seen.bottom) return [dx, dy];
  const [w, h] = [width / 2 + 3, height / 2 + 3];
  return [
    Math.min(Math.max(x + dx, seen.left + w), seen.right - w) - x,
    Math.min(Math.max(y + dy, seen.top + h), seen.bottom - h) - y,
  ];
}

/** A frame that a host sends to itself rises above it and comes back. */
function loopPoint([x, y]: Point, stage: number): Point {
  return [x + 22 * Math.sin(2 * Math.PI * stage), y - 46 - 16 * Math.sin(Math.PI * stage)];
}
