// The frames on their way, drawn straight into the SVG: elements are taken from a pool and moved before each picture, past all components.

import type { Point } from '../../player/layout.ts';
import type { Flyer } from '../../player/positions.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { besideCable, pointOn, strideOn, type CableLine } from './geometry.ts';
import { dress, fillStack, makeSprite, STRIP_HEIGHT, SVG, type Mode, type Sprite } from './sprite.ts';

/** From the cable to the middle of a strip. */
const OFF = STRIP_HEIGHT / 2 + 3;
/** So many frames in one direction are still strips with words, strips without, or else dots with a number. */
const WITH_WORDS = 3;
const AS_STRIPS = 8;

/** What the layer must know of the network. */
export interface FrameScene {
  lines: readonly (CableLine | undefined)[];
  /** The device at the far end of a direction and, for loopbacks, where it stands. */
  receiver(direction: number): { place: Point; reads: readonly string[] | undefined };
  dissection(frame: number): Dissection;
  /** Why a frame ended, in two or three words; `mild` where nothing is wrong with that. */
  ending(fate: number): { text: string; mild: boolean };
  /** True where a router sends the frame on: it takes a link header off, and puts one on. */
  peels(row: number): boolean;
  wears(row: number): boolean;
  chosen(flyer: Flyer): boolean;
}

export class FrameLayer {
  private readonly group: SVGGElement;
  private readonly flows: SVGGElement;
  private readonly used = new Map<number, Sprite>();
  private readonly free: Sprite[] = [];
  private readonly labels: SVGTextElement[] = [];
  private readonly stacks = new Map<number, SVGGElement>();
  /** No flight: frames stand in the middle of their cable, then at its end. */
  still = false;
  /** The story is playing: what has arrived goes into its device instead of waiting to be looked at. */
  playing = false;

  constructor(group: SVGGElement, pick: (row: number) => void) {
    this.group = group;
    this.flows = group.appendChild(document.createElementNS(SVG, 'g'));
    group.addEventListener('click', (event) => {
      const row = (event.target as Element).closest('[data-row]')?.getAttribute('data-row');
      if (row) pick(Number(row));
    });
  }

  draw(flyers: readonly Flyer[], scene: FrameScene): void {
    const perDirection = new Map<number, number>();
    for (const { direction } of flyers) perDirection.set(direction, (perDirection.get(direction) ?? 0) + 1);
    const gone = new Set(this.used.keys());
    for (const flyer of flyers) {
      const count = perDirection.get(flyer.direction)!;
      const mode: Mode = count <= WITH_WORDS ? 'words' : count <= AS_STRIPS ? 'strip' : 'dot';
      gone.delete(flyer.row);
      this.place(this.spriteFor(flyer, mode, scene), flyer, mode, scene);
    }
    for (const row of gone) this.release(row);
    this.drawFlows(perDirection, scene);
  }

  private spriteFor(flyer: Flyer, mode: Mode, scene: FrameScene): Sprite {
    let sprite = this.used.get(flyer.row);
    if (!sprite) {
      sprite = this.free.pop() ?? makeSprite();
      this.used.set(flyer.row, sprite);
      this.group.appendChild(sprite.group);
      sprite.row = -1;
    }
    if (sprite.row !== flyer.row || sprite.mode !== mode) {
      dress(sprite, flyer.row, mode, scene.dissection(flyer.frame));
    }
    return sprite;
  }

  private release(row: number): void {
    const sprite = this.used.get(row)!;
    this.used.delete(row);
    sprite.group.remove();
    this.free.push(sprite);
  }

  private place(sprite: Sprite, flyer: Flyer, mode: Mode, scene: FrameScene): void {
    const line = scene.lines[flyer.direction >> 1];
    const end = (flyer.direction & 1) as 0 | 1;
    const flying = flyer.state === 'flying';
    const progress = this.still && flying ? 0.5 : flyer.progress;
    const share = line && mode !== 'dot' ? strideOn(line, sprite.width, STRIP_HEIGHT, progress) : progress;
    const [x, y] = line ? pointOn(line, end, share) : loopPoint(scene.receiver(flyer.direction).place, flyer.stage);
    const [ox, oy] = line ? besideCable(line, end, OFF) : [0, 0];
    const fall = fallOf(flyer, this.still);
    sprite.group.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    if (mode === 'dot') return;
    sprite.strip.setAttribute(
      'transform',
      `translate(${ox.toFixed(1)} ${(oy + 26 * fall).toFixed(1)})${fall > 0 ? ` rotate(${(5 * fall).toFixed(1)})` : ''}`,
    );
    this.shade(sprite, flyer, fall, scene);
  }

  /** Light and dark by state: a device reads only some bands; a lost frame fades; a router takes a header off and puts one on. */
  private shade(sprite: Sprite, flyer: Flyer, fall: number, scene: FrameScene): void {
    const arrived = flyer.state === 'arrived';
    const taken = arrived && this.playing && flyer.fate === undefined ? Math.max(0, flyer.stage - 0.5) * 2 : 0;
    const opacity = flyer.state === 'leaving' ? 0.35 + 0.65 * flyer.stage : fall > 0 ? 1 - 0.45 * fall : 1 - taken;
    sprite.group.setAttribute('opacity', opacity.toFixed(2));
    const look = `${arrived}${flyer.state === 'lost'}${scene.chosen(flyer)}`;
    if (look !== sprite.look) {
      sprite.look = look;
      const reads = arrived ? scene.receiver(flyer.direction).reads : undefined;
      sprite.group.setAttribute('class', `flyer ${flyer.state}${scene.chosen(flyer) ? ' chosen' : ''}`);
      for (const band of sprite.bands) {
        const lit = !reads || reads.includes(band.dataset['protocol'] ?? '');
        band.classList.toggle('dim', !lit);
      }
      const told =
        flyer.fate !== undefined && (arrived || flyer.state === 'lost') ? scene.ending(flyer.fate) : undefined;
      sprite.ending.textContent = told ? `✕ ${told.text}` : '';
      sprite.ending.classList.toggle('mild', told?.mild ?? false);
    }
    const first = sprite.bands[0];
    if (!first) return;
    // Standing still, the header that came off is to be seen beside its frame.
    const most = this.playing ? 1 : 0.55;
    const off =
      arrived && scene.peels(flyer.row)
        ? Math.min(most, flyer.stage)
        : flyer.state === 'leaving' && scene.wears(flyer.row)
          ? 1 - flyer.stage
          : 0;
    first.setAttribute(
      'transform',
      off > 0 ? `translate(${(-7 * off).toFixed(1)} ${(-20 * off).toFixed(1)}) rotate(${(-14 * off).toFixed(1)})` : '',
    );
    first.setAttribute('opacity', (1 - off).toFixed(2));
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
      const [ox, oy] = besideCable(line, end, 16);
      label.setAttribute('transform', `translate(${x + ox} ${y + oy + 4})`);
      const text = `×${count}`;
      if (label.textContent !== text) label.textContent = text;
    }
    for (let i = used; i < this.labels.length; i++) if (this.labels[i]!.textContent) this.labels[i]!.textContent = '';
  }
}

function fallOf(flyer: Flyer, still: boolean): number {
  if (flyer.fate === undefined || (flyer.state !== 'lost' && flyer.state !== 'arrived')) return 0;
  return still ? 1 : flyer.stage * flyer.stage;
}

/** A frame that a host sends to itself rises above it and comes back. */
function loopPoint([x, y]: Point, stage: number): Point {
  return [x + 22 * Math.sin(2 * Math.PI * stage), y - 46 - 16 * Math.sin(Math.PI * stage)];
}
