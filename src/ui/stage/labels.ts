// What is written beside devices and ports, and where. As much is written as has room: MAC addresses are left out first, then prefixes, then names
// of ports, then addresses; what is left out comes back when somebody looks closer. Pure.

import type { Point } from '../../player/layout.ts';
import { HALF } from './geometry.ts';
import { around, Ground, distanceTo, type Box, type Candidate } from './placing.ts';
import type { Scene, SceneCard, SceneDevice, ScenePort } from './scene.ts';
import { monoWidth, sansWidth, type Sizes } from './sizes.ts';

export type LineLook = 'name' | 'address' | 'second' | 'port';

export interface LabelLine {
  text: string;
  look: LineLook;
  /** Baseline, px. */
  at: Point;
}

export interface Label {
  device: number;
  /** Of one of its ports; without: of the device itself. */
  port?: number;
  anchor: 'start' | 'middle' | 'end';
  lines: LabelLine[];
  box: Box;
}

export interface Labels {
  labels: Label[];
  /** False where addresses or names of ports were left out. */
  complete: boolean;
}

interface Level {
  /** MAC addresses: of hosts and routers, of hosts only, of none. */
  macs: 'all' | 'hosts' | 'none';
  prefixes: boolean;
  addresses: boolean;
  /** All ports that have a name of their own must be named. */
  ports: boolean;
}

const levels: readonly Level[] = [
  { macs: 'all', prefixes: true, addresses: true, ports: true },
  { macs: 'hosts', prefixes: true, addresses: true, ports: true },
  { macs: 'none', prefixes: true, addresses: true, ports: true },
  { macs: 'none', prefixes: false, addresses: true, ports: true },
  { macs: 'none', prefixes: false, addresses: true, ports: false },
  { macs: 'none', prefixes: false, addresses: false, ports: false },
];
/** So much of a cable, px for each device, may lie below words if that lets more be written. */
const TOLERATED = 3;
/** Between words that stand side by side, px. */
const BETWEEN = 5;
/** Between a drawing and its words, px. */
export const GAP = 7;

/** What is not part of the network but stands on the stage too. */
export interface Surroundings {
  bounds: Box | undefined;
  obstacles: readonly Box[];
}

/** Writes as much as has room. */
export function labelsOf(scene: Scene, sizes: Sizes, surroundings: Surroundings): Labels {
  const least = written(scene, sizes, surroundings, levels.at(-1)!);
  for (const level of levels.slice(firstLevel(sizes), -1)) {
    const trial = written(scene, sizes, surroundings, level);
    if (trial.missing || trial.crossed > least.crossed + TOLERATED * scene.devices.length) continue;
    return { labels: trial.labels, complete: level === levels[1] || level === levels[0] };
  }
  return { labels: least.labels, complete: false };
}

/** The level that is tried first. */
export const firstLevel = ({ brief }: Sizes): number => (brief ? levels.findIndex((one) => one.macs === 'none') : 0);

/** How far from fitting the stage a level is: labels without a place, and px of cables that lie below words beyond what must be. */
export function shortOf(
  scene: Scene,
  sizes: Sizes,
  surroundings: Surroundings,
  level: number,
): { missing: number; crossed: number } {
  const least = written(scene, sizes, surroundings, levels.at(-1)!);
  const { missing, crossed } = written(scene, sizes, surroundings, levels[level]!);
  return { missing, crossed: Math.max(0, crossed - least.crossed - TOLERATED * scene.devices.length) };
}

export const LEVELS = levels.length;

/** About how much room the label of the widest host needs, and its height, px. */
export function roomForLabels(scene: Scene, sizes: Sizes, level: number): Point {
  const blocks = scene.devices.map((device) => measured(deviceTexts(device, levels[level]!), sizes));
  return [Math.max(0, ...blocks.map((one) => one[0])), Math.max(0, ...blocks.map((one) => one[1]))];
}

type Texts = readonly (readonly [text: string, look: LineLook])[];

function written(
  scene: Scene,
  sizes: Sizes,
  { bounds, obstacles }: Surroundings,
  level: Level,
): { labels: Label[]; missing: number; crossed: number } {
  const sockets = scene.ports.filter((port) => port.state === 'bare').map((port) => around(port.at, [5, 5]));
  const drawn = scene.devices.map((device) => around(device.place, scaled(HALF[device.kind], sizes.glyph), 2));
  const ground = new Ground(
    [...drawn, ...sockets, ...obstacles],
    scene.cables.map((cable) => cable.line),
    bounds,
    sizes.strip,
  );
  const labels: Label[] = [];
  let [missing, crossed] = [0, 0];
  const put = (of: { device: number; port?: number }, texts: Texts, candidates: (size: Point) => Tried[]): boolean => {
    const size = measured(texts, sizes);
    const tried = candidates(size);
    const found = ground.best(size, tried);
    if (found.covered > 0) return false;
    const { anchor } = found.candidate;
    crossed += found.crossed;
    const { left, right, top, bottom } = found.box;
    ground.boxes.push({ left: left - BETWEEN, right: right + BETWEEN, top, bottom });
    labels.push({ ...of, anchor, lines: linesIn(found.box, anchor, texts, sizes), box: found.box });
    return true;
  };
  // Cards first, for theirs are the longest words that have only one right place, then the names of ports; devices are named where there is room left,
  // those with most cables, which have least choice, before the others.
  const carded = (port: ScenePort): number => (scene.devices[port.device]!.cards.length > 1 ? 0 : 1);
  for (const port of scene.ports.toSorted((a, b) => carded(a) - carded(b))) {
    const texts = portTexts(scene.devices[port.device]!, port, level);
    if (!texts.length) continue;
    const placed = put({ device: port.device, port: port.port }, texts, (size) =>
      texts.length > 1 ? besideCard(port, size) : besidePort(port, size),
    );
    if (!placed && (level.ports || texts.length > 1)) missing++;
  }
  for (const device of scene.devices.toSorted((a, b) => b.neighbours.length - a.neighbours.length)) {
    if (!put({ device: device.index }, deviceTexts(device, level), (size) => beside(device, size, sizes))) missing++;
  }
  labels.sort((a, b) => a.device - b.device || (a.port ?? -1) - (b.port ?? -1));
  return { labels, missing, crossed };
}

function deviceTexts({ name, kind, cards }: SceneDevice, level: Level): Texts {
  const texts: [string, LineLook][] = [[name, 'name']];
  // Whoever has several cards has them written at their ports.
  if (cards.length === 1 && level.addresses) texts.push(...cardTexts(cards[0]!, level, kind === 'host'));
  return texts;
}

function portTexts({ kind, cards }: SceneDevice, port: ScenePort, level: Level): Texts {
  if (cards.length === 1) return [];
  const card = cards.find((one) => one.port === port.port);
  const texts: [string, LineLook][] = [[port.name, 'port']];
  if (card && level.addresses) texts.push(...cardTexts(card, level, kind === 'host'));
  return texts;
}

function cardTexts({ addresses, mac }: SceneCard, level: Level, host: boolean): [string, LineLook][] {
  const texts = addresses.map((one): [string, LineLook] => [level.prefixes ? one : one.split('/')[0]!, 'address']);
  if (!texts.length) texts.push(['–', 'address']);
  if (level.macs === 'all' || (level.macs === 'hosts' && host)) texts.push([mac, 'second']);
  return texts;
}

interface Tried extends Candidate {
  anchor: Label['anchor'];
}

/** Places for a device's own label: below, above, and to its sides. */
function beside({ place: [x, y], kind }: SceneDevice, [w, h]: Point, sizes: Sizes): Tried[] {
  const [hx, hy] = scaled(HALF[kind], sizes.glyph);
  const [below, above] = [y + hy + GAP, y - hy - GAP - h];
  const [right, left] = [x + hx + GAP + 2, x - hx - GAP - 2 - w];
  const tried: Tried[] = [
    { at: [x - w / 2, below], dislike: 0, anchor: 'middle' },
    { at: [x - w / 2, above], dislike: 6, anchor: 'middle' },
    { at: [right, y - h / 2], dislike: 12, anchor: 'start' },
    { at: [left, y - h / 2], dislike: 12, anchor: 'end' },
  ];
  for (const part of [0.25, 0.5, 0.75, 1]) {
    for (const sign of [-1, 1]) {
      const off = (sign * part * (w + hx)) / 2;
      tried.push({ at: [x - w / 2 + off, below], dislike: 8 + 14 * part, anchor: 'middle' });
      tried.push({ at: [x - w / 2 + off, above], dislike: 12 + 14 * part, anchor: 'middle' });
    }
    for (const dy of [-h * 0.5 * part, h * 0.5 * part]) {
      tried.push({ at: [right, y - h / 2 + dy], dislike: 13 + 4 * part, anchor: 'start' });
      tried.push({ at: [left, y - h / 2 + dy], dislike: 13 + 4 * part, anchor: 'end' });
    }
  }
  return tried;
}

/** Places for a card's addresses, beside the port that it is. */
function besideCard({ at: [x, y], out }: ScenePort, [w, h]: Point): Tried[] {
  const tried: Tried[] = [];
  for (const side of [-1, 1]) {
    for (let dx = 6; dx <= 46; dx += 10) {
      for (let dy = -h - 26; dy <= 26; dy += 6) {
        const at: Point = [side < 0 ? x - dx - w : x + dx, y + dy];
        const box = { left: at[0], top: at[1], right: at[0] + w, bottom: at[1] + h };
        const dislike = 1.5 * distanceTo([x, y], box) + (side * out[0] < -0.05 ? 40 : 0) + Math.abs(dy + h / 2) / 20;
        tried.push({ at, dislike, anchor: side < 0 ? 'end' : 'start' });
      }
    }
  }
  return tried;
}

/** Places around a port for its name. */
function besidePort({ at: [x, y], out, state }: ScenePort, [w, h]: Point): Tried[] {
  const tried: Tried[] = [];
  for (let k = 0; k < 24; k++) {
    const angle = (k * Math.PI) / 12;
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    for (const far of [5, 9]) {
      const middle: Point = [x + dx * (far + w / 2), y + dy * (far + h / 2)];
      // The name of an empty port stands straight before it; of another, beside its cable.
      const ahead = dx * out[0] + dy * out[1];
      const dislike = far / 3 + (state === 'bare' ? 8 * (1 - ahead) : 3 * Math.abs(ahead - 0.6));
      tried.push({ at: [middle[0] - w / 2, middle[1] - h / 2], dislike, anchor: 'middle' });
    }
  }
  return tried;
}

const typeOf = (look: LineLook, sizes: Sizes): number =>
  look === 'name' ? sizes.name : look === 'address' ? sizes.address : sizes.small;

const heightOf = (look: LineLook, sizes: Sizes): number =>
  look === 'name' ? sizes.name * 1.16 : look === 'port' ? sizes.small * 1.05 : sizes.leading;

function measured(texts: Texts, sizes: Sizes): Point {
  const width = Math.max(
    ...texts.map(([text, look]) =>
      look === 'name' ? sansWidth(text, sizes.name) + 4 : monoWidth(text, typeOf(look, sizes)),
    ),
  );
  return [width, texts.reduce((sum, [, look]) => sum + heightOf(look, sizes), 0)];
}

function linesIn(box: Box, anchor: Label['anchor'], texts: Texts, sizes: Sizes): LabelLine[] {
  const x = anchor === 'start' ? box.left : anchor === 'end' ? box.right : (box.left + box.right) / 2;
  let y = box.top;
  return texts.map(([text, look]) => {
    const height = heightOf(look, sizes);
    y += height;
    // The baseline stands so far above the line's foot that capitals are in its middle.
    return { text, look, at: [x, y - (height - 0.7 * typeOf(look, sizes)) / 2] };
  });
}

const scaled = ([w, h]: Point, by: number): Point => [w * by, h * by];
